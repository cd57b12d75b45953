/// Reads numbers byte by byte from a text that goes on for at least eight readable bytes after its end.
struct NumberScanner {
  let conversion = DecimalConversion()
  /// The byte that separates the fraction.
  let decimal: UInt8

  /// Reads a number that begins at `position` and leaves `position` after it; `nil` and `position`
  /// anywhere if there is none.
  @inline(__always)
  func number(at position: inout UnsafePointer<UInt8>) -> Double? {
    let start = position
    var p = position
    let isNegative = p.pointee == UInt8(ascii: "-")
    if isNegative || p.pointee == UInt8(ascii: "+") { p += 1 }
    var digits: UInt64 = 0
    let first = p
    scanDigits(&p, into: &digits)
    var count = p - first
    var exponent = 0
    if p.pointee == decimal {
      p += 1
      let fraction = p
      scanDigits(&p, into: &digits)
      exponent = fraction - p
      count -= exponent
    }
    if count == 0 { return nil }
    if p.pointee | 0x20 == UInt8(ascii: "e") {
      var q = p + 1
      let isSmall = q.pointee == UInt8(ascii: "-")
      if isSmall || q.pointee == UInt8(ascii: "+") { q += 1 }
      var power = 0
      let firstDigit = q
      while q.pointee &- 48 < 10 {
        if power < 100_000 { power = power &* 10 &+ Int(q.pointee &- 48) }
        q += 1
      }
      if q == firstDigit { return nil }
      exponent += isSmall ? -power : power
      p = q
    }
    position = p
    if count > 19 {
      // Leading zeros are no digits; with more than nineteen true ones the word has overflowed.
      var q = first
      while q.pointee == 48 || q.pointee == decimal {
        if q.pointee == 48 { count -= 1 }
        q += 1
      }
      if count > 19 {
        return DecimalConversion.slowValue(UnsafeBufferPointer(start: start, count: p - start), decimal: decimal)
      }
    }
    if let value = conversion.value(digits: digits, exponent: exponent, isNegative: isNegative) { return value }
    return DecimalConversion.slowValue(UnsafeBufferPointer(start: start, count: p - start), decimal: decimal)
  }

  /// Reads an integer that begins at `position` and leaves `position` after it; `nil` if there is none or
  /// it does not fit.
  @inline(__always)
  func integer(at position: inout UnsafePointer<UInt8>) -> Int? {
    var p = position
    let isNegative = p.pointee == UInt8(ascii: "-")
    if isNegative || p.pointee == UInt8(ascii: "+") { p += 1 }
    let first = p
    var digits: UInt64 = 0
    scanDigits(&p, into: &digits)
    let count = p - first
    position = p
    if count == 0 { return nil }
    if count > 18 { return Self.longInteger(first, count: count, isNegative: isNegative) }
    let value = Int(truncatingIfNeeded: digits)
    return isNegative ? 0 &- value : value
  }

  @inline(never)
  private static func longInteger(_ first: UnsafePointer<UInt8>, count: Int, isNegative: Bool) -> Int? {
    var value = 0
    for position in 0..<count {
      let digit = Int(first[position] &- 48)
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) =
        isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// Reads digits as long as there are any, eight at a time where there are eight.
  @inline(__always)
  private func scanDigits(_ p: inout UnsafePointer<UInt8>, into digits: inout UInt64) {
    while true {
      let word = UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
      // A byte is a digit if its high half is 3 and stays so with 6 added.
      let isDigits =
        (word & 0xF0F0_F0F0_F0F0_F0F0) | (((word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) >> 4)
        == 0x3333_3333_3333_3333
      if !isDigits { break }
      var value = word &- 0x3030_3030_3030_3030
      value = (value &* 10) &+ (value >> 8)
      let mask: UInt64 = 0x0000_00FF_0000_00FF
      value =
        (((value & mask) &* 0x000F_4240_0000_0064) &+ (((value >> 16) & mask) &* 0x0000_2710_0000_0001)) >> 32
      digits = digits &* 100_000_000 &+ (value & 0xFFFF_FFFF)
      p += 8
    }
    while true {
      let digit = p.pointee &- 48
      if digit >= 10 { return }
      digits = digits &* 10 &+ UInt64(digit)
      p += 1
    }
  }
}
