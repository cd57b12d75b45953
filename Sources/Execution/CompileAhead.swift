import CellSyntax
import Foundation
import NotebookModel

/// Compiles a lesson's modules in the background, while earlier cells run: each as soon as those that it builds on are
/// known, side by side. They come out in the lesson's order.
final class CompileAhead: @unchecked Sendable {
  /// What the next module came to.
  enum Step {
    case module(CompiledModule)
    /// A cell that does not compile; modules after it do without it.
    case compileError(cell: Int, diagnostics: [Diagnostic], seconds: Double, isCached: Bool)
    case impossible(ExecutionError)
    case finished
    /// `stop()` was called.
    case stopped

    var isFinished: Bool {
      if case .finished = self { return true }
      return false
    }
  }

  /// The same, with machine code perhaps still in the making.
  private enum Begun {
    case module(BegunModule)
    case step(Step)
  }

  private let document: Document
  private let analyses: [CellAnalysis]
  private let compiler: Compiler
  private let progress: (@Sendable (RunProgress) -> Void)?
  private let condition = NSCondition()
  // Guarded by `condition`.
  private var options: Planner.Options
  private var plan: CompilePlan
  private var order: ModuleOrder
  private var generation = 0
  private var ready: [Begun] = []
  /// What came of modules that are settled while one before them is not, by their places in the plan.
  private var settled: [Int: [Begun]] = [:]
  /// Used by the thread that compiles, alone: modules in the making whose interfaces later ones may wait for.
  private var unsettled: [(index: Int, begun: BegunModule, generation: Int)] = []
  /// The same: all whose machine code may be in the making.
  private var working: [BegunModule] = []
  /// Signalled whenever something is found out about a module in the making.
  private let news = DispatchSemaphore(value: 0)
  private var lastTaken = -1
  private var isStopped = false

  init(
    document: Document, analyses: [CellAnalysis], compiler: Compiler, options: Planner.Options,
    progress: (@Sendable (RunProgress) -> Void)?
  ) {
    self.document = document
    self.analyses = analyses
    self.compiler = compiler
    self.options = options
    self.progress = progress
    plan = Planner.plan(document, analyses: analyses, options: options)
    order = ModuleOrder(plan.modules, cost: { Planner.cost(of: $0, in: document) })
    compiler.noteNews = { [news] in news.signal() }
    let thread = Thread { [weak self] in while self?.compileNext() == true {} }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// The next module, as soon as it is compiled.
  func next() -> Step {
    switch take() {
    case .step(let step): return step
    case .module(let begun):
      do {
        let module = try begun.finished()
        guard !module.succeeded, let cell = module.plan.cells.first else { return .module(module) }
        return .compileError(
          cell: cell, diagnostics: module.diagnostics.map(\.diagnostic), seconds: module.compileSeconds,
          isCached: module.isCached)
      } catch {
        return .impossible(compiler.cache.failure(error))
      }
    }
  }

  private func take() -> Begun {
    condition.lock()
    defer { condition.unlock() }
    while ready.isEmpty {
      if isStopped { return .step(.stopped) }
      condition.wait()
    }
    if case .step(.finished) = ready[0] { return ready[0] }
    let next = ready.removeFirst()
    switch next {
    case .module(let module): lastTaken = max(lastTaken, place(of: module.plan.cells.last ?? 0))
    case .step(.compileError(let cell, _, _, _)): lastTaken = max(lastTaken, place(of: cell))
    default: break
    }
    return next
  }

  /// Leaves out a cell that has failed: what comes after it is compiled without it.
  func omit(_ cell: Int) {
    condition.lock()
    defer { condition.unlock() }
    // What was found not to compile, and not taken yet, has to be found again: its messages go with the rest.
    options.omitted = options.omitted.filter { $0 <= lastTaken }.union([cell])
    ready = []
    replan(after: lastTaken)
    condition.broadcast()
    news.signal()
  }

  /// Ends the work.
  func stop() {
    condition.withLock {
      isStopped = true
      condition.broadcast()
    }
    compiler.cancel()
    news.signal()
  }

  /// The cell of the lesson after which `cell` is tried, or `cell` itself.
  private func place(of cell: Int) -> Int { options.trials.first { $0.value == cell }?.key ?? cell }

  /// What was begun for the old plan is of no use for the new one.
  private func replan(after cell: Int) {
    generation += 1
    plan = Planner.plan(document, analyses: analyses, options: options)
    let next = plan.modules.firstIndex { ($0.trialOf ?? $0.cells.first ?? 0) > cell } ?? plan.modules.count
    order = ModuleOrder(plan.modules, first: next, cost: { [document] in Planner.cost(of: $0, in: document) })
    settled = [:]
  }

  /// Begins one module, or waits for one. False when there will be nothing more to do.
  private func compileNext() -> Bool {
    condition.lock()
    while !isStopped, order.isAtEnd {
      if ready.isEmpty || !isFinished(ready.last) {
        ready.append(.step(.finished))
        condition.broadcast()
      }
      condition.wait()
    }
    if isStopped {
      condition.unlock()
      return false
    }
    let started = generation
    let next = order.next()
    let (order, modules) = (order, plan.modules)
    condition.unlock()

    for stale in unsettled where stale.generation != started { stale.begun.cancel() }
    unsettled.removeAll { $0.generation != started }
    working.removeAll(where: \.isFinished)
    let isAhead = next.map(order.isAhead) ?? false
    // What is only judged, at the end, takes no processor from what is still to run.
    let canWait = next.map { $0 == modules.count - 1 && modules[$0].purpose == .compileOnly } ?? false
    if let next, !canWait || working.count < Self.width, unsettled.count < (isAhead ? Self.width : Self.width + 1) {
      begin(modules[next], at: next, generation: started)
    } else if let place = unsettled.firstIndex(where: { canSettle($0.begun, at: $0.index, order) }) {
      settle(unsettled.remove(at: place))
    } else {
      news.wait()
    }
    return true
  }

  /// How many modules are compiled side by side. Each takes a processor and 150 MB. One whose turn has come may be one
  /// more: the lesson waits for it, and for those before their turn nobody waits yet.
  private static let width = min(4, max(1, ProcessInfo.processInfo.activeProcessorCount))

  private func begin(_ module: ModulePlan, at index: Int, generation started: Int) {
    progress?(.compiling(cells: module.cells.count - module.trials.count))
    let outcome = Result { try compiler.begin(module) }
    condition.withLock {
      guard started == generation else {
        if case .success(let begun) = outcome { begun.cancel() }
        return
      }
      switch outcome {
      case .success(let begun):
        unsettled.append((index, begun, started))
        working.append(begun)
        order.begin(index)
      case .failure(let error): note(error)
      }
    }
  }

  /// Whether nothing need be waited for. Other ways to compile what does not are tried when all before it is known.
  private func canSettle(_ begun: BegunModule, at index: Int, _ order: ModuleOrder) -> Bool {
    begun.hasInterface || compiler.isToFail(begun.plan) && begun.plan.parts.isEmpty || begun.isDecided && order.isNext(index)
  }

  private func settle(_ module: (index: Int, begun: BegunModule, generation: Int)) {
    let (index, begun, started) = module
    if begun.plan.parts.isEmpty {
      let outcome = Result { try compiler.settle(begun) }
      note(outcome, generation: started) { handOn([.module($0)], at: index) }
    } else {
      let outcome = Result { try compiler.settleParts(begun) }
      note(outcome, generation: started) { parts in
        handOn(parts.map { part in
          part.alone.map(Begun.module) ?? .step(.compileError(
            cell: part.cell, diagnostics: part.judged.diagnostics.map(\.diagnostic), seconds: part.judged.compileSeconds,
            isCached: part.judged.isCached))
        }, at: index)
      }
    }
  }

  /// Notes what came of a module, and hands on what is next in the lesson's order.
  private func handOn(_ outcome: [Begun], at index: Int) {
    settled[index] = outcome
    order.settle(index)
    let started = generation
    while started == generation, let next = order.handOn() {
      for begun in settled.removeValue(forKey: next) ?? [] {
        if case .module(let module) = begun, module.plan.parts.isEmpty { note(module) } else { ready.append(begun) }
      }
    }
  }

  private func note<Value>(_ outcome: Result<Value, any Error>, generation started: Int, _ note: (Value) -> Void) {
    condition.withLock {
      guard started == generation else { return }
      switch outcome {
      case .success(let value): note(value)
      case .failure(let error): self.note(error)
      }
      condition.broadcast()
    }
  }

  private func note(_ error: any Error) {
    ready.append(.step(.impossible(compiler.cache.failure(error))))
    order.end()
    condition.broadcast()
  }

  private func isFinished(_ step: Begun?) -> Bool {
    if case .step(.finished) = step { return true }
    return false
  }

  private func note(_ begun: BegunModule) {
    guard let compiled = begun.failure else {
      ready.append(.module(begun))
      return
    }
    let module = begun.plan
    if !module.grants.isEmpty {
      // What later cells ask of the types here may be what does not compile: let them say so themselves.
      options.ungranted.formUnion(module.grants.map(\.cell))
      replan(after: (module.cells.first ?? 0) - 1)
      return
    }
    let failing = module.cells[compiled.firstFailure ?? 0]
    if module.cells.count > 1 {
      // The cells before the failing one make a module; the failing one is compiled by itself for its own messages.
      // (Of a test that is tried on a starter, nothing else needs to know.)
      options.cuts.formUnion(module.trials.contains(failing) ? [failing] : [failing, failing + 1])
      replan(after: (module.cells.first ?? 0) - 1)
      return
    }
    ready.append(
      .step(
        .compileError(
          cell: failing, diagnostics: compiled.diagnostics.map(\.diagnostic), seconds: compiled.compileSeconds,
          isCached: compiled.isCached)))
    if module.purpose != .compileOnly, module.trialOf == nil {
      options.omitted.insert(failing)
      replan(after: failing)
    }
  }
}
