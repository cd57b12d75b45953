import Arrays

/// k-means: examples in k groups about centres, each in the group of the nearest centre.
///
/// Looks for the centres with the least inertia, the sum of squared distances to the nearest centre: from starting
/// centres, examples are given to the nearest and centres moved to the mean of theirs, until little changes (Lloyd,
/// 1982). Of several starts the best is kept.
///
/// ```swift
/// let model = try KMeans(clusters: 4, starts: 10, seed: 123).fitted(to: x)
/// model.labels
/// ```
///
/// The same seed gives the labels and centres of scikit-learn's `KMeans`.
public struct KMeans: UnsupervisedEstimator {
  /// Where centres start.
  public enum Start: Sendable, Hashable, HyperparameterValue {
    /// At examples that are drawn far from one another (Arthur and Vassilvitskii, 2007).
    case plusPlus
    /// At examples that are drawn at random.
    case random
    /// At given centres, one a row.
    case centers(NDArray)

    public var parameterText: String {
      switch self {
      case .plusPlus: "'k-means++'"
      case .random: "'random'"
      case .centers(let centers): centers.debugDescription
      }
    }
  }

  /// The number of groups.
  public var clusters: Int
  /// Where centres start.
  public var start: Start
  /// How many starts are tried; if `nil`, 1 for k-means++ and given centres and 10 for random ones.
  public var starts: Int?
  /// The greatest number of steps from each start.
  public var maxIterations: Int
  /// Stops when the centres move by less, relative to the variance of the features.
  public var tolerance: Double
  /// What decides the draws.
  public var seed: Int?

  /// k-means.
  ///
  /// - Parameters:
  ///   - clusters: The number of groups; 8 by default.
  ///   - start: Where centres start; at examples far from one another by default.
  ///   - starts: How many starts are tried; 1 by default, 10 if centres start at random.
  ///   - maxIterations: The greatest number of steps from each start; 300 by default.
  ///   - tolerance: Stops when the centres move by less, relative to the variance of the features; 1e-4 by default.
  ///   - seed: What decides the draws; 0 if none is given.
  public init(
    clusters: Int = 8, start: Start = .plusPlus, starts: Int? = nil, maxIterations: Int = 300, tolerance: Double = 1e-4,
    seed: Int? = nil
  ) {
    self.clusters = clusters
    self.start = start
    self.starts = starts
    self.maxIterations = maxIterations
    self.tolerance = tolerance
    self.seed = seed
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("init", start, default: .plusPlus),
      Hyperparameter("max_iter", maxIterations, default: 300),
      Hyperparameter("n_clusters", clusters, default: 8),
      Hyperparameter("n_init", text: starts?.parameterText ?? "'auto'", isDefault: starts == nil),
      Hyperparameter("random_state", seed, default: nil),
      Hyperparameter("tol", tolerance, default: 1e-4),
    ]
  }

  public func learn(_ features: FeatureMatrix) throws -> Model {
    var random = RandomState(seed: seed ?? 0)
    return try learn(features, &random)
  }

  /// Learns with draws from a source that goes on.
  func learn(_ features: FeatureMatrix, _ random: inout RandomState) throws -> Model {
    let x = features.values
    try require(clusters >= 1, "KMeans: needs at least one cluster, and got \(clusters)")
    try require(
      clusters <= x.shape[0], "KMeans: \(counted(x.shape[0], "example")) cannot be put into \(clusters) clusters")
    try require(maxIterations >= 1, "KMeans: maxIterations is at least 1, and this one is \(maxIterations)")
    var tries = starts ?? (start == .random ? 10 : 1)
    try require(tries >= 1, "KMeans: needs at least one start, and got \(tries)")
    if case .centers(let centers) = start {
      try require(
        centers.shape == [clusters, x.shape[1]],
        "KMeans: \(clusters) starting centres of \(x.shape[1]) features do not have the shape \(describe(shape: centers.shape))")
      tries = 1
    }
    let limit = tolerance * x.variance(axis: 0).mean()
    let means = x.mean(axis: 0)
    let search = LloydSearch(x - means, clusters: clusters)
    var best: LloydSearch.Outcome?
    for _ in 0..<tries {
      let first: NDArray
      switch start {
      case .plusPlus: first = search.spreadCenters(&random)
      case .random:
        let even = NDArray(repeating: 1 / Double(x.shape[0]), shape: [x.shape[0]])
        let drawn = random.choice(x.shape[0], count: clusters, replacing: false, probabilities: even)
        first = search.examples.examples(at: drawn.elements)
      case .centers(let centers): first = centers - means
      }
      let outcome = search.run(from: first, maxIterations: maxIterations, tolerance: limit)
      if let known = best, !(outcome.inertia < known.inertia && !isSamePartition(outcome.labels, known.labels)) { continue }
      best = outcome
    }
    guard let best else { throw LearningError("KMeans: no start was tried") }
    return Model(
      centers: best.centers + means, labels: IntArray(best.labels, shape: [best.labels.count]), inertia: best.inertia,
      iterations: best.iterations, schema: FeatureSchema(features), description: description)
  }

  /// Whether two labellings differ in the numbers of the groups only.
  private func isSamePartition(_ a: [Int], _ b: [Int]) -> Bool {
    var names = [Int](repeating: -1, count: clusters)
    for (one, other) in zip(a, b) {
      if names[one] < 0 { names[one] = other } else if names[one] != other { return false }
    }
    return true
  }

  /// The centres and groups.
  public struct Model: TransformModel, Codable {
    /// The centres, one a row: scikit-learn's `cluster_centers_`.
    public let centers: NDArray
    /// The group of each example that was learnt from.
    public let labels: IntArray
    /// The sum of squared distances to the nearest centre.
    public let inertia: Double
    /// How many steps the best start took.
    public let iterations: Int
    public let schema: FeatureSchema
    public let description: String

    /// The group of each example: that of the nearest centre.
    public func predict(_ features: some FeatureSource) -> IntArray {
      nearestCenters(of: matrix(features, for: "predict"), among: centers)
    }

    /// The distances of each example to the centres.
    public func transformed(_ features: NDArray) -> NDArray { sqrt(squaredDistances(features, centers)) }

    /// Minus the sum of squared distances to the nearest centre: the greater, the better.
    public func score(_ features: some FeatureSource) -> Double {
      let search = LloydSearch(matrix(features, for: "score"), clusters: centers.shape[0])
      return -search.inertia(search.nearest(to: centers), centers)
    }
  }
}
