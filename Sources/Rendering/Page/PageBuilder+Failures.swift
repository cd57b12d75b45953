import NotebookModel

extension PageBuilder {
  /// What the compiler said and why a cell failed, as the compiler shows it: message, place, line, caret.
  mutating func writeFailure(of cell: Cell, result: CellResult, showsOutput: Bool) {
    let errors = result.diagnostics.filter { $0.severity != .warning }
    let warnings = result.diagnostics.filter { $0.severity == .warning }
    if showsOutput {
      for warning in warnings { writeDiagnostic(warning, title: words(.warning), kind: "warning", icon: .warning) }
    }
    let kind = result.isExpected ? "expected" : "error"
    let icon: Icon = result.isExpected ? .expected : .error
    switch result.status {
    case .compileError:
      guard showsOutput || !result.isExpected else { return }
      let title = self.title(of: result)
      for (index, error) in errors.enumerated() {
        writeDiagnostic(error, title: index == 0 ? title : words.small(.error), kind: kind, icon: icon)
      }
      if errors.isEmpty { writeNotice(title: title, message: result.failure?.message, kind: kind, icon: icon) }
    case .error, .crash, .timeout:
      guard showsOutput || !result.isExpected else { return }
      let title = self.title(of: result)
      if let failure = result.failure {
        let diagnostic = Diagnostic(
          line: failure.position?.line ?? 0, column: failure.position?.column ?? 0, message: failure.message,
          notes: failure.notes)
        writeDiagnostic(diagnostic, title: title, kind: kind, icon: icon)
      } else {
        writeNotice(title: title, message: nil, kind: kind, icon: icon)
      }
    case .ok where !result.isExpected:
      writeNotice(title: words(.unexpected), message: missedExpectation(cell), kind: "error", icon: .error)
    case .ok, .notRun, .ignored:
      break
    }
  }

  func title(of result: CellResult) -> String {
    let word =
      switch result.status {
      case .compileError: words(.doesNotCompile)
      case .error: words(.error)
      case .crash: words(.crash)
      case .timeout: words(.timedOut)
      case .ok: words(.unexpected)
      case .notRun: words(.notRun)
      case .ignored: words(.notCompiled)
      }
    return result.isExpected ? words(.asIntended, word) : word
  }

  /// What a cell should have done that succeeded instead.
  func missedExpectation(_ cell: Cell) -> String {
    switch cell.behaviour {
    case .compileFail: words(.shouldNotCompile)
    case .shouldThrow: words(.shouldThrow)
    case .shouldCrash: words(.shouldTrap)
    case .run, .ignore, .noRun: words(.shouldDoOtherwise)
    }
  }

  private mutating func writeNotice(title: String, message: String?, kind: String, icon: Icon) {
    out.raw("<div class=\"diagnostic \(kind)\"><p class=\"message\">")
    writeIcon(icon)
    out.raw("<strong>")
    out.text(title)
    out.raw("</strong>")
    if let message {
      out.raw(" ")
      out.text(message)
    }
    out.raw("</p></div>\n")
  }

  private mutating func writeDiagnostic(_ diagnostic: Diagnostic, title: String, kind: String, icon: Icon) {
    out.raw("<div class=\"diagnostic \(kind)\"><p class=\"message\">")
    writeIcon(icon)
    out.raw("<strong>")
    out.text(title)
    out.raw("</strong> ")
    writeMessage(diagnostic)
    out.raw("</p>\n")
    writeSnippet(diagnostic)
    var shown = diagnostic.position
    for note in diagnostic.notes {
      out.raw("<p class=\"note\"><strong>")
      out.text(words.small(.note))
      out.raw("</strong> ")
      writeMessage(note)
      out.raw("</p>\n")
      // Many notes are about the line that is shown already.
      if note.position != shown { writeSnippet(note) }
      shown = note.position
    }
    out.raw("</div>\n")
  }

  /// The message with the place that it is about.
  private mutating func writeMessage(_ diagnostic: Diagnostic) {
    out.raw("<span class=\"what\">")
    out.text(diagnostic.message)
    out.raw("</span>")
    guard diagnostic.line > 0 else { return }
    out.raw(" <code class=\"place\">")
    out.text("\(fileName):\(diagnostic.line):\(max(diagnostic.column, 1))")
    out.raw("</code>")
  }

  /// The lesson's line, its number before it, with tildes and a caret below.
  private mutating func writeSnippet(_ diagnostic: Diagnostic) {
    guard diagnostic.line > 0, let line = lessonLine(diagnostic.line) else { return }
    let number = String(diagnostic.line)
    out.raw("<pre class=\"snippet\"><code><span class=\"gutter\">\(number) │ </span>")
    out.text(bytes: line)
    out.raw("\n<span class=\"gutter\">\(String(repeating: " ", count: number.count)) │ </span><span class=\"caret\">")
    out.text(Self.underline(line, column: max(diagnostic.column, 1), highlights: diagnostic.highlights))
    out.raw("</span></code></pre>\n")
  }

  /// The bytes of one line of the lesson, without its end.
  func lessonLine(_ number: Int) -> ArraySlice<UInt8>? {
    var start = 0
    for _ in 1..<number {
      guard let end = document.bytes[start...].firstIndex(of: 0x0A) else { return nil }
      start = end + 1
    }
    guard start < document.bytes.count else { return nil }
    let end = document.bytes[start...].firstIndex(of: 0x0A) ?? document.bytes.count
    let line = document.bytes[start..<end]
    return line.last == 0x0D ? line.dropLast() : line
  }

  /// A line of blanks with `~` below what is meant and `^` below where the trouble is; columns count bytes from 1.
  static func underline(_ line: ArraySlice<UInt8>, column: Int, highlights: [Range<Int>]) -> String {
    var marks = ""
    var hasCaret = false
    let text = String(decoding: line, as: UTF8.self)
    var position = 1
    for character in text {
      let bytes = position..<position + character.utf8.count
      position = bytes.upperBound
      if bytes.contains(column) {
        marks += "^"
        hasCaret = true
      } else if highlights.contains(where: { $0.overlaps(bytes) }) {
        marks += "~"
      } else {
        marks += character == "\t" ? "\t" : character.isWide ? "\u{3000}" : " "
      }
    }
    if !hasCaret { marks += "^" }
    while marks.last?.isWhitespace == true { marks.removeLast() }
    return marks
  }
}

extension Character {
  /// Whether a terminal gives the character two columns (East Asian wide forms and emoji).
  fileprivate var isWide: Bool {
    guard let scalar = unicodeScalars.first else { return false }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}
