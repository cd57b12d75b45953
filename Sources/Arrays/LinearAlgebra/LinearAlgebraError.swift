/// What can go wrong in linear algebra with a matrix of the right shape.
public enum LinearAlgebraError: Error, Equatable, CustomStringConvertible {
  /// A matrix has no inverse; its condition number is infinite.
  case singularMatrix(operation: String, size: Int, condition: Double)
  /// A Cholesky factor exists only of positive definite matrices; `order` is the first leading block that is not.
  case notPositiveDefinite(order: Int)
  /// An iteration of LAPACK's did not settle.
  case didNotConverge(operation: String)

  public var description: String {
    switch self {
    case .singularMatrix(let operation, let size, let condition):
      "\(operation): the \(size) x \(size) matrix is singular "
        + "(condition number \(condition == .infinity ? "infinite" : "\(condition)"))"
    case .notPositiveDefinite(let order):
      "cholesky: the matrix is not positive definite (its leading block of order \(order) is not)"
    case .didNotConverge(let operation): "\(operation): the iteration did not converge"
    }
  }
}
