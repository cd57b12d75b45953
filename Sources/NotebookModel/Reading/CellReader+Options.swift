extension CellReader {
  /// Reads the `//| key: value` lines at the head of a cell.
  mutating func readOptions(_ text: CellText, into cell: inout Cell) {
    var optionLines: [(text: Substring, skipped: Int)] = []
    for line in text.sourceLines {
      let indentation = line.prefix { $0 == " " || $0 == "\t" }.utf8.count
      let rest = line.dropFirst(indentation)
      guard rest.hasPrefix("//|") else { break }
      optionLines.append((rest.dropFirst(3), indentation + 3))
    }
    cell.optionLineCount = optionLines.count
    warnOfLateOptions(text, cell)
    guard !optionLines.isEmpty else { return }
    let lineMap = cell.lineMap
    func lessonPosition(_ position: SourcePosition) -> SourcePosition {
      let index = min(max(position.line, 1), optionLines.count) - 1
      let entry = lineMap[index]
      return SourcePosition(
        line: entry.line, column: entry.skippedBytes + optionLines[index].skipped + position.column)
    }
    func moved(_ setting: Setting) -> Setting {
      var setting = setting
      setting.keyPosition = lessonPosition(setting.keyPosition)
      setting.valuePosition = lessonPosition(setting.valuePosition)
      if case .list(let items) = setting.value { setting.value = .list(items.map(moved)) }
      if case .mapping(let items) = setting.value { setting.value = .mapping(items.map(moved)) }
      return setting
    }
    let settings: [Setting]
    do throws(SettingParser.Failure) {
      if let plain = plainSettings(optionLines.map(\.text)) {
        settings = plain
      } else {
        settings = try SettingParser.settings(yaml: optionLines.map { String($0.text) }.joined(separator: "\n"))
      }
    } catch {
      reader.report(error.message, at: lessonPosition(error.position), remedy: "options read `//| key: value`")
      return
    }
    for setting in settings.map(moved) {
      if !cell.options.apply(setting, &reader) {
        reader.unknown("option", setting, among: CellOptions.keys)
      } else if setting.key == "label" {
        labelPositions[cell.range.bytes.lowerBound] = setting.valuePosition
      } else if setting.key == "test" {
        testPositions[cell.range.bytes.lowerBound] = setting.valuePosition
      }
    }
  }

  /// An option after the first line of code would say nothing, silently.
  private mutating func warnOfLateOptions(_ text: CellText, _ cell: Cell) {
    guard cell.source.contains("//|") else { return }
    for (index, line) in text.sourceLines.enumerated().dropFirst(cell.optionLineCount) {
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      let key = trimmed.dropFirst(3).drop { $0 == " " }.prefix { $0 != ":" && $0 != " " }
      guard trimmed.hasPrefix("//|"), CellOptions.keys.contains(String(key)) else { continue }
      reader.report(
        "this option stands after other lines and says nothing",
        at: cell.lessonPosition(line: index + 1, column: line.utf8.count - trimmed.utf8.count + 1),
        length: trimmed.utf8.count, severity: .warning, remedy: "move it to the head of the cell")
      return
    }
  }

  /// Most options are a key and a plain word on one line each; nil if any of them needs YAML to be understood.
  private func plainSettings(_ lines: [Substring]) -> [Setting]? {
    var settings: [Setting] = []
    var keys: Set<Substring> = []
    for (index, line) in lines.enumerated() {
      let indentation = line.prefix { $0 == " " }.utf8.count
      let rest = line.dropFirst(indentation)
      let key = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
      let after = rest.dropFirst(key.count)
      guard !key.isEmpty, after.hasPrefix(": "), indentation <= 1, keys.insert(key).inserted else { return nil }
      let blanks = after.dropFirst().prefix { $0 == " " }.utf8.count
      var value = after.dropFirst(1 + blanks)
      while value.last == " " { value.removeLast() }
      let isPlain = value.utf8.allSatisfy { byte in
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A)
          || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x2F || byte == 0x20
      }
      guard isPlain, let first = value.first, first.isLetter || first.isNumber, value != "null" else { return nil }
      let column = indentation + 1
      settings.append(
        Setting(
          key: String(key), keyPosition: SourcePosition(line: index + 1, column: column), value: .scalar(String(value)),
          valuePosition: SourcePosition(line: index + 1, column: column + key.utf8.count + 1 + blanks)))
    }
    return settings
  }

  /// Finds the `// BEGIN SOLUTION` ... `// END SOLUTION` lines of a cell.
  mutating func readSolutions(_ text: CellText, into cell: inout Cell) {
    guard cell.source.contains("SOLUTION") else { return }
    var begin: Int?
    for (index, line) in text.sourceLines.enumerated() {
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      guard trimmed.hasPrefix("//") else { continue }
      let words = trimmed.dropFirst(2).split { $0 == " " || $0 == "\t" || $0 == "\r" }
      let position = cell.lessonPosition(line: index + 1, column: line.utf8.count - trimmed.utf8.count + 1)
      if words == ["BEGIN", "SOLUTION"] {
        if begin != nil {
          reader.report(
            "a solution begins inside a solution", at: position, length: trimmed.utf8.count,
            remedy: "write `// END SOLUTION` before it")
        }
        begin = index
      } else if words == ["END", "SOLUTION"] {
        guard let first = begin else {
          reader.report(
            "a solution ends that never began", at: position, length: trimmed.utf8.count,
            remedy: "write `// BEGIN SOLUTION` before it")
          continue
        }
        cell.solutions.append(
          Cell.Solution(
            lines: first + 1...index + 1,
            bytes: text.lineBytes[first].lowerBound..<text.lineBytes[index].upperBound))
        begin = nil
      }
    }
    if let begin {
      reader.report(
        "this solution never ends", at: cell.lessonPosition(line: begin + 1, column: 1),
        remedy: "write `// END SOLUTION` after it")
    }
  }
}
