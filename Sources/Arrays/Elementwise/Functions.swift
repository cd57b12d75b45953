// The usual functions, element by element, by the names they have everywhere.

/// The exponential function, e to the power of each element.
public func exp<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> { .mapping(.exp, x) }
/// 2 to the power of each element.
public func exp2<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.exp2, x)
}
/// exp(x) - 1, exact near 0.
public func expm1<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.expm1, x)
}
/// The natural logarithm of each element; NaN for negative numbers.
public func log<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> { .mapping(.log, x) }
/// The logarithm to base 2 of each element.
public func log2<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.log2, x)
}
/// The logarithm to base 10 of each element.
public func log10<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.log10, x)
}
/// log(1 + x), exact near 0.
public func log1p<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.log1p, x)
}
/// The sine of each element, in radians.
public func sin<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> { .mapping(.sin, x) }
/// The cosine of each element, in radians.
public func cos<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> { .mapping(.cos, x) }
/// The tangent of each element, in radians.
public func tan<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> { .mapping(.tan, x) }
/// The inverse sine of each element, in radians.
public func asin<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.asin, x)
}
/// The inverse cosine of each element, in radians.
public func acos<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.acos, x)
}
/// The inverse tangent of each element, in radians.
public func atan<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.atan, x)
}
/// The hyperbolic sine of each element.
public func sinh<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.sinh, x)
}
/// The hyperbolic cosine of each element.
public func cosh<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.cosh, x)
}
/// The hyperbolic tangent of each element.
public func tanh<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.tanh, x)
}
/// The inverse hyperbolic sine of each element.
public func asinh<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.asinh, x)
}
/// The inverse hyperbolic cosine of each element.
public func acosh<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.acosh, x)
}
/// The inverse hyperbolic tangent of each element.
public func atanh<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.atanh, x)
}
/// The error function of each element.
public func erf<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> { .mapping(.erf, x) }
/// 1 - erf(x), exact for large elements.
public func erfc<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.erfc, x)
}
/// The square root of each element; NaN for negative numbers.
public func sqrt<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.sqrt, x)
}
/// The cube root of each element.
public func cbrt<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.cbrt, x)
}
/// Each element rounded down to a whole number.
public func floor<Element: NumericElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.floor, x)
}
/// Each element rounded up to a whole number.
public func ceil<Element: NumericElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.ceil, x)
}
/// Each element without its fraction.
public func trunc<Element: NumericElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.trunc, x)
}
/// The magnitude of each element.
public func abs<Element: NumericElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> { .mapping(.abs, x) }
/// -1, 0 or 1 for each element.
public func sign<Element: NumericElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.sign, x)
}
/// Each element times itself.
public func square<Element: NumericElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.square, x)
}
/// One divided by each element.
public func reciprocal<Element: FloatingElement>(_ x: consuming NDArrayOf<Element>) -> NDArrayOf<Element> {
  .mapping(.reciprocal, x)
}

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
