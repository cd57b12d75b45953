import NotebookModel
import Rendering
import Testing

@Suite struct RawHTMLTests {
  static let lesson = "Press <kbd>Ctrl</kbd>.\n\n<div onclick=\"go()\">\n\n*text*\n\n</div>\n"

  @Test func theLessonsOwnHTMLGoesThrough() {
    let page = LessonPage(Self.lesson)
    #expect(page.main.contains("Press <kbd>Ctrl</kbd>."))
    #expect(page.main.contains("<div onclick=\"go()\">"))
    #expect(page.diagnostics.isEmpty)
  }

  @Test func itIsRefusedWhereRawHTMLIsNotAllowed() {
    var page = LessonPage(Self.lesson)
    page.options.allowsRawHTML = false
    #expect(!page.main.contains("<kbd>"))
    #expect(!page.main.contains("<div onclick"))
    #expect(page.main.contains("&lt;div onclick=&quot;go()&quot;&gt;"))
    #expect(page.main.contains("<em>text</em>"))
    #expect(page.diagnostics.map(\.message) == ["raw HTML is refused: `<kbd>`", "raw HTML is refused: `<div>`"])
    #expect(page.diagnostics.map(\.position) == [SourcePosition(line: 1, column: 7), SourcePosition(line: 3, column: 1)])
  }

  @Test func onlyALessonWithScriptsMayRunMoreThanThePagesOwn() throws {
    func policy(_ lesson: String) throws -> String {
      try #require(LessonPage(lesson).html.between("Content-Security-Policy\" content=\"", "\""))
    }
    #expect(try policy("<script>go()</script>\n").contains("script-src &#39;unsafe-inline"))
    #expect(try policy("<b onclick = 'go()'>x</b>\n").contains("script-src &#39;unsafe-inline"))
    #expect(try !policy("<b class=\"one\">turn on = off</b>\n").contains("script-src &#39;unsafe-inline"))
  }

  @Test func picturesOfRawHTMLAreEmbedded() {
    var page = LessonPage("<img src=\"cat.gif\" width=\"100\">\n\n<img src='none.gif'>\n")
    page.options = PageOptions { $0 == "cat.gif" ? Array("GIF89a".utf8) + [20, 0, 10, 0] : nil }
    #expect(page.main.contains("<img src=\"data:image/gif;base64,R0lGODlhFAAKAA==\" width=\"100\">"))
    #expect(page.diagnostics == [Diagnostic(line: 3, column: 1, message: "the image 'none.gif' is not there")])
  }

  @Test func whatTheNetworkHoldsIsReported() {
    #expect(LessonPage("<img src=\"https://example.com/a.png\">\n").diagnostics.map(\.severity) == [.warning])
  }
}
