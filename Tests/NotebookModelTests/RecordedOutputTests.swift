import NotebookModel
import Testing

@Suite struct RecordedOutputTests {
  @Test func blocksAfterACellBelongToIt() {
    let lesson = """
      ```swift should-throw
      1
      ```
      ```output tol=1e-6 unordered when="swift >= 6.2"
      a

      b
      ```

      ~~~stderr
      c
      ~~~
      ```error regex
      d
      ```
      ```warning any
      ```

      Text.
      """
    let document = Document(parsing: lesson)
    #expect(document.diagnostics.isEmpty)
    let recorded = document.cells[0].recorded
    #expect(recorded.map(\.kind) == [.output, .stderr, .error, .warning])
    #expect(recorded.map(\.text) == ["a\n\nb\n", "c\n", "d\n", ""])
    #expect(recorded[0].attributes == ["tol": "1e-6", "unordered": "", "when": "swift >= 6.2"])
    #expect(recorded[0].tolerance == 1e-6)
    #expect(recorded.map(\.isUnordered) == [true, false, false, false])
    #expect(recorded.map(\.isRegex) == [false, false, true, false])
    #expect(recorded.map(\.isAny) == [false, false, false, true])
    #expect(outline(document.blocks) == "cell 0\n<p>Text.</p>¶")
    let utf8 = Array(lesson.utf8)
    #expect(String(decoding: utf8[recorded[1].range.bytes], as: UTF8.self) == "~~~stderr\nc\n~~~")
    #expect(String(decoding: utf8[recorded[1].contentBytes], as: UTF8.self) == "c\n")
    #expect(recorded[1].range.lines == 10...12)
  }

  @Test func insideListsTheyAreIndentedLikeTheirCell() {
    let document = Document(parsing: "- ```swift\n  1\n  ```\n\n  ```output\n  a\n    b\n  ```\n- next\n")
    #expect(document.diagnostics.isEmpty)
    #expect(document.cells[0].recorded.map(\.text) == ["a\n  b\n"])
    #expect(html("- ```swift\n  1\n  ```\n\n  ```output\n  a\n  ```\n") == "<ul>\n<li>\n⟨cell 0⟩</li>\n</ul>\n")
  }

  @Test func conditions() throws {
    func holds(_ text: String) throws -> Bool {
      try #require(OutputCondition(text)).holds(swift: "6.3.1", os: "linux", arch: "x86_64")
    }
    #expect(try holds("swift >= 6.2"))
    #expect(try holds("swift == 6.3"))
    #expect(try !holds("swift < 6.3"))
    #expect(try !holds("swift > 6.3.1"))
    #expect(try holds("os == linux && arch != arm64"))
    #expect(try !holds("os == macos"))
    #expect(try !holds("swift <= 6.3 && os == linux"))
    for text in ["", "swift", "swift >= x", "os >= linux", "moon == full", "swift >= 6.2 6.3"] {
      #expect(OutputCondition(text) == nil, "\(text)")
    }
  }
}
