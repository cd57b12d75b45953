import CellWire
import NotebookModel

extension CellResult {
  /// What the cell printed that a block of `kind` records, as the page shows it; empty where it printed nothing.
  ///
  /// - Parameter source: The lesson's bytes, from which the compiler's lines are taken.
  public func printedText(_ kind: RecordedOutput.Kind, source: [UInt8]) -> String {
    switch kind {
    case .output: outputText
    case .stderr: terminalText(standardError)
    case .error:
      diagnostics.filter { $0.severity == .error }.map { $0.excerpt(of: source) }.joined()
        + (failure.map { terminalText($0.message).endingLine } ?? "")
    case .warning: diagnostics.filter { $0.severity == .warning }.map { $0.excerpt(of: source) }.joined()
    }
  }

  /// Standard output and everything shown as text, in the order in which it came. Charts are no text.
  private var outputText: String {
    var text = ""
    var stream = ""
    func endStream() {
      text += terminalText(stream).endingLine
      stream = ""
    }
    for output in outputs {
      switch output {
      case .standardOutput(let more): stream += more
      case .standardError: break
      case .display(let display), .value(let display):
        guard !display.isPicture, let shown = display.text(of: Display.MIMEType.text) else { continue }
        endStream()
        text += terminalText(shown).endingLine
      case .remark(let remark):
        endStream()
        text += remark.endingLine
      }
    }
    endStream()
    return text
  }

  /// The type of the value, where the last line of the text alone shows it.
  public var typeOfLastLine: ValueType? {
    guard case .value(let display)? = outputs.last(where: { if case .standardError = $0 { false } else { true } }),
      let shown = display.text(of: Display.MIMEType.text), !shown.contains("\n"), !display.isPicture,
      let name = display.text(of: Display.MIMEType.swiftType)
    else { return nil }
    return ValueType(named: name)
  }

  /// The charts that the cell shows, as draw lists, in their order.
  public var charts: [String] {
    outputs.compactMap { output in
      switch output {
      case .display(let display), .value(let display): display.text(of: Display.MIMEType.drawList)
      default: nil
      }
    }
  }
}

extension Display {
  /// Whether the page shows a picture.
  var isPicture: Bool { bytes(of: MIMEType.svg) != nil || bytes(of: MIMEType.png) != nil }
}

extension String {
  /// With a line break at its end, unless it is empty.
  fileprivate var endingLine: String { isEmpty || utf8.last == 0x0A ? self : self + "\n" }
}

extension Diagnostic {
  /// The message, the line and the marks under it, without the lesson's name and line numbers, which move when prose does.
  func excerpt(of source: [UInt8]) -> String {
    let formatted = formatted(path: "", source: source).split(separator: "\n", omittingEmptySubsequences: false)
    var text = ""
    for line in formatted where !line.isEmpty {
      if let bar = line.firstIndex(of: "|"), line[..<bar].allSatisfy({ $0 == " " || $0.isNumber }), bar != line.startIndex {
        text += String(line[bar...].dropFirst(2)).withoutTrailingBlanks + "\n"
      } else if line.hasPrefix(":") {
        // `:12:5: error: ...`
        let parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        text += (parts.count == 4 ? String(parts[3].dropFirst()) : String(line)) + "\n"
      } else {
        text += line + "\n"
      }
    }
    return text
  }
}
