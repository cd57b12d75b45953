import NotebookModel

/// How what is recorded and what was printed are held against each other.
public struct OutputRule: Equatable, Sendable {
  /// How far numbers may lie apart; nil compares them as text.
  public var tolerance: Tolerance?
  /// The lines are regular expressions.
  public var isRegex = false
  /// The lines may come in any order.
  public var isUnordered = false
  /// Anything may be printed.
  public var isAny = false

  public init(tolerance: Tolerance? = nil, isRegex: Bool = false, isUnordered: Bool = false, isAny: Bool = false) {
    self.tolerance = tolerance
    self.isRegex = isRegex
    self.isUnordered = isUnordered
    self.isAny = isAny
  }

  /// The rule of a block: its attributes, with the tolerances of its cell and of the lesson where it has none itself.
  public init(_ recorded: RecordedOutput, of cell: Cell, in frontMatter: FrontMatter) {
    self.init(
      tolerance: Self.tolerance(recorded.tolerance, recorded.relativeTolerance)
        ?? Self.tolerance(of: cell, in: frontMatter),
      isRegex: recorded.isRegex, isUnordered: recorded.isUnordered, isAny: recorded.isAny)
  }

  /// The tolerance of a cell, with the lesson's where it has none.
  static func tolerance(of cell: Cell, in frontMatter: FrontMatter) -> Tolerance? {
    tolerance(cell.options.tolerance, cell.options.relativeTolerance)
      ?? tolerance(frontMatter.check["tol"].flatMap(Double.init), frontMatter.check["rtol"].flatMap(Double.init))
  }

  private static func tolerance(_ absolute: Double?, _ relative: Double?) -> Tolerance? {
    if absolute == nil, relative == nil { return nil }
    return Tolerance(absolute: absolute ?? 0, relative: relative ?? 0)
  }
}

/// Texts put in place of what regular expressions match, on both sides, in order (`check: filters:`).
public struct OutputFilters {
  private let filters: [(pattern: Regex<AnyRegexOutput>, replacement: String)]

  public init(_ frontMatter: FrontMatter) {
    filters = frontMatter.filterOrder.compactMap { pattern in
      // A pattern that is none is a mistake of the front matter, and reported there.
      guard let regex = try? Regex(pattern).anchorsMatchLineEndings() else { return nil }
      return (regex, frontMatter.filters[pattern] ?? "")
    }
  }

  /// `text`, filtered.
  public func apply(to text: String) -> String {
    filters.reduce(text) { $0.replacing($1.pattern, with: $1.replacement) }
  }

  public var isEmpty: Bool { filters.isEmpty }
}
