import Foundation

/// What a run of a lesson needs in any case, started before the lesson has been read: a kernel, which loads the
/// runtime meanwhile, and a compiler, unless the lesson is as it was when it was last run.
public final class LessonAhead: @unchecked Sendable {
  public let toolchain: Toolchain?
  let inputs: InputLog?
  // Used by one thread at a time: that of the lesson.
  private var kernel: KernelProcess?
  private var frontend: LoadedProgram?
  private let marker: URL
  private let state: String

  /// Starts them. Where that is not possible, running the lesson says why.
  ///
  /// - Parameters:
  ///   - lesson: The path of the lesson.
  ///   - options: How the lesson is going to be run.
  ///   - expectsResults: Whether its results are known if its cells are as they were; then nothing is started.
  public init(
    lesson: String, installation: Installation = .ofThisProgram, cache: ObjectCache = ObjectCache(), options: RunOptions,
    expectsResults: Bool = false
  ) {
    toolchain = try? Toolchain.find(cache: cache.folder, installation: installation)
    let content = FileManager.default.contents(atPath: lesson)
    let path = URL(fileURLWithPath: lesson).path
    marker = cache.folder.appendingPathComponent("lessons/\(ContentHash(of: path).text)")
    state = [
      ContentHash(of: Self.code(in: content ?? Data())).text, (try? installation.runtimeIdentity()) ?? "", toolchain?.identity ?? "",
    ].joined(separator: "\n")
    inputs = options.recordsInputs ? InputLog() : nil
    guard content != nil else { return }
    let before = try? String(contentsOf: marker, encoding: .utf8)
    let isAsItWas = before == state
    if isAsItWas, expectsResults { return }
    if let toolchain, !isAsItWas {
      frontend = LoadedProgram(toolchain.frontend, folder: cache.folder, installation: installation)
      if before == nil {
        // Nothing can run before the first module is compiled: until that is begun, the processors have enough to do.
        DispatchQueue.global().async {
          guard let identity = try? installation.runtimeIdentity() else { return }
          // (Whoever needs it says why it cannot be had.)
          try? ModuleCache.prepare(in: cache, from: installation, runtimeIdentity: identity, toolchain: toolchain)
        }
        return
      }
    }
    kernel = try? KernelProcess(.init(lesson: lesson, installation: installation, options: options, inputs: inputs))
  }

  /// The lesson's fences, roughly and quickly: an edit of its prose needs no compiler. What is missed costs a little
  /// time, and nothing else: whether a module is compiled is decided later, by its whole source.
  private static func code(in lesson: Data) -> [UInt8] {
    var code: [UInt8] = []
    var isInside = false
    for line in lesson.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isFence = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }.starts(with: "```".utf8)
      if isFence { isInside.toggle() }
      if isFence || isInside {
        code += line
        code.append(UInt8(ascii: "\n"))
      }
    }
    return code
  }

  /// Remembers that every module of the lesson, as it is now, is in the cache.
  func noteEverythingIsCompiled() {
    if (try? String(contentsOf: marker, encoding: .utf8)) == state { return }
    try? FileManager.default.createDirectory(at: marker.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? state.write(to: marker, atomically: true, encoding: .utf8)
  }

  func takeKernel() -> KernelProcess? {
    defer { kernel = nil }
    return kernel
  }

  func takeFrontend() -> LoadedProgram? {
    defer { frontend = nil }
    return frontend
  }
}

extension KernelProcess.Settings {
  init(lesson: String, installation: Installation, options: RunOptions, inputs: InputLog?) {
    environment = ProcessInfo.processInfo.environment
    environment["SWIFT_BACKTRACE"] = "enable=no"
    environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
    // The linear algebra's threads wait for work with open eyes, at first for 30 ms: they would take the time from the
    // compiler. 2^20 cycles still bridge the gaps in a training loop.
    if environment["OPENBLAS_THREAD_TIMEOUT"] == nil { environment["OPENBLAS_THREAD_TIMEOUT"] = "20" }
    kernel = installation.kernel
    runtimeLibrary = installation.runtimeLibrary
    folder = URL(fileURLWithPath: lesson).deletingLastPathComponent()
    outputLimit = options.outputLimit
    memoryLimit = options.memoryLimit
    self.inputs = inputs
  }
}
