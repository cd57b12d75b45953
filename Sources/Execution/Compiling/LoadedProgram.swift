import CProcess
import Foundation

/// A program that is loaded once and runs many times: each run is a fork of it, made before its `main`.
///
/// Loading and linking the compiler takes 15 ms of the 60 ms that the smallest module needs, and half of what the linker
/// does. `mlnb-forks.so`, preloaded, holds the program there. Where that does not work, each run starts the program anew.
package final class LoadedProgram: @unchecked Sendable {
  private let program: String
  private let folder: String
  private let lock = NSLock()
  // Guarded by `lock`.
  private var process: Subprocess?
  private var wire: Int32 = -1

  /// Begins to load a program, in the background.
  ///
  /// - Parameters:
  ///   - program: Its path.
  ///   - folder: Its working directory; it is made where missing.
  package init(_ program: String, folder: URL, installation: Installation) {
    (self.program, self.folder) = (program, folder.path)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var ends: [Int32] = [-1, -1]
    guard access(installation.forks.path, R_OK) == 0, mlnb_packet_pair(&ends) == 0 else { return }
    // Whoever asks becomes the parent of the runs.
    mlnb_adopt_orphans()
    var environment = ProcessInfo.processInfo.environment
    let own = environment["LD_PRELOAD"] ?? ""
    environment["MLNB_PRELOAD"] = own
    environment["LD_PRELOAD"] = own.isEmpty ? installation.forks.path : "\(installation.forks.path):\(own)"
    // A twentieth of the compiler's time goes in the small pages of its memory.
    let tunables = environment["GLIBC_TUNABLES"] ?? ""
    environment["MLNB_TUNABLES"] = tunables
    environment["GLIBC_TUNABLES"] = tunables.isEmpty ? "glibc.malloc.hugetlb=1" : tunables
    environment["MLNB_FORKS"] = "3"
    // Should it not be held, it says its version and ends, and nobody answers.
    process = try? Subprocess(program, ["--version"], environment: environment, folder: folder.path, input: ends[0])
    close(ends[0])
    if process == nil { close(ends[1]) } else { wire = ends[1] }
  }

  deinit { end() }

  /// Runs the program.
  ///
  /// - Throws: `ExecutionError` if it cannot be started.
  package func start(_ arguments: [String]) throws -> Subprocess {
    let fork = lock.withLock { () -> Subprocess? in
      guard wire >= 0 else { return nil }
      if let fork = Subprocess(asking: wire, program, arguments, folder: folder) { return fork }
      endWithoutLock()
      return nil
    }
    return try fork ?? Subprocess(program, arguments, folder: folder)
  }

  /// Ends what waits; runs go on.
  package func end() { lock.withLock { endWithoutLock() } }

  private func endWithoutLock() {
    if wire >= 0 { close(wire) }
    wire = -1
    guard let process else { return }
    self.process = nil
    process.kill()
    DispatchQueue.global().async { _ = process.wait() }
  }
}
