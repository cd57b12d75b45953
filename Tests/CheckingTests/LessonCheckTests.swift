import CellWire
import Checking
import NotebookModel
import Testing

@Suite("A lesson's cells are held against it")
struct LessonCheckTests {
  @Test("A difference stands at the lesson's line and column")
  func position() {
    let checked = Checked("# A\n\n> ```swift\n> print()\n> ```\n>\n> ```output\n> one\n> two 2\n> ```\n", prints: "one\ntwo 3\n")
    #expect(checked.findings().map(\.position) == [SourcePosition(line: 9, column: 7)])
    #expect(checked.findings().map(\.kind) == [.output])
  }

  @Test("Where a line is missing at the end, it is the line of the closing fence")
  func missingLine() {
    #expect(Checked(lesson("one"), prints: "one\ntwo\n").findings().map(\.position.line) == [7])
    #expect(Checked(lesson("one\ntwo"), prints: "one\n").findings().map(\.position.line) == [7])
  }

  @Test("A cell without a block has only to succeed; strict demands a block or `any`")
  func strict() {
    let bare = Checked("```swift\nprint(1)\n```\n", prints: "1\n")
    #expect(bare.findings().isEmpty)
    #expect(bare.findings(strict: true).map(\.kind) == [.unrecorded])
    #expect(Checked("---\ncheck:\n  strict: true\n---\n\n```swift\nprint(1)\n```\n", prints: "1\n").findings().count == 1)
    #expect(Checked(lesson("", "any"), prints: "1\n").findings(strict: true).isEmpty)
    #expect(Checked("```swift\nlet a = 1\n```\n").findings(strict: true).isEmpty)
    #expect(Checked("```swift hidden\nprint(1)\n```\n", prints: "1\n").findings(strict: true).isEmpty)
  }

  @Test("A cell that fails is at its error's place, and its blocks are not compared")
  func failure() {
    var result = CellResult(cell: 0, status: .compileError, isExpected: false)
    result.diagnostics = [Diagnostic(line: 2, column: 7, message: "cannot find 'b' in scope")]
    let findings = Checked(lesson("1"), [result]).findings()
    #expect(findings.map(\.kind) == [.behaviour])
    #expect(findings.map(\.position) == [SourcePosition(line: 2, column: 7)])
    #expect(findings.allSatisfy { !$0.isAcceptable })
  }

  @Test("A hidden test that fails is the exercise's solution")
  func solution() {
    let text = "::: exercise A {#a}\n:::\n\n```swift hidden\n//| test: a\nprecondition(false)\n```\n"
    let result = CellResult(cell: 0, status: .crash, isExpected: false, failure: .init(message: "Fatal error"))
    let findings = Checked(text, [result]).findings()
    #expect(findings.map(\.kind) == [.solution])
    #expect(findings.first?.message.contains("`a`") == true)
  }

  @Test("Errors and warnings are compared without the lesson's name and lines")
  func diagnostics() {
    let text = "```swift compile-fail\nlet n: Int = \"a\"\n```\n\n```error\nerror: cannot convert\nlet n: Int = \"a\"\n             ^~~\n```\n\n```warning\nwarning: never used\nlet n: Int = \"a\"\n    ^\n```\n"
    var result = CellResult(cell: 0, status: .compileError)
    result.diagnostics = [
      Diagnostic(line: 2, column: 14, message: "cannot convert", highlights: [15..<17]),
      Diagnostic(severity: .warning, line: 2, column: 5, message: "never used"),
    ]
    #expect(Checked(text, [result]).findings().isEmpty)
    result.diagnostics[0].message = "cannot change"
    #expect(Checked(text, [result]).findings().map(\.kind) == [.error])
    result.diagnostics.removeFirst()
    #expect(Checked(text, [result]).findings().map(\.kind) == [.error])
  }

  @Test("Standard error, a thrown error and a trap's sentence are compared")
  func errors() {
    let text = "```swift should-throw\nx\n```\n\n```error\nUncaught error: Empty()\n```\n\n```stderr\nlog\n```\n"
    var result = CellResult(cell: 0, status: .error, failure: .init(message: "Uncaught error: Empty()"))
    result.outputs = [.standardError("log\n")]
    #expect(Checked(text, [result]).findings().isEmpty)
    result.failure?.message = "Uncaught error: Full()"
    result.outputs = [.standardError("lug\n")]
    #expect(Checked(text, [result]).findings().map(\.kind) == [.error, .stderr])
  }

  @Test("Blocks count where their condition holds")
  func conditions() {
    let text = "```swift\nx\n```\n\n```output when=\"swift >= 9\"\nnew\n```\n\n```output when=\"os == linux && arch == x86_64\"\nlinux\n```\n\n```output when=\"os != linux\"\nother\n```\n"
    #expect(Checked(text, prints: "linux\n").findings().isEmpty)
    #expect(Checked(text, prints: "other\n").findings().map(\.position.line) == [10])
  }

  @Test("The output is what the page shows: without escape sequences, charts left out, a table as its text")
  func shownText() {
    var table = Display.text("   a\n0  1")
    table.add(Display.MIMEType.html, "<table></table>")
    var chart = Display.text("A chart")
    chart.add(Display.MIMEType.svg, "<svg/>")
    let result = CellResult(
      cell: 0, status: .ok,
      outputs: [
        .standardOutput("\u{1B}[31mred\u{1B}[0m\n10%\r99%"), .display(chart), .display(table), .standardOutput("last"),
        .value(.text("7")),
      ])
    #expect(Checked(lesson("red\n99%\n   a\n0  1\nlast\n7"), [result]).findings().isEmpty)
  }

  @Test("An interrupted run is a finding at the first cell that did not run")
  func interruption() {
    var checked = Checked("```swift\na\n```\n\n```swift\nb\n```\n", [
      CellResult(cell: 0, status: .ok), CellResult(cell: 1, status: .notRun),
    ])
    checked.run.interruption = "The lesson's time is up."
    #expect(checked.findings().map(\.kind) == [.notRun])
    #expect(checked.findings().map(\.position.line) == [5])
  }
}
