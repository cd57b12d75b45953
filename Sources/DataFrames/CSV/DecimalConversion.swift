/// From decimal digits to the nearest `Double`, always the correctly rounded one.
struct DecimalConversion {
  private let powersOfFive: UnsafePointer<UInt64>
  private let exactPowers: UnsafePointer<Double>

  /// The tables live as long as the process.
  private static let exact: UnsafePointer<Double> = {
    let powers = UnsafeMutablePointer<Double>.allocate(capacity: 23)
    var power = 1.0
    for exponent in 0...22 {
      powers[exponent] = power
      power *= 10
    }
    return UnsafePointer(powers)
  }()

  private static let fives: UnsafePointer<UInt64> = {
    let words = PowersOfFive.words
    let copy = UnsafeMutablePointer<UInt64>.allocate(capacity: words.count)
    copy.initialize(from: words, count: words.count)
    return UnsafePointer(copy)
  }()

  init() {
    powersOfFive = Self.fives
    exactPowers = Self.exact
  }

  /// `digits` × 10^`exponent`, or `nil` in the rare case that 128 bits do not decide the rounding.
  @inline(__always)
  func value(digits: UInt64, exponent: Int, isNegative: Bool) -> Double? {
    // Both factors are exact, so a single rounding is the right one (Clinger 1990).
    if digits <= 1 << 53, exponent >= -22, exponent <= 22 {
      var value = Double(Int64(truncatingIfNeeded: digits))
      if exponent < 0 { value /= exactPowers[-exponent] } else { value *= exactPowers[exponent] }
      return isNegative ? -value : value
    }
    return wideValue(digits: digits, exponent: exponent, isNegative: isNegative)
  }

  /// The algorithm of Eisel and Lemire: one or two 64-bit products with a 128-bit power of five.
  @inline(__always)
  private func wideValue(digits: UInt64, exponent: Int, isNegative: Bool) -> Double? {
    let sign: UInt64 = isNegative ? 1 << 63 : 0
    if digits == 0 || exponent < PowersOfFive.least { return Double(bitPattern: sign) }
    if exponent > PowersOfFive.greatest { return Double(bitPattern: sign | 0x7FF << 52) }
    let zeros = digits.leadingZeroBitCount
    let normalized = digits << UInt64(zeros)
    let entry = powersOfFive + 2 * (exponent - PowersOfFive.least)
    var (high, low) = normalized.multipliedFullWidth(by: entry[0])
    if high & 0x1FF == 0x1FF {
      let more = normalized.multipliedFullWidth(by: entry[1]).high
      let (sum, overflow) = low.addingReportingOverflow(more)
      low = sum
      if overflow { high &+= 1 }
      if low == UInt64.max, exponent < -27 || exponent > 55 { return nil }
    }
    let upper = high >> 63
    var mantissa = high >> (upper &+ 9)
    // 217706/65536 is close enough to the logarithm of 10 to base 2 over this range.
    var power = ((217_706 &* exponent) >> 16) &+ 63 &+ Int(upper) &- zeros &+ 1023
    if power <= 0 {
      // Below the normal range: shift the leading bit in as well, then round.
      if 1 - power >= 64 { return Double(bitPattern: sign) }
      mantissa >>= UInt64(1 - power)
      mantissa += mantissa & 1
      mantissa >>= 1
      return Double(bitPattern: sign | mantissa)
    }
    // Exactly half way is possible only here: then to even.
    if low <= 1, exponent >= -4, exponent <= 23, mantissa & 3 == 1, mantissa << (upper &+ 9) == high {
      mantissa &= ~1
    }
    mantissa += mantissa & 1
    mantissa >>= 1
    if mantissa >= 1 << 53 {
      mantissa = 1 << 52
      power += 1
    }
    if power >= 0x7FF { return Double(bitPattern: sign | 0x7FF << 52) }
    return Double(bitPattern: sign | UInt64(power) << 52 | (mantissa & ~(1 << 52)))
  }

  /// The standard library's conversion of a text of any length, for what the fast way leaves undecided.
  @inline(never)
  static func slowValue(_ bytes: UnsafeBufferPointer<UInt8>, decimal: UInt8) -> Double {
    let text = bytes.map { $0 == decimal ? UInt8(ascii: ".") : $0 }
    return Double(String(decoding: text, as: UTF8.self)) ?? .nan
  }
}
