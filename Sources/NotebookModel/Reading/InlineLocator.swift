internal import CCommonMark

/// Finds where the inlines of one block stand in the lesson.
///
/// cmark-gfm says a line and column for each, which later lines of a paragraph, link definitions before it and
/// addresses over several lines can put off. They are taken where the text there is the right one; otherwise the
/// next place that reads right is. Inlines must be asked for in their order.
struct InlineLocator {
  private let bytes: [UInt8]
  /// The lesson's bytes of each line of the block's text.
  private var textLines: [Range<Int>] = []
  private let firstLine: Int
  private let inlineOffset: Int
  /// The lesson's offset from which the next inline is looked for.
  private var cursor = 0

  init(_ block: Node, bytes: [UInt8], lines: LineTable) {
    self.bytes = bytes
    firstLine = block.startLine
    inlineOffset = Int(lesson_node_get_inline_offset(block.pointer))
    let content = block.content
    func isSame(_ content: UnsafeBufferPointer<UInt8>, _ start: Int, _ offset: Int, _ length: Int) -> Bool {
      for i in 0..<length {
        let byte = bytes[offset + i]
        if content[start + i] != (byte == 0 ? MarkdownInput.nulReplacement : byte) { return false }
      }
      return true
    }
    var starts = [0]
    for (i, byte) in content.enumerated() where byte == 0x0A && i + 1 < content.count { starts.append(i + 1) }
    func length(_ index: Int) -> Int {
      var end = index + 1 < starts.count ? starts[index + 1] - 1 : content.count
      if end > starts[index], content[end - 1] == 0x0A { end -= 1 }
      return end - starts[index]
    }
    // The first lines may have been link definitions, which are no text any more.
    var textLine = block.startLine
    switch block.kind {
    case LESSON_NODE_PARAGRAPH: textLine = max(block.endLine - starts.count + 1, block.startLine)
    case LESSON_NODE_HEADING where lesson_node_is_setext(block.pointer):
      func isText(_ line: Int) -> Bool {
        let line = lines.content(line)
        let count = length(0)
        return count <= line.count && isSame(content, 0, line.upperBound - count, count)
      }
      while textLine < block.endLine, !isText(textLine) { textLine += 1 }
    default: break
    }
    for (index, start) in starts.enumerated() {
      let line = lines.content(textLine + index)
      let length = length(index)
      if length <= line.count, isSame(content, start, line.upperBound - length, length) {
        textLines.append(line.upperBound - length..<line.upperBound)
      } else {
        // A heading's closing `#`s, a table's cell: the text stands somewhere inside the line.
        let column =
          index == 0 ? min(line.lowerBound + max(block.startColumn - 1, 0), line.upperBound) : line.lowerBound
        func find(from first: Int) -> Int? {
          var offset = first
          while offset + length <= line.upperBound {
            if isSame(content, start, offset, length) { return offset }
            offset += 1
          }
          return nil
        }
        textLines.append((find(from: column) ?? find(from: line.lowerBound) ?? column)..<line.upperBound)
      }
    }
    cursor = textLines.first?.lowerBound ?? 0
  }

  /// The lesson's offset at which `node` begins; `reads` says whether it can begin at an offset.
  private mutating func locate(_ node: Node, length: Int, _ reads: (Int) -> Bool) -> Int {
    guard let first = textLines.first, let last = textLines.last else { return 0 }
    // The text of a paragraph may have lost link definitions at its head; lines are counted from the first kept.
    let line = node.startLine - firstLine
    let column = node.startColumn - 1 - inlineOffset
    if textLines.indices.contains(line), column >= 0 {
      let offset = textLines[line].lowerBound + column
      if offset >= cursor, offset < textLines[line].upperBound, reads(offset) {
        cursor = offset + max(length, 1)
        return offset
      }
    }
    var offset = max(cursor, first.lowerBound)
    while offset < last.upperBound {
      if reads(offset) {
        cursor = offset + max(length, 1)
        return offset
      }
      offset += 1
    }
    return min(cursor, last.upperBound)
  }

  /// A code span `` `{swift} expression` ``: its bytes, where the expression begins and ends.
  mutating func codeSpan(_ node: Node) -> (bytes: Range<Int>, expression: Int, end: Int) {
    let mark = Array("{swift}".utf8)
    let limit = textLines.last?.upperBound ?? bytes.count
    let lesson = bytes
    func isTick(_ i: Int) -> Bool { i < limit && lesson[i] == UInt8(ascii: "`") }
    func isBlank(_ i: Int) -> Bool {
      i < limit && (lesson[i] == 0x20 || lesson[i] == 0x0A || lesson[i] == 0x0D || lesson[i] == 0x09)
    }
    func markEnd(_ start: Int) -> Int? {
      var i = start
      while isTick(i) { i += 1 }
      if i > start, isBlank(i) { i += 1 }
      guard i > start, i + mark.count <= limit, lesson[i..<i + mark.count].elementsEqual(mark) else { return nil }
      return i + mark.count
    }
    // cmark-gfm's column of a code span is that of its text.
    func begins(_ offset: Int) -> Bool {
      isTick(offset) && (offset == 0 || lesson[offset - 1] != UInt8(ascii: "`")) && markEnd(offset) != nil
    }
    var start = locate(node, length: 1, begins)
    if !begins(start) { start = min(start, limit) }
    var expression = markEnd(start) ?? start
    while isBlank(expression) { expression += 1 }
    var run = 0
    while isTick(start + run) { run += 1 }
    var end = expression
    var close = end
    while close < limit {
      if isTick(close) {
        let first = close
        while isTick(close) { close += 1 }
        if close - first == run {
          end = first
          break
        }
      } else {
        close += 1
      }
    }
    cursor = max(cursor, close)
    while end > expression, isBlank(end - 1) { end -= 1 }
    return (start..<max(close, start), expression, end)
  }

  /// Where an inline that is written beginning with `text` begins.
  mutating func offset(of node: Node, beginning text: [UInt8], length: Int) -> Int {
    let lesson = bytes
    let limit = textLines.last?.upperBound ?? bytes.count
    return locate(node, length: length) { offset in
      offset + text.count <= limit && lesson[offset..<offset + text.count].elementsEqual(text)
    }
  }
}

extension Node {
  var isInsideImage: Bool {
    var node = parent
    while let candidate = node {
      if candidate.kind == LESSON_NODE_IMAGE { return true }
      if candidate.kind == LESSON_NODE_PARAGRAPH { return false }
      node = candidate.parent
    }
    return false
  }
}
