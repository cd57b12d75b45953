import CellSyntax
import Foundation
import NotebookModel

/// Turns module plans into shared libraries, by way of the cache.
///
/// The frontend and the linker are called directly: the driver would cost as much again as both of them.
final class Compiler {
  let document: Document
  let analyses: [CellAnalysis]
  let toolchain: Toolchain
  private let installation: Installation
  let cache: ObjectCache
  private let runtimeIdentity: String
  /// Where this run's sources, and links to the modules that it may import, lie.
  let folder: URL
  var interfaces: [String: String] = [:]
  /// Called when something is found out about a module in the making.
  var noteNews: @Sendable () -> Void = {}
  private let lock = NSLock()
  // Guarded by `lock`.
  private var builds: [ModuleBuild] = []
  private var frontend: LoadedProgram?
  private var linker: LoadedProgram?
  private var isCancelled = false

  init(
    document: Document, analyses: [CellAnalysis], toolchain: Toolchain, installation: Installation, cache: ObjectCache,
    frontend: LoadedProgram? = nil
  ) throws {
    self.frontend = frontend
    self.document = document
    self.analyses = analyses
    self.toolchain = toolchain
    self.installation = installation
    self.cache = cache
    runtimeIdentity = try installation.runtimeIdentity()
    folder = try cache.temporaryFolder()
    try ModuleCache.prepare(in: cache, from: installation, runtimeIdentity: runtimeIdentity, toolchain: toolchain)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Ends what is in the making.
  func cancel() {
    lock.withLock { isCancelled = true }
    for build in lock.withLock({ builds }) { build.cancel() }
  }

  /// Starts the compiler.
  func startFrontend(_ arguments: [String]) throws -> Subprocess {
    try loaded(\.frontend, toolchain.frontend).start(["-frontend"] + arguments)
  }

  /// A program, loaded when it is first needed.
  private func loaded(_ place: ReferenceWritableKeyPath<Compiler, LoadedProgram?>, _ path: String) throws -> LoadedProgram {
    try lock.withLock {
      if isCancelled { throw ExecutionError("the lesson has ended") }
      if let program = self[keyPath: place] { return program }
      let program = LoadedProgram(path, folder: cache.folder, installation: installation)
      self[keyPath: place] = program
      return program
    }
  }

  /// Sets the compiler to work on one module; those that it depends on have been settled before.
  func begin(_ plan: ModulePlan) throws -> BegunModule {
    // A cell that is to fail shows no value.
    return try begin(plan, extra: [:], showsValues: !isToFail(plan))
  }

  func isToFail(_ plan: ModulePlan) -> Bool {
    plan.purpose == .compileOnly && plan.cells.allSatisfy { document.cells[$0].behaviour == .compileFail }
  }

  /// Waits until modules that build on this one can be begun, or it is known not to compile: machine code may still be
  /// in the making. What does not compile is tried in other ways first.
  ///
  /// All modules before it have been settled.
  func settle(_ begun: BegunModule) throws -> BegunModule {
    // What no module builds on need not be waited for.
    if isToFail(begun.plan) { return begun }
    var begun = begun
    while true {
      if let interface = begun.interface {
        publish(interface, of: begun)
        return begun
      }
      guard let failure = begun.failure, let messages = begun.messages, var next = try another(begun, messages) else {
        return begun
      }
      next.secondsBefore = failure.compileSeconds
      begun = next
    }
  }

  /// Waits for cells that are judged together. One in which no mistake was found is begun by itself: some mistakes
  /// show only when machine code is made.
  ///
  /// - Returns: For each cell what the compiler has against it, or else its own module.
  func settleParts(_ begun: BegunModule) throws -> [(cell: Int, judged: CompiledModule, alone: BegunModule?)] {
    let judged = try begun.finished()
    return try begun.plan.parts.enumerated().map { ordinal, part in
      var own = judged
      own.plan = part
      own.diagnostics = judged.diagnostics.filter { $0.ordinal == ordinal }
      own.compileSeconds = judged.compileSeconds / Double(begun.plan.parts.count)
      return (part.cells[0], own, own.firstFailure == nil ? try begin(part) : nil)
    }
  }

  /// Another way to compile what did not compile; nil if there is none.
  private func another(_ begun: BegunModule, _ messages: [CompilerMessage]) throws -> BegunModule? {
    var extra = begun.source.extra
    let more = publicInsertions(messages, begun.source).filter { cell, found in found.contains { extra[cell]?.contains($0) != true } }
    if !more.isEmpty {
      for (cell, insertions) in more { extra[cell, default: []] += insertions }
      return try begin(begun.plan, extra: extra, showsValues: begun.source.showsValues)
    }
    if let plan = begun.plan.withAllPredecessors, messages.contains(where: \.missesSomething) {
      return try begin(plan, extra: extra, showsValues: begun.source.showsValues)
    }
    let showsValue = begun.source.showsValues && begun.plan.cells.contains { analyses[$0].insertions.contains(where: \.showsValue) }
    guard begun.plan.cells.count == 1, showsValue else { return nil }
    // What the compiler says is to be of the author's words alone. (And a value that cannot be shown is no error.)
    return try begin(begun.plan, extra: extra, showsValues: false)
  }

  private func begin(_ plan: ModulePlan, extra: [Int: [Insertion]], showsValues: Bool) throws -> BegunModule {
    let source = ModuleSource(plan, document: document, analyses: analyses, extra: extra, showsValues: showsValues)
    let key = key(plan, source)
    if let manifest = cache.entry(key) {
      return BegunModule(plan: plan, source: source, document: document, cache: cache, key: key, work: .cached(manifest))
    }
    let build = try ModuleBuild(
      frontend: { [weak self] arguments in
        guard let self else { throw ExecutionError("the lesson has ended") }
        return try startFrontend(arguments)
      }, arguments: arguments(plan), sources: source.files,
      linker: plan.purpose == .compileOnly
        ? nil
        : { [weak self] in
          guard let self else { throw ExecutionError("the lesson has ended") }
          return try loaded(\.linker, toolchain.linker)
        }, linkerArguments: linkerArguments(plan, imports: source.text),
      name: plan.name, number: lock.withLock { builds.count }, folder: folder, cache: cache, key: key, noteNews: noteNews)
    lock.withLock { builds.append(build) }
    return BegunModule(plan: plan, source: source, document: document, cache: cache, key: key, work: .building(build))
  }

  /// Lets later modules find a module's interface.
  private func publish(_ interface: String, of begun: BegunModule) {
    interfaces[begun.plan.name] = interface
    let link = folder.appendingPathComponent("\(begun.plan.name).swiftmodule").path
    unlink(link)
    begun.linkModule(to: link)
  }

  /// A type of another module that is made to conform to a protocol of another module needs public witnesses. The
  /// compiler says where the word is missing.
  func publicInsertions(_ messages: [CompilerMessage], _ source: ModuleSource) -> [Int: [Insertion]] {
    var result: [Int: [Insertion]] = [:]
    for message in messages where message.message.contains("must be declared public because it matches a requirement") {
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

  func key(_ plan: ModulePlan, _ source: ModuleSource) -> String {
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

  func arguments(_ plan: ModulePlan) -> [String] {
    let host = toolchain.resources.appendingPathComponent("host").path
    return [
      "-I", folder.path, "-I", installation.modules.path, "-module-cache-path", ModuleCache.pathInCompiler,
      "-resource-dir", toolchain.resources.path, "-plugin-path", host + "/plugins",
      "-in-process-plugin-server-path", host + "/libSwiftInProcPluginServer.so", "-diagnostic-style", "llvm",
      "-no-color-diagnostics",
      // What the compiler thinks of its own work in between is a twentieth of its time.
      "-disable-llvm-verify", "-sil-verify-none", "-Xcc", "-fno-color-diagnostics", "-Xcc", "-fmodule-map-file=\(installation.moduleMap.path)",
    ] + flags(plan)
  }

  /// The standard library is not named: the runtime has brought it into the kernel, and reading its table of symbols
  /// takes as long as all the rest.
  private func linkerArguments(_ plan: ModulePlan, imports: String) -> [String] {
    let linux = toolchain.resources.appendingPathComponent("linux").path
    var arguments = [
      "\(linux)/\(Toolchain.architecture)/swiftrt.o", "-L", linux, "-rpath", linux, "--hash-style=gnu", "--build-id=none",
      "--threads=1", "-O0", "-lswiftSwiftOnoneSupport",
    ]
    for module in importedModules(imports) {
      for name in ["lib\(module).so", "libswift\(module).so", "lib\(module.lowercased()).so"]
      where access("\(linux)/\(name)", R_OK) == 0 {
        arguments.append("-l\(name.dropFirst(3).dropLast(3))")
      }
    }
    return arguments
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
