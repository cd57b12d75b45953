internal import Glibc

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

  /// The number without an exponent: integer part with sign, and fraction without trailing zeros.
  var positional: (integer: String, fraction: String) {
    var integer = isNegative ? "-" : ""
    var fraction = ""
    if exponent < 0 {
      integer += "0"
      fraction = String(repeating: "0", count: digits == [0] ? 0 : -exponent - 1)
      if digits != [0] { for digit in digits { fraction.append(Character(UnicodeScalar(digit + 48))) } }
    } else {
      for place in 0...exponent {
        integer.append(Character(UnicodeScalar((place < digits.count ? digits[place] : 0) + 48)))
      }
      if digits.count > exponent + 1 {
        for digit in digits[(exponent + 1)...] { fraction.append(Character(UnicodeScalar(digit + 48))) }
      }
    }
    return (integer, fraction)
  }

  /// The number in scientific notation: mantissa's parts and the exponent with sign and at least two digits.
  var scientific: (integer: String, fraction: String, exponent: String) {
    let integer = (isNegative ? "-" : "") + String(digits[0])
    var fraction = ""
    for digit in digits.dropFirst() { fraction.append(Character(UnicodeScalar(digit + 48))) }
    return (integer, fraction, exponentText(exponent, digits: 2))
  }
}

/// `+05`, `-100`: an exponent with its sign and at least so many digits.
func exponentText(_ exponent: Int, digits: Int) -> String {
  let text = String(abs(exponent))
  return (exponent < 0 ? "-" : "+") + String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
}

/// A number rounded, exactly and halves to even, to a number of digits behind the point.
func fixedText(_ number: Double, decimals: Int) -> String { formatted("%.*f", decimals, number) }

/// A number in scientific notation with a number of digits behind the point.
func scientificText(_ number: Double, decimals: Int) -> String { formatted("%.*e", decimals, number) }

private func formatted(_ format: String, _ decimals: Int, _ number: Double) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400 + decimals) { buffer in
    let length = withVaList([Int32(decimals), number]) { vsnprintf(buffer.baseAddress!, buffer.count, format, $0) }
    return String(decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<Int(length)]), as: UTF8.self)
  }
}

/// Digits without the zeros at their end.
func trimmingZeros(_ digits: some StringProtocol) -> String {
  var result = String(digits)
  while result.utf8.last == UInt8(ascii: "0") { result.removeLast() }
  return result
}
