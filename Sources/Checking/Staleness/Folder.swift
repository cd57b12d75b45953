internal import Foundation

/// What lies around a lesson, as far as a check has to know.
public struct LessonFolder: Sendable {
  /// The path of the lesson's folder; empty for the working folder.
  public var path: String

  public init(ofLesson lesson: String) {
    path = lesson.lastIndex(of: "/").map { $0 == lesson.startIndex ? "/" : String(lesson[..<$0]) } ?? ""
  }

  /// The path of a file that the lesson calls `name`.
  public func file(_ name: String) -> String {
    name.hasPrefix("/") || path.isEmpty ? name : path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  func content(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: file(name)).map { [UInt8]($0) } }

  /// Files beside `name`, for a proposal.
  func neighbours(of name: String) -> [String] {
    let folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
    let names = (try? FileManager.default.contentsOfDirectory(atPath: file(folder.isEmpty ? "." : folder))) ?? []
    return names.sorted().map { folder + $0 }
  }
}
