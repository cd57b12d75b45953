/// A word or a `key=value` pair of a fence's first line, or of `{...}` after a container's kind.
struct FenceWord: Equatable {
  /// The word, or what stands before `=`.
  var name: String
  /// What stands after `=`, without quotes; nil for a word alone.
  var value: String?
  var position: SourcePosition
  var valuePosition: SourcePosition
  /// Bytes of the whole word in the lesson.
  var bytes: Range<Int>

  /// The words in `range` of `bytes`, which lies on one line.
  static func words(in bytes: [UInt8], _ range: Range<Int>, lines: LineTable) -> [FenceWord] {
    var words: [FenceWord] = []
    let line = lines.line(at: range.lowerBound)
    let lineStart = lines.content(line).lowerBound
    func position(_ offset: Int) -> SourcePosition { SourcePosition(line: line, column: offset - lineStart + 1) }
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func isBlank(_ offset: Int) -> Bool { bytes[offset] == 0x20 || bytes[offset] == 0x09 }

    var i = range.lowerBound
    while i < range.upperBound {
      if isBlank(i) {
        i += 1
        continue
      }
      let start = i
      while i < range.upperBound, !isBlank(i), bytes[i] != UInt8(ascii: "=") { i += 1 }
      let nameEnd = i
      guard i < range.upperBound, bytes[i] == UInt8(ascii: "="), nameEnd > start else {
        while i < range.upperBound, !isBlank(i) { i += 1 }
        words.append(
          FenceWord(name: text(start..<i), position: position(start), valuePosition: position(start), bytes: start..<i))
        continue
      }
      i += 1
      var valueStart = i
      var valueEnd = i
      if i < range.upperBound, bytes[i] == UInt8(ascii: "\"") || bytes[i] == UInt8(ascii: "'") {
        let quote = bytes[i]
        i += 1
        valueStart = i
        while i < range.upperBound, bytes[i] != quote { i += 1 }
        valueEnd = i
        if i < range.upperBound { i += 1 }
      } else {
        while i < range.upperBound, !isBlank(i) { i += 1 }
        valueEnd = i
      }
      words.append(
        FenceWord(
          name: text(start..<nameEnd), value: text(valueStart..<valueEnd), position: position(start),
          valuePosition: position(valueStart), bytes: start..<i))
    }
    return words
  }
}

/// A fenced block as it stands in the lesson.
struct Fence {
  /// The bytes before the fence on its line, such as `> ` or the marker of a list item.
  var indentation: Range<Int>
  /// From the opening fence to the end of the closing one, or to the end of the block if none closes it.
  var bytes: Range<Int>
  /// What stands after the fence on its line, trimmed.
  var info: Range<Int>
  /// The lesson's lines between the fences.
  var contentLines: Range<Int>
  /// The bytes of those lines, the last one's line ending included.
  var content: Range<Int>
  var isClosed: Bool
  /// The fence itself: which character, how many.
  var character: UInt8
  var length: Int
  var position: SourcePosition

  /// Reads the fence of `node`, a fenced code block.
  init(_ node: Node, bytes lesson: [UInt8], lines: LineTable) {
    let line = node.startLine
    let opening = lines.content(line)
    var start = min(opening.lowerBound + node.startColumn - 1, opening.upperBound)
    func isFence(_ offset: Int) -> Bool {
      offset < opening.upperBound && (lesson[offset] == UInt8(ascii: "`") || lesson[offset] == UInt8(ascii: "~"))
    }
    while start < opening.upperBound, !isFence(start) { start += 1 }
    character = start < opening.upperBound ? lesson[start] : UInt8(ascii: "`")
    var afterFence = start
    while afterFence < opening.upperBound, lesson[afterFence] == character { afterFence += 1 }
    length = afterFence - start
    position = SourcePosition(line: line, column: start - opening.lowerBound + 1)
    indentation = opening.lowerBound..<start
    info = Fence.trimmed(afterFence..<opening.upperBound, in: lesson)

    let text = node.text
    let lineCount = text.reduce(into: 0) { if $1 == 0x0A { $0 += 1 } }
    let afterContent = line + 1 + lineCount
    var closing: Range<Int>?
    if node.endLine == afterContent, (node.parent?.endLine ?? .max) >= afterContent {
      let candidate = lines.content(afterContent)
      let trimmed = Fence.trimmed(candidate, in: lesson)
      var first = trimmed.upperBound
      while first > trimmed.lowerBound, lesson[first - 1] == character { first -= 1 }
      if trimmed.upperBound - first >= length { closing = first..<trimmed.upperBound }
    }
    isClosed = closing != nil
    contentLines = line + 1..<afterContent
    let contentStart = lines.whole(line).upperBound
    let contentEnd = lineCount > 0 ? lines.whole(afterContent - 1).upperBound : contentStart
    content = contentStart..<max(contentStart, contentEnd)
    let end = closing?.upperBound ?? (lineCount > 0 ? lines.content(afterContent - 1).upperBound : opening.upperBound)
    bytes = start..<max(end, afterFence)
    if let closing { closingIndentation = lines.content(afterContent).lowerBound..<closing.lowerBound }
  }

  /// The bytes before the closing fence on its line.
  var closingIndentation: Range<Int>?

  static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var range = range
    while let first = range.first, bytes[first] == 0x20 || bytes[first] == 0x09 {
      range = first + 1..<range.upperBound
    }
    while let last = range.last, bytes[last] == 0x20 || bytes[last] == 0x09 { range = range.lowerBound..<last }
    return range
  }
}
