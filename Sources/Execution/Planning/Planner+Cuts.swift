import CellSyntax
import NotebookModel

// Where long runs of cells are cut: by what the cells say, so that an inserted one moves no other cut.
extension Planner {
  /// How long modules are. A module costs the compiler as much as forty lines, so a short lesson is cut fine, for an
  /// edit to be quick, and a long one coarse, for the whole to be. Three steps, so that an edit hardly ever changes it.
  struct Length {
    var least: Int
    var most: Int
    /// Past the least, one cell in so many begins a module.
    var oneIn: UInt64

    var isOfLongLesson: Bool { least > 100 }

    init(ofLesson lines: Int) {
      switch lines {
      case ..<200: (least, most, oneIn) = (20, 60, 1)
      case ..<400: (least, most, oneIn) = (100, 250, 3)
      default: (least, most, oneIn) = (160, 400, 3)
      }
    }
  }

  /// How many lines a cell counts for: what is put around it takes the compiler's time as well.
  static func lines(of cell: Cell) -> Int { cell.lineMap.count + 3 }

  /// Long runs of cells are cut where the content says so.
  func isCut(before cell: Cell, in open: OpenModule) -> Bool {
    guard options.cutsLongRuns, !joined.contains(cell.index) else { return false }
    let share = modules.isEmpty && halvesFirst ? 2 : 1
    if open.lineCount >= length.most / share { return true }
    guard open.lineCount >= length.least / share else { return false }
    return ContentHash(of: cell.source).low % length.oneIn == 0
  }

  /// Whether nothing can be compiled beside the first module of a long lesson: the sooner it is known, the better.
  var allWaitForTheFirst: Bool {
    guard options.cutsLongRuns, length.isOfLongLesson, let first = modules.first else { return false }
    return modules.dropFirst().allSatisfy { $0.dependencies.contains(first.name) }
  }

  /// Cuts that leave a short module behind them: it would take the compiler longer than the few lines are worth.
  var needlessCuts: Set<Int> {
    var result: Set<Int> = []
    let runs = modules.filter { $0.purpose == .run }
    for (before, after) in zip(runs, runs.dropFirst()) {
      guard let start = after.cells.first, contentCuts.contains(start) else { continue }
      let (length, added) = (lines(of: before), lines(of: after))
      if added < self.length.least / 3, length + added <= self.length.most { result.insert(start) }
    }
    return result
  }

  private func lines(of module: ModulePlan) -> Int { module.cells.reduce(0) { $0 + Self.lines(of: document.cells[$1]) } }
}
