internal import CCommonMark

extension ProseWriter {
  /// Writes `node` and everything under it.
  mutating func write(_ node: Node, limit: Int, depth: Int) {
    let iterator = cmark_iter_new(node.pointer)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      let current = Node(cmark_iter_get_node(iterator)!)
      let goesIn =
        event == CMARK_EVENT_ENTER
        ? enter(current, limit: limit, depth: depth)
        : {
          leave(current)
          return true
        }()
      // A leaf has no exit; a node that was written whole is passed over.
      if !goesIn, current.firstChild != nil { cmark_iter_reset(iterator, current.pointer, CMARK_EVENT_EXIT) }
    }
  }

  /// Writes what comes before a node's children; false if the node is written whole.
  private mutating func enter(_ node: Node, limit: Int, depth: Int) -> Bool {
    switch node.kind {
    case LESSON_NODE_TEXT:
      warnOfMissingNote(node)
      builder.html(escaped(node.text))
    case LESSON_NODE_SOFT_BREAK: builder.html("\n")
    case LESSON_NODE_LINE_BREAK: builder.html("<br />\n")
    case LESSON_NODE_EMPHASIS: builder.html("<em>")
    case LESSON_NODE_STRONG: builder.html("<strong>")
    case LESSON_NODE_STRIKETHROUGH: builder.html("<del>")
    case LESSON_NODE_CODE:
      if let cell = cellOfNode[node] {
        builder.add(.cell(cell))
      } else {
        builder.html("<code>\(escaped(node.text))</code>")
      }
    case LESSON_NODE_HTML_INLINE:
      let html = Array(node.text)
      let offset = locate(node, beginning: html.prefix { $0 != 0x0A && $0 != 0x0D }, length: html.count)
      builder.add(.rawHTML(String(decoding: html, as: UTF8.self), position: lines.position(at: offset)))
    case LESSON_NODE_FORMULA:
      let formula = node.formula
      let tex = UnsafeRawBufferPointer(start: formula.tex, count: formula.length)
      let mark: [UInt8] = formula.is_display ? [0x24, 0x24] : [0x24]
      let offset = locate(node, beginning: mark[...], length: tex.count + mark.count)
      builder.add(
        .math(
          tex: String(decoding: tex, as: UTF8.self), isDisplay: formula.is_display,
          position: lines.position(at: offset)))
    case LESSON_NODE_LINK: openLink(node)
    case LESSON_NODE_IMAGE:
      writeImage(node)
      return false
    case LESSON_NODE_FOOTNOTE_REFERENCE: writeFootnoteReference(node)
    case LESSON_NODE_PARAGRAPH:
      if !isTight(node) {
        builder.newLine()
        builder.html("<p>")
      }
    case LESSON_NODE_HEADING:
      let heading = heading(node)
      builder.newLine()
      builder.html("<h\(heading.level) id=\"\(escapeHTML(heading.anchor))\">")
      for piece in heading.content.pieces { builder.add(piece) }
      builder.html("</h\(heading.level)>\n")
      return false
    case LESSON_NODE_BLOCK_QUOTE:
      if depth < Int(LESSON_MAXIMUM_CONTAINER_DEPTH), alertKind(node) != nil {
        builder.newLine()
        builder.add(.container(alert(node, limit: min(limit, node.endLine), depth: depth)))
        return false
      }
      warnOfNearAlert(node)
      builder.newLine()
      builder.html("<blockquote>\n")
    case LESSON_NODE_LIST: openList(node)
    case LESSON_NODE_ITEM: openItem(node)
    case LESSON_NODE_THEMATIC_BREAK:
      builder.newLine()
      builder.html("<hr />\n")
    case LESSON_NODE_CODE_BLOCK: writeCode(node)
    case LESSON_NODE_HTML_BLOCK:
      builder.newLine()
      let position = SourcePosition(line: node.startLine, column: node.startColumn)
      builder.add(.rawHTML(String(decoding: node.text, as: UTF8.self), position: position))
    case LESSON_NODE_FORMULA_BLOCK: writeFormulaBlock(node)
    case LESSON_NODE_CONTAINER:
      builder.newLine()
      builder.add(.container(container(node, limit: min(limit, node.endLine), depth: depth)))
      return false
    case LESSON_NODE_TABLE, LESSON_NODE_TABLE_ROW, LESSON_NODE_TABLE_CELL: openTable(node)
    case LESSON_NODE_FOOTNOTE_DEFINITION:
      footnotes.append(node)
      return false
    default: break
    }
    return true
  }

  private mutating func leave(_ node: Node) {
    switch node.kind {
    case LESSON_NODE_EMPHASIS: builder.html("</em>")
    case LESSON_NODE_STRONG: builder.html("</strong>")
    case LESSON_NODE_STRIKETHROUGH: builder.html("</del>")
    case LESSON_NODE_LINK: builder.html("</a>")
    case LESSON_NODE_PARAGRAPH:
      if node.parent?.kind == LESSON_NODE_FOOTNOTE_DEFINITION, node.next == nil {
        builder.html(" ")
        writeBackReferences(node.parent ?? node)
      }
      if !isTight(node) { builder.html("</p>\n") }
    case LESSON_NODE_BLOCK_QUOTE:
      builder.newLine()
      builder.html("</blockquote>\n")
    case LESSON_NODE_LIST:
      builder.newLine()
      builder.html(cmark_node_get_list_type(node.pointer) == CMARK_ORDERED_LIST ? "</ol>\n" : "</ul>\n")
    case LESSON_NODE_ITEM: builder.html("</li>\n")
    case LESSON_NODE_TABLE, LESSON_NODE_TABLE_ROW, LESSON_NODE_TABLE_CELL: closeTable(node)
    default: break
    }
  }

  /// A paragraph of a tight list has no `<p>`.
  private func isTight(_ paragraph: Node) -> Bool {
    guard let list = paragraph.parent?.parent, list.kind == LESSON_NODE_LIST else { return false }
    return cmark_node_get_list_tight(list.pointer) != 0
  }

  private mutating func openList(_ node: Node) {
    builder.newLine()
    guard cmark_node_get_list_type(node.pointer) == CMARK_ORDERED_LIST else {
      let isTasks = node.firstChild.map { lesson_node_is_task($0.pointer) } ?? false
      builder.html(isTasks ? "<ul class=\"contains-task-list\">\n" : "<ul>\n")
      return
    }
    let start = cmark_node_get_list_start(node.pointer)
    builder.html(start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n")
  }

  private mutating func openItem(_ node: Node) {
    builder.newLine()
    guard lesson_node_is_task(node.pointer) else {
      builder.html("<li>")
      return
    }
    let isDone = cmark_gfm_extensions_get_tasklist_item_checked(node.pointer)
    builder.html(
      "<li class=\"task-list-item\"><input type=\"checkbox\"\(isDone ? " checked=\"\"" : "") disabled=\"\" /> ")
  }

  private mutating func writeCode(_ node: Node) {
    if recordedNodes.contains(node) { return }
    builder.newLine()
    if let cell = cellOfNode[node] {
      builder.add(.cell(cell))
      return
    }
    var language = ""
    if node.isFence, let info = cmark_node_get_fence_info(node.pointer) {
      language = String(String(cString: info).prefix { $0 != " " && $0 != "\t" })
    }
    let text = String(decoding: node.text, as: UTF8.self)
    if language == "math" {
      let position = SourcePosition(line: node.startLine, column: node.startColumn)
      builder.add(.math(tex: text.trimmingBlanks, isDisplay: true, position: position))
    } else {
      builder.add(.code(language: language, text: text))
    }
  }

  private mutating func writeFormulaBlock(_ node: Node) {
    builder.newLine()
    let formula = node.formula
    let position = SourcePosition(line: node.startLine, column: node.startColumn)
    if formula.closing_line == 0 {
      reader.report(
        "this formula is never closed", at: position, length: 2,
        remedy: "close it with `$$`, before any blank line; a dollar sign in text is written `\\$`")
    }
    let tex = String(
      decoding: UnsafeRawBufferPointer(start: formula.tex, count: formula.length), as: UTF8.self)
    builder.add(.math(tex: tex.trimmingBlanks, isDisplay: true, position: position))
  }

  mutating func locate(_ node: Node, beginning text: ArraySlice<UInt8>, length: Int) -> Int {
    guard let block = node.enclosingBlock else { return 0 }
    var locator = locators[block] ?? InlineLocator(block, bytes: bytes, lines: lines)
    let offset = locator.offset(of: node, beginning: Array(text), length: length)
    locators[block] = locator
    return offset
  }
}

extension String {
  var trimmingBlanks: String {
    let isBlank = { (character: Character) in character.isWhitespace }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}
