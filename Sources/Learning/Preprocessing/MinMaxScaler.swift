import Arrays

/// Moves and scales each feature into a range, 0 to 1 by default.
///
/// Matches scikit-learn's `MinMaxScaler`.
public struct MinMaxScaler: Transformer {
  /// Where the least and the greatest value of each feature go.
  public var range: ClosedRange<Double>
  /// Whether values beyond those that were learnt from are cut off at the range's ends.
  public var clips: Bool

  /// A scaler into a range.
  ///
  /// - Parameters:
  ///   - range: Where the least and the greatest value of each feature go; 0...1 by default.
  ///   - clips: Whether values beyond those that were learnt from are cut off at the range's ends; false by default.
  public init(range: ClosedRange<Double> = 0...1, clips: Bool = false) {
    self.range = range
    self.clips = clips
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("clip", clips, default: false),
      Hyperparameter(
        "feature_range", text: range.parameterText, isDefault: range == 0...1),
    ]
  }

  public func learn(_ features: FeatureMatrix) throws -> Model {
    try require(
      range.lowerBound < range.upperBound, "MinMaxScaler: the range must not be empty, and this one is \(range)")
    let (least, greatest) = columnExtremes(features.values)
    let spread = (greatest - least).map { $0 < 10 * Double.ulpOfOne ? 1 : $0 }
    let scale = (range.upperBound - range.lowerBound) / spread
    return Model(
      least: least, greatest: greatest, scale: scale, offset: range.lowerBound - least * scale, range: range,
      clips: clips, schema: FeatureSchema(features), description: description)
  }

  /// The ranges of features.
  public struct Model: TransformModel, Codable {
    /// The least value of each feature: scikit-learn's `data_min_`.
    public let least: NDArray
    /// The greatest value of each feature: scikit-learn's `data_max_`.
    public let greatest: NDArray
    /// What each feature is multiplied by.
    public let scale: NDArray
    /// What is added then: scikit-learn's `min_`.
    public let offset: NDArray
    let range: ClosedRange<Double>
    let clips: Bool
    public let schema: FeatureSchema
    public let description: String

    public var outputNames: [String]? { schema.names }

    public func transformed(_ features: NDArray) -> NDArray {
      let scaled = stretched(features, scales: scale, offsets: offset)
      return clips ? scaled.clipped(to: range) : scaled
    }

    /// The features that scaled ones came from.
    public func inverse(_ features: some FeatureSource) -> NDArray {
      (matrix(features, for: "inverse") - offset) / scale
    }
  }
}
