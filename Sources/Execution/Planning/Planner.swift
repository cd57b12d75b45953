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
    public init() {}
  }

  private let document: Document
  private let analyses: [CellAnalysis]
  private let options: Options

  private var modules: [ModulePlan] = []
  private var open: OpenModule?
  /// Cells that are to fail to compile, from amidst the open module: nothing comes of them, so they need not divide it.
  private var aside: [(cell: Cell, analysis: CellAnalysis)] = []
  /// Those of them that can be judged together, at the end.
  private var mistakes: [ModulePlan] = []
  private var visible: [Visible] = []
  private var imports: [String] = []
  private var concurrency = false
  private var sourceLocation = false
  private let length: Length
  /// Modules that later ones cannot do without, whatever those mention: extensions and operators are not called by name.
  private var farReaching: Set<String> = []
  /// An omitted cell keeps its number: the kernel may have loaded a module of that name.
  private var skippedModules = 0

  /// A name that closed modules have declared.
  private struct Visible {
    var name: String
    var kind: CellAnalysis.Declaration.Kind
    var module: String
    var signature: String
  }

  /// How long modules are. A module costs the compiler as much as forty lines, so a short lesson is cut fine, for an
  /// edit to be quick, and a long one coarse, for the whole to be. Three steps, so that an edit hardly ever changes it.
  private struct Length {
    var least: Int
    var most: Int
    /// Past the least, one cell in so many begins a module.
    var oneIn: UInt64

    init(ofLesson lines: Int) {
      switch lines {
      case ..<200: (least, most, oneIn) = (20, 60, 1)
      case ..<400: (least, most, oneIn) = (100, 250, 3)
      default: (least, most, oneIn) = (120, 320, 3)
      }
    }
  }

  /// The module that is being filled.
  private struct OpenModule {
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
  private static func lines(of cell: Cell) -> Int { cell.lineMap.count + 3 }

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
    let isAlone = purpose != .run || !analysis.isWellFormed || options.isolatesCells
    if isAlone || needsNewModule(cell, analysis) { close() }
    concurrency = concurrency || analysis.usesConcurrency
    sourceLocation = sourceLocation || analysis.usesSourceLocation
    if open == nil { begin(cell, purpose) }
    append(cell, analysis)
    if isAlone { close() }
  }

  /// Keeps a cell that is to fail until the open module ends. Of that module it sees what stands before it only, so
  /// what it mentions, and does not declare itself, must not be declared further down.
  private mutating func setAside(_ cell: Cell, _ analysis: CellAnalysis) {
    aside.append((cell, analysis))
    open?.mentions.formUnion(analysis.mentions.subtracting(analysis.declarations.map(\.name)))
    open?.memberMentions.formUnion(analysis.memberMentions)
    open?.operatorMentions.formUnion(analysis.operatorMentions)
  }

  // MARK: Where a module has to begin

  private func needsNewModule(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
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
    for name in analysis.mentions where open.declarations[name]?.contains(where: \.isPrivate) == true { return true }
    if !analysis.operators.isDisjoint(with: open.operatorMentions) { return true }
    if analysis.imports.contains(where: { !imports.contains($0) && !open.plan.imports.contains($0) }) { return true }
    for type in analysis.extensions {
      if open.hasPrivateMembers { return true }
      if !type.members.isDisjoint(with: open.memberMentions) { return true }
      if type.members.contains("init"), open.mentions.contains(type.typeName) { return true }
      // Synthesised conformances need the type's own module; a type from elsewhere gains its conformance only here.
      if type.addsConformance, open.declarations[type.typeName] == nil { return true }
    }
    return isCut(before: cell, in: open)
  }

  /// Whether `new` takes the place of `old` (functions of different parameters are overloads of one another).
  private func redefines(_ new: CellAnalysis.Declaration, _ old: CellAnalysis.Declaration) -> Bool {
    new.kind != .function || old.kind != .function || new.signature == old.signature
  }

  /// Long runs of cells are cut where the content says so.
  private func isCut(before cell: Cell, in open: OpenModule) -> Bool {
    guard options.cutsLongRuns else { return false }
    if open.lineCount >= length.most { return true }
    guard open.lineCount >= length.least else { return false }
    return ContentHash(of: cell.source).low % length.oneIn == 0
  }

  // MARK: Filling a module

  private mutating func begin(_ cell: Cell, _ purpose: ModulePlan.Purpose) {
    let number = modules.count + skippedModules + 1
    open = OpenModule(
      plan: ModulePlan(
        name: number == 1 ? "Lesson" : "Lesson\(number)", purpose: purpose, cells: [],
        isOptimized: cell.options.optimize, imports: imports, dependencies: [], predecessors: [], scopedImports: [], qualifications: [],
        followsConcurrency: concurrency, usesSourceLocation: false))
  }

  private mutating func append(_ cell: Cell, _ analysis: CellAnalysis) {
    guard var module = open else { return }
    module.plan.cells.append(cell.index)
    module.plan.usesSourceLocation = sourceLocation
    module.plan.followsConcurrency = concurrency
    module.lineCount += Self.lines(of: cell)
    for declaration in analysis.declarations {
      module.declarations[declaration.name, default: []].append(declaration)
      guard let old = visible.last(where: { $0.name == declaration.name }), declaration.kind != .function else { continue }
      // `let x = x + 1`: until the new x is there, x means the old one.
      for use in analysis.references where use.name == declaration.name && use.statement <= declaration.statement {
        module.plan.qualifications.append(.init(cell: cell.index, offset: use.offset, module: old.module))
      }
    }
    module.mentions.formUnion(analysis.mentions)
    module.memberMentions.formUnion(analysis.memberMentions)
    module.operatorMentions.formUnion(analysis.operatorMentions)
    module.hasPrivateMembers = module.hasPrivateMembers || analysis.hasPrivateMembers
    module.reachesFar =
      module.reachesFar || !analysis.extensions.isEmpty || !analysis.operators.isEmpty
      || analysis.declarations.contains { $0.kind == .other }
    for declared in analysis.imports where !imports.contains(declared) { imports.append(declared) }
    open = module
  }

  /// Ends the open module, and plans the cells that were set aside from it.
  private mutating func close() {
    guard let module = open else { return }
    open = nil
    finish(module)
    let cells = aside
    aside = []
    for (cell, analysis) in cells {
      begin(cell, .compileOnly)
      append(cell, analysis)
      close()
      if Self.meansTheSameInFunction(cell, analysis), let plan = modules.popLast() {
        mistakes.append(plan)
        skippedModules += 1
      }
    }
  }

  // MARK: Cells that are to fail

  /// A compiler takes most of its time for such a cell to get going, so one judges several: each as a function's body
  /// in a file of its own.
  private mutating func gatherMistakes() {
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
  private static func meansTheSameInFunction(_ cell: Cell, _ analysis: CellAnalysis) -> Bool {
    guard analysis.isWellFormed, analysis.operators.isEmpty, analysis.extensions.isEmpty, !analysis.usesConcurrency,
      !cell.source.contains("return"), !cell.source.contains("@")
    else { return false }
    return analysis.declarations.allSatisfy { declaration in
      declaration.kind == .variable && !declaration.isPrivate
        && !analysis.references.contains { $0.name == declaration.name && $0.statement < declaration.statement }
    }
  }

  /// Now it is known what a module uses of the modules before it.
  private mutating func finish(_ module: OpenModule) {
    var module = module
    var scoped: Set<ModulePlan.ScopedImport> = []
    for name in module.mentions {
      let candidates = visible.filter { $0.name == name }
      guard let newest = candidates.last, newest.kind != .other else { continue }
      // A function shares its name with its overloads; it needs picking only where one takes another's place.
      if newest.kind == .function, !candidates.dropLast().contains(where: { $0.kind != .function || $0.signature == newest.signature }) {
        continue
      }
      scoped.insert(.init(module: newest.module, kind: newest.kind, name: name))
    }
    module.plan.scopedImports = scoped.sorted()
    module.plan.predecessors = modules.filter { $0.purpose == .run }.map(\.name)
    module.plan.dependencies = dependencies(of: module)
    modules.append(module.plan)
    guard module.plan.purpose == .run else { return }
    if module.reachesFar { farReaching.insert(module.plan.name) }
    let declared = module.declarations.values.joined().filter { !$0.isPrivate }
    for declaration in declared.sorted(by: { ($0.name, $0.signature) < ($1.name, $1.signature) }) {
      visible.append(
        Visible(
          name: declaration.name, kind: declaration.kind, module: module.plan.name, signature: declaration.signature))
    }
  }

  /// The modules that declare what a module mentions, and those that they stand on in turn: the types of what they
  /// declare may come from there. What does not depend on one another is compiled at the same time.
  private func dependencies(of module: OpenModule) -> [String] {
    // What is wrong with a cell that is to fail, the compiler shall judge with everything in sight.
    guard module.plan.purpose != .compileOnly else { return module.plan.predecessors }
    var needed = farReaching.union(visible.filter { module.mentions.contains($0.name) }.map(\.module))
    for earlier in modules.reversed() where needed.contains(earlier.name) { needed.formUnion(earlier.dependencies) }
    return module.plan.predecessors.filter(needed.contains)
  }
}
