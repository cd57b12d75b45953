import Foundation
import NotebookModel
import Rendering
import Testing

@Suite struct FormulaTests {
  @Test func formulasAreSetWithMathMLForThoseWhoHear() {
    let main = LessonPage("Inline $x^2$.\n\n$$\n\\frac{a}{b}\n$$\n").main
    #expect(main.count(of: "<span class=\"katex\">") == 2)
    #expect(main.count(of: "<span class=\"katex-display\">") == 1)
    #expect(main.contains("<mfrac><mi>a</mi><mi>b</mi></mfrac>"))
  }

  @Test func whatOtherConvertersBreakOn() {
    let lesson = """
      $$
      \\begin{aligned} a &= \\sqrt{\\frac{1}{1+e^{-x}}} \\tag{1} \\\\ b &= \\begin{pmatrix}1&0\\\\0&1\\end{pmatrix}\\end{aligned}
      $$

      $$\\operatorname*{arg\\,min}_{w} \\lVert y - Xw \\rVert_2^2 \\quad \\underbrace{a+b}_{c} \\xrightarrow{d} \\cancel{e}$$
      """
    let page = LessonPage(lesson)
    #expect(page.diagnostics.isEmpty)
    #expect(page.main.count(of: "<span class=\"katex-display\">") == 2)
  }

  @Test func anErrorHasItsPlaceInTheLessonAndInThePage() {
    let page = LessonPage("Text.\n\n- A list with\n  $\\alpha + \\foo$.\n")
    #expect(page.diagnostics == [
      Diagnostic(line: 4, column: 13, message: "this formula cannot be set: Undefined control sequence: \\foo")
    ])
    #expect(page.main.contains("<span class=\"formula-error\" id=\"problem-1\">"))
    #expect(page.main.contains("<a href=\"#problem-1\">line 4</a>"))
    #expect(page.main.contains("\\alpha + \\foo"))
  }

  @Test func anErrorInABlockHasItsLine() {
    let page = LessonPage("$$\na + b\n  + \\foo\n$$\n")
    #expect(page.diagnostics.map(\.position) == [SourcePosition(line: 3, column: 5)])
  }

  @Test func macrosHoldFromWhereTheyAreDefined() {
    let page = LessonPage("$\\newcommand{\\R}{\\mathbb{R}}$ then $x \\in \\R^n$ and $\\DeclareMathOperator{\\rank}{rank}\\rank A$.\n\n$\\rank B$\n")
    #expect(page.diagnostics.isEmpty)
    #expect(page.main.contains("<mi mathvariant=\"double-struck\">R</mi>"))
  }

  @Test func aMacroMayTakeANameThatKaTeXHas() {
    let page = LessonPage("$\\newcommand{\\argmin}[1]{A_{#1}}\\renewcommand\\fresh{x}\\argmin{y} + \\fresh$\n")
    #expect(page.diagnostics.isEmpty)
    #expect(page.main.contains("<msub><mi>A</mi><mi>y</mi></msub>"))
  }

  @Test func macrosOfOneLessonAreNotAnothers() {
    _ = LessonPage("$\\newcommand{\\mine}{x}$ $\\mine$\n").html
    #expect(LessonPage("$\\mine$\n").diagnostics.count == 1)
  }

  @Test func texCannotInject() {
    let main = LessonPage("$\\href{javascript:alert(1)}{x}$ $\\htmlClass{a}{b}$ $\\text{<script>}$ $\\includegraphics{https://example.com/a.png}$\n").main
    #expect(!main.contains("<script"))
    #expect(!main.contains("href=\"javascript"))
    #expect(!main.contains("<img"))
  }

  @Test func anEndlessMacroEnds() {
    #expect(LessonPage("$\\def\\a{\\a\\a}\\a$\n").diagnostics.count == 1)
  }

  @Test func onlyTheFontsInUseAreInThePage() {
    let plain = LessonPage("No formula.\n").html
    #expect(!plain.contains("@font-face"))
    #expect(!plain.contains("KaTeX_"))
    let simple = LessonPage("$x + 1$\n").html
    #expect(simple.contains("@font-face{font-family:KaTeX_Main;"))
    #expect(simple.contains("@font-face{font-family:KaTeX_Math;"))
    #expect(!simple.contains("@font-face{font-family:KaTeX_AMS;"))
    #expect(LessonPage("$\\mathbb{R}$\n").html.contains("@font-face{font-family:KaTeX_AMS;"))
  }

  @Test func theCacheChangesNothingButTheWork() throws {
    let folder = NSTemporaryDirectory() + "mlnb-render-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var page = LessonPage("$x$ and $\\newcommand{\\y}{y}$ $\\y$ and $\\bad{$.\n\n```swift\nlet a = 1\n```\n")
    let fresh = page.render()
    page.cacheFolder = folder
    #expect(page.render() == fresh)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.count { $0.hasSuffix(".render") } == 1)
    #expect(page.render() == fresh)
    // A damaged cache is an empty one.
    for file in files { try Data("mlnb-render-2\ndamaged, and not short either".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)")) }
    #expect(page.render() == fresh)
  }

  @Test func withoutKaTeXTheFormulaIsShownAndReported() {
    let page = LessonPage("$x$\n")
    let result = PageRenderer(assetsFolder: LessonPage.assets, katexFolder: "/nowhere").render(page.document, run: page.run)
    #expect(result.diagnostics.map(\.message) == [
      "this formula cannot be set: formulas need KaTeX, which is not at /nowhere (Debian: libjs-katex)"
    ])
    #expect(result.html.contains("<code>x</code>"))
  }
}
