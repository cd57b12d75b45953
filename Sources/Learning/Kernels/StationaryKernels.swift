import Arrays

/// Length scales: one for all features, or one for each.
struct LengthScales: Sendable, Hashable {
  var values: [Double]
  var bounds: ParameterBounds

  var isSingle: Bool { values.count == 1 }
  var logParameters: [Double] {
    get { bounds.isFixed ? [] : values.map(\.logarithm) }
    set { if !bounds.isFixed { values = newValue.map(\.exponential) } }
  }
  var logBounds: [ClosedRange<Double>] { bounds.logBounds(count: values.count) }
  var text: String { isSingle ? shortText(values[0]) : "[" + values.map(shortText).joined(separator: ", ") + "]" }

  func scaled(_ x: NDArray) -> NDArray {
    guard isSingle || values.count == x.shape[1] else {
      fail("a kernel with \(values.count) length scales cannot compare examples of \(counted(x.shape[1], "feature"))")
    }
    return x / NDArray(values, shape: [values.count])
  }

  /// The squared distances in units of the length scales.
  func distances(_ pairs: KernelPairs) -> NDArray {
    if isSingle { return pairs.squaredDistances * (1 / (values[0] * values[0])) }
    let x = scaled(pairs.examples)
    return squaredDistances(x, x)
  }

  /// Sums over the pairs of weight times squared distance, along each feature that has a length scale of its own.
  func distanceSums(_ pairs: KernelPairs, _ distances: NDArray, weights: NDArray) -> [Double] {
    if isSingle { return [(weights * distances).sum()] }
    let x = scaled(pairs.examples)
    return values.indices.map { feature in
      let column = x[..., feature].contiguous().reshaped(x.shape[0], 1)
      return (weights * squaredDistances(column, column)).sum()
    }
  }
}

/// The radial basis function exp(−‖a − b‖² / 2l²): alike if near, smooth.
public struct RBF: Kernel {
  var scales: LengthScales

  /// The length scales: one for all features, or one for each.
  public var lengthScales: [Double] { scales.values }

  /// A radial basis function.
  ///
  /// - Parameters:
  ///   - lengthScale: The distance l over which examples lose their likeness; 1 by default.
  ///   - bounds: Where it is looked for; from 0.00001 to 100000 by default.
  public init(lengthScale: Double = 1, bounds: ParameterBounds = .standard) {
    scales = LengthScales(values: [lengthScale], bounds: bounds)
  }

  /// A radial basis function with a length scale for each feature.
  public init(lengthScales: [Double], bounds: ParameterBounds = .standard) {
    scales = LengthScales(values: lengthScales, bounds: bounds)
  }

  public var logParameters: [Double] {
    get { scales.logParameters }
    set { scales.logParameters = newValue }
  }
  public var logBounds: [ClosedRange<Double>] { scales.logBounds }
  public var description: String { "RBF(length_scale=\(scales.text))" }

  public func matrix(_ x: NDArray, _ y: NDArray) -> NDArray {
    exp(-0.5 * squaredDistances(scales.scaled(x), scales.scaled(y)))
  }
  public func diagonal(_ x: NDArray) -> NDArray { .ones(x.shape[0]) }
  public func covariance(_ pairs: KernelPairs) -> NDArray { exp(scales.distances(pairs) * -0.5) }
  public func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double] {
    if scales.bounds.isFixed { return [] }
    let distances = scales.distances(pairs)
    return scales.distanceSums(pairs, distances, weights: weights * exp(distances * -0.5))
  }
}

/// The Matérn kernel: like the radial basis function, but as rough as ν is small.
///
/// With d = ‖a − b‖ / l: e^−d for ν = 1/2, (1 + √3d) e^−√3d for ν = 3/2, (1 + √5d + 5d²/3) e^−√5d for ν = 5/2,
/// and the radial basis function for infinite ν.
public struct Matern: Kernel {
  var scales: LengthScales
  /// How smooth functions are: 0.5, 1.5, 2.5 or infinite.
  public let nu: Double

  /// The length scales: one for all features, or one for each.
  public var lengthScales: [Double] { scales.values }

  /// A Matérn kernel.
  ///
  /// Traps if ν is none of the four.
  ///
  /// - Parameters:
  ///   - lengthScale: The distance over which examples lose their likeness; 1 by default.
  ///   - nu: How smooth functions are: 0.5, 1.5 (the default), 2.5 or infinite.
  ///   - bounds: Where the length scale is looked for; from 0.00001 to 100000 by default.
  public init(lengthScale: Double = 1, nu: Double = 1.5, bounds: ParameterBounds = .standard) {
    self.init(lengthScales: [lengthScale], nu: nu, bounds: bounds)
  }

  /// A Matérn kernel with a length scale for each feature.
  public init(lengthScales: [Double], nu: Double = 1.5, bounds: ParameterBounds = .standard) {
    guard [0.5, 1.5, 2.5, .infinity].contains(nu) else {
      fail("Matern: nu is 0.5, 1.5, 2.5 or infinity, and this one is \(nu)")
    }
    scales = LengthScales(values: lengthScales, bounds: bounds)
    self.nu = nu
  }

  public var logParameters: [Double] {
    get { scales.logParameters }
    set { scales.logParameters = newValue }
  }
  public var logBounds: [ClosedRange<Double>] { scales.logBounds }
  public var description: String { "Matern(length_scale=\(scales.text), nu=\(shortText(nu)))" }

  private func value(_ squares: NDArray) -> NDArray {
    switch nu {
    case 0.5: return exp(-sqrt(squares))
    case 1.5:
      let d = sqrt(squares * 3)
      return (1 + d) * exp(-d)
    case 2.5:
      let d = sqrt(squares * 5)
      return (1 + d + d * d / 3) * exp(-d)
    default: return exp(squares * -0.5)
    }
  }

  public func matrix(_ x: NDArray, _ y: NDArray) -> NDArray {
    value(squaredDistances(scales.scaled(x), scales.scaled(y)))
  }
  public func diagonal(_ x: NDArray) -> NDArray { .ones(x.shape[0]) }
  public func covariance(_ pairs: KernelPairs) -> NDArray { value(scales.distances(pairs)) }
  public func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double] {
    if scales.bounds.isFixed { return [] }
    let squares = scales.distances(pairs)
    let factor: NDArray
    switch nu {
    case 0.5:
      let d = sqrt(squares)
      factor = NDArray(where: d .== 0, then: 0, else: exp(-d) / d)
    case 1.5: factor = 3 * exp(-sqrt(squares * 3))
    case 2.5:
      let d = sqrt(squares * 5)
      factor = (5.0 / 3.0) * (d + 1) * exp(-d)
    default: factor = exp(squares * -0.5)
    }
    return scales.distanceSums(pairs, squares, weights: weights * factor)
  }
}
