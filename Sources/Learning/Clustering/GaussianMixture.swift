import Arrays

/// What shape the Gaussians of a mixture may have.
public enum CovarianceType: String, Sendable, Hashable, Codable, HyperparameterValue {
  /// Each has a covariance matrix of its own.
  case full
  /// All share one covariance matrix.
  case tied
  /// Each has variances of its own along the axes.
  case diagonal = "diag"
  /// Each has one variance.
  case spherical

  public var parameterText: String { rawValue.parameterText }
}

/// A mixture of Gaussians: examples are held to come from one of k normal distributions.
///
/// p(x) = Σ wₖ N(x; μₖ, Σₖ). Weights, means and covariances are looked for by expectation and maximisation (Dempster,
/// Laird and Rubin, 1977), starting from the groups of k-means.
///
/// ```swift
/// let model = try GaussianMixture(components: 4, seed: 1).fitted(to: x)
/// model.scoreSamples(grid)
/// ```
///
/// The same seed gives what scikit-learn's `GaussianMixture` gives.
public struct GaussianMixture: UnsupervisedEstimator {
  /// The number of Gaussians.
  public var components: Int
  /// What shape they may have.
  public var covariance: CovarianceType
  /// Stops when the mean log-likelihood grows by less.
  public var tolerance: Double
  /// What is added to the variances, so that no Gaussian shrinks to a point.
  public var regularization: Double
  /// The greatest number of steps from each start.
  public var maxIterations: Int
  /// How many starts are tried.
  public var starts: Int
  /// What decides the draws.
  public var seed: Int?

  /// A mixture of Gaussians.
  ///
  /// - Parameters:
  ///   - components: The number of Gaussians; 1 by default.
  ///   - covariance: What shape they may have; any by default.
  ///   - tolerance: Stops when the mean log-likelihood grows by less; 1e-3 by default.
  ///   - regularization: What is added to the variances; 1e-6 by default.
  ///   - maxIterations: The greatest number of steps from each start; 100 by default.
  ///   - starts: How many starts are tried; 1 by default.
  ///   - seed: What decides the draws; 0 if none is given.
  public init(
    components: Int = 1, covariance: CovarianceType = .full, tolerance: Double = 1e-3, regularization: Double = 1e-6,
    maxIterations: Int = 100, starts: Int = 1, seed: Int? = nil
  ) {
    self.components = components
    self.covariance = covariance
    self.tolerance = tolerance
    self.regularization = regularization
    self.maxIterations = maxIterations
    self.starts = starts
    self.seed = seed
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("covariance_type", covariance, default: .full),
      Hyperparameter("max_iter", maxIterations, default: 100),
      Hyperparameter("n_components", components, default: 1),
      Hyperparameter("n_init", starts, default: 1),
      Hyperparameter("random_state", seed, default: nil),
      Hyperparameter("reg_covar", regularization, default: 1e-6),
      Hyperparameter("tol", tolerance, default: 1e-3),
    ]
  }

  public func learn(_ features: FeatureMatrix) throws -> Model {
    let x = features.values
    try require(components >= 1, "GaussianMixture: needs at least one component, and got \(components)")
    try require(
      x.shape[0] >= Swift.max(components, 2),
      "GaussianMixture: \(counted(x.shape[0], "example")) cannot be put into \(counted(components, "component")), which need two examples and one each")
    try require(starts >= 1, "GaussianMixture: needs at least one start, and got \(starts)")
    try require(maxIterations >= 1, "GaussianMixture: maxIterations is at least 1, and this one is \(maxIterations)")
    var random = RandomState(seed: seed ?? 0)
    var best: (state: MixtureState, bound: Double, iterations: Int, converged: Bool)?
    for _ in 0..<starts {
      let groups = try KMeans(clusters: components, starts: 1).learn(features, &random).labels.elements
      var shares = NDArray.zeros(x.shape[0], components)
      shares.withUnsafeMutableElements { buffer in
        for (row, group) in groups.enumerated() { buffer[row * components + group] = 1 }
      }
      var state = try MixtureState(x, shares: shares, covariance, regularization)
      state.weights = state.weights * state.totalShare / Double(x.shape[0])
      var bound = -Double.infinity
      var (steps, converged) = (0, false)
      for step in 1...maxIterations {
        steps = step
        let expectation = state.expectation(x)
        state = try MixtureState(x, shares: exp(expectation.logShares), covariance, regularization)
        let change = expectation.logLikelihoods.mean() - bound
        bound = expectation.logLikelihoods.mean()
        if change.magnitude < tolerance {
          converged = true
          break
        }
      }
      if best == nil || bound > best?.bound ?? -.infinity { best = (state, bound, steps, converged) }
    }
    guard let best else { throw LearningError("GaussianMixture: no start was tried") }
    return Model(
      state: best.state, lowerBound: best.bound, iterations: best.iterations, converged: best.converged,
      seed: seed ?? 0, schema: FeatureSchema(features), description: description)
  }

  /// The Gaussians that were learnt.
  public struct Model: FittedModel, Codable {
    let state: MixtureState
    /// The mean log-likelihood at the last step.
    public let lowerBound: Double
    /// How many steps the best start took.
    public let iterations: Int
    /// Whether the search ended because little changed; false if the steps were used up.
    public let converged: Bool
    let seed: Int
    public let schema: FeatureSchema
    public let description: String

    /// How much of the examples each Gaussian stands for; they add up to 1.
    public var weights: NDArray { state.weights }
    /// The means, one a row.
    public var means: NDArray { state.means }
    /// The covariances: a matrix each (full), one matrix (tied), a row of variances each (diagonal), or a variance each.
    public var covariances: NDArray { state.covariances }

    /// The Gaussian that each example most likely comes from.
    public func predict(_ features: some FeatureSource) -> IntArray {
      let places = greatestPlaces(state.weightedLogs(matrix(features, for: "predict")))
      return IntArray(places, shape: [places.count])
    }

    /// How likely each example comes from each Gaussian: scikit-learn's `predict_proba`.
    public func predictProbabilities(_ features: some FeatureSource) -> NDArray {
      exp(state.expectation(matrix(features, for: "predictProbabilities")).logShares)
    }

    /// The logarithm of the density at each example: scikit-learn's `score_samples`.
    public func scoreSamples(_ features: some FeatureSource) -> NDArray {
      state.expectation(matrix(features, for: "scoreSamples")).logLikelihoods
    }

    /// The mean log-likelihood of examples.
    public func score(_ features: some FeatureSource) -> Double { scoreSamples(features).mean() }

    /// Bayes' information criterion on examples, −2 log L + p log n: the lower, the better.
    public func bic(_ features: some FeatureSource) -> Double {
      let x = matrix(features, for: "bic")
      let count = Double(x.shape[0])
      return -2 * score(x) * count + Double(state.parameterCount) * count.logarithm
    }

    /// Akaike's information criterion on examples, −2 log L + 2p: the lower, the better.
    public func aic(_ features: some FeatureSource) -> Double {
      let x = matrix(features, for: "aic")
      return -2 * score(x) * Double(x.shape[0]) + 2 * Double(state.parameterCount)
    }

    /// Examples drawn from the mixture, and the Gaussian that each comes from.
    ///
    /// As in scikit-learn the draws start from the estimator's seed each time.
    ///
    /// - Throws: `LinearAlgebraError` if a covariance cannot be decomposed. Traps if fewer than one is asked for.
    public func sample(_ count: Int = 1) throws -> (examples: NDArray, components: IntArray) {
      guard count >= 1 else { fail("sample: draws at least one example, and was asked for \(count)") }
      var random = RandomState(seed: seed)
      return try steadily { try state.sample(count, &random) }
    }
  }
}
