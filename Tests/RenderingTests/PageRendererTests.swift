import NotebookModel
import Rendering
import Testing

@Suite struct PageRendererTests {
  static let lesson = """
    ---
    title: A <lesson>
    description: What it "says".
    author: [Ada, Carl]
    lang: fr
    ---

    ## First

    Text with $x^2$.

    ```swift
    print(1)
    ```

    ## Second
    """

  @Test func oneLessonGivesTheSameBytesTwice() {
    let page = LessonPage(Self.lesson, outputs: .standardOutput("1\n"))
    #expect(page.html == page.html)
  }

  @Test func thePathDoesNotDependOnWhereTheCommandWasCalled() {
    let near = LessonPage(Self.lesson, path: "lesson.md")
    let far = LessonPage(Self.lesson, path: "../course/lesson.md")
    #expect(near.html == far.html)
  }

  @Test func theHeadNamesTheLesson() {
    let html = LessonPage(Self.lesson).html
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"fr\">"))
    #expect(html.contains("<title>A &lt;lesson&gt;</title>"))
    #expect(html.contains("<meta name=\"description\" content=\"What it &quot;says&quot;.\">"))
    #expect(html.contains("<meta name=\"author\" content=\"Carl\">"))
    #expect(html.contains("<h1>A &lt;lesson&gt;</h1>"))
    #expect(!html.contains("{{"))
  }

  @Test func theFirstHeadingIsTheTitleWhereTheFrontMatterHasNone() {
    let html = LessonPage("# Fitting a *line*\n\nText.\n").html
    #expect(html.contains("<title>Fitting a line</title>"))
    #expect(html.count(of: "<h1") == 1)
    #expect(html.contains("Fitting a <em>line</em></h1>"))
  }

  @Test func aTitleGivenTwiceIsShownOnce() {
    #expect(LessonPage("---\ntitle: Trees\n---\n\n# Trees\n\nText.\n").html.count(of: "<h1") == 1)
  }

  @Test func contentsListTheSections() throws {
    let page = LessonPage("# T\n\n## A\n\n### B $x$\n\n#### too deep\n\n## C\n\n::: note\n### inside\n:::\n")
    let contents = try #require(page.html.between("<nav", "</nav>"))
    #expect(contents.contains("<ol><li><a href=\"#a\">A</a><ol><li><a href=\"#b-x\">B "))
    #expect(contents.contains("</li></ol></li><li><a href=\"#c\">C</a></li></ol>"))
    #expect(!contents.contains("too deep"))
    #expect(!contents.contains("inside"))
  }

  @Test func contentsCanBeLeftOutAndSectionsNumbered() {
    let lesson = "---\nformat:\n  toc: false\n  number-sections: true\n---\n\n# T\n\n## A\n\n### B\n\n## C\n"
    let page = LessonPage(lesson)
    #expect(page.document.diagnostics.isEmpty)
    #expect(!page.html.contains("<nav"))
    #expect(page.main.withoutTags.contains("1 A"))
    #expect(page.main.withoutTags.contains("1.1 B"))
    #expect(page.main.withoutTags.contains("2 C"))
  }

  @Test func thePageAllowsItsOwnTwoScriptsAndNoOther() throws {
    let html = LessonPage(Self.lesson).html
    let policy = try #require(html.between("Content-Security-Policy\" content=\"", "\""))
    #expect(policy.contains("default-src &#39;none&#39;"))
    #expect(policy.count(of: "sha256-") == 2)
    #expect(html.count(of: "<script>") == 2)
    #expect(!policy.contains("script-src &#39;unsafe-inline"))
  }

  @Test func nothingIsFetched() {
    let html = LessonPage(Self.lesson).html
    for word in ["src=\"http", "<link", "@import", "url(http", "url(fonts"] { #expect(!html.contains(word)) }
  }

  @Test func durationsAreShownOnlyWhenAskedFor() {
    var page = LessonPage(Self.lesson) { results in
      results[0].compileSeconds = 0.25
      results[0].runSeconds = 12.345
    }
    page.run.wallSeconds = 14
    #expect(!page.html.contains(" s<"))
    page.options.showsDurations = true
    #expect(page.main.contains("compilée en 0.250 s, exécutée en 12.35 s"))
    #expect(page.html.contains("14.00 s"))
    page.run.results[0].isCached = true
    #expect(page.main.contains(">exécutée en 12.35 s<"))
  }

  @Test func aChosenThemeIsThePagesOwn() {
    #expect(LessonPage("---\nformat:\n  theme: dark\n---\n\nText.\n").html.contains("<html lang=\"en\" data-theme=\"dark\">"))
  }

  @Test func aLargeLessonIsLinear() {
    func size(_ cells: Int) -> Int {
      LessonPage(String(repeating: "Prose.\n\n```swift\nprint(1)\n```\n\n", count: cells)).main.utf8.count
    }
    let (ten, twenty, forty) = (size(10), size(20), size(40))
    #expect(forty - twenty > 2 * (twenty - ten) - 200)
    #expect(forty - twenty < 2 * (twenty - ten) + 200)
  }
}
