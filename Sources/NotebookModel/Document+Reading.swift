internal import CCommonMark
internal import Glibc

extension Document {
  /// Why a lesson's file cannot be read.
  public struct ReadingError: Error, Equatable, CustomStringConvertible {
    public var path: String
    /// What the system says, such as `No such file or directory`.
    public var reason: String
    public var description: String { "\(path): \(reason)" }

    public init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// Reads the lesson in the file at `path`.
  ///
  /// What is wrong with the lesson is among its `diagnostics`.
  /// - Throws: `ReadingError` if the file cannot be read.
  public init(reading path: String) throws(ReadingError) {
    func failure() -> ReadingError { ReadingError(path: path, reason: String(cString: strerror(errno))) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure()
      }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    self.init(parsing: bytes, path: path)
  }

  /// Reads a lesson's text; `path` is what messages call it.
  public init(parsing text: String, path: String = "lesson.md") {
    self.init(parsing: Array(text.utf8), path: path)
  }

  /// Reads a lesson's bytes; `path` is what messages call it.
  ///
  /// Any bytes are a lesson: what is wrong with it is among its `diagnostics`.
  /// Complexity: linear in the length of the lesson.
  public init(parsing bytes: [UInt8], path: String = "lesson.md") {
    self.init(path: path, bytes: bytes)
    let lines = LineTable(bytes)
    var reader = SettingReader()
    checkEncoding(lines, &reader)
    let blankLines = readFrontMatter(lines, &reader)
    let tree = MarkdownTree(parsing: MarkdownInput.bytes(bytes, lines: lines, blankLines: blankLines))

    var cellReader = CellReader(bytes: bytes, lines: lines, frontMatter: frontMatter)
    cellReader.read(tree)
    cells = cellReader.cells

    var anchors = Anchors()
    let givenAnchors = Document.givenAnchors(
      tree, cells: cells, bytes: bytes, lines: lines, anchors: &anchors, reader: &reader)
    for index in cells.indices {
      guard let number = cells[index].number else { continue }
      cells[index].anchor = cells[index].label ?? anchors.unique("cell-\(number)")
    }
    var writer = ProseWriter(
      bytes: bytes, lines: lines, cells: cellReader, anchors: anchors, givenAnchors: givenAnchors)
    blocks = writer.blocks(of: tree.root.children, limit: lines.count)
    let footnotes = writer.footnoteSection()
    writer.warnOfUnusedNotes(tree)
    links = writer.links.sorted { $0.position < $1.position }
    if !footnotes.isEmpty {
      let end = SourceRange(bytes: bytes.count..<bytes.count, lines: max(lines.count, 1)...max(lines.count, 1))
      blocks.append(.prose(Prose(pieces: footnotes, range: end)))
    }

    for problem in tree.problems {
      let position = SourcePosition(line: Int(problem.line), column: Int(problem.column))
      switch problem.kind {
      case LESSON_PROBLEM_STRAY_CONTAINER_END:
        if position.line > writer.firstUnclosedContainer ?? .max { continue }
        reader.report(
          "this `:::` closes nothing", at: position, length: 3,
          remedy: "a container opens with its kind, such as `::: note`")
      case LESSON_PROBLEM_CONTAINERS_TOO_DEEP:
        reader.report(
          "containers are nested more than \(LESSON_MAXIMUM_CONTAINER_DEPTH) deep here", at: position, length: 3)
      default:
        reader.report(
          "this formula is never closed", at: position, length: 2,
          remedy: "close it with `$$`, before any blank line; a dollar sign in text is written `\\$`")
      }
    }
    cellReader.checkTests(exercises: blocks.exerciseAnchors)
    diagnostics = reader.diagnostics + cellReader.reader.diagnostics + writer.reader.diagnostics
    diagnostics.sort { $0.position < $1.position }
  }

  private func checkEncoding(_ lines: LineTable, _ reader: inout SettingReader) {
    guard let place = TextEncoding.firstInvalidByte(in: bytes) else { return }
    if TextEncoding.isUTF16(bytes) {
      reader.report(
        "the lesson is written in UTF-16, not in UTF-8", at: SourcePosition(line: 1),
        remedy: "save it as UTF-8; `iconv -f utf-16 -t utf-8` converts it")
    } else {
      let code = "0x" + String(bytes[place], radix: 16, uppercase: true)
      reader.report(
        "the byte \(code) is no UTF-8", at: lines.position(at: place),
        remedy: "save the lesson as UTF-8; `iconv -f latin1 -t utf-8` converts one that is in Latin-1")
    }
  }

  /// Reads the front matter, if there is one, and says how many lines it takes.
  private mutating func readFrontMatter(_ lines: LineTable, _ reader: inout SettingReader) -> Int {
    let (extent, isUnclosed) = FrontMatter.extent(bytes, lines)
    if isUnclosed {
      reader.report(
        "the front matter is never closed", at: SourcePosition(line: 1), length: 3,
        remedy: "close it with `---` on a line of its own")
      return lines.count
    }
    guard let extent else { return 0 }
    frontMatterRange = lines.range(lines.content(1).lowerBound..<lines.content(extent.closingLine).upperBound)
    guard let yamlLines = extent.yaml else { return extent.closingLine }
    // Line for line, so that YAML's line numbers are the lesson's.
    let yaml = yamlLines.map { String(decoding: bytes[lines.content($0)], as: UTF8.self) }.joined(separator: "\n")
    do throws(SettingParser.Failure) {
      for setting in try SettingParser.settings(yaml: yaml) { frontMatter.apply(setting.moved(by: 1), &reader) }
    } catch {
      let position = SourcePosition(line: error.position.line + 1, column: error.position.column)
      reader.report(error.message, at: position, remedy: remedy(forYAMLAt: lines.content(position.line)))
    }
    return extent.closingLine
  }

  /// What to do about a line that is no YAML, if that is plain.
  private func remedy(forYAMLAt line: Range<Int>) -> String? {
    let text = String(decoding: bytes[line], as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    guard let first = value.first else { return nil }
    if ">|*&@%`!".contains(first) || value.contains(": ") {
      let plain = value.replacing("'", with: "''")
      return "a value with such signs needs quotes: `\(text[..<colon].drop { $0 == " " }): '\(plain)'`"
    }
    return nil
  }

  /// The anchors that the lesson gives itself: labels of cells, `{#name}` of containers.
  private static func givenAnchors(
    _ tree: MarkdownTree, cells: [Cell], bytes: [UInt8], lines: LineTable, anchors: inout Anchors,
    reader: inout SettingReader
  ) -> [Node: String] {
    var first: [String: Int] = [:]
    for cell in cells {
      if let label = cell.label, anchors.take(label) { first[label] = cell.line }
    }
    var given: [Node: String] = [:]
    MarkdownTree.walk(tree.root) { node in
      guard node.kind == LESSON_NODE_CONTAINER else { return }
      guard let word = ContainerHeader(node, bytes: bytes, lines: lines).anchor else { return }
      let name = String(word.name.dropFirst())
      if anchors.take(name) {
        first[name] = node.startLine
        given[node] = name
      } else {
        reader.report(
          "the label `\(name)` is used twice", at: word.position, length: word.bytes.count,
          remedy: "line \(first[name] ?? 1) has it first; every label must be its own")
      }
    }
    return given
  }
}

extension [Block] {
  /// The anchors of the exercises among these blocks and inside them.
  fileprivate var exerciseAnchors: [String] {
    flatMap { block -> [String] in
      switch block {
      case .container(let container):
        return (container.kind == .exercise ? [container.anchor] : []) + container.blocks.exerciseAnchors
      case .prose(let prose):
        return prose.pieces.flatMap { piece -> [String] in
          if case .container(let container) = piece { [Block.container(container)].exerciseAnchors } else { [] }
        }
      default: return []
      }
    }
  }
}

extension Setting {
  /// The same setting, `lines` further down.
  func moved(by lines: Int) -> Setting {
    var setting = self
    setting.keyPosition.line += lines
    setting.valuePosition.line += lines
    switch value {
    case .list(let items): setting.value = .list(items.map { $0.moved(by: lines) })
    case .mapping(let items): setting.value = .mapping(items.map { $0.moved(by: lines) })
    default: break
    }
    return setting
  }
}
