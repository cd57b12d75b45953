// Functions by additions, multiplications, divisions and square roots alone, which IEEE 754 rounds in one way: the C
// library picks other code for other processors, and a last digit that differs would be another picture.

/// The natural logarithm of a positive number.
func naturalLogarithm(_ x: Double) -> Double {
  guard x > 0, x.isFinite else { return x == 0 ? -.infinity : (x > 0 ? .infinity : .nan) }
  // x = m · 2^k with m near 1; log m = 2 artanh((m − 1) / (m + 1)).
  var exponent = Double(x.exponent)
  var significand = x.significand
  if significand > 1.4142135623730951 {
    significand /= 2
    exponent += 1
  }
  let s = (significand - 1) / (significand + 1)
  let square = s * s
  var sum = square * (1.0 / 19 + square * (1.0 / 21 + square / 23))
  sum = square * (1.0 / 13 + square * (1.0 / 15 + square * (1.0 / 17 + sum)))
  sum = square * (1.0 / 7 + square * (1.0 / 9 + square * (1.0 / 11 + sum)))
  sum = square * (1.0 / 3 + square * (1.0 / 5 + sum))
  // ln 2 in two parts, the first of which times a whole number is exact.
  return exponent * 0.693147180369123816490 + (exponent * 1.90821492927058770002e-10 + (2 * s + 2 * s * sum))
}

/// `e^x`.
func exponential(_ x: Double) -> Double {
  guard x < 709.8 else { return x.isNaN ? x : .infinity }
  guard x > -745.2 else { return 0 }
  let k = (x * 1.4426950408889634).rounded()
  let r = (x - k * 0.693147180369123816490) - k * 1.90821492927058770002e-10
  var sum = 1.0
  for n in stride(from: 18.0, through: 1, by: -1) { sum = 1 + sum * r / n }
  // In two steps: below 2^-1022 there are only parts of powers.
  let half = Int(k) / 2
  return sum * Double(sign: .plus, exponent: half, significand: 1) * Double(sign: .plus, exponent: Int(k) - half, significand: 1)
}

/// The logarithm to the base 10, whole for the powers of ten.
func decimalLogarithm(_ x: Double) -> Double {
  let value = naturalLogarithm(x) * 0.4342944819032518
  guard value.isFinite else { return value }
  let near = value.rounded()
  return abs(value - near) < 1e-12 && powerOfTen(Int(near)) == x ? near : value
}

/// The largest whole number whose power of ten is not above `x`, a positive number.
func decimalExponent(_ x: Double) -> Int {
  var exponent = whole(decimalLogarithm(x), in: -400...400)
  if powerOfTen(exponent) > x { exponent -= 1 }
  if powerOfTen(exponent + 1) <= x { exponent += 1 }
  return exponent
}

/// `10^exponent` as the nearest `Double`.
func powerOfTen(_ exponent: Int) -> Double {
  guard exponent >= -324 else { return 0 }
  guard exponent <= 308 else { return .infinity }
  return powersOfTen[exponent + 324]
}

private let powersOfTen: [Double] = (-324...308).map { Double("1e\($0)") ?? 0 }

/// `base^exponent` for a base that is not negative.
func power(_ base: Double, _ exponent: Double) -> Double {
  if base == 10, exponent == exponent.rounded(), abs(exponent) < 400 { return powerOfTen(Int(exponent)) }
  if exponent == 0 || base == 1 { return 1 }
  return base == 0 ? 0 : exponential(exponent * naturalLogarithm(base))
}

func sine(_ x: Double) -> Double { turned(x).sine }
func cosine(_ x: Double) -> Double { turned(x).cosine }

/// Sine and cosine of an angle in radians.
private func turned(_ x: Double) -> (sine: Double, cosine: Double) {
  guard x.isFinite else { return (.nan, .nan) }
  let quarters = (x / 1.5707963267948966).rounded()
  // A quarter turn in two parts.
  let r = (x - quarters * 1.57079632673412561417) - quarters * 6.07710050650619224932e-11
  let square = r * r
  var s = 1.0
  for n in stride(from: 18.0, through: 2, by: -2) { s = 1 - s * square / (n * (n + 1)) }
  s *= r
  var c = 1.0
  for n in stride(from: 17.0, through: 1, by: -2) { c = 1 - c * square / (n * (n + 1)) }
  switch Int(quarters.truncatingRemainder(dividingBy: 4)) {
  case 0: return (s, c)
  case 1, -3: return (c, -s)
  case 2, -2: return (-s, -c)
  default: return (-c, s)
  }
}

/// The angle in radians from the x-axis to the point, between −π and π.
func angle(dx: Double, dy: Double) -> Double {
  guard dx.isFinite, dy.isFinite, dx != 0 || dy != 0 else { return 0 }
  // Three times half the angle, then the series of the arc tangent.
  let (small, large) = (min(abs(dx), abs(dy)), max(abs(dx), abs(dy)))
  var t = small / large
  for _ in 0..<3 { t /= 1 + (1 + t * t).squareRoot() }
  let square = t * t
  var sum = 0.0
  for n in stride(from: 21.0, through: 1, by: -2) { sum = 1 / n - sum * square }
  var result = 8 * t * sum
  if abs(dy) > abs(dx) { result = .pi / 2 - result }
  if dx < 0 { result = .pi - result }
  return dy < 0 ? -result : result
}

/// The whole number at or below `value`, kept within `range`; what is not a number is the range's start.
func whole(_ value: Double, in range: ClosedRange<Int>) -> Int {
  guard !value.isNaN else { return range.lowerBound }
  return Int(min(max(value.rounded(.down), Double(range.lowerBound)), Double(range.upperBound)))
}
