internal import CCommonMark

/// The text between a block's fences, without what stands before its lines in a list or quote, and the map back.
struct CellText {
  /// Ends in a line break unless it is empty.
  var source = ""
  var lineMap: [Cell.SourceLine] = []
  var linePrefix = ""
  /// Bytes in the lesson of each line, its ending included.
  var lineBytes: [Range<Int>] = []

  init(_ node: Node, _ fence: Fence, bytes: [UInt8], lines: LineTable) {
    let literal = node.text
    var text: [UInt8] = []
    text.reserveCapacity(literal.count + 1)
    var start = 0
    var line = fence.contentLines.lowerBound
    while start < literal.count {
      var end = start
      while end < literal.count, literal[end] != 0x0A { end += 1 }
      let content = lines.content(line)
      let length = end - start
      let skipped = content.count - length
      lineMap.append(Cell.SourceLine(line: line, skippedBytes: skipped))
      lineBytes.append(lines.whole(line))
      if skipped >= 0, isSame(literal, start, bytes, content.lowerBound + skipped, length) {
        text += bytes[content.lowerBound + skipped..<content.upperBound]
      } else {
        // A tab cut in two by the indentation: cmark-gfm has put blanks for the rest of it.
        text += literal[start..<end].map { $0 == MarkdownInput.nulReplacement ? 0 : $0 }
      }
      text.append(0x0A)
      start = end + 1
      line += 1
    }
    source = String(decoding: text, as: UTF8.self)
    let prefix = fence.closingIndentation ?? fence.indentation
    linePrefix = String(decoding: bytes[prefix], as: UTF8.self)
  }

  private func isSame(
    _ literal: UnsafeBufferPointer<UInt8>, _ start: Int, _ bytes: [UInt8], _ offset: Int, _ length: Int
  ) -> Bool {
    for i in 0..<length {
      let byte = bytes[offset + i]
      if literal[start + i] != (byte == 0 ? MarkdownInput.nulReplacement : byte) { return false }
    }
    return true
  }

  /// Line `index` of the source (from 0), without its line break.
  var sourceLines: [Substring] { source.split(separator: "\n", omittingEmptySubsequences: false).dropLast() }
}

/// The bytes that cmark-gfm is given: the lesson's own, line for line and byte for byte, front matter blanked.
enum MarkdownInput {
  /// cmark-gfm would put three bytes for a NUL, which would move every column after it.
  static let nulReplacement: UInt8 = 0x1A

  static func bytes(_ lesson: [UInt8], lines: LineTable, blankLines: Int) -> [UInt8] {
    guard lines.count > 0 else { return [] }
    let start = blankLines < lines.count ? lines.whole(blankLines + 1).lowerBound : lesson.count
    var input = [UInt8](repeating: 0x0A, count: blankLines)
    input += lesson[start...]
    if input.contains(0) {
      for i in input.indices where input[i] == 0 { input[i] = nulReplacement }
    }
    return input
  }
}
