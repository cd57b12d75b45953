import NotebookModel

/// What came of checking one lesson: what every report is made of.
public struct CheckedLesson: Sendable {
  public var path: String
  /// Nil where the lesson could not be read.
  public var document: Document?
  /// Nil where nothing was run.
  public var run: LessonRun?
  public var findings: [Finding]
  /// Why it could not be checked, in one sentence.
  public var failure: String?
  /// Wall seconds of the check.
  public var seconds: Double
  /// Whether the last green check decided, and nothing was run.
  public var isCached: Bool
  /// The report of that check.
  public var storedReport: LessonReport?

  public init(
    path: String, document: Document?, run: LessonRun?, findings: [Finding], failure: String? = nil, seconds: Double = 0,
    isCached: Bool = false, storedReport: LessonReport? = nil
  ) {
    self.path = path
    self.document = document
    self.run = run
    self.findings = findings
    self.failure = failure
    self.seconds = seconds
    self.isCached = isCached
    self.storedReport = storedReport
  }

  /// Whether all is as the lesson says.
  public var isGreen: Bool { failure == nil && findings.allSatisfy(\.isWarning) }

  /// One thing that a report lists as passed or failed: a cell, or what belongs to no cell.
  public struct Case: Sendable {
    public enum Status: Sendable { case passed, failed, skipped, broken }
    public var name: String
    public var line: Int
    public var status: Status
    public var seconds: Double
    public var findings: [Finding]
  }

  /// The lesson's cells, and the lesson itself first.
  public var cases: [Case] {
    let own = findings.filter { $0.cell == nil }
    let status: Case.Status = failure != nil ? .broken : own.allSatisfy(\.isWarning) ? .passed : .failed
    var cases = [Case(name: "lesson", line: own.first?.position.line ?? 1, status: status, seconds: 0, findings: own)]
    guard let document else { return cases }
    let text = FindingText(document, colour: false)
    for cell in document.cells where cell.behaviour != .ignore {
      let found = findings.filter { $0.cell == cell.index }
      if cell.role == .inline, found.isEmpty { continue }
      let result = run?.results.first { $0.cell == cell.index }
      let wasRun = isCached || result.map { $0.status != .notRun || cell.behaviour == .noRun } ?? false
      cases.append(
        Case(
          name: text.name(ofCell: cell.index), line: cell.line,
          status: !found.allSatisfy(\.isWarning) ? .failed : wasRun ? .passed : .skipped,
          seconds: (result?.runSeconds ?? 0) + (result?.compileSeconds ?? 0), findings: found))
    }
    return cases
  }
}

extension Finding {
  /// The difference in plain lines, `-` for what is recorded and `+` for what was printed; else the message's own lines.
  public var plainDifference: String {
    guard let difference else {
      return diagnostics.map { "\($0.line):\($0.column): \($0.severity.rawValue): \($0.message)\n" }.joined()
        + (chart?.places.map { $0 + "\n" }.joined() ?? "")
    }
    var text = ""
    for step in difference.steps {
      switch step {
      case .same(let line, _), .elided(let line, _): text += "  \(difference.recorded[line])\n"
      case .changed(let recorded, let printed):
        text += "- \(difference.recorded[recorded])\n+ \(difference.printed[printed])\n"
      case .missing(let line): text += "- \(difference.recorded[line])\n"
      case .extra(let line): text += "+ \(difference.printed[line])\n"
      }
    }
    return text
  }

  /// The first sentence, with the capital that a heading wants.
  var heading: String { message.prefix(1).uppercased() + message.dropFirst() }
}
