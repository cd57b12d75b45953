import CellSyntax
import Foundation
import NotebookModel

extension Compiler {
  /// A module that the compiler looks at, or has looked at.
  fileprivate struct Judgement {
    var plan: ModulePlan
    var source: ModuleSource
    var key: String
    /// What is known of it already.
    var known: ObjectCache.Manifest?
    var frontend: Subprocess?
    var start: UInt64 = 0
    var place: URL
  }

  /// Compiles modules as far as the compiler finds mistakes: no machine code is made. Those that do not build on one
  /// another are looked at side by side.
  ///
  /// - Parameter note: Takes what came of a module; of cells that are judged together, those without a mistake come once
  ///   more by themselves, since some mistakes show only to a closer look.
  func judge(_ modules: [ModulePlan], note: (CompiledModule) -> Void) throws {
    var waiting: [(plan: ModulePlan, extra: [Int: [Insertion]])] = modules.map { ($0, [:]) }
    var running: [Judgement] = []
    let width = min(4, max(1, ProcessInfo.processInfo.activeProcessorCount))
    defer { for judgement in running { judgement.frontend?.kill() } }
    while !waiting.isEmpty || !running.isEmpty {
      let open = Set(waiting.map(\.plan.name) + running.map(\.plan.name))
      if running.count < width, let next = waiting.firstIndex(where: { open.isDisjoint(with: $0.plan.dependencies) }) {
        let (plan, extra) = waiting.remove(at: next)
        running.append(try beginJudging(plan, extra))
        continue
      }
      guard !running.isEmpty else { throw ExecutionError("the modules of this lesson depend on one another") }
      let first = running.removeFirst()
      let manifest = try first.known ?? finish(first)
      if let again = another(first, manifest) {
        waiting.insert(again, at: 0)
        continue
      }
      let module = judged(first, manifest)
      note(module)
      waiting += first.plan.parts.enumerated().compactMap { ordinal, part in
        module.diagnostics(ordinal: ordinal).contains { $0.severity == .error } ? nil : (part, [:])
      }
    }
  }

  private func beginJudging(_ plan: ModulePlan, _ extra: [Int: [Insertion]]) throws -> Judgement {
    let place = folder.appendingPathComponent("judged-\(plan.name)")
    if extra.isEmpty {
      // What was made to be run says as much.
      let shown = ModuleSource(plan, document: document, analyses: analyses, extra: [:], showsValues: plan.parts.isEmpty)
      let key = key(plan, shown)
      if let manifest = cache.entry(key), manifest.succeeded || !plan.parts.isEmpty {
        return Judgement(plan: plan, source: shown, key: key, known: manifest, place: place)
      }
    }
    // Otherwise values need no showing, and so the messages speak of the author's words alone.
    let source = ModuleSource(plan, document: document, analyses: analyses, extra: extra, showsValues: false)
    let key = ContentHash(of: "judged \(self.key(plan, source))").text
    var judgement = Judgement(plan: plan, source: source, key: key, known: cache.entry(key), place: place)
    if judgement.known != nil { return judgement }
    judgement.start = DispatchTime.now().uptimeNanoseconds
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    var inputs: [String] = []
    for (index, text) in source.files.enumerated() {
      let file = place.appendingPathComponent(source.files.count == 1 ? "main.swift" : "file\(index).swift")
      try text.write(to: file, atomically: false, encoding: .utf8)
      inputs += ["-primary-file", file.path]
    }
    unlink(judgement.module.path)
    // A module with errors still says what its cells declare, to those that only want to know what else is wrong.
    let action =
      source.files.count == 1
      ? ["-emit-module"] + inputs + ["-o", judgement.module.path, "-experimental-allow-module-with-compiler-errors"]
      : ["-typecheck"] + inputs
    judgement.frontend = try startFrontend(action + arguments(plan))
    return judgement
  }

  private func finish(_ judgement: Judgement) throws -> ObjectCache.Manifest {
    guard let process = judgement.frontend else { throw ExecutionError("the Swift compiler was not started") }
    var isWhole = false
    var frontend = process.wait(watching: judgement.source.files.count == 1 ? judgement.module.deletingLastPathComponent().path : nil) {
      // Afterwards the compiler only tears down what it has built.
      isWhole = access(judgement.module.path, R_OK) == 0
      if isWhole { process.kill() }
      return !isWhole
    }
    if isWhole { frontend.status = 0 }
    let messages = compilerMessages(in: frontend.standardError)
    if frontend.status != 0, !messages.contains(where: { $0.severity == .error }) {
      throw ExecutionError(
        "the Swift compiler failed without a message (status \(frontend.status)): \(frontend.standardError.prefix(400))")
    }
    let succeeded = frontend.status == 0 && !messages.contains { $0.severity == .error }
    let isThere = access(judgement.module.path, R_OK) == 0
    let interface = isThere ? ContentHash(of: [UInt8](try Data(contentsOf: judgement.module))).text : ""
    if succeeded { try Data().write(to: judgement.library) }
    let manifest = ObjectCache.Manifest(
      messages: messages, succeeded: succeeded, interface: interface,
      compileSeconds: Double(DispatchTime.now().uptimeNanoseconds - judgement.start) / 1e9)
    if messages.contains(where: \.isOfSurroundings) { return manifest }
    try cache.store(
      judgement.key, manifest: manifest, library: succeeded ? judgement.library : nil, module: isThere ? judgement.module : nil)
    return manifest
  }

  /// Another way to look at a module with mistakes; nil if there is none.
  private func another(_ judgement: Judgement, _ manifest: ObjectCache.Manifest) -> (plan: ModulePlan, extra: [Int: [Insertion]])? {
    var extra = judgement.source.extra
    let more = publicInsertions(manifest.messages, judgement.source).filter { cell, found in
      found.contains { extra[cell]?.contains($0) != true }
    }
    for (cell, insertions) in more { extra[cell, default: []] += insertions }
    if !more.isEmpty { return (judgement.plan, extra) }
    guard manifest.messages.contains(where: \.missesSomething), let plan = judgement.plan.withAllPredecessors else { return nil }
    return (plan, extra)
  }

  private func judged(_ judgement: Judgement, _ manifest: ObjectCache.Manifest) -> CompiledModule {
    let plan = judgement.plan
    if access(cache.module(judgement.key).path, R_OK) == 0 {
      interfaces[plan.name] = manifest.interface
      let link = folder.appendingPathComponent("\(plan.name).swiftmodule").path
      unlink(link)
      symlink(cache.module(judgement.key).path, link)
    }
    return CompiledModule(
      plan: plan, source: judgement.source, library: nil,
      diagnostics: judgement.source.diagnostics(from: manifest.messages, document: document), succeeded: manifest.succeeded,
      compileSeconds: judgement.known == nil ? manifest.compileSeconds : 0, isCached: judgement.known != nil)
  }
}

extension Compiler.Judgement {
  fileprivate var module: URL { place.appendingPathComponent("\(plan.name).swiftmodule") }
  fileprivate var library: URL { place.appendingPathComponent("\(plan.name).so") }
}
