import Arrays

/// The learned state of a linear model: predictions are x · coefficients + intercept.
public struct LinearModel: RegressionModel, Codable {
  /// The weight of each feature; a row of weights for each target if the model was fitted to a matrix.
  ///
  /// scikit-learn's `coef_`.
  public let coefficients: NDArray
  /// The prediction where all features are 0, one for each target; 0 if no intercept was to be fitted.
  public let intercepts: NDArray
  public let schema: FeatureSchema
  public let description: String

  /// The prediction where all features are 0, of a model with one target.
  ///
  /// scikit-learn's `intercept_`. Traps if there are several targets.
  public var intercept: Double { intercepts.item() }

  init(coefficients: NDArray, intercepts: NDArray, schema: FeatureSchema, description: String) {
    self.coefficients = coefficients
    self.intercepts = intercepts
    self.schema = schema
    self.description = description
  }

  public func predictedValues(_ features: NDArray) -> NDArray {
    coefficients.rank == 1
      ? features.matmul(coefficients) + intercepts.item() : features.matmul(coefficients.T) + intercepts
  }
}

/// Features and target moved to mean 0, as fitting an intercept needs.
struct CenteredData {
  let features: NDArray
  let target: NDArray
  let featureMeans: NDArray
  let targetMeans: NDArray

  init(_ features: NDArray, _ target: NDArray, centering: Bool) {
    let targets = target.rank == 1 ? target.reshaped(target.count, 1) : target
    if centering {
      featureMeans = columnMeans(features)
      targetMeans = targets.mean(axis: 0)
      self.features = standardized(features, means: featureMeans)
      self.target = standardized(targets, means: targetMeans)
    } else {
      featureMeans = .zeros(features.shape[1])
      targetMeans = .zeros(targets.shape[1])
      self.features = features
      self.target = targets
    }
  }

  /// The model whose weights (a column for each target) solve the centred problem.
  func model(weights: NDArray, like target: NDArray, schema: FeatureSchema, description: String) -> LinearModel {
    let rows = weights.T.copied()
    return LinearModel(
      coefficients: target.rank == 1 ? rows.reshaped(rows.count) : rows,
      intercepts: targetMeans - rows.matmul(featureMeans), schema: schema, description: description)
  }
}
