import Arrays

extension GaussianProcessRegressor {
  /// A Gaussian process conditioned on examples.
  public struct Model: RegressionModel {
    /// The kernel with the parameters that were learnt: scikit-learn's `kernel_`.
    public let kernel: any Kernel
    /// How likely the targets are under the kernel.
    public let logMarginalLikelihood: Double
    let likelihood: MarginalLikelihood
    let factor: CholeskyFactor
    let weights: NDArray
    let targetMeans: NDArray
    let targetSpread: NDArray
    let hasOneTarget: Bool
    public let schema: FeatureSchema
    public let description: String

    private func means(_ crossed: NDArray) -> NDArray { means(weighted: crossed.matmul(weights)) }

    private func means(weighted: NDArray) -> NDArray {
      let means = weighted * targetSpread + targetMeans
      return hasOneTarget ? means.reshaped(means.count) : means
    }

    public func predictedValues(_ features: NDArray) -> NDArray {
      means(weighted: weightedKernel(features, likelihood.examples, weights) { kernel.matrix($0, $1) })
    }

    /// The mean and the standard deviation of the function at each example.
    public func predictWithDeviation(_ features: some FeatureSource) -> (mean: NDArray, deviation: NDArray) {
      let x = matrix(features, for: "predictWithDeviation")
      let crossed = kernel.matrix(x, likelihood.examples)
      let solved = factor.solveLower(crossed.T)
      let variance = maximum(kernel.diagonal(x) - (solved * solved).sum(axis: 0), 0)
      return (means(crossed), sqrt(scaled(variance)))
    }

    /// The mean of the function at each example, and its covariance between them.
    ///
    /// Of several targets the covariance has the targets along its last axis.
    public func predictWithCovariance(_ features: some FeatureSource) -> (mean: NDArray, covariance: NDArray) {
      let x = matrix(features, for: "predictWithCovariance")
      let crossed = kernel.matrix(x, likelihood.examples)
      let solved = factor.solveLower(crossed.T)
      return (means(crossed), scaled(kernel.matrix(x) - solved.productsOfColumns()))
    }

    private func scaled(_ variance: NDArray) -> NDArray {
      let squares = targetSpread * targetSpread
      return hasOneTarget || squares.count == 1 ? variance * squares.elements[0] : variance.expanded(axis: variance.rank) * squares
    }

    /// Functions drawn from the process, as their values at the examples: a column for each.
    ///
    /// - Parameters:
    ///   - count: How many functions; 1 by default.
    ///   - seed: What decides the draws; 0 by default.
    /// - Throws: `LinearAlgebraError` if the covariance cannot be decomposed. Traps if there are several targets.
    public func sample(_ features: some FeatureSource, count: Int = 1, seed: Int = 0) throws -> NDArray {
      guard targetMeans.count == 1 else {
        fail("sample: draws functions with one target, and the model was fitted to \(targetMeans.count)")
      }
      let (mean, covariance) = predictWithCovariance(features)
      var random = RandomState(seed: seed)
      return try steadily {
        try random.multivariateNormal(mean: mean.reshaped(mean.count), covariance: covariance, count: count).T
      }
    }

    /// The log marginal likelihood of the targets for other parameters of the kernel, and its gradient.
    ///
    /// - Parameter logParameters: The logarithms of the parameters; those that were learnt if not given.
    public func logMarginalLikelihood(at logParameters: [Double]) -> (value: Double, gradient: NDArray) {
      let count = kernel.logParameters.count
      guard logParameters.count == count else {
        fail("logMarginalLikelihood: the kernel has \(counted(count, "parameter")), and \(logParameters.count) were given")
      }
      var gradient = [Double](repeating: 0, count: count)
      let value = gradient.withUnsafeMutableBufferPointer { gradient in
        logParameters.withUnsafeBufferPointer { point in
          guard let from = point.baseAddress, let into = gradient.baseAddress else { return -logMarginalLikelihood }
          return likelihood.negative(kernel, from, into)
        }
      }
      return (-value, NDArray(gradient.map { -$0 }, shape: [count]))
    }
  }
}
