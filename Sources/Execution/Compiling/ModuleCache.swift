import Foundation

/// The compiled C modules (Glibc, Foundation's shims, ours) that cells import. Making them takes seconds, so a
/// new cache folder starts with links to those that were made when the runtime was staged.
enum ModuleCache {
  /// Compiled C modules remember by what path they were reached and are refused by any other. The compiler
  /// therefore works in the cache folder and reaches them by a path that is the same for every cache folder.
  static let pathInCompiler = "/proc/self/cwd/module-cache"

  static func prepare(
    in cache: ObjectCache, from installation: Installation, runtimeIdentity: String, toolchain: Toolchain
  ) throws {
    let target = cache.moduleCache
    let identity = "\(runtimeIdentity)\n\(toolchain.identity)"
    if isMade(target, for: identity) { return }
    let manager = FileManager.default
    try manager.createDirectory(at: cache.folder, withIntermediateDirectories: true)
    // Others may want to do the same; one does it, for their compilers must not lose the folder that they work with.
    let lock = open(cache.folder.appendingPathComponent("module-cache.lock").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    defer { if lock >= 0 { close(lock) } }
    if lock >= 0 { while flock(lock, LOCK_EX) != 0, errno == EINTR {} }
    if isMade(target, for: identity) { return }
    let fresh = cache.folder.appendingPathComponent("module-cache-\(getpid())-\(UUID().uuidString.prefix(8))")
    try manager.createDirectory(at: fresh, withIntermediateDirectories: true)
    let warm = installation.warmModuleCache
    for case let path as String in manager.enumerator(atPath: warm.path) ?? FileManager.DirectoryEnumerator() {
      let source = warm.appendingPathComponent(path).path
      let copy = fresh.appendingPathComponent(path).path
      var status = stat()
      guard lstat(source, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        try manager.createDirectory(atPath: copy, withIntermediateDirectories: true)
      } else {
        // The compiler replaces a file that it does not find fresh, and never writes into one.
        guard symlink(source, copy) == 0 else { throw CocoaError(.fileWriteUnknown) }
      }
    }
    try identity.write(to: fresh.appendingPathComponent("made-for"), atomically: true, encoding: .utf8)
    if rename(fresh.path, target.path) != 0 {
      let old = cache.folder.appendingPathComponent("module-cache-old-\(getpid())-\(UUID().uuidString.prefix(8))")
      if rename(target.path, old.path) == 0 { _ = rename(fresh.path, target.path) }
      try? manager.removeItem(at: old)
      try? manager.removeItem(at: fresh)
    }
  }

  private static func isMade(_ folder: URL, for identity: String) -> Bool {
    (try? String(contentsOf: folder.appendingPathComponent("made-for"), encoding: .utf8)) == identity
  }
}
