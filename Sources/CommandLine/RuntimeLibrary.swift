import CProcess
import Execution
import Foundation

/// The libraries under the runtime and the tool, where they lie, and their versions, as they themselves say.
struct RuntimeLibrary {
  var name: String
  /// What the linker calls it.
  var file: String
  /// The Debian package that brings it.
  var package: String
  /// Asks the loaded library for its version.
  fileprivate var version: ((_ handle: UnsafeMutableRawPointer) -> String?)?

  static let all = [
    RuntimeLibrary(name: "OpenBLAS", file: "libopenblas.so.0", package: "libopenblas0-pthread") {
      // `OpenBLAS 0.3.21 NO_AFFINITY ...`
      text("openblas_get_config", $0)?.split(separator: " ").dropFirst().first.map(String.init)
    },
    RuntimeLibrary(name: "L-BFGS-B", file: "liblbfgsb.so.0", package: "liblbfgsb0"),
    RuntimeLibrary(name: "Cairo", file: "libcairo.so.2", package: "libcairo2") { text("cairo_version_string", $0) },
    RuntimeLibrary(name: "FreeType", file: "libfreetype.so.6", package: "libfreetype6", version: freeTypeVersion),
    RuntimeLibrary(name: "zlib", file: "libz.so.1", package: "zlib1g") { text("zlibVersion", $0) },
    RuntimeLibrary(name: "cmark-gfm", file: "libcmark-gfm.so.0.29.0.gfm.6", package: "libcmark-gfm0.29.0.gfm.6"),
    RuntimeLibrary(name: "Duktape", file: "libduktape.so.207", package: "libduktape207"),
  ]

  /// Where it lies and which version it is; nil if it cannot be loaded.
  var found: (path: String, version: String?)? {
    guard let handle = dlopen(file, RTLD_LAZY) else { return nil }
    defer { dlclose(handle) }
    let path = mlnb_library_path(handle).map { URL(fileURLWithPath: String(cString: $0)).resolvingSymlinksInPath().path }
    return (path ?? file, version?(handle))
  }

  /// The version of a package that a lesson names: of a room of the runtime, or of a library; nil if it is not there.
  static func version(ofPackage name: String) -> String? {
    guard let library = all.first(where: { $0.name == name }) else { return MLNB.version }
    return library.found?.version
  }

  /// What a function without arguments says.
  private static func text(_ function: String, _ handle: UnsafeMutableRawPointer) -> String? {
    typealias Function = @convention(c) () -> UnsafePointer<CChar>?
    return dlsym(handle, function).flatMap { unsafeBitCast($0, to: Function.self)() }.map { String(cString: $0) }
  }

  private static func freeTypeVersion(_ handle: UnsafeMutableRawPointer) -> String? {
    typealias Open = @convention(c) (UnsafeMutablePointer<OpaquePointer?>) -> Int32
    typealias Close = @convention(c) (OpaquePointer) -> Int32
    typealias Ask = @convention(c) (
      OpaquePointer, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>
    ) -> Void
    guard let open = dlsym(handle, "FT_Init_FreeType"), let close = dlsym(handle, "FT_Done_FreeType"),
      let ask = dlsym(handle, "FT_Library_Version")
    else { return nil }
    var library: OpaquePointer?
    guard unsafeBitCast(open, to: Open.self)(&library) == 0, let library else { return nil }
    defer { _ = unsafeBitCast(close, to: Close.self)(library) }
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    unsafeBitCast(ask, to: Ask.self)(library, &major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}
