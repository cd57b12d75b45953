import CellSyntax
import NotebookModel

// Cells of which nothing is left: all their names are declared anew before anybody else uses them. The starter of an
// exercise is one, as its solution declares the same. A name can be declared once in a module, so each would divide it;
// in a scope of its own, its test with it, it does not.
extension Planner {
  /// The cells that may stand in such a scope, as far as the lesson itself says.
  static func forgottenCells(of document: Document, _ analyses: [CellAnalysis]) -> Set<Int> {
    let cells = document.cells.filter { $0.behaviour != .ignore }
    // A local object ends with its scope, a global one never: somebody may look.
    if cells.contains(where: { !analyses[$0.index].wordsOfScope.isDisjoint(with: ["deinit", "weak"]) }) { return [] }
    // (Of the runtime's own objects nobody can tell; of files, timers and the like that other libraries have, one can.)
    let hasOtherLibraries = cells.contains { analyses[$0.index].imports.contains { !$0.hasSuffix("import ML") } }
    var result: Set<Int> = []
    for (place, cell) in cells.enumerated() where meansTheSameInScope(cell, analyses[cell.index]) {
      if hasOtherLibraries, analyses[cell.index].declarations.contains(where: { $0.kind == .variable }) { continue }
      if isForgotten(analyses[cell.index], by: cells[(place + 1)...].map { ($0, analyses[$0.index]) }) { result.insert(cell.index) }
    }
    return result
  }

  /// Whether later cells declare all names of a cell anew, and use none of them before.
  private static func isForgotten(_ cell: CellAnalysis, by later: [(cell: Cell, analysis: CellAnalysis)]) -> Bool {
    var left = cell.declarations
    for (next, analysis) in later {
      left.removeAll { old in
        next.behaviour == .run
          && analysis.declarations.contains { new in
            new.name == old.name && redefines(new, old) && !analysis.references.contains { $0.isOfEarlier(new) }
          }
      }
      if left.isEmpty { return true }
      if left.contains(where: { analysis.mentions.contains($0.name) }) { return false }
    }
    return false
  }

  /// Whether a cell would do the same in the braces of a `do`.
  private static func meansTheSameInScope(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
    guard cell.behaviour == .run, analysis.isWellFormed, !analysis.declarations.isEmpty, analysis.extensions.isEmpty,
      analysis.operators.isEmpty, analysis.imports.isEmpty, !analysis.usesConcurrency, !analysis.usesSourceLocation,
      analysis.wordsOfScope.isEmpty
    else { return false }
    let kinds: Set<CellAnalysis.Declaration.Kind> = [.variable, .function, .structure, .class, .enumeration, .typealias]
    return analysis.declarations.allSatisfy { declaration in
      // A local function hides all others of its name, where a global one is one more of them.
      let isOnlyOne = analysis.declarations.count { $0.name == declaration.name } == 1
      let usesOlder = analysis.references.contains { $0.isOfEarlier(declaration) }
      return kinds.contains(declaration.kind) && !declaration.isPrivate && isOnlyOne && !usesOlder
    }
  }

  /// Puts a cell into a scope of its own in the open module, together with the test that is tried on it; false where it
  /// cannot stand there.
  mutating func addInScope(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
    guard !options.isolatesCells, !options.cuts.contains(cell.index), lesson.forgotten.contains(cell.index) else { return false }
    closeIfNeeded(before: cell, hidingDeclarations(of: analysis))
    if open == nil { begin(cell, .run) }
    let names = Set(analysis.declarations.map(\.name))
    // Functions of earlier cells may be overloads of its own.
    if names.contains(where: { visible[$0]?.contains { $0.kind == .function } == true }) { return false }
    if names.contains(where: { open?.declarations[$0] != nil }) { return false }
    let trial = options.trials[cell.index]
    if let trial {
      let test = analyses[trial]
      guard canTry(document.cells[trial], test, after: cell), names.isDisjoint(with: test.declarations.map(\.name)) else { return false }
    }
    append(cell, hidingDeclarations(of: analysis))
    open?.plan.scopes.insert(cell.index)
    if let trial {
      var test = hidingDeclarations(of: analyses[trial])
      test.mentions.subtract(names)
      append(document.cells[trial], test)
      open?.plan.trials.insert(trial)
    }
    return true
  }

  /// What others see of a cell whose declarations they do not.
  func hidingDeclarations(of analysis: CellAnalysis) -> CellAnalysis {
    var seen = analysis
    seen.declarations = []
    seen.mentions.subtract(analysis.declarations.map(\.name))
    return seen
  }
}

extension CellAnalysis.Reference {
  /// Whether the name means here what was declared before `declaration`: it stands before it, or in its initial value.
  func isOfEarlier(_ declaration: CellAnalysis.Declaration) -> Bool {
    name == declaration.name && statement <= declaration.statement && declaration.inForce?.contains(offset) != true
      && declaration.kind != .function
  }
}
