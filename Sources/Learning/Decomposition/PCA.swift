import Arrays

/// Principal component analysis: the directions along which examples vary most, and coordinates along them.
///
/// Features are moved to mean 0; the components are the right singular vectors of what is left, each turned so that
/// its greatest number is positive.
///
/// ```swift
/// let model = try PCA(components: 2).fitted(to: digits)
/// let plane = model.transform(digits)
/// model.explainedVarianceRatio
/// ```
///
/// Matches scikit-learn's `PCA`, the choice of the solver included; the same seed gives its randomised solver's result.
public struct PCA: Transformer {
  /// How the components are computed.
  public enum Solver: String, Sendable, Hashable, Codable, HyperparameterValue {
    /// By the shape of the data: the fastest of the others that is accurate.
    case automatic = "auto"
    /// By the singular value decomposition.
    case full
    /// By the eigenvectors of the covariance matrix, fast for few features.
    case covariance = "covariance_eigh"
    /// By random projections (Halko, Martinsson and Tropp, 2011), fast for few components of many.
    case randomized

    public var parameterText: String { rawValue.parameterText }
  }

  /// How many components are kept: all if neither this nor a share is given.
  public var components: Int?
  /// As many components are kept as together explain more than this share of the variance.
  public var varianceShare: Double?
  /// Whether coordinates are scaled to variance 1.
  public var whitens: Bool
  /// How the components are computed.
  public var solver: Solver
  /// What decides the random projections.
  public var seed: Int?

  /// Principal component analysis.
  ///
  /// - Parameters:
  ///   - components: How many components are kept; all by default.
  ///   - whitens: Whether coordinates are scaled to variance 1; false by default.
  ///   - solver: How the components are computed; by the shape of the data by default.
  ///   - seed: What decides the random projections; 0 if none is given.
  public init(components: Int? = nil, whitens: Bool = false, solver: Solver = .automatic, seed: Int? = nil) {
    self.components = components
    self.whitens = whitens
    self.solver = solver
    self.seed = seed
  }

  /// Principal component analysis that keeps as many components as explain more than a share of the variance.
  ///
  /// - Parameters:
  ///   - varianceShare: The share, between 0 and 1.
  ///   - whitens: Whether coordinates are scaled to variance 1; false by default.
  public init(varianceShare: Double, whitens: Bool = false, solver: Solver = .automatic) {
    self.init(whitens: whitens, solver: solver)
    self.varianceShare = varianceShare
  }

  public var hyperparameters: [Hyperparameter] {
    [
      varianceShare.map { Hyperparameter("n_components", text: $0.parameterText) }
        ?? Hyperparameter("n_components", components, default: nil),
      Hyperparameter("random_state", seed, default: nil),
      Hyperparameter("svd_solver", solver, default: .automatic),
      Hyperparameter("whiten", whitens, default: false),
    ]
  }

  public func learn(_ features: FeatureMatrix) throws -> Model {
    let x = features.values
    let (rows, width) = (x.shape[0], x.shape[1])
    let most = Swift.min(rows, width)
    try require(rows >= 2, "PCA: needs at least two examples, and got \(rows)")
    if let components {
      try require(
        components >= 0 && components <= most,
        "PCA: \(counted(rows, "example")) of \(counted(width, "feature")) have 0 to \(most) components, not \(components)")
    }
    if let varianceShare {
      try require(
        varianceShare > 0 && varianceShare < 1, "PCA: varianceShare is between 0 and 1, and this one is \(varianceShare)")
    }
    let means = columnMeans(x)
    let solver = chosenSolver(rows, width)
    if solver == .randomized {
      let count = components ?? most
      try require(
        varianceShare == nil && count >= 1,
        "PCA: the randomized solver needs a number of components of at least 1")
      let centered = standardized(x, means: means)
      let (singular, directions) = try randomizedFactors(centered, count)
      let variances = singular * singular / Double(rows - 1)
      let total = (centered * centered).sum() / Double(rows - 1)
      let noise = count < most ? (total - variances.sum()) / Double(most - count) : 0
      return Model(
        components: turned(directions), explainedVariance: variances, explainedVarianceRatio: variances / total,
        singularValues: singular, means: means, noiseVariance: noise, whitens: whitens,
        schema: FeatureSchema(features), description: description)
    }
    let (singular, directions, variances) =
      solver == .covariance ? try covarianceFactors(x, means, components) : try fullFactors(standardized(x, means: means))
    let ratios = variances / variances.sum()
    var count = components ?? most
    if let varianceShare {
      count = ratios.cumulativeSum().elements.count { $0 <= varianceShare } + 1
    }
    let noise = count < most ? variances[count...].mean() : 0
    return Model(
      components: turned(directions[..<count]), explainedVariance: variances[..<count].copied(),
      explainedVarianceRatio: ratios[..<count].copied(), singularValues: singular[..<count].copied(), means: means,
      noiseVariance: noise, whitens: whitens, schema: FeatureSchema(features), description: description)
  }

  private func chosenSolver(_ rows: Int, _ width: Int) -> Solver {
    guard solver == .automatic else { return solver }
    if width <= 1000 && rows >= 10 * width { return .covariance }
    if Swift.max(rows, width) <= 500 { return .full }
    if let components, components >= 1, Double(components) < 0.8 * Double(Swift.min(rows, width)) { return .randomized }
    return .full
  }

  private func fullFactors(_ centered: NDArray) throws -> (NDArray, NDArray, NDArray) {
    let (_, s, vt) = try steadily { try centered.svd(full: false) }
    return (s, vt, s * s / Double(centered.shape[0] - 1))
  }

  /// The singular values, the directions, at least as many as are wanted, and all variances.
  private func covarianceFactors(_ x: NDArray, _ means: NDArray, _ wanted: Int?) throws -> (NDArray, NDArray, NDArray) {
    let count = Double(x.shape[0])
    let covariance = (x.productsOfColumns() - count * means.outer(means)) / (count - 1)
    if let wanted, LeadingEigenvectors.pays(count: wanted, of: covariance.shape[0]),
      let leading = steadily({ LeadingEigenvectors(of: covariance, count: wanted) })
    {
      let variances = maximum(leading.values, 0)
      return (sqrt(variances * (count - 1)), leading.vectors, variances)
    }
    let (values, vectors) = try steadily { try covariance.symmetricEigen() }
    let variances = maximum(values.flipped(axis: 0), 0)
    return (sqrt(variances * (count - 1)), vectors.T.flipped(axis: 0), variances)
  }

  /// The greatest singular values and their right vectors, from the range that random projections span.
  private func randomizedFactors(_ centered: NDArray, _ count: Int) throws -> (NDArray, NDArray) {
    let isWide = centered.shape[0] < centered.shape[1]
    let matrix = isWide ? centered.T.contiguous() : centered
    let passes = Double(count) < 0.1 * Double(Swift.min(matrix.shape[0], matrix.shape[1])) ? 7 : 4
    var random = RandomState(seed: seed ?? 0)
    var range = random.standardNormal(shape: [matrix.shape[1], Swift.min(count + 10, matrix.shape[1])])
    for _ in 0..<passes {
      range = orthonormal(matrix.matmul(range))
      range = orthonormal(matrix.T.matmul(range))
    }
    range = orthonormal(matrix.matmul(range))
    let (u, s, vt) = try steadily { try range.T.matmul(matrix).svd(full: false) }
    let directions = isWide ? range.matmul(u).T : vt
    return (s[..<count].copied(), directions[..<count])
  }

  /// An orthonormal basis of what the columns span.
  private func orthonormal(_ columns: NDArray) -> NDArray { steadily { columns.qr().q } }

  /// Directions, each with its greatest number positive.
  private func turned(_ directions: NDArray) -> NDArray {
    let signs = (0..<directions.shape[0]).map { row -> Double in
      let numbers = directions[row].elements
      var best = 0
      for place in numbers.indices where numbers[place].magnitude > numbers[best].magnitude { best = place }
      return numbers[best] < 0 ? -1 : 1
    }
    return directions * NDArray(signs, shape: [signs.count, 1])
  }

  /// The components that were learnt.
  public struct Model: TransformModel, Codable {
    /// The directions, one a row, the one of greatest variance first: scikit-learn's `components_`.
    public let components: NDArray
    /// The variance along each component.
    public let explainedVariance: NDArray
    /// The share of the whole variance along each component.
    public let explainedVarianceRatio: NDArray
    /// The singular value of each component.
    public let singularValues: NDArray
    /// The means of the features.
    public let means: NDArray
    /// The mean variance along the components that were left out.
    public let noiseVariance: Double
    let whitens: Bool
    public let schema: FeatureSchema
    public let description: String

    public func transformed(_ features: NDArray) -> NDArray {
      let offsets = components.matmul(means)
      let coordinates: NDArray
      if components.shape[0] <= 4, features.rank == 2, features.shape[1] <= 64 {
        // A few columns come faster one by one.
        coordinates = stack(
          (0..<components.shape[0]).map { features.matmul(components[$0, ...]) - (offsets[$0] as Double) }, axis: 1)
      } else {
        coordinates = features.matmul(components.T) - offsets
      }
      return whitens ? coordinates / maximum(sqrt(explainedVariance), Double.ulpOfOne) : coordinates
    }

    /// The features that coordinates stand for, as far as the components that were kept tell.
    ///
    /// Traps if there is not a coordinate for each component.
    public func inverse(_ coordinates: NDArray) -> NDArray {
      guard coordinates.rank == 2, coordinates.shape[1] == components.shape[0] else {
        fail(
          "inverse: the model has \(counted(components.shape[0], "component")), and coordinates of shape \(describe(shape: coordinates.shape)) do not fit")
      }
      let scaled = whitens ? coordinates * sqrt(explainedVariance) : coordinates
      return scaled.matmul(components) + means
    }

    /// The covariance of the features as the model holds it: along the components, and noise besides.
    public var covariance: NDArray {
      let spread = maximum(explainedVariance - noiseVariance, 0).expanded(axis: 1)
      return components.T.matmul(spread * components) + noiseVariance * NDArray.identity(schema.count)
    }
  }
}
