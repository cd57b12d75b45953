/// A key and its value, from the front matter or from the head of a cell.
struct Setting {
  indirect enum Value {
    case scalar(String)
    case list([Setting])
    case mapping([Setting])
    case none
  }

  var key: String
  var keyPosition: SourcePosition
  var value: Value
  var valuePosition: SourcePosition

  /// What is written, for messages.
  var text: String {
    switch value {
    case .scalar(let text): text
    case .list: "a list"
    case .mapping: "a mapping"
    case .none: "nothing"
    }
  }
}

/// Reads settings and says what is wrong with them.
struct SettingReader {
  /// What is found wrong goes here.
  var diagnostics: [Diagnostic] = []

  mutating func report(
    _ message: String, at position: SourcePosition, length: Int = 1, severity: Diagnostic.Severity = .error,
    remedy: String? = nil
  ) {
    diagnostics.append(
      Diagnostic.make(message, at: position, length: length, severity: severity, remedy: remedy))
  }

  mutating func wrongValue(_ setting: Setting, _ expected: String, suggestion: String? = nil) {
    report(
      "`\(setting.key)` must be \(expected), not \(setting.quotedText)", at: setting.valuePosition,
      length: setting.valueLength, remedy: suggestion.map { "did you mean `\($0)`?" })
  }

  mutating func unknown(_ what: String, _ setting: Setting, among known: [String]) {
    let nearest = nearestWord(to: setting.key, among: known)
    report(
      "unknown \(what) `\(setting.key)`", at: setting.keyPosition, length: setting.key.utf8.count,
      remedy: nearest.map { "did you mean `\($0)`?" } ?? "known are \(quotedList(known))")
  }

  mutating func bool(_ setting: Setting) -> Bool? {
    if case .scalar(let text) = setting.value {
      if text == "true" { return true }
      if text == "false" { return false }
      let meant = ["yes": "true", "on": "true", "no": "false", "off": "false"][text.lowercased()]
      wrongValue(setting, "`true` or `false`", suggestion: meant ?? nearestWord(to: text, among: ["true", "false"]))
    } else {
      wrongValue(setting, "`true` or `false`")
    }
    return nil
  }

  /// A number of at least `minimum`; with `excludingMinimum`, above it.
  mutating func number(_ setting: Setting, _ what: String, above minimum: Double, orEqual: Bool) -> Double? {
    if case .scalar(let text) = setting.value, let number = Double(text), number.isFinite,
      number > minimum || (orEqual && number == minimum)
    {
      return number
    }
    var suggestion: String?
    if case .scalar(let text) = setting.value, text.hasSuffix("s"), Double(text.dropLast()) != nil {
      suggestion = String(text.dropLast())
    }
    wrongValue(setting, what, suggestion: suggestion)
    return nil
  }

  mutating func integer(_ setting: Setting, _ what: String, in range: ClosedRange<Int>) -> Int? {
    if case .scalar(let text) = setting.value, let number = Int(text), range.contains(number) { return number }
    wrongValue(setting, what)
    return nil
  }

  mutating func string(_ setting: Setting) -> String? {
    if case .scalar(let text) = setting.value { return text }
    wrongValue(setting, "a text")
    return nil
  }

  /// A list of texts; a text alone is a list of one.
  mutating func strings(_ setting: Setting) -> [String]? {
    switch setting.value {
    case .scalar(let text): return [text]
    case .list(let items):
      var strings: [String] = []
      for item in items {
        guard case .scalar(let text) = item.value else {
          report(
            "`\(setting.key)` must be a text or a list of texts", at: item.valuePosition, length: item.valueLength)
          return nil
        }
        strings.append(text)
      }
      return strings
    default:
      wrongValue(setting, "a text or a list of texts")
      return nil
    }
  }

  mutating func mapping(_ setting: Setting) -> [Setting] {
    switch setting.value {
    case .mapping(let settings): return settings
    case .none: return []
    default:
      wrongValue(setting, "keys and values")
      return []
    }
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(_ setting: Setting, _: Word.Type) -> Word?
  where Word.RawValue == String {
    let known = Word.allCases.map(\.rawValue)
    if case .scalar(let text) = setting.value {
      if let word = Word(rawValue: text) { return word }
      wrongValue(setting, "one of \(quotedList(known))", suggestion: nearestWord(to: text, among: known))
    } else {
      wrongValue(setting, "one of \(quotedList(known))")
    }
    return nil
  }
}

extension Setting {
  var quotedText: String {
    if case .scalar(let text) = value { return text.isEmpty ? "empty" : "`\(text)`" }
    return text
  }

  var valueLength: Int {
    if case .scalar(let text) = value { return max(text.utf8.count, 1) }
    return 1
  }
}

/// `a`, `b` and `c`.
func quotedList(_ words: [String]) -> String {
  let quoted = words.map { "`\($0)`" }
  guard quoted.count > 1 else { return quoted.first ?? "" }
  return quoted.dropLast().joined(separator: ", ") + " and " + quoted[quoted.count - 1]
}

extension Diagnostic {
  /// A diagnostic that underlines `length` bytes from `position`, with a remedy as its note.
  static func make(
    _ message: String, at position: SourcePosition, length: Int = 1, severity: Severity = .error,
    remedy: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity: severity, line: position.line, column: position.column, message: message,
      highlights: length > 1 ? [position.column..<position.column + length] : [],
      notes: remedy.map { [Diagnostic(severity: .note, line: position.line, column: position.column, message: $0)] }
        ?? [])
  }
}
