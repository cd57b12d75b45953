import CellSyntax
import NotebookModel

// Filling modules, and ending them.
extension Planner {
  mutating func begin(_ cell: Cell, _ purpose: ModulePlan.Purpose) {
    let number = modules.count + skippedModules + 1
    open = OpenModule(
      plan: ModulePlan(
        name: "\(ModulePlan.namePrefix)\(number)", purpose: purpose, cells: [],
        isOptimized: cell.options.optimize, imports: imports, dependencies: [], predecessors: [], scopedImports: [], qualifications: [],
        followsConcurrency: concurrency, usesSourceLocation: false))
  }

  mutating func append(_ cell: Cell, _ analysis: CellAnalysis) {
    guard var module = open else { return }
    module.plan.cells.append(cell.index)
    module.plan.usesSourceLocation = sourceLocation
    module.plan.followsConcurrency = concurrency
    module.lineCount += Self.lines(of: cell)
    for declaration in analysis.declarations {
      module.declarations[declaration.name, default: []].append(declaration)
      guard let old = visible[declaration.name]?.last, declaration.kind != .function else { continue }
      // `let x = x + 1`: until the new x is there, x means the old one.
      for use in analysis.references where use.isOfEarlier(declaration) && !use.isShorthand {
        module.plan.qualifications.append(
          .init(cell: cell.index, name: use.name, offset: use.offset, text: "\(old.module).\(old.kind == .guarded ? ModulePlan.guardedPrefix : "")"))
      }
    }
    module.mentions.formUnion(analysis.mentions)
    module.memberMentions.formUnion(analysis.memberMentions)
    module.operatorMentions.formUnion(analysis.operatorMentions)
    module.hasPrivateMembers = module.hasPrivateMembers || analysis.hasPrivateMembers
    if let reach = Self.reach(of: analysis) {
      if module.reach == nil { module.reach = reach } else { module.reach?.join(reach) }
    }
    for declared in analysis.imports where !imports.contains(declared) { imports.append(declared) }
    open = module
  }

  /// Which later modules need a cell that they do not mention.
  static func reach(of analysis: CellAnalysis) -> Reach? {
    if !analysis.operators.isEmpty || analysis.declarations.contains(where: { $0.kind == .other }) { return .all }
    guard !analysis.extensions.isEmpty else { return nil }
    var names: Set<String> = []
    for type in analysis.extensions {
      if type.addsConformance || !type.isCalledByName { return .all }
      names.formUnion(type.members)
      // A default of a protocol's method serves whoever conforms to the protocol.
      names.formUnion(type.typeName.split(separator: ".").prefix(1).map(String.init))
    }
    return .mentioning(names)
  }

  /// Has conformances derived that the cell gives to types of earlier modules: the compiler writes `==`, `hash(into:)`
  /// and the like only in the file that declares the type.
  mutating func grant(_ analysis: CellAnalysis, to cell: Cell) {
    guard !options.ungranted.contains(cell.index) else { return }
    for type in analysis.extensions {
      guard let derivation = type.derived, let name = type.typeName.split(separator: ".").first.map(String.init),
        open?.declarations[name] == nil, let declared = visible[name]?.last,
        [.structure, .enumeration, .class].contains(declared.kind),
        let home = modules.firstIndex(where: { $0.name == declared.module })
      else { continue }
      let text = "extension \(type.typeName): \(derivation.protocols.joined(separator: ", ")) \(derivation.condition) {}"
      modules[home].grants.append(.init(text: text.split(whereSeparator: \.isWhitespace).joined(separator: " "), cell: cell.index))
      open?.plan.granted.append(.init(cell: cell.index, derivation: derivation))
    }
  }

  /// Ends the open module, and plans the cells that were set aside from it.
  mutating func close() {
    guard let module = open else { return }
    open = nil
    if !module.plan.cells.isEmpty { finish(module) }
    let cells = aside
    aside = []
    for (cell, analysis) in cells {
      begin(cell, .compileOnly)
      append(cell, analysis)
      close()
      if let plan = modules.last, plan.copies.isEmpty, Self.meansTheSameInFunction(cell, analysis) {
        modules.removeLast()
        mistakes.append(plan)
        skippedModules += 1
      }
    }
  }

  /// Now it is known what a module uses of the modules before it.
  mutating func finish(_ module: OpenModule) {
    var module = module
    var scoped: Set<ModulePlan.ScopedImport> = []
    for name in module.mentions where !module.declaresAnew(name) {
      let candidates = visible[name] ?? []
      guard let newest = candidates.last, newest.kind != .other else { continue }
      if newest.kind == .guarded {
        if module.declarations[name] == nil { module.plan.copies.append(.init(name: name, module: newest.module)) }
        continue
      }
      // A function shares its name with its overloads; it needs picking only where one takes another's place.
      if newest.kind == .function, !candidates.dropLast().contains(where: { $0.kind != .function || $0.signature == newest.signature }) {
        continue
      }
      scoped.insert(.init(module: newest.module, kind: newest.kind, name: name))
    }
    module.plan.scopedImports = scoped.sorted()
    module.plan.copies.sort { $0.name < $1.name }
    module.plan.predecessors = modules.filter { $0.purpose == .run }.map(\.name)
    module.plan.dependencies = dependencies(of: module)
    modules.append(module.plan)
    guard module.plan.purpose == .run else { return }
    farReaching[module.plan.name] = module.reach
    let declared = module.declarations.values.joined().filter { !$0.isPrivate }
    for declaration in declared.sorted(by: { ($0.name, $0.signature) < ($1.name, $1.signature) }) {
      visible[declaration.name, default: []].append(
        Visible(
          name: declaration.name, kind: declaration.kind, module: module.plan.name, signature: declaration.signature))
    }
  }

  /// The modules that declare what a module mentions, and those that they stand on in turn: the types of what they
  /// declare may come from there. What does not depend on one another is compiled at the same time.
  func dependencies(of module: OpenModule) -> [String] {
    // What is wrong with a cell that is to fail, the compiler shall judge with everything in sight.
    guard module.plan.purpose != .compileOnly else { return module.plan.predecessors }
    var needed: Set<String> = []
    for name in module.mentions where !module.declaresAnew(name) {
      let candidates = visible[name] ?? []
      // Functions may be overloads of one another; of the rest the newest has taken the others' places.
      let replaces = candidates.last.map { $0.kind != .function && $0.kind != .other } ?? false
      needed.formUnion((replaces ? candidates.suffix(1) : candidates[...]).map(\.module))
    }
    needed.formUnion(farReaching.filter { $0.value.includes(module) }.keys)
    for earlier in modules.reversed() where needed.contains(earlier.name) { needed.formUnion(earlier.dependencies) }
    return module.plan.predecessors.filter(needed.contains)
  }
}

extension Planner.OpenModule {
  /// Whether a name means what the module itself declares, wherever it is used in it. (Functions may be overloads of
  /// earlier ones.)
  func declaresAnew(_ name: String) -> Bool {
    declarations[name]?.contains { $0.kind != .function } == true && !plan.qualifications.contains { $0.name == name }
  }
}
