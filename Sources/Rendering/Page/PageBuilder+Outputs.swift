import CellWire
import NotebookModel

extension PageBuilder {
  /// Lines of an output that are shown at once; more are folded away.
  static let shownLines = 40
  /// Lines that stand before the fold of a longer output.
  static let leadingLines = 20

  /// Everything that came of a cell, in the order in which it came, its failure last.
  mutating func writeOutcome(of cell: Cell, result: CellResult?, showsOutput: Bool) {
    guard let result else { return }
    if showsOutput {
      if result.status == .ignored || result.status == .notRun && cell.behaviour == .noRun {
        for recorded in cell.recorded { writeRecorded(recorded) }
      } else {
        writeOutputs(result.outputs, of: cell)
      }
    }
    writeFailure(of: cell, result: result, showsOutput: showsOutput)
  }

  private mutating func writeOutputs(_ outputs: [CellResult.Output], of cell: Cell) {
    let pictures = outputs.indices.filter { Self.isPicture(outputs[$0]) }
    var index = 0
    while index < outputs.count {
      switch outputs[index] {
      case .standardOutput(var text):
        while index + 1 < outputs.count, case .standardOutput(let more) = outputs[index + 1] {
          text += more
          index += 1
        }
        writeText(text, kind: "stdout", name: words(.output))
      case .standardError(var text):
        while index + 1 < outputs.count, case .standardError(let more) = outputs[index + 1] {
          text += more
          index += 1
        }
        writeText(text, kind: "stderr", name: words(.standardError))
      case .display(let display), .value(let display):
        // A caption and an alternative text of the lesson belong to its last picture.
        let isCaptioned = index == pictures.last
        writeDisplay(
          display, caption: isCaptioned ? cell.options.figureCaption : nil,
          alternativeText: isCaptioned ? cell.options.figureAlternativeText : nil)
      case .remark(let text):
        out.raw("<p class=\"remark\">")
        out.text(text)
        out.raw("</p>\n")
      }
      index += 1
    }
  }

  /// What the lesson says of a cell that is not run.
  private mutating func writeRecorded(_ recorded: RecordedOutput) {
    switch recorded.kind {
    case .output: writeText(recorded.text, kind: "stdout", name: words(.output))
    case .stderr: writeText(recorded.text, kind: "stderr", name: words(.standardError))
    case .error, .warning: writeText(recorded.text, kind: "stderr", name: words(recorded.kind == .error ? .error : .warning))
    }
  }

  static func isPicture(_ output: CellResult.Output) -> Bool {
    switch output {
    case .display(let display), .value(let display):
      display.bytes(of: Display.MIMEType.svg) != nil || display.bytes(of: Display.MIMEType.png) != nil
    default: false
    }
  }

  /// Text as a terminal shows it; what is long is folded after its first lines.
  mutating func writeText(_ text: String, kind: String, name: String) {
    var lines = terminalText(text).split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard !lines.isEmpty else { return }
    out.raw("<div class=\"text \(kind)\" role=\"group\"")
    out.attribute("aria-label", name)
    out.raw(">")
    if kind == "stderr" {
      out.raw("<span class=\"stream\" aria-hidden=\"true\">")
      out.text(name)
      out.raw("</span>")
    }
    guard lines.count > Self.shownLines else {
      writeLines(lines[...])
      out.raw("</div>\n")
      return
    }
    writeLines(lines[..<Self.leadingLines])
    out.raw("<details class=\"more\"><summary>")
    out.text(words(.moreLines, "\(lines.count - Self.leadingLines)"))
    out.raw("</summary>")
    writeLines(lines[Self.leadingLines...])
    out.raw("</details></div>\n")
  }

  private mutating func writeLines(_ lines: ArraySlice<Substring>) {
    out.raw("<pre><samp>")
    for (index, line) in lines.enumerated() {
      if index > 0 { out.raw("\n") }
      out.text(String(line))
    }
    out.raw("</samp></pre>")
  }
}
