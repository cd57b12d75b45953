import Rendering
import Testing

@Suite struct MarkupSanitizerTests {
  func html(_ markup: String) -> String {
    String(decoding: MarkupSanitizer(idPrefix: "v-").html(Array(markup.utf8)), as: UTF8.self)
  }

  func svg(_ markup: String) -> String? {
    MarkupSanitizer(idPrefix: "v-").svg(Array(markup.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func tablesAndTextStay() {
    let table = "<table class=\"frame\"><caption>a</caption><tr><td colspan=\"2\">x &amp; y</td></tr></table><p>z<br></p>"
    #expect(html(table) == table)
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<SCRIPT SRC=//x>", "<scr<script>ipt>alert(1)</script>", "<script/x>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<img src=\"data:image/svg+xml;base64,AAAA\">", "<b onclick=alert(1)>x</b>",
    "<b/onmouseover=alert(1)>x", "<iframe src=javascript:alert(1)></iframe>", "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)>", "<svg><foreignObject><iframe onload=alert(1)></iframe></foreignObject></svg>",
    "<svg><a href=javascript:alert(1)>x</a></svg>", "<math><mtext><script>alert(1)</script></mtext></math>",
    "<style>@import 'https://example.com'</style>", "<link rel=stylesheet href=https://example.com>",
    "<meta http-equiv=refresh content=0>", "<base href=https://example.com>", "<object data=x></object>",
    "<form action=https://example.com><input></form>", "<div style=\"background:url(https://example.com/a)\">x</div>",
    "<div style=\"background:u\\72l(https://example.com/a)\">x</div>", "<svg><use href=\"https://example.com#a\"/></svg>",
    "<svg><image href=\"https://example.com/a.png\"/></svg>", "<svg><path fill=\"url(https://example.com#a)\"/></svg>",
    "<svg><path fill=\"url&#40;https://example.com#a)\"/></svg>", "<svg><animate onbegin=alert(1)></svg>",
    "<svg><set attributeName=href to=javascript:alert(1)></svg>", "<textarea><img src=x onerror=alert(1)></textarea>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>", "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?php <img src=x onerror=alert(1)> ?>",
    "<template><img src=x onerror=alert(1)></template>", "<p title='\"><img src=x onerror=alert(1)>'>x</p>",
    "<a href=\"java\nscript:alert(1)\">x</a>", "<a href=\"javascript&colon;alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>", "<a href=' javascript:alert(1)'>x</a>", "<a href=vbscript:x>x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>", "<video src=x onerror=alert(1)></video>",
  ])
  func harmIsLeftOut(markup: String) {
    let clean = html(markup).lowercased()
    let text = clean.withoutTags
    for word in ["<script", "<iframe", "<img", "<link", "<meta", "<base", "<form", "<style", "<animate", "<set", "<object", "<video"] {
      #expect(!clean.contains(word), "\(clean)")
    }
    // What is left of it as text is text.
    let tags = clean.split(separator: "<", omittingEmptySubsequences: false).dropFirst().map { $0.prefix { $0 != ">" } }
    for tag in tags {
      for word in [" on", "javascript", "vbscript", "example.com", "data:"] {
        #expect(!tag.replacing(" title=", with: "").contains(word) || tag.contains("title="), "\(tag) of \(text)")
      }
    }
    #expect(clean.count(of: "<") == clean.count(of: ">"))
  }

  @Test func attributesThatHoldMarkupStayAttributes() {
    #expect(html("<p title='\"><img src=x>'>x</p>") == "<p title=\"&quot;&gt;&lt;img src=x&gt;\">x</p>")
  }

  @Test func whatIsOpenIsClosedAndWhatClosesNothingIsLeftOut() {
    #expect(html("<div><table><tr><td>x") == "<div><table><tr><td>x</td></tr></table></div>")
    #expect(html("x</div></section></main>") == "x")
    #expect(html("<b><i>x</b>y") == "<b><i>x</i></b>y")
  }

  @Test func linksToPagesAndPlacesStay() {
    #expect(html("<a href=\"https://swift.org/a?b=1&amp;c=2#d\">x</a>") == "<a href=\"https://swift.org/a?b=1&amp;c=2#d\">x</a>")
    #expect(html("<a id=\"a\" href=\"#a\">x</a>") == "<a id=\"v-a\" href=\"#v-a\">x</a>")
  }

  @Test func embeddedPixelsStay() {
    #expect(html("<img src=\"data:image/png;base64,AAAA\">") == "<img src=\"data:image/png;base64,AAAA\" alt=\"\">")
  }

  @Test func harmlessStylesStay() {
    #expect(html("<td style=\"color: red; position: fixed; text-align:right\">x</td>") == "<td style=\"color:red;text-align:right\">x</td>")
  }

  @Test func aDrawingIsTakenOutOfItsFile() {
    #expect(svg("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"b\">]><svg viewBox=\"0 0 1 1\"><linearGradient id=\"g\"/><path style=\"fill:url('#g')\" d=\"M0 0\"/></svg>\n")?.hasSuffix(
      "<svg viewBox=\"0 0 1 1\"><linearGradient id=\"v-g\"/><path style=\"fill:url(#v-g)\" d=\"M0 0\"/></svg>") == true)
    #expect(svg("<p>no drawing</p>") == nil)
    #expect(svg("") == nil)
  }
}
