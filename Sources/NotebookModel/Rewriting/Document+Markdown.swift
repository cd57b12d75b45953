extension Document {
  /// The lesson put together again from its parts: the front matter, each block in its place, each cell from its
  /// source, and between them what belongs to no part.
  ///
  /// It is the lesson, byte for byte, whatever the lesson holds; a test says so of every Markdown file it finds.
  public var markdown: [UInt8] {
    var writer = MarkdownWriter(document: self, lines: LineTable(bytes))
    if let range = frontMatterRange { writer.copy(range.bytes) }
    writer.write(blocks, in: 0..<bytes.count)
    writer.gap(to: bytes.count)
    return writer.result
  }
}

/// Writes the parts of a document in their order.
private struct MarkdownWriter {
  let document: Document
  let lines: LineTable
  var result: [UInt8] = []
  private var position = 0

  init(document: Document, lines: LineTable) {
    self.document = document
    self.lines = lines
    result.reserveCapacity(document.bytes.count)
  }

  /// What stands before a part and belongs to none.
  mutating func gap(to offset: Int) {
    guard offset > position else { return }
    result += document.bytes[position..<offset]
    position = offset
  }

  mutating func copy(_ bytes: Range<Int>) {
    gap(to: bytes.lowerBound)
    result += document.bytes[bytes]
    position = bytes.upperBound
  }

  mutating func write(_ blocks: [Block], in outer: Range<Int>) {
    for block in blocks {
      switch block {
      case .heading(let heading): write(heading.content.pieces, in: heading.range.bytes)
      case .prose(let prose): write(prose.pieces, in: prose.range.bytes)
      case .cell(let index): write(document.cells[index])
      case .container(let container):
        gap(to: container.range.bytes.lowerBound)
        if let title = container.title { write(title.pieces, in: title.range.bytes) }
        write(container.blocks, in: container.range.bytes)
        gap(to: container.range.bytes.upperBound)
      }
    }
  }

  private mutating func write(_ pieces: [Prose.Piece], in range: Range<Int>) {
    gap(to: range.lowerBound)
    for piece in pieces {
      switch piece {
      // A footnote's cells stand where the footnote does, and are copied with what is around it.
      case .cell(let index) where range.contains(document.cells[index].range.bytes.lowerBound):
        write(document.cells[index])
      case .container(let container):
        gap(to: container.range.bytes.lowerBound)
        write(container.blocks, in: container.range.bytes)
      default: break
      }
    }
    gap(to: range.upperBound)
  }

  private mutating func write(_ cell: Cell) {
    gap(to: cell.contentBytes.lowerBound)
    if cell.role == .block {
      write(cell.source, cell.lineMap.map { ($0.line, $0.skippedBytes) }, in: cell.contentBytes)
    }
    gap(to: cell.range.bytes.upperBound)
    for recorded in cell.recorded {
      gap(to: recorded.contentBytes.lowerBound)
      let first = recorded.range.lines.lowerBound + 1
      let texts = recorded.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      let map = texts.enumerated().map {
        ($0.offset + first, lines.content($0.offset + first).count - $0.element.count)
      }
      write(recorded.text, map, in: recorded.contentBytes)
      gap(to: recorded.range.bytes.upperBound)
    }
  }

  /// Writes `text` line by line, before each what stands before it in the lesson. A line that is no UTF-8, or begins
  /// inside a tab, has no exact text and is copied.
  private mutating func write(_ text: String, _ map: [(line: Int, skipped: Int)], in content: Range<Int>) {
    let texts = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (text, entry) in zip(texts, map) {
      let line = lines.content(entry.line)
      let whole = lines.whole(entry.line)
      guard whole.lowerBound == position, whole.upperBound <= content.upperBound else { break }
      let isExact =
        entry.skipped >= 0 && String(validating: document.bytes[line], as: UTF8.self) != nil
        && document.bytes[line].dropFirst(entry.skipped).elementsEqual(text)
      if isExact {
        result += document.bytes[line.lowerBound..<line.lowerBound + entry.skipped]
        result += text
        result += document.bytes[line.upperBound..<whole.upperBound]
        position = whole.upperBound
      } else {
        gap(to: whole.upperBound)
      }
    }
    gap(to: content.upperBound)
  }
}
