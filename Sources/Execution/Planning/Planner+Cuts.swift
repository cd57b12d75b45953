import CellSyntax
import NotebookModel

// Where long runs of cells are cut: by what the lesson says there, so that an inserted cell moves no other cut.
extension Planner {
  /// How a lesson's long runs of cells are cut.
  struct Shape {
    var length: Length
    /// Whether the first module is half as long as others.
    var halvesFirst = false
    /// Cells before which no run is cut, though their content says so.
    var joined: Set<Int> = []
  }

  /// How long modules are, in lines.
  struct Length {
    /// From here on a module ends where a section does: what stands in different sections seldom needs one another, and
    /// is compiled at the same time.
    var least: Int
    /// From here on one cell in so many begins a module, wherever it stands.
    var long: Int
    var oneIn: UInt64 = 3
    var most: Int
  }

  /// What a lesson may be cut into. Each module costs the compiler as much as a hundred lines, for it has to learn the
  /// standard library anew: so a short lesson is cut fine, for an edit to be quick, and a long one coarse, for the whole to
  /// be; how coarse depends on what can be compiled side by side then.
  private static func shapes(forLines lines: Int) -> [Shape] {
    switch lines {
    case ..<200: return [Shape(length: Length(least: 20, long: 20, oneIn: 1, most: 60))]
    case ..<400: return [Shape(length: Length(least: 100, long: 160, most: 250))]
    default:
      let long = [160, 320].map { Shape(length: Length(least: $0, long: 2 * $0, most: 2 * $0 + 160)) }
      return long + [Shape(length: long[0].length, halvesFirst: true)]
    }
  }

  /// The shape with which a lesson is compiled soonest on two processors: the finest, unless another one is clearly
  /// quicker (an edit shall seldom change it).
  static func shape(for document: Document, _ analyses: [CellAnalysis], _ options: Options, _ lesson: Lesson) -> Shape {
    let lines = document.cells.reduce(0) { $0 + ($1.behaviour == .ignore ? 0 : Self.lines(of: $1)) }
    let shapes = shapes(forLines: lines)
    var best: (shape: Shape, time: Int)?
    for var shape in shapes {
      var planner = Planner(document, analyses, options, shape, lesson)
      planner.addAll()
      shape.joined = planner.needlessCuts
      if !shape.joined.isEmpty {
        planner = Planner(document, analyses, options, shape, lesson)
        planner.addAll()
      }
      if shapes.count == 1 { return shape }
      let time = ModuleOrder.time(of: planner.modules, onProcessors: 2) { cost(of: $0, in: document) }
      if best.map({ time * 20 < $0.time * 19 }) ?? true { best = (shape, time) }
    }
    return best?.shape ?? shapes[0]
  }

  /// How many lines a cell counts for: what is put around it takes the compiler's time as well.
  static func lines(of cell: Cell) -> Int { cell.lineMap.count + 3 }

  /// How long the compiler takes for a module, in lines: each costs it as much as a hundred, and optimising as much again.
  static func cost(of module: ModulePlan, in document: Document) -> Int {
    let lines = 100 + module.cells.reduce(0) { $0 + Self.lines(of: document.cells[$1]) }
    return module.isOptimized ? 2 * lines : lines
  }

  /// Long runs of cells are cut where the content says so.
  func isCut(before cell: Cell, in open: OpenModule) -> Bool {
    if shape.joined.contains(cell.index) { return false }
    let share = modules.isEmpty && shape.halvesFirst ? 2 : 1
    let length = shape.length
    if open.lineCount >= length.most / share { return true }
    guard open.lineCount >= length.least / share else { return false }
    if lesson.sectionStarts.contains(cell.index) { return true }
    return open.lineCount >= length.long / share && ContentHash(of: cell.source).low % length.oneIn == 0
  }

  /// Cuts that leave a short module behind them: it would take the compiler longer than the few lines are worth.
  private var needlessCuts: Set<Int> {
    var result: Set<Int> = []
    let runs = modules.filter { $0.purpose == .run }
    for (before, after) in zip(runs, runs.dropFirst()) {
      guard let start = after.cells.first, contentCuts.contains(start) else { continue }
      let (length, added) = (lines(of: before), lines(of: after))
      if added < shape.length.least / 3, length + added <= shape.length.most { result.insert(start) }
    }
    return result
  }

  private func lines(of module: ModulePlan) -> Int { module.cells.reduce(0) { $0 + Self.lines(of: document.cells[$1]) } }
}
