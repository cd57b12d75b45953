/// Lets through of a value's HTML or SVG what cannot do harm: text, tables, shapes; no scripts, no handlers,
/// nothing from elsewhere, nothing left open, no `id` that the page has already.
package struct MarkupSanitizer {
  /// Put before every `id` and every reference to one.
  package let idPrefix: String

  private enum Language { case html, svg }

  private struct OpenElement {
    var name: String
    var language: Language
  }

  /// What makes of the attributes of a drawing's outermost element what the page wants.
  package typealias RootAttributes = ([MarkupToken.Attribute]) -> [MarkupToken.Attribute]

  package init(idPrefix: String) { self.idPrefix = idPrefix }

  /// The harmless part of HTML.
  package func html(_ markup: [UInt8]) -> [UInt8] {
    sanitized(markup, as: .html, root: { $0 })
  }

  /// The harmless part of an SVG file, or nil if it holds no drawing.
  package func svg(_ markup: [UInt8], root: RootAttributes = { $0 }) -> [UInt8]? {
    let drawing = sanitized(markup, as: .svg, root: root)
    return drawing.starts(with: "<svg".utf8) ? drawing : nil
  }

  private func sanitized(_ markup: [UInt8], as language: Language, root: RootAttributes) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(markup.count)
    var open: [OpenElement] = []
    /// An element that is left out with its content, and how many of its name are open inside.
    var skipped: (name: String, depth: Int)?

    for token in MarkupTokenizer(markup) {
      if let inside = skipped {
        switch token {
        case .start(let name, _, let isSelfClosing) where name.lowercased() == inside.name && !isSelfClosing:
          skipped?.depth += 1
        case .end(let name) where name.lowercased() == inside.name:
          skipped = inside.depth > 1 ? (inside.name, inside.depth - 1) : nil
        default: break
        }
        continue
      }
      let current = open.last?.language ?? language
      switch token {
      case .text(let text):
        if language == .svg, open.isEmpty { continue }
        appendText(text, to: &output)
      case .start(let written, let attributes, let isSelfClosing):
        let isDrawing = current == .svg || written.lowercased() == "svg"
        let name = isDrawing ? written : written.lowercased()
        let policy = isDrawing ? MarkupPolicy.svg : .html
        guard policy.elements.contains(name), language == .html || !open.isEmpty || name == "svg" else {
          if MarkupPolicy.dropped.contains(written.lowercased()), !isSelfClosing || current == .html {
            skipped = (written.lowercased(), 1)
          }
          continue
        }
        var attributes = attributes
        if !isDrawing { Self.complete(&attributes, of: name, isInHead: open.contains { $0.name == "thead" }) }
        if name == "img", !attributes.contains(where: isPicture) {
          continue
        }
        let isRoot = name == "svg" && current == .html || name == "svg" && open.isEmpty
        output.append(UInt8(ascii: "<"))
        output.append(contentsOf: name.utf8)
        for attribute in isRoot ? root(attributes) : attributes {
          append(attribute, of: name, in: isDrawing ? .svg : .html, to: &output)
        }
        if isDrawing, isSelfClosing {
          output.append(contentsOf: "/>".utf8)
        } else {
          output.append(UInt8(ascii: ">"))
          if isDrawing || !MarkupPolicy.void.contains(name) {
            open.append(OpenElement(name: name, language: isDrawing ? .svg : .html))
          }
        }
      case .end(let written):
        let name = current == .svg ? written : written.lowercased()
        guard let position = open.lastIndex(where: { $0.name == name && $0.language == current }) else { continue }
        while open.count > position { close(open.removeLast(), in: &output) }
      }
    }
    while let element = open.popLast() { close(element, in: &output) }
    return output
  }

  /// What a page asks of every table header and picture: what it heads, and a text for who cannot see it.
  private static func complete(_ attributes: inout [MarkupToken.Attribute], of name: String, isInHead: Bool) {
    func has(_ attribute: String) -> Bool { attributes.contains { $0.name.lowercased() == attribute } }
    if name == "th", !has("scope") { attributes.append(.init(name: "scope", value: Array((isInHead ? "col" : "row").utf8))) }
    if name == "img", !has("alt") { attributes.append(.init(name: "alt", value: [])) }
  }

  private func close(_ element: OpenElement, in output: inout [UInt8]) {
    output.append(contentsOf: "</\(element.name)>".utf8)
  }

  /// Text of markup: entities stay, everything else that could be markup is escaped.
  private func appendText(_ text: some Collection<UInt8>, to output: inout [UInt8]) {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if byte == UInt8(ascii: "&"), isEntity(text[index...]) {
        output.append(byte)
      } else {
        output.appendEscaped(byte)
      }
      index = text.index(after: index)
    }
  }

  /// Whether an entity reference stands at the start: `&name;` or `&#number;`.
  private func isEntity(_ text: some Collection<UInt8>) -> Bool {
    let body = text.dropFirst().prefix(32)
    guard let end = body.firstIndex(of: UInt8(ascii: ";")), end > body.startIndex else { return false }
    return body[..<end].allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "#")
    }
  }

  // MARK: Attributes

  private func append(
    _ attribute: MarkupToken.Attribute, of element: String, in language: Language, to output: inout [UInt8]
  ) {
    let name = language == .html ? attribute.name.lowercased() : attribute.name
    let policy = language == .html ? MarkupPolicy.html : .svg
    guard policy.attributes.contains(name) else { return }
    let value: [UInt8]
    switch name {
    case "id":
      value = Array(idPrefix.utf8) + attribute.value
    case "href", "xlink:href", "src":
      guard let reference = reference(attribute.value, name: name, of: element) else { return }
      value = reference
    case "style":
      let kept = style(attribute.value)
      if kept.isEmpty { return }
      value = kept
    default:
      guard language == .html || name.hasPrefix("aria-") else {
        guard let local = withLocalReferences(attribute.value) else { return }
        value = local
        break
      }
      value = attribute.value
    }
    output.append(UInt8(ascii: " "))
    output.append(contentsOf: name.utf8)
    output.append(contentsOf: "=\"".utf8)
    appendText(value, to: &output)
    output.append(UInt8(ascii: "\""))
  }

  /// A link or picture that may stay: a place in the same value, embedded pixels, or (of an `a`) a web page.
  private func reference(_ written: [UInt8], name: String, of element: String) -> [UInt8]? {
    let value = Array(written.drop { $0 <= 0x20 })
    guard value.allSatisfy({ $0 > 0x20 }) else { return nil }
    if value.first == UInt8(ascii: "#") { return Array("#\(idPrefix)".utf8) + value.dropFirst() }
    if element == "image" || element == "img" {
      guard element == "image" || name == "src" else { return nil }
      let types = ["png", "jpeg", "gif", "webp"]
      return types.contains { value.starts(with: "data:image/\($0);base64,".utf8) } ? value : nil
    }
    guard element == "a", name == "href" else { return nil }
    let head = value.prefix { ![UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
    guard !head.contains(UInt8(ascii: "&")), !head.contains(UInt8(ascii: "%")) else { return nil }
    guard let colon = head.firstIndex(of: UInt8(ascii: ":")) else { return value }
    let scheme = String(decoding: head[..<colon], as: UTF8.self).lowercased()
    return ["http", "https", "mailto"].contains(scheme) ? value : nil
  }

  private func isPicture(_ attribute: MarkupToken.Attribute) -> Bool {
    attribute.name.lowercased() == "src" && reference(attribute.value, name: "src", of: "img") != nil
  }

  /// A value in which every `url(...)` names a place in the same value; nil if one names another.
  private func withLocalReferences(_ value: [UInt8]) -> [UInt8]? {
    // Nearly all values are numbers, paths and colours: for them this is all.
    guard value.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\\") || $0 | 0x20 == UInt8(ascii: "u") })
    else { return value }
    let text = String(decoding: value, as: UTF8.self)
    let withoutQuotes = text.replacing("&quot;", with: "'").replacing("&apos;", with: "'").replacing("&#39;", with: "'")
    guard !withoutQuotes.contains("&"), !withoutQuotes.contains("\\") else { return nil }
    var result = ""
    var rest = withoutQuotes[...]
    while let open = rest.firstIndex(of: "(") {
      let afterOpen = rest.index(after: open)
      guard rest[..<open].suffix(3).lowercased() == "url" else {
        result += rest[..<afterOpen]
        rest = rest[afterOpen...]
        continue
      }
      let target = rest[afterOpen...].drop { $0 == " " || $0 == "'" || $0 == "\"" }
      guard target.first == "#", let close = target.firstIndex(of: ")") else { return nil }
      let id = target[target.index(after: target.startIndex)..<close].filter { $0 != "'" && $0 != "\"" && $0 != " " }
      result += "\(rest[..<afterOpen])#\(idPrefix)\(id))"
      rest = target[target.index(after: close)...]
    }
    return Array((result + rest).utf8)
  }

  /// The declarations of a `style` attribute that may stay.
  private func style(_ value: [UInt8]) -> [UInt8] {
    var kept: [String] = []
    for declaration in String(decoding: value, as: UTF8.self).split(separator: ";") {
      guard let colon = declaration.firstIndex(of: ":") else { continue }
      let property = declaration[..<colon].filter { !$0.isWhitespace }.lowercased()
      guard MarkupPolicy.styleProperties.contains(property),
        let local = withLocalReferences(Array(declaration[declaration.index(after: colon)...].utf8))
      else { continue }
      let text = String(decoding: local, as: UTF8.self).drop(while: \.isWhitespace)
      guard !text.contains(where: { "{}@<>".contains($0) }) else { continue }
      kept.append("\(property):\(text)")
    }
    return Array(kept.joined(separator: ";").utf8)
  }
}
