import Arrays

/// Moves and scales each feature to mean 0 and standard deviation 1.
///
/// z = (x − mean) / standard deviation, with the population's standard deviation; a constant feature is moved only.
///
/// ```swift
/// let scaler = try StandardScaler().fitted(to: split.train.features)
/// let x = scaler.transform(split.test.features)
/// ```
///
/// Matches scikit-learn's `StandardScaler`.
public struct StandardScaler: Transformer {
  /// Whether the mean is taken away.
  public var centers: Bool
  /// Whether the standard deviation is made 1.
  public var scales: Bool

  /// A scaler.
  ///
  /// - Parameters:
  ///   - centers: Whether the mean is taken away; true by default.
  ///   - scales: Whether the standard deviation is made 1; true by default.
  public init(centers: Bool = true, scales: Bool = true) {
    self.centers = centers
    self.scales = scales
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("with_mean", centers, default: true),
      Hyperparameter("with_std", scales, default: true),
    ]
  }

  public func learn(_ features: FeatureMatrix) throws -> Model {
    let x = features.values
    let count = Double(x.shape[0])
    let means = columnMeans(x)
    let variances = columnVariances(x, means)
    let scale = zip(variances.elements, means.elements).map { variance, mean in
      let noise = count * Double.ulpOfOne * variance + (count * mean * Double.ulpOfOne) * (count * mean * Double.ulpOfOne)
      return variance <= noise ? 1 : variance.squareRoot()
    }
    return Model(
      means: means, variances: variances, scale: NDArray(scale, shape: [scale.count]), centers: centers, scales: scales,
      schema: FeatureSchema(features), description: description)
  }

  /// The means and scales of features.
  public struct Model: TransformModel, Codable {
    /// The mean of each feature: scikit-learn's `mean_`.
    public let means: NDArray
    /// The variance of each feature: scikit-learn's `var_`.
    public let variances: NDArray
    /// What each feature is divided by: its standard deviation, or 1 if it is constant.
    public let scale: NDArray
    let centers: Bool
    let scales: Bool
    public let schema: FeatureSchema
    public let description: String

    public var outputNames: [String]? { schema.names }

    public func transformed(_ features: NDArray) -> NDArray {
      standardized(features, means: centers ? means : nil, scales: scales ? scale : nil)
    }

    /// The features that scaled ones came from.
    public func inverse(_ features: some FeatureSource) -> NDArray {
      let scaled = matrix(features, for: "inverse")
      let stretched = scales ? scaled * scale : scaled
      return centers ? stretched + means : stretched
    }
  }
}
