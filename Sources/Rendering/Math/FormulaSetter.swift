import NotebookModel

/// Sets the formulas of one lesson in the order in which they stand, so that a macro defined in one holds in
/// those after it, as in MathJax.
struct FormulaSetter {
  private let katexFolder: String
  private let cacheFolder: String?
  /// Identifies the version of KaTeX in cache entries.
  private let version: String
  /// Formulas so far that define macros.
  private var preamble: [String] = []
  /// The formulas set so far.
  private(set) var formulas: [ContentHash: [UInt8]] = [:]

  /// Why a formula cannot be set.
  struct SettingError: Error, Equatable {
    var message: String
    /// The byte of the formula where the trouble is, if known.
    var offset: Int?
  }

  init(katexFolder: String, cacheFolder: String?) {
    self.katexFolder = katexFolder
    self.cacheFolder = cacheFolder
    version = Self.version(of: katexFolder)
  }

  /// The HTML of one formula.
  mutating func set(_ written: String, isDisplay: Bool, cache: inout RenderCache) -> Result<[UInt8], SettingError> {
    let tex = Self.definesMacros(written) ? TeXDefinitions.asKaTeXReadsThem(written) : written
    let hash = ContentHash("formula", version, isDisplay ? "display" : "inline", tex, preamble.joined(separator: "\n"))
    defer { if Self.definesMacros(tex) { preamble.append(tex) } }
    if let html = cache.find(hash) {
      formulas[hash] = html
      return .success(html)
    }
    switch render(tex, isDisplay: isDisplay) {
    case .html(let string):
      let html = Array(string.utf8)
      cache.insert(html, for: hash)
      formulas[hash] = html
      return .success(html)
    case .failure(let message, let offset):
      return .failure(SettingError(message: message, offset: tex == written ? offset : nil))
    }
  }

  private mutating func render(_ tex: String, isDisplay: Bool) -> FormulaEngine.Outcome {
    // Other lessons of this process use the engine too: it starts every formula from this lesson's macros.
    let preamble = preamble
    let outcome = FormulaEngine.with(folder: katexFolder, cacheFolder: cacheFolder) { engine in
      engine.reset(preamble: preamble)
      return engine.render(tex, isDisplay: isDisplay)
    }
    return outcome
      ?? .failure(message: "formulas need KaTeX, which is not at \(katexFolder) (Debian: libjs-katex)", offset: nil)
  }

  private static func version(of folder: String) -> String {
    let source = contents(ofFile: "\(folder)/katex.min.js") ?? contents(ofFile: "\(folder)/katex.js") ?? []
    return ContentHash(source).hexadecimal
  }

  private static func definesMacros(_ tex: String) -> Bool {
    ["\\newcommand", "\\renewcommand", "\\providecommand", "\\def", "\\gdef", "\\let", "\\DeclareMathOperator"].contains(where: tex.contains)
  }
}
