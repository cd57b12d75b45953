extension RecordedOutput {
  /// The words that may stand after the kind.
  package static let flags = ["regex", "unordered", "any"]
  /// The keys that may.
  package static let keys = ["tol", "rtol", "when"]

  /// The lines are regular expressions.
  public var isRegex: Bool { attributes["regex"] != nil }
  /// The lines may come in any order.
  public var isUnordered: Bool { attributes["unordered"] != nil }
  /// Anything may be printed.
  public var isAny: Bool { attributes["any"] != nil }
  /// How far a number may lie from the recorded one (`tol=`).
  public var tolerance: Double? { attributes["tol"].flatMap(Double.init) }
  /// How far a number may lie from the recorded one, as a fraction of it (`rtol=`).
  public var relativeTolerance: Double? { attributes["rtol"].flatMap(Double.init) }
  /// Where the block applies (`when="swift >= 6.2"`); nil for everywhere.
  public var condition: String? { attributes["when"] }

  mutating func readAttributes(_ words: ArraySlice<FenceWord>, _ reader: inout SettingReader) {
    for word in words {
      let length = word.bytes.count
      if attributes[word.name] != nil {
        reader.report("`\(word.name)` is given twice", at: word.position, length: length)
        continue
      }
      switch (word.name, word.value) {
      case ("tol", let value?), ("rtol", let value?):
        if let number = Double(value), number.isFinite, number >= 0 {
          attributes[word.name] = value
        } else {
          reader.report(
            "`\(word.name)` must be a number of 0 or more, not \(value.isEmpty ? "empty" : "`\(value)`")",
            at: word.valuePosition, length: max(value.utf8.count, 1))
        }
      case ("when", let value?):
        if OutputCondition(value) == nil {
          reader.report(
            "`\(value)` is not a condition", at: word.valuePosition, length: max(value.utf8.count, 1),
            remedy: "write `when=\"swift >= 6.2\"`, `when=\"os == linux\"` or `when=\"arch == arm64\"`")
        } else {
          attributes["when"] = value
        }
      case (_, nil) where RecordedOutput.flags.contains(word.name):
        attributes[word.name] = ""
      case (_, nil) where RecordedOutput.keys.contains(word.name):
        reader.report(
          "`\(word.name)` needs a value", at: word.position, length: length, remedy: "write `\(word.name)=...`")
      case (_, .some) where RecordedOutput.flags.contains(word.name):
        reader.report(
          "`\(word.name)` takes no value", at: word.position, length: length, remedy: "write `\(word.name)`")
      default:
        let known = RecordedOutput.flags + RecordedOutput.keys
        let nearest = nearestWord(to: word.name, among: known)
        reader.report(
          "unknown attribute `\(word.name)`", at: word.position, length: length,
          remedy: nearest.map { "did you mean `\($0)`?" } ?? "known are \(quotedList(known))")
      }
    }
  }
}

/// Where a recorded output applies: `swift >= 6.2`, `os == linux`, `arch == x86_64`, several joined with `&&`.
public struct OutputCondition: Equatable, Sendable {
  /// What is compared.
  public enum Subject: String, Sendable, CaseIterable { case swift, os, arch }
  /// How it is compared.
  public enum Comparison: String, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case equal = "=="
    case notEqual = "!="
    case above = ">"
    case below = "<"
  }
  /// One comparison.
  public struct Term: Equatable, Sendable {
    public var subject: Subject
    public var comparison: Comparison
    public var value: String
  }

  public var terms: [Term]

  /// Reads a condition; nil if `text` is none.
  public init?(_ text: String) {
    terms = []
    for part in text.split(separator: "&&", omittingEmptySubsequences: false) {
      let words = part.split(separator: " ")
      guard words.count == 3, let subject = Subject(rawValue: String(words[0])),
        let comparison = Comparison(rawValue: String(words[1]))
      else { return nil }
      let value = String(words[2])
      if subject == .swift {
        guard Self.version(value) != nil else { return nil }
      } else if comparison != .equal && comparison != .notEqual {
        return nil
      }
      terms.append(Term(subject: subject, comparison: comparison, value: value))
    }
    if terms.isEmpty { return nil }
  }

  /// Whether the condition holds for a Swift version (such as `6.3.1`), a system (`linux`) and a processor
  /// (`x86_64`).
  public func holds(swift: String, os: String, arch: String) -> Bool {
    terms.allSatisfy { term in
      switch term.subject {
      case .os: return (os == term.value) == (term.comparison == .equal)
      case .arch: return (arch == term.value) == (term.comparison == .equal)
      case .swift:
        guard let actual = Self.version(swift), let wanted = Self.version(term.value) else { return false }
        let order = Self.order(actual, wanted, length: term.comparison == .equal ? wanted.count : .max)
        switch term.comparison {
        case .atLeast: return order >= 0
        case .atMost: return order <= 0
        case .equal: return order == 0
        case .notEqual: return order != 0
        case .above: return order > 0
        case .below: return order < 0
        }
      }
    }
  }

  private static func version(_ text: String) -> [Int]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard !parts.isEmpty, parts.allSatisfy({ ($0 ?? -1) >= 0 }) else { return nil }
    return parts.compactMap { $0 }
  }

  /// Negative, zero or positive, comparing at most `length` parts; absent parts are 0.
  private static func order(_ a: [Int], _ b: [Int], length: Int) -> Int {
    for i in 0..<min(max(a.count, b.count), length) {
      let difference = (i < a.count ? a[i] : 0) - (i < b.count ? b[i] : 0)
      if difference != 0 { return difference }
    }
    return 0
  }
}
