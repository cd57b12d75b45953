import NotebookModel

extension PageBuilder {
  /// HTML of the lesson's own: let through with its pictures embedded, or refused and shown as the text that it is.
  mutating func writeRawHTML(_ html: String, at position: SourcePosition) {
    guard options.allowsRawHTML else { return refuse(html, at: position) }
    let lowercased = html.lowercased()
    hasOwnScript = hasOwnScript || Self.holdsScript(lowercased)
    for word in ["src=\"http", "src='http", "src=http", "src=\"//", "src='//", "<link", "@import"]
    where lowercased.contains(word) {
      _ = report(
        "this HTML names something on the network, which a page does not fetch: keep a copy beside the lesson",
        severity: .warning, at: position)
      break
    }
    out.raw(lowercased.contains("<img") ? withEmbeddedPictures(html, at: position) : html)
  }

  private mutating func refuse(_ html: String, at position: SourcePosition) {
    if html.hasPrefix("<!--") { return }
    out.raw("<code class=\"refused\"")
    if !html.hasPrefix("</") {
      let tag = html.prefix { $0 != ">" && !$0.isWhitespace }
      let remedy = Diagnostic(
        severity: .note, line: position.line, column: position.column,
        message: "write it as Markdown, or run without `--no-raw-html`")
      let anchor = report("raw HTML is refused: `\(tag)>`", at: position, notes: [remedy], isAnchored: true)
      out.attribute("id", anchor)
    }
    out.raw(">")
    out.text(html.trimmingSpace())
    out.raw("</code>")
  }

  /// Whether lowercased HTML brings a script: an element, a handler, or an address that runs one.
  static func holdsScript(_ html: String) -> Bool {
    if html.contains("<script") || html.contains("javascript:") { return true }
    var rest = html[...]
    while let found = rest.firstRange(of: "on") {
      let before = found.lowerBound > rest.startIndex ? rest[rest.index(before: found.lowerBound)] : "x"
      let name = rest[found.upperBound...].prefix(while: \.isLetter)
      let after = rest[name.endIndex...].drop(while: \.isWhitespace)
      if before.isWhitespace || "\"'/".contains(before), !name.isEmpty, after.first == "=" { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }

  /// The same HTML with what its `<img src="...">` name beside the lesson put inside.
  private mutating func withEmbeddedPictures(_ html: String, at position: SourcePosition) -> String {
    var result = ""
    var rest = html[...]
    while let open = rest.firstIndex(of: "<") {
      let tag = rest[open...]
      guard let close = tag.firstIndex(of: ">") else { break }
      let end = rest.index(after: close)
      defer { rest = rest[end...] }
      result += rest[..<open]
      let text = rest[open..<end]
      guard text.prefix(5).lowercased().hasPrefix("<img"), let value = Self.sourceValue(text),
        !value.isEmpty, !value.contains(":"), !value.hasPrefix("//")
      else {
        result += text
        continue
      }
      guard let bytes = options.readFile(Self.path(of: String(value))), let type = imageType(of: bytes) else {
        _ = report("the image '\(value)' is not there", at: position)
        result += text
        continue
      }
      result += text[..<value.startIndex]
      result += "data:\(type);base64,\(String(decoding: base64(bytes), as: UTF8.self))"
      result += text[value.endIndex...]
    }
    return result + rest
  }

  /// What stands between the quotes of a tag's `src`.
  private static func sourceValue(_ tag: Substring) -> Substring? {
    for quote in ["\"", "'"] {
      guard let start = tag.firstRange(of: "src=\(quote)")?.upperBound,
        let end = tag[start...].firstIndex(of: Character(quote))
      else { continue }
      return tag[start..<end]
    }
    return nil
  }
}
