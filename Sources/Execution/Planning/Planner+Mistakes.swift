import CellSyntax
import NotebookModel

// Cells that are to fail to compile: nothing comes of them, so they need not divide the modules around them.
extension Planner {
  /// Keeps a cell that is to fail until the open module ends. Of that module it sees what stands before it only, so
  /// what it mentions, and does not declare itself, must not be declared further down.
  mutating func setAside(_ cell: Cell, _ analysis: CellAnalysis) {
    aside.append((cell, analysis))
    open?.mentionsAside.formUnion(analysis.mentions.subtracting(analysis.declarations.map(\.name)))
    open?.memberMentions.formUnion(analysis.memberMentions)
    open?.operatorMentions.formUnion(analysis.operatorMentions)
  }

  /// A compiler takes most of its time for such a cell to get going, so one judges several: each as a function's body
  /// in a file of its own.
  mutating func gatherMistakes() {
    guard mistakes.count > 1, var plan = mistakes.last else {
      modules += mistakes
      return
    }
    plan.cells = mistakes.flatMap(\.cells)
    plan.usesSourceLocation = mistakes.contains(where: \.usesSourceLocation)
    plan.parts = mistakes
    modules.append(plan)
  }

  /// Whether the compiler says the same of a cell in the body of a function.
  static func meansTheSameInFunction(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
    guard analysis.isWellFormed, analysis.operators.isEmpty, analysis.extensions.isEmpty, !analysis.usesConcurrency,
      !cell.source.contains("return"), !cell.source.contains("@")
    else { return false }
    return analysis.declarations.allSatisfy { declaration in
      declaration.kind == .variable && !declaration.isPrivate
        && !analysis.references.contains { $0.name == declaration.name && $0.statement < declaration.statement }
    }
  }
}
