import Foundation

/// Ends compiling when the user or the lesson's time says so: a compiler may take longer than anybody wants to wait.
final class CompileWatch: @unchecked Sendable {
  private let lock = NSLock()
  private var found: String?
  private var isOver = false

  /// - Parameters:
  ///   - interruption: Becomes readable when the user wants the run to stop.
  ///   - deadline: Uptime in seconds at which the lesson's time is up.
  ///   - stop: Ends the work.
  init(interruption: Int32?, deadline: Double?, stop: @escaping @Sendable () -> Void) {
    guard interruption != nil || deadline != nil else { return }
    let thread = Thread { [self] in
      while !lock.withLock({ isOver }) {
        var source = pollfd(fd: interruption ?? -1, events: Int16(POLLIN), revents: 0)
        let isInterrupted = poll(&source, 1, 100) > 0
        guard isInterrupted || deadline.map({ uptime() >= $0 }) == true else { continue }
        lock.withLock { found = isInterrupted ? "The run was interrupted." : "The lesson's time is up." }
        return stop()
      }
    }
    thread.start()
  }

  /// Why compiling was ended, if it was.
  var reason: String? { lock.withLock { found } }

  func end() { lock.withLock { isOver = true } }
}
