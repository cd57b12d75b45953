/// The options at the head of a cell (`//| key: value`), with the front matter's `execute:` defaults applied.
public struct CellOptions: Equatable, Sendable {
  /// Whether a page folds the code away.
  public enum CodeFold: String, Sendable, CaseIterable {
    case open = "false"
    case folded = "true"
    case show
  }

  /// What a starter does: the words after `swift`, or `fails-test`: it runs, and its exercise's test fails.
  public enum Starter: String, Sendable, CaseIterable {
    case run
    case compileFail = "compile-fail"
    case shouldThrow = "should-throw"
    case shouldCrash = "should-crash"
    case failsTest = "fails-test"
  }

  public var label: String?
  /// Show the source.
  public var echo = true
  /// Show the output.
  public var output = true
  /// Show anything at all.
  public var include = true
  public var codeFold = CodeFold.open
  public var codeSummary: String?
  public var figureCaption: String?
  public var figureAlternativeText: String?
  /// Seconds that the cell may run; nil is the default of the command.
  public var timeout: Double?
  /// Whether results of this cell may be reused by `check`.
  public var cache = true
  /// Files that the cell reads.
  public var depends: [String] = []
  /// Compile with optimisation (`-O`).
  public var optimize = false
  /// The exercise whose solution this (hidden) cell tests.
  public var test: String?
  /// What the learner's copy of this cell, without its solutions, does; nil where the lesson does not say.
  public var starter: Starter?
  /// How far a number may lie from the recorded one (`tol`); nil where the lesson's own applies.
  public var tolerance: Double?
  /// How far a number may lie from the recorded one, as a fraction of it (`rtol`).
  public var relativeTolerance: Double?

  public init() {}
}
