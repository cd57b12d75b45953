/// Where what was printed and what is recorded part: the steps from one to the other, line by line.
public struct OutputDifference: Equatable, Sendable {
  public enum Step: Equatable, Sendable {
    /// A recorded line that was printed.
    case same(recorded: Int, printed: Int)
    /// `...`, and the printed lines that it stands for.
    case elided(recorded: Int, printed: Range<Int>)
    /// A recorded line, and the other one that was printed in its place.
    case changed(recorded: Int, printed: Int)
    /// A recorded line that was not printed.
    case missing(recorded: Int)
    /// A printed line that is not recorded.
    case extra(printed: Int)
  }

  public var recorded: [String]
  public var printed: [String]
  public var steps: [Step]

  public init(recorded: [String], printed: [String], steps: [Step]) {
    self.recorded = recorded
    self.printed = printed
    self.steps = steps
  }

  /// The recorded line (from 0) at which they part first; one past the last where only lines are missing there.
  public var firstRecordedLine: Int {
    var next = 0
    for step in steps {
      switch step {
      case .same(let line, _), .elided(let line, _): next = line + 1
      case .changed(let line, _), .missing(let line): return line
      case .extra: return next
      }
    }
    return next
  }

  /// The text that should be recorded: every recorded line that still holds, and the printed ones in place of the others.
  ///
  /// - Parameter form: What is written for a printed line, such as its text with what filters put in it.
  public func corrected(form: (String) -> String = { $0 }) -> String {
    var lines: [String] = []
    for step in steps {
      switch step {
      case .same(let line, _), .elided(let line, _): lines.append(recorded[line])
      case .changed(_, let line), .extra(let line): lines.append(form(printed[line]))
      case .missing: break
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

extension OutputDifference {
  /// Compares a recorded text with a printed one; nil where they agree.
  ///
  /// - Parameters:
  ///   - recorded: The text of the block.
  ///   - printed: What was printed.
  ///   - valueType: The type of the value that the last printed line shows, if that is known.
  public static func between(
    recorded: String, printed: String, rule: OutputRule, filters: OutputFilters? = nil, valueType: ValueType? = nil
  ) -> OutputDifference? {
    if rule.isAny { return nil }
    let recordedLines = recorded.outputLines
    let printedLines = printed.outputLines
    // A filter may match across lines, but then the lines are no longer those of the lesson: such a text is compared
    // line by line first.
    func filtered(_ lines: [String]) -> [String] {
      guard let filters, !filters.isEmpty else { return lines }
      let whole = filters.apply(to: lines.joined(separator: "\n")).outputLines
      return whole.count == lines.count ? whole : lines.map(filters.apply)
    }
    let rule = rule
    // What a filter would make of a regular expression means something else: it is for what the filters leave.
    let patterns = (rule.isRegex ? recordedLines : filtered(recordedLines)).map { LinePattern($0, rule: rule) }
    var lines = filtered(printedLines).map { PrintedLine($0, rule: rule) }
    if let valueType, !lines.isEmpty { lines[lines.count - 1].valueType = valueType }
    let alignment = LineAlignment(patterns: patterns, lines: lines, rule: rule)
    if rule.isUnordered {
      guard let steps = alignment.unorderedSteps() else { return nil }
      return OutputDifference(recorded: recordedLines, printed: printedLines, steps: steps)
    }
    if alignment.agrees || alignment.agreesWithoutLayout { return nil }
    return OutputDifference(recorded: recordedLines, printed: printedLines, steps: alignment.steps())
  }
}
