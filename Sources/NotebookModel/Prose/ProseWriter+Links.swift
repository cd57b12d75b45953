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
      let isBracketed = node.firstChild.map {
        $0.kind != LESSON_NODE_TEXT || String(decoding: $0.text, as: UTF8.self) != address
      }
      let position = lines.position(at: locate(node, beginning: isBracketed ?? true ? [0x5B] : [0x3C], length: 1))
      reader.report(
        "this link would run a script or leave the page: `\(String(address.prefix(40).filter { !$0.isNewline }))`", at: position, severity: .warning,
        remedy: "the page shows its text without the link")
      builder.html("<a\(title)>")
      return
    }
    noteLink(node, address)
    builder.html("<a href=\"\(escapeAddress(address))\"\(title)>")
  }

  /// Remembers a link that leads to a file or to a place in the lesson.
  private mutating func noteLink(_ node: Node, _ address: String) {
    let scheme = address.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    if address.dropFirst(scheme.count).hasPrefix(":") || address.hasPrefix("//") || address.isEmpty { return }
    links.append(Link(address: address, position: lines.position(at: locate(node, beginning: [0x5B], length: 1))))
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

  /// A reference to a note that the lesson does not have stays text, which its author should know.
  mutating func warnOfMissingNote(_ text: Node) {
    let characters = text.text
    var i = 0
    // Each is looked for in its paragraph: enough is enough.
    while i + 3 < characters.count, missingNotes < 100 {
      guard characters[i] == 0x5B, characters[i + 1] == 0x5E else {
        i += 1
        continue
      }
      let first = i
      i += 2
      while i < characters.count, !" []".utf8.contains(characters[i]) { i += 1 }
      guard i < characters.count, characters[i] == 0x5D, i > first + 2 else { continue }
      missingNotes += 1
      let reference = Array(characters[first...i])
      let offset = locate(text, beginning: reference[...], length: reference.count)
      // `\[^name]` is meant as text.
      guard bytes[offset...].starts(with: reference), offset == 0 || bytes[offset - 1] != UInt8(ascii: "\\") else {
        continue
      }
      let name = String(decoding: reference, as: UTF8.self)
      reader.report(
        "there is no note `\(name)`", at: lines.position(at: offset), length: reference.count, severity: .warning,
        remedy: "write it anywhere in the lesson: `\(name): ...`")
    }
  }

  /// A note that nothing refers to is not in the page, nor do its cells run.
  mutating func warnOfUnusedNotes(_ tree: MarkdownTree) {
    let used = Set(footnotes.map { footnoteName($0).lowercased() })
    var verbatim: Set<Int>?
    for line in 1...max(lines.count, 1) {
      let text = Fence.trimmed(lines.content(line), in: bytes)
      guard text.lowerBound - lines.content(line).lowerBound < 4, text.count > 4, bytes[text.lowerBound] == 0x5B,
        bytes[text.lowerBound + 1] == 0x5E, let end = bytes[text].firstIndex(of: 0x5D), end > text.lowerBound + 2,
        end + 1 < text.upperBound, bytes[end + 1] == UInt8(ascii: ":")
      else { continue }
      let name = String(decoding: bytes[text.lowerBound + 2..<end], as: UTF8.self)
      guard !used.contains(name.lowercased()), !name.contains(" ") else { continue }
      let code = verbatim ?? verbatimLines(tree)
      verbatim = code
      guard !code.contains(line) else { continue }
      reader.report(
        "nothing refers to the note `[^\(name)]`, so it is not in the page",
        at: lines.position(at: text.lowerBound), length: end + 1 - text.lowerBound, severity: .warning)
    }
  }

  /// The lines of code, HTML and formulas.
  private func verbatimLines(_ tree: MarkdownTree) -> Set<Int> {
    var result: Set<Int> = []
    MarkdownTree.walk(tree.root) { node in
      switch node.kind {
      case LESSON_NODE_CODE_BLOCK, LESSON_NODE_HTML_BLOCK, LESSON_NODE_FORMULA_BLOCK:
        result.formUnion(node.startLine...max(node.startLine, node.endLine))
      default: break
      }
    }
    return result
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
