internal import CCommonMark

extension ProseWriter {
  mutating func container(_ node: Node, limit: Int, depth: Int) -> Container {
    let header = ContainerHeader(node, bytes: bytes, lines: lines)
    let position = SourcePosition(line: node.startLine, column: node.startColumn)
    let closingLine = Int(node.container.closing_line)
    if closingLine == 0 {
      noteUnclosedContainer(node.startLine)
      let name = header.kind.map { "`::: \($0.text)`" } ?? "`:::`"
      reader.report(
        "this \(name) is never closed", at: position, length: 3,
        remedy: "close it with `:::` on a line of its own")
    }
    let (kind, classes) = readKind(header, position)
    let outer = builder
    builder = ProseBuilder()
    defer { builder = outer }
    var title: Prose?
    if let titleNode = node.firstChild, titleNode.kind == LESSON_NODE_CONTAINER_TITLE {
      for child in titleNode.children { write(child, limit: limit, depth: depth) }
      title = Prose(pieces: builder.take(), range: lines.range(header.title))
    }
    let anchor = givenAnchors[node] ?? anchors.numbered(kind.rawValue)
    let lastLine = closingLine > 0 ? closingLine : max(min(node.endLine, limit), node.startLine)
    let blocks = blocks(of: node.children, limit: closingLine > 0 ? closingLine - 1 : lastLine, depth: depth + 1)
    let start = lines.offset(of: position)
    let end = max(lines.content(lastLine).upperBound, start)
    return Container(
      kind: kind, title: title, anchor: anchor, classes: classes, blocks: blocks,
      range: SourceRange(bytes: start..<end, lines: node.startLine...lastLine))
  }

  private mutating func readKind(_ header: ContainerHeader, _ position: SourcePosition) -> (Container.Kind, [String]) {
    var classes: [String] = []
    for word in header.attributes {
      if word.value == nil, word.name.hasPrefix("."), word.name.count > 1 {
        classes.append(String(word.name.dropFirst()))
      } else if word.value == nil, word.name.hasPrefix("#"), word.name.count > 1 {
        continue
      } else {
        reader.report(
          "unknown attribute `\(word.name)`", at: word.position, length: word.bytes.count,
          remedy: "write `{#name}` for an anchor and `{.name}` for a class")
      }
    }
    if let unclosed = header.unclosedAttributes {
      reader.report("these attributes are never closed", at: unclosed, remedy: "close them with `}`")
    }
    guard let word = header.kind else {
      // `::: {.note}` is `::: note`, as in Pandoc.
      if let index = classes.firstIndex(where: { Container.Kind(rawValue: $0) != nil }),
        let kind = Container.Kind(rawValue: classes[index])
      {
        classes.remove(at: index)
        return (kind, classes)
      }
      return (.division, classes)
    }
    if let kind = Container.Kind(rawValue: word.text) { return (kind, classes) }
    let known = Container.Kind.allCases.map(\.rawValue)
    let nearest = nearestWord(to: word.text, among: known)
    reader.report(
      "unknown container `\(word.text)`", at: word.position, length: word.text.utf8.count,
      remedy: nearest.map { "did you mean `\($0)`?" }
        ?? "known are \(quotedList(known)); a class of your own is written `::: {.name}`")
    return (.division, classes)
  }

  // MARK: Alerts

  private static let alertKinds: [Container.Kind] = [.note, .tip, .important, .warning, .caution]

  /// The kind that a quote's first line says (`[!NOTE]`); nil if it is no alert.
  func alertKind(_ quote: Node) -> Container.Kind? {
    guard let word = alertWord(quote) else { return nil }
    return Self.alertKinds.first { $0.rawValue == word.text.lowercased() }
  }

  /// A quote whose first line nearly says that it is an alert.
  mutating func warnOfNearAlert(_ quote: Node) {
    guard let word = alertWord(quote), word.text.allSatisfy({ $0.isUppercase }) else { return }
    let known = Self.alertKinds.map { $0.rawValue.uppercased() }
    guard !known.contains(word.text), let nearest = nearestWord(to: word.text, among: known) else { return }
    reader.report(
      "`[!\(word.text)]` is no callout, so this is a quote", at: lines.position(at: word.offset),
      length: word.text.utf8.count, severity: .warning, remedy: "did you mean `[!\(nearest)]`?")
  }

  /// The word in `[!WORD]`, if that is all that a quote's first line holds, and where it stands.
  private func alertWord(_ quote: Node) -> (text: String, offset: Int)? {
    guard let paragraph = quote.firstChild, paragraph.kind == LESSON_NODE_PARAGRAPH else { return nil }
    let content = lines.content(paragraph.startLine)
    let start = content.lowerBound + max(paragraph.startColumn - 1, 0)
    guard start + 3 < content.upperBound, bytes[start] == 0x5B, bytes[start + 1] == 0x21 else { return nil }
    var end = content.upperBound
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    guard bytes[end - 1] == 0x5D, end - start <= 20 else { return nil }
    return (String(decoding: bytes[start + 2..<end - 1], as: UTF8.self), start + 2)
  }

  mutating func alert(_ quote: Node, limit: Int, depth: Int) -> Container {
    let kind = alertKind(quote) ?? .note
    let range = blockRange(quote, quote, limit: limit)
    let outer = builder
    builder = ProseBuilder()
    defer { builder = outer }
    var blocks: [Block] = []
    if let paragraph = quote.firstChild {
      var rest = paragraph.firstChild
      while let node = rest, node.kind != LESSON_NODE_SOFT_BREAK, node.kind != LESSON_NODE_LINE_BREAK {
        rest = node.next
      }
      if var node = rest?.next {
        builder.html("<p>")
        while true {
          write(node, limit: limit, depth: depth)
          guard let next = node.next else { break }
          node = next
        }
        builder.html("</p>\n")
        let first = lines.content(paragraph.startLine + 1).lowerBound
        let whole = blockRange(paragraph, paragraph, limit: limit)
        let start = min(max(first, whole.bytes.lowerBound), whole.bytes.upperBound)
        blocks.append(.prose(Prose(pieces: builder.take(), range: lines.range(start..<whole.bytes.upperBound))))
      }
    }
    blocks += self.blocks(of: quote.children.dropFirst(), limit: range.lines.upperBound, depth: depth + 1)
    return Container(
      kind: kind, anchor: anchors.numbered(kind.rawValue), blocks: blocks, range: range)
  }
}

/// The opening line of a `:::` container.
struct ContainerHeader {
  /// The word after the colons, if there is one.
  var kind: (text: String, position: SourcePosition)?
  /// The bytes of the title; empty if there is none.
  var title: Range<Int>
  var attributes: [FenceWord] = []
  /// Where `{` opens attributes that no `}` closes.
  var unclosedAttributes: SourcePosition?

  init(_ node: Node, bytes: [UInt8], lines: LineTable) {
    let data = node.container
    let content = lines.content(node.startLine)
    func range(_ start: Int32, _ end: Int32) -> Range<Int> {
      let lower = min(content.lowerBound + Int(start), content.upperBound)
      return lower..<max(min(content.lowerBound + Int(end), content.upperBound), lower)
    }
    let word = range(data.kind_start, data.kind_end)
    if !word.isEmpty { kind = (String(decoding: bytes[word], as: UTF8.self), lines.position(at: word.lowerBound)) }
    title = range(data.title_start, data.title_end)
    var inner = range(data.attributes_start, data.attributes_end)
    guard !inner.isEmpty else { return }
    if bytes[inner.upperBound - 1] == UInt8(ascii: "}") {
      inner = inner.lowerBound + 1..<inner.upperBound - 1
    } else {
      unclosedAttributes = lines.position(at: inner.lowerBound)
      inner = inner.lowerBound + 1..<inner.upperBound
    }
    attributes = FenceWord.words(in: bytes, inner, lines: lines)
  }

  /// The anchor that the attributes give (`#name`).
  var anchor: FenceWord? { attributes.first { $0.value == nil && $0.name.hasPrefix("#") && $0.name.count > 1 } }
}
