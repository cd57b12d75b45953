// What is made of several numbers and is none of them by itself: dates, times of day, numbers with separators between
// their thousands. (Versions and addresses such as `1.5.2` are words already.)
extension OutputToken {
  /// The date or time of day that begins at `start`: a word, for a day more is no small difference; nil where none does.
  static func compound(_ bytes: [UInt8], from start: Int) -> (token: OutputToken, end: Int)? {
    guard digits(bytes, start) > 0, start == 0 || !isPart(bytes[start - 1]) else { return nil }
    if let end = endOfDate(bytes, start) ?? endOfTime(bytes, start), !goesOn(bytes, at: end) {
      return (.word(String(decoding: bytes[start..<end], as: UTF8.self)), end)
    }
    return nil
  }

  /// `1,234,567`, with a sign or a fraction: one number. A list has other groups than of three digits, or blanks.
  static func grouped(_ bytes: [UInt8], from start: Int) -> (token: OutputToken, end: Int)? {
    var index = start
    if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      guard startsNumber(bytes, at: index) else { return nil }
      index += 1
    } else if start > 0, isPart(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ",") {
      return nil
    }
    let first = digits(bytes, index)
    guard (1...3).contains(first) else { return nil }
    index += first
    var groups = 0
    while index < bytes.count, bytes[index] == UInt8(ascii: ",") {
      let count = digits(bytes, index + 1)
      if count == 0, groups > 0 { break }  // the comma of a sentence
      guard count == 3 else { return nil }
      index += 4
      groups += 1
    }
    guard groups > 0 else { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      let fraction = digits(bytes, index + 1)
      if fraction > 0 { index += 1 + fraction }
    }
    if index < bytes.count, isWord(bytes[index]) { return nil }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    return (number(text, digits: text.filter { $0 != "," }), index)
  }

  /// The number of a text; where no number can be as large, the text alone.
  static func number(_ text: String, digits: String) -> OutputToken {
    guard let value = Double(digits), value.isFinite else { return .word(text) }
    return .number(value, text: text)
  }

  /// `2024-01-02`, `2024/01/02`, `02/01/2024`, and `T12:30:05Z` behind it.
  private static func endOfDate(_ bytes: [UInt8], _ start: Int) -> Int? {
    let first = digits(bytes, start)
    var index = start + first
    guard index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "/") else { return nil }
    let sign = bytes[index]
    let second = digits(bytes, index + 1)
    index += 1 + second
    guard (1...2).contains(second), index < bytes.count, bytes[index] == sign else { return nil }
    let third = digits(bytes, index + 1)
    index += 1 + third
    guard first == 4 && third == 2 || first <= 2 && third == 4 else { return nil }
    guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "t"), let end = endOfTime(bytes, index + 1) else { return index }
    index = end
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "z") { return index + 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
      return endOfTime(bytes, index + 1) ?? index
    }
    return index
  }

  /// `12:30`, `12:30:05`, `12:30:05.25`.
  private static func endOfTime(_ bytes: [UInt8], _ start: Int) -> Int? {
    let hours = digits(bytes, start)
    guard (1...2).contains(hours) else { return nil }
    var index = start + hours
    var parts = 0
    while parts < 2, index < bytes.count, bytes[index] == UInt8(ascii: ":"), digits(bytes, index + 1) == 2 {
      index += 3
      parts += 1
    }
    guard parts > 0 else { return nil }
    if parts == 2, index < bytes.count, bytes[index] == UInt8(ascii: ".") { index += 1 + digits(bytes, index + 1) }
    return index
  }

  private static func digits(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    return max(0, end - start)
  }

  /// Whether what stands at `index` belongs to what stands before it. (The full stop of a sentence does not.)
  private static func goesOn(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index < bytes.count, isPart(bytes[index]) else { return false }
    return isWord(bytes[index]) || digits(bytes, index + 1) > 0
  }

  /// Whether something that touches this belongs together with it.
  private static func isPart(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/")
  }
}

extension Tolerance {
  /// Whether two whole numbers that a `Double` cannot tell apart are close enough; nil where they are no such numbers.
  func admitsLong(_ actual: String, for expected: String) -> Bool? {
    guard max(actual.utf8.count, expected.utf8.count) > 15,
      let a = Int128(actual.filter { $0 != "," }), let e = Int128(expected.filter { $0 != "," })
    else { return nil }
    let (distance, isTooFar) = a.subtractingReportingOverflow(e)
    return !isTooFar && Double(distance.magnitude) <= absolute + relative * Double(e.magnitude)
  }
}
