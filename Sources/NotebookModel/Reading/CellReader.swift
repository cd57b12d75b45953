internal import CCommonMark

/// Finds the cells of a lesson, their options, and what they should print.
struct CellReader {
  let bytes: [UInt8]
  let lines: LineTable
  let frontMatter: FrontMatter
  var reader = SettingReader()

  /// The cells in the order in which they stand in the lesson.
  private(set) var cells: [Cell] = []
  /// The cell that a node (a fence, or code inside text) is.
  private(set) var cellOfNode: [Node: Int] = [:]
  /// The fences that hold recorded outputs.
  private(set) var recordedNodes: Set<Node> = []
  private var found: [(node: Node, cell: Cell)] = []
  /// With `run: marked`, the `swift` fences that are only shown, and the output blocks after them.
  private var shownNodes: Set<Node> = []

  init(bytes: [UInt8], lines: LineTable, frontMatter: FrontMatter) {
    self.bytes = bytes
    self.lines = lines
    self.frontMatter = frontMatter
  }

  mutating func read(_ tree: MarkdownTree) {
    var fences: [Node] = []
    var inline: [Node] = []
    MarkdownTree.walk(tree.root) { node in
      switch node.kind {
      case LESSON_NODE_CODE_BLOCK where node.fenceLength > 0: fences.append(node)
      case LESSON_NODE_CODE where Array(node.text.prefix(7)) == Array("{swift}".utf8): inline.append(node)
      default: break
      }
    }
    for node in fences where !recordedNodes.contains(node) { readFence(node) }
    readInline(inline)
    found.sort { $0.cell.range.bytes.lowerBound < $1.cell.range.bytes.lowerBound }
    var number = 0
    for (index, item) in found.enumerated() {
      var cell = item.cell
      cell.index = index
      if cell.role == .block {
        number += 1
        cell.number = number
      }
      cells.append(cell)
      cellOfNode[item.node] = index
    }
    checkLabels()
  }

  private mutating func readFence(_ node: Node) {
    let fence = Fence(node, bytes: bytes, lines: lines)
    if !fence.isClosed {
      let mark = String(repeating: String(UnicodeScalar(fence.character)), count: fence.length)
      reader.report(
        "this code block is never closed", at: fence.position, length: fence.length,
        remedy: "close it with \(mark) on a line of its own, indented like this one")
    }
    let words = FenceWord.words(in: bytes, fence.info, lines: lines)
    guard let first = words.first else { return }
    if fence.isClosed { checkInside(fence, node, first) }
    switch first.name {
    case "{swift}":
      readCell(node, fence, words, isMarked: true)
    case "swift":
      if frontMatter.runsMarkedFencesOnly {
        shownNodes.insert(node)
      } else {
        readCell(node, fence, words, isMarked: false)
      }
    default:
      if first.value == nil, let kind = RecordedOutput.Kind(rawValue: first.name) {
        if let before = node.previous, shownNodes.contains(before) {
          // The output of a fence that is only shown belongs to it and is shown like it.
          shownNodes.insert(node)
          return
        }
        reader.report(
          "this `\(kind.rawValue)` block follows no cell", at: first.position, length: first.name.utf8.count,
          remedy: "put it directly after the cell that prints it, indented like the cell; "
            + "a block that is only shown is fenced with `text`")
      } else {
        warnOfNearWord(first)
      }
    }
  }

  /// A fence that opens inside a cell means that the cell's own was forgotten: no Swift reads like that.
  private mutating func checkInside(_ fence: Fence, _ node: Node, _ first: FenceWord) {
    let isCell = first.name == "{swift}" || (first.name == "swift" && !frontMatter.runsMarkedFencesOnly)
    guard isCell || RecordedOutput.Kind(rawValue: first.name) != nil else { return }
    for line in fence.contentLines {
      let text = Fence.trimmed(lines.content(line), in: bytes)
      var end = text.lowerBound
      while end < text.upperBound, bytes[end] == fence.character { end += 1 }
      let info = Fence.trimmed(end..<text.upperBound, in: bytes)
      guard end - text.lowerBound >= fence.length, let word = bytes[info].first else { continue }
      // ``` followed by a word; a line that has backticks after it is code in text.
      let isWord = word == UInt8(ascii: "{") || UnicodeScalar(word).properties.isAlphabetic
      guard isWord, !bytes[end..<text.upperBound].contains(fence.character) else { continue }
      let mark = String(repeating: String(UnicodeScalar(fence.character)), count: fence.length)
      let position = lines.position(at: text.lowerBound)
      reader.report(
        "this code block is never closed", at: fence.position, length: fence.length,
        remedy: "line \(position.line) opens another one inside it: close this one with \(mark) before, "
          + "or make its fences longer")
      return
    }
  }

  private mutating func warnOfNearWord(_ word: FenceWord) {
    let name = word.name
    if name.hasPrefix("swift,") || (name.hasPrefix("{swift") && !name.hasPrefix("{swift}")) {
      reader.report(
        "`\(name)` is not how a cell begins", at: word.position, length: name.utf8.count,
        remedy: "write `swift` or `{swift}`, then a blank, then the words that say how it runs")
      return
    }
    let plain = name.lowercased()
    let bare = plain.hasPrefix("{") && plain.hasSuffix("}") ? String(plain.dropFirst().dropLast()) : plain
    let isMeant = bare == "swift" || (bare.count >= 4 && editDistance(bare, "swift") == 1)
    if isMeant {
      let right = bare == plain ? "swift" : "{swift}"
      reader.report(
        "`\(name)` is not `\(right)`, so this block is shown and not run", at: word.position,
        length: name.utf8.count, severity: .warning, remedy: "did you mean `\(right)`?")
    }
  }

  private mutating func readCell(_ node: Node, _ fence: Fence, _ words: [FenceWord], isMarked: Bool) {
    let text = CellText(node, fence, bytes: bytes, lines: lines)
    var cell = Cell(
      index: 0, number: nil, role: .block, options: frontMatter.execute, source: text.source, lineMap: text.lineMap,
      range: lines.range(fence.bytes), contentBytes: fence.content)
    cell.isMarked = isMarked
    cell.linePrefix = text.linePrefix
    readBehaviour(words.dropFirst(), into: &cell)
    readOptions(text, into: &cell)
    readSolutions(text, into: &cell)
    readRecorded(after: node, into: &cell)
    found.append((node, cell))
  }

  private mutating func readBehaviour(_ words: ArraySlice<FenceWord>, into cell: inout Cell) {
    let known = Cell.Behaviour.allCases.map(\.rawValue).filter { $0 != "run" } + ["hidden"]
    var first: FenceWord?
    for word in words {
      let length = word.bytes.count
      if word.value == nil, word.name == "hidden" {
        cell.isHidden = true
      } else if word.value == nil, let behaviour = Cell.Behaviour(rawValue: word.name), behaviour != .run {
        if let first, first.name != word.name {
          reader.report(
            "a cell cannot be `\(first.name)` and `\(word.name)` at once", at: word.position, length: length)
        }
        first = first ?? word
        cell.behaviour = behaviour
      } else if CellOptions.keys.contains(word.name) {
        reader.report(
          "`\(word.name)` is an option", at: word.position, length: length,
          remedy: "write `//| \(word.name): \(word.value ?? "...")` on the first line of the cell")
      } else {
        let nearest = nearestWord(to: word.name, among: known)
        reader.report(
          "unknown word `\(word.name)` after `swift`", at: word.position, length: length,
          remedy: nearest.map { "did you mean `\($0)`?" } ?? "known are \(quotedList(known))")
      }
    }
  }

  private mutating func readRecorded(after node: Node, into cell: inout Cell) {
    var next = node.next
    while let candidate = next, candidate.isFence {
      let fence = Fence(candidate, bytes: bytes, lines: lines)
      let words = FenceWord.words(in: bytes, fence.info, lines: lines)
      guard let first = words.first, first.value == nil else { return }
      guard let kind = RecordedOutput.Kind(rawValue: first.name) else {
        let kinds = RecordedOutput.Kind.allCases.map(\.rawValue)
        if let near = kinds.first(where: { first.name.count > 4 && editDistance($0, first.name.lowercased()) <= 1 }) {
          reader.report(
            "`\(first.name)` says nothing about what the cell above prints", at: first.position,
            length: first.name.utf8.count, severity: .warning, remedy: "did you mean `\(near)`?")
        }
        return
      }
      let text = CellText(candidate, fence, bytes: bytes, lines: lines)
      var recorded = RecordedOutput(
        kind: kind, text: text.source, range: lines.range(fence.bytes), contentBytes: fence.content)
      recorded.linePrefix = text.linePrefix
      recorded.fence = String(repeating: String(UnicodeScalar(fence.character)), count: fence.length)
      recorded.readAttributes(words.dropFirst(), &reader)
      if !fence.isClosed {
        reader.report(
          "this `\(kind.rawValue)` block is never closed", at: fence.position, length: fence.length,
          remedy: "close it with \(recorded.fence) on a line of its own, indented like this one")
      }
      if recorded.condition == nil, cell.recorded.contains(where: { $0.kind == kind && $0.condition == nil }) {
        reader.report(
          "this cell has two `\(kind.rawValue)` blocks", at: first.position, length: first.name.utf8.count,
          remedy: "join them, or say with `when=\"...\"` where each applies")
      }
      cell.recorded.append(recorded)
      recordedNodes.insert(candidate)
      next = candidate.next
    }
  }

  private mutating func readInline(_ nodes: [Node]) {
    var locators: [Node: InlineLocator] = [:]
    for node in nodes {
      guard let block = node.enclosingBlock, !node.isInsideImage else { continue }
      var locator = locators[block] ?? InlineLocator(block, bytes: bytes, lines: lines)
      let span = locator.codeSpan(node)
      locators[block] = locator
      let literal = Array(node.text)
      var start = 7
      while start < literal.count, literal[start] == 0x20 || literal[start] == 0x09 { start += 1 }
      var end = literal.count
      while end > start, literal[end - 1] == 0x20 { end -= 1 }
      let position = lines.position(at: span.expression)
      if start == end {
        reader.report(
          "this inline expression is empty", at: lines.position(at: span.bytes.lowerBound), length: span.bytes.count,
          remedy: "write the expression after `{swift}`")
      }
      var cell = Cell(
        index: 0, number: nil, role: .inline, options: frontMatter.execute,
        source: String(decoding: literal[start..<end], as: UTF8.self) + "\n",
        lineMap: [Cell.SourceLine(line: position.line, skippedBytes: position.column - 1)],
        range: lines.range(span.bytes), contentBytes: span.expression..<max(span.expression, span.end))
      cell.isMarked = true
      found.append((node, cell))
    }
  }

  /// Whether the exercises that cells test are there; `exercises` are the anchors of all of them.
  mutating func checkTests(exercises: [String]) {
    for cell in cells {
      guard let test = cell.options.test, !exercises.contains(test) else { continue }
      let position = testPositions[cell.range.bytes.lowerBound] ?? SourcePosition(line: cell.line)
      let nearest = nearestWord(to: test, among: exercises)
      reader.report(
        "there is no exercise `\(test)`", at: position, length: test.utf8.count,
        remedy: nearest.map { "did you mean `\($0)`?" } ?? "name it with `::: exercise {#\(test)}`")
    }
  }

  private mutating func checkLabels() {
    var first: [String: Int] = [:]
    for cell in cells {
      guard let label = cell.label else { continue }
      if let line = first[label] {
        let position = labelPositions[cell.range.bytes.lowerBound] ?? SourcePosition(line: cell.line)
        reader.report(
          "the label `\(label)` is used twice", at: position, length: label.utf8.count,
          remedy: "line \(line) has it first; every label must be its own")
      } else {
        first[label] = cell.line
      }
    }
  }

  /// Where a cell's label stands, by the cell's first byte.
  var labelPositions: [Int: SourcePosition] = [:]
  /// Where a cell's `test` stands, by the cell's first byte.
  var testPositions: [Int: SourcePosition] = [:]
}
