/// A drawing that says where its root stands, and so may be wider than a page: the whole of it, small, above a box in
/// which it scrolls from its root at a size that can be read.
///
/// The small one holds nothing but a reference to the large one, and is hidden from screen readers.
struct WideDiagram {
  let markup: [UInt8]
  /// What the page's style needs to know: the drawing's width, its width for its height, and where the root stands.
  let style: String

  /// The diagram of a harmless drawing that has a size and a `--root` in its style; `nil` of any other.
  ///
  /// - Parameters:
  ///   - drawing: SVG as the sanitizer leaves it.
  ///   - id: An id that the page does not have yet, for what is shown twice.
  init?(_ drawing: [UInt8], id: String) {
    var tokens = MarkupTokenizer(drawing).makeIterator()
    guard case .start("svg", let attributes, false) = tokens.next() else { return nil }
    func text(_ name: String) -> String? {
      attributes.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }
    guard let style = text("style"), let root = Self.root(ofStyle: Array(style.utf8)),
      let width = text("width").flatMap(Double.init), let height = text("height").flatMap(Double.init),
      width > 0, height > 0, let box = text("viewBox"),
      // In attributes the sanitizer escapes it: the first one ends the tag.
      let start = drawing.firstIndex(of: UInt8(ascii: ">")), drawing.suffix(6).elementsEqual("</svg>".utf8)
    else { return nil }
    self.style = "--width:\(PageBuilder.plain(width))px;--aspect:\(PageBuilder.plain(width / height));--root:\(root)"
    // What the drawing inherits from its outermost element, which is not part of the reference.
    let inherited = ["fill", "stroke-linejoin"].compactMap { name in text(name).map { " \(name)=\"\($0)\"" } }.joined()
    var markup = Array("<svg class=\"overview\" viewBox=\"\(box)\"\(inherited) aria-hidden=\"true\">".utf8)
    markup += Array("<use href=\"#\(id)\"/></svg><div class=\"pan\">".utf8)
    markup += drawing[...start]
    markup += Array("<g id=\"\(id)\">".utf8)
    markup += drawing[(start + 1)...].dropLast(6)
    markup += Array("</g></svg></div>".utf8)
    self.markup = markup
  }

  /// The share of the width at which a drawing's style says that its root stands.
  static func root(ofStyle style: [UInt8]?) -> Double? {
    for declaration in String(decoding: style ?? [], as: UTF8.self).split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      guard parts.count == 2, parts[0] == "--root", let share = Double(parts[1]), (0...1).contains(share) else { continue }
      return share
    }
    return nil
  }
}
