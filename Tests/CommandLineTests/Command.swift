import Foundation

/// The package's folder.
let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// How a command ended.
struct Ending {
  var status: Int32
  var output: String
  var errors: String
}

/// A folder of a test's own, with a cache of its own where wanted.
final class Workplace {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("mlnb-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Starts the `mlnb` that was built, or another program, in this folder.
  func start(
    _ arguments: [String], environment: [String: String] = [:], program: URL = package.appendingPathComponent("bin/mlnb")
  ) throws -> (process: Process, output: URL, errors: URL) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["XDG_CACHE_HOME": FileManager.default.temporaryDirectory.appendingPathComponent("mlnb-tests-cache").path]
    ) { $1 }.merging(environment) { $1 }
    let streams = FileManager.default.temporaryDirectory
    let output = streams.appendingPathComponent("out-\(UUID().uuidString)")
    let errors = streams.appendingPathComponent("err-\(UUID().uuidString)")
    for file in [output, errors] { FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return (process, output, errors)
  }

  func end(_ started: (process: Process, output: URL, errors: URL)) throws -> Ending {
    started.process.waitUntilExit()
    defer { for file in [started.output, started.errors] { try? FileManager.default.removeItem(at: file) } }
    return Ending(
      status: started.process.terminationStatus,
      output: String(decoding: try Data(contentsOf: started.output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: started.errors), as: UTF8.self))
  }

  func mlnb(_ arguments: String..., environment: [String: String] = [:]) throws -> Ending {
    try end(start(arguments, environment: environment))
  }
}
