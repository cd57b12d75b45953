import NotebookModel
import Rendering
import Testing

@Suite struct ImagesTests {
  static func page(_ markdown: String) -> LessonPage {
    var page = LessonPage(markdown)
    page.options = PageOptions { path in
      switch path {
      case "pictures/a cat.gif": Array("GIF89a".utf8) + [20, 0, 10, 0, 0, 0, 0]
      case "drawing.svg": Array("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
      case "notes.txt": Array("text".utf8)
      default: nil
      }
    }
    return page
  }

  @Test func imagesAreEmbedded() {
    let page = Self.page("![A \"cat\"](pictures/a%20cat.gif \"Tom\")\n")
    #expect(page.main.contains("<img alt=\"A &quot;cat&quot;\" title=\"Tom\" width=\"20\" height=\"10\" src=\"data:image/gif;base64,R0lGODlh"))
    #expect(page.diagnostics.isEmpty)
  }

  @Test func drawingsAreEmbeddedAsImages() {
    #expect(Self.page("![](drawing.svg)\n").main.contains("src=\"data:image/svg+xml;base64,"))
  }

  @Test func aMissingImageIsAnErrorWithItsPlace() {
    let page = Self.page("Text.\n\nHere: ![A cat](cat.png)\n")
    #expect(page.diagnostics == [Diagnostic(line: 3, column: 7, message: "the image 'cat.png' is not there")])
    #expect(page.main.contains("<a href=\"#problem-1\">line 3</a>"))
    #expect(page.main.contains("<span class=\"missing\" id=\"problem-1\">"))
  }

  @Test func whatIsNoImageIsSaidToBeNone() {
    #expect(Self.page("![](notes.txt)\n").diagnostics.map(\.message) == ["'notes.txt' is no image that browsers show (PNG, JPEG, GIF, WebP, AVIF, SVG)"])
  }

  @Test func whatIsNoImageInAnAddressIsSaidToBeNone() {
    let page = Self.page("![a](data:text/html,x) ![b](data:image/gif;base64,R0lGODlh)\n")
    #expect(page.diagnostics.map(\.message) == ["'data:text/html,x' is no image that browsers show (PNG, JPEG, GIF, WebP, AVIF, SVG)"])
    #expect(page.main.contains("<img alt=\"b\" src=\"data:image/gif;base64,R0lGODlh\">"))
  }

  @Test func animageOnTheNetworkIsALink() {
    let page = Self.page("![Logo](https://example.com/logo.png)\n")
    #expect(page.diagnostics.map(\.severity) == [.warning])
    #expect(page.main.contains("<a href=\"https://example.com/logo.png\">Logo</a>"))
    #expect(!page.main.contains("<img"))
  }
}
