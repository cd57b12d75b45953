import NotebookModel

/// Turns a lesson and what came of its cells into one HTML page that needs nothing but itself: no network, no
/// other file, no script to be read.
///
/// The same lesson with the same results gives the same bytes.
public struct PageRenderer: Sendable {
  /// A finished page.
  public struct Page: Equatable, Sendable {
    /// The whole HTML file.
    public var html: String
    /// What is wrong with formulas, images and raw HTML, at the lesson's lines.
    public var diagnostics: [Diagnostic]
  }

  /// The folder of the page's template, style sheet, script and icons.
  public var assetsFolder: String
  /// The folder of `katex.min.js` and `katex.min.css`.
  public var katexFolder: String
  /// The folder of KaTeX's fonts (TrueType, or else WOFF2).
  public var katexFontsFolder: String
  /// Where worked-out formulas are kept; nil keeps nothing.
  public var cacheFolder: String?

  /// - Parameters:
  ///   - assetsFolder: the installation's `assets`.
  ///   - katexFolder: where KaTeX's script and style sheet are; by default where Debian's libjs-katex puts them.
  ///   - katexFontsFolder: where its fonts are; by default where Debian's fonts-katex puts them.
  ///   - cacheFolder: a folder, made where missing, that keeps formulas between runs; by default none.
  public init(
    assetsFolder: String, katexFolder: String = "/usr/share/javascript/katex",
    katexFontsFolder: String = "/usr/share/fonts/truetype/katex", cacheFolder: String? = nil
  ) {
    self.assetsFolder = assetsFolder
    self.katexFolder = katexFolder
    self.katexFontsFolder = katexFontsFolder
    self.cacheFolder = cacheFolder
  }

  /// The page of `document`, with what `run` says of its cells.
  ///
  /// Complexity: linear in the size of the lesson and its outputs; 0.2 to 5 ms for each formula that the cache does
  /// not hold, and 90 ms (6 ms with a cache folder) for the first of them in the process.
  public func render(_ document: Document, run: LessonRun, options: PageOptions = PageOptions()) -> Page {
    var builder = PageBuilder(renderer: self, document: document, run: run, options: options)
    return builder.page()
  }

  /// Keeps KaTeX's bytecode beside KaTeX, so that no run has to compile it; a step of the installation.
  public func warm() {
    _ = FormulaEngine.with(folder: katexFolder, cacheFolder: katexFolder) { _ in }
  }

  /// Works out what a page needs that does not depend on how the cells run (formulas, coloured code) and keeps it in
  /// the cache folder, so that `render` finds it there; meant for a thread of its own while the cells run.
  public func prepare(_ document: Document) {
    guard cacheFolder != nil else { return }
    _ = render(document, run: LessonRun(toolchain: "", results: []))
  }
}
