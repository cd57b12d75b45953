import Foundation

/// Compiled modules, kept by content in the user's cache folder.
///
/// Safe for several programs at once: an entry is written under another name and renamed when it is whole, its
/// manifest last. The oldest entries go when the folder grows past its bound.
public struct ObjectCache: Sendable {
  /// The cache folder of this program.
  public let folder: URL
  /// Bytes that the objects may take.
  public let bound: Int

  /// - Parameters:
  ///   - folder: Defaults to `$XDG_CACHE_HOME/mlnb`, or `~/.cache/mlnb`.
  ///   - bound: Bytes; 2 GiB unless given.
  public init(folder: URL = ObjectCache.defaultFolder, bound: Int = 2 << 30) {
    self.folder = folder
    self.bound = bound
  }

  public static var defaultFolder: URL {
    let environment = ProcessInfo.processInfo.environment
    if let given = environment["XDG_CACHE_HOME"], given.hasPrefix("/") {
      return URL(fileURLWithPath: given).appendingPathComponent("mlnb")
    }
    return URL(fileURLWithPath: environment["HOME"] ?? NSHomeDirectory()).appendingPathComponent(".cache/mlnb")
  }

  var objects: URL { folder.appendingPathComponent("objects") }
  var moduleCache: URL { folder.appendingPathComponent("module-cache") }

  /// What is known of a compiled module besides its files.
  struct Manifest: Codable {
    var messages: [CompilerMessage]
    /// Whether it compiled; a failure is remembered as well.
    var succeeded: Bool
    /// Hash of the module's interface: what is built on it needs compiling again only when this changes.
    var interface: String
    var compileSeconds: Double
  }

  func library(_ key: String) -> URL { objects.appendingPathComponent("\(key).so") }
  func module(_ key: String) -> URL { objects.appendingPathComponent("\(key).swiftmodule") }
  private func manifest(_ key: String) -> URL { objects.appendingPathComponent("\(key).json") }

  /// The entry of that key, if it is whole.
  func entry(_ key: String) -> Manifest? {
    guard let data = try? Data(contentsOf: manifest(key)),
      let found = try? JSONDecoder().decode(Manifest.self, from: data)
    else { return nil }
    if found.succeeded {
      guard access(library(key).path, R_OK) == 0, access(module(key).path, R_OK) == 0 else { return nil }
    }
    utimes(manifest(key).path, nil)  // used just now
    return found
  }

  /// Stores an entry whose files lie in another folder of the same cache.
  func store(_ key: String, manifest content: Manifest, library: URL?, module: URL?) throws {
    try FileManager.default.createDirectory(at: objects, withIntermediateDirectories: true)
    for (source, target) in [(module, self.module(key)), (library, self.library(key))] {
      guard let source else { continue }
      guard rename(source.path, target.path) == 0 else { throw unwritable(String(cString: strerror(errno))) }
    }
    do {
      try JSONEncoder().encode(content).write(to: manifest(key), options: .atomic)
    } catch {
      throw unwritable(reason(error))
    }
  }

  /// Makes a folder for one run's own files.
  func temporaryFolder() throws -> URL {
    let runs = folder.appendingPathComponent("runs")
    let name = runs.appendingPathComponent("\(getpid())-\(UUID().uuidString.prefix(8))")
    do {
      try FileManager.default.createDirectory(at: name, withIntermediateDirectories: true)
    } catch {
      throw unwritable(reason(error))
    }
    return name
  }

  /// What to say of an error that came up while compiling: where it is not ours, a file could not be written.
  func failure(_ error: any Error) -> ExecutionError { error as? ExecutionError ?? unwritable(reason(error)) }

  /// What to say when there is no writing here.
  private func unwritable(_ reason: String) -> ExecutionError {
    ExecutionError(
      "cannot write to the cache folder \(folder.path): \(reason)",
      remedy: "make room, or set XDG_CACHE_HOME to another folder")
  }

  private func reason(_ error: any Error) -> String {
    var cause = error as NSError
    while let deeper = cause.userInfo[NSUnderlyingErrorKey] as? NSError { cause = deeper }
    if cause.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(cause.code))) }
    return error.localizedDescription
  }

  /// Bytes and number of files in the whole cache.
  public func size() -> (bytes: Int, files: Int) {
    let files = Self.files(in: folder)
    return (files.reduce(0) { $0 + $1.bytes }, files.count)
  }

  /// Removes what is oldest until the objects fit, and the folders of runs that ended without their leave.
  public func trim() {
    for run in (try? FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("runs").path)) ?? [] {
      if let owner = Int32(run.prefix { $0 != "-" }), kill(owner, 0) != 0, errno == ESRCH {
        try? FileManager.default.removeItem(at: folder.appendingPathComponent("runs/\(run)"))
      }
    }
    let files = Self.files(in: objects)
    var total = files.reduce(0) { $0 + $1.bytes }
    guard total > bound else { return }
    var entries: [String: (bytes: Int, used: Double)] = [:]
    for file in files {
      let key = file.url.deletingPathExtension().lastPathComponent
      let old = entries[key] ?? (0, 0)
      entries[key] = (old.bytes + file.bytes, max(old.used, file.used))
    }
    // An entry of the last minutes may be about to be opened by another program.
    let recent = Date().timeIntervalSince1970 - 600
    for (key, entry) in entries.sorted(by: { $0.value.used < $1.value.used }) where total > bound * 3 / 4 && entry.used < recent {
      for url in [manifest(key), library(key), module(key)] { unlink(url.path) }
      total -= entry.bytes
    }
  }

  /// Removes everything.
  public func clear() throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    try FileManager.default.removeItem(at: folder)
  }

  private static func files(in folder: URL) -> [(url: URL, bytes: Int, used: Double)] {
    guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return [] }
    var result: [(url: URL, bytes: Int, used: Double)] = []
    for case let path as String in walk {
      let url = folder.appendingPathComponent(path)
      var status = stat()
      guard lstat(url.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      result.append((url, Int(status.st_size), Double(status.st_mtim.tv_sec)))
    }
    return result
  }
}
