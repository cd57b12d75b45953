internal import Foundation

/// What came of a lesson, for machines: the JSON that `--report` writes.
public struct LessonReport: Codable, Equatable, Sendable {
  /// What came of the lesson as a whole.
  public enum Status: String, Codable, Sendable, CaseIterable {
    /// Every cell did what the lesson says.
    case ok
    /// A cell did not.
    case failed
    /// The run ended before its last cell.
    case interrupted
    /// The lesson could not be read, and nothing was run.
    case invalid
  }

  /// Something displayed: the size in bytes of each of its representations, by MIME type.
  public struct Display: Codable, Equatable, Sendable {
    public var types: [String: Int]
    public init(types: [String: Int]) { self.types = types }
  }

  /// A message at a place in the lesson.
  public struct Message: Codable, Equatable, Sendable {
    public var line: Int
    public var column: Int
    public var severity: Diagnostic.Severity
    public var message: String
    public init(line: Int, column: Int, severity: Diagnostic.Severity, message: String) {
      self.line = line
      self.column = column
      self.severity = severity
      self.message = message
    }
  }

  /// What came of one cell.
  public struct Cell: Codable, Equatable, Sendable {
    public var index: Int
    /// `null` where the cell has none.
    public var label: String?
    public var line: Int
    public var status: CellResult.Status
    /// Whether the lesson said that this would happen.
    public var expected: Bool
    public var stdout: String
    public var stderr: String
    /// The text of the cell's last expression; `null` where it has none.
    public var value: String?
    public var displays: [Display]
    /// What the compiler said, and why the cell failed if it did.
    public var diagnostics: [Message]
    public var compileSeconds: Double
    public var runSeconds: Double
    public var cached: Bool
  }

  public var path: String
  public var status: Status
  /// The Swift version that compiled the lesson; empty where nothing was compiled.
  public var toolchain: String
  /// Wall seconds of the whole run, of compiling, and of running cells.
  public var wallSeconds: Double
  public var compileSeconds: Double
  public var runSeconds: Double
  /// Why the run ended before its last cell; `null` where it did not.
  public var interruption: String?
  /// What is wrong with the lesson itself.
  public var diagnostics: [Message]
  public var cells: [Cell]

  /// The report of `document`, and of its run if it was run.
  public init(_ document: Document, run: LessonRun?) {
    path = document.path
    diagnostics = document.diagnostics.flatMap(\.messages)
    toolchain = run?.toolchain ?? ""
    wallSeconds = (run?.wallSeconds ?? 0).inMicroseconds
    compileSeconds = (run?.compileSeconds ?? 0).inMicroseconds
    runSeconds = (run?.runSeconds ?? 0).inMicroseconds
    interruption = run?.interruption
    if let run {
      status = run.interruption != nil ? .interrupted : run.isSuccess ? .ok : .failed
    } else {
      status = .invalid
    }
    var results: [Int: CellResult] = [:]
    for result in run?.results ?? [] { results[result.cell] = result }
    cells = document.cells.map { cell in
      Cell(cell, results[cell.index] ?? CellResult(cell: cell.index, status: .notRun, isExpected: false))
    }
  }

  /// The report as JSON, keys in alphabetical order, ended by a line break.
  public var json: [UInt8] { Self.encode(self) }

  /// Several reports as a JSON array.
  public static func json(_ reports: [LessonReport]) -> [UInt8] { encode(reports) }

  private static func encode(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    // Texts and finite or converted numbers always encode.
    return ((try? encoder.encode(value)).map(Array.init) ?? []) + [0x0A]
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(path, forKey: .path)
    try container.encode(status, forKey: .status)
    try container.encode(toolchain, forKey: .toolchain)
    try container.encode(wallSeconds, forKey: .wallSeconds)
    try container.encode(compileSeconds, forKey: .compileSeconds)
    try container.encode(runSeconds, forKey: .runSeconds)
    // `null` is written, so that every report has every key.
    try container.encode(interruption, forKey: .interruption)
    try container.encode(diagnostics, forKey: .diagnostics)
    try container.encode(cells, forKey: .cells)
  }
}

extension LessonReport.Cell {
  /// What `result` says of `cell`.
  public init(_ cell: NotebookModel.Cell, _ result: CellResult) {
    index = cell.index
    label = cell.label
    line = cell.line
    status = result.status
    expected = result.isExpected
    stdout = result.standardOutput
    stderr = result.standardError
    value = result.value.flatMap { $0.text(of: "text/plain") }
    displays = result.displays.map { display in
      LessonReport.Display(
        types: Dictionary(
          display.representations.map { ($0.type, $0.bytes.count) }, uniquingKeysWith: { first, _ in first }))
    }
    diagnostics = result.diagnostics.flatMap(\.messages)
    if let failure = result.failure {
      let position = failure.position ?? SourcePosition(line: cell.line)
      diagnostics.append(
        LessonReport.Message(
          line: position.line, column: position.column, severity: .error, message: failure.message))
      diagnostics += failure.notes.flatMap(\.messages)
    }
    compileSeconds = result.compileSeconds.inMicroseconds
    runSeconds = result.runSeconds.inMicroseconds
    cached = result.isCached
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(index, forKey: .index)
    try container.encode(label, forKey: .label)
    try container.encode(line, forKey: .line)
    try container.encode(status, forKey: .status)
    try container.encode(expected, forKey: .expected)
    try container.encode(stdout, forKey: .stdout)
    try container.encode(stderr, forKey: .stderr)
    try container.encode(value, forKey: .value)
    try container.encode(displays, forKey: .displays)
    try container.encode(diagnostics, forKey: .diagnostics)
    try container.encode(compileSeconds, forKey: .compileSeconds)
    try container.encode(runSeconds, forKey: .runSeconds)
    try container.encode(cached, forKey: .cached)
  }
}

extension Diagnostic {
  /// The diagnostic and its notes, one after the other.
  fileprivate var messages: [LessonReport.Message] {
    [LessonReport.Message(line: line, column: column, severity: severity, message: message)]
      + notes.flatMap(\.messages)
  }
}

extension Double {
  /// Rounded to whole microseconds: more is noise.
  fileprivate var inMicroseconds: Double { (self * 1e6).rounded() / 1e6 }
}

extension LessonReport {
  /// The report of an earlier run of the same cells, for a lesson in which they stand at other lines now.
  ///
  /// What a message speaks of moves with the cell in which it stands.
  public func moved(to document: Document) -> LessonReport {
    guard cells.count == document.cells.count else { return self }
    let shifts = cells.enumerated().map { place, cell in (line: cell.line, by: document.cells[place].line - cell.line) }
    var report = self
    report.diagnostics = document.diagnostics.flatMap(\.messages)
    for place in cells.indices {
      report.cells[place].line += shifts[place].by
      for index in cells[place].diagnostics.indices {
        let line = cells[place].diagnostics[index].line
        report.cells[place].diagnostics[index].line += shifts.last { $0.line <= line }?.by ?? 0
      }
    }
    return report
  }
}
