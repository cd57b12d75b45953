import Checking
import NotebookModel
import Testing

@Suite("What agrees with a recorded output")
struct OutputDifferenceTests {
  @Test("Text agrees to the letter, but for blanks at the ends of lines and empty lines at the end")
  func text() {
    #expect(agrees("a b\nc", "a b\nc"))
    #expect(agrees("a b  \nc", "a b\nc   \n\n"))
    #expect(!agrees("a b", "a  b"))
    #expect(!agrees("a", "A"))
    #expect(!agrees("a\nb", "a"))
    #expect(!agrees("a", "a\nb"))
    #expect(!agrees("", "a"))
    #expect(agrees("", ""))
    #expect(!agrees("1.0", "1"))
    #expect(!agrees("ä", "a"))
  }

  @Test("`...` alone stands for any lines, also none; `[..]` for anything in a line")
  func elisions() {
    #expect(agrees("a\n...\nz", "a\nz"))
    #expect(agrees("a\n...\nz", "a\nb\nc\nz"))
    #expect(agrees("...", "a\nb"))
    #expect(agrees("...\nb\n...\nd", "a\nb\nb\nc\nd"))
    #expect(!agrees("a\n...\nz", "a\nb"))
    #expect(!agrees("...\nb", "b\na"))
    #expect(agrees("took [..] ms", "took 12.5 ms"))
    #expect(agrees("[..]end", "end"))
    #expect(agrees("a[..]b[..]c", "a1b2c"))
    #expect(!agrees("took [..] ms", "took 12 s"))
    #expect(!agrees("ab[..]bc", "abc"))
    #expect(!agrees("a[..]b", "a\nb"))
    #expect(agrees("1 ... 3", "1 ... 3"))
    #expect(!agrees("1 ... 3", "1 2 3"))
  }

  @Test("Lines of a `regex` block are regular expressions, whole ones")
  func regex() {
    #expect(agrees(#"took \d+ ms"#, "took 12 ms", "regex"))
    #expect(!agrees(#"took \d+"#, "took 12 ms", "regex"))
    #expect(agrees("a\n...\n[xyz]", "a\nb\nc\nz", "regex"))
    #expect(!agrees("[", "[", "regex"))
  }

  @Test("Lines of an `unordered` block come in any order, each as often as it stands there")
  func unordered() {
    #expect(agrees("a\nb\nc", "c\na\nb", "unordered"))
    #expect(!agrees("a\na\nb", "a\nb\nb", "unordered"))
    #expect(!agrees("a\nb", "b\na"))
    #expect(agrees("a\n...", "c\na\nb", "unordered"))
    #expect(!agrees("a\n...", "c\nb", "unordered"))
    // `[..]x` must not take the only line that `ax` has.
    #expect(agrees("[..]x\nax", "ax\nbx", "unordered"))
    #expect(agrees("1.0\n2.0", "2.0001\n1.0001", "unordered tol=0.01"))
  }

  @Test("`any` takes everything")
  func any() {
    #expect(agrees("a", "b\nc", "any"))
    #expect(agrees("", "b", "any"))
  }

  @Test("With a tolerance, numbers are compared as numbers, and the text around them must agree")
  func tolerance() {
    #expect(agrees("loss 0.111", "loss 0.1111", "tol=1e-3"))
    #expect(!agrees("loss 0.111", "loss 0.1131", "tol=1e-3"))
    #expect(!agrees("loss 0.111", "lost 0.111", "tol=1e-3"))
    #expect(agrees("1000", "1001", "rtol=1e-2"))
    #expect(!agrees("1000", "1011", "rtol=1e-2"))
    #expect(agrees("1000", "1011", "rtol=1e-2 tol=2"))
    #expect(agrees("1", "1.0", "tol=0"))
    #expect(agrees("-0.0", "0.0", "tol=0"))
    #expect(agrees("1e-3", "0.001", "tol=0"))
    #expect(!agrees("-1", "1", "tol=1"))
    #expect(agrees("a-1", "a-1", "tol=0"))
    #expect(!agrees("x1 = 2", "x2 = 2", "tol=5"))
    #expect(!agrees("v1.5.2", "v1.5.3", "tol=5"))
    #expect(agrees("epoch [..] 0.5", "epoch 3, loss 0.501", "tol=0.01"))
    #expect(!agrees("1..<3", "1..<9", "tol=0.1"))
    #expect(!agrees("0.1", "", "tol=1"))
  }

  @Test("Dates, times and numbers too long or too large for a Double are no small numbers")
  func compounds() {
    #expect(!agrees("2024-01-02", "2024-01-03", "tol=5"))
    #expect(!agrees("on 02/01/2024.", "on 03/01/2024.", "tol=5"))
    #expect(!agrees("2024-01-02T12:30:05Z 1.0", "2024-01-02T12:30:06Z 1.0", "tol=5"))
    #expect(agrees("2024-01-02T12:30:05Z 1.0", "2024-01-02T12:30:05Z 1.1", "tol=5"))
    #expect(!agrees("12:30", "12:31", "tol=5"))
    #expect(!agrees("12:30:05.25", "12:30:05.26", "tol=5"))
    #expect(agrees("ratio 3:1", "ratio 3.1:1", "tol=0.2"))
    #expect(!agrees("1,234", "2,234", "tol=2"))
    #expect(agrees("1,999,999.5", "2,000,000", "tol=1"))
    #expect(agrees("-1,234.", "-1,235.", "tol=1"))
    #expect(agrees("1,2", "1,3", "tol=1"))
    #expect(agrees("1,234,5", "2,235,5", "tol=1"))
    #expect(!agrees("12345678901234567890", "12345678901234567891", "tol=1e-6"))
    #expect(agrees("12345678901234567890", "12345678901234567891", "tol=1"))
    #expect(agrees("9,007,199,254,740,993", "9,007,199,254,740,992", "rtol=1e-12"))
    #expect(!agrees("1e400", "1e401", "tol=1"))
    #expect(!agrees("1e400", "inf", "tol=1"))
    #expect(agrees("1e-320", "0", "tol=1e-9"))
  }

  @Test("NaN equals NaN, and infinities only themselves")
  func specials() {
    #expect(agrees("nan inf", "nan inf", "tol=1"))
    #expect(!agrees("nan", "1", "tol=100"))
    #expect(!agrees("1", "nan", "tol=100"))
    #expect(!agrees("inf", "-inf", "tol=100"))
    #expect(!agrees("inf", "1e308", "rtol=1"))
    #expect(agrees("[nan, -inf]", "[NaN, -inf]", "tol=0"))
    #expect(!agrees("nano", "nani", "tol=1"))
  }

  @Test("The layout of an array may shift with its digits, also over line ends")
  func layout() {
    #expect(agrees("[[ 1.  10.]\n [ 2.   3.]]", "[[1.    9.99]\n [2.    3.  ]]", "tol=0.1"))
    #expect(agrees("[1. 2. 3.\n 4.]", "[1.0001 2.\n 3. 4.]", "tol=0.01"))
    #expect(!agrees("[1. 2. 3.\n 4.]", "[1.0001 2.\n 3.]", "tol=0.01"))
    #expect(!agrees("[1 2]", "[12]", "tol=100"))
  }

  @Test("Tolerances come from the block, else from the cell, else from the front matter")
  func whereTolerancesComeFrom() {
    let head = "---\ncheck:\n  tol: 0.1\n---\n\n"
    #expect(agrees("1.0", "1.05", head: head))
    #expect(!agrees("1.0", "1.05", "tol=0.01", head: head))
    let cell = "\(head)```swift\n//| tol: 0.01\nprint()\n```\n\n```output\n1.0\n```\n"
    #expect(!Checked(cell, prints: "1.05\n").findings().isEmpty)
    #expect(Checked(cell, prints: "1.005\n").findings().isEmpty)
  }

  @Test("Filters of the front matter are applied to both sides, in order")
  func filters() {
    let head = "---\ncheck:\n  filters:\n    '\\d+ ms': N ms\n    '/\\S*/': ''\n---\n\n"
    #expect(agrees("12 ms in /a/b/c.txt", "7 ms in /tmp/x9/c.txt", head: head))
    #expect(agrees("N ms", "7 ms", head: head))
    #expect(!agrees("12 s", "7 s", head: head))
  }

  @Test("A long output that differs in one line says which")
  func long() {
    let lines = (1...3000).map { "line \($0) of many" }
    var other = lines
    other[1999] = "line 2000 is another"
    let findings = Checked(lesson(lines.joined(separator: "\n")), prints: other.joined(separator: "\n")).findings()
    #expect(findings.map(\.position) == [SourcePosition(line: 2005, column: 11)])
  }

  @Test("The steps say what changed, what is missing and what is new")
  func steps() throws {
    let found = Checked(lesson("a\n...\nm\nz 1"), prints: "a\nb\nc\nm\nz 2\nnew\n").findings()
    let difference = try #require(found.first?.difference)
    #expect(
      difference.steps == [
        .same(recorded: 0, printed: 0), .elided(recorded: 1, printed: 1..<3), .same(recorded: 2, printed: 3),
        .changed(recorded: 3, printed: 4), .extra(printed: 5),
      ])
    #expect(found[0].position == SourcePosition(line: 9, column: 3))
  }
}
