import CellWire

/// What came of one cell.
public struct CellResult: Equatable, Sendable {
  public enum Status: String, Sendable, Codable, CaseIterable {
    case ok
    case compileError = "compile-error"
    case error
    case crash
    case timeout
    case notRun = "not-run"
    case ignored
  }

  /// One thing that a cell put out, in the order in which it came.
  public enum Output: Equatable, Sendable {
    case standardOutput(String)
    case standardError(String)
    case display(Display)
    /// The value of the cell's last expression.
    case value(Display)
    /// A remark of the command itself, such as where output was cut.
    case remark(String)
  }

  /// Why a cell failed at run time: a throw, a trap, a time-out, an exit.
  public struct Failure: Equatable, Sendable {
    /// One sentence, as Swift says it.
    public var message: String
    /// Where in the lesson, if known.
    public var position: SourcePosition?
    /// Places in the lesson on the way there, innermost first.
    public var notes: [Diagnostic]
    public init(message: String, position: SourcePosition? = nil, notes: [Diagnostic] = []) {
      self.message = message
      self.position = position
      self.notes = notes
    }
  }

  /// Index in `Document.cells`.
  public var cell: Int
  public var status: Status
  /// Whether this is what the lesson said would happen.
  public var isExpected: Bool
  public var outputs: [Output]
  /// What the compiler said, at the lesson's lines and columns.
  public var diagnostics: [Diagnostic]
  public var failure: Failure?
  public var compileSeconds: Double
  public var runSeconds: Double
  /// Whether the machine code came from the cache.
  public var isCached: Bool

  public init(
    cell: Int, status: Status, isExpected: Bool = true, outputs: [Output] = [], diagnostics: [Diagnostic] = [],
    failure: Failure? = nil, compileSeconds: Double = 0, runSeconds: Double = 0, isCached: Bool = false
  ) {
    self.cell = cell
    self.status = status
    self.isExpected = isExpected
    self.outputs = outputs
    self.diagnostics = diagnostics
    self.failure = failure
    self.compileSeconds = compileSeconds
    self.runSeconds = runSeconds
    self.isCached = isCached
  }

  public var standardOutput: String {
    outputs.reduce(into: "") { if case .standardOutput(let text) = $1 { $0 += text } }
  }
  public var standardError: String {
    outputs.reduce(into: "") { if case .standardError(let text) = $1 { $0 += text } }
  }
  /// The value of the last expression, if it has one.
  public var value: Display? {
    for case .value(let display) in outputs { return display }
    return nil
  }
  public var displays: [Display] {
    outputs.compactMap { if case .display(let display) = $0 { display } else { nil } }
  }
}

/// What came of a lesson.
public struct LessonRun: Equatable, Sendable {
  /// The Swift version that compiled it.
  public var toolchain: String
  /// One result for each cell of the document, in its order.
  public var results: [CellResult]
  /// Wall seconds of the whole run, of compiling, and of running cells.
  public var wallSeconds: Double
  public var compileSeconds: Double
  public var runSeconds: Double
  /// Why the run ended before its last cell, if it did (Ctrl-C, the lesson's time-out).
  public var interruption: String?
  /// What its cells looked at outside the lesson; empty where that was not recorded.
  public var inputs: [RunInput] = []
  /// What came of the tests that were tried on starters, by the starter's cell; nothing of them was left.
  public var trials: [Int: CellResult] = [:]

  public init(
    toolchain: String, results: [CellResult], wallSeconds: Double = 0, compileSeconds: Double = 0,
    runSeconds: Double = 0, interruption: String? = nil
  ) {
    self.toolchain = toolchain
    self.results = results
    self.wallSeconds = wallSeconds
    self.compileSeconds = compileSeconds
    self.runSeconds = runSeconds
    self.interruption = interruption
  }

  /// Whether every cell did what the lesson says.
  public var isSuccess: Bool { interruption == nil && results.allSatisfy(\.isExpected) }
}
