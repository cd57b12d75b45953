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
  /// By name, the newest last.
  var visible: [String: [Visible]] = [:]
  var imports: [String] = []
  var concurrency = false
  var sourceLocation = false
  let shape: Shape
  let lesson: Lesson
  /// Modules that later ones need though these mention nothing that they declare: their extensions add members to types
  /// of others, or conformances and operators, which are not called by name.
  var farReaching: [String: Reach] = [:]
  /// An omitted cell keeps its number: the kernel may have loaded a module of that name.
  var skippedModules = 0
  /// Cells before which a run was cut.
  var contentCuts: [Int] = []

  /// What is known of the lesson as a whole, however it is cut.
  struct Lesson {
    /// For each name the first cell that declares it.
    var firstDeclarations: [String: Int] = [:]
    /// The first cell of each section.
    var sectionStarts: Set<Int> = []
    /// Cells of which nothing is left.
    var forgotten: Set<Int> = []

    init(_ document: Document, _ analyses: [CellAnalysis]) {
      for cell in document.cells where cell.behaviour != .ignore {
        for declaration in analyses[cell.index].declarations where firstDeclarations[declaration.name] == nil {
          firstDeclarations[declaration.name] = cell.index
        }
      }
      for case .heading(let heading) in document.blocks where heading.level <= 2 {
        if let first = document.cells.first(where: { $0.line > heading.range.lines.lowerBound }) { sectionStarts.insert(first.index) }
      }
      forgotten = Planner.forgottenCells(of: document, analyses)
    }
  }

  /// A name that closed modules have declared.
  struct Visible {
    var name: String
    var kind: CellAnalysis.Declaration.Kind
    var module: String
    var signature: String
  }

  /// Which later modules an extension is needed by.
  enum Reach {
    case all
    /// Those that mention one of these: a member, or the type.
    case mentioning(Set<String>)

    mutating func join(_ other: Reach) {
      if case .mentioning(let own) = self, case .mentioning(let more) = other { self = .mentioning(own.union(more)) } else { self = .all }
    }

    func includes(_ module: OpenModule) -> Bool {
      guard case .mentioning(let names) = self else { return true }
      return !names.isDisjoint(with: module.mentions) || !names.isDisjoint(with: module.memberMentions)
    }
  }

  /// The module that is being filled.
  struct OpenModule {
    var plan: ModulePlan
    var declarations: [String: [CellAnalysis.Declaration]] = [:]
    var mentions: Set<String> = []
    /// What cells mention that were set aside from it.
    var mentionsAside: Set<String> = []
    var memberMentions: Set<String> = []
    var operatorMentions: Set<String> = []
    var hasPrivateMembers = false
    /// nil if nothing but names leads to it.
    var reach: Reach?
    var lineCount = 0
  }

  init(_ document: Document, _ analyses: [CellAnalysis], _ options: Options, _ shape: Shape, _ lesson: Lesson) {
    self.document = document
    self.analyses = analyses
    self.options = options
    self.shape = shape
    self.lesson = lesson
  }

  /// The plan for a document.
  ///
  /// - Parameters:
  ///   - document: The lesson.
  ///   - analyses: For each of its cells what is in it.
  public static func plan(_ document: Document, analyses: [CellAnalysis], options: Options = Options()) -> CompilePlan {
    // What turns out while a lesson is compiled must not move the modules that have been: it has no say in their lengths.
    var unspoilt = options
    (unspoilt.omitted, unspoilt.cuts, unspoilt.ungranted) = ([], [], [])
    let lesson = Lesson(document, analyses)
    var planner = Planner(document, analyses, options, shape(for: document, analyses, unspoilt, lesson), lesson)
    planner.addAll()
    return CompilePlan(modules: planner.modules)
  }

  mutating func addAll() {
    for cell in document.cells where cell.behaviour != .ignore {
      if options.omitted.contains(cell.index) {
        close()
        skippedModules += 1
      } else {
        add(cell, analyses[cell.index])
      }
    }
    close()
    gatherMistakes()
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
    if purpose == .run, addInScope(cell, analysis) { return }
    let isAlone = purpose != .run || !analysis.isWellFormed || options.isolatesCells
    if isAlone { close() } else { closeIfNeeded(before: cell, analysis) }
    concurrency = concurrency || analysis.usesConcurrency
    sourceLocation = sourceLocation || analysis.usesSourceLocation
    if open == nil { begin(cell, purpose) }
    append(cell, analysis)
    if purpose != .compileOnly { grant(analysis, to: cell) }
    if isAlone { close() }
    if let trial = options.trials[cell.index] { add(trial: trial, after: cell) }
  }

  // MARK: Where a module has to begin

  /// Ends the open module if the cell cannot join it, or should not.
  mutating func closeIfNeeded(before cell: Cell, _ analysis: CellAnalysis) {
    guard let open else { return }
    if cannotJoin(cell, analysis) {
      close()
    } else if isCut(before: cell, in: open) {
      contentCuts.append(cell.index)
      close()
    }
  }

  /// Whether a cell would mean something else in the open module than in a file of its own.
  func cannotJoin(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
    guard let open else { return false }
    if options.cuts.contains(cell.index) { return true }
    if open.plan.isOptimized != cell.options.optimize { return true }
    for declaration in analysis.declarations {
      if let earlier = open.declarations[declaration.name],
        earlier.contains(where: { Self.redefines(declaration, $0) })
      {
        return true
      }
      if open.mentions.contains(declaration.name) || open.mentionsAside.contains(declaration.name) { return true }
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
  static func redefines(_ new: CellAnalysis.Declaration, _ old: CellAnalysis.Declaration) -> Bool {
    new.kind != .function || old.kind != .function || new.signature == old.signature
  }
}
