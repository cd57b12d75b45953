import ArgumentParser
import Execution
import Foundation

/// `mlnb doctor`: everything that mlnb needs, and how to get what is missing.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what mlnb needs on this machine, and for each thing missing the command that brings it.",
    discussion: """
      EXAMPLES
        mlnb doctor

      The exit status is 1 if something is missing.
      """)

  func run() throws {
    var isWell = true
    let colour = Terminal.output.hasColour
    func line(_ name: String, _ found: String?, remedy: String) {
      let mark = found == nil ? (colour ? "\u{1B}[31m✗\u{1B}[0m" : "✗") : (colour ? "\u{1B}[32m✓\u{1B}[0m" : "✓")
      let title = name.padding(toLength: 12, withPad: " ", startingAt: 0)
      print("\(mark) \(title) \(found ?? "missing")")
      if found == nil {
        isWell = false
        print("  \(String(repeating: " ", count: 12)) → \(remedy)")
      }
    }
    let installation = Installation.ofThisProgram
    let cache = ObjectCache()
    let toolchain = try? Toolchain.find(cache: cache.folder)
    line("mlnb", "\(MLNB.version), \(installation.prefix.path)", remedy: "")
    line(
      "toolchain", toolchain.map { "Swift \($0.version), \($0.binaries.path)" },
      remedy: "install Swift 6.3 from https://swift.org/install and put it on PATH")
    line(
      "linker", toolchain.flatMap { exists($0.linker) }, remedy: "reinstall the Swift toolchain: it brings ld.lld")
    line("kernel", exists(installation.kernel.path), remedy: "make build")
    line("runtime", exists(installation.runtimeLibrary.path), remedy: "make build")
    for library in RuntimeLibrary.all {
      line(
        library.name, library.found.map { found in (found.version.map { "\($0), " } ?? "") + found.path },
        remedy: "sudo apt-get install \(library.package)")
    }
    let share = installation.share.path
    line("KaTeX", exists(share + "/katex/katex.min.js"), remedy: "sudo apt-get install libjs-katex fonts-katex && make build")
    line("style", exists(share + "/page.css"), remedy: "make build")
    line("font", installation.bundledFont, remedy: "make build")
    let (bytes, files) = cache.size()
    let writable = access(cache.folder.path, W_OK) == 0 || !FileManager.default.fileExists(atPath: cache.folder.path)
    line(
      "cache", writable ? "\(cache.folder.path), \(byteText(bytes)) in \(files) files" : nil,
      remedy: "make \(cache.folder.path) writable, or set XDG_CACHE_HOME")
    if !isWell { throw Failure("", status: 1) }
  }

  private func exists(_ path: String) -> String? { access(path, R_OK) == 0 ? path : nil }
}

extension Installation {
  /// The charts' font is a part of the runtime's library.
  fileprivate var bundledFont: String? {
    access(runtimeLibrary.path, R_OK) == 0 ? "DejaVu Sans, inside \(runtimeLibrary.lastPathComponent)" : nil
  }
}
