import CellWire
import Checking
import NotebookModel
import Testing

@Suite("What accept writes")
struct AcceptanceTests {
  @Test("Nothing where all agrees, whatever the bytes")
  func nothing() {
    for text in [lesson("a[..]\n..."), lesson("1.0", "tol=1"), "---\ntitle: x\n---\r\n" + lesson("a...\r")] {
      let checked = Checked(text, prints: text.contains("1.0") ? "1.5\n" : "a...\n")
      #expect(checked.accepted() == text)
    }
  }

  @Test("Only the lines that differ; elisions, tolerances and filters that hold stay")
  func onlyDifferences() {
    let head = "---\ncheck:\n  filters:\n    '\\d+ ms': N ms\n---\n\n"
    let text = lesson("took 3 ms\n...\nloss 0.51\nepoch [..]\nend 1", "tol=0.1", head: head)
    let checked = Checked(text, prints: "took 9 ms\nx\ny\nloss 0.55\nepoch 7\nend 8\nand 12 ms\n")
    #expect(
      checked.accepted()
        == lesson("took 3 ms\n...\nloss 0.51\nepoch [..]\nend 8\nand N ms", "tol=0.1", head: head))
  }

  @Test("What was accepted is accepted: a second time changes nothing")
  func settles() {
    for (recorded, printed, attributes) in [
      ("a\nb", "c", ""), ("a", "a\nb\nc", ""), ("[a-z]+", "x+y (z) [1.5] a/b", "regex"), ("b\na", "c\na", "unordered"),
      ("...\nz", "a\nb", ""), ("1", "2", "tol=0.5"), ("a", "```\nfence\n````", ""), ("a", "", ""),
    ] {
      let once = Checked(lesson(recorded, attributes), prints: printed + "\n").accepted()
      let again = Checked(once, prints: printed + "\n")
      #expect(again.findings().isEmpty, "\(once)")
      #expect(again.accepted() == once)
    }
  }

  @Test("Line endings and quote marks are the lesson's own")
  func lineEndings() {
    let text = "A\r\n\r\n> ```swift\r\n> x\r\n> ```\r\n>\r\n> ```output\r\n> old\r\n> ```\r\nlast"
    #expect(Checked(text, prints: "new\nlines\n").accepted() == text.replacing("> old", with: "> new\r\n> lines"))
    let bare = "1. A\r\n\r\n   ```swift\r\n   x\r\n   ```"
    #expect(Checked(bare, prints: "new\n").accepted(add: true) == bare + "\r\n\r\n   ```output\r\n   new\r\n   ```")
    #expect(Checked(bare, prints: "new\n").accepted() == bare)
  }

  @Test("Missing blocks are added for each kind, one after the other, and only where the page shows them")
  func adding() {
    var result = CellResult(cell: 0, status: .ok, outputs: [.standardOutput("out\n"), .standardError("err\n")])
    let text = "```swift\nx\n```\n\nProse.\n"
    #expect(
      Checked(text, [result]).accepted(add: true)
        == "```swift\nx\n```\n\n```output\nout\n```\n\n```stderr\nerr\n```\n\nProse.\n")
    #expect(Checked("```swift hidden\nx\n```\n", [result]).accepted(add: true) == "```swift hidden\nx\n```\n")
    result.status = .compileError
    result.isExpected = false
    #expect(Checked(text, [result]).accepted(add: true) == text)
  }

  @Test("No block is added beside those that count elsewhere")
  func conditions() {
    let text = lesson("other", "when=\"os != linux\"")
    #expect(Checked(text, prints: "x\n").accepted(add: true) == text)
  }
}
