import CellWire
import NotebookModel
import Rendering
import Testing

@Suite struct OutputsTests {
  let cell = "```swift\nrun()\n```\n"

  @Test func outputsStandInTheOrderInWhichTheyCame() throws {
    let main = LessonPage(
      cell, outputs: .standardOutput("first"), .standardOutput(" still first\n"), .standardError("second\n"),
      .display(.text("third")), .value(.text("fourth")), .remark("fifth")
    ).main
    #expect(main.contains("<samp>first still first</samp>"))
    let places = try ["first", "second", "third", "fourth", "fifth"].map { try #require(main.firstRange(of: $0)).lowerBound }
    #expect(places == places.sorted())
  }

  @Test func standardErrorSaysThatItIs() throws {
    let box = try #require(LessonPage(cell, outputs: .standardError("careful\n")).main.between("<div class=\"text stderr\"", "</div>"))
    #expect(box.contains("aria-label=\"Standard error\""))
    #expect(box.withoutTags.contains("Standard error"))
  }

  @Test func outputIsText() {
    let main = LessonPage(cell, outputs: .standardOutput("<script>alert(1)</script>&amp;\n"), .value(.text("</pre><img src=x onerror=alert(1)>"))).main
    #expect(!main.contains("<script"))
    #expect(!main.contains("<img"))
    #expect(main.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"))
  }

  @Test func longOutputIsFoldedAfterItsFirstLines() throws {
    func main(_ lines: Int) -> String {
      LessonPage(cell, outputs: .standardOutput((1...lines).map { "line \($0)\n" }.joined())).main
    }
    #expect(!main(40).contains("<details"))
    let folded = try #require(main(100).between("<summary>80 more lines</summary>", "</details>"))
    #expect(folded.contains("line 21\n"))
    #expect(folded.contains("line 100</samp>"))
    #expect(!folded.contains("line 20\n"))
  }

  @Test func noOutputIsNoBox() {
    #expect(!LessonPage(cell, outputs: .standardOutput("\n\n")).main.contains("class=\"output\""))
  }

  @Test func valuesWithoutAPictureAreText() {
    #expect(LessonPage(cell, outputs: .value(.text("[1, 2]"))).main.contains("<div class=\"text value\""))
  }

  @Test func aDiagramWithARootScrollsBelowAPictureOfTheWhole() throws {
    let svg = "<svg width='3000' height='1500' fill='none' style='max-width:100%;--root:0.25'><g id='a'><path d='M0 0'/></g></svg>"
    let page = LessonPage(cell, outputs: .value(.svg(svg))).main
    let figure = try #require(page.between("<figure class=\"diagram\"", "</figure>"))
    #expect(figure.hasPrefix(" style=\"--width:3000px;--aspect:2;--root:0.25\">"))
    let id = try #require(figure.between("<use href=\"#", "\"/>"))
    // The whole is hidden from screen readers, and refers to what is drawn once.
    let overview = try #require(figure.between("<svg class=\"overview\"", "</svg>"))
    #expect(overview.contains("viewBox=\"0 0 3000 1500\" fill=\"none\" aria-hidden=\"true\""))
    let pan = try #require(figure.between("<div class=\"pan\">", "</div>"))
    #expect(pan.contains("--root:0.25\"") && pan.contains("<g id=\"\(id)\"><g id=\"") && pan.hasSuffix("</g></g></svg>"))
    #expect(figure.components(separatedBy: "<path").count == 2 && figure.components(separatedBy: "id=\"\(id)\"").count == 2)
  }

  @Test(arguments: ["", "--root:2", "--root:url(#a)", "--root:", "max-width:100%"])
  func aDrawingWithoutARootStaysAFigure(style: String) {
    let svg = "<svg width='3000' height='1500' style='\(style)'><path d='M0 0'/></svg>"
    let main = LessonPage(cell, outputs: .value(.svg(svg))).main
    #expect(main.contains("<figure><svg") && !main.contains("overview") && !main.contains("--root"))
  }

  @Test func chartsAreFiguresWithACaptionAndAnAlternativeText() throws {
    let lesson = "```swift\n//| fig-cap: \"A fit of $y$ to `x` & more\"\nplot()\n```\n"
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='480pt' height='240pt'><path d='M0 0'/></svg>"
    let figure = try #require(
      LessonPage(lesson, outputs: .value(.svg(svg, alternativeText: "A \"line\" chart."))).main.between("<figure>", "</figure>"))
    #expect(figure.contains("role=\"img\" aria-label=\"A &quot;line&quot; chart.\""))
    #expect(figure.contains("viewBox=\"0 0 640 320\""))
    #expect(figure.contains("width=\"640\" height=\"320\""))
    #expect(figure.contains("<figcaption>A fit of <span class=\"katex\">"))
    #expect(figure.contains("to <code>x</code> &amp; more</figcaption>"))
  }

  @Test func theLessonsAlternativeTextComesFirst() {
    let lesson = "```swift\n//| fig-alt: Points near a line\nplot()\n```\n"
    let svg = "<svg width='10' height='10' viewBox='0 0 10 10' aria-label='own'></svg>"
    #expect(LessonPage(lesson, outputs: .value(.svg(svg))).main.contains("aria-label=\"Points near a line\""))
    #expect(LessonPage(cell, outputs: .value(.svg(svg))).main.contains("aria-label=\"A chart.\""))
    #expect(LessonPage(cell, outputs: .value(.svg(svg, alternativeText: nil))).main.contains("aria-label=\"own\""))
  }

  @Test func twoChartsShareNoId() {
    let svg = "<svg width='9' height='9'><defs><path id='a' d='M0 0'/></defs><use href='#a' clip-path='url(#a)'/></svg>"
    let main = LessonPage(cell, outputs: .display(.svg(svg)), .value(.svg(svg))).main
    for number in 1...2 {
      #expect(main.contains("id=\"figure-\(number)-a\""))
      #expect(main.contains("href=\"#figure-\(number)-a\" clip-path=\"url(#figure-\(number)-a)\""))
    }
  }

  @Test func picturesAreEmbeddedWithTheirSize() {
    var display = Display(alternativeText: "Digits.", width: 200)
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0x90, 0, 0, 0, 0xC8]
    display.representations = [.init(type: Display.MIMEType.png, bytes: head)]
    let main = LessonPage(cell, outputs: .value(display)).main
    #expect(main.contains("<img alt=\"Digits.\" width=\"200\" height=\"100\" src=\"data:image/png;base64,iVBORw0KGgo"))
  }

  @Test func tablesScrollInABoxAndHaveScopes() {
    let main = LessonPage(cell, outputs: .value(.html("<table><thead><tr><th></th><th>size</th></tr></thead><tbody><tr><th>a</th><td>1.5</td></tr></tbody></table>"))).main
    #expect(main.contains("<div class=\"table\"><table>"))
    #expect(main.contains("<th scope=\"col\" class=\"number\">size</th>"))
    #expect(main.contains("<th scope=\"row\">a</th><td class=\"number\">1.5</td>"))
  }
}
