internal import CSystem

// The functions of one number, for cells that import nothing else. Disfavoured, so that Foundation's win where both
// are seen.

/// The exponential function.
@_disfavoredOverload public func exp(_ x: Double) -> Double { CSystem.exp(x) }
/// The natural logarithm.
@_disfavoredOverload public func log(_ x: Double) -> Double { CSystem.log(x) }
/// The logarithm to base 2.
@_disfavoredOverload public func log2(_ x: Double) -> Double { CSystem.log2(x) }
/// The logarithm to base 10.
@_disfavoredOverload public func log10(_ x: Double) -> Double { CSystem.log10(x) }
/// The sine of an angle in radians.
@_disfavoredOverload public func sin(_ x: Double) -> Double { CSystem.sin(x) }
/// The cosine of an angle in radians.
@_disfavoredOverload public func cos(_ x: Double) -> Double { CSystem.cos(x) }
/// The tangent of an angle in radians.
@_disfavoredOverload public func tan(_ x: Double) -> Double { CSystem.tan(x) }
/// The hyperbolic tangent.
@_disfavoredOverload public func tanh(_ x: Double) -> Double { CSystem.tanh(x) }
/// The square root.
@_disfavoredOverload public func sqrt(_ x: Double) -> Double { x.squareRoot() }
/// A number raised to a power.
@_disfavoredOverload public func pow(_ x: Double, _ exponent: Double) -> Double { CSystem.pow(x, exponent) }

extension Double {
  /// A number raised to a power.
  public static func ** (base: Double, exponent: Double) -> Double { CSystem.pow(base, exponent) }
}

extension Int {
  /// A number raised to a power; traps if the result does not fit, or if the exponent is negative.
  public static func ** (base: Int, exponent: Int) -> Int {
    guard exponent >= 0 else { fail("**: an Int cannot be raised to the negative power \(exponent): use a Double") }
    var result = 1
    for _ in 0..<exponent {
      let (product, overflow) = result.multipliedReportingOverflow(by: base)
      guard !overflow else { fail("**: \(base) ** \(exponent) does not fit into an Int") }
      result = product
    }
    return result
  }
}
