import CellSyntax

/// One piece of Swift in a lesson: a fenced cell, or an inline `` `{swift} expression` ``.
public struct Cell: Equatable, Sendable {
  /// A fence of its own, or an expression inside prose.
  public enum Role: String, Sendable { case block, inline }

  /// What the lesson says will happen (the word after `swift` in the fence's first line).
  public enum Behaviour: String, Sendable, CaseIterable {
    /// Compiled and run; must succeed.
    case run
    /// Shown, not compiled.
    case ignore
    /// Compiled, not run; later cells do not see it.
    case noRun = "no-run"
    /// Must not compile; the diagnostics are shown.
    case compileFail = "compile-fail"
    /// Must throw; the error is shown.
    case shouldThrow = "should-throw"
    /// Must trap; the message is shown.
    case shouldCrash = "should-crash"
  }

  /// Position in `Document.cells`, from 0; inline expressions count too.
  public var index: Int
  /// Number that a page shows in the margin: block cells from 1; nil for inline expressions.
  public var number: Int?
  public var role: Role
  public var behaviour: Behaviour
  /// Run, but neither source nor output is shown.
  public var isHidden: Bool
  public var options: CellOptions
  /// The Swift text, without fences and without the indentation of a list or quote around it. It
  /// keeps its `//|` option lines: they are comments to Swift. Always ends in a line break.
  public var source: String
  /// For each line of `source`: the lesson's line (from 1) and how many bytes of the lesson's line stand
  /// before it (indentation, `> ` and the like).
  public var lineMap: [SourceLine]
  /// The whole cell, from the opening fence to the end of the closing one.
  public var range: SourceRange
  /// The bytes of the code between the fences, as they stand in the lesson.
  public var contentBytes: Range<Int>
  /// What the lesson says that the cell prints, in order.
  public var recorded: [RecordedOutput]

  public struct SourceLine: Equatable, Sendable {
    public var line: Int
    public var skippedBytes: Int
    public init(line: Int, skippedBytes: Int) {
      self.line = line
      self.skippedBytes = skippedBytes
    }
  }

  /// A stretch of a cell that the learner's copy leaves out.
  public struct Solution: Equatable, Sendable {
    /// Lines of `source`, from 1, from the line of `// BEGIN SOLUTION` to that of `// END SOLUTION`.
    public var lines: ClosedRange<Int>
    /// The bytes of those lines in the lesson, the last one's line ending included.
    public var bytes: Range<Int>
    public init(lines: ClosedRange<Int>, bytes: Range<Int>) {
      self.lines = lines
      self.bytes = bytes
    }
  }

  /// The label, given (`//| label: name`) or nil.
  public var label: String? { options.label }
  /// The lesson's line (from 1) on which the fence opens, or the inline expression stands.
  public var line: Int { range.lines.lowerBound }
  /// What a page colours in `source`.
  public var highlights: [HighlightSpan] { highlightSpans(of: source) }
  /// Number of `//|` option lines at the head of `source`.
  public var optionLineCount: Int
  /// Whether the fence says `{swift}`: such a cell runs under `run: marked` too.
  public var isMarked = false
  /// What stands between `// BEGIN SOLUTION` and `// END SOLUTION`, the markers' lines included.
  public var solutions: [Solution] = []
  /// The cell's anchor in a page: its label, or `cell-` and its number; empty for inline expressions.
  public var anchor = ""
  /// What stands before each line of the cell in the lesson: the indentation of a list, the `> ` of a quote.
  public var linePrefix = ""

  public init(
    index: Int, number: Int?, role: Role, behaviour: Behaviour = .run, isHidden: Bool = false,
    options: CellOptions = CellOptions(), source: String, lineMap: [SourceLine], range: SourceRange,
    contentBytes: Range<Int>, recorded: [RecordedOutput] = [], optionLineCount: Int = 0
  ) {
    self.index = index
    self.number = number
    self.role = role
    self.behaviour = behaviour
    self.isHidden = isHidden
    self.options = options
    self.source = source
    self.lineMap = lineMap
    self.range = range
    self.contentBytes = contentBytes
    self.recorded = recorded
    self.optionLineCount = optionLineCount
  }

  /// Where a place in `source` (line and byte column from 1) stands in the lesson.
  public func lessonPosition(line: Int, column: Int) -> SourcePosition {
    guard !lineMap.isEmpty else { return SourcePosition(line: range.lines.lowerBound, column: column) }
    let entry = lineMap[min(max(line, 1), lineMap.count) - 1]
    return SourcePosition(line: entry.line, column: column + entry.skippedBytes)
  }
}

/// A block after a cell that holds what the cell should print.
public struct RecordedOutput: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable { case output, stderr, error, warning }

  public var kind: Kind
  /// Words (each with an empty value) and `key=value` pairs after the kind in the fence's first line.
  public var attributes: [String: String]
  public var text: String
  /// The whole block, fence to fence.
  public var range: SourceRange
  /// The bytes of the text between the fences.
  public var contentBytes: Range<Int>
  /// What stands before each line of the text in the lesson: the indentation of a list, the `> ` of a quote.
  public var linePrefix = ""
  /// The fence: its character, repeated as often as in the lesson.
  public var fence = "```"

  public init(
    kind: Kind, attributes: [String: String] = [:], text: String, range: SourceRange, contentBytes: Range<Int>
  ) {
    self.kind = kind
    self.attributes = attributes
    self.text = text
    self.range = range
    self.contentBytes = contentBytes
  }
}
