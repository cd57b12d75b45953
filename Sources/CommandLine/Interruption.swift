import Foundation

/// Turns Ctrl-C and a request to end into a descriptor that becomes readable. A second Ctrl-C ends at once.
enum Interruption {
  nonisolated(unsafe) private static var ends: [Int32] = [-1, -1]

  /// The descriptor to watch.
  static func watch() -> Int32 {
    if ends[0] >= 0 { return ends[0] }
    guard pipe(&ends) == 0 else { return -1 }
    for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    // Whoever started this program may have had them blocked.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        var byte: UInt8 = 1
        _ = Foundation.write(Interruption.writeEnd, &byte, 1)
        signal(number, SIG_DFL)
      }
    }
    return ends[0]
  }

  private static var writeEnd: Int32 { ends[1] }

  static var hasHappened: Bool {
    var state = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    return ends[0] >= 0 && poll(&state, 1, 0) > 0
  }
}
