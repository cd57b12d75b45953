import Execution
import Foundation
import NotebookModel

/// What a lesson's last run gave, and whether running it now would give the same.
///
/// It would if nothing has changed that its cells can see: their text, the toolchain, the runtime, the options, the
/// machine, the files and variables that they looked at; and if they look at nothing that changes by itself, such as
/// the date. Durations that they measure are those of the run that is remembered. Prose has no part in it: a lesson whose
/// prose was edited is laid out anew, not run.
struct RunMemory {
  /// What stands in a file after the key.
  private struct Entry: Codable {
    var inputs: RecordedInputs
    /// Where the cells stand, if anything in the results names a line.
    var lines: [[Int]]?
    var run: StoredRun
    /// Counts up when the form of entries changes.
    var version = 2
  }

  /// What a look at the memory says.
  enum Answer {
    case same(LessonRun, because: String)
    case run(because: String)
  }

  private static var folder: URL { ObjectCache().folder.appendingPathComponent("results") }
  /// Bytes that all entries may take.
  private static let bound = 256 << 20

  private let file: String
  private let key: CheckKey
  private let document: Document

  init(_ document: Document, options: RunOptions, toolchain: Toolchain, installation: Installation = .ofThisProgram) throws {
    self.document = document
    key = try CheckKey(runOf: document, options: options, toolchain: toolchain, installation: installation)
    file = Self.file(of: document.path)
  }

  private static func file(of lesson: String) -> String {
    folder.appendingPathComponent(ContentHash(of: URL(fileURLWithPath: lesson).standardizedFileURL.path).text).path
  }

  /// Whether anything is remembered of that lesson.
  static func exists(for lesson: String) -> Bool { access(file(of: lesson), R_OK) == 0 }

  func answer() -> Answer {
    if let refusal = RecordedInputs.refusal(document) { return .run(because: refusal) }
    guard let data = FileManager.default.contents(atPath: file), let (known, rest) = CheckKey.read(data) else {
      return .run(because: "no results of it are remembered")
    }
    // Results take milliseconds to decode, the key does not.
    let changes = key.changes(since: known)
    if !changes.isEmpty { return .run(because: "\(changes.joined(separator: " and ")) changed") }
    guard let entry = try? PropertyListDecoder().decode(Entry.self, from: rest), entry.version == 2 else {
      return .run(because: "no results of it are remembered")
    }
    if let lines = entry.lines, lines != self.lines { return .run(because: "its cells stand at other lines") }
    if let change = entry.inputs.change { return .run(because: change) }
    let run = entry.run.run
    guard run.results.count == document.cells.count else { return .run(because: "its cells changed") }
    utimes(file, nil)  // used just now
    return .same(run, because: entry.inputs.summary)
  }

  /// Remembers a run in which every cell did what the lesson says; forgets what was remembered where that is not so.
  /// Gives what keeps it from being remembered, if anything does.
  func remember(_ run: LessonRun) -> String? {
    guard run.isSuccess else {
      unlink(file)
      return "not every cell did what the lesson says"
    }
    do {
      let stored = StoredRun(run)
      let entry = Entry(
        inputs: try RecordedInputs(document, run, withEffects: true), lines: stored.namesLines ? lines : nil,
        run: stored)
      let encoder = PropertyListEncoder()
      encoder.outputFormat = .binary
      let data = key.text + (try encoder.encode(entry))
      guard data.count < Self.bound / 4 else { throw RecordedInputs.Obstacle("its results are too large to be kept") }
      try writeAtomically([UInt8](data), to: file)
      Self.trim()
      return nil
    } catch {
      unlink(file)
      return (error as? RecordedInputs.Obstacle)?.reason ?? "the cache cannot be written: \(error)"
    }
  }

  private var lines: [[Int]] { document.cells.map { $0.lineMap.map(\.line) } }

  /// Removes the entries that have not been used for longest, until the rest fits.
  private static func trim() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var entries: [(path: String, bytes: Int, used: Int)] = names.compactMap { name in
      var status = stat()
      let path = folder.appendingPathComponent(name).path
      guard stat(path, &status) == 0 else { return nil }
      return (path, Int(status.st_size), Int(status.st_mtim.tv_sec))
    }
    var total = entries.reduce(0) { $0 + $1.bytes }
    entries.sort { $0.used < $1.used }
    for entry in entries where total > bound {
      unlink(entry.path)
      total -= entry.bytes
    }
  }
}

extension CheckKey {
  /// Everything that decides what the cells of a lesson do, but for what they look at outside it.
  init(runOf document: Document, options: RunOptions, toolchain: Toolchain, installation: Installation) throws {
    parts = [:]
    func set(_ name: String, _ texts: [String]) { parts[name] = Self.hash(texts) }
    set("its cells", document.cells.map { Self.hash(Self.texts(of: $0, isStrict: false, document)) })
    set("its front matter", [document.frontMatter.swift ?? "", document.frontMatter.lessonTimeout.map { "\($0)" } ?? ""])
    set("its place", Self.place(of: document) + [document.path])
    set(
      "the options",
      ["\(options.cellTimeout)", "\(options.lessonTimeout ?? 0)", "\(options.memoryLimit ?? 0)", "\(options.outputLimit)",
       "\(options.allowsErrors)"])
    for (name, texts) in try Self.surroundings(toolchain, installation) { set(name, texts) }
  }
}
