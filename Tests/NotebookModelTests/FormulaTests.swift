import NotebookModel
import Testing

@Suite struct FormulaTests {
  private func prose(_ text: String) -> String {
    html(text).replacing("<p>", with: "").replacing("</p>", with: "").replacing("\n", with: " ")
      .trimmingPrefix(" ").description
  }

  @Test func dollarsAroundAFormula() {
    #expect(prose("a $x_1 * y_2 * z$ b") == "a ⟨$x_1 * y_2 * z$⟩ b ")
    #expect(prose("$a$$b$") == "⟨$a$⟩⟨$b$⟩ ")
    #expect(prose("**$x$**") == "<strong>⟨$x$⟩</strong> ")
    #expect(prose("[$x$](y)") == "<a href=\"y\">⟨$x$⟩</a> ")
    #expect(prose("$\\$5$") == "⟨$\\$5$⟩ ")
    #expect(prose("$`a_b`$ c") == "⟨$a_b$⟩ c ")
    #expect(prose("$x\ny$") == "⟨$x y$⟩ ")
    #expect(prose("in $$a$$ text") == "in ⟨$$a$$⟩ text ")
  }

  @Test func moneyIsNoFormula() {
    for text in [
      "$5 and $6", "It costs $5.", "$5 or 6$7", "a $ b $ c", "from $20,000 to USD$30,000", "$ 5$", "5$ and 6$", "$$",
      "echo $HOME and $PATH", "$", "a$", "US$ 5, A$ 6",
    ] {
      #expect(!prose(text + "\n").contains("⟨"), "\(text)")
    }
    #expect(prose("\\$x\\$") == "$x$ ")
    #expect(prose("\\$a, b $c$") == "$a, b ⟨$c$⟩ ")
  }

  @Test func codeIsNeverTouched() {
    #expect(prose("`$x$`") == "<code>$x$</code> ")
    #expect(prose("$a `b$ c` d") == "$a <code>b$ c</code> d ")
    #expect(prose("`a $x` and $y$") == "<code>a $x</code> and ⟨$y$⟩ ")
    #expect(html("```text\n$x$ and $$y$$\n```\n") == "⟨code text|$x$ and $$y$$\n⟩")
    #expect(html("    $x$\n") == "⟨code |$x$\n⟩")
    #expect(html("```sh\n$$\n```\n") == "⟨code sh|$$\n⟩")
  }

  @Test func blocksOfTheirOwn() {
    #expect(html("$$\na\n= b\n- c\n$$\n") == "⟨$$a\n= b\n- c$$⟩")
    #expect(html("$$ x^2 $$\n") == "⟨$$x^2$$⟩")
    #expect(html("text\n$$x$$\nmore\n") == "<p>text</p>\n⟨$$x$$⟩<p>more</p>\n")
    #expect(
      html("$$\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}$$\n")
        == "⟨$$\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}$$⟩")
    #expect(html("$$\nx\n$$ (1)\n") == "⟨$$x$$⟩<p>(1)</p>\n")
    #expect(html("```math\n\\frac12\n```\n") == "⟨$$\\frac12$$⟩")
    #expect(html("$$\r\nx\r\n$$\r\n") == "⟨$$x$$⟩")
  }

  @Test func blocksInsideListsQuotesAndContainers() {
    #expect(html("> $$\n> x\n> $$\n") == "<blockquote>\n⟨$$x$$⟩</blockquote>\n")
    #expect(html("- a\n\n  $$\n  x\n  $$\n") == "<ul>\n<li>\n<p>a</p>\n⟨$$x$$⟩</li>\n</ul>\n")
    #expect(html("- a\n  $$\n  x\n  $$\n- b\n") == "<ul>\n<li>a\n⟨$$x$$⟩</li>\n<li>b</li>\n</ul>\n")
    let document = Document(parsing: "::: note\n$$\nx\n:::\n$$\n:::\n")
    #expect(outline(document.blocks) == "note #note-1\n  ⟨$$x¶:::$$⟩")
    #expect(document.diagnostics.isEmpty)
  }

  @Test func whereTheyStand() {
    let document = Document(parsing: "é $a$\n> b\n> c $d$\n\n- e\n\n      \n  $$f$$\n\n[l]: m\n[n]: o\np $q$\n")
    var found: [String] = []
    for case .prose(let prose) in document.blocks {
      for case .math(let tex, _, let position) in prose.pieces {
        found.append("\(tex) \(position.line):\(position.column)")
      }
    }
    #expect(found == ["a 1:4", "d 3:5", "f 8:3", "q 12:3"])
  }

  @Test func unclosedFormulas() {
    #expect(
      messages("text\n\n$$\nx = y\n\nmore\n") == """
        lesson.md:3:1: error: this formula is never closed
           3 | $$
             | ^~
        lesson.md:3:1: note: close it with `$$`, before any blank line; a dollar sign in text is written `\\$`

        """)
    #expect(messages("$$ is the process number\n") == "")
  }
}
