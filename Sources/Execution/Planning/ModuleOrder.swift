/// In which order the modules of a plan are compiled: each as soon as those that it needs are known, and handed on in the
/// order of the plan.
///
/// The first that is not known yet always comes first, for cells run from top to bottom. Beside it, those come first that
/// the longest work waits for.
package struct ModuleOrder {
  package enum State: Equatable {
    case waiting
    /// In the making: its interface is not known yet.
    case begun
    /// Its interface is known, or that it does not compile.
    case settled
  }

  private let modules: [ModulePlan]
  /// What each costs the compiler, together with the longest chain of modules that wait for it.
  private let chains: [Int]
  private var states: [State]
  /// The first module that has not been handed on.
  package private(set) var first: Int

  /// - Parameters:
  ///   - first: The module to begin with; those before it are there.
  ///   - cost: How much work a module is.
  package init(_ modules: [ModulePlan], first: Int = 0, cost: (ModulePlan) -> Int = { _ in 1 }) {
    self.modules = modules
    var chains = modules.map(cost)
    for index in modules.indices.reversed() {
      let waiting = modules.indices.filter { $0 > index && modules[$0].dependencies.contains(modules[index].name) }
      chains[index] += waiting.map { chains[$0] }.max() ?? 0
    }
    self.chains = chains
    self.first = first
    states = modules.indices.map { $0 < first ? .settled : .waiting }
  }

  /// Whether all modules have been handed on.
  package var isAtEnd: Bool { first >= modules.count }

  /// The module to begin now; nil if all that wait need one that is in the making, or waits itself.
  package func next() -> Int? {
    guard first < modules.count else { return nil }
    var missing: Set<String> = []
    var best: Int?
    for index in first..<modules.count where states[index] != .settled {
      if states[index] == .waiting, missing.isDisjoint(with: modules[index].dependencies) {
        if missing.isEmpty { return index }
        if best.map({ chains[index] > chains[$0] }) ?? true { best = index }
      }
      missing.insert(modules[index].name)
    }
    return best
  }

  /// Whether a module would be begun before its turn: one that stands earlier is not known yet.
  package func isAhead(_ index: Int) -> Bool { first < index && states[first..<index].contains { $0 != .settled } }

  /// Whether everything before a module is there.
  package func isNext(_ index: Int) -> Bool { first == index }

  package mutating func begin(_ index: Int) { states[index] = .begun }
  package mutating func settle(_ index: Int) { states[index] = .settled }

  /// The next module to be handed on, if it is there; it counts as handed on.
  package mutating func handOn() -> Int? {
    guard first < modules.count, states[first] == .settled else { return nil }
    first += 1
    return first - 1
  }

  /// Nothing more is to be done.
  package mutating func end() { first = modules.count }

  /// How long modules take in this order on so many processors.
  package static func time(of modules: [ModulePlan], onProcessors processors: Int, cost: (ModulePlan) -> Int) -> Int {
    var order = ModuleOrder(modules, cost: cost)
    var working: [(index: Int, end: Int)] = []
    var now = 0
    while true {
      while working.count < processors, let next = order.next() {
        order.begin(next)
        working.append((next, now + cost(modules[next])))
      }
      guard let done = working.indices.min(by: { working[$0].end < working[$1].end }) else { return now }
      let module = working.remove(at: done)
      now = module.end
      order.settle(module.index)
      while order.handOn() != nil {}
    }
  }
}
