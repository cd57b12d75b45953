internal import CCommonMark

extension ProseWriter {
  mutating func openLink(_ node: Node) {
    let address = node.address
    addressBudget -= address.utf8.count + node.title.utf8.count
    guard addressBudget > 0 else {
      builder.html("<a>")
      return
    }
    let title = node.title.isEmpty ? "" : " title=\"\(escapeHTML(node.title))\""
    guard ProseWriter.isSafe(address) else {
      let position = lines.position(at: lines.offset(of: SourcePosition(line: node.startLine)))
      reader.report(
        "this link would run a script or leave the page: `\(address.prefix(40))`", at: position, severity: .warning,
        remedy: "the page shows its text without the link")
      builder.html("<a\(title)>")
      return
    }
    builder.html("<a href=\"\(escapeAddress(address))\"\(title)>")
  }

  /// Whether a browser does no more than open `address`: no script, no page made of its own text, no local file.
  static func isSafe(_ address: String) -> Bool {
    let scheme = address.unicodeScalars.filter { $0.value > 0x20 }.prefix { $0 != ":" }
    let name = String(String.UnicodeScalarView(scheme)).lowercased()
    return !["javascript", "vbscript", "data", "file"].contains(name) || !address.contains(":")
  }

  mutating func writeImage(_ node: Node) {
    let offset = locate(node, beginning: [0x21, 0x5B], length: 2)
    builder.add(
      .image(
        source: node.address, alternativeText: plainText(node), title: node.title.isEmpty ? nil : node.title,
        position: lines.position(at: offset)))
  }

  // MARK: Footnotes

  private func footnoteName(_ definition: Node) -> String { String(decoding: definition.text, as: UTF8.self) }

  mutating func writeFootnoteReference(_ node: Node) {
    let number = String(decoding: node.text, as: UTF8.self)
    guard let definition = Node(lesson_node_get_footnote_definition(node.pointer)) else { return }
    let name = escapeAddress(footnoteName(definition))
    let which = lesson_node_get_footnote_count(node.pointer)
    let suffix = which > 1 ? "-\(which)" : ""
    builder.html(
      "<sup class=\"footnote-ref\"><a href=\"#fn-\(name)\" id=\"fnref-\(name)\(suffix)\" data-footnote-ref>"
        + "\(escapeHTML(number))</a></sup>")
  }

  mutating func writeBackReferences(_ definition: Node) {
    let name = escapeAddress(footnoteName(definition))
    let number = (footnotes.firstIndex(of: definition) ?? 0) + 1
    for which in 1...max(1, Int(lesson_node_get_footnote_count(definition.pointer))) {
      let suffix = which > 1 ? "-\(which)" : ""
      let mark = which > 1 ? "↩<sup class=\"footnote-ref\">\(which)</sup>" : "↩"
      if which > 1 { builder.html(" ") }
      builder.html(
        "<a href=\"#fnref-\(name)\(suffix)\" class=\"footnote-backref\" data-footnote-backref "
          + "aria-label=\"Back to reference \(number)\(suffix)\">\(mark)</a>")
    }
  }

  /// The footnotes in the order in which the text refers to them.
  mutating func footnoteSection() -> [Prose.Piece] {
    guard !footnotes.isEmpty else { return [] }
    builder = ProseBuilder()
    builder.html("<section class=\"footnotes\" data-footnotes>\n<ol>\n")
    for definition in footnotes {
      builder.newLine()
      builder.html("<li id=\"fn-\(escapeAddress(footnoteName(definition)))\">\n")
      for child in definition.children { write(child, limit: .max, depth: 0) }
      if lastChild(definition)?.kind != LESSON_NODE_PARAGRAPH {
        builder.newLine()
        writeBackReferences(definition)
      }
      builder.newLine()
      builder.html("</li>\n")
    }
    builder.html("</ol>\n</section>\n")
    return builder.take()
  }

  private func lastChild(_ node: Node) -> Node? { Node(cmark_node_last_child(node.pointer)) }
}
