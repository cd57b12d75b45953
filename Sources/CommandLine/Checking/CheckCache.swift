import Execution
import Foundation
import NotebookModel

/// What is remembered of a lesson's last green check, and whether it still holds.
struct CheckCache {
  /// A green check.
  private struct Entry: Codable {
    var key: CheckKey
    var inputs: [Input]
    var variables: [String: String?]
    /// Counts up when the form of entries changes.
    var version = 1
  }

  /// A file or folder that a cell looked at, as it was then.
  private struct Input: Codable {
    var input: RunInput
    /// Of a file's content, or a folder's names.
    var hash: String?
  }

  /// What a look at the memory says.
  enum Answer {
    /// The lesson was green, and nothing that it can see has changed; how much was looked at, in words.
    case green(String)
    /// It has to run; why, in words.
    case run(because: String)
  }

  private let file: String
  private let reportFile: String
  private let key: CheckKey
  private let folder: URL

  init(_ document: Document, key: CheckKey, strict: Bool) {
    let place = URL(fileURLWithPath: document.path).standardizedFileURL.path
    folder = ObjectCache().folder.appendingPathComponent("checks")
    let name = ContentHash(of: "\(place)\0\(strict)").text
    file = folder.appendingPathComponent("\(name).json").path
    reportFile = folder.appendingPathComponent("\(name).report.json").path
    self.key = key
  }

  /// Why a lesson is never remembered; nil where it can be.
  static func refusal(_ document: Document) -> String? {
    for cell in document.cells where cell.behaviour != .ignore {
      if !cell.options.cache { return "line \(cell.line) says `cache: false`" }
      // What cannot be watched.
      for word in ["dlopen", "syscall", "fork(", "execv", "scandir", "ftw(", "freopen", "openat2", "shm_open"] where cell.source.contains(word) {
        return "the cell of line \(cell.line) speaks of `\(word)`, which cannot be watched"
      }
    }
    return nil
  }

  /// Whether the whole environment is an input: it can be read without asking for a name.
  private static func readsEnvironment(_ document: Document) -> Bool {
    document.cells.contains { $0.source.contains("environ") }
  }

  func answer(_ document: Document) -> Answer {
    if let refusal = Self.refusal(document) { return .run(because: refusal) }
    guard let data = FileManager.default.contents(atPath: file),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.version == 1
    else { return .run(because: "no green check of it is remembered") }
    let changes = key.changes(since: entry.key)
    if !changes.isEmpty { return .run(because: "\(changes.joined(separator: " and ")) changed") }
    let environment = ProcessInfo.processInfo.environment
    for (name, value) in entry.variables.sorted(by: { $0.key < $1.key }) where environment[name].map(Self.hash) != value {
      return .run(because: "the variable \(name) changed")
    }
    for input in entry.inputs where !holds(input) { return .run(because: "\(input.input.name) changed") }
    let files = entry.inputs.count
    return .green("\(files) \(files == 1 ? "file" : "files") and \(entry.variables.count) variables that it reads are as they were")
  }

  /// The report of the green check.
  var report: LessonReport? {
    FileManager.default.contents(atPath: reportFile).flatMap { try? JSONDecoder().decode(LessonReport.self, from: $0) }
  }

  /// Remembers a green check. Gives what keeps it from being remembered, if anything does.
  func remember(_ document: Document, _ run: LessonRun) -> String? {
    if let refusal = Self.refusal(document) { return refusal }
    var inputs: [Input] = []
    var variables: [String: String?] = [:]
    let environment = ProcessInfo.processInfo.environment
    var names = Set(run.inputs.filter { $0.kind == .variable }.map(\.name))
    if Self.readsEnvironment(document) { names.formUnion(environment.keys) }
    for name in names where !Self.ownVariables.contains(name) { variables.updateValue(environment[name].map(Self.hash), forKey: name) }
    for input in run.inputs where input.kind != .variable {
      if input.kind == .unrepeatable { return input.name }
      if input.name.hasPrefix("/proc/") || input.name.hasPrefix("/sys/") { return "it reads \(input.name)" }
      // What a cell itself has changed is no longer what it saw.
      guard Self.stamp(input.name) == input.stamp else { return "\(input.name) changed while it ran" }
      inputs.append(Input(input: input, hash: Self.contentHash(input)))
    }
    let entry = Entry(key: key, inputs: inputs, variables: variables)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      // The report first: an entry without its report says less than one with it, but an old report would be wrong.
      try writeAtomically(LessonReport(document, run: run).json, to: reportFile)
      try writeAtomically([UInt8](try encoder.encode(entry)), to: file)
    } catch {
      return "the cache cannot be written: \(error)"
    }
    return nil
  }

  /// Forgets the lesson: it is not green any more.
  func forget() { unlink(file) }

  // MARK: Inputs

  private func holds(_ input: Input) -> Bool {
    if Self.stamp(input.input.name) == input.input.stamp { return true }
    // Another file of that name, with the same content, is as good; unless more than its content was looked at.
    guard input.input.kind != .place, let hash = input.hash else { return false }
    return Self.contentHash(input.input) == hash
  }

  private static func contentHash(_ input: RunInput) -> String? {
    switch input.kind {
    case .file: FileManager.default.contents(atPath: input.name).map { ContentHash(of: [UInt8]($0)).text }
    case .folder:
      (try? FileManager.default.contentsOfDirectory(atPath: input.name)).map { ContentHash(of: $0.sorted().joined(separator: "\0")).text }
    case .place, .variable, .unrepeatable: nil
    }
  }

  private static func stamp(_ path: String) -> RunInput.Stamp {
    var status = stat()
    guard stat(path, &status) == 0 else { return .init(size: -1, modified: 0, changed: 0, inode: 0) }
    return .init(
      size: status.st_mode & S_IFMT == S_IFREG ? Int64(status.st_size) : 0, modified: nanoseconds(status.st_mtim),
      changed: nanoseconds(status.st_ctim), inode: UInt64(status.st_ino))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) }

  private static func hash(_ text: String) -> String { ContentHash(of: text).text }

  /// What the command itself sets for the kernel.
  private static let ownVariables: Set = ["MLNB_KERNEL", "MLNB_WATCH", "SWIFT_BACKTRACE", "SWIFT_DETERMINISTIC_HASHING"]
}
