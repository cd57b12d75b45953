import CellSyntax
import CellWire
import Foundation
import NotebookModel

/// Runs a lesson: compiles its cells ahead, runs them in a kernel, and records what came of each.
public final class LessonRunner {
  let document: Document
  let installation: Installation
  let cache: ObjectCache
  let options: RunOptions
  let toolchain: Toolchain
  let analyses: [CellAnalysis]

  var results: [CellResult]
  var kernel: KernelProcess?
  /// Modules whose effects are the state of the lesson, in order: what a new kernel has to run again.
  var history: [CompiledModule] = []
  /// All modules that a kernel has loaded, by the path of their libraries.
  var loaded: [String: ModuleSource] = [:]
  var interruption: String?
  var runSeconds = 0.0
  var compileSeconds = 0.0
  let lessonDeadline: Double?
  let inputs: InputLog?

  private let ahead: LessonAhead?
  /// Cells that are tried on starters: for the index of a starter that of its test.
  private var trials: [Int: Int] = [:]

  private init(
    _ document: Document, _ installation: Installation, _ cache: ObjectCache, _ options: RunOptions, _ ahead: LessonAhead?
  ) throws {
    self.ahead = ahead
    self.document = document
    self.installation = installation
    self.cache = cache
    self.options = options
    toolchain = try ahead?.toolchain ?? Toolchain.find(cache: cache.folder, installation: installation)
    inputs = ahead?.inputs ?? (options.recordsInputs ? InputLog() : nil)
    analyses = AnalysisMemory(lesson: document.path, cache: cache, toolchain: toolchain).analyses(of: document.cells)
    results = document.cells.map {
      CellResult(cell: $0.index, status: $0.behaviour == .ignore ? .ignored : .notRun)
    }
    lessonDeadline = (options.lessonTimeout ?? document.frontMatter.lessonTimeout).map { uptime() + $0 }
  }

  /// Runs every cell of a lesson that has no errors of form.
  ///
  /// - Parameters:
  ///   - document: The lesson.
  ///   - installation: Where the runtime and the kernel are.
  ///   - cache: Where compiled cells are kept.
  ///   - options: How to run it.
  ///   - ahead: What was started for this lesson before it was read.
  /// - Returns: What came of each cell, failures included.
  /// - Throws: `ExecutionError` if there is no toolchain, no runtime, or nowhere to write.
  public static func run(
    _ document: Document, installation: Installation = .ofThisProgram, cache: ObjectCache = ObjectCache(),
    options: RunOptions = RunOptions(), ahead: LessonAhead? = nil
  ) throws -> LessonRun {
    let start = uptime()
    let count = document.cells.count
    var (document, options) = (document, options)
    let trials = options.addTrials(to: &document)
    let runner = try LessonRunner(document, installation, cache, options, ahead)
    runner.trials = trials
    runner.kernel = ahead?.takeKernel()
    if document.cells.contains(where: { $0.behaviour != .ignore }) {
      do { try runner.runAll() } catch { throw cache.failure(error) }
    }
    var run = LessonRun(
      toolchain: runner.toolchain.version, results: Array(runner.results.prefix(count)), wallSeconds: uptime() - start,
      compileSeconds: runner.compileSeconds, runSeconds: runner.runSeconds, interruption: runner.interruption)
    run.inputs = runner.inputs?.inputs ?? []
    for (starter, trial) in trials where runner.results[trial].status != .ignored { run.trials[starter] = runner.results[trial] }
    return run
  }

  private func runAll() throws {
    let compiler = try Compiler(
      document: document, analyses: analyses, toolchain: toolchain, installation: installation, cache: cache,
      frontend: ahead?.takeFrontend())
    var planning = Planner.Options()
    planning.isolatesCells = options.allowsErrors
    planning.trials = trials
    planning.triesStarters = options.triesStarters
    let ahead = CompileAhead(
      document: document, analyses: analyses, compiler: compiler, options: planning, progress: options.progress)
    let watch = CompileWatch(interruption: options.interruption, deadline: lessonDeadline) { ahead.stop() }
    defer {
      watch.end()
      ahead.stop()
      kernel?.end()
      kernel = nil
    }
    // The kernel loads the runtime while the first module is compiled.
    if document.cells.contains(where: { $0.behaviour != .ignore && $0.behaviour != .compileFail && $0.behaviour != .noRun }) {
      if kernel == nil { kernel = try startKernel() }
    }
    while interruption == nil {
      let goesOn: Bool
      let step = ahead.next()
      if let reason = watch.reason, !step.isFinished {
        interruption = reason
        return
      }
      switch step {
      case .stopped: return
      case .finished:
        self.ahead?.noteEverythingIsCompiled()
        return
      case .impossible(let error): throw error
      case .compileError(let cell, let diagnostics, let seconds, let isCached):
        goesOn = note(compileErrorIn: cell, diagnostics, seconds, isCached)
      case .module(let module):
        compileSeconds += module.compileSeconds
        goesOn = module.plan.purpose == .compileOnly ? note(compiledOnly: module) : try run(module, ahead)
      }
      if !goesOn { return end(ahead) }
    }
  }

  /// Ends a run before its end. Cells that are to fail are judged after the cells around them have run: those before the
  /// last that ran are noted still, and nothing counts that came after one that went wrong.
  private func end(_ ahead: CompileAhead) {
    guard interruption == nil, let wrong = results.firstIndex(where: { !$0.isExpected }) else { return }
    judging: while results[..<wrong].contains(where: { $0.status == .notRun && isToFail($0.cell) }) {
      switch ahead.next() {
      case .compileError(let cell, let diagnostics, let seconds, let isCached) where isToFail(cell) && cell < wrong:
        _ = note(compileErrorIn: cell, diagnostics, seconds, isCached)
      case .module(let module) where module.plan.purpose == .compileOnly && module.plan.cells.allSatisfy { $0 < wrong }:
        _ = note(compiledOnly: module)
      default: break judging
      }
    }
    guard let first = results.firstIndex(where: { !$0.isExpected }), isToFail(first) else { return }
    for later in results.indices where later > first && results[later].status != .ignored {
      results[later] = CellResult(cell: later, status: .notRun)
    }
  }

  private func isTrial(_ cell: Int) -> Bool { trials.values.contains(cell) }

  private func isToFail(_ cell: Int) -> Bool { document.cells[cell].behaviour == .compileFail }

  // MARK: Cells that are only compiled

  private func note(compileErrorIn cell: Int, _ diagnostics: [Diagnostic], _ seconds: Double, _ isCached: Bool) -> Bool {
    let expected = document.cells[cell].behaviour == .compileFail
    compileSeconds += seconds
    results[cell] = CellResult(
      cell: cell, status: .compileError, isExpected: expected, diagnostics: diagnostics, compileSeconds: seconds,
      isCached: isCached)
    options.progress?(.finished(cell: cell))
    return expected || options.allowsErrors || isTrial(cell)
  }

  private func note(compiledOnly module: CompiledModule) -> Bool {
    guard let index = module.plan.cells.first else { return true }
    let mustFail = document.cells[index].behaviour == .compileFail
    results[index] = CellResult(
      cell: index, status: mustFail ? .ok : .notRun, isExpected: !mustFail, diagnostics: module.diagnostics(ordinal: 0),
      failure: mustFail
        ? .init(
          message: "The cell is marked compile-fail, but it compiles.",
          position: SourcePosition(line: document.cells[index].line)) : nil,
      compileSeconds: module.compileSeconds, isCached: module.isCached)
    return !mustFail || options.allowsErrors
  }

  // MARK: Kernels

  func startKernel() throws -> KernelProcess {
    try KernelProcess(.init(lesson: document.path, installation: installation, options: options, inputs: inputs))
  }

  /// Runs one module. False if the lesson ends here.
  private func run(_ module: CompiledModule, _ ahead: CompileAhead) throws -> Bool {
    let isUndone = module.plan.purpose == .undone
    if kernel == nil { try replay() }
    guard let kernel else { return false }
    let saves = (isUndone || options.allowsErrors) && !module.plan.followsConcurrency
    let outcome = execute(
      module, on: kernel, options: [saves ? .savesCheckpoints : [], options.triesStarters ? .triesStarters : []])
    if interruption != nil { return false }
    switch outcome {
    case .done where !isUndone:
      history.append(module)
      return true
    case .done, .failed:
      let failed = module.plan.cells.first { !results[$0].isExpected && !module.plan.trials.contains($0) }
      if let failed, !options.allowsErrors, !isTrial(failed) { return false }
      if !isUndone, let failed { ahead.omit(failed) }
      restore(kernel)
      return true
    }
  }

  /// Goes back to the state before the module that ran last: to its checkpoint, or else to a new kernel, which
  /// runs everything before it again when it is needed.
  func restore(_ kernel: KernelProcess) {
    if kernel.hasCheckpoint {
      kernel.killRunner()
      let patience = uptime() + 10
      waiting: while true {
        switch kernel.next(deadline: patience, interruption: nil) {
        case .frame(let frame) where frame.kind == .resumed: return
        case .frame, .raw, .interrupted, .overMemory: continue
        case .ended, .deadline: break waiting
        }
      }
    } else if kernel.isResumed {
      kernel.isResumed = false
      return
    }
    kernel.end()
    self.kernel = nil
  }

  private func replay() throws {
    let fresh = try startKernel()
    kernel = fresh
    for module in history {
      let before = results
      let outcome = execute(module, on: fresh, options: .skipsAttempts)
      results = before
      if case .failed = outcome {
        throw ExecutionError(
          "the cells before line \(document.cells[module.plan.cells[0]].line) did not run a second time as they did at first",
          remedy: "after a cell that fails, earlier cells that use concurrency are run again")
      }
    }
  }
}
