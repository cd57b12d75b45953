/// A place in a lesson: line and column count from 1, the column in UTF-8 bytes (as the compiler counts).
public struct SourcePosition: Equatable, Hashable, Sendable, Codable, Comparable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int = 1) {
    self.line = line
    self.column = column
  }

  public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A stretch of a lesson: byte offsets in the file, and the lines that it touches (from 1, inclusive).
public struct SourceRange: Equatable, Hashable, Sendable {
  public var bytes: Range<Int>
  public var lines: ClosedRange<Int>

  public init(bytes: Range<Int>, lines: ClosedRange<Int>) {
    self.bytes = bytes
    self.lines = lines
  }
}
