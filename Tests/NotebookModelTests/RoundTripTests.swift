import Foundation
import NotebookModel
import Testing

/// Whatever a lesson holds, reading it loses nothing.
@Suite struct RoundTripTests {
  @Test func everyMarkdownFileOfThisMachine() throws {
    var count = 0
    for file in markdownFiles {
      guard let data = FileManager.default.contents(atPath: file) else { continue }
      let bytes = [UInt8](data)
      let document = Document(parsing: bytes, path: file)
      if document.markdown != bytes { Issue.record("\(file) is not the same") }
      check(document, file)
      count += 1
    }
    #expect(count > 10)
  }

  /// The same files with Windows line endings, a byte-order mark, and no line break at their end.
  @Test func otherLineEndings() throws {
    for (index, file) in markdownFiles.enumerated() where index % 4 == 0 {
      guard let data = FileManager.default.contents(atPath: file), data.count < 200_000 else { continue }
      var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
      for byte in data {
        if byte == 0x0A, bytes.last != 0x0D { bytes.append(0x0D) }
        bytes.append(byte)
      }
      while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
      let document = Document(parsing: bytes, path: file)
      if document.markdown != bytes { Issue.record("\(file) is not the same") }
      check(document, file)
      // A carriage return of its own stays: only those before a line feed came with the line ending.
      let body = bytes.dropFirst(3)
      let unix = body.indices.filter { body[$0] != 0x0D || $0 + 1 >= body.endIndex || body[$0 + 1] != 0x0A }.map { body[$0] }
      let plain = Document(parsing: unix, path: file)
      if plain.cells.map(\.source) != document.cells.map(\.source) { Issue.record("\(file) has other cells") }
      if outline(plain.blocks) != outline(document.blocks) { Issue.record("\(file) reads otherwise") }
    }
  }

  /// Pieces of lessons shuffled, cut and spoiled, the same in every run.
  @Test func spoiledLessons() {
    var random = FixedRandom(state: 2026)
    for round in 0..<4_000 {
      let bytes = spoiledLesson(&random)
      let document = Document(parsing: bytes)
      if document.markdown != bytes {
        Issue.record("not the same: \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        return
      }
      check(document, "round \(round), \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      _ = document.formattedDiagnostics(colour: true)
      let edits = document.cells.flatMap(\.recorded).map { document.edit(replacing: $0, with: "new\n```\n") }
      _ = TextEdit.apply(edits, to: bytes)
      _ = LessonReport(document, run: nil).json
    }
  }

  static let parts = [
    "# Title\n", "text $x$ and `{swift} y` [a](b) ![c](d)\n", "\n", "\n\n", "```swift\n", "let x = 1\n", "```\n",
    "```output tol=1e-6\n", "```{swift} should-throw hidden\n", "//| label: a\n", "//| echo: [\n", "//| depends:\n",
    "~~~swift\n", "~~~\n", "::: note T {#a .b}\n", ":::\n", "> ", "- ", "  ", "    ", "\t", "1. ", "$$\n", "$$ x $$\n",
    "$$ x $$ y\n", "> [!NOTE]\n", "| a | b |\n|---|---|\n| `{swift} z` | $q$ |\n", "<div>\n", "</div>\n", "<!-- \n",
    "-->\n", "[^1]\n", "[^1]: note\n", "---\n", "title: x\n", "===\n", "\u{FEFF}", "\r\n", "\r", "\0", "`", "``", "$",
    "*", "\\", "é日", "// BEGIN SOLUTION\n", "// END SOLUTION\n", "[r]: s\n", "{swift}", "&amp;", "{", "}", "\"",
  ]

  private func spoiledLesson(_ random: inout FixedRandom) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      bytes += Self.parts[Int.random(in: 0..<Self.parts.count, using: &random)].utf8
    }
    for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
      let position = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: position)
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: position)
      }
    }
    return bytes
  }

  /// What holds for every document.
  private func check(_ document: Document, _ name: String) {
    let count = document.bytes.count
    let lines = document.bytes.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }.count
    for (index, cell) in document.cells.enumerated() {
      if cell.index != index || cell.range.bytes.upperBound > count || cell.contentBytes.upperBound > count
        || cell.contentBytes.lowerBound < cell.range.bytes.lowerBound
        || (cell.role == .block && cell.contentBytes.upperBound > max(cell.range.bytes.upperBound, count))
      {
        Issue.record("\(name): cell \(index) has no place")
      }
      if index > 0, document.cells[index - 1].range.bytes.lowerBound >= cell.range.bytes.lowerBound {
        Issue.record("\(name): cell \(index) is out of order")
      }
      if cell.role == .block, cell.source.utf8.last ?? 0x0A != 0x0A {
        Issue.record("\(name): cell \(index) has no end")
      }
    }
    for diagnostic in document.diagnostics where diagnostic.line < 1 || diagnostic.line > lines || diagnostic.column < 1
    {
      Issue.record("\(name): \(diagnostic.message) at \(diagnostic.line):\(diagnostic.column)")
    }
    if let problem = disorder(document.blocks, in: 0..<count) { Issue.record("\(name): \(problem)") }
    var shown: [Int] = []
    collect(document.blocks, &shown)
    if shown.sorted() != document.cells.map(\.index) { Issue.record("\(name): cells \(shown) are shown") }
  }

  /// Where blocks overlap or leave what is around them.
  private func disorder(_ blocks: [Block], in outer: Range<Int>) -> String? {
    var position = outer.lowerBound
    for block in blocks {
      let range: Range<Int>
      switch block {
      case .cell: continue
      case .heading(let heading): range = heading.range.bytes
      case .prose(let prose): range = prose.range.bytes
      case .container(let container):
        range = container.range.bytes
        if let problem = disorder(container.blocks, in: range) { return problem }
      }
      if range.lowerBound < position || range.upperBound > outer.upperBound { return "\(range) in \(outer)" }
      position = range.upperBound
    }
    return nil
  }

  private func collect(_ blocks: [Block], _ cells: inout [Int]) {
    for block in blocks {
      switch block {
      case .cell(let index): cells.append(index)
      case .heading(let heading): collect(heading.content.pieces, &cells)
      case .prose(let prose): collect(prose.pieces, &cells)
      case .container(let container):
        if let title = container.title { collect(title.pieces, &cells) }
        collect(container.blocks, &cells)
      }
    }
  }

  private func collect(_ pieces: [Prose.Piece], _ cells: inout [Int]) {
    for piece in pieces {
      if case .cell(let index) = piece { cells.append(index) }
      if case .container(let container) = piece { collect([Block.container(container)], &cells) }
    }
  }
}
