import CellSyntax
import NotebookModel

// Cells that are to throw or to crash. What such a cell does is undone, so it need not divide a module: it stands in a
// scope of its own there and runs in a process of its own, while the module waits.
extension Planner {
  /// Whether a cell that is to fail can stand amidst those of the open module.
  ///
  /// Not after a cell that uses Swift concurrency: from there on, undoing means to run everything again.
  func canAttempt(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
    guard !options.isolatesCells, !concurrency, options.trials[cell.index] == nil else {
      return false
    }
    return canStandInScope(cell, analysis)
  }

  /// Puts it there. What it declares nobody else sees.
  mutating func attempt(_ cell: Cell, _ analysis: CellAnalysis) {
    appendInScope(cell, analysis)
    open?.plan.attempts.insert(cell.index)
  }

  /// Whether a cell means in a scope of its own in the open module what it would mean at top level.
  func canStandInScope(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
    guard let open, open.plan.purpose == .run, analysis.imports.isEmpty, !analysis.usesSourceLocation,
      Self.meansTheSameInFunction(cell, analysis), !cannotJoin(cell, analysis)
    else { return false }
    return analysis.declarations.allSatisfy { declaration in
      open.declarations[declaration.name] == nil && visible[declaration.name] == nil
    }
  }

  mutating func appendInScope(_ cell: Cell, _ analysis: CellAnalysis) {
    append(cell, hidingDeclarations(of: analysis))
  }
}
