/// A change of a lesson: some of its bytes, and what is put in their place.
public struct TextEdit: Equatable, Sendable {
  public var bytes: Range<Int>
  public var replacement: [UInt8]

  public init(bytes: Range<Int>, replacement: [UInt8]) {
    self.bytes = bytes
    self.replacement = replacement
  }

  /// `lesson` with `edits` made; every byte outside them stays as it is.
  ///
  /// The edits may come in any order. Overlapping edits, or edits outside the lesson, trap.
  /// Complexity: linear in the length of the lesson.
  public static func apply(_ edits: [TextEdit], to lesson: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(lesson.count + edits.reduce(0) { $0 + $1.replacement.count })
    var position = 0
    for edit in edits.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound }) {
      precondition(edit.bytes.lowerBound >= position, "edits of a lesson overlap")
      result += lesson[position..<edit.bytes.lowerBound]
      result += edit.replacement
      position = edit.bytes.upperBound
    }
    return result + lesson[position...]
  }
}

extension Document {
  /// The edit that puts `text` into the block of a recorded output.
  ///
  /// Only the text between the fences is changed, with the lesson's own line endings and the indentation or quote
  /// marks around the block; the fences become longer where the text itself holds such a fence.
  public func edit(replacing recorded: RecordedOutput, with text: String) -> TextEdit {
    let ending = lineEnding(at: recorded.range.bytes.lowerBound)
    let content = Self.lines(of: text, prefix: recorded.linePrefix, ending: ending)
    let fence = Self.fence(recorded.fence, around: text)
    if fence == recorded.fence {
      return TextEdit(bytes: recorded.contentBytes, replacement: Array(content.utf8))
    }
    let opening = recorded.range.bytes.lowerBound..<recorded.contentBytes.lowerBound
    let afterFence = bytes[opening].dropFirst(recorded.fence.utf8.count)
    let block = Array(fence.utf8) + afterFence + Array("\(content)\(recorded.linePrefix)\(fence)".utf8)
    return TextEdit(bytes: recorded.range.bytes, replacement: block)
  }

  /// The edit that adds a block of a kind with `text` after a cell and the blocks that it has already.
  ///
  /// - Parameter attributes: what follows the kind in the fence's first line, such as `tol=1e-6`.
  public func edit(
    adding kind: RecordedOutput.Kind, text: String, to cell: Cell, attributes: String = ""
  ) -> TextEdit {
    let end = cell.recorded.last?.range.bytes.upperBound ?? cell.range.bytes.upperBound
    let ending = lineEnding(at: cell.range.bytes.lowerBound)
    let prefix = cell.linePrefix
    let fence = Self.fence("```", around: text)
    let info = kind.rawValue + (attributes.isEmpty ? "" : " \(attributes)")
    let blank = Self.withoutTrailingBlanks(prefix)
    let block =
      "\(ending)\(blank)\(ending)\(prefix)\(fence)\(info)\(ending)"
      + Self.lines(of: text, prefix: prefix, ending: ending) + "\(prefix)\(fence)"
    return TextEdit(bytes: end..<end, replacement: Array(block.utf8))
  }

  /// The ending of the line that holds the byte at `offset`; LF where it has none.
  private func lineEnding(at offset: Int) -> String {
    var i = offset
    while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D { i += 1 }
    guard i < bytes.count, bytes[i] == 0x0D else { return "\n" }
    return i + 1 < bytes.count && bytes[i + 1] == 0x0A ? "\r\n" : "\r"
  }

  /// `text`, each line with `prefix` before it and `ending` after it.
  private static func lines(of text: String, prefix: String, ending: String) -> String {
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    let blank = withoutTrailingBlanks(prefix)
    return lines.map { $0.isEmpty ? blank + ending : prefix + $0 + ending }.joined()
  }

  /// `fence`, made longer than any fence of the same character that begins a line of `text`.
  private static func fence(_ fence: String, around text: String) -> String {
    guard let mark = fence.first else { return fence }
    var longest = 0
    for line in text.split(whereSeparator: \.isNewline) {
      longest = max(longest, line.drop { $0 == " " }.prefix { $0 == mark }.count)
    }
    return String(repeating: mark, count: max(fence.count, longest + 1 > 3 ? longest + 1 : 3))
  }

  private static func withoutTrailingBlanks(_ prefix: String) -> String {
    var prefix = prefix
    while prefix.last == " " || prefix.last == "\t" { prefix.removeLast() }
    return prefix
  }
}
