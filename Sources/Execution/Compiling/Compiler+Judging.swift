import CellSyntax
import Foundation
import NotebookModel

extension Compiler {
  /// Compiles one module as far as the compiler finds mistakes: no machine code is made. Modules that it depends on
  /// have been judged before.
  func judge(_ plan: ModulePlan) throws -> CompiledModule {
    // What was made to be run says as much.
    let shown = ModuleSource(plan, document: document, analyses: analyses, extra: [:], showsValues: true)
    let key = key(plan, shown)
    if let manifest = cache.entry(key), manifest.succeeded {
      return judged(plan, shown, manifest, key, isCached: true)
    }
    // Otherwise values need no showing, and so the messages speak of the author's words alone.
    var extra: [Int: [Insertion]] = [:]
    while true {
      let source = ModuleSource(plan, document: document, analyses: analyses, extra: extra, showsValues: false)
      let key = ContentHash(of: "judged \(self.key(plan, source))").text
      let known = cache.entry(key)
      let manifest = try known ?? judge(plan, source, key)
      let more = publicInsertions(manifest.messages, source).filter { cell, found in
        found.contains { extra[cell]?.contains($0) != true }
      }
      if more.isEmpty { return judged(plan, source, manifest, key, isCached: known != nil) }
      for (cell, insertions) in more { extra[cell, default: []] += insertions }
    }
  }

  private func judge(_ plan: ModulePlan, _ source: ModuleSource, _ key: String) throws -> ObjectCache.Manifest {
    let start = DispatchTime.now().uptimeNanoseconds
    let place = folder.appendingPathComponent("judged-\(plan.name)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let main = place.appendingPathComponent("main.swift")
    let module = place.appendingPathComponent("\(plan.name).swiftmodule")
    let library = place.appendingPathComponent("\(plan.name).so")
    try source.text.write(to: main, atomically: false, encoding: .utf8)
    unlink(module.path)
    // A module with errors still says what its cells declare, to those that only want to know what else is wrong.
    let frontend = try Subprocess.run(
      toolchain.frontend,
      [
        "-frontend", "-emit-module", "-primary-file", main.path, "-o", module.path,
        "-experimental-allow-module-with-compiler-errors",
      ] + arguments(plan), folder: cache.folder.path)
    let messages = compilerMessages(in: frontend.standardError)
    if frontend.status != 0, !messages.contains(where: { $0.severity == .error }) {
      throw ExecutionError(
        "the Swift compiler failed without a message (status \(frontend.status)): \(frontend.standardError.prefix(400))")
    }
    let succeeded = frontend.status == 0 && !messages.contains { $0.severity == .error }
    let isThere = access(module.path, R_OK) == 0
    let interface = isThere ? ContentHash(of: [UInt8](try Data(contentsOf: module))).text : ""
    if succeeded { try Data().write(to: library) }
    let manifest = ObjectCache.Manifest(
      messages: messages, succeeded: succeeded, interface: interface,
      compileSeconds: Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
    try cache.store(key, manifest: manifest, library: succeeded ? library : nil, module: isThere ? module : nil)
    return manifest
  }

  private func judged(
    _ plan: ModulePlan, _ source: ModuleSource, _ manifest: ObjectCache.Manifest, _ key: String, isCached: Bool
  ) -> CompiledModule {
    if access(cache.module(key).path, R_OK) == 0 {
      interfaces[plan.name] = manifest.interface
      let link = folder.appendingPathComponent("\(plan.name).swiftmodule").path
      unlink(link)
      symlink(cache.module(key).path, link)
    }
    return CompiledModule(
      plan: plan, source: source, library: nil,
      diagnostics: source.diagnostics(from: manifest.messages, document: document), succeeded: manifest.succeeded,
      compileSeconds: isCached ? 0 : manifest.compileSeconds, isCached: isCached)
  }
}
