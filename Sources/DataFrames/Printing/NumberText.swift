internal import CSystem

/// The shortest text that reads back as the same number, laid out as Python's `repr` lays it out.
///
/// Fixed notation from 1e-4 up to below 1e16, otherwise scientific with a two-digit exponent.
func shortest(_ value: Double) -> String {
  let text = value.description
  // Swift goes over to scientific notation at 2^54, Python at 1e16: only what lies between differs.
  guard abs(value) >= 1e16, abs(value) < 0x1p54, !text.contains("e") else { return text }
  var digits = text.prefix { $0 != "." }
  var sign = ""
  if digits.first == "-" {
    sign = "-"
    digits = digits.dropFirst()
  }
  let exponent = digits.count - 1
  while digits.last == "0", digits.count > 1 { digits = digits.dropLast() }
  let fraction = digits.dropFirst()
  return sign + String(digits.prefix(1)) + (fraction.isEmpty ? "" : "." + fraction) + "e+\(exponent)"
}

/// A number with a fixed count of digits after the point (C's `%.*f`).
func fixed(_ value: Double, digits: Int) -> String { formatted("%.*f", Int32(digits), value) }

/// A number in scientific notation with a fixed count of digits after the point (C's `%.*e`).
func scientific(_ value: Double, digits: Int) -> String { formatted("%.*e", Int32(digits), value) }

private func formatted(_ format: String, _ digits: Int32, _ value: Double) -> String {
  if value.isNaN { return "nan" }
  if value.isInfinite { return value < 0 ? "-inf" : "inf" }
  var capacity = 64
  while true {
    var written: Int32 = 0
    let text = String(unsafeUninitializedCapacity: capacity) { buffer in
      written = withVaList([digits, value]) { arguments in
        buffer.withMemoryRebound(to: CChar.self) { vsnprintf($0.baseAddress, capacity, format, arguments) }
      }
      return min(Int(written), capacity - 1)
    }
    if Int(written) < capacity { return text }
    capacity = Int(written) + 1
  }
}
