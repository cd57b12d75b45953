/// Something to tell the author about one place in a lesson.
public struct Diagnostic: Equatable, Sendable, Codable {
  public enum Severity: String, Sendable, Codable { case error, warning, note }

  public var severity: Severity
  /// Where: line and column of the lesson, from 1, the column in UTF-8 bytes.
  public var line: Int
  public var column: Int
  /// What is wrong, in one sentence, without a location.
  public var message: String
  /// Byte columns (from 1, half open) on the same line that the underline covers besides the caret.
  public var highlights: [Range<Int>]
  /// Remedies and places that belong to it.
  public var notes: [Diagnostic]

  public init(
    severity: Severity = .error, line: Int, column: Int = 1, message: String,
    highlights: [Range<Int>] = [], notes: [Diagnostic] = []
  ) {
    self.severity = severity
    self.line = line
    self.column = column
    self.message = message
    self.highlights = highlights
    self.notes = notes
  }

  public var position: SourcePosition { SourcePosition(line: line, column: column) }
}
