import CProcess
import Foundation

/// Starts other programs and keeps hold of them.
enum Subprocess {
  struct Outcome {
    var status: Int32
    var standardError: String
    var standardOutput: String
  }

  /// Runs a program to its end and gives what it wrote.
  ///
  /// - Throws: `ExecutionError` if it cannot be started.
  static func run(_ program: String, _ arguments: [String], folder: String? = nil) throws -> Outcome {
    var output: [Int32] = [-1, -1]
    var errors: [Int32] = [-1, -1]
    guard mlnb_pipe(&output) == 0, mlnb_pipe(&errors) == 0 else {
      throw ExecutionError("cannot open a pipe: \(String(cString: strerror(errno)))")
    }
    let process: pid_t
    do {
      process = try spawn(
        program, arguments, environment: nil, folder: folder, descriptors: [(0, nil), (1, output[1]), (2, errors[1])],
        newSession: false)
    } catch {
      for descriptor in output + errors { close(descriptor) }
      throw error
    }
    close(output[1])
    close(errors[1])
    var texts: [[UInt8]] = [[], []]
    var sources = [
      pollfd(fd: output[0], events: Int16(POLLIN), revents: 0), pollfd(fd: errors[0], events: Int16(POLLIN), revents: 0),
    ]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while sources.contains(where: { $0.fd >= 0 }) {
      if poll(&sources, 2, -1) < 0 { continue }
      for index in 0..<2 where sources[index].fd >= 0 && sources[index].revents != 0 {
        let count = read(sources[index].fd, &buffer, buffer.count)
        if count > 0 {
          texts[index] += buffer[0..<count]
        } else if count == 0 || errno != EINTR {
          close(sources[index].fd)
          sources[index].fd = -1
        }
      }
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
