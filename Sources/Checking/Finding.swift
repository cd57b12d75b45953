import NotebookModel

/// One thing that a lesson says and that is not so.
public struct Finding: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The lesson cannot be read: its form is wrong.
    case form
    /// A cell does not do what it is marked to do: it fails, or does not fail.
    case behaviour
    /// The run ended before the cell.
    case notRun = "not-run"
    /// Standard output or the value differs from the `output` block.
    case output
    case stderr
    case error
    case warning
    /// A cell prints, and nothing is recorded (under `--strict`).
    case unrecorded
    /// A chart differs from the recorded one.
    case chart
    /// A link or an anchor leads nowhere, an image is missing.
    case link
    case image
    /// A label is referenced and not defined.
    case label
    /// A file that the lesson depends on is missing, or is not the recorded one.
    case data
    /// A solution does not pass its exercise's tests.
    case solution
    /// The exercise's starter does not behave as the lesson says.
    case starter
    /// The toolchain or a package is not one that the lesson is for.
    case version
    /// A cell does not do the same each time.
    case flaky
  }

  public var kind: Kind
  /// A warning is reported and fails nothing.
  public var isWarning = false
  /// Where in the lesson, from 1; the column in bytes.
  public var position: SourcePosition
  /// The last line that it concerns.
  public var lastLine: Int
  /// Index in `Document.cells`; nil where no cell is concerned.
  public var cell: Int?
  /// One sentence.
  public var message: String
  /// What differs, line by line, and the lesson's line of the first recorded one.
  public var difference: OutputDifference?
  public var firstLine: Int?
  /// What the compiler said, or what else belongs to it.
  public var diagnostics: [Diagnostic]
  /// What to do about it.
  public var remedy: String?
  /// Whether `mlnb accept` can put it right.
  public var isAcceptable: Bool
  /// The block that differs, by its index in `Cell.recorded`.
  public var block: Int?
  /// Pictures of a chart: recorded, printed, difference (SVG).
  public var chart: ChartDifference?

  public init(
    _ kind: Kind, at position: SourcePosition, lastLine: Int? = nil, cell: Int? = nil, message: String,
    difference: OutputDifference? = nil, firstLine: Int? = nil, diagnostics: [Diagnostic] = [], remedy: String? = nil,
    isAcceptable: Bool = false, block: Int? = nil, chart: ChartDifference? = nil
  ) {
    self.kind = kind
    self.position = position
    self.lastLine = lastLine ?? position.line
    self.cell = cell
    self.message = message
    self.difference = difference
    self.firstLine = firstLine
    self.diagnostics = diagnostics
    self.remedy = remedy
    self.isAcceptable = isAcceptable
    self.block = block
    self.chart = chart
  }
}
