import NotebookModel

/// The learner's copies of a lesson's exercises: each must do what the lesson says that it does (`//| starter:`).
public enum Starters {
  /// A lesson up to one starter, as a learner has it, and what must come of it.
  public struct Trial: Sendable {
    /// The lesson with this cell as the learner has it; what comes after it is left out.
    public var document: Document
    public var cell: Int
    public var starter: CellOptions.Starter
    /// The hidden cell that tests the exercise, where the starter must fail it.
    public var test: Int?
    /// Whether the lesson's own cell is what the learner has: its run proves what the starter does by itself, and its
    /// test can be tried in the same run.
    public var isInLesson: Bool

    /// The test that can be tried while the lesson runs, right after the starter.
    public var testInLesson: Cell? { isInLesson ? test.map { document.cells[$0] } : nil }
  }

  /// A trial for each cell that says what its starter does.
  public static func trials(of document: Document) -> [Trial] {
    document.cells.compactMap { cell in
      guard let starter = cell.options.starter, cell.behaviour != .ignore else { return nil }
      let test = starter == .failsTest ? document.cells.first { $0.index > cell.index && $0.options.test != nil } : nil
      var trial = document
      for index in document.cells.indices where index > cell.index && index != test?.index {
        trial.cells[index].behaviour = .ignore
      }
      // Tests of earlier exercises have been run with the lesson.
      for index in document.cells.indices where index < cell.index && document.cells[index].options.test != nil {
        trial.cells[index].behaviour = .ignore
      }
      trial.cells[cell.index] = cell.withoutSolutions
      switch starter {
      case .run, .failsTest: trial.cells[cell.index].behaviour = .run
      case .compileFail: trial.cells[cell.index].behaviour = .compileFail
      case .shouldThrow: trial.cells[cell.index].behaviour = .shouldThrow
      case .shouldCrash: trial.cells[cell.index].behaviour = .shouldCrash
      }
      let isInLesson = cell.solutions.isEmpty && cell.behaviour == trial.cells[cell.index].behaviour
      return Trial(document: trial, cell: cell.index, starter: starter, test: test?.index, isInLesson: isInLesson)
    }
  }

  /// For the index of each starter its test, where that can be tried while the lesson runs.
  public static func testsInLesson(of trials: [Trial]) -> [Int: Cell] {
    var tests: [Int: Cell] = [:]
    for trial in trials { tests[trial.cell] = trial.testInLesson }
    return tests
  }

  /// What the run of the lesson says of a starter; nil where it says nothing, and the trial has to be run.
  public static func run(of trial: Trial, in lesson: LessonRun) -> LessonRun? {
    guard trial.isInLesson else { return nil }
    var run = lesson
    if let test = trial.test {
      guard var result = lesson.trials[trial.cell] else { return nil }
      result.cell = test
      run.results[test] = result
    }
    return run
  }

  /// What is wrong with a starter, after its run.
  public static func finding(_ trial: Trial, _ run: LessonRun) -> Finding? {
    let cell = trial.document.cells[trial.cell]
    func finding(_ message: String, _ result: CellResult? = nil) -> Finding {
      var diagnostics = result?.diagnostics.filter { $0.severity == .error } ?? []
      if let failure = result?.failure {
        diagnostics.append(
          Diagnostic(line: failure.position?.line ?? cell.line, column: failure.position?.column ?? 1, message: failure.message))
      }
      return Finding(
        .starter, at: SourcePosition(line: cell.line), lastLine: cell.range.lines.upperBound, cell: cell.index,
        message: message, diagnostics: diagnostics)
    }
    guard let result = run.results.first(where: { $0.cell == trial.cell }) else { return nil }
    if !result.isExpected {
      return finding("the starter, without its solution, is said to `\(trial.starter.rawValue)`, and does not", result)
    }
    guard trial.starter == .failsTest else { return nil }
    guard let test = trial.test, let outcome = run.results.first(where: { $0.cell == test }) else {
      return finding("the starter is said to fail its test, and no hidden cell tests it")
    }
    return outcome.isExpected ? finding("the starter passes its test without a solution") : nil
  }
}

extension Cell {
  /// The cell as the learner's copy has it.
  var withoutSolutions: Cell {
    var copy = self
    let removed = Set(solutions.flatMap { Array($0.lines) })
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    copy.source = lines.enumerated().filter { !removed.contains($0.offset + 1) }.map { $0.element + "\n" }.joined()
    copy.lineMap = lineMap.enumerated().filter { !removed.contains($0.offset + 1) }.map(\.element)
    copy.solutions = []
    return copy
  }
}
