import Foundation

/// The Swift toolchain that compiles cells.
public struct Toolchain: Equatable, Sendable {
  /// The folder that holds `swift-frontend` and `lld`.
  public var binaries: URL
  /// `lib/swift` of the toolchain.
  public var resources: URL
  /// For example "6.3.1".
  public var version: String
  /// Changes whenever the compiler does.
  public var identity: String

  public var frontend: String { binaries.appendingPathComponent("swift-frontend").path }
  public var linker: String { binaries.appendingPathComponent("ld.lld").path }
  public var symbolizer: String { binaries.appendingPathComponent("llvm-symbolizer").path }

  #if arch(arm64)
    public static let architecture = "aarch64"
  #else
    public static let architecture = "x86_64"
  #endif
  public static let target = "\(architecture)-unknown-linux-gnu"

  /// Finds `swiftc` on PATH and follows its links to the toolchain.
  ///
  /// Its version is remembered: asking the compiler takes longer than a cell.
  ///
  /// - Parameters:
  ///   - cache: Where a version is looked up and written down.
  ///   - installation: Where the version that the runtime was built with is written down.
  /// - Throws: `ExecutionError` if there is no toolchain.
  public static func find(cache: URL, installation: Installation? = nil) throws -> Toolchain {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":") {
      let compiler = URL(fileURLWithPath: "\(folder)/swiftc")
      guard FileManager.default.isExecutableFile(atPath: compiler.path) else { continue }
      let binaries = compiler.resolvingSymlinksInPath().deletingLastPathComponent()
      let resources = binaries.deletingLastPathComponent().appendingPathComponent("lib/swift")
      let frontend = binaries.appendingPathComponent("swift-frontend").path
      guard FileManager.default.fileExists(atPath: resources.path),
        let attributes = try? FileManager.default.attributesOfItem(atPath: frontend)
      else { continue }
      let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      let stamp = "\(frontend) \(attributes[.size] ?? 0) \(changed)"
      let name = "toolchain-\(ContentHash(of: stamp).text)"
      let memory = cache.appendingPathComponent(name)
      let version: String
      if let known = [installation?.runtime, cache].lazy.compactMap({ remembered($0?.appendingPathComponent(name)) }).first {
        version = known
      } else {
        let outcome = try Subprocess.run(frontend, ["-version"])
        let text = outcome.standardOutput + outcome.standardError
        guard let range = text.range(of: #"(?<=Swift version )[0-9A-Za-z.\-]+"#, options: .regularExpression) else {
          throw ExecutionError("\(frontend) does not say which Swift it is: \(text)")
        }
        version = String(text[range])
        try? FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
        try? version.write(to: memory, atomically: true, encoding: .utf8)
      }
      return Toolchain(binaries: binaries, resources: resources, version: version, identity: "\(version) \(stamp)")
    }
    throw ExecutionError(
      "there is no Swift toolchain on PATH", remedy: "install Swift 6.3 from https://swift.org/install and try again")
  }

  private static func remembered(_ memory: URL?) -> String? {
    guard let memory, let text = try? String(contentsOf: memory, encoding: .utf8), !text.isEmpty else { return nil }
    return text
  }
}
