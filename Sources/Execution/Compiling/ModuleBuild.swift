import Foundation

/// The compiler and the linker at work on one module, in the background.
///
/// The frontend writes a module's interface when it has checked the source and long before its machine code is done;
/// what builds on the module can be compiled from then on. Frontend and linker are called directly: the driver would
/// cost as much again as both of them.
final class ModuleBuild: @unchecked Sendable {
  private let place: URL
  private let cache: ObjectCache
  private let key: String
  private let module: URL
  private let object: URL
  private let library: URL
  private let linker: (() throws -> LoadedProgram)?
  private let linkerArguments: [String]
  private let begin: () throws -> Subprocess
  private let noteNews: () -> Void
  // Guarded by `condition` once the work has begun.
  private var frontend: Subprocess
  private var isCancelled = false
  private let start = DispatchTime.now().uptimeNanoseconds

  /// Used by the thread that does the work, alone.
  private var linking: Result<Subprocess?, any Error>?
  private let condition = NSCondition()
  // Guarded by `condition`.
  private var knownInterface: String?
  private var result: Result<ObjectCache.Manifest, any Error>?

  /// Starts the compiler.
  ///
  /// - Parameters:
  ///   - frontend: The compiler, given its arguments.
  ///   - arguments: All but input and outputs.
  ///   - linker: Gives the linker, loaded in the background; nil where the module is only compiled.
  ///   - linkerArguments: All of the linker's but input and output.
  ///   - number: Another one for each build of a run.
  ///   - folder: A folder of this run, on the cache's file system.
  ///   - noteNews: Called when its interface is known, and at its end.
  init(
    frontend start: @escaping ([String]) throws -> Subprocess, arguments: [String], sources: [String],
    linker: (() throws -> LoadedProgram)?, linkerArguments: [String], name: String, number: Int, folder: URL,
    cache: ObjectCache, key: String, noteNews: @escaping () -> Void
  ) throws {
    // A folder of its own: a build that is not wanted any more may still be at work on a module of the same name.
    place = folder.appendingPathComponent("builds/\(number)")
    (self.cache, self.key, self.linker, self.linkerArguments) = (cache, key, linker, linkerArguments)
    self.noteNews = noteNews
    module = place.appendingPathComponent("\(name).swiftmodule")
    object = place.appendingPathComponent("main.o")
    library = place.appendingPathComponent("\(name).so")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    var files: [String] = []
    for (index, source) in sources.enumerated() {
      let file = place.appendingPathComponent(sources.count == 1 ? "main.swift" : "file\(index).swift")
      try source.write(to: file, atomically: false, encoding: .utf8)
      files += ["-primary-file", file.path]
    }
    // Several sources are judged, and nothing comes of them.
    let inputs =
      sources.count == 1
      ? ["-c"] + files + ["-emit-module", "-emit-module-path", module.path, "-o", object.path] : ["-typecheck"] + files
    begin = { try start(inputs + arguments) }
    let frontend = try begin()
    self.frontend = frontend
    let thread = Thread { self.work(frontend) }
    thread.start()
  }

  /// Ends the compiler, if it still runs, and waits for that.
  func cancel() {
    condition.withLock {
      isCancelled = true
      while result == nil {
        frontend.kill()
        condition.wait()
      }
    }
  }

  // MARK: What comes of it

  /// Waits for the hash of the module's interface: what is built on it needs compiling again only when this changes.
  /// nil if it does not compile.
  func interface() -> String? {
    condition.withLock {
      while knownInterface == nil, result == nil { condition.wait() }
      return knownInterface
    }
  }

  /// Whether `interface()` need not wait.
  var isDecided: Bool { condition.withLock { knownInterface != nil || result != nil } }

  /// Whether machine code is there, or it is known that none will be.
  var isFinished: Bool { condition.withLock { result != nil } }

  /// Gives the interface a name under which the compiler finds it; valid after `interface()` has given one.
  func linkModule(to path: String) {
    // The entry takes the file away to the cache: a second name stays.
    for source in [module.path, cache.module(key).path] where link(source, path) == 0 { return }
    symlink(cache.module(key).path, path)
  }

  var manifestIfFailed: ObjectCache.Manifest? {
    condition.withLock {
      if case .success(let manifest)? = result, !manifest.succeeded { return manifest }
      return nil
    }
  }

  /// Waits until everything is done.
  func manifest() throws -> ObjectCache.Manifest {
    try condition.withLock {
      while true {
        if let result { return try result.get() }
        condition.wait()
      }
    }
  }

  // MARK: The work

  private func work(_ frontend: Subprocess) {
    // It is loaded while the compiler works; should that fail, linking says so.
    _ = try? linker?()
    var outcome = wait(for: frontend)
    // What went wrong around the cell may be gone the next time.
    if outcome.status != 0, compilerMessages(in: outcome.standardError).contains(where: \.isOfSurroundings),
      let second = another()
    {
      outcome = wait(for: second)
    }
    let result = Result { try finish(outcome) }
    condition.withLock {
      self.result = result
      condition.broadcast()
    }
    noteNews()
  }

  /// Starts the compiler once more, unless nobody wants it any longer.
  private func another() -> Subprocess? {
    condition.withLock {
      guard !isCancelled, knownInterface == nil, let second = try? begin() else { return nil }
      frontend = second
      return second
    }
  }

  private func wait(for frontend: Subprocess) -> Subprocess.Outcome {
    var outcome = frontend.wait(
      watching: place.path,
      { [self] in
        // The compiler gives a file its name when it is whole. Afterwards it only tears down what it has built, for several
        // milliseconds, and nobody needs that.
        if knownInterface == nil, access(module.path, R_OK) == 0 { noteInterface() }
        if knownInterface == nil { return true }
        guard linker != nil, access(object.path, R_OK) == 0 else { return linker != nil }
        linking = Result { try startLinker() }
        frontend.kill()
        return false
      })
    if linking != nil { outcome.status = 0 }
    return outcome
  }

  private func noteInterface() {
    guard let data = try? Data(contentsOf: module) else { return }
    let hash = ContentHash(of: [UInt8](data)).text
    condition.withLock {
      knownInterface = hash
      condition.broadcast()
    }
    noteNews()
  }

  private func startLinker() throws -> Subprocess? {
    guard let linker else { return nil }
    return try linker().start(["-shared", "-o", library.path, object.path] + linkerArguments)
  }

  private func finish(_ frontend: Subprocess.Outcome) throws -> ObjectCache.Manifest {
    let messages = compilerMessages(in: frontend.standardError)
    let succeeded = frontend.status == 0
    if !succeeded, knownInterface != nil || !messages.contains(where: { $0.severity == .error }) {
      throw ExecutionError("the Swift compiler failed without a message (status \(frontend.status)): \(frontend.standardError.prefix(400))")
    }
    if succeeded, knownInterface == nil { noteInterface() }
    if succeeded, linker != nil {
      let outcome = try (linking?.get() ?? startLinker())?.wait()
      if let outcome, outcome.status != 0 { throw ExecutionError("a cell could not be linked: \(outcome.standardError.prefix(400))") }
    } else if succeeded {
      try Data().write(to: library)
    }
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    let manifest = ObjectCache.Manifest(
      messages: messages, succeeded: succeeded, interface: knownInterface ?? "", compileSeconds: seconds)
    if messages.contains(where: \.isOfSurroundings) { return manifest }
    try cache.store(
      key, manifest: manifest, library: succeeded ? library : nil, module: knownInterface != nil ? module : nil)
    return manifest
  }
}
