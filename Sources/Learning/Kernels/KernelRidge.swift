import Arrays

/// Kernel ridge regression: ridge regression in the space that a kernel stands for.
///
/// Predicts Σᵢ dᵢ k(x, xᵢ) with the dual coefficients d = (K + αI)⁻¹ y; there is no intercept.
///
/// ```swift
/// let model = try KernelRidge(alpha: 0.1, kernel: .rbf(gamma: 0.5)).fitted(to: x, y)
/// ```
///
/// Matches scikit-learn's `KernelRidge`.
public struct KernelRidge: Regressor {
  /// How strongly the function is kept small.
  public var alpha: Double
  /// How alike two examples are.
  public var kernel: PairwiseKernel

  /// Kernel ridge regression.
  ///
  /// - Parameters:
  ///   - alpha: How strongly the function is kept small, at least 0; 1 by default.
  ///   - kernel: How alike two examples are; their dot product by default.
  public init(alpha: Double = 1, kernel: PairwiseKernel = .linear) {
    self.alpha = alpha
    self.kernel = kernel
  }

  /// Kernel ridge regression with a kernel that has parameters, which stay as they are.
  public init(alpha: Double = 1, kernel: some Kernel) {
    self.init(alpha: alpha, kernel: .kernel(kernel))
  }

  public var hyperparameters: [Hyperparameter] {
    [Hyperparameter("alpha", alpha, default: 1)] + kernel.hyperparameters
  }

  public func learn(_ features: FeatureMatrix, _ target: Target) throws -> Model {
    try require(alpha >= 0, "KernelRidge: alpha is at least 0, and this one is \(alpha)")
    let x = features.values
    let dual: NDArray
    do {
      // The matrix is large, and handed over: its factor takes its place.
      dual = try CholeskyFactor(of: kernel.matrix(x), addingToDiagonal: alpha).solve(target.values)
    } catch LinearAlgebraError.notPositiveDefinite {
      let matrix = kernel.matrix(x) + alpha * NDArray.identity(x.shape[0])
      dual = try steadily { try matrix.leastSquares(target.values).solution }
    }
    return Model(
      dualCoefficients: dual, examples: x, kernel: kernel, schema: FeatureSchema(features), description: description)
  }

  /// The learned function.
  public struct Model: RegressionModel {
    /// How much each example counts: scikit-learn's `dual_coef_`.
    public let dualCoefficients: NDArray
    /// The examples that were learnt from.
    public let examples: NDArray
    let kernel: PairwiseKernel
    public let schema: FeatureSchema
    public let description: String

    public func predictedValues(_ features: NDArray) -> NDArray {
      weightedKernel(features, examples, dualCoefficients) { kernel.matrix($0, $1) }
    }
  }
}

/// The kernel of each row with each example, times the weights of the examples; the kernel of a few rows at a time, so
/// that it stays in the fast memory.
func weightedKernel(
  _ features: NDArray, _ examples: NDArray, _ weights: NDArray, _ kernel: (NDArray, NDArray) -> NDArray
) -> NDArray {
  let (rows, columns) = (features.shape[0], examples.shape[0])
  let outputs = weights.rank == 1 ? 1 : weights.shape[1]
  let size = Swift.max(64, 131_072 / Swift.max(columns, 1))
  guard rows > size else { return kernel(features, examples).matmul(weights) }
  return NDArray(shape: weights.rank == 1 ? [rows] : [rows, outputs]) { (buffer: UnsafeMutableBufferPointer<Double>) in
    guard let into = buffer.baseAddress else { return }
    inParts(rows, size: size, isLarge: rows * columns > 200_000) { part in
      kernel(features[part], examples).matmul(weights).withUnsafeElements { values in
        guard let from = values.baseAddress else { return }
        (into + part.lowerBound * outputs).update(from: from, count: values.count)
      }
    }
  }
}
