import Execution
import Foundation
import NotebookModel

/// What the cells of a lesson looked at outside it, so that it can be said later whether it is still the same.
struct RecordedInputs: Codable {
  /// A file or folder that a cell looked at, as it was then.
  private struct Input: Codable {
    var input: RunInput
    /// Of a file's content, or a folder's names.
    var hash: String?
  }

  /// Why they cannot be recorded, in words.
  struct Obstacle: Error {
    var reason: String
    init(_ reason: String) { self.reason = reason }
  }

  private var inputs: [Input] = []
  /// The libraries under the runtime, which the system brings up to date by itself, a path a line; and a hash of their
  /// states. (There are many, and an unchanged lesson is to be read in no time.)
  private var libraries = ""
  private var stateOfLibraries = ""
  private var variables: [String: String?] = [:]
  /// Whether the whole environment was to be seen, other variables than these included.
  private var isWholeEnvironment = false
  /// When the cells measured durations, in seconds since 1970; nil if they did not. A duration is another one each time,
  /// so it is no input: those of that run stand until something else has changed.
  private var measured: Double?

  /// Records what `run` looked at.
  ///
  /// - Parameter withEffects: Whether what the cells did to files has to be as they left it, too.
  /// - Throws: `Obstacle`.
  init(_ document: Document, _ run: LessonRun, withEffects: Bool) throws {
    if let refusal = Self.refusal(document) { throw Obstacle(refusal) }
    let environment = ProcessInfo.processInfo.environment
    var names = Set(run.inputs.filter { $0.kind == .variable }.map(\.name))
    isWholeEnvironment = Self.readsEnvironment(document)
    if isWholeEnvironment { names.formUnion(environment.keys) }
    for name in names where !Self.ownVariables.contains(name) { variables.updateValue(environment[name].map(Self.hash), forKey: name) }
    for var input in run.inputs where input.kind != .variable {
      switch input.kind {
      case .unrepeatable: throw Obstacle(input.name)
      case .effect:
        if withEffects { throw Obstacle(input.name) }
      case .durations: measured = Date().timeIntervalSince1970
      case .written:
        if !withEffects { continue }
        input.stamp = Self.stamp(input.name)
        inputs.append(Input(input: input, hash: Self.contentHash(input)))
      case .library: libraries += input.name + "\n"
      case .file, .place, .folder, .variable:
        if input.name.hasPrefix("/proc/") || input.name.hasPrefix("/sys/") { throw Obstacle("it reads \(input.name)") }
        // What a cell itself has changed is no longer what it saw.
        guard Self.stamp(input.name) == input.stamp else { throw Obstacle("\(input.name) changed while it ran") }
        inputs.append(Input(input: input, hash: Self.contentHash(input)))
      }
    }
    stateOfLibraries = Self.state(ofLibraries: libraries)
  }

  /// What is not as it was, in words; nil if everything is.
  var change: String? {
    let environment = ProcessInfo.processInfo.environment
    for (name, value) in variables.sorted(by: { $0.key < $1.key }) where environment[name].map(Self.hash) != value {
      return "the variable \(name) changed"
    }
    if isWholeEnvironment, let new = environment.keys.sorted().first(where: { variables[$0] == nil && !Self.ownVariables.contains($0) }) {
      return "the variable \(new) is new"
    }
    if Self.state(ofLibraries: libraries) != stateOfLibraries { return "a library under the runtime changed" }
    return inputs.first { !Self.holds($0) }.map { "\($0.input.name) changed" }
  }

  /// How much was looked at, in words.
  var summary: String {
    let looks = "\(inputs.count) \(inputs.count == 1 ? "file" : "files") and \(variables.count) variables that it reads are as they were"
    return measured.map { "\(looks); its timings are those of \(Self.text(ofTime: $0)), --no-cache measures again" } ?? looks
  }

  /// Why a lesson is never remembered; nil where it can be.
  static func refusal(_ document: Document) -> String? {
    for cell in document.cells where cell.behaviour != .ignore {
      if !cell.options.cache { return "line \(cell.line) says `cache: false`" }
      if let word = unwatched.first(where: { speaks(cell.source, of: $0) }) {
        return "the cell of line \(cell.line) speaks of `\(word)`, which cannot be watched"
      }
    }
    return nil
  }

  /// What cannot be watched.
  private static let unwatched = ["dlopen", "syscall", "fork(", "execv", "scandir", "ftw(", "freopen", "openat2", "shm_open", "processIdentifier"]

  /// Whether a word stands in a cell. (Foundation's search takes a hundred times as long.)
  private static func speaks(_ source: String, of word: String) -> Bool {
    source.utf8.contains(0) ? source.contains(word) : strstr(source, word) != nil
  }

  /// Whether the whole environment is an input: it can be read without asking for a name.
  private static func readsEnvironment(_ document: Document) -> Bool {
    document.cells.contains { speaks($0.source, of: "environ") }
  }

  private static func holds(_ input: Input) -> Bool {
    if stamp(input.input.name) == input.input.stamp { return true }
    // Another file of that name, with the same content, is as good; unless more than its content was looked at.
    guard input.input.kind != .place, let hash = input.hash else { return false }
    return contentHash(input.input) == hash
  }

  private static func contentHash(_ input: RunInput) -> String? {
    switch input.kind {
    case .file, .written: FileManager.default.contents(atPath: input.name).map { ContentHash(of: [UInt8]($0)).text }
    case .folder: names(inFolder: input.name).map { ContentHash(of: $0.joined(separator: "\0")).text }
    case .place, .variable, .unrepeatable, .effect, .durations, .library: nil
    }
  }

  /// What is in a folder and of what kind it is, in the order in which a cell sees it.
  private static func names(inFolder path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      names.append("\(entry.pointee.d_type) \(name)")
    }
    return names
  }

  /// The state of what is at a path, as the kernel tells it (`state_of` in watch.c).
  private static func stamp(_ path: String) -> RunInput.Stamp {
    var (status, link) = (stat(), stat())
    var stamp = RunInput.Stamp(size: -1, modified: 0, changed: 0, inode: 0)
    if stat(path, &status) == 0 {
      stamp = .init(
        size: status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : 0, modified: nanoseconds(status.st_mtim),
        changed: nanoseconds(status.st_ctim), inode: UInt64(status.st_ino))
    }
    if lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFLNK { stamp.changed = max(stamp.changed, nanoseconds(link.st_ctim)) }
    return stamp
  }

  private static func state(ofLibraries paths: String) -> String {
    ContentHash(of: paths.split(separator: "\n").map { path in
      let stamp = stamp(String(path))
      return "\(stamp.size) \(stamp.modified) \(stamp.changed) \(stamp.inode)"
    }.joined(separator: "\n")).text
  }

  private static func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) }

  /// A point in time as a person reads it: `2026-11-22 22:17`. (A formatter of Foundation takes longer than a check.)
  private static func text(ofTime seconds: Double) -> String {
    var time = time_t(seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%d %H:%M", &parts)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func hash(_ text: String) -> String { ContentHash(of: text).text }

  /// What the command itself sets for the kernel.
  private static let ownVariables: Set = [
    "MLNB_KERNEL", "MLNB_WATCH", "SWIFT_BACKTRACE", "SWIFT_DETERMINISTIC_HASHING", "OPENBLAS_THREAD_TIMEOUT",
  ]
}
