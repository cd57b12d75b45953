import NotebookModel
import Rendering
import Testing

@Suite struct FailuresTests {
  static let lesson = "Text.\n\n```swift\nlet total = 1\nlet mean = totl / 2\n```\n\n```swift\nprint(mean)\n```\n"

  static func failing(_ change: (inout CellResult) -> Void) -> LessonPage {
    LessonPage(lesson) { results in
      results[0].isExpected = false
      change(&results[0])
      results[1].status = .notRun
    }
  }

  @Test func aCompileErrorIsShownAsTheCompilerShowsIt() throws {
    let page = Self.failing { result in
      result.status = .compileError
      result.diagnostics = [
        Diagnostic(
          line: 5, column: 12, message: "cannot find 'totl' in scope", highlights: [12..<16],
          notes: [Diagnostic(severity: .note, line: 4, column: 5, message: "'total' declared here")])
      ]
    }
    let box = try #require(page.main.between("<div class=\"diagnostic error\">", "</div>")).withoutTags
    #expect(box.contains("Does not compile cannot find 'totl' in scope lesson.md:5:12"))
    #expect(box.contains("5 │ let mean = totl / 2\n  │            ^~~~"))
    #expect(box.contains("note 'total' declared here lesson.md:4:5"))
    #expect(box.contains("4 │ let total = 1\n  │     ^"))
  }

  @Test func aNoteOnTheSamePlaceDoesNotShowTheLineAgain() throws {
    let page = Self.failing { result in
      result.status = .compileError
      result.diagnostics = [
        Diagnostic(
          line: 5, column: 12, message: "no exact matches",
          notes: [Diagnostic(severity: .note, line: 5, column: 12, message: "found this candidate")])
      ]
    }
    #expect(page.main.count(of: "class=\"snippet\"") == 1)
    #expect(page.main.withoutTags.contains("note found this candidate lesson.md:5:12"))
  }

  @Test(arguments: [
    (CellResult.Status.error, "Error"), (.crash, "Crash"), (.timeout, "Timed out"),
  ])
  func aFailureSaysWhatItWasAndWhere(status: CellResult.Status, title: String) throws {
    let page = Self.failing { result in
      result.status = status
      result.outputs = [.standardOutput("before\n")]
      result.failure = .init(message: "it went wrong", position: SourcePosition(line: 5, column: 17))
    }
    let text = page.main.withoutTags
    #expect(text.contains("\(title) it went wrong lesson.md:5:17"))
    #expect(text.contains("before"))
    #expect(page.main.contains("href=\"#icon-error\""))
  }

  @Test func failingCellsAreListedAtTheTop() throws {
    let page = Self.failing { result in
      result.status = .crash
      result.failure = .init(message: "Fatal error: gone", position: SourcePosition(line: 5))
    }
    let list = try #require(page.main.between("<section class=\"problems\"", "</section>"))
    #expect(list.contains("<a href=\"#cell-1\">Cell 1</a>"))
    #expect(list.withoutTags.contains("1 cell failed"))
    #expect(list.withoutTags.contains("Cell 1 line 5 Crash: Fatal error: gone"))
    #expect(list.withoutTags.contains("1 cell was not run."))
    let start = try #require(page.main.firstRange(of: "class=\"problems\""))
    let text = try #require(page.main.firstRange(of: "Text."))
    #expect(start.lowerBound < text.lowerBound)
  }

  @Test func aLessonThatSucceedsListsNothing() {
    #expect(!LessonPage(Self.lesson).main.contains("problems"))
  }

  @Test func aFailureThatTheLessonWantsIsNoProblem() {
    let page = LessonPage("```swift should-throw\nthrow Failure()\n```\n") { results in
      results[0].status = .error
      results[0].failure = .init(message: "Failure()")
    }
    #expect(page.main.withoutTags.contains("Error, as intended Failure()"))
    #expect(page.main.contains("diagnostic expected"))
    #expect(!page.main.contains("problems"))
  }

  @Test(arguments: [
    ("should-throw", "should throw an error, but it does not"), ("should-crash", "should trap, but it does not"),
    ("compile-fail", "should not compile, but it does"),
  ])
  func aFailureThatDoesNotComeIsAProblem(behaviour: String, message: String) {
    let page = LessonPage("```swift \(behaviour)\nfine()\n```\n") { $0[0].isExpected = false }
    #expect(page.main.count(of: message) == 2)
  }

  @Test func warningsAreShown() {
    let page = LessonPage("```swift\nlet a = 1\n```\n") {
      $0[0].diagnostics = [Diagnostic(severity: .warning, line: 2, column: 5, message: "'a' was never used")]
    }
    #expect(page.main.withoutTags.contains("Warning 'a' was never used lesson.md:2:5"))
    #expect(!page.main.contains("problems"))
  }

  @Test func aRunThatWasInterruptedSaysSo() {
    var page = LessonPage(Self.lesson) { $0[1].status = .notRun }
    page.run.interruption = "stopped by Ctrl-C in cell 2"
    let text = page.main.withoutTags
    #expect(text.contains("This run is not complete"))
    #expect(text.contains("The run ended early: stopped by Ctrl-C in cell 2"))
    #expect(text.contains("1 cell was not run."))
  }

  @Test func theCaretStandsBelowItsCharacter() throws {
    let page = LessonPage("```swift\n\tlet größe = wert\n```\n") { results in
      results[0].status = .compileError
      results[0].isExpected = false
      results[0].diagnostics = [Diagnostic(line: 2, column: 16, message: "cannot find 'wert' in scope")]
    }
    let snippet = try #require(page.main.between("<pre class=\"snippet\">", "</pre>")).withoutTags
    #expect(snippet == "2 │ \tlet größe = wert\n  │ \t            ^")
  }

  @Test func messagesAreText() {
    let page = Self.failing { result in
      result.status = .error
      result.failure = .init(message: "<script>alert(1)</script>")
    }
    #expect(!page.main.contains("<script"))
  }
}
