extension Diagnostic {
  /// The diagnostic as a compiler prints it: where and what, the line, a caret under the place, then its notes.
  ///
  ///     lesson.md:42:5: error: unknown option `ech`
  ///        42 | //| ech: false
  ///           |     ^~~
  ///     lesson.md:42:5: note: did you mean `echo`?
  ///
  /// - Parameters:
  ///   - path: What the lesson is called.
  ///   - source: The lesson's bytes, from which the line is taken.
  ///   - colour: Whether to colour with ANSI escape sequences, for a terminal.
  /// - Returns: Lines, each ended.
  public func formatted(path: String, source: [UInt8], colour: Bool = false) -> String {
    formatted(path: path, source: source, lines: LineTable(source), colour: colour, showsLine: true)
  }

  package func formatted(
    path: String, source: [UInt8], lines: LineTable, colour: Bool, showsLine: Bool
  ) -> String {
    let style = Style(isOn: colour)
    var text =
      style.bold("\(path):\(line):\(column): ") + style.severity(severity) + style.bold(message) + "\n"
    if showsLine, line >= 1, line <= lines.count {
      text += Snippet(self, source: source, lines: lines).text(style)
    }
    for note in notes {
      text += note.formatted(
        path: path, source: source, lines: lines, colour: colour, showsLine: note.position != position)
    }
    return text
  }

  fileprivate struct Style {
    var isOn: Bool
    func bold(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    func dim(_ text: String) -> String { isOn ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
    func mark(_ text: String) -> String { isOn ? "\u{1B}[1;32m\(text)\u{1B}[0m" : text }
    func severity(_ severity: Severity) -> String {
      let text = "\(severity.rawValue): "
      guard isOn else { return text }
      switch severity {
      case .error: return "\u{1B}[1;31m\(text)\u{1B}[0m"
      case .warning: return "\u{1B}[1;35m\(text)\u{1B}[0m"
      case .note: return "\u{1B}[1;36m\(text)\u{1B}[0m"
      }
    }
  }
}

extension Document {
  /// The document's diagnostics as a compiler prints them.
  public func formattedDiagnostics(colour: Bool = false) -> String { formatted(diagnostics, colour: colour) }

  /// Diagnostics of this lesson as a compiler prints them.
  public func formatted(_ diagnostics: [Diagnostic], colour: Bool = false) -> String {
    let lines = LineTable(bytes)
    return diagnostics.map {
      $0.formatted(path: path, source: bytes, lines: lines, colour: colour, showsLine: true)
    }.joined()
  }
}

/// The line of a diagnostic, and what marks the place in it.
private struct Snippet {
  private static let maximumWidth = 160
  let number: String
  var line = ""
  var marks = ""

  init(_ diagnostic: Diagnostic, source: [UInt8], lines: LineTable) {
    number = String(diagnostic.line)
    let range = lines.content(diagnostic.line)
    let caret = diagnostic.column - 1
    var shownFrom = 0
    var characters: [(text: Unicode.Scalar, mark: Character, width: Int)] = []
    // Each character with the byte at which it begins, from the lesson's bytes: invalid ones count as one.
    var offset = 0
    var iterator = Array(source[range]).makeIterator()
    var decoder = UTF8()
    decoding: while true {
      let scalar: Unicode.Scalar
      let length: Int
      switch decoder.decode(&iterator) {
      case .scalarValue(let value): (scalar, length) = (value, UTF8.width(value))
      case .error: (scalar, length) = ("\u{FFFD}", 1)
      case .emptyInput: break decoding
      }
      let isCaret = offset <= caret && caret < offset + length
      let isUnderlined = diagnostic.highlights.contains { $0.lowerBound - 1 <= offset && offset < $0.upperBound - 1 }
      if isCaret { shownFrom = characters.count }
      let shown: Unicode.Scalar = scalar.value < 0x20 && scalar != "\t" ? "\u{FFFD}" : scalar
      characters.append((shown, isCaret ? "^" : isUnderlined ? "~" : " ", shown == "\t" ? 1 : shown.terminalWidth))
      offset += length
    }
    if caret >= offset {
      shownFrom = characters.count
      characters.append((" ", "^", 1))
    }
    var first = 0
    var last = characters.count
    if last > Self.maximumWidth {
      first = max(0, min(shownFrom - Self.maximumWidth / 2, last - Self.maximumWidth))
      last = min(last, first + Self.maximumWidth)
    }
    if first > 0 {
      line += "…"
      marks += " "
    }
    for character in characters[first..<last] {
      line.unicodeScalars.append(character.text)
      if character.text == "\t" {
        marks += character.mark == " " ? "\t" : String(character.mark)
      } else {
        marks += String(repeating: character.mark == "^" ? " " : character.mark, count: max(character.width - 1, 0))
        if character.width > 0 { marks.append(character.mark) }
        if character.mark == "^", character.width == 2 { marks = marks.dropLast(2) + "^~" }
      }
    }
    if last < characters.count { line += "…" }
    while line.last == " " { line.removeLast() }
    while marks.last == " " || marks.last == "\t" { marks.removeLast() }
  }

  func text(_ style: Diagnostic.Style) -> String {
    let width = max(number.count, 4)
    let padding = String(repeating: " ", count: width - number.count)
    let gutter = String(repeating: " ", count: width)
    return style.dim("\(padding)\(number) | ") + line + "\n" + style.dim("\(gutter) | ") + style.mark(marks) + "\n"
  }
}

extension Unicode.Scalar {
  /// How many columns of a terminal the character takes: 0 for marks over others, 2 for East Asian wide ones.
  fileprivate var terminalWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
