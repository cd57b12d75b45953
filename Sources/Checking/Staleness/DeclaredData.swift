internal import Foundation
import NotebookModel

/// The files that a lesson declares (`depends:`), held against the digests that are recorded beside it.
///
/// The digests stand in `<lesson>.expected/_depends.json`, SHA-256, as `sha256sum` prints them: so a lesson says not only
/// that it reads `wine.csv`, but which.
public struct DeclaredData {
  /// The name of the record in the folder of what a lesson expects. No label begins like this, so no chart has it.
  public static let recordName = "_depends.json"

  private let document: Document
  private let folder: LessonFolder
  private let recorded: [String: String]

  public init(_ document: Document, folder: LessonFolder) {
    self.document = document
    self.folder = folder
    let record = RecordedCharts.folder(of: document.path) + "/" + Self.recordName
    let data = FileManager.default.contents(atPath: record)
    recorded = data.flatMap { try? JSONDecoder().decode([String: String].self, from: $0) } ?? [:]
  }

  /// Every file that the lesson declares, and where.
  public var files: [(name: String, position: SourcePosition, cell: Int?)] {
    var files: [(name: String, position: SourcePosition, cell: Int?)] = []
    var known: Set<String> = []
    for name in document.frontMatter.depends + document.frontMatter.execute.depends where known.insert(name).inserted {
      files.append((name, document.frontMatterPosition(of: name), nil))
    }
    for cell in document.cells {
      for name in cell.options.depends where known.insert(name).inserted {
        files.append((name, SourcePosition(line: cell.line), cell.index))
      }
    }
    return files
  }

  /// Files that are missing, and files that are not the recorded ones.
  public func findings() -> [Finding] {
    files.compactMap { name, position, cell in
      guard let digest = digest(of: name) else {
        return Finding(
          .data, at: position, cell: cell, message: "the lesson depends on `\(name)`, which is not there",
          remedy: nearestWord(to: name, among: folder.neighbours(of: name)).map { "did you mean `\($0)`?" })
      }
      guard let expected = recorded[name], expected != digest else { return nil }
      return Finding(
        .data, at: position, cell: cell,
        message: "`\(name)` is not the recorded file: its SHA-256 is \(digest.prefix(12))…, not \(expected.prefix(12))…",
        isAcceptable: true)
    }
  }

  /// The record as it should be; nil where it is so already.
  ///
  /// - Parameter adds: Record files that are not recorded yet.
  public func corrected(adds: Bool) -> [UInt8]? {
    var record: [String: String] = [:]
    for file in files {
      if recorded[file.name] != nil || adds { record[file.name] = digest(of: file.name) ?? recorded[file.name] }
    }
    return record == recorded ? nil : encodedJSON(record)
  }

  /// The digests of the files as they are, for a key of the cache.
  public var digests: [String] { files.flatMap { [$0.name, digest(of: $0.name) ?? ""] } }

  private func digest(of name: String) -> String? {
    guard let content = folder.content(name) else { return nil }
    return sha256(content).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

extension Document {
  /// Where a word stands in the front matter; its first line where it does not.
  func frontMatterPosition(of word: String) -> SourcePosition {
    guard let range = frontMatterRange else { return SourcePosition(line: 1) }
    let lines = LineTable(bytes)
    guard let found = bytes[range.bytes].firstRange(of: Array(word.utf8)) else { return SourcePosition(line: range.lines.lowerBound) }
    return lines.position(at: found.lowerBound)
  }
}
