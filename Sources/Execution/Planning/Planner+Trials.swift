import CellSyntax
import NotebookModel

// Tests that are tried on the starters of their exercises: nothing of them is to be left.
extension Planner {
  /// Plans a cell that is run where another has just ended, and undone.
  ///
  /// Not after a cell that uses Swift concurrency: from there on, undoing means to run everything again.
  mutating func add(trial index: Int, after starter: Cell) {
    let analysis = analyses[index]
    guard !concurrency, !analysis.usesConcurrency, !options.isolatesCells, !options.omitted.contains(index) else { return }
    let importsOfLesson = imports
    begin(document.cells[index], .undone)
    // A number far from the others': these stay what they are where nothing is tried.
    open?.plan.name = "\(ModulePlan.namePrefix)\(Self.firstTrial + index)"
    open?.plan.trialOf = starter.index
    append(document.cells[index], analysis)
    close()
    imports = importsOfLesson
    skippedModules -= 1
  }

  private static let firstTrial = 1_000_000
}
