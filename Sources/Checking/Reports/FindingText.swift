import NotebookModel

/// Findings as a terminal shows them.
public struct FindingText {
  private let document: Document
  private let hasColour: Bool

  public init(_ document: Document, colour: Bool) {
    self.document = document
    hasColour = colour
  }

  /// Lesson, line and column; what is wrong; the difference of the lesson; and the command that accepts it.
  public func text(of finding: Finding) -> String {
    if finding.difference == nil, !finding.diagnostics.isEmpty {
      return document.formatted(finding.diagnostics, colour: hasColour)
        + (finding.kind == .solution ? note(finding, finding.message) : "") + (finding.remedy.map { note(finding, $0) } ?? "")
    }
    var text = ""
    if finding.difference == nil {
      text = document.formatted([finding.diagnostic], colour: hasColour)
    } else {
      text = head(finding) + difference(finding)
    }
    if finding.isAcceptable { text += note(finding, "`\(acceptCommand(finding))` takes \(finding.kind == .data ? "the new file" : finding.chart != nil ? "the new chart" : "what was printed")") }
    return text
  }

  /// What differs and where, without the command that accepts it.
  public func difference(of finding: Finding) -> String { head(finding) + difference(finding) }

  /// The command that takes what was printed.
  public func acceptCommand(_ finding: Finding) -> String {
    var command = "mlnb accept \(shellQuoted(document.path))"
    if let label = finding.cell.flatMap({ document.cells[$0].label }) { command += " --filter \(label)" }
    if finding.kind == .unrecorded { command += " --add" }
    return command
  }

  /// The cell in words: `cell 3, `fit``.
  public func name(ofCell index: Int) -> String {
    let cell = document.cells[index]
    let number = cell.number.map { "cell \($0)" } ?? "an expression"
    return cell.label.map { "\(number), `\($0)`" } ?? number
  }

  private func head(_ finding: Finding) -> String {
    let place = "\(document.path):\(finding.position.line):\(finding.position.column): "
    let cell = finding.cell.map { " (\(name(ofCell: $0)))" } ?? ""
    let severity = finding.isWarning ? paint("warning: ", "1;35") : red("error: ")
    return bold(place) + severity + bold(finding.message) + cell + "\n"
  }

  private func note(_ finding: Finding, _ text: String) -> String {
    bold("\(document.path):\(finding.position.line):\(finding.position.column): ") + paint("note: ", "1;36") + text + "\n"
  }

  // MARK: The difference

  /// Lines that agree on either side of a difference are shown this far.
  private static let context = 2

  private func difference(_ finding: Finding) -> String {
    guard let difference = finding.difference else { return "" }
    let steps = difference.steps
    var isShown = [Bool](repeating: false, count: steps.count)
    for (index, step) in steps.enumerated() where step.isDifference {
      for near in max(0, index - Self.context)...min(steps.count - 1, index + Self.context) { isShown[near] = true }
    }
    var text = ""
    var index = 0
    while index < steps.count {
      guard isShown[index] else {
        text += gutter(nil) + dim("⋮") + "\n"
        while index < steps.count, !isShown[index] { index += 1 }
        continue
      }
      if steps[index].isDifference {
        var end = index
        while end < steps.count, steps[end].isDifference { end += 1 }
        text += changed(Array(steps[index..<end]), difference, finding.firstLine)
        index = end
      } else {
        if let line = steps[index].recordedLine {
          text += gutter(finding.firstLine.map { $0 + line }) + "  " + difference.recorded[line] + "\n"
        }
        index += 1
      }
    }
    return text
  }

  /// A run of lines that differ: what is recorded, then what was printed.
  private func changed(_ steps: [OutputDifference.Step], _ difference: OutputDifference, _ firstLine: Int?) -> String {
    var old = ""
    var new = ""
    for step in steps {
      switch step {
      case .changed(let recorded, let printed):
        let words = WordDifference(difference.recorded[recorded], difference.printed[printed])
        old += gutter(firstLine.map { $0 + recorded }) + red("- ") + painted(words.recorded, "31") + "\n"
        new += gutter(nil) + paint("+ ", "32") + painted(words.printed, "32") + "\n"
      case .missing(let recorded):
        old += gutter(firstLine.map { $0 + recorded }) + red("- ") + paint(difference.recorded[recorded], "31") + "\n"
      case .extra(let printed):
        new += gutter(nil) + paint("+ ", "32") + paint(difference.printed[printed], "32") + "\n"
      case .same, .elided: break
      }
    }
    return old + new
  }

  private func painted(_ pieces: [WordDifference.Piece], _ code: String) -> String {
    pieces.map { $0.isChanged ? paint($0.text, "1;7;\(code)") : paint($0.text, code) }.joined()
  }

  private func gutter(_ line: Int?) -> String {
    let number = line.map(String.init) ?? ""
    return dim(String(repeating: " ", count: max(0, 5 - number.count)) + number + " | ")
  }

  // MARK: Colour

  private func paint(_ text: String, _ code: String) -> String {
    hasColour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
  private func bold(_ text: String) -> String { paint(text, "1") }
  private func dim(_ text: String) -> String { paint(text, "2") }
  private func red(_ text: String) -> String { paint(text, "1;31") }
}

extension OutputDifference.Step {
  /// Whether the two sides part here.
  var isDifference: Bool {
    switch self {
    case .same, .elided: false
    case .changed, .missing, .extra: true
    }
  }

  var recordedLine: Int? {
    switch self {
    case .same(let line, _), .elided(let line, _), .changed(let line, _), .missing(let line): line
    case .extra: nil
    }
  }
}

extension Finding {
  /// The finding as one message at its place.
  public var diagnostic: Diagnostic {
    Diagnostic(
      line: position.line, column: position.column, message: message,
      notes: remedy.map { [Diagnostic(severity: .note, line: position.line, column: position.column, message: $0)] } ?? [])
  }
}

/// `text` as a word of a shell's command.
func shellQuoted(_ text: String) -> String {
  let plain = text.unicodeScalars.allSatisfy { scalar in
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_./+=:,@%".unicodeScalars.contains(scalar)
  }
  return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
