/// One line of a recorded output, ready to be held against lines that were printed.
struct LinePattern {
  private enum Form {
    /// `...` alone: any lines.
    case elision
    /// Texts between which anything may stand; one text where the line has no `[..]`.
    case parts([String])
    case regex(Regex<AnyRegexOutput>)
    /// A line of a `regex` block that is no regular expression.
    case unreadable
  }

  /// The line as recorded.
  let text: String
  private let form: Form
  private let tokens: [OutputToken]

  init(_ line: String, rule: OutputRule) {
    text = line
    let trimmed = line.withoutTrailingBlanks
    if trimmed.drop(while: { $0 == " " || $0 == "\t" }) == "..." {
      form = .elision
      tokens = []
    } else if rule.isRegex {
      form = (try? Regex(trimmed)).map { .regex($0) } ?? .unreadable
      tokens = []
    } else {
      form = .parts(trimmed.split(separator: OutputToken.gapMark, omittingEmptySubsequences: false).map(String.init))
      tokens = rule.tolerance == nil ? [] : OutputToken.tokens(of: trimmed, readsGaps: true)
    }
  }

  var isElision: Bool { if case .elision = form { true } else { false } }
  var isUnreadable: Bool { if case .unreadable = form { true } else { false } }

  /// Whether `line` is what is recorded.
  func admits(_ line: PrintedLine, tolerance: Tolerance?) -> Bool {
    switch form {
    case .elision: return true
    case .unreadable: return false
    case .regex(let regex): return (try? regex.wholeMatch(in: line.text)) != nil
    case .parts(let parts):
      if Self.matches(parts, line.text) { return true }
      guard let tolerance, let actual = line.tokens else { return false }
      return tolerance.admits(actual, for: tokens)
    }
  }

  /// Whether `text` is the parts in their order, with anything between them.
  private static func matches(_ parts: [String], _ text: String) -> Bool {
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return parts.first == text }
    guard text.hasPrefix(first) else { return false }
    var rest = text[...].dropFirst(first.count)
    guard rest.count >= last.count, rest.hasSuffix(last) else { return false }
    rest = rest.dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}

/// One line that was printed.
struct PrintedLine {
  /// Without the blanks at its end.
  let text: String
  /// What it consists of, where numbers are compared as numbers.
  let tokens: [OutputToken]?
  /// The type of the value that this line alone shows, if it shows one.
  var valueType: ValueType?

  init(_ line: String, rule: OutputRule, valueType: ValueType? = nil) {
    text = line.withoutTrailingBlanks
    tokens = rule.tolerance == nil ? nil : OutputToken.tokens(of: text, readsGaps: false)
    self.valueType = valueType
  }
}

extension String {
  /// Editors take blanks off the ends of lines, so they count for nothing.
  var withoutTrailingBlanks: String {
    var end = utf8.endIndex
    while end > utf8.startIndex {
      let before = utf8.index(before: end)
      guard utf8[before] == 0x20 || utf8[before] == 0x09 || utf8[before] == 0x0D else { break }
      end = before
    }
    return end == utf8.endIndex ? self : String(self[..<end])
  }

  /// The lines, without an empty one behind the last line break.
  var outputLines: [String] {
    var lines = utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String($0) ?? "" }
    while lines.last?.withoutTrailingBlanks.isEmpty ?? false { lines.removeLast() }
    return lines
  }
}
