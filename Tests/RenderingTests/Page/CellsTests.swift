import NotebookModel
import Rendering
import Testing

@Suite struct CellsTests {
  @Test func codeIsColouredAndEscaped() {
    let main = LessonPage("```swift\nlet a = \"<b>\" // 1 < 2\n```\n").main
    #expect(main.contains("<span class=\"k\">let</span>"))
    #expect(main.contains("<span class=\"c\">// 1 &lt; 2</span>"))
    #expect(!main.contains("<b>"))
  }

  @Test func optionLinesAreNotShown() {
    let main = LessonPage("```swift\n//| label: fit\n//| timeout: 3\n\nlet a = 1\n```\n").main
    #expect(!main.contains("//|"))
    #expect(main.contains("<code class=\"swift\"><span class=\"k\">let</span> a"))
  }

  @Test func everyCellHasANumberAndAnAnchor() {
    let main = LessonPage("```swift\nlet a = 1\n```\n\n```swift\n//| label: second\nlet b = 2\n```\n").main
    #expect(main.contains("id=\"cell-1\""))
    #expect(main.contains("href=\"#cell-1\""))
    #expect(main.contains("<section class=\"cell\" id=\"second\" aria-label=\"Cell 2, second\">"))
    #expect(main.contains("<a class=\"cell-number\" href=\"#second\" aria-label=\"Link to cell 2\">2</a>"))
  }

  @Test func hiddenCellsRunButAreNotSeen() {
    let page = LessonPage("```swift hidden\nprint(1)\n```\n", outputs: .standardOutput("secret\n"))
    #expect(!page.main.contains("secret"))
    #expect(!page.main.contains("print"))
  }

  @Test func aHiddenCellThatFailsIsSeenToFail() {
    let page = LessonPage("```swift hidden\nprint(1)\n```\n") { results in
      results[0].status = .crash
      results[0].isExpected = false
      results[0].failure = .init(message: "Fatal error: gone")
    }
    #expect(page.main.count(of: "Fatal error: gone") == 2)
  }

  @Test func echoOutputAndIncludeAreHonoured() {
    func main(_ option: String) -> String {
      LessonPage("```swift\n//| \(option)\nprint(1)\n```\n", outputs: .standardOutput("one\n")).main
    }
    #expect(!main("echo: false").contains("print") && main("echo: false").contains("one"))
    #expect(main("output: false").contains("print") && !main("output: false").contains("one"))
    #expect(!main("include: false").contains("print") && !main("include: false").contains("one"))
  }

  @Test func codeFolds() {
    func main(_ options: String) -> String { LessonPage("```swift\n\(options)\nprint(1)\n```\n").main }
    #expect(main("//| code-fold: true").contains("<details class=\"fold\"><summary>Code</summary>"))
    #expect(main("//| code-fold: show\n//| code-summary: \"Read <it>\"")
      .contains("<details class=\"fold\" open><summary>Read &lt;it&gt;</summary>"))
    #expect(!main("//| code-fold: false").contains("<details"))
  }

  @Test func cellsThatDidNotRunSaySo() {
    let main = LessonPage("```swift\nlet a = 1\n```\n\n```swift no-run\nlet b = 1\n```\n\n```swift ignore\nlet c =\n```\n") {
      $0[0].status = .notRun
    }.main
    #expect(main.contains("This cell was not run."))
    #expect(main.contains("Compiled, but not run."))
    #expect(main.contains("Shown only: this cell is not run."))
  }

  @Test func aCellThatIsNotRunShowsWhatTheLessonRecorded() {
    let lesson = "```swift ignore\nprint(1)\n```\n\n```output\nrecorded\n```\n"
    #expect(LessonPage(lesson).main.contains("<samp>recorded</samp>"))
  }

  @Test func freshOutputStandsInPlaceOfTheRecorded() {
    let lesson = "```swift\nprint(1)\n```\n\n```output\nrecorded\n```\n"
    let main = LessonPage(lesson, outputs: .standardOutput("fresh\n")).main
    #expect(main.contains("fresh"))
    #expect(!main.contains("recorded"))
  }

  @Test func aSolutionInACellIsFoldedAway() throws {
    let lesson = """
      ```swift
      func mean() {
        // BEGIN SOLUTION
        secret()
        // END SOLUTION
      }
      ```
      """
    let main = LessonPage(lesson).main
    let shown = try #require(main.between("<div class=\"source\">", "</div>"))
    #expect(shown.withoutTags.contains("  // Your code here."))
    #expect(!shown.contains("secret"))
    let folded = try #require(main.between("<summary>Solution</summary>", "</details>"))
    #expect(folded.withoutTags == "func mean() {\n  secret()\n}")
  }

  @Test func aCellInAListStandsInItsItem() throws {
    let main = LessonPage("- item\n\n  ```swift\n  print(1)\n  ```\n", outputs: .standardOutput("1\n")).main
    let item = try #require(main.between("<li>", "</li>"))
    #expect(item.contains("<section class=\"cell\""))
    #expect(item.contains("<samp>1</samp>"))
  }

  @Test func inlineExpressionsAreTheirValues() {
    let main = LessonPage("The sum is `{swift} a + b`.\n", outputs: .value(.text("<3>"))).main
    #expect(main.contains("The sum is <span class=\"inline-value\">&lt;3&gt;</span>."))
  }

  @Test func anInlineExpressionThatFailsIsSeen() {
    let page = LessonPage("The sum is `{swift} a + b`.\n") { results in
      results[0].status = .compileError
      results[0].isExpected = false
      results[0].diagnostics = [Diagnostic(line: 1, column: 20, message: "cannot find 'a' in scope")]
    }
    #expect(page.main.count(of: "cannot find &#39;a&#39; in scope") == 2)
    #expect(page.main.contains("<a href=\"#expression-1\">Expression</a>"))
    #expect(page.main.contains("id=\"expression-1\""))
  }
}
