// The usual functions, element by element, by the names they have everywhere.

/// The exponential function, e to the power of each element.
public func exp<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.exp) }
/// 2 to the power of each element.
public func exp2<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.exp2) }
/// exp(x) - 1, exact near 0.
public func expm1<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.expm1) }
/// The natural logarithm of each element; NaN for negative numbers.
public func log<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.log) }
/// The logarithm to base 2 of each element.
public func log2<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.log2) }
/// The logarithm to base 10 of each element.
public func log10<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.log10) }
/// log(1 + x), exact near 0.
public func log1p<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.log1p) }
/// The sine of each element, in radians.
public func sin<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.sin) }
/// The cosine of each element, in radians.
public func cos<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.cos) }
/// The tangent of each element, in radians.
public func tan<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.tan) }
/// The inverse sine of each element, in radians.
public func asin<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.asin) }
/// The inverse cosine of each element, in radians.
public func acos<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.acos) }
/// The inverse tangent of each element, in radians.
public func atan<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.atan) }
/// The hyperbolic sine of each element.
public func sinh<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.sinh) }
/// The hyperbolic cosine of each element.
public func cosh<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.cosh) }
/// The hyperbolic tangent of each element.
public func tanh<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.tanh) }
/// The inverse hyperbolic sine of each element.
public func asinh<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.asinh) }
/// The inverse hyperbolic cosine of each element.
public func acosh<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.acosh) }
/// The inverse hyperbolic tangent of each element.
public func atanh<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.atanh) }
/// The error function of each element.
public func erf<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.erf) }
/// 1 - erf(x), exact for large elements.
public func erfc<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.erfc) }
/// The square root of each element; NaN for negative numbers.
public func sqrt<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.sqrt) }
/// The cube root of each element.
public func cbrt<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.cbrt) }
/// Each element rounded down to a whole number.
public func floor<Element: NumericElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.floor) }
/// Each element rounded up to a whole number.
public func ceil<Element: NumericElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.ceil) }
/// Each element without its fraction.
public func trunc<Element: NumericElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.trunc) }
/// The magnitude of each element.
public func abs<Element: NumericElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.abs) }
/// -1, 0 or 1 for each element.
public func sign<Element: NumericElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.sign) }
/// Each element times itself.
public func square<Element: NumericElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.square) }
/// One divided by each element.
public func reciprocal<Element: FloatingElement>(_ x: NDArrayOf<Element>) -> NDArrayOf<Element> { x.mapped(.reciprocal) }

/// Where elements are not a number.
public func isNaN<Element: ArrayElement>(_ x: NDArrayOf<Element>) -> BoolArray { x.mapped(.isNaN) }
/// Where elements are infinite.
public func isInfinite<Element: ArrayElement>(_ x: NDArrayOf<Element>) -> BoolArray { x.mapped(.isInfinite) }
/// Where elements are neither infinite nor NaN.
public func isFinite<Element: ArrayElement>(_ x: NDArrayOf<Element>) -> BoolArray { x.mapped(.isFinite) }

/// The lesser of two elements; NaN if one is NaN. Shapes broadcast.
public func minimum<Element: NumericElement>(_ a: NDArrayOf<Element>, _ b: NDArrayOf<Element>) -> NDArrayOf<Element> {
  a.combined(.minimum, b)
}
/// The lesser of each element and a number; NaN stays.
public func minimum<Element: NumericElement>(_ a: NDArrayOf<Element>, _ b: Element) -> NDArrayOf<Element> {
  a.combined(.minimum, scalar: b)
}
/// The greater of two elements; NaN if one is NaN. Shapes broadcast.
public func maximum<Element: NumericElement>(_ a: NDArrayOf<Element>, _ b: NDArrayOf<Element>) -> NDArrayOf<Element> {
  a.combined(.maximum, b)
}
/// The greater of each element and a number; NaN stays.
public func maximum<Element: NumericElement>(_ a: NDArrayOf<Element>, _ b: Element) -> NDArrayOf<Element> {
  a.combined(.maximum, scalar: b)
}
/// The angle of the point (x, y), in radians. Shapes broadcast.
public func atan2<Element: FloatingElement>(_ y: NDArrayOf<Element>, _ x: NDArrayOf<Element>) -> NDArrayOf<Element> {
  y.combined(.atan2, x)
}
/// The length of the hypotenuse, without overflow on the way. Shapes broadcast.
public func hypot<Element: FloatingElement>(_ x: NDArrayOf<Element>, _ y: NDArrayOf<Element>) -> NDArrayOf<Element> {
  x.combined(.hypot, y)
}
/// Each element raised to a power; the same as `**`.
public func pow<Element: NumericElement>(_ x: NDArrayOf<Element>, _ exponent: Element) -> NDArrayOf<Element> {
  x ** exponent
}
