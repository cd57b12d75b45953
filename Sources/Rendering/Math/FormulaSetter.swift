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
  /// The class names that the formulas set so far make use of.
  private(set) var classes: Set<String> = []

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
  mutating func set(_ tex: String, isDisplay: Bool, cache: inout RenderCache) -> Result<[UInt8], SettingError> {
    let tex = Self.withOperators(tex)
    let hash = ContentHash("formula", version, isDisplay ? "display" : "inline", tex, preamble.joined(separator: "\n"))
    defer { if Self.definesMacros(tex) { preamble.append(tex) } }
    if let html = cache.find(hash) {
      classes.formUnion(Self.classNames(in: html))
      return .success(html)
    }
    switch render(tex, isDisplay: isDisplay) {
    case .html(let string):
      let html = Array(string.utf8)
      cache.insert(html, for: hash)
      classes.formUnion(Self.classNames(in: html))
      return .success(html)
    case .failure(let message, let offset):
      return .failure(SettingError(message: message, offset: offset))
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
    ["\\newcommand", "\\renewcommand", "\\providecommand", "\\def", "\\gdef", "\\let"].contains(where: tex.contains)
  }

  /// LaTeX's `\DeclareMathOperator{\name}{text}`, which KaTeX lacks, as the macro that it stands for.
  private static func withOperators(_ tex: String) -> String {
    var tex = tex
    for (declaration, command) in [("DeclareMathOperator*", "operatorname*"), ("DeclareMathOperator", "operatorname")] {
      while let found = tex.firstRange(of: "\\\(declaration){"),
        let nameEnd = tex[found.upperBound...].firstIndex(of: "}"),
        let open = tex[nameEnd...].firstIndex(of: "{"),
        let close = tex[open...].firstIndex(of: "}")
      {
        let name = tex[found.upperBound..<nameEnd]
        let text = tex[tex.index(after: open)..<close]
        tex.replaceSubrange(found.lowerBound...close, with: "\\newcommand{\(name)}{\\\(command){\(text)}}")
      }
    }
    return tex
  }

  /// Stands among the class names for text that is bold and italic at once, which no single class says.
  static let boldItalicText = "textbf textit"

  /// All names in `class` attributes.
  static func classNames(in html: [UInt8]) -> Set<String> {
    var names: Set<[UInt8]> = []
    let key = Array("class=\"".utf8)
    var index = 0
    while index + key.count < html.count {
      guard html[index] == key[0], html[index..<index + key.count].elementsEqual(key) else {
        index += 1
        continue
      }
      index += key.count
      let end = html[index...].firstIndex(of: UInt8(ascii: "\"")) ?? html.count
      let list = html[index..<end].split(separator: UInt8(ascii: " "))
      for name in list { names.insert(Array(name)) }
      if list.contains(where: { $0.elementsEqual("textbf".utf8) }), list.contains(where: { $0.elementsEqual("textit".utf8) }) {
        names.insert(Array(boldItalicText.utf8))
      }
      index = end
    }
    return Set(names.map { String(decoding: $0, as: UTF8.self) })
  }
}
