import CellWire
import Foundation
import NotebookModel

extension LessonRunner {
  enum Outcome { case done, failed }

  /// What the kernel has said about the end of a cell, so far.
  private struct Ending {
    var error: (message: String, trace: Symbolizer.Trace)?
    var trap: (signal: Int32, isStackOverflow: Bool, trace: Symbolizer.Trace)?
    var exitStatus: Int32?
    /// The signal that ended the process without its having said so.
    var killedBy: Int32?
    var isTimeout = false
    var isOverMemory = false
    var isInterrupted = false
    var loadFailure: String?
    var isWireClosed = false

    /// Notes how the kernel's process ended, where it did not say so itself (`waitpid`'s status).
    mutating func note(status: Int32) {
      guard exitStatus == nil, trap == nil else { return }
      if status & 0x7F != 0 {
        killedBy = status & 0x7F
        return
      }
      let code = (status >> 8) & 0xFF
      if code == 97 { isWireClosed = true } else { exitStatus = code }
    }
  }

  /// Runs a module on a kernel and records what its cells do.
  func execute(_ module: CompiledModule, on kernel: KernelProcess, options load: KernelProcess.LoadOptions) -> Outcome {
    guard let library = module.library else { return .failed }
    loaded[library.path] = module.source
    if !load.contains(.savesCheckpoints) { kernel.dropCheckpoints() }
    kernel.load(library, entryPoint: module.plan.entryPoint, options: load)
    var recorder: CellRecorder?
    // A pipe may be faster than the wire, on which the cell's beginning comes.
    var early: [(isError: Bool, bytes: [UInt8])] = []
    var ending = Ending()
    var began = uptime()
    var seconds = 0.0

    func cell(_ ordinal: Int) -> Int { module.plan.cells[min(max(ordinal, 0), module.plan.cells.count - 1)] }
    var patience: Double?  // until when a killed runner's checkpoint may take to come back
    func deadline() -> Double? {
      if let patience { return patience }
      let own = recorder.map { began + (isUncertain($0.cell) ? min(10, timeout(of: $0.cell)) : timeout(of: $0.cell)) }
      return [own, lessonDeadline].compactMap { $0 }.min()
    }
    func isTrial() -> Bool { recorder.map { module.plan.trials.contains($0.cell) } ?? false }
    /// After Swift concurrency, a process of its own lacks the threads that the lesson has. What a test needs of them, it
    /// waits for without end, or it ends without a word: then nothing is known, and the exercise is run by itself.
    func isUncertain(_ cell: Int) -> Bool { module.plan.followsConcurrency && module.plan.trials.contains(cell) }
    func fail() -> Outcome {
      var open = recorder ?? CellRecorder(cell: firstUnrun(module), limit: options.outputLimit)
      for (isError, bytes) in kernel.drainPipes() { open.addRaw(bytes, isError: isError) }
      let isClear = ending.error != nil || open.hasLastWords || !isUncertain(open.cell)
      results[open.cell] = !isClear ? CellResult(cell: open.cell, status: .ignored) : result(of: open, ending, module, seconds: seconds > 0 ? seconds : uptime() - began)
      runSeconds += results[open.cell].runSeconds
      options.progress?(.finished(cell: open.cell))
      return .failed
    }
    /// After a cell amidst the module that was to fail and has, or a test that was tried: the module goes on from the
    /// state before it.
    func goesOn() -> Bool {
      guard interruption == nil, let tried = recorder?.cell,
        module.plan.attempts.contains(tried) && results[tried].isExpected || module.plan.trials.contains(tried)
      else { return false }
      restore(kernel)
      guard self.kernel != nil else {
        interruption = "The kernel ended after the cell of line \(document.cells[tried].line), which was to fail."
        return false
      }
      recorder = nil
      patience = nil
      kernel.goOn()
      return true
    }

    while true {
      switch kernel.next(deadline: deadline(), interruption: ending.isInterrupted ? nil : options.interruption) {
      case .raw(let isError, let bytes):
        if recorder == nil { early.append((isError, bytes)) } else { recorder?.addRaw(bytes, isError: isError) }
      case .deadline:
        guard patience == nil else {
          kernel.end()
          return fail()
        }
        patience = uptime() + 10
        ending.isTimeout = true
        if let lessonDeadline, uptime() >= lessonDeadline { interruption = "The lesson's time is up." }
        seconds = uptime() - began
        kernel.askForOutput()
        kernel.killRunner()
      case .overMemory:
        guard patience == nil else { break }
        patience = uptime() + 10
        ending.isOverMemory = true
        kernel.askForOutput()
        kernel.killRunner()
      case .interrupted:
        guard !ending.isInterrupted else { break }
        ending.isInterrupted = true
        interruption = "The run was interrupted."
        patience = uptime() + 10
        seconds = uptime() - began
        kernel.askForOutput()
        kernel.dropCheckpoints()
        kernel.killRunner()
      case .ended(let status):
        ending.note(status: status)
        return fail()
      case .frame(let frame):
        var payload = PayloadReader(frame.payload)
        switch frame.kind {
        case .begin:
          let index = cell(Int(payload.integer(UInt32.self) ?? 0))
          recorder = CellRecorder(cell: index, limit: options.outputLimit)
          for (isError, bytes) in early { recorder?.addRaw(bytes, isError: isError) }
          early = []
          ending = Ending()
          began = uptime()
          seconds = 0
          options.progress?(.running(cell: index, of: document.cells.count, label: document.cells[index].label))
        case .standardOutput: recorder?.add(frame.payload, isError: false)
        case .standardError: recorder?.add(frame.payload, isError: true)
        case .display, .value:
          if let display = Display(encoded: frame.payload) { recorder?.add(display, isValue: frame.kind == .value) }
        case .finish:
          guard var done = recorder else { break }
          for (isError, bytes) in kernel.drainPipes() { done.addRaw(bytes, isError: isError) }
          _ = payload.integer(UInt32.self)
          seconds = Double(payload.integer(UInt64.self) ?? 0) / 1e9
          done.noteDropped(Int(payload.integer(UInt64.self) ?? 0))
          let misdeeds = payload.integer(UInt32.self) ?? 0
          results[done.cell] = finished(done, module, misdeeds: misdeeds, seconds: seconds)
          runSeconds += seconds
          options.progress?(.finished(cell: done.cell))
          if isTrial() {
            // Whatever came of it, it is undone.
            if goesOn() { break }
            return .failed
          }
          recorder = nil
          if misdeeds != 0 {
            kernel.killRunner()
            return .failed
          }
          if !results[done.cell].isExpected { return .failed }
          kernel.goOn()
        case .moduleDone:
          if ending.error == nil { return .done }
          let outcome = fail()
          if !goesOn() { return outcome }
        case .error:
          let message = payload.string() ?? ""
          // (Nobody asks where a test failed on a starter.)
          ending.error = (message, isTrial() ? Symbolizer.Trace() : symbolizer.trace(&payload, isTrap: false))
          seconds = uptime() - began
        case .trap:
          let signal = Int32(payload.integer(UInt32.self) ?? 0)
          let isOverflow = payload.integer(UInt32.self) == 1
          ending.trap = (signal, isOverflow, isTrial() ? Symbolizer.Trace() : symbolizer.trace(&payload, isTrap: true))
          seconds = uptime() - began
        case .exit: ending.exitStatus = payload.integer(Int32.self)
        case .loadFailed:
          ending.loadFailure = String(decoding: frame.payload, as: UTF8.self)
          return fail()
        case .resumed:
          kernel.isResumed = true
          _ = payload.integer(UInt32.self)
          ending.note(status: payload.integer(Int32.self) ?? 0)
          let outcome = fail()
          if !goesOn() { return outcome }
        case .hello, .runner, .looked: break
        }
      }
    }
  }

  private var symbolizer: Symbolizer { Symbolizer(toolchain: toolchain, document: document, modules: loaded) }

  private func timeout(of cell: Int) -> Double { document.cells[cell].options.timeout ?? options.cellTimeout }

  private func firstUnrun(_ module: CompiledModule) -> Int {
    module.plan.cells.first { results[$0].status == .notRun } ?? module.plan.cells[0]
  }

  // MARK: Results

  private func base(_ recorder: CellRecorder, _ module: CompiledModule, seconds: Double) -> CellResult {
    let ordinal = module.plan.cells.firstIndex(of: recorder.cell) ?? 0
    let share = module.compileSeconds / Double(module.plan.cells.count)
    return CellResult(
      cell: recorder.cell, status: .ok, outputs: recorder.outputs, diagnostics: module.diagnostics(ordinal: ordinal),
      compileSeconds: share, runSeconds: seconds, isCached: module.isCached)
  }

  /// A cell that came to its end.
  private func finished(_ recorder: CellRecorder, _ module: CompiledModule, misdeeds: UInt32, seconds: Double) -> CellResult {
    var result = base(recorder, module, seconds: seconds)
    let cell = document.cells[recorder.cell]
    let start = SourcePosition(line: cell.line)
    if misdeeds & 1 != 0 {
      result.status = .crash
      result.failure = .init(
        message: "The cell forked its process; a cell may start other programs with Process, but must not fork.",
        position: start)
    } else if misdeeds & 2 != 0 {
      result.status = .crash
      result.failure = .init(
        message: "The cell closed standard output or standard error; nothing after it could be shown.", position: start)
    } else if cell.behaviour == .shouldThrow || cell.behaviour == .shouldCrash {
      let event = cell.behaviour == .shouldThrow ? "throws nothing" : "does not crash"
      result.failure = .init(message: "The cell is marked \(cell.behaviour.rawValue), but it \(event).", position: start)
    }
    result.isExpected = result.failure == nil
    return result
  }

  /// A cell that did not.
  private func result(of recorder: CellRecorder, _ ending: Ending, _ module: CompiledModule, seconds: Double) -> CellResult {
    var recorder = recorder
    let cell = document.cells[recorder.cell]
    let fatal = recorder.takeFatalError()
    var result = base(recorder, module, seconds: seconds)
    var trace = Symbolizer.Trace()
    var message: String
    if ending.isInterrupted {
      result.status = .notRun
      message = "Interrupted."
    } else if ending.isTimeout {
      result.status = .timeout
      message =
        interruption == nil
        ? "The cell ran longer than its \(Self.text(timeout(of: cell.index))) s and was stopped; `//| timeout: SECONDS` gives it more."
        : "The lesson ran longer than its time and was stopped in this cell."
    } else if ending.isOverMemory {
      result.status = .crash
      message = "The cell used more than the \(memoryText) of memory that it may have; `--memory` gives it more."
    } else if let error = ending.error {
      result.status = .error
      message = "Uncaught error: \(withoutModuleNames(error.message))"
      trace = error.trace
    } else if let trap = ending.trap {
      result.status = .crash
      trace = trap.trace
      message = fatal?.message ?? Self.text(trap.signal, trap.isStackOverflow, trace.runtimeFailure)
      if message.contains("ould not allocate memory") || message.contains("failed to allocate") || fatal == nil && trap.signal == SIGABRT && options.memoryLimit != nil && recorder.outputs.contains(where: isAllocationFailure) {
        message = "The cell asked for more memory than the \(memoryText) that it may have; `--memory` gives it more."
      }
    } else if let status = ending.exitStatus {
      result.status = .crash
      message = "The cell called exit(\(status)), which ended the kernel."
    } else if ending.isWireClosed {
      result.status = .crash
      message = "The cell closed files that are not its own, the kernel's connection among them."
    } else if let failure = ending.loadFailure {
      result.status = .crash
      message = "The cell could not be loaded: \(failure)"
    } else if let signal = ending.killedBy, signal != SIGKILL {
      result.status = .crash
      message = "The cell was ended by \(Self.name(ofSignal: signal))."
    } else {
      result.status = .crash
      message = "The kernel was killed while it ran this cell; the machine may have run out of memory."
    }
    var position = trace.places.first?.position
    if position == nil, let fatal {
      position = module.source.lessonPosition(file: fatal.file, line: fatal.line, column: 1, document: document)
    }
    result.failure = .init(
      message: message, position: position ?? SourcePosition(line: cell.line), notes: notes(trace))
    result.isExpected =
      result.status == .error && cell.behaviour == .shouldThrow || result.status == .crash && cell.behaviour == .shouldCrash
    return result
  }

  private func isAllocationFailure(_ output: CellResult.Output) -> Bool {
    if case .standardError(let text) = output { return text.contains("bad_alloc") || text.contains("emory") }
    return false
  }

  private var memoryText: String { options.memoryLimit.map { CellRecorder.size($0 / 1_000_000 * 1_000_000) } ?? "memory" }

  /// The places on the way to a failure, without repetitions (of a recursion, say).
  private func notes(_ trace: Symbolizer.Trace) -> [Diagnostic] {
    var lines = Set([trace.places.first?.position.line])
    var notes: [Diagnostic] = []
    for place in trace.places.dropFirst() where lines.insert(place.position.line).inserted && notes.count < 6 {
      notes.append(
        Diagnostic(severity: .note, line: place.position.line, column: place.position.column, message: "called from here"))
    }
    return notes
  }

  static func text(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
  }

  /// `SIGTERM (Terminated)`.
  private static func name(ofSignal signal: Int32) -> String {
    let names = [SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGALRM: "SIGALRM", SIGUSR1: "SIGUSR1", SIGQUIT: "SIGQUIT"]
    let name = names[signal] ?? "signal \(signal)"
    return strsignal(signal).map { "\(name) (\(String(cString: $0)))" } ?? name
  }

  private static func text(_ signal: Int32, _ isStackOverflow: Bool, _ runtimeFailure: String?) -> String {
    if isStackOverflow { return "Fatal error: Stack overflow (a function that calls itself without end?)" }
    if let runtimeFailure { return "Fatal error: " + runtimeFailure.prefix(1).uppercased() + runtimeFailure.dropFirst() }
    switch signal {
    case SIGSEGV: return "Fatal error: Segmentation fault (memory that is not the program's was used)"
    case SIGBUS: return "Fatal error: Bus error"
    case SIGFPE: return "Fatal error: Floating-point exception"
    case SIGABRT: return "Fatal error: The program aborted itself"
    default: return "Fatal error: Illegal instruction (a check in optimised code failed)"
    }
  }
}
