import NotebookModel
import Testing

@Suite struct FrontMatterTests {
  @Test func everyKey() {
    let document = Document(
      parsing: """
        ---
        title: "Least squares: a line"
        description: >
          Two lines
          joined.
        author: [Ada, Emmy]
        order: 2
        lang: de
        swift: ">= 6.2"
        run: marked
        depends:
          - data/a.csv
        execute:
          echo: false
          timeout: 2
          lesson-timeout: 60
          tol: 1e-3
        check:
          tol: 1e-6
          rtol: 0.01
          strict: true
          filters:
            '\\d+ ms': N ms
            '/home/\\w+': ~
        format:
          toc: false
          toc-depth: 2
          number-sections: true
          code-fold: show
          durations: true
          theme: dark
        ---

        # A
        """)
    #expect(document.formattedDiagnostics() == "")
    var expected = FrontMatter()
    expected.title = "Least squares: a line"
    expected.description = "Two lines joined.\n"
    expected.author = ["Ada", "Emmy"]
    expected.order = 2
    expected.language = "de"
    expected.swift = ">= 6.2"
    expected.runsMarkedFencesOnly = true
    expected.depends = ["data/a.csv"]
    expected.execute.echo = false
    expected.execute.timeout = 2
    expected.execute.tolerance = 1e-3
    expected.lessonTimeout = 60
    expected.check = ["tol": "1e-06", "rtol": "0.01", "strict": "true"]
    expected.filters = ["\\d+ ms": "N ms", "/home/\\w+": ""]
    expected.filterOrder = ["\\d+ ms", "/home/\\w+"]
    expected.format.toc = false
    expected.format.tocDepth = 2
    expected.format.numberSections = true
    expected.format.codeFold = .show
    expected.format.durations = true
    expected.format.theme = "dark"
    #expect(document.frontMatter == expected)
    #expect(document.frontMatterRange?.lines == 1...32)
    #expect(outline(document.blocks) == "h1 #a A")
  }

  @Test func whereItEndsAndWhatIsNone() {
    #expect(Document(parsing: "---\ntitle: a\n...\n# B\n").frontMatter.title == "a")
    #expect(Document(parsing: "---\r\ntitle: a\r\n---\r\n# B\r\n").frontMatter.title == "a")
    #expect(Document(parsing: "\u{FEFF}---\ntitle: a\n---\n").frontMatter.title == "a")
    #expect(Document(parsing: "---\n# a comment\ntitle: a\n---\n").frontMatter.title == "a")
    #expect(outline(Document(parsing: "---\n\ntitle: a\n\n---\n").blocks) == "<hr />¶<p>title: a</p>¶<hr />¶")
    #expect(Document(parsing: "\n---\ntitle: a\n---\n").frontMatter.title == nil)
    #expect(Document(parsing: "---").frontMatterRange == nil)
    #expect(Document(parsing: "").blocks.isEmpty)
  }

  @Test func yamlBeyondReasonIsRefused() {
    let many =
      "---\na: &a [1,1,1,1,1,1,1,1,1]\n"
      + zip("bcdefg", "abcdef").map {
        "\($0): &\($0) [" + Array(repeating: "*\($1)", count: 9).joined(separator: ",") + "]\n"
      }
      .joined() + "---\n"
    #expect(Document(parsing: many).hasErrors)
    #expect(Document(parsing: "---\na: " + String(repeating: "[", count: 100_000) + "\n---\n").hasErrors)
  }

  @Test func wordsOfThePageAreChecked() {
    let document = Document(
      parsing: "---\nformat:\n  words:\n    Solution: Lösung\n    Solutoin: x\n    \"Cell {}\": Zelle\n    Sandwich: y\n---\n")
    #expect(document.frontMatter.format.words == [.solution: "Lösung"])
    #expect(
      document.diagnostics.map { "\($0.line):\($0.column) \($0.message)" } == [
        "5:5 the page has no word `Solutoin`", "6:16 `Cell {}` must be a text with one `{}`, not `Zelle`",
        "7:5 the page has no word `Sandwich`",
      ])
    #expect(document.diagnostics[0].notes.map(\.message) == ["did you mean `Solution`?"])
  }
}
