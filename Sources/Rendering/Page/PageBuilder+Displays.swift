import CellWire
import NotebookModel

extension PageBuilder {
  /// A value in the richest form that it comes in: drawing, picture, HTML, text.
  mutating func writeDisplay(_ display: Display, caption: String?, alternativeText: String?) {
    typealias MIME = Display.MIMEType
    let caption = caption ?? display.caption
    let description = alternativeText ?? display.alternativeText ?? caption
    displayCount += 1
    if let svg = display.bytes(of: MIME.svg),
      let drawing = drawing(svg, width: display.width, description: description)
    {
      if display.bytes(of: MIME.narrowSVG) == nil, let diagram = WideDiagram(drawing, id: "figure-\(displayCount)-whole") {
        return writeFigure(caption: caption, diagram: diagram) { $0.out.raw(diagram.markup) }
      }
      // On a phone the drawing that was laid out for it takes the place of the other.
      let narrow = display.bytes(of: MIME.narrowSVG).flatMap {
        self.drawing($0, width: nil, description: description, isNarrow: true)
      }
      writeFigure(caption: caption) {
        $0.out.raw(drawing)
        if let narrow { $0.out.raw(narrow) }
      }
    } else if let png = display.bytes(of: MIME.png), !png.isEmpty {
      writeFigure(caption: caption) {
        $0.writePicture(png, type: MIME.png, width: display.width, description: description ?? "")
      }
    } else if let html = display.bytes(of: MIME.html), !html.isEmpty {
      out.raw("<div class=\"value html\">")
      let clean = MarkupSanitizer(idPrefix: "value-\(displayCount)-").html(html)
      out.raw(Self.withTableScrolling(alignedTables(clean)))
      out.raw("</div>\n")
    } else if let text = display.text(of: MIME.text) {
      writeText(text, kind: "value", name: words(.value))
    }
  }

  private mutating func writeFigure(
    caption: String?, diagram: WideDiagram? = nil, picture: (inout PageBuilder) -> Void
  ) {
    out.raw("<figure")
    if let diagram {
      out.attribute("class", "diagram")
      out.attribute("style", diagram.style)
    }
    out.raw(">")
    picture(&self)
    if let caption {
      out.raw("<figcaption>")
      writeCaption(caption)
      out.raw("</figcaption>")
    }
    out.raw("</figure>\n")
  }

  /// A caption: text with formulas and code.
  private mutating func writeCaption(_ caption: String) {
    var rest = caption[...]
    while let mark = rest.firstIndex(where: { $0 == "$" || $0 == "`" }) {
      let after = rest.index(after: mark)
      guard let close = rest[after...].firstIndex(of: rest[mark]), close > after else { break }
      out.text(String(rest[..<mark]))
      let inside = String(rest[after..<close])
      if rest[mark] == "`" {
        out.raw("<code>")
        out.text(inside)
        out.raw("</code>")
      } else if case .success(let html) = formulas.set(inside, isDisplay: false, cache: &cache) {
        out.raw(html)
      } else {
        out.text("$\(inside)$")
      }
      rest = rest[rest.index(after: close)...]
    }
    out.text(String(rest))
  }

  /// A drawing that may stand in the page: harmless, with ids of its own, scaled down where the page is narrow.
  private func drawing(_ svg: [UInt8], width: Double?, description: String?, isNarrow: Bool = false) -> [UInt8]? {
    MarkupSanitizer(idPrefix: "figure-\(displayCount)\(isNarrow ? "n" : "")-").svg(svg) { attributes in
      var root = attributes.filter { !["role", "aria-hidden", "class", "id", "style"].contains($0.name) }
      if isNarrow { root.append(.init(name: "class", value: Array("narrow".utf8))) }
      func number(_ name: String) -> Double? {
        guard let value = root.first(where: { $0.name == name })?.value else { return nil }
        let text = String(decoding: value, as: UTF8.self)
        if text.hasSuffix("pt") { return Double(text.dropLast(2)).map { $0 * 4 / 3 } }
        return Double(text.hasSuffix("px") ? String(text.dropLast(2)) : text)
      }
      if let given = number("width"), let height = number("height"), given > 0, height > 0 {
        if !root.contains(where: { $0.name == "viewBox" }) {
          root.append(.init(name: "viewBox", value: Array("0 0 \(Self.plain(given)) \(Self.plain(height))".utf8)))
        }
        let shown = width ?? given
        root.removeAll { $0.name == "width" || $0.name == "height" }
        root.append(.init(name: "width", value: Array(Self.plain(shown).utf8)))
        root.append(.init(name: "height", value: Array(Self.plain(height * shown / given).utf8)))
      }
      if let shown = width ?? number("width") {
        let entry = isNarrow ? nil : WideDiagram.root(ofStyle: attributes.first { $0.name == "style" }?.value)
        let style = "--width:\(Self.plain(shown))px" + (entry.map { ";--root:\($0)" } ?? "")
        root.append(.init(name: "style", value: Array(style.utf8)))
      }
      root.append(.init(name: "role", value: Array("img".utf8)))
      if let description, !description.isEmpty {
        root.removeAll { $0.name == "aria-label" }
        root.append(.init(name: "aria-label", value: Array(description.htmlEscaped.utf8)))
      }
      return root
    }
  }

  /// A number without a needless `.0`, to a hundredth.
  static func plain(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? String(Int(rounded)) : String(rounded)
  }

  /// Pixels, embedded.
  mutating func writePicture(
    _ bytes: [UInt8], type: String, width: Double?, description: String, title: String? = nil
  ) {
    out.raw("<img")
    out.attribute("alt", description)
    out.attribute("title", optional: title)
    if let size = ImageSize(of: bytes) {
      let shown = width ?? Double(size.width)
      out.attribute("width", String(Int(shown.rounded())))
      out.attribute("height", String(Int((shown * Double(size.height) / Double(size.width)).rounded())))
    } else if let width {
      out.attribute("width", String(Int(width.rounded())))
    }
    out.raw(" src=\"data:\(type);base64,")
    out.raw(base64(bytes))
    out.raw("\">")
  }

  /// Tables in a box of their own, in which they scroll.
  static func withTableScrolling(_ html: [UInt8]) -> [UInt8] {
    guard html.contains(UInt8(ascii: "<")) else { return html }
    return Array(
      String(decoding: html, as: UTF8.self).replacing("<table", with: "<div class=\"table\"><table")
        .replacing("</table>", with: "</table></div>").utf8)
  }
}
