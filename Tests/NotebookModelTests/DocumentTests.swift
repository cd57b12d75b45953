import Foundation
import NotebookModel
import Testing

@Suite struct DocumentTests {
  @Test func readsAFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("lesson.md")
    let bytes = Array("# A\n```swift\n1\n```\n".utf8) + [0xFF, 0]
    try Data(bytes).write(to: file)
    let document = try Document(reading: file.path)
    #expect(document.bytes == bytes)
    #expect(document.path == file.path)
    #expect(document.cells.count == 1)
    #expect(throws: Document.ReadingError(path: "\(file.path).none", reason: "No such file or directory")) {
      try Document(reading: "\(file.path).none")
    }
    #expect(throws: Document.ReadingError.self) { try Document(reading: folder.path) }
  }

  @Test func sayWhatIsNoUTF8() {
    let latin = Document(parsing: Array("# A\n\nCaf".utf8) + [0xE9, 0x0A])
    #expect(
      latin.diagnostics == [
        Diagnostic(
          line: 3, column: 4, message: "the byte 0xE9 is no UTF-8",
          notes: [
            Diagnostic(
              severity: .note, line: 3, column: 4,
              message: "save the lesson as UTF-8; `iconv -f latin1 -t utf-8` converts one that is in Latin-1")
          ])
      ])
    let wide = Document(parsing: [0xFF, 0xFE] + "# A\n".utf8.flatMap { [$0, 0] })
    #expect(wide.diagnostics.map(\.message) == ["the lesson is written in UTF-16, not in UTF-8"])
    #expect(Document(parsing: "# É\u{0} 🎉 \u{FFFD}\n").diagnostics.isEmpty)
    #expect(Document(parsing: [0xE2, 0x82]).diagnostics.map(\.column) == [1])
  }

  @Test func anUnclosedQuoteIsSaidWhereItBegins() {
    #expect(messages("```swift\n//| label: a\n//| fig-cap: \"open\n//| echo: false\n1\n```\n").hasPrefix("lesson.md:3:14: error: broken YAML"))
  }

  @Test func messagesAreOneLine() {
    let text = messages("[a](java&#10;script:x)\n")
    #expect(text.contains("or leave the page: `javascript:x`\n"))
  }

  @Test func rangesAreExact() throws {
    let lesson = "\u{FEFF}---\r\ntitle: é\r\n---\r\n# É b\r\n\r\npara\r\n\r\n- a\r\n\r\n\r\n```swift\r\n1\r\n```\r\nend"
    let bytes = Array(lesson.utf8)
    let document = Document(parsing: lesson)
    func text(_ range: SourceRange) -> String { String(decoding: bytes[range.bytes], as: UTF8.self) }
    #expect(document.frontMatterRange.map(text) == "---\r\ntitle: é\r\n---")
    let ranges = document.blocks.map { block in
      switch block {
      case .heading(let heading): "\(heading.range.lines) \(text(heading.range))"
      case .prose(let prose): "\(prose.range.lines) \(text(prose.range))"
      case .cell(let index): "\(document.cells[index].range.lines) \(text(document.cells[index].range))"
      case .container(let container): "\(container.range.lines) \(text(container.range))"
      }
    }
    #expect(
      ranges == [
        "4...4 # É b", "6...8 para\r\n\r\n- a", "11...13 ```swift\r\n1\r\n```", "14...14 end",
      ])
  }

  /// Lessons of ten and of a hundred times the cells are read alike: nothing is found twice or lost.
  @Test func manyCells() {
    var lesson = ""
    for index in 0..<1_000 {
      lesson +=
        "## Part \(index)\n\n```swift\n//| label: cell-\(index)\nlet x\(index) = \(index)\n```\n\n```output\n1\n```\n\n"
    }
    let document = Document(parsing: lesson)
    #expect(document.diagnostics.isEmpty)
    #expect(document.cells.count == 1_000)
    #expect(document.blocks.count == 2_000)
    #expect(document.cells.allSatisfy { $0.recorded.count == 1 && $0.label == "cell-\($0.index)" })
  }
}
