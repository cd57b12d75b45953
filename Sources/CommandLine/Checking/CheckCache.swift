import Execution
import Foundation
import NotebookModel

/// What is remembered of a lesson's last green check, and whether it still holds.
struct CheckCache {
  /// A green check.
  private struct Entry: Codable {
    var key: CheckKey
    var inputs: RecordedInputs
    /// Counts up when the form of entries changes.
    var version = 3
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
    folder = Self.folder
    let name = Self.name(of: document.path, strict: strict)
    file = folder.appendingPathComponent("\(name).json").path
    reportFile = folder.appendingPathComponent("\(name).report.json").path
    self.key = key
  }

  private static var folder: URL { ObjectCache().folder.appendingPathComponent("checks") }

  private static func name(of lesson: String, strict: Bool) -> String {
    ContentHash(of: "\(URL(fileURLWithPath: lesson).standardizedFileURL.path)\0\(strict)").text
  }

  /// Whether a green check of that lesson is remembered.
  static func exists(for lesson: String, strict: Bool) -> Bool {
    access(folder.appendingPathComponent("\(name(of: lesson, strict: strict)).json").path, R_OK) == 0
  }

  func answer(_ document: Document) -> Answer {
    if let refusal = RecordedInputs.refusal(document) { return .run(because: refusal) }
    guard let data = FileManager.default.contents(atPath: file),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.version == 3
    else { return .run(because: "no green check of it is remembered") }
    let changes = key.changes(since: entry.key)
    if !changes.isEmpty { return .run(because: "\(changes.joined(separator: " and ")) changed") }
    if let change = entry.inputs.change { return .run(because: change) }
    return .green(entry.inputs.summary)
  }

  /// The report of the green check.
  var report: LessonReport? {
    FileManager.default.contents(atPath: reportFile).flatMap { try? JSONDecoder().decode(LessonReport.self, from: $0) }
  }

  /// Remembers a green check. Gives what keeps it from being remembered, if anything does.
  func remember(_ document: Document, _ run: LessonRun) -> String? {
    let entry: Entry
    do { entry = Entry(key: key, inputs: try RecordedInputs(document, run, withEffects: false)) } catch {
      return (error as? RecordedInputs.Obstacle)?.reason ?? "\(error)"
    }
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
}
