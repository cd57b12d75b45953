import Arrays

/// A measure of how alike two examples are, with parameters that can be learnt: a covariance function.
///
/// Kernels are added and multiplied: `ConstantKernel(2) * RBF(lengthScale: 0.5) + WhiteKernel()`. They print as
/// scikit-learn's do.
public protocol Kernel: Sendable, CustomStringConvertible {
  /// The logarithms of the parameters that are not fixed: scikit-learn's `theta`.
  var logParameters: [Double] { get set }
  /// Between which logarithms each of these parameters is looked for.
  var logBounds: [ClosedRange<Double>] { get }
  /// The kernel of each row of `x` with each row of `y`.
  func matrix(_ x: NDArray, _ y: NDArray) -> NDArray
  /// The kernel of each row with itself.
  func diagonal(_ x: NDArray) -> NDArray
  /// The kernel of the pairs of a set of examples, noise on the diagonal included.
  func covariance(_ pairs: KernelPairs) -> NDArray
  /// The sum over all pairs of weight times the derivative of the kernel by each of the logarithms.
  func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double]
}

extension Kernel {
  /// The kernel of each pair of rows of a matrix.
  public func matrix(_ x: NDArray) -> NDArray { covariance(KernelPairs(x)) }

  /// The kernel with other parameters.
  public func with(logParameters: [Double]) -> Self {
    var kernel = self
    kernel.logParameters = logParameters
    return kernel
  }
}

/// All pairs of a set of examples; distances are computed once.
public final class KernelPairs {
  /// The examples, one a row.
  public let examples: NDArray
  /// The squared distances between the examples.
  public private(set) lazy var squaredDistances: NDArray = Learning.squaredDistances(examples, examples)

  /// The pairs of the rows of a matrix.
  public init(_ examples: NDArray) {
    self.examples = examples.contiguous()
  }
}

/// Where a parameter is looked for.
public enum ParameterBounds: Sendable, Hashable {
  /// Between two numbers.
  case range(Double, Double)
  /// It stays as it is.
  case fixed

  /// From 0.00001 to 100000.
  public static let standard = ParameterBounds.range(1e-5, 1e5)

  func logBounds(count: Int = 1) -> [ClosedRange<Double>] {
    switch self {
    case .fixed: []
    case .range(let low, let high):
      [ClosedRange<Double>](repeating: Swift.min(low, high).logarithm...Swift.max(low, high).logarithm, count: count)
    }
  }

  var isFixed: Bool { self == .fixed }
}

/// A number with three significant digits, as C's `%.3g` prints it.
func shortText(_ number: Double) -> String { significant(number, digits: 3) }
