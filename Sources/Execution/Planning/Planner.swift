import CellSyntax
import NotebookModel

/// Groups a lesson's cells into as few modules as keeps each cell's meaning: that of a file of its own, which
/// sees what the cells before it have declared.
///
/// Cells share a module as long as nothing could tell: no name is declared twice, none is used before its cell,
/// no import or private name reaches further than it should. Modules are kept short, so that an edit compiles
/// little again; where a long run is cut depends on the content of its cells, so an inserted cell moves no other cut.
public struct Planner {
  public struct Options: Sendable {
    /// Compile every cell on its own, so that a failed one can be left out (`--allow-errors`).
    public var isolatesCells = false
    /// Cells that did not compile, or failed: left out.
    public var omitted: Set<Int> = []
    /// Cut long runs of cells, so that an edit compiles little again.
    public var cutsLongRuns = true
    /// Cells before which a module has to begin.
    public var cuts: Set<Int> = []
    /// Cells whose conformances cannot be derived where their types are declared.
    public var ungranted: Set<Int> = []
    /// Cells to be tried, and undone, right after others: for the index of a starter that of its test.
    public var trials: [Int: Int] = [:]
    /// Plan modules for those of them that cannot stand in the starter's own.
    public var triesStarters = false
    public init() {}
  }

  let document: Document
  let analyses: [CellAnalysis]
  let options: Options

  var modules: [ModulePlan] = []
  var open: OpenModule?
  /// Cells that are to fail to compile, from amidst the open module: nothing comes of them, so they need not divide it.
  var aside: [(cell: Cell, analysis: CellAnalysis)] = []
  /// Those of them that can be judged together, at the end.
  var mistakes: [ModulePlan] = []
  var visible: [Visible] = []
  var imports: [String] = []
  var concurrency = false
  var sourceLocation = false
  let length: Length
  /// For each name the first cell that declares it.
  private(set) lazy var firstDeclarations: [String: Int] = {
    var result: [String: Int] = [:]
    for cell in document.cells where cell.behaviour != .ignore {
      for declaration in analyses[cell.index].declarations where result[declaration.name] == nil {
        result[declaration.name] = cell.index
      }
    }
    return result
  }()
  /// Modules that later ones cannot do without, whatever those mention: extensions and operators are not called by name.
  var farReaching: Set<String> = []
  /// An omitted cell keeps its number: the kernel may have loaded a module of that name.
  var skippedModules = 0

  /// A name that closed modules have declared.
  struct Visible {
    var name: String
    var kind: CellAnalysis.Declaration.Kind
    var module: String
    var signature: String
  }

  /// How long modules are. A module costs the compiler as much as forty lines, so a short lesson is cut fine, for an
  /// edit to be quick, and a long one coarse, for the whole to be. Three steps, so that an edit hardly ever changes it.
  struct Length {
    var least: Int
    var most: Int
    /// Past the least, one cell in so many begins a module.
    var oneIn: UInt64

    init(ofLesson lines: Int) {
      switch lines {
      case ..<200: (least, most, oneIn) = (20, 60, 1)
      case ..<400: (least, most, oneIn) = (100, 250, 3)
      default: (least, most, oneIn) = (160, 400, 3)
      }
    }
  }

  /// The module that is being filled.
  struct OpenModule {
    var plan: ModulePlan
    var declarations: [String: [CellAnalysis.Declaration]] = [:]
    var mentions: Set<String> = []
    var memberMentions: Set<String> = []
    var operatorMentions: Set<String> = []
    var hasPrivateMembers = false
    var reachesFar = false
    var lineCount = 0
  }

  private init(_ document: Document, _ analyses: [CellAnalysis], _ options: Options) {
    self.document = document
    self.analyses = analyses
    self.options = options
    length = Length(ofLesson: document.cells.reduce(0) { $0 + ($1.behaviour == .ignore ? 0 : Self.lines(of: $1)) })
  }

  /// How many lines a cell counts for: what is put around it takes the compiler's time as well.
  static func lines(of cell: Cell) -> Int { cell.lineMap.count + 3 }

  /// The plan for a document.
  ///
  /// - Parameters:
  ///   - document: The lesson.
  ///   - analyses: For each of its cells what is in it.
  public static func plan(_ document: Document, analyses: [CellAnalysis], options: Options = Options()) -> CompilePlan {
    var planner = Planner(document, analyses, options)
    for cell in document.cells where cell.behaviour != .ignore {
      if options.omitted.contains(cell.index) {
        planner.close()
        planner.skippedModules += 1
      } else {
        planner.add(cell, analyses[cell.index])
      }
    }
    planner.close()
    planner.gatherMistakes()
    return CompilePlan(modules: planner.modules)
  }

  private mutating func add(_ cell: Cell, _ analysis: CellAnalysis) {
    let purpose: ModulePlan.Purpose =
      switch cell.behaviour {
      case .noRun, .compileFail: .compileOnly
      case .shouldThrow, .shouldCrash: .undone
      case .run, .ignore: .run
      }
    if cell.behaviour == .compileFail, analysis.imports.isEmpty, !options.isolatesCells, !options.cuts.contains(cell.index), open != nil {
      setAside(cell, analysis)
      return
    }
    if purpose == .undone, canAttempt(cell, analysis) {
      attempt(cell, analysis)
      return
    }
    let isAlone = purpose != .run || !analysis.isWellFormed || options.isolatesCells
    if isAlone || needsNewModule(cell, analysis) { close() }
    concurrency = concurrency || analysis.usesConcurrency
    sourceLocation = sourceLocation || analysis.usesSourceLocation
    if open == nil { begin(cell, purpose) }
    append(cell, analysis)
    if purpose != .compileOnly { grant(analysis, to: cell) }
    if isAlone { close() }
    if let trial = options.trials[cell.index] { add(trial: trial, after: cell) }
  }

  // MARK: Where a module has to begin

  func needsNewModule(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
    cannotJoin(cell, analysis) || open.map { isCut(before: cell, in: $0) } == true
  }

  /// Whether a cell would mean something else in the open module than in a file of its own.
  func cannotJoin(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
    guard let open else { return false }
    if options.cuts.contains(cell.index) { return true }
    if open.plan.isOptimized != cell.options.optimize { return true }
    for declaration in analysis.declarations {
      if let earlier = open.declarations[declaration.name],
        earlier.contains(where: { redefines(declaration, $0) })
      {
        return true
      }
      if open.mentions.contains(declaration.name) { return true }
    }
    for name in analysis.mentions {
      // A function that used a name bound by a `guard` of its own module could be called from that module only.
      if open.declarations[name]?.contains(where: { $0.isPrivate || $0.kind == .guarded }) == true { return true }
    }
    if !analysis.operators.isDisjoint(with: open.operatorMentions) { return true }
    if analysis.imports.contains(where: { !imports.contains($0) && !open.plan.imports.contains($0) }) { return true }
    for type in analysis.extensions {
      if open.hasPrivateMembers { return true }
      if !type.members.isDisjoint(with: open.memberMentions) { return true }
      if type.members.contains("init"), open.mentions.contains(type.typeName) { return true }
      // Synthesised conformances need the type's own module; a type from elsewhere gains its conformance only here.
      if type.addsConformance, open.declarations[type.typeName] == nil { return true }
    }
    return false
  }

  /// Whether `new` takes the place of `old` (functions of different parameters are overloads of one another).
  private func redefines(_ new: CellAnalysis.Declaration, _ old: CellAnalysis.Declaration) -> Bool {
    new.kind != .function || old.kind != .function || new.signature == old.signature
  }

  /// Long runs of cells are cut where the content says so.
  private func isCut(before cell: Cell, in open: OpenModule) -> Bool {
    guard options.cutsLongRuns else { return false }
    // While the first one of a long lesson is compiled nothing else can be: the sooner it is known, the better.
    let share = modules.isEmpty && length.oneIn > 1 ? 2 : 1
    if open.lineCount >= length.most / share { return true }
    guard open.lineCount >= length.least / share else { return false }
    return ContentHash(of: cell.source).low % length.oneIn == 0
  }
}
