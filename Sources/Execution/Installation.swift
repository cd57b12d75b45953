import Foundation

/// Where the parts of mlnb lie, found from the program's own place.
///
///     PREFIX/bin/mlnb
///     PREFIX/libexec/mlnb/mlnb-kernel, mlnb-forks.so
///     PREFIX/lib/mlnb/libML.so, modules/, include/module.modulemap, module-cache/, identity
///     PREFIX/share/mlnb/ (style sheet, script, fonts, KaTeX)
public struct Installation: Sendable {
  public var prefix: URL

  public init(prefix: URL) { self.prefix = prefix }

  /// The installation that the running program belongs to.
  public static var ofThisProgram: Installation {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return Installation(prefix: program.deletingLastPathComponent().deletingLastPathComponent())
  }

  public var kernel: URL { prefix.appendingPathComponent("libexec/mlnb/mlnb-kernel") }
  public var forks: URL { prefix.appendingPathComponent("libexec/mlnb/mlnb-forks.so") }
  public var runtime: URL { prefix.appendingPathComponent("lib/mlnb") }
  public var runtimeLibrary: URL { runtime.appendingPathComponent("libML.so") }
  public var modules: URL { runtime.appendingPathComponent("modules") }
  public var moduleMap: URL { runtime.appendingPathComponent("include/module.modulemap") }
  public var warmModuleCache: URL { runtime.appendingPathComponent("module-cache") }
  public var share: URL { prefix.appendingPathComponent("share/mlnb") }

  /// A text that changes whenever the runtime does.
  public func runtimeIdentity() throws -> String {
    do {
      return try String(contentsOf: runtime.appendingPathComponent("identity"), encoding: .utf8)
    } catch {
      throw ExecutionError(
        "the runtime is missing: there is no \(runtime.path)/identity", remedy: "run `make build` in mlnb's folder")
    }
  }
}

/// Something that keeps a lesson from being run at all.
public struct ExecutionError: Error, Equatable, CustomStringConvertible {
  public var message: String
  public var remedy: String?

  public init(_ message: String, remedy: String? = nil) {
    self.message = message
    self.remedy = remedy
  }

  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
