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

  @Test("No output depends on how the cells are grouped: names of modules are in none", arguments: [true, false])
  func typeNames(isolated: Bool) throws {
    let run = try run([
      "let n = 1", "let n = 2\nstruct Point { var x = 1 }\n[Point()]", "print([\"a\": Point()], String(reflecting: Point.self))",
      "func local() -> Any { struct Inner { var x = 1 }; return [Inner()] }\nprint(local())", "print(#function)",
      "struct Point {}\nlet p: Point = [Point()]",
    ]) { $0.allowsErrors = isolated }
    #expect(run.texts[1] == "[Point(x: 1)]")
    #expect(run.texts[2] == "[\"a\": Point(x: 1)] Point\n")
    #expect(run.texts[3] == "[Inner(x: 1)]\n")
    #expect(run.texts[4] == "lesson\n")
    #expect(run.results[5].diagnostics.first?.message.contains("lesson") == false)
  }
}
