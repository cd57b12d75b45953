import CellSyntax
import Foundation
import NotebookModel

/// A module that is ready to be loaded, or the reason why it is not.
struct CompiledModule: Sendable {
  var plan: ModulePlan
  var source: ModuleSource
  /// The shared library; nil where it did not compile or is not to be run.
  var library: URL?
  /// Diagnostics by ordinal of the cell.
  var diagnostics: [(ordinal: Int, diagnostic: Diagnostic)]
  var succeeded: Bool
  var compileSeconds: Double
  var isCached: Bool

  /// The first cell, by ordinal, in which the compiler found an error.
  var firstFailure: Int? { diagnostics.filter { $0.diagnostic.severity == .error }.map(\.ordinal).min() }

  func diagnostics(ordinal: Int) -> [Diagnostic] {
    diagnostics.filter { $0.ordinal == ordinal }.map(\.diagnostic)
  }
}

/// Turns module plans into shared libraries, by way of the cache.
///
/// The frontend and the linker are called directly: the driver would cost as much again as both of them.
final class Compiler {
  private let document: Document
  private let analyses: [CellAnalysis]
  private let toolchain: Toolchain
  private let installation: Installation
  private let cache: ObjectCache
  private let runtimeIdentity: String
  /// Where this run's sources, and links to the modules that it may import, lie.
  let folder: URL
  private var interfaces: [String: String] = [:]
  /// Whether machine code is made; without it, the compiler only says what is wrong.
  private let emitsCode: Bool

  init(
    document: Document, analyses: [CellAnalysis], toolchain: Toolchain, installation: Installation, cache: ObjectCache,
    emitsCode: Bool = true
  ) throws {
    self.document = document
    self.analyses = analyses
    self.toolchain = toolchain
    self.installation = installation
    self.cache = cache
    self.emitsCode = emitsCode
    runtimeIdentity = try installation.runtimeIdentity()
    folder = try cache.temporaryFolder()
    try ModuleCache.prepare(in: cache, from: installation, runtimeIdentity: runtimeIdentity, toolchain: toolchain)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Compiles one module; those that it depends on have been compiled before.
  func compile(_ plan: ModulePlan) throws -> CompiledModule {
    if !emitsCode {
      // What is made to be run says as much. Otherwise values need no showing, and messages speak of the author's words.
      let shown = ModuleSource(plan, document: document, analyses: analyses, extra: [:], showsValues: true)
      let isKnown = cache.entry(key(plan, shown))?.succeeded == true
      return try compile(plan, showsValues: isKnown)
    }
    let shown = try compile(plan, showsValues: true)
    let showsValue = plan.cells.contains { analyses[$0].insertions.contains(where: \.showsValue) }
    if shown.succeeded || plan.cells.count > 1 || !showsValue { return shown }
    // What the compiler says is to be of the author's words alone. (And a value that cannot be shown is no error.)
    var plain = try compile(plan, showsValues: false)
    plain.compileSeconds += shown.compileSeconds
    return plain
  }

  private func compile(_ plan: ModulePlan, showsValues: Bool) throws -> CompiledModule {
    var extra: [Int: [Insertion]] = [:]
    var seconds = 0.0
    while true {
      let source = ModuleSource(plan, document: document, analyses: analyses, extra: extra, showsValues: showsValues)
      var attempt = try compile(plan, source)
      seconds += attempt.result.compileSeconds
      attempt.result.compileSeconds = seconds
      let more = publicInsertions(attempt, source).filter { cell, found in found.contains { extra[cell]?.contains($0) != true } }
      if more.isEmpty { return attempt.result }
      for (cell, insertions) in more { extra[cell, default: []] += insertions }
    }
  }

  private struct Attempt {
    var result: CompiledModule
    var messages: [CompilerMessage]
  }

  private func compile(_ plan: ModulePlan, _ source: ModuleSource) throws -> Attempt {
    var key = key(plan, source)
    var manifest = cache.entry(key)
    if manifest == nil, !emitsCode {
      // What was made with code serves as well; what is made without it, only here.
      key = ContentHash(of: "checked \(key)").text
      manifest = cache.entry(key)
    }
    let isCached = manifest != nil
    if manifest == nil { manifest = try build(plan, source, key) }
    guard let manifest else { throw ExecutionError("the cache folder \(cache.folder.path) cannot be used") }
    if manifest.succeeded || (!emitsCode && access(cache.module(key).path, R_OK) == 0) {
      interfaces[plan.name] = manifest.interface
      let link = folder.appendingPathComponent("\(plan.name).swiftmodule").path
      unlink(link)
      symlink(cache.module(key).path, link)
    }
    return Attempt(
      result: CompiledModule(
        plan: plan, source: source, library: manifest.succeeded && plan.purpose != .compileOnly ? cache.library(key) : nil,
        diagnostics: source.diagnostics(from: manifest.messages, document: document), succeeded: manifest.succeeded,
        compileSeconds: isCached ? 0 : manifest.compileSeconds, isCached: isCached),
      messages: manifest.messages)
  }

  /// A type of another module that is made to conform to a protocol of another module needs public witnesses. The
  /// compiler says where the word is missing.
  private func publicInsertions(_ attempt: Attempt, _ source: ModuleSource) -> [Int: [Insertion]] {
    guard !attempt.result.succeeded else { return [:] }
    var result: [Int: [Insertion]] = [:]
    for message in attempt.messages where message.message.contains("must be declared public because it matches a requirement") {
      for note in message.notes {
        guard note.fixText?.hasPrefix("public") == true, let fix = note.fixColumn,
          let place = source.cell(file: note.file, line: note.line, document: document),
          let column = source.column(ordinal: place.ordinal, line: place.line, column: fix)
        else { continue }
        let cell = source.cells[place.ordinal]
        let lines = document.cells[cell].source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let offset = lines.prefix(place.line - 1).reduce(0) { $0 + $1.count + 1 } + column - 1
        if result[cell]?.contains(where: { $0.offset == offset }) != true {
          result[cell, default: []].append(Insertion(offset: offset, text: "public "))
        }
      }
    }
    return result
  }

  // MARK: Keys and flags

  private func key(_ plan: ModulePlan, _ source: ModuleSource) -> String {
    let interfaces = plan.dependencies.map { "\($0)=\(self.interfaces[$0] ?? "")" }
    let parts = [
      "3", plan.name, plan.purpose.rawValue, flags(plan).joined(separator: " "), toolchain.identity, runtimeIdentity,
      interfaces.joined(separator: " "), source.text,
    ]
    return ContentHash(of: parts.joined(separator: "\0")).text
  }

  /// The flags that decide what the machine code is.
  private func flags(_ plan: ModulePlan) -> [String] {
    [
      "-target", Toolchain.target, plan.isOptimized ? "-O" : "-Onone", "-enable-testing", "-swift-version", "5",
      "-module-name", plan.name, "-entry-point-function-name", plan.entryPoint, "-gline-tables-only",
      "-disable-objc-interop", "-enable-bare-slash-regex", "-no-serialize-debugging-options",
    ]
  }

  // MARK: Building

  private func build(_ plan: ModulePlan, _ source: ModuleSource, _ key: String) throws -> ObjectCache.Manifest {
    let start = DispatchTime.now().uptimeNanoseconds
    let place = folder.appendingPathComponent(plan.name)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let main = place.appendingPathComponent("main.swift")
    let object = place.appendingPathComponent("main.o")
    let module = place.appendingPathComponent("\(plan.name).swiftmodule")
    let library = place.appendingPathComponent("\(plan.name).so")
    try source.text.write(to: main, atomically: false, encoding: .utf8)
    let host = toolchain.resources.appendingPathComponent("host").path
    let action =
      emitsCode
      ? ["-c", "-primary-file", main.path, "-emit-module", "-emit-module-path", module.path, "-o", object.path]
      : ["-emit-module", "-primary-file", main.path, "-o", module.path, "-experimental-allow-module-with-compiler-errors"]
    let frontend = try Subprocess.run(
      toolchain.frontend,
      ["-frontend"] + action + [
        "-I", folder.path, "-I", installation.modules.path, "-module-cache-path", ModuleCache.pathInCompiler,
        "-resource-dir", toolchain.resources.path, "-plugin-path", host + "/plugins",
        "-in-process-plugin-server-path", host + "/libSwiftInProcPluginServer.so", "-diagnostic-style", "llvm",
        "-no-color-diagnostics", "-Xcc", "-fno-color-diagnostics", "-Xcc", "-fmodule-map-file=\(installation.moduleMap.path)",
      ] + flags(plan),
      folder: cache.folder.path)
    let messages = compilerMessages(in: frontend.standardError)
    var succeeded = frontend.status == 0
    if !succeeded, !messages.contains(where: { $0.severity == .error }) {
      throw ExecutionError("the Swift compiler failed without a message (status \(frontend.status)): \(frontend.standardError.prefix(400))")
    }
    if succeeded, emitsCode, plan.purpose != .compileOnly {
      let linker = try link(object, into: library, imports: source.text)
      if linker.status != 0 { throw ExecutionError("a cell could not be linked: \(linker.standardError.prefix(400))") }
      succeeded = true
    }
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    var interface = ""
    if succeeded { interface = ContentHash(of: [UInt8](try Data(contentsOf: module))).text }
    if succeeded, !emitsCode || plan.purpose == .compileOnly { try Data().write(to: library) }
    // A module with errors still says what its cells declare, to those that only want to know what else is wrong.
    let isThere = succeeded || (!emitsCode && access(module.path, R_OK) == 0)
    let manifest = ObjectCache.Manifest(
      messages: messages, succeeded: succeeded, interface: interface, compileSeconds: seconds)
    try cache.store(
      key, manifest: manifest, library: succeeded ? library : nil, module: isThere ? module : nil)
    return manifest
  }

  private func link(_ object: URL, into library: URL, imports: String) throws -> Subprocess.Outcome {
    let linux = toolchain.resources.appendingPathComponent("linux").path
    let start = "\(linux)/\(Toolchain.architecture)/swiftrt.o"
    var arguments = [
      "-shared", "-o", library.path, start, object.path, "-L", linux, "-rpath", linux, "--hash-style=gnu", "--build-id=none",
      "-lswiftCore", "-lswiftSwiftOnoneSupport", "-lswift_Concurrency", "-lswift_StringProcessing",
    ]
    for module in importedModules(imports) {
      for name in ["lib\(module).so", "libswift\(module).so", "lib\(module.lowercased()).so"]
      where access("\(linux)/\(name)", R_OK) == 0 {
        arguments.append("-l\(name.dropFirst(3).dropLast(3))")
      }
    }
    return try Subprocess.run(toolchain.linker, arguments)
  }

  /// The modules that a source imports.
  private func importedModules(_ text: String) -> Set<String> {
    var modules: Set<String> = []
    for line in text.split(separator: "\n") {
      var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == ";" })[...]
      while let word = words.first, word.hasPrefix("@") { words = words.dropFirst() }
      guard words.first == "import", words.count >= 2 else { continue }
      let name = words.count >= 3 && !words[words.startIndex + 2].hasPrefix("//") ? words[words.startIndex + 2] : words[words.startIndex + 1]
      modules.insert(String(name.prefix { $0 != "." }))
      modules.insert(String(words[words.startIndex + 1].prefix { $0 != "." }))
    }
    return modules
  }
}
