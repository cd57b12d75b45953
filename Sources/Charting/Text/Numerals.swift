internal import CSystem

/// `value` in fixed notation with `decimals` digits after the point, as C's `%.*f` writes it.
package func fixed(_ value: Double, decimals: Int) -> String {
  formatted("%.*f", [Int32(decimals), value])
}

/// `value` in C's `%.*g`: at most `digits` significant digits.
package func general(_ value: Double, digits: Int) -> String {
  formatted("%.*g", [Int32(digits), value])
}

private func formatted(_ format: String, _ arguments: [CVarArg]) -> String {
  // A program may have chosen a locale with a decimal comma.
  let chosen = uselocale(plainLocale)
  defer { uselocale(chosen) }
  return withVaList(arguments) { list in
    // 1e308 in fixed notation has 309 digits before its point.
    var buffer = [CChar](repeating: 0, count: 512)
    let count = Int(vsnprintf(&buffer, buffer.count, format, list))
    let written = buffer.prefix(min(max(count, 0), buffer.count - 1))
    return String(decoding: written.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

private nonisolated(unsafe) let plainLocale = newlocale(1 << LC_NUMERIC, "C", nil)
