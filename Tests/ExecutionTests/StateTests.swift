import NotebookModel
import Testing

@Suite("State flows from cell to cell")
struct StateTests {
  @Test("A value of one cell is there in the next, and the last expression is shown")
  func flow() throws {
    let run = try run(["let x = 20\nprint(\"x is\", x)", "x + 1", "print(x * 2)"])
    #expect(run.texts == ["x is 20\n", "21", "40\n"])
    #expect(run.isSuccess)
  }

  @Test("A name may be redefined with another type, from the old value too")
  func redefinition() throws {
    let run = try run([
      "let x = 1", "let x = x + 1\nx", "let x = \"now \\(x)\"", "x", "func f() -> Int { 1 }", "func f() -> Int { 2 }\nf()",
      "struct P { var a = 1 }\nP()", "struct P { var b = \"two\" }\nP().b", "let y = x.count\nlet x = y * 10", "x",
    ])
    #expect(run.texts == ["", "2", "", "\"now 2\"", "", "2", "P(a: 1)", "\"two\"", "", "50"])
  }
}
