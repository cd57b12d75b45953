/// In which order the modules of a plan are compiled: each as soon as those that it needs are known, those that stand
/// earlier first, and handed on in the order of the plan.
package struct ModuleOrder {
  package enum State: Equatable {
    case waiting
    /// In the making: its interface is not known yet.
    case begun
    /// Its interface is known, or that it does not compile.
    case settled
  }

  private let modules: [ModulePlan]
  private var states: [State]
  /// The first module that has not been handed on.
  package private(set) var first: Int

  /// - Parameter first: The module to begin with; those before it are there.
  package init(_ modules: [ModulePlan], first: Int = 0) {
    self.modules = modules
    self.first = first
    states = modules.indices.map { $0 < first ? .settled : .waiting }
  }

  /// Whether all modules have been handed on.
  package var isAtEnd: Bool { first >= modules.count }

  /// The module to begin now; nil if all that wait need one that is in the making, or waits itself.
  package func next() -> Int? {
    guard first < modules.count else { return nil }
    var missing: Set<String> = []
    for index in first..<modules.count where states[index] != .settled {
      if states[index] == .waiting, missing.isDisjoint(with: modules[index].dependencies) { return index }
      missing.insert(modules[index].name)
    }
    return nil
  }

  /// Whether a module would be begun before its turn: one that stands earlier waits still.
  package func isAhead(_ index: Int) -> Bool { first < index && states[first..<index].contains(.waiting) }

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
}
