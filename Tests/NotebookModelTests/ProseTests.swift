import CCommonMark
import Foundation
import NotebookModel
import Testing

@Suite struct ProseTests {
  @Test func textBecomesHTMLWithHoles() {
    #expect(
      html("A *b* **c** ~~d~~ `e<f` & g\n")
        == "<p>A <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code> &amp; g</p>\n")
    #expect(html("![alt *x*](a.png \"T\") and ![](b.svg)\n") == "<p>⟨image a.png alt x “T”⟩ and ⟨image b.svg ⟩</p>\n")
    #expect(html("line  \nbreak\n") == "<p>line<br />\nbreak</p>\n")
    #expect(html("```text\na < b\n```\n") == "⟨code text|a < b\n⟩")
    #expect(html("    indented\n") == "⟨code |indented\n⟩")
  }

  @Test func listsTablesAndTasks() {
    #expect(html("- a\n- b\n") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")
    #expect(html("3. a\n\n   b\n") == "<ol start=\"3\">\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ol>\n")
    #expect(
      html("- [x] done\n- [ ] open\n")
        == "<ul class=\"contains-task-list\">\n"
        + "<li class=\"task-list-item\"><input type=\"checkbox\" checked=\"\" disabled=\"\" /> done</li>\n"
        + "<li class=\"task-list-item\"><input type=\"checkbox\" disabled=\"\" /> open</li>\n</ul>\n")
    #expect(
      html("|a|b|\n|:-|-:|\n|1|$x$|\n")
        == "<table>\n<thead>\n<tr>\n<th style=\"text-align: left\">a</th>\n<th style=\"text-align: right\">b</th>\n"
        + "</tr>\n</thead>\n<tbody>\n<tr>\n<td style=\"text-align: left\">1</td>\n"
        + "<td style=\"text-align: right\">⟨$x$⟩</td>\n</tr>\n</tbody>\n</table>\n")
  }

  @Test func linksAreKeptAndScriptsAreNot() {
    #expect(
      html("[a](../b.md#c) <https://d.e/f?g&h>\n")
        == "<p><a href=\"../b.md#c\">a</a> <a href=\"https://d.e/f?g&amp;h\">https://d.e/f?g&amp;h</a></p>\n")
    #expect(html("www.example.org\n") == "<p><a href=\"http://www.example.org\">www.example.org</a></p>\n")
    for address in [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd",
    ] {
      let document = Document(parsing: "[a](\(address))\n")
      #expect(html("[a](\(address))\n") == "<p><a>a</a></p>\n")
      #expect(document.diagnostics.map(\.severity) == [.warning])
    }
    // Entities and blanks do not hide one.
    #expect(html("[a](javascript&colon;alert(1))\n") == "<p><a>a</a></p>\n")
    #expect(html("[a](&#1;javascript:alert(1))\n") == "<p><a>a</a></p>\n")
    #expect(html("[a](data.csv) [b](a:b.html)\n") == "<p><a href=\"data.csv\">a</a> <a href=\"a:b.html\">b</a></p>\n")
    #expect(
      html("[a](b\"onclick=alert) [c](d \"e\\\"f<\")\n")
        == "<p><a href=\"b%22onclick=alert\">a</a> <a href=\"d\" title=\"e&quot;f&lt;\">c</a></p>\n")
  }

  @Test func rawHTMLIsAPieceOfItsOwn() throws {
    let document = Document(parsing: "a <b title=\"x\">c</b>\n\n<div>\nd\n</div>\n\n> e <i>f</i>\n")
    guard case .prose(let prose) = document.blocks[0] else {
      Issue.record("no prose")
      return
    }
    let raw = prose.pieces.compactMap { piece -> String? in
      if case .rawHTML(let html, let position) = piece { "\(position.line):\(position.column) \(html)" } else { nil }
    }
    #expect(raw == ["1:3 <b title=\"x\">", "1:17 </b>", "3:1 <div>\nd\n</div>\n", "7:5 <i>", "7:9 </i>"])
    let others = prose.pieces.map { if case .html(let html) = $0 { html } else { "" } }.joined()
    #expect(!others.contains("<b ") && !others.contains("</b>") && !others.contains("<div") && !others.contains("<i>"))
  }

  @Test func headingsHaveAnchorsAsOnGitHubEachOnce() {
    let document = Document(
      parsing: "# A *b* `c`!\n\n# A b c\n\nTitle\n=====\n\n## Größe & $x_1$: 日本\n\n- # A b c\n\n#\n\n## a-b-c-1\n")
    #expect(
      outline(document.blocks) == """
        h1 #a-b-c A <em>b</em> <code>c</code>!
        h1 #a-b-c-1 A b c
        h1 #title Title
        h2 #größe--x_1-日本 Größe &amp; ⟨$x_1$⟩: 日本
        <ul>¶<li>¶<h1 id="a-b-c-2">A b c</h1>¶</li>¶</ul>¶
        h1 #section\u{20}
        h2 #a-b-c-1-1 a-b-c-1
        """)
  }

  @Test func headingsAvoidTheAnchorsThatTheLessonGives() {
    let document = Document(
      parsing: "# Fit\n\n# Cell 1\n\n```swift\n//| label: fit\n1\n```\n\n```swift\n2\n```\n\n# Cell 2\n")
    #expect(document.cells.map(\.anchor) == ["fit", "cell-2"])
    #expect(
      outline(document.blocks).split(separator: "\n").filter { $0.hasPrefix("h") } == [
        "h1 #fit-1 Fit", "h1 #cell-1 Cell 1", "h1 #cell-2-1 Cell 2",
      ])
  }

  @Test func footnotesStandAtTheEnd() {
    let lesson = "a[^n] b[^1] c[^n]\n\n[^1]: One.\n[^n]: Two $x$.\n\n    More.\n\nend\n"
    #expect(
      html(lesson)
        == "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-n\" id=\"fnref-n\" data-footnote-ref>1</a></sup> "
        + "b<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" data-footnote-ref>2</a></sup> "
        + "c<sup class=\"footnote-ref\"><a href=\"#fn-n\" id=\"fnref-n-2\" data-footnote-ref>1</a></sup></p>\n"
        + "<p>end</p>\n"
        + "<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-n\">\n<p>Two ⟨$x$⟩.</p>\n<p>More. "
        + "<a href=\"#fnref-n\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to reference 1\">↩</a> "
        + "<a href=\"#fnref-n-2\" class=\"footnote-backref\" data-footnote-backref "
        + "aria-label=\"Back to reference 1-2\">↩<sup class=\"footnote-ref\">2</sup></a></p>\n</li>\n"
        + "<li id=\"fn-1\">\n<p>One. <a href=\"#fnref-1\" class=\"footnote-backref\" data-footnote-backref "
        + "aria-label=\"Back to reference 2\">↩</a></p>\n</li>\n</ol>\n</section>\n")
  }

  /// What a lesson does not add to Markdown must come out as cmark-gfm itself writes it, for every file at hand.
  @Test func agreesWithCMarkOnEveryFile() throws {
    var compared = 0
    for file in markdownFiles {
      guard let data = FileManager.default.contents(atPath: file), let text = String(data: data, encoding: .utf8),
        !["$", ":::", "[!", "```swift", "{swift}", "```output", "```error", "```warning", "```math"]
          .contains(where: text.contains),
        !text.hasPrefix("---"), !text.contains("\0")
      else { continue }
      let ours = plainHTML(Document(parsing: text, path: file).blocks)
      let theirs = cmarkHTML(text)
      if ours != theirs {
        let difference = zip(ours.split(separator: "\n"), theirs.split(separator: "\n")).first { $0 != $1 }
        Issue.record("\(file): \(difference.map { "\($0.0) ≠ \($0.1)" } ?? "lengths differ")")
      }
      compared += 1
    }
    #expect(compared > 10)
  }

  /// A document without cells as cmark-gfm's own renderer would write it.
  private func plainHTML(_ blocks: [Block]) -> String {
    func html(_ pieces: [Prose.Piece]) -> String {
      pieces.map { piece in
        switch piece {
        case .html(let html): html
        case .rawHTML(let html, _): html
        case .image(let source, let text, let title, _):
          "<img src=\"\(escapeAddress(source))\" alt=\"\(escapeHTML(text))\""
            + (title.map { " title=\"\(escapeHTML($0))\"" } ?? "") + " />"
        case .code(let language, let text):
          "<pre><code\(language.isEmpty ? "" : " class=\"language-\(escapeHTML(language))\"")>\(escapeHTML(text))"
            + "</code></pre>\n"
        default: "⟨unexpected⟩"
        }
      }.joined()
    }
    let text = blocks.map { block in
      switch block {
      case .heading(let heading): "<h\(heading.level)>\(html(heading.content.pieces))</h\(heading.level)>\n"
      case .prose(let prose): html(prose.pieces)
      default: "⟨unexpected⟩"
      }
    }.joined()
    return normalized(text)
  }

  private func cmarkHTML(_ text: String) -> String {
    lesson_lock()
    defer { lesson_unlock() }
    cmark_gfm_core_extensions_ensure_registered()
    let options = CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
    let parser = cmark_parser_new(options)
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    cmark_parser_feed(parser, text, text.utf8.count)
    let root = cmark_parser_finish(parser)
    defer { cmark_node_free(root) }
    guard let html = cmark_render_html(root, options, nil) else { return "" }
    defer { free(html) }
    return normalized(String(cString: html))
  }

  /// What the page does on purpose otherwise: anchors, classes of task lists, links to files; and line breaks beside
  /// tags, which mean nothing.
  private func normalized(_ html: String) -> String {
    html.replacing(#/<h([1-6]) id="[^"]*">/#) { "<h\($0.output.1)>" }
      .replacing(" class=\"contains-task-list\"", with: "").replacing(" class=\"task-list-item\"", with: "")
      .replacing(#/<a href="(javascript|file|data|vbscript):[^"]*"/#, with: "<a")
      .replacing(#/ data-footnote-backref-idx="[^"]*"/#, with: "").replacing(#/aria-label="Back to [^"]*"/#, with: "")
      .replacing("\u{FFFD}", with: "").replacing(#/[\u{0}-\u{8}\u{B}\u{E}-\u{1F}\u{7F}]/#, with: "")
      .replacing(#/>\n+/#, with: ">").replacing(#/\n+</#, with: "<")
      .replacing(">", with: ">\n")
  }
}
