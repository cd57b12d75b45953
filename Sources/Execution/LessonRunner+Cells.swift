import CellWire
import Foundation
import NotebookModel

extension LessonRunner {
  enum Outcome { case done, failed }

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

  func timeout(of cell: Int) -> Double { document.cells[cell].options.timeout ?? options.cellTimeout }

  private func firstUnrun(_ module: CompiledModule) -> Int {
    module.plan.cells.first { results[$0].status == .notRun } ?? module.plan.cells[0]
  }
}
