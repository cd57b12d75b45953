internal import CCommonMark

/// Turns the tree of a lesson into blocks of prose, headings, cells and containers.
struct ProseWriter {
  let bytes: [UInt8]
  let lines: LineTable
  let cellOfNode: [Node: Int]
  let recordedNodes: Set<Node>
  var anchors: Anchors
  var reader = SettingReader()
  /// Whether a `:::` that is never closed has been reported: a stray end after it is its consequence.
  private(set) var firstUnclosedContainer: Int?
  var locators: [Node: InlineLocator] = [:]
  var builder = ProseBuilder()
  var footnotes: [Node] = []
  /// Links that lead to other files or to places in the lesson.
  var links: [Link] = []
  /// References to notes that the lesson does not have.
  var missingNotes = 0
  /// The column of the table cell that comes next.
  var tableColumn = 0
  /// Bytes that links may still take: a definition may be used often, and what it says is repeated each time.
  var addressBudget: Int
  /// The containers' anchors that the lesson gives, by the line on which each opens.
  let givenAnchors: [Node: String]

  init(
    bytes: [UInt8], lines: LineTable, cells: CellReader, anchors: Anchors, givenAnchors: [Node: String]
  ) {
    self.bytes = bytes
    self.lines = lines
    cellOfNode = cells.cellOfNode
    recordedNodes = cells.recordedNodes
    self.anchors = anchors
    self.givenAnchors = givenAnchors
    addressBudget = 4_000_000 + 4 * bytes.count
  }

  /// The blocks that `parent`'s children make. `limit` is the line after which they cannot go on.
  mutating func blocks(of children: some Sequence<Node>, limit: Int, depth: Int = 0) -> [Block] {
    var blocks: [Block] = []
    var run: (first: Node, last: Node)?
    let outer = builder
    builder = ProseBuilder()
    defer { builder = outer }

    func range(_ first: Node, _ last: Node) -> SourceRange { blockRange(first, last, limit: limit) }
    func flush() {
      if let span = run, !builder.isEmpty {
        blocks.append(.prose(Prose(pieces: builder.take(), range: range(span.first, span.last))))
      }
      run = nil
    }

    for node in children {
      switch node.kind {
      case LESSON_NODE_CONTAINER_TITLE: continue
      case LESSON_NODE_FOOTNOTE_DEFINITION: footnotes.append(node)
      case LESSON_NODE_CODE_BLOCK where recordedNodes.contains(node): flush()
      case LESSON_NODE_CODE_BLOCK where cellOfNode[node] != nil:
        flush()
        blocks.append(.cell(cellOfNode[node] ?? 0))
      case LESSON_NODE_HEADING:
        flush()
        blocks.append(.heading(heading(node)))
      case LESSON_NODE_CONTAINER:
        flush()
        blocks.append(.container(container(node, limit: limit, depth: depth)))
      case LESSON_NODE_BLOCK_QUOTE where depth < Int(LESSON_MAXIMUM_CONTAINER_DEPTH) && alertKind(node) != nil:
        flush()
        blocks.append(.container(alert(node, limit: limit, depth: depth)))
      default:
        run = (run?.first ?? node, node)
        write(node, limit: limit, depth: depth)
      }
    }
    flush()
    return blocks
  }

  /// From the first node's first byte to the last one's last, blank lines at its end left out.
  func blockRange(_ first: Node, _ last: Node, limit: Int) -> SourceRange {
    let startLine = max(first.startLine, 1)
    var endLine = max(min(last.endLine, limit), startLine)
    // cmark-gfm says the following line for what a following line has closed.
    if let next = last.next, next.kind != LESSON_NODE_FOOTNOTE_DEFINITION, next.startLine > startLine {
      endLine = max(min(endLine, next.startLine - 1), startLine)
    }
    func isBlank(_ line: Int) -> Bool {
      bytes[lines.content(line)].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
    }
    while endLine > startLine, isBlank(endLine) { endLine -= 1 }
    let content = lines.content(startLine)
    let start = min(content.lowerBound + max(first.startColumn - 1, 0), content.upperBound)
    return SourceRange(bytes: start..<max(lines.content(endLine).upperBound, start), lines: startLine...endLine)
  }

  mutating func heading(_ node: Node) -> Heading {
    let outer = builder
    builder = ProseBuilder()
    defer { builder = outer }
    for child in node.children { write(child, limit: node.endLine, depth: 0) }
    let plain = plainText(node)
    let range = blockRange(node, node, limit: node.endLine)
    return Heading(
      level: Int(cmark_node_get_heading_level(node.pointer)), anchor: anchors.unique(Anchors.slug(plain)),
      content: Prose(pieces: builder.take(), range: range), plainText: plain, range: range)
  }

  /// The text of `node` without markup: code and formulas as written.
  func plainText(_ node: Node) -> String {
    var text: [UInt8] = []
    MarkdownTree.walk(node) { node in
      switch node.kind {
      case LESSON_NODE_TEXT: text += node.text
      case LESSON_NODE_CODE:
        var code = node.text[...]
        if cellOfNode[node] != nil { code = code.dropFirst(7).drop { $0 == 0x20 } }
        text += code
      case LESSON_NODE_SOFT_BREAK, LESSON_NODE_LINE_BREAK: text.append(0x20)
      case LESSON_NODE_FORMULA:
        let formula = node.formula
        text += UnsafeRawBufferPointer(start: formula.tex, count: formula.length)
      default: break
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  mutating func noteUnclosedContainer(_ line: Int) {
    firstUnclosedContainer = min(firstUnclosedContainer ?? line, line)
  }
}
