import NotebookModel
import Rendering
import Testing

@Suite struct ProseTests {
  @Test func headingsHaveAnchors() {
    let main = LessonPage("# T\n\n## Least squares\n").main
    #expect(main.contains("<h2 id=\"least-squares\">Least squares<a class=\"anchor\" href=\"#least-squares\" aria-label=\"Link to section Least squares\">#</a></h2>"))
  }

  @Test func tablesScrollInABoxAndNumbersAreMarked() {
    let main = LessonPage("| Model | Error | Time |\n|---|---|--:|\n| A | 0.5 | 1 |\n| B | −1.25e-3 | 2 |\n").main
    #expect(main.contains("<div class=\"table\"><table>"))
    #expect(main.contains("<th scope=\"col\">Model</th>"))
    #expect(main.contains("<th scope=\"col\" class=\"number\">Error</th>"))
    #expect(main.contains("<td class=\"number\">−1.25e-3</td>"))
    #expect(main.contains("<td style=\"text-align: right\">1</td>"))
  }

  @Test func codeOfOtherLanguagesIsShownAndNotColoured() {
    let main = LessonPage("```python\nimport numpy # <b>\n```\n").main
    #expect(main.contains("<div class=\"code\" data-language=\"python\"><pre><code>import numpy # &lt;b&gt;\n</code></pre></div>"))
  }

  @Test func footnotesLinkBothWays() {
    let main = LessonPage("Text.[^a]\n\n[^a]: The note.\n").main
    #expect(main.contains("href=\"#fn-a\" id=\"fnref-a\""))
    #expect(main.contains("<li id=\"fn-a\">"))
    #expect(main.contains("href=\"#fnref-a\""))
  }

  @Test func aLinkRunsNoScript() {
    let main = LessonPage("[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) <javascript:alert(1)>\n").main
    #expect(!main.lowercased().contains("href=\"javascript"))
    #expect(!main.contains("href=\"data:"))
  }
}
