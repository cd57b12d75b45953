/// Definitions of macros, from what authors write for LaTeX and MathJax to what KaTeX takes.
enum TeXDefinitions {
  /// `\DeclareMathOperator` becomes the macro that it stands for, and `\newcommand` and `\renewcommand` define
  /// whether or not the name is taken, as in MathJax: KaTeX has many names of its own (`\R`, `\argmin`) that authors
  /// do not know of.
  static func asKaTeXReadsThem(_ tex: String) -> String {
    var result = ""
    var rest = withOperators(tex)[...]
    while let found = nextDefinition(in: rest) {
      result += rest[..<found.lowerBound]
      rest = rest[found.upperBound...]
      guard let name = definedName(rest) else {
        result += "\\newcommand"
        continue
      }
      result += "\\providecommand{\(name)}{}\\renewcommand"
    }
    return result + rest
  }

  private static func nextDefinition(in text: Substring) -> Range<String.Index>? {
    ["\\newcommand", "\\renewcommand"].compactMap { text.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
  }

  /// The `\name` that follows, in braces or bare.
  private static func definedName(_ text: Substring) -> Substring? {
    var text = text.drop { $0 == "*" || $0.isWhitespace }
    if text.first == "{" { text = text.dropFirst().drop(while: \.isWhitespace) }
    guard text.first == "\\", let second = text.dropFirst().first else { return nil }
    if !second.isLetter { return text.prefix(2) }
    let letters = text.dropFirst().prefix { $0.isASCII && $0.isLetter }
    return text[text.startIndex..<letters.endIndex]
  }

  /// `\DeclareMathOperator{\name}{text}` as `\newcommand{\name}{\operatorname{text}}`.
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
}
