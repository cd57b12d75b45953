import CellSyntax
import NotebookModel

// Tests that are tried on the starters of their exercises: nothing of them is to be left. They are compiled in every run,
// so that `run` and `check` share their modules; only `check` has them run.
extension Planner {
  /// Plans a cell that is run where another has just ended, and undone.
  mutating func add(trial index: Int, after starter: Cell) {
    guard !options.isolatesCells else { return }
    let (cell, analysis) = (document.cells[index], analyses[index])
    if canTry(cell, analysis, after: starter) {
      appendInScope(cell, analysis)
      open?.plan.trials.insert(index)
      return
    }
    // It is tried on what the starter leaves: nothing may stand between.
    close()
    // After a cell that uses Swift concurrency, undoing means to run everything again.
    guard options.triesStarters, !concurrency, !analysis.usesConcurrency else { return }
    let importsOfLesson = imports
    begin(cell, .undone)
    // A number far from the others': these stay what they are where nothing is tried.
    open?.plan.name = "\(ModulePlan.namePrefix)\(Self.firstTrial + index)"
    open?.plan.trialOf = starter.index
    append(cell, analysis)
    close()
    imports = importsOfLesson
    skippedModules -= 1
  }

  /// Whether a test can stand right after the starter, in its module. What the solution will declare, the starter lacks:
  /// such a test would not compile there.
  func canTry(_ test: Cell, _ analysis: CellAnalysis, after starter: Cell) -> Bool {
    guard !options.cuts.contains(test.index), canStandInScope(test, analysis) else { return false }
    let own = Set(analysis.declarations.map(\.name))
    return analysis.mentions.subtracting(own).allSatisfy { lesson.firstDeclarations[$0].map { $0 <= starter.index } ?? true }
  }

  private static let firstTrial = 1_000_000
}
