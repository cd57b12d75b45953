import CProcess
import Foundation

/// A program that was started, and what it writes.
package struct Subprocess {
  package struct Outcome {
    package var status: Int32
    package var standardError: String
    package var standardOutput: String
  }

  private let process: pid_t
  private let pipes: [Int32]

  /// Runs a program to its end and gives what it wrote.
  ///
  /// - Throws: `ExecutionError` if it cannot be started.
  static func run(_ program: String, _ arguments: [String], folder: String? = nil) throws -> Outcome {
    try Subprocess(program, arguments, folder: folder).wait()
  }

  /// Starts a program.
  ///
  /// - Throws: `ExecutionError` if it cannot be started.
  ///
  /// - Parameters:
  ///   - environment: Its variables; nil for those of this program.
  ///   - input: What the program finds as descriptor 3.
  init(
    _ program: String, _ arguments: [String], environment: [String: String]? = nil, folder: String? = nil, input: Int32? = nil
  ) throws {
    let (output, errors) = try Self.outputPipes()
    var descriptors: [(Int32, Int32?)] = [(0, nil), (1, output[1]), (2, errors[1])]
    if let input { descriptors.append((3, input)) }
    do {
      process = try Self.spawn(
        program, arguments, environment: environment, folder: folder, descriptors: descriptors,
        newSession: false)
    } catch {
      for descriptor in output + errors { close(descriptor) }
      throw error
    }
    close(output[1])
    close(errors[1])
    pipes = [output[0], errors[0]]
  }

  /// A run of a program that has been loaded; nil if whatever is at the other end of `wire` gives none.
  init?(asking wire: Int32, _ program: String, _ arguments: [String], folder: String) {
    guard let (output, errors) = try? Self.outputPipes() else { return nil }
    let message: [UInt8] = ([folder, program] + arguments).flatMap { Array($0.utf8) + [0] }
    process = mlnb_ask(wire, message, message.count, [output[1], errors[1]])
    close(output[1])
    close(errors[1])
    pipes = [output[0], errors[0]]
    guard process > 0 else {
      for descriptor in pipes { close(descriptor) }
      return nil
    }
  }

  /// Where a program writes: for standard output and standard error the end to read from and the end to write to.
  private static func outputPipes() throws -> (output: [Int32], errors: [Int32]) {
    var output: [Int32] = [-1, -1]
    var errors: [Int32] = [-1, -1]
    guard mlnb_pipe(&output) == 0, mlnb_pipe(&errors) == 0 else {
      throw ExecutionError("cannot open a pipe: \(String(cString: strerror(errno)))")
    }
    return (output, errors)
  }

  /// Ends it at once; whoever waits for it goes on.
  package func kill() { Foundation.kill(process, SIGKILL) }

  /// Waits for its end.
  ///
  /// - Parameters:
  ///   - folder: Whenever a file in it gets its name, `check` is called until it says that it need not be any more.
  ///   - check: Whether to call again.
  package func wait(watching folder: String? = nil, _ check: () -> Bool = { false }) -> Outcome {
    var texts: [[UInt8]] = [[], []]
    let watch = folder.map { mlnb_watch_names($0) } ?? -1
    defer { if watch >= 0 { close(watch) } }
    var sources = (pipes + [watch]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // What has its name already, nobody will report.
    var checks = folder != nil && check()
    while sources[0].fd >= 0 || sources[1].fd >= 0 {
      // Where the system cannot watch, looking often does.
      let count = poll(&sources, 3, checks && watch < 0 ? 2 : -1)
      for index in 0..<3 where count > 0 && sources[index].fd >= 0 && sources[index].revents != 0 {
        let count = read(sources[index].fd, &buffer, buffer.count)
        if index == 2 { continue }
        if count > 0 {
          texts[index] += buffer[0..<count]
        } else if count == 0 || errno != EINTR {
          close(sources[index].fd)
          sources[index].fd = -1
        }
      }
      if checks { checks = check() }
      if !checks { sources[2].fd = -1 }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Outcome(
      status: status, standardError: String(decoding: texts[1], as: UTF8.self),
      standardOutput: String(decoding: texts[0], as: UTF8.self))
  }

  /// Starts a program with the given descriptors (nil: /dev/null).
  static func spawn(
    _ program: String, _ arguments: [String], environment: [String: String]?, folder: String?,
    descriptors: [(Int32, Int32?)], newSession: Bool
  ) throws -> pid_t {
    var argumentPointers = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in argumentPointers { free(pointer) } }
    let settings = environment ?? ProcessInfo.processInfo.environment
    var environmentPointers = settings.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in environmentPointers { free(pointer) } }

    var process: pid_t = 0
    let places = descriptors.map(\.0)
    let sources = descriptors.map { $0.1 ?? -1 }
    let error = mlnb_spawn(
      &process, program, &argumentPointers, &environmentPointers, folder, places, sources, Int32(places.count),
      newSession ? 1 : 0)
    guard error == 0 else {
      throw ExecutionError("cannot start \(program): \(String(cString: strerror(error)))")
    }
    return process
  }
}
