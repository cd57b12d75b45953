internal import CSystem

/// A finite number's shortest decimal that reads back as the number: digits and where the point stands.
struct DecimalDigits {
  /// Digits without leading zeros; a single 0 for zero.
  var digits: [UInt8]
  /// The power of ten of the first digit.
  var exponent: Int
  var isNegative: Bool

  /// From Swift's own description of a float, which is the shortest there is.
  init(_ text: String) {
    digits = []
    exponent = 0
    isNegative = false
    var pointAt: Int?
    var written = 0
    var isExponent = false
    var power = 0
    var powerIsNegative = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-"): if isExponent { powerIsNegative = true } else { isNegative = true }
      case UInt8(ascii: "."): pointAt = written
      case UInt8(ascii: "e"): isExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isExponent {
          power = power * 10 + Int(byte - 48)
        } else {
          digits.append(byte - 48)
          written += 1
        }
      default: break
      }
    }
    exponent = (pointAt ?? written) - 1 + (powerIsNegative ? -power : power)
    let zeros = digits.prefix { $0 == 0 }.count
    if zeros == digits.count {
      digits = [0]
      exponent = 0
      return
    }
    digits.removeFirst(zeros)
    exponent -= zeros
    while digits.last == 0 { digits.removeLast() }
  }

  /// How many digits stand behind the point when the number is written without an exponent.
  var fractionCount: Int { Swift.max(0, digits.count - 1 - exponent) }

  private var isZero: Bool { digits.count == 1 && digits[0] == 0 }

  /// The number without an exponent: integer part with sign, and fraction without trailing zeros.
  var positional: (integer: String, fraction: String) {
    if isZero { return (isNegative ? "-0" : "0", "") }
    let integerCount = Swift.max(exponent + 1, 1)
    let integer = String(unsafeUninitializedCapacity: integerCount + 1) { buffer in
      var length = 0
      if isNegative {
        buffer[0] = UInt8(ascii: "-")
        length = 1
      }
      for place in 0..<integerCount {
        buffer[length] = 48 + (exponent >= 0 && place < digits.count ? digits[place] : 0)
        length += 1
      }
      return length
    }
    let count = fractionCount
    let fraction = String(unsafeUninitializedCapacity: count) { buffer in
      for place in 0..<count {
        let digit = exponent + 1 + place
        buffer[place] = 48 + (digit >= 0 ? digits[digit] : 0)
      }
      return count
    }
    return (integer, fraction)
  }

  /// The number in scientific notation: mantissa's parts and the exponent with sign and at least two digits.
  var scientific: (integer: String, fraction: String, exponent: String) {
    let fraction = String(unsafeUninitializedCapacity: digits.count) { buffer in
      for place in 1..<Swift.max(digits.count, 1) { buffer[place - 1] = 48 + digits[place] }
      return Swift.max(digits.count - 1, 0)
    }
    return ((isNegative ? "-" : "") + String(digits[0]), fraction, exponentText(exponent, digits: 2))
  }
}

extension DecimalDigits {
  /// Rounds to so many digits behind the first.
  ///
  /// Rounding the shortest decimal gives what rounding the number itself does, except where the shortest ends in the
  /// middle between two results: then the number's own digits decide.
  mutating func round(toDigits kept: Int, of number: Double) {
    guard digits.count > kept + 1 else { return }
    if kept + 1 < 0 {
      (digits, exponent) = ([0], 0)
      return
    }
    let next = digits[kept + 1]
    let isTie = next == 5 && digits.count == kept + 2
    let roundsUp =
      isTie ? Self.tieRoundsUp(number, last: kept >= 0 ? digits[kept] : 0, place: exponent - kept) : next >= 5
    digits.removeLast(digits.count - kept - 1)
    if roundsUp {
      var place = kept
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        digits[place] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    if digits.isEmpty || digits == [0] { (digits, exponent) = ([0], 0) }
  }

  /// Whether a number whose shortest decimal ends in the middle is rounded away from zero at a power of ten.
  private static func tieRoundsUp(_ number: Double, last: UInt8, place: Int) -> Bool {
    // Enough digits to see on which side of the middle the number really lies.
    let decimals = Swift.max(0, 60 - place)
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 500 + decimals) { buffer in
      let length = withVaList([Int32(decimals), number.magnitude]) {
        vsnprintf(buffer.baseAddress!, buffer.count, "%.*f", $0)
      }
      return String(
        decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<Int(length)]), as: UTF8.self)
    }
    let digits = text.utf8.filter { $0 != UInt8(ascii: ".") }
    let behind = digits.suffix(decimals + place)
    guard let first = behind.first else { return false }
    if first != UInt8(ascii: "5") { return first > UInt8(ascii: "5") }
    return behind.dropFirst().contains { $0 != UInt8(ascii: "0") } || last % 2 == 1
  }
}

/// `+05`, `-100`: an exponent with its sign and at least so many digits.
func exponentText(_ exponent: Int, digits: Int) -> String {
  let text = String(abs(exponent))
  return (exponent < 0 ? "-" : "+") + String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
}

/// A number in scientific notation with a number of digits behind the point, rounded exactly and halves to even.
func scientificText(_ number: Double, decimals: Int) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64 + decimals) { buffer in
    let length = withVaList([Int32(decimals), number]) { vsnprintf(buffer.baseAddress!, buffer.count, "%.*e", $0) }
    return String(
      decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<Int(length)]), as: UTF8.self)
  }
}
