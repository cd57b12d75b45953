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

/// A module that the compiler has been set to work on.
struct BegunModule: Sendable {
  let plan: ModulePlan
  let source: ModuleSource
  private let document: Document
  private let cache: ObjectCache
  private let key: String
  private let work: Work
  /// Seconds that earlier attempts at the same module took.
  var secondsBefore = 0.0

  enum Work: Sendable {
    case cached(ObjectCache.Manifest)
    case building(ModuleBuild)
  }

  init(plan: ModulePlan, source: ModuleSource, document: Document, cache: ObjectCache, key: String, work: Work) {
    (self.plan, self.source, self.document) = (plan, source, document)
    (self.cache, self.key, self.work) = (cache, key, work)
  }

  /// Waits for the hash of its interface; nil if it does not compile.
  var interface: String? {
    switch work {
    case .cached(let manifest): manifest.succeeded ? manifest.interface : nil
    case .building(let build): build.interface()
    }
  }

  /// Whether `interface` need not be waited for.
  var isDecided: Bool {
    if case .building(let build) = work { return build.isDecided }
    return true
  }

  /// Whether its machine code need not be waited for.
  var isFinished: Bool {
    if case .building(let build) = work { return build.isFinished }
    return true
  }

  /// Whether it is known to compile.
  var hasInterface: Bool { isDecided && interface != nil }

  /// Gives the interface a name under which the compiler finds it; valid after `interface` has given one.
  func linkModule(to path: String) {
    if case .building(let build) = work { build.linkModule(to: path) } else { symlink(cache.module(key).path, path) }
  }

  /// What became of it, if it is known already that it does not compile.
  var failure: CompiledModule? {
    guard let manifest, !manifest.succeeded else { return nil }
    return compiled(manifest)
  }

  /// What the compiler said, as far as it is known.
  var messages: [CompilerMessage]? { manifest?.messages }

  private var manifest: ObjectCache.Manifest? {
    switch work {
    case .cached(let manifest): manifest
    case .building(let build): build.manifestIfFailed
    }
  }

  /// Ends its compiler.
  func cancel() {
    if case .building(let build) = work { build.cancel() }
  }

  /// Waits for the machine code.
  func finished() throws -> CompiledModule {
    switch work {
    case .cached(let manifest): compiled(manifest)
    case .building(let build): compiled(try build.manifest())
    }
  }

  private func compiled(_ manifest: ObjectCache.Manifest) -> CompiledModule {
    var isCached = false
    if case .cached = work { isCached = true }
    return CompiledModule(
      plan: plan, source: source, library: manifest.succeeded && plan.purpose != .compileOnly ? cache.library(key) : nil,
      diagnostics: source.diagnostics(from: manifest.messages, document: document), succeeded: manifest.succeeded,
      compileSeconds: secondsBefore + (isCached ? 0 : manifest.compileSeconds), isCached: isCached)
  }
}
