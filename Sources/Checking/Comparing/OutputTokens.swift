/// A line of output cut into what is compared when numbers are compared as numbers: numbers, words and single signs.
/// Blanks between them count for nothing, since the layout of an array shifts with its digits.
enum OutputToken: Equatable, Sendable {
  case number(Double, text: String)
  case word(String)
  /// `[..]`: any tokens.
  case gap
}

extension OutputToken {
  /// The mark that stands for anything within a line.
  static let gapMark = "[..]"

  /// The tokens of `line`; a number is one where no letter touches it, and `nan` and `inf` are numbers too.
  ///
  /// - Parameter readsGaps: Whether `[..]` stands for any tokens, as it does in what is recorded.
  static func tokens(of line: String, readsGaps: Bool) -> [OutputToken] {
    let bytes = Array(line.utf8)
    var tokens: [OutputToken] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x20 || byte == 0x09 {
        index += 1
      } else if readsGaps, bytes[index...].starts(with: gapMark.utf8) {
        tokens.append(.gap)
        index += gapMark.utf8.count
      } else if let (token, end) = compound(bytes, from: index) ?? grouped(bytes, from: index) {
        tokens.append(token)
        index = end
      } else if let end = endOfNumber(bytes, from: index) {
        let text = String(decoding: bytes[index..<end], as: UTF8.self)
        tokens.append(number(text, digits: text))
        index = end
      } else if isWord(byte) {
        // A version (`1.5.2`, `v1.5`) is a word.
        let start = index
        while index < bytes.count, isWord(bytes[index]) || isFraction(bytes, at: index) { index += 1 }
        tokens.append(token(ofWord: String(decoding: bytes[start..<index], as: UTF8.self)))
      } else if byte == UInt8(ascii: "-"), let special = specialNumber(bytes, from: index + 1), startsNumber(bytes, at: index) {
        tokens.append(.number(-special.value, text: "-" + special.text))
        index += 1 + special.text.utf8.count
      } else {
        tokens.append(.word(String(UnicodeScalar(byte))))
        index += 1
      }
    }
    return tokens
  }

  static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || isDigit(byte) || isLetter(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

  private static func token(ofWord word: String) -> OutputToken {
    switch word {
    case "nan", "NaN": .number(.nan, text: word)
    case "inf", "Inf", "infinity", "Infinity": .number(.infinity, text: word)
    default: .word(word)
    }
  }

  private static func specialNumber(_ bytes: [UInt8], from start: Int) -> (value: Double, text: String)? {
    var end = start
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    if case .number(let value, let text) = token(ofWord: String(decoding: bytes[start..<end], as: UTF8.self)) {
      return (value, text)
    }
    return nil
  }

  /// Whether a sign at `index` belongs to the number behind it: nothing that it could be subtracted from stands before.
  static func startsNumber(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = bytes[index - 1]
    return !isWord(before) && before != UInt8(ascii: ")") && before != UInt8(ascii: "]") && before != UInt8(ascii: ".")
  }

  /// Where the number ends that begins at `start`; nil where none does.
  private static func endOfNumber(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      guard startsNumber(bytes, at: index) else { return nil }
      index += 1
    } else if start > 0, isWord(bytes[start - 1]) {
      return nil
    }
    let digits = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    var count = index - digits
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      let fraction = index + 1
      var end = fraction
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      // `5.` is a number in an array; `1..<3` is a range.
      if end > fraction || (count > 0 && !(end < bytes.count && bytes[end] == UInt8(ascii: "."))) {
        count += end - fraction
        index = end
      }
    }
    guard count > 0 else { return nil }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      var end = index + 1
      if end < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") { end += 1 }
      let exponent = end
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      if end > exponent { index = end }
    }
    if index < bytes.count, isWord(bytes[index]) || isFraction(bytes, at: index) { return nil }
    return index
  }

  private static func isFraction(_ bytes: [UInt8], at index: Int) -> Bool {
    bytes[index] == UInt8(ascii: ".") && index + 1 < bytes.count && isDigit(bytes[index + 1])
  }
}

/// How far numbers may lie apart.
public struct Tolerance: Equatable, Sendable {
  /// The distance (`tol`).
  public var absolute: Double
  /// The distance as a fraction of the recorded number (`rtol`).
  public var relative: Double

  public init(absolute: Double = 0, relative: Double = 0) {
    self.absolute = absolute
    self.relative = relative
  }

  /// Whether `actual` is close enough to `expected`: |a - e| ≤ tol + rtol·|e|. NaN equals NaN.
  public func admits(_ actual: Double, for expected: Double) -> Bool {
    if expected.isNaN || actual.isNaN { return expected.isNaN && actual.isNaN }
    if expected == actual { return true }
    guard expected.isFinite, actual.isFinite else { return false }
    return abs(actual - expected) <= absolute + relative * abs(expected)
  }

  /// Whether two tokens agree.
  func admits(_ actual: OutputToken, for expected: OutputToken) -> Bool {
    switch (expected, actual) {
    case (.number(let a, let first), .number(let b, let second)): first == second || admitsLong(second, for: first) ?? admits(b, for: a)
    case (.word(let a), .word(let b)): a == b
    default: false
    }
  }

  /// Whether the tokens of a line agree with what is recorded, gaps standing for any tokens.
  func admits(_ actual: [OutputToken], for expected: [OutputToken]) -> Bool {
    matches(expected, actual, isWildcard: { $0 == .gap }) { admits($1, for: $0) }
  }
}

/// Whether a pattern with wildcards (each for any run of elements) matches the whole of `elements`.
///
/// Complexity: at worst the product of the lengths; linear without wildcards.
func matches<Pattern, Element>(
  _ pattern: [Pattern], _ elements: [Element], isWildcard: (Pattern) -> Bool, by agrees: (Pattern, Element) -> Bool
) -> Bool {
  var p = 0
  var e = 0
  var lastWildcard: (pattern: Int, element: Int)?
  while e < elements.count {
    if p < pattern.count, isWildcard(pattern[p]) {
      lastWildcard = (p, e)
      p += 1
    } else if p < pattern.count, agrees(pattern[p], elements[e]) {
      p += 1
      e += 1
    } else if let last = lastWildcard {
      lastWildcard = (last.pattern, last.element + 1)
      p = last.pattern + 1
      e = last.element + 1
    } else {
      return false
    }
  }
  while p < pattern.count, isWildcard(pattern[p]) { p += 1 }
  return p == pattern.count
}
