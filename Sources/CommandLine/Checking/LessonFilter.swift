import Foundation
import NotebookModel

/// Which lessons and cells are meant (`--filter`): a part of a lesson's path, a cell's label, or a pattern with `*` for
/// either.
struct LessonFilter: Sendable {
  var patterns: [String]

  /// Whether the whole lesson is meant.
  func admits(lesson path: String) -> Bool {
    patterns.isEmpty || patterns.contains { Self.isPattern($0) ? fnmatch($0, path, 0) == 0 : path.contains($0) }
  }

  /// Whether a cell of `document` is meant.
  func admits(_ cell: Cell, of document: Document) -> Bool {
    admits(lesson: document.path) || patterns.contains { cell.label.map(Self.matches($0)) ?? false }
  }

  /// Whether anything of `document` is meant.
  func admits(_ document: Document) -> Bool {
    admits(lesson: document.path) || document.cells.contains { admits($0, of: document) }
  }

  private static func matches(_ pattern: String) -> (String) -> Bool {
    { label in isPattern(pattern) ? fnmatch(pattern, label, 0) == 0 : label == pattern }
  }

  private static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }
}
