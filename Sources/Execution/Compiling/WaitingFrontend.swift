import CProcess
import Foundation

/// A compiler that has been started before there is something to compile: a third of what a small module takes is
/// the loading of the compiler itself.
final class WaitingFrontend: @unchecked Sendable {
  private let process: Subprocess
  /// Where it waits for its arguments; -1 once they have been given.
  private var arguments: Int32

  /// - Throws: `ExecutionError` if it cannot be started.
  init(_ program: String, folder: URL) throws {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var ends: [Int32] = [-1, -1]
    guard mlnb_pipe(&ends) == 0 else {
      throw ExecutionError("cannot open a pipe: \(String(cString: strerror(errno)))")
    }
    defer { close(ends[0]) }
    do {
      // It reads its arguments as a file, which is a pipe.
      process = try Subprocess(program, ["-frontend", "@/dev/fd/3"], folder: folder.path, input: ends[0])
    } catch {
      close(ends[1])
      throw error
    }
    arguments = ends[1]
  }

  deinit {
    guard arguments >= 0 else { return }
    process.kill()
    close(arguments)
    DispatchQueue.global().async { [process] in _ = process.wait() }
  }

  /// Sets it to work.
  func start(_ list: [String]) -> Subprocess {
    let lines = list.map { "\"" + $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"\n" }
    var bytes = Array(lines.joined().utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(arguments, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { break }
    }
    close(arguments)
    arguments = -1
    return process
  }
}
