extension FrontMatter {
  /// Every key that the front matter may hold.
  package static let keys = [
    "title", "description", "author", "order", "lang", "swift", "mlnb", "packages", "run", "depends", "execute", "check", "format",
  ]
  static let executeKeys = CellOptions.keys.filter { !CellOptions.ownKeys.contains($0) } + ["lesson-timeout"]
  static let checkKeys = ["tol", "rtol", "strict", "filters"]
  static let formatKeys = ["toc", "toc-depth", "number-sections", "code-fold", "durations", "theme", "words"]

  private enum Run: String, CaseIterable { case all, marked }
  private enum Theme: String, CaseIterable { case auto, light, dark }

  /// Whether `text` has the form of a language code (BCP 47): parts of one to eight letters or digits.
  private static func isLanguage(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (2...8).contains(parts[0].count) && parts[0].allSatisfy { $0.isASCII && $0.isLetter }
      && parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
  }

  mutating func apply(_ setting: Setting, _ reader: inout SettingReader) {
    switch setting.key {
    case "title": title = reader.string(setting)
    case "description": description = reader.string(setting)
    case "author": author = reader.strings(setting) ?? []
    case "order": order = reader.integer(setting, "a whole number of 0 or more", in: 0...1_000_000)
    case "lang":
      if let text = reader.string(setting) {
        if FrontMatter.isLanguage(text) {
          language = text
        } else {
          reader.wrongValue(setting, "a language code such as `en` or `pt-BR`")
        }
      }
    case "swift", "mlnb":
      if let text = reader.string(setting) {
        if VersionRequirement(text) != nil {
          if setting.key == "swift" { swift = text } else { mlnb = text }
        } else {
          reader.wrongValue(setting, "a version or a bound of one, such as `\">= 6.2\"`")
        }
      }
    case "packages":
      for package in reader.mapping(setting) {
        guard PackageRequirement.names.contains(package.key) else {
          reader.unknown("package", package, among: PackageRequirement.names)
          continue
        }
        guard let text = reader.string(package) else { continue }
        if let requirement = VersionRequirement(text) {
          packages.append(PackageRequirement(name: package.key, requirement: requirement, position: package.keyPosition))
        } else {
          reader.wrongValue(package, "a version or a bound of one, such as `\">= 0.3.20\"`")
        }
      }
    case "run": runsMarkedFencesOnly = reader.word(setting, Run.self) == .marked
    case "depends": depends = reader.strings(setting) ?? []
    case "execute":
      for option in reader.mapping(setting) {
        if option.key == "lesson-timeout" {
          lessonTimeout = reader.number(option, "a number of seconds above 0", above: 0, orEqual: false)
        } else if CellOptions.ownKeys.contains(option.key) {
          reader.report(
            "`\(option.key)` is said of one cell, not of all of them", at: option.keyPosition,
            length: option.key.utf8.count, remedy: "write `//| \(option.key): ...` at the head of the cell")
        } else if !execute.apply(option, &reader) {
          reader.unknown("key of `execute`", option, among: FrontMatter.executeKeys)
        }
      }
    case "check":
      for option in reader.mapping(setting) { applyCheck(option, &reader) }
    case "format":
      for option in reader.mapping(setting) { applyFormat(option, &reader) }
    default: reader.unknown("key", setting, among: FrontMatter.keys)
    }
  }

  private mutating func applyCheck(_ setting: Setting, _ reader: inout SettingReader) {
    switch setting.key {
    case "tol", "rtol":
      if let number = reader.number(setting, "a number of 0 or more", above: 0, orEqual: true) {
        check[setting.key] = "\(number)"
      }
    case "strict":
      if let strict = reader.bool(setting) { check["strict"] = "\(strict)" }
    case "filters":
      for filter in reader.mapping(setting) {
        if case .none = filter.value {
          filters[filter.key] = ""
        } else if let text = reader.string(filter) {
          filters[filter.key] = text
        }
        filterOrder.append(filter.key)
        if let problem = FrontMatter.patternProblem(filter.key) {
          reader.report(problem, at: filter.keyPosition, length: filter.key.utf8.count)
        }
      }
    default: reader.unknown("key of `check`", setting, among: FrontMatter.checkKeys)
    }
  }

  private mutating func applyFormat(_ setting: Setting, _ reader: inout SettingReader) {
    switch setting.key {
    case "toc": format.toc = reader.bool(setting) ?? format.toc
    case "toc-depth": format.tocDepth = reader.integer(setting, "a number from 1 to 6", in: 1...6) ?? format.tocDepth
    case "number-sections": format.numberSections = reader.bool(setting) ?? format.numberSections
    case "code-fold": format.codeFold = reader.word(setting, CellOptions.CodeFold.self) ?? format.codeFold
    case "durations": format.durations = reader.bool(setting) ?? format.durations
    case "theme": format.theme = reader.word(setting, Theme.self)?.rawValue
    case "words":
      for word in reader.mapping(setting) { applyWord(word, &reader) }
    default: reader.unknown("key of `format`", setting, among: FrontMatter.formatKeys)
    }
  }

  private mutating func applyWord(_ setting: Setting, _ reader: inout SettingReader) {
    guard let word = PageWord(rawValue: setting.key) else {
      let nearest = nearestWord(to: setting.key, among: PageWord.allCases.map(\.rawValue))
      return reader.report(
        "the page has no word `\(setting.key)`", at: setting.keyPosition, length: setting.key.utf8.count,
        remedy: nearest.map { "did you mean `\($0)`?" } ?? "name one that an English page says, such as `Solution`")
    }
    guard let text = reader.string(setting) else { return }
    let holes = PageWord.holes(in: word.rawValue)
    if PageWord.holes(in: text) == holes {
      format.words[word] = text
    } else {
      reader.wrongValue(setting, holes == 0 ? "a text without `{}`" : "a text with \(holes == 1 ? "one" : "\(holes)") `{}`")
    }
  }

  /// What is wrong with a filter's pattern, if it is no regular expression.
  private static func patternProblem(_ pattern: String) -> String? {
    do {
      _ = try Regex(pattern)
      return nil
    } catch {
      return "`\(pattern)` is not a regular expression"
    }
  }

  /// Where the front matter stands: the lines of its YAML, and the line that closes it.
  struct Extent {
    var yaml: ClosedRange<Int>?
    var closingLine: Int
  }

  /// The front matter's extent; nil if the lesson has none. The second value says whether it opens and never closes.
  static func extent(_ bytes: [UInt8], _ lines: LineTable) -> (extent: Extent?, isUnclosed: Bool) {
    func isMarker(_ line: Int, _ marker: String) -> Bool {
      var range = lines.content(line)
      while let last = range.last, bytes[last] == 0x20 || bytes[last] == 0x09 {
        range = range.lowerBound..<last
      }
      return bytes[range].elementsEqual(marker.utf8)
    }
    guard lines.count >= 2, isMarker(1, "---") else { return (nil, false) }
    // A thematic break followed by prose is no front matter.
    let first = String(decoding: bytes[lines.content(2)], as: UTF8.self)
    let name = first.prefix { $0.isLetter || $0 == "-" || $0 == "_" || $0.isNumber }
    let looksLikeKey = !name.isEmpty && first.dropFirst(name.count).drop { $0 == " " }.hasPrefix(":")
    let isEmpty = isMarker(2, "---")
    guard
      looksLikeKey || isEmpty || first.hasPrefix("#") || first.hasPrefix("\"") || first.hasPrefix("{")
        || first.hasPrefix("%")
    else {
      return first.drop { $0 == " " || $0 == "\t" }.isEmpty ? (nil, false) : blockAhead(bytes, lines, isMarker)
    }
    for line in 2...lines.count where isMarker(line, "---") || isMarker(line, "...") {
      return (Extent(yaml: line > 2 ? 2...line - 1 : nil, closingLine: line), false)
    }
    return (nil, looksLikeKey)
  }

  /// A `---` with something else than a key after it opens front matter only if a `---` closes it before any blank
  /// line.
  private static func blockAhead(
    _ bytes: [UInt8], _ lines: LineTable, _ isMarker: (Int, String) -> Bool
  ) -> (extent: Extent?, isUnclosed: Bool) {
    for line in 2...lines.count {
      if lines.content(line).isEmpty { break }
      if isMarker(line, "---") { return (Extent(yaml: 2...line - 1, closingLine: line), false) }
    }
    return (nil, false)
  }
}
