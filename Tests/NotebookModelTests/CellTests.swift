import NotebookModel
import Testing

@Suite struct CellTests {
  private func cells(_ lesson: String) -> [Cell] { Document(parsing: lesson).cells }

  @Test func everyFenceWhoseFirstWordIsSwift() {
    #expect(cells("```swift\n1\n```\n").map(\.source) == ["1\n"])
    #expect(cells("``` {swift}\n1\n```\n").map(\.source) == ["1\n"])
    #expect(cells("~~~~swift\n```\n~~~\n~~~~~\n").map(\.source) == ["```\n~~~\n"])
    #expect(cells("   ```swift\n   let a = 1\n     b\n   ```\n").map(\.source) == ["let a = 1\n  b\n"])
    #expect(cells("```swift\n```\n").map(\.source) == [""])
    #expect(cells("```swiftui\n1\n```\n\n```\n2\n```\n\n    ```swift\n    3\n    ```\n").isEmpty)
    #expect(cells("```swift\n1\n```\n").map(\.number) == [1])
  }

  @Test func insideListsQuotesAndContainers() throws {
    let lesson = """
      1. Step

         ```swift
         let a = 1

           let b = 2
         ```
      > quoted
      > ```swift
      > let c = 3
      >
      > let d = 4
      > ```

      ::: exercise
      - > ~~~swift
        > let e = 5
        > ~~~
      :::
      """
    let found = cells(lesson)
    #expect(found.map(\.source) == ["let a = 1\n\n  let b = 2\n", "let c = 3\n\nlet d = 4\n", "let e = 5\n"])
    #expect(found.map(\.linePrefix) == ["   ", "> ", "  > "])
    #expect(found.map(\.line) == [3, 9, 16])
    #expect(found[0].lessonPosition(line: 3, column: 7) == SourcePosition(line: 6, column: 10))
    #expect(found[1].lessonPosition(line: 3, column: 5) == SourcePosition(line: 12, column: 7))
    #expect(found[2].lessonPosition(line: 1, column: 1) == SourcePosition(line: 17, column: 5))
  }

  @Test func tabsAndNoFinalNewline() {
    let found = cells("-\t```swift\n\tlet a = 1\n\t\tlet b = 2\n\t```\n\n```swift\nlet c = 3\n```")
    #expect(found.map(\.source) == ["let a = 1\n\tlet b = 2\n", "let c = 3\n"])
    #expect(found[0].lessonPosition(line: 2, column: 2) == SourcePosition(line: 3, column: 3))
    // A tab of which the list takes two columns leaves two blanks.
    let cut = cells("- ```swift\n\tlet a = 1\n  ```\n")
    #expect(cut.map(\.source) == ["  let a = 1\n"])
    #expect(cut[0].lessonPosition(line: 1, column: 3) == SourcePosition(line: 2, column: 2))
  }

  @Test func lineEndingsMarksAndBytesThatAreNoText() {
    let windows = cells("\u{FEFF}```swift\r\nlet a = \"é\"\r\nlet b = 2\r\n```\r\n")
    #expect(windows.map(\.source) == ["let a = \"é\"\nlet b = 2\n"])
    #expect(windows[0].range.bytes == 3..<41)
    #expect(windows[0].contentBytes == 13..<38)
    let odd = Document(parsing: Array("```swift\na".utf8) + [0, 0xFF] + Array("b\n```\n".utf8))
    #expect(odd.cells.map(\.source) == ["a\0\u{FFFD}b\n"])
    #expect(cells("```swift\rlet a = 1\r```\r").map(\.source) == ["let a = 1\n"])
  }

  @Test func wordsAfterSwift() {
    let words = [
      "ignore": Cell.Behaviour.ignore, "no-run": .noRun, "compile-fail": .compileFail, "should-throw": .shouldThrow,
      "should-crash": .shouldCrash,
    ]
    for (word, behaviour) in words {
      #expect(cells("```swift \(word)\n1\n```\n").map(\.behaviour) == [behaviour])
    }
    let hidden = cells("```{swift} hidden should-throw\n1\n```\n")
    #expect(hidden.map(\.isHidden) == [true])
    #expect(hidden.map(\.behaviour) == [.shouldThrow])
  }

  @Test func optionsAtTheHead() {
    let found = cells(
      """
      ```swift
      //| label: fig-fit
      //| echo: false
      //| output: false
      //| include: false
      //| code-fold: show
      //| code-summary: "Show: the code"
      //| fig-cap: A caption, with commas
      //| fig-alt: 'It''s a line'
      //| timeout: 2.5
      //| cache: false
      //| depends: [a.csv, "b c.csv"]
      //| optimize: true
      //| test: ex-1
      //| tol: 1e-6
      //| rtol: 0
      let x = 1 //| echo: true
      ```
      """)
    var expected = CellOptions()
    expected.label = "fig-fit"
    expected.echo = false
    expected.output = false
    expected.include = false
    expected.codeFold = .show
    expected.codeSummary = "Show: the code"
    expected.figureCaption = "A caption, with commas"
    expected.figureAlternativeText = "It's a line"
    expected.timeout = 2.5
    expected.cache = false
    expected.depends = ["a.csv", "b c.csv"]
    expected.optimize = true
    expected.test = "ex-1"
    expected.tolerance = 1e-6
    expected.relativeTolerance = 0
    #expect(found.map(\.options) == [expected])
    #expect(found.map(\.optionLineCount) == [15])
    #expect(cells("```swift\n//| depends:\n//|   - a\n//|   - b\n1\n```\n").map(\.options.depends) == [["a", "b"]])
    #expect(cells("```swift\n//|label: a\n1\n```\n").map(\.label) == ["a"])
    #expect(cells("```swift\n1\n//| label: a\n```\n").map(\.label) == [nil])
  }

  @Test func inlineExpressions() {
    let lesson = "a `{swift} x + 1` b ``{swift} y ? \"`\" : z`` c `swift x` `` `{swift} n` ``\n\n```swift\n1\n```\n"
    let found = cells(lesson)
    #expect(found.map(\.source) == ["x + 1\n", "y ? \"`\" : z\n", "1\n"])
    #expect(found.map(\.role) == [.inline, .inline, .block])
    #expect(found.map(\.index) == [0, 1, 2])
    #expect(found.map(\.number) == [nil, nil, 1])
    let utf8 = Array(lesson.utf8)
    #expect(
      found.prefix(2).map { String(decoding: utf8[$0.range.bytes], as: UTF8.self) } == [
        "`{swift} x + 1`", "``{swift} y ? \"`\" : z``",
      ])
    #expect(
      found.prefix(2).map { String(decoding: utf8[$0.contentBytes], as: UTF8.self) } == [
        "x + 1", "y ? \"`\" : z",
      ])
    #expect(html(lesson).hasPrefix("<p>a ⟨cell 0⟩ b ⟨cell 1⟩ c <code>swift x</code> <code>`{swift} n`</code></p>"))
  }

  @Test func whereInlineExpressionsStand() {
    let lesson = """
      # Value `{swift} a`

      [r]: http://example.org
      text é
        and `{swift} b` and [x](
      /url) then `{swift} c`
      > q
      > `{swift}   d`

      | `{swift} e` | \\| `{swift} f` |
      |---|---|
      | 1 | `{swift} g` |

      ::: note Title `{swift} h`
      :::
      Setext `{swift} i`
      ---
      `{swift}
      j`
      """
    let found = cells(lesson)
    #expect(found.map(\.source) == ["a\n", "b\n", "c\n", "d\n", "e\n", "f\n", "g\n", "h\n", "i\n", "j\n"])
    let lines = lesson.split(separator: "\n", omittingEmptySubsequences: false)
    for cell in found {
      let position = cell.lessonPosition(line: 1, column: 1)
      let line = lines[position.line - 1].utf8.dropFirst(position.column - 1)
      #expect(String(line.first.map { Character(UnicodeScalar($0)) } ?? " ") + "\n" == cell.source)
    }
    #expect(found.map(\.line) == [1, 5, 6, 8, 10, 10, 12, 14, 16, 18])
  }

  @Test func cellsRunInTheOrderOfTheLesson() {
    let lesson = "a[^1] `{swift} 1`\n\n[^1]: f `{swift} 2`\n\n```swift\n3\n```\n"
    #expect(cells(lesson).map(\.source) == ["1\n", "2\n", "3\n"])
    #expect(html(lesson).contains("f ⟨cell 1⟩"))
    #expect(cells("![alt `{swift} x`](y.png)\n").isEmpty)
  }

  @Test func solutions() {
    let lesson = "- ```swift\n  func f() {\n    // BEGIN SOLUTION\n    return 1\n    // END SOLUTION\n  }\n  ```\n"
    let found = cells(lesson)
    #expect(found[0].solutions.map(\.lines) == [2...4])
    let bytes = found[0].solutions[0].bytes
    #expect(
      String(decoding: Array(lesson.utf8)[bytes], as: UTF8.self)
        == "    // BEGIN SOLUTION\n    return 1\n    // END SOLUTION\n")
  }

  @Test func markedFencesAlone() {
    let lesson =
      "---\nrun: marked\n---\n```swift\nA()\n```\n```output\nB\n```\n\n```{swift}\nC()\n```\n```output\nD\n```\n"
    let document = Document(parsing: lesson)
    #expect(document.diagnostics.isEmpty)
    #expect(document.cells.map(\.source) == ["C()\n"])
    #expect(document.cells[0].recorded.map(\.text) == ["D\n"])
    #expect(outline(document.blocks) == "⟨code swift|A()¶⟩⟨code output|B¶⟩\ncell 0")
  }

  @Test func defaultsFromTheFrontMatter() {
    let found = cells(
      "---\nexecute:\n  echo: false\n  timeout: 9\n---\n```swift\n//| echo: true\n1\n```\n`{swift} 1`\n")
    #expect(found.map(\.options.echo) == [true, false])
    #expect(found.map(\.options.timeout) == [9, 9])
  }
}
