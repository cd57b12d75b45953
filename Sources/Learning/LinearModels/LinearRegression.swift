import Arrays

/// Ordinary least squares: the linear function with the smallest sum of squared distances to the target.
///
/// Minimises ‖y − Xw − b‖² over the weights w and the intercept b. Where several weights do equally well, the
/// shortest are taken (singular values below `tolerance` times the greatest count as zero).
///
/// ```swift
/// let model = try LinearRegression(fitsIntercept: false).fitted(to: x, y)
/// print(model.coefficients, model.score(x, y))
/// ```
///
/// Matches scikit-learn's `LinearRegression`, which solves by singular value decomposition (LAPACK's `gelsd`).
public struct LinearRegression: Regressor {
  /// Whether an intercept is fitted; without, the data are taken to have mean 0.
  public var fitsIntercept: Bool
  /// Singular values below this share of the greatest count as zero.
  public var tolerance: Double

  /// Ordinary least squares.
  ///
  /// - Parameters:
  ///   - fitsIntercept: Whether an intercept is fitted; true by default.
  ///   - tolerance: Singular values below this share of the greatest count as zero; 1e-6 by default.
  public init(fitsIntercept: Bool = true, tolerance: Double = 1e-6) {
    self.fitsIntercept = fitsIntercept
    self.tolerance = tolerance
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("fit_intercept", fitsIntercept, default: true),
      Hyperparameter("tol", tolerance, default: 1e-6),
    ]
  }

  public func learn(_ features: FeatureMatrix, _ target: Target) throws -> LinearModel {
    try require(tolerance >= 0, "LinearRegression: the tolerance is at least 0, and this one is \(tolerance)")
    let data = CenteredData(features.values, target.values, centering: fitsIntercept)
    let weights = try leastSquaresWeights(data.features, data.target, tolerance: tolerance)
    return data.model(
      weights: weights, like: target.values, schema: FeatureSchema(features), description: description)
  }
}
