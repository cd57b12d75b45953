/// The YAML at the head of a lesson.
public struct FrontMatter: Equatable, Sendable {
  public var title: String?
  public var description: String?
  public var author: [String] = []
  /// Position in a course.
  public var order: Int?
  /// The page's language (BCP 47), `en` where not given.
  public var language = "en"
  /// Toolchain requirement, for example `>= 6.2`.
  public var swift: String?
  /// Which versions of mlnb and its runtime the lesson is for, for example `>= 0.1`.
  public var mlnb: String?
  /// Which versions of the runtime's rooms and of the libraries under it the lesson is for.
  public var packages: [PackageRequirement] = []
  /// `run: marked`: only `{swift}` fences are cells, plain `swift` fences are shown.
  public var runsMarkedFencesOnly = false
  /// Files that the lesson reads.
  public var depends: [String] = []
  /// `execute:` defaults for all cells.
  public var execute = CellOptions()
  /// `execute: lesson-timeout:` seconds for the whole lesson.
  public var lessonTimeout: Double?
  /// `check:` settings (step 4 reads them): `tol`, `rtol`, `strict`, `filters`.
  public var check: [String: String] = [:]
  /// `check: filters:`, patterns (regular expressions) and what is put in their place.
  public var filters: [String: String] = [:]
  /// The patterns of `filters` in the order in which they apply.
  public var filterOrder: [String] = []
  /// `format:` settings of the page.
  public var format = Format()

  public struct Format: Equatable, Sendable {
    /// Show the table of contents.
    public var toc = true
    public var tocDepth = 3
    public var numberSections = false
    public var codeFold = CellOptions.CodeFold.open
    /// Show durations of cells in the page.
    public var durations = false
    public var theme: String?
    /// What the page says in other words than its language's.
    public var words: [PageWord: String] = [:]
    public init() {}
  }

  public init() {}
}
