import CProcess
import CellWire
import Foundation

/// The child process in which cells run, and everything that is heard from it.
final class KernelProcess {
  struct Settings {
    var kernel: URL
    var runtimeLibrary: URL
    var folder: URL
    var environment: [String: String]
    /// Bytes of text that a cell may put out.
    var outputLimit: Int
    /// Bytes of memory that the kernel may have; nil for no bound.
    var memoryLimit: Int?
    /// Hears what cells look at outside their lesson, if anybody wants to know.
    var inputs: InputLog?
  }

  enum Event {
    case frame(WireFrame)
    /// What a subprocess of a cell wrote.
    case raw(isError: Bool, [UInt8])
    /// The kernel has ended; `waitpid`'s status.
    case ended(Int32)
    case deadline
    case interrupted
    case overMemory
  }

  /// The process that the command started, leader of its session.
  let process: pid_t
  /// The process that runs cells now: another one while a checkpoint waits.
  private(set) var runner: pid_t
  private(set) var checkpoints: [pid_t] = []
  /// Whether a checkpoint has taken over, and nothing has run since.
  var isResumed = false
  private let settings: Settings
  private let wire: Int32
  private var pipes: [Int32]
  private var reader = WireFrameReader()
  private var pending: [Event] = []
  private var hasEnded = false
  private let marker: String

  /// Starts a kernel.
  ///
  /// - Throws: `ExecutionError` if that is not possible.
  init(_ settings: Settings) throws {
    self.settings = settings
    var wire: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    var errors: [Int32] = [-1, -1]
    guard mlnb_socket_pair(&wire) == 0, mlnb_pipe(&output) == 0, mlnb_pipe(&errors) == 0 else {
      throw ExecutionError("cannot open the kernel's pipes: \(String(cString: strerror(errno)))")
    }
    mlnb_adopt_orphans()
    marker = UUID().uuidString
    var environment = settings.environment
    environment["MLNB_KERNEL"] = marker
    environment["MLNB_WATCH"] = settings.inputs == nil ? nil : "1"
    process = try Subprocess.spawn(
      settings.kernel.path,
      ["3", "\(settings.outputLimit)", "\(settings.memoryLimit ?? 0)", settings.runtimeLibrary.path],
      environment: environment, folder: settings.folder.path,
      descriptors: [(0, nil), (1, output[1]), (2, errors[1]), (3, wire[1])], newSession: true)
    close(wire[1])
    close(output[1])
    close(errors[1])
    self.wire = wire[0]
    pipes = [output[0], errors[0]]
    for descriptor in pipes + [wire[0]] { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }
    runner = process
  }

  deinit {
    end()
    close(wire)
    for descriptor in pipes where descriptor >= 0 { close(descriptor) }
  }

  // MARK: Commands

  /// How a module is to be run (`load_flag` in the kernel).
  struct LoadOptions: OptionSet {
    let rawValue: UInt8
    static let savesCheckpoints = Self(rawValue: 1)
    /// Tests are tried on the starters of their exercises.
    static let triesStarters = Self(rawValue: 2)
    /// Cells that are to fail have been judged before.
    static let skipsAttempts = Self(rawValue: 4)
  }

  /// Loads a module and runs it.
  func load(_ library: URL, entryPoint: String, options: LoadOptions) {
    isResumed = false
    send("L", [options.rawValue] + Array(library.path.utf8) + [0] + Array(entryPoint.utf8) + [0])
  }

  /// Lets the kernel go on after a cell has finished.
  func goOn() { send("G", []) }

  private func send(_ kind: Character, _ payload: [UInt8]) {
    let bytes = WireFrame.encoded(kind: kind.asciiValue ?? 0, payload: payload)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Foundation.send(wire, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        var state = pollfd(fd: wire, events: Int16(POLLOUT), revents: 0)
        poll(&state, 1, 1000)
      } else if errno != EINTR {
        return  // it has ended: the next event says so
      }
    }
  }

  // MARK: Events

  /// Waits for the next thing to happen.
  ///
  /// - Parameters:
  ///   - deadline: Uptime in seconds at which `.deadline` comes.
  ///   - interruption: Becomes readable on Ctrl-C.
  func next(deadline: Double?, interruption: Int32?) -> Event {
    if !pending.isEmpty { return pending.removeFirst() }
    while true {
      if let frame = reader.next() { return note(frame) }
      if hasEnded { return .ended(0) }
      let now = uptime()
      if let deadline, now >= deadline { return .deadline }
      var sources = [
        pollfd(fd: wire, events: Int16(POLLIN), revents: 0), pollfd(fd: pipes[0], events: Int16(POLLIN), revents: 0),
        pollfd(fd: pipes[1], events: Int16(POLLIN), revents: 0),
        pollfd(fd: interruption ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      let rest = deadline.map { max(1, min(3_600_000, ($0 - now) * 1000 + 1)) } ?? 3_600_000
      let wait = settings.memoryLimit == nil ? Int32(rest) : Int32(min(rest, 50))
      let count = poll(&sources, nfds_t(sources.count), wait)
      if sources[3].revents != 0 { return .interrupted }
      if count <= 0 {
        if let limit = settings.memoryLimit, residentBytes() > limit { return .overMemory }
        continue
      }
      for index in 0..<2 where sources[index + 1].revents != 0 {
        if let bytes = read(pipe: index) { return .raw(isError: index == 1, bytes) }
      }
      if sources[0].revents != 0, !readWire() {
        if let frame = reader.next() { return note(frame) }
        return ended()
      }
    }
  }

  /// What subprocesses of the finished cell have written so far.
  func drainPipes() -> [(isError: Bool, bytes: [UInt8])] {
    var result: [(isError: Bool, bytes: [UInt8])] = []
    for index in 0..<2 {
      while let bytes = read(pipe: index), result.count < 1024 { result.append((index == 1, bytes)) }
    }
    return result
  }

  private func note(_ frame: WireFrame) -> Event {
    var payload = PayloadReader(frame.payload)
    if frame.kind == .looked { settings.inputs?.note(&payload) }
    if frame.kind == .runner, let id = payload.integer(UInt32.self), let parent = payload.integer(UInt32.self) {
      // One checkpoint is enough: the one before the cell that runs now.
      for old in checkpoints where old != pid_t(parent) { kill(old, SIGKILL) }
      checkpoints = [pid_t(parent)]
      runner = pid_t(id)
    }
    if frame.kind == .resumed, let id = payload.integer(UInt32.self) {
      runner = pid_t(id)
      checkpoints = []
    }
    return .frame(frame)
  }

  private func readWire() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(wire, &buffer, buffer.count)
      if count > 0 {
        reader.append(buffer[0..<count])
        return true
      }
      if count < 0, errno == EINTR { continue }
      return count < 0 && errno == EAGAIN
    }
  }

  private func read(pipe index: Int) -> [UInt8]? {
    guard pipes[index] >= 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Foundation.read(pipes[index], &buffer, buffer.count)
    if count > 0 { return Array(buffer[0..<count]) }
    if count == 0 {
      close(pipes[index])
      pipes[index] = -1
    }
    return nil
  }

  private func ended() -> Event {
    hasEnded = true
    var status: Int32 = 0
    // It has closed the wire; if it lives on all the same, it does so without us.
    for _ in 0..<50 {
      let found = waitpid(process, &status, WNOHANG)
      if found == process || found < 0 { return .ended(status) }
      usleep(2000)
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    return .ended(status)
  }

  private func residentBytes() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/\(runner)/statm", encoding: .utf8) else { return 0 }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
  }

  // MARK: Ending

  /// Whether a checkpoint waits for the runner to fail.
  var hasCheckpoint: Bool { !checkpoints.isEmpty }

  /// Lets go of a checkpoint that no later failure is to go back to.
  func dropCheckpoints() {
    for old in checkpoints where old != runner { kill(old, SIGKILL) }
    checkpoints = []
  }

  /// Asks the process that runs cells for what it has gathered, and waits a moment for it.
  func askForOutput() {
    guard kill(runner, SIGRTMAX() - 1) == 0 else { return }
    let end = uptime() + 0.1
    while uptime() < end {
      var source = pollfd(fd: wire, events: Int16(POLLIN), revents: 0)
      if poll(&source, 1, 20) <= 0 || !readWire() { break }
    }
    while let frame = reader.next() { pending.append(note(frame)) }
  }

  /// Kills the process that runs cells; a checkpoint, if there is one, then takes over.
  func killRunner() {
    kill(-runner, SIGKILL)
    kill(runner, SIGKILL)
  }

  /// Kills everything that the kernel started, wherever it has gone.
  func end() {
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    for other in checkpoints + [runner] where other != process {
      kill(-other, SIGKILL)
      kill(other, SIGKILL)
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    for _ in 0..<20 {
      let left = adopted()
      if left.isEmpty { break }
      for other in left {
        kill(other, SIGKILL)
        waitpid(other, &status, 0)
      }
    }
  }

  /// Children of this process that descend from the kernel: by their session, or by the mark in their environment.
  private func adopted() -> [pid_t] {
    var result: [pid_t] = []
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    for thread in threads {
      guard let text = try? String(contentsOfFile: "/proc/self/task/\(thread)/children", encoding: .utf8) else { continue }
      for child in text.split(separator: " ").compactMap({ pid_t($0) }) {
        if getsid(child) == process {
          result.append(child)
        } else if let settings = FileManager.default.contents(atPath: "/proc/\(child)/environ"),
          settings.range(of: Data("MLNB_KERNEL=\(marker)".utf8)) != nil
        {
          result.append(child)
        }
      }
    }
    return result
  }
}

/// glibc keeps the first real-time signals for itself, so the last is a function.
private func SIGRTMAX() -> Int32 { 64 }

/// Seconds since the machine started.
func uptime() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
