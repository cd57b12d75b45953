/// The part of KaTeX's style sheet that a page's formulas make use of, with its fonts inside.
struct FormulaStyles {
  private struct Font: Hashable {
    var family: String
    var isBold: Bool
    var isItalic: Bool
  }

  private let styleSheet: String
  private let fontFolder: String

  init(katexFolder: String, fontFolder: String) {
    let bytes = contents(ofFile: "\(katexFolder)/katex.min.css") ?? contents(ofFile: "\(katexFolder)/katex.css") ?? []
    styleSheet = String(decoding: bytes, as: UTF8.self)
    self.fontFolder = fontFolder
  }

  /// The rules all of whose class names are in use, and of the fonts that these rules name the characters in use.
  func css(for use: FormulaUse) -> String {
    var rules = ""
    var faces: [(font: Font, file: String)] = []
    var fonts: Set<Font> = []
    for rule in styleSheet.split(separator: "}") {
      guard let brace = rule.firstIndex(of: "{") else { continue }
      let declarations = rule[rule.index(after: brace)...]
      let head = rule[..<brace]
      if head.hasPrefix("@font-face") {
        if let face = Self.face(declarations) { faces.append(face) }
        continue
      }
      if head.hasPrefix("@") { continue }
      let selectors = head.split(separator: ",").filter { Self.classNames(in: $0).isSubset(of: use.classes) }
      guard !selectors.isEmpty else { continue }
      rules += "\(selectors.joined(separator: ",")){\(declarations)}\n"
      if let font = Self.font(declarations) { fonts.insert(font) }
    }
    if use.classes.contains(FormulaUse.boldItalicText) {
      fonts.insert(Font(family: "KaTeX_Main", isBold: true, isItalic: true))
    }
    var css = ""
    for face in faces where fonts.contains(face.font) {
      guard let source = source(of: face.file, characters: use.characters) else { continue }
      css += "@font-face{font-family:\(face.font.family);font-weight:\(face.font.isBold ? 700 : 400);"
      css += "font-style:\(face.font.isItalic ? "italic" : "normal");"
      css += "src:\(source)}\n"
    }
    return css + rules
  }

  /// The font's own outlines of the characters, or where there is no TrueType file to cut from, all of it as WOFF2.
  private func source(of file: String, characters: Set<UInt16>) -> String? {
    if let font = contents(ofFile: "\(fontFolder)/\(file.dropLast("woff2".count))ttf").flatMap(TrueTypeFont.init) {
      let subset = font.subset(characters)
      return "url(data:font/ttf;base64,\(String(decoding: base64(subset), as: UTF8.self))) format('truetype')"
    }
    guard let bytes = contents(ofFile: "\(fontFolder)/\(file)") else { return nil }
    return "url(data:font/woff2;base64,\(String(decoding: base64(bytes), as: UTF8.self))) format('woff2')"
  }

  /// The classes that an element needs to have for a selector to fit; one in `:not(...)` is none of them.
  private static func classNames(in selector: Substring) -> Set<String> {
    var names: Set<String> = []
    var isExcluded = false
    for part in selector.split(separator: ".", omittingEmptySubsequences: false).dropFirst() {
      if !isExcluded { names.insert(String(part.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })) }
      isExcluded = part.hasSuffix(":not(")
    }
    return names
  }

  /// The font that a rule asks for; weight and style alone vary the text font.
  private static func font(_ declarations: Substring) -> Font? {
    var family: String?
    var isBold: Bool?
    var isItalic: Bool?
    for declaration in declarations.split(separator: ";") {
      guard let colon = declaration.firstIndex(of: ":") else { continue }
      let value = declaration[declaration.index(after: colon)...]
      switch declaration[..<colon].drop(while: \.isWhitespace) {
      case "font-family", "font":
        if let start = value.firstRange(of: "KaTeX_")?.lowerBound {
          family = String(value[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        }
      case "font-weight": isBold = value.contains("700") || value.contains("bold")
      case "font-style": isItalic = value.contains("italic")
      default: continue
      }
    }
    guard family != nil || isBold == true || isItalic == true else { return nil }
    return Font(family: family ?? "KaTeX_Main", isBold: isBold ?? false, isItalic: isItalic ?? false)
  }

  /// The font of an `@font-face` and the name of its WOFF2 file.
  private static func face(_ declarations: Substring) -> (font: Font, file: String)? {
    guard let font = font(declarations), let end = declarations.firstRange(of: ".woff2") else { return nil }
    let path = declarations[..<end.upperBound]
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return (font, String(path[path.index(after: slash)...]))
  }
}
