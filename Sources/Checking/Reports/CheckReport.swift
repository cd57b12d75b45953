internal import Foundation
import NotebookModel

/// The kinds of report files, by their endings.
public enum ReportKind: String, Sendable, CaseIterable {
  /// What `run` reports, and the findings.
  case json
  /// JUnit, which every CI system shows.
  case xml
  /// For code scanning.
  case sarif
  case tap
  /// A page for people, with pictures of charts.
  case html

  /// The kind of the file at `path`; nil where its ending is none of theirs.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }

  /// The report of `lessons`.
  ///
  /// - Parameter version: The version of the command.
  public func report(of lessons: [CheckedLesson], version: String) -> [UInt8] {
    switch self {
    case .json: CheckReport.json(lessons)
    case .xml: Array(junitReport(of: lessons).utf8)
    case .sarif: SarifReport(lessons, version: version).json
    case .tap: Array(tapReport(of: lessons).utf8)
    case .html: Array(PageOfFindings(lessons).html.utf8)
    }
  }
}

/// The report of a lesson with what the check has found, as JSON.
struct CheckReport: Encodable {
  struct Finding: Encodable {
    var kind: String
    var severity: String
    var line: Int
    var column: Int
    var lastLine: Int
    var cell: Int?
    var label: String?
    var message: String
    var recorded: [String]?
    var printed: [String]?
    var remedy: String?
    var acceptable: Bool
  }

  private enum Keys: String, CodingKey { case findings, failure, checked, cachedCheck }

  var report: LessonReport
  var findings: [Finding]
  var failure: String?
  var isCached: Bool

  init(_ lesson: CheckedLesson) {
    let document = lesson.document ?? Document(path: lesson.path, bytes: [])
    // Prose may have grown above the cells since the check that decides.
    report = lesson.run == nil ? lesson.storedReport?.moved(to: document) ?? LessonReport(document, run: nil)
      : LessonReport(document, run: lesson.run)
    report.path = lesson.path
    if lesson.run == nil, lesson.isGreen { report.status = .ok }
    if report.status == .ok, !lesson.isGreen { report.status = .failed }
    failure = lesson.failure
    isCached = lesson.isCached
    findings = lesson.findings.map { finding in
      Finding(
        kind: finding.kind.rawValue, severity: finding.isWarning ? "warning" : "error", line: finding.position.line,
        column: finding.position.column, lastLine: finding.lastLine, cell: finding.cell,
        label: finding.cell.flatMap { lesson.document?.cells[$0].label }, message: finding.message,
        recorded: finding.difference?.recorded, printed: finding.difference?.printed, remedy: finding.remedy,
        acceptable: finding.isAcceptable)
    }
  }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(findings, forKey: .findings)
    try container.encode(failure, forKey: .failure)
    try container.encode(isCached, forKey: .cachedCheck)
  }

  /// One lesson as an object, several as an array.
  static func json(_ lessons: [CheckedLesson]) -> [UInt8] {
    let reports = lessons.map(CheckReport.init)
    return reports.count == 1 ? encodedJSON(reports[0]) : encodedJSON(reports)
  }
}

/// `value` as JSON, keys in alphabetical order, ended by a line break.
func encodedJSON(_ value: some Encodable) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  // Texts and finite or converted numbers always encode.
  return ((try? encoder.encode(value)).map(Array.init) ?? []) + [0x0A]
}
