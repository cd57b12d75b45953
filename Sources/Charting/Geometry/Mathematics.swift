internal import Glibc

// Named as a textbook names them, so that no file of marks needs the C library.

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
func decimalLogarithm(_ x: Double) -> Double { log10(x) }
func sine(_ x: Double) -> Double { sin(x) }
func cosine(_ x: Double) -> Double { cos(x) }
func angle(dx: Double, dy: Double) -> Double { atan2(dy, dx) }

/// The whole number at or below `value`, kept within `range`; what is not a number is the range's start.
func whole(_ value: Double, in range: ClosedRange<Int>) -> Int {
  guard !value.isNaN else { return range.lowerBound }
  return Int(min(max(value.rounded(.down), Double(range.lowerBound)), Double(range.upperBound)))
}

/// `value` in fixed notation with `decimals` digits after the point, as C's `%.*f` writes it.
package func fixed(_ value: Double, decimals: Int) -> String {
  formatted("%.*f", [Int32(decimals), value])
}

/// `value` in C's `%.*g`: at most `digits` significant digits.
package func general(_ value: Double, digits: Int) -> String {
  formatted("%.*g", [Int32(digits), value])
}

private func formatted(_ format: String, _ arguments: [CVarArg]) -> String {
  withVaList(arguments) { list in
    // 1e308 in fixed notation has 309 digits before its point.
    var buffer = [CChar](repeating: 0, count: 512)
    let count = Int(vsnprintf(&buffer, buffer.count, format, list))
    let written = buffer.prefix(min(max(count, 0), buffer.count - 1))
    return String(decoding: written.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
