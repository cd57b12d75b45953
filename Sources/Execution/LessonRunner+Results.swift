import CellWire
import Foundation
import NotebookModel

// What came of a cell, from what the kernel has said of it.
extension LessonRunner {
  /// What the kernel has said about the end of a cell, so far.
  struct Ending {
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

  private func base(_ recorder: CellRecorder, _ module: CompiledModule, seconds: Double) -> CellResult {
    let ordinal = module.plan.cells.firstIndex(of: recorder.cell) ?? 0
    let share = module.compileSeconds / Double(module.plan.cells.count)
    return CellResult(
      cell: recorder.cell, status: .ok, outputs: recorder.outputs, diagnostics: module.diagnostics(ordinal: ordinal),
      compileSeconds: share, runSeconds: seconds, isCached: module.isCached)
  }

  /// A cell that came to its end.
  func finished(_ recorder: CellRecorder, _ module: CompiledModule, misdeeds: UInt32, seconds: Double) -> CellResult {
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
  func result(of recorder: CellRecorder, _ ending: Ending, _ module: CompiledModule, seconds: Double) -> CellResult {
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
