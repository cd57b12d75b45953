import Arrays

/// Gaussian process regression: a distribution over functions, conditioned on the examples.
///
/// Functions are held to be normally distributed with mean 0 and the kernel as covariance; targets are the function's
/// values with noise of variance α. The kernel's parameters maximise the log marginal likelihood
/// −½ yᵀ(K + αI)⁻¹y − ½ log det(K + αI) − (n/2) log 2π (Rasmussen and Williams, 2006, algorithm 2.1).
///
/// ```swift
/// let kernel = ConstantKernel(1, bounds: .range(0.001, 1000)) * RBF(lengthScale: 1)
/// let model = try GaussianProcessRegressor(kernel: kernel, alpha: 0.1, restarts: 10).fitted(to: x, y)
/// let (mean, deviation) = model.predictWithDeviation(grid)
/// ```
///
/// Matches scikit-learn's `GaussianProcessRegressor`; the same seed restarts at the same points.
public struct GaussianProcessRegressor: Regressor {
  /// The covariance of the functions.
  public var kernel: any Kernel
  /// The variance of the targets' noise.
  public var alpha: Double
  /// Whether the kernel's parameters are learnt; they stay as they are if not.
  public var optimizes: Bool
  /// How often the search starts again at a point drawn at random.
  public var restarts: Int
  /// Whether targets are moved and scaled to mean 0 and variance 1 first.
  public var normalizesTarget: Bool
  /// What decides where the search starts again.
  public var seed: Int?
  private let hasStandardKernel: Bool

  /// Gaussian process regression with the kernel 1 · RBF(1), whose parameters are learnt.
  ///
  /// - Parameters:
  ///   - alpha: The variance of the targets' noise; 1e-10 by default.
  ///   - normalizesTarget: Whether targets are moved and scaled to mean 0 and variance 1 first; false by default.
  public init(alpha: Double = 1e-10, normalizesTarget: Bool = false) {
    kernel = ConstantKernel() * RBF()
    (self.alpha, optimizes, restarts) = (alpha, true, 0)
    self.normalizesTarget = normalizesTarget
    hasStandardKernel = true
  }

  /// Gaussian process regression.
  ///
  /// - Parameters:
  ///   - kernel: The covariance of the functions.
  ///   - alpha: The variance of the targets' noise; 1e-10 by default.
  ///   - optimizes: Whether the kernel's parameters are learnt; true by default.
  ///   - restarts: How often the search starts again at a point drawn at random; 0 by default.
  ///   - normalizesTarget: Whether targets are moved and scaled to mean 0 and variance 1 first; false by default.
  ///   - seed: What decides where the search starts again; 0 if none is given.
  public init(
    kernel: some Kernel, alpha: Double = 1e-10, optimizes: Bool = true, restarts: Int = 0,
    normalizesTarget: Bool = false, seed: Int? = nil
  ) {
    self.kernel = kernel
    self.alpha = alpha
    self.optimizes = optimizes
    self.restarts = restarts
    self.normalizesTarget = normalizesTarget
    self.seed = seed
    hasStandardKernel = false
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("alpha", alpha, default: 1e-10),
      Hyperparameter("kernel", text: kernel.description, isDefault: hasStandardKernel),
      Hyperparameter("n_restarts_optimizer", restarts, default: 0),
      Hyperparameter("normalize_y", normalizesTarget, default: false),
      Hyperparameter("optimizer", text: "None", isDefault: optimizes),
      Hyperparameter("random_state", seed, default: nil),
    ]
  }

  public func learn(_ features: FeatureMatrix, _ target: Target) throws -> Model {
    try require(alpha >= 0, "GaussianProcessRegressor: alpha is at least 0, and this one is \(alpha)")
    try require(restarts >= 0, "GaussianProcessRegressor: restarts is at least 0, and this one is \(restarts)")
    let y = target.values.rank == 1 ? target.values.expanded(axis: 1) : target.values
    let means = normalizesTarget ? y.mean(axis: 0) : NDArray.zeros(y.shape[1])
    let spread = normalizesTarget ? y.standardDeviation(axis: 0).map { $0 < 10 * Double.ulpOfOne ? 1 : $0 } : .ones(y.shape[1])
    let likelihood = MarginalLikelihood(features.values, (y - means) / spread, alpha: alpha)
    var best = kernel
    if optimizes && !kernel.logParameters.isEmpty {
      let bounds = kernel.logBounds
      var minimizer = BoundedMinimizer()
      minimizer.lower = bounds.map(\.lowerBound)
      minimizer.upper = bounds.map(\.upperBound)
      var starts = [kernel.logParameters]
      if restarts > 0 {
        try require(
          bounds.allSatisfy { $0.lowerBound.isFinite && $0.upperBound.isFinite },
          "GaussianProcessRegressor: restarts draw parameters between their bounds, which must be finite")
        var random = RandomState(seed: seed ?? 0)
        starts += (0..<restarts).map { _ in bounds.map { random.uniform(from: $0.lowerBound, to: $0.upperBound) } }
      }
      // Of ends that are equally good the first counts.
      let ends = likelihood.minimize(minimizer, kernel, from: starts)
      if let end = ends.min(by: { $0.value < $1.value }) { best.logParameters = end.point }
    }
    do {
      let factor = try likelihood.factor(best)
      let weights = factor.solve(likelihood.targets)
      return Model(
        kernel: best, logMarginalLikelihood: likelihood.value(factor, weights), likelihood: likelihood, factor: factor,
        weights: weights, targetMeans: means, targetSpread: spread, hasOneTarget: target.values.rank == 1,
        schema: FeatureSchema(features), description: description)
    } catch LinearAlgebraError.notPositiveDefinite {
      throw LearningError(
        "GaussianProcessRegressor: the kernel \(best) does not give a positive definite matrix: try a greater alpha")
    }
  }
}
