import Arrays

/// Least squares that keeps the weights small: ridge regression.
///
/// Minimises ‖y − Xw − b‖² + α‖w‖² over the weights w and the intercept b, which is not penalised.
///
/// ```swift
/// let model = try Ridge(alpha: 10).fitted(to: x, y)
/// ```
///
/// Matches scikit-learn's `Ridge`.
public struct Ridge: Regressor {
  /// How the weights are computed.
  public enum Solver: String, Sendable, Hashable, Codable, HyperparameterValue {
    /// By Cholesky factors, and by singular values where these fail.
    case automatic = "auto"
    /// By Cholesky factors of XᵀX + αI, or of XXᵀ + αI if there are more features than examples.
    case cholesky
    /// By the singular value decomposition of X, the most accurate.
    case svd

    public var parameterText: String { rawValue.parameterText }
  }

  /// How strongly weights are kept small; 0 is ordinary least squares.
  public var alpha: Double
  /// Whether an intercept is fitted.
  public var fitsIntercept: Bool
  /// How the weights are computed.
  public var solver: Solver

  /// Ridge regression.
  ///
  /// - Parameters:
  ///   - alpha: How strongly weights are kept small, at least 0; 1 by default.
  ///   - fitsIntercept: Whether an intercept is fitted; true by default.
  ///   - solver: How the weights are computed; chosen automatically by default.
  public init(alpha: Double = 1, fitsIntercept: Bool = true, solver: Solver = .automatic) {
    self.alpha = alpha
    self.fitsIntercept = fitsIntercept
    self.solver = solver
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("alpha", alpha, default: 1),
      Hyperparameter("fit_intercept", fitsIntercept, default: true),
      Hyperparameter("solver", solver, default: .automatic),
    ]
  }

  public func learn(_ features: FeatureMatrix, _ target: Target) throws -> LinearModel {
    try require(alpha >= 0, "Ridge: alpha is at least 0, and this one is \(alpha)")
    let data = CenteredData(features.values, target.values, centering: fitsIntercept)
    let weights: NDArray
    if solver == .svd {
      weights = try bySingularValues(data)
    } else {
      do {
        weights = try byCholesky(data)
      } catch LinearAlgebraError.notPositiveDefinite {
        weights = try bySingularValues(data)
      }
    }
    return data.model(
      weights: weights, like: target.values, schema: FeatureSchema(features), description: description)
  }

  private func byCholesky(_ data: CenteredData) throws -> NDArray {
    let x = data.features
    if x.shape[1] > x.shape[0] {
      return x.T.matmul(try CholeskyFactor(of: x.T.productsOfColumns(), addingToDiagonal: alpha).solve(data.target))
    }
    return try CholeskyFactor(of: x.productsOfColumns(), addingToDiagonal: alpha).solve(x.T.matmul(data.target))
  }

  private func bySingularValues(_ data: CenteredData) throws -> NDArray {
    let (u, s, vt) = try steadily { try data.features.svd(full: false) }
    let scale = NDArray(s.elements.map { $0 > 1e-15 ? $0 / ($0 * $0 + alpha) : 0 }, shape: [s.count])
    return vt.T.matmul(scale.expanded(axis: 1) * u.T.matmul(data.target))
  }
}
