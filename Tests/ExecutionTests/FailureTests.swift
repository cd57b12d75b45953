import NotebookModel
import Testing

@Suite("A failure is a result of its cell")
struct FailureTests {
  @Test("A compile error stands at the lesson's line and column")
  func compileError() throws {
    let run = try run(["let a = 1", "let b = a + missing\nb", "print(1)"])
    #expect(run.statuses == [.ok, .compileError, .notRun])
    let diagnostic = try #require(run.results[1].diagnostics.first)
    #expect(diagnostic.message == "cannot find 'missing' in scope")
    #expect(diagnostic.position == SourcePosition(line: 6, column: 13))
    #expect(diagnostic.highlights == [13..<20])
    #expect(!run.isSuccess)
  }

  @Test("Columns are right where the command has put text into the line")
  func columns() throws {
    let run = try run(["let a = 1", "a + nowhere"])
    #expect(run.results[1].diagnostics.first?.position == SourcePosition(line: 6, column: 5))
  }

  @Test("A syntax error is the cell's own, whatever comes after it")
  func syntaxError() throws {
    let run = try run(["let a = 1\nprint(a)", "func f( {", "print(2)"])
    #expect(run.statuses == [.ok, .compileError, .notRun])
    #expect(run.results[0].standardOutput == "1\n")
    #expect(run.results[1].diagnostics.allSatisfy { $0.line == 7 || $0.line == 8 })
  }

  @Test("A throw says what and where")
  func thrown() throws {
    let run = try run([
      "struct Empty: Error { var size: Int }\nfunc first(_ n: Int) throws -> Int {\n  throw Empty(size: n)\n}",
      "print(\"before\")\nlet x = try first(3)\nprint(\"after\")",
    ])
    #expect(run.statuses == [.ok, .error])
    let failure = try #require(run.results[1].failure)
    #expect(failure.message == "Uncaught error: Empty(size: 3)")
    #expect(failure.position == SourcePosition(line: 4, column: 3))
    #expect(failure.notes.map(\.line) == [10])
    #expect(run.results[1].standardOutput == "before\n")
  }

  @Test(
    "A trap says what and where",
    arguments: [
      ("let a = [1, 2]\nlet i = 5\nprint(a[i])", "Fatal error: Index out of range", 4),
      ("print(1)\nfatalError(\"no \\(2 + 1)\")", "Fatal error: no 3", 3),
      ("let m = Int.max\nlet one = Int(\"1\") ?? 0\nprint(m + one)", "Fatal error: Arithmetic overflow", 4),
      ("let n: Int? = Int(\"x\")\nprint(n!)", "Fatal error: Unexpectedly found nil while unwrapping an Optional value", 3),
      ("func f(_ n: Int) -> Int { f(n + 1) + 1 }\nprint(f(0))", "Fatal error: Stack overflow (a function that calls itself without end?)", 2),
      ("precondition([2].count > 2, \"order\")", "Precondition failed: order", 2),
      ("let z = Int(\"0\") ?? 1\nprint(1 / z)", "Fatal error: Division by zero", 3),
    ])
  func trap(source: String, message: String, line: Int) throws {
    let run = try run(["print(\"first\")", TestCell(source), "print(\"last\")"])
    #expect(run.statuses == [.ok, .crash, .notRun])
    let failure = try #require(run.results[1].failure)
    #expect(failure.message == message)
    #expect(failure.position?.line == line + 4)
    #expect(run.results[1].standardError == "")
  }

  @Test("A failure far down says from where it was called", arguments: ["[1, 2][i]", "(i as Any as! String).count"])
  func callers(expression: String) throws {
    let run = try run([TestCell("func inner(_ i: Int) -> Int {\n  \(expression)\n}"), "func outer() -> Int {\n  inner(5) + 1\n}", "outer()"])
    let failure = try #require(run.results[2].failure)
    #expect(failure.position?.line == 3)
    #expect(failure.notes.map(\.line) == [9, 14])
  }

  @Test("What Swift says of a failure is the message, without addresses, which are others in each run")
  func lastWords() throws {
    let cast = try run(["struct P {}\nlet value: Any = P()\nprint(value as! Int)"])
    #expect(cast.results[0].failure?.message == "Fatal error: Could not cast value of type 'P' to 'Swift.Int'.")
    #expect(cast.results[0].failure?.position?.line == 4)
    let access = try run(["var a = [1]\nfunc change(_ x: inout [Int], _ f: () -> Void) { f() }", "change(&a) { a.append(2) }"])
    #expect(
      access.results[1].failure?.message
        == "Fatal error: Simultaneous accesses to one variable, but modification requires exclusive access.")
    #expect(access.results[1].standardError == "")
    let unowned = try run(["class C {}\nvar c: C? = C()\nunowned let gone = c!\nc = nil\nprint(gone)"])
    #expect(
      unowned.results[0].failure?.message
        == "Fatal error: Attempted to read an unowned reference but the object was already destroyed")
  }

  @Test("The value of a cell that does not compile is not called unused")
  func unusedValues() throws {
    let run = try run(["let numbers = [1, nowhere]\nnumbers.count", "1"])
    #expect(run.results[0].diagnostics.map(\.message) == ["cannot find 'nowhere' in scope"])
    let other = try self.other(["let numbers = [1, nowhere]\n[1].first\nnumbers.count + 1"])
    #expect(other.results[0].diagnostics.map(\.severity) == [.error, .warning])
  }

  private func other(_ cells: [TestCell]) throws -> LessonRun { try ExecutionTests.run(cells) }

  @Test("With errors allowed the lesson goes on, with the state as it was before the failed cell")
  func allowedErrors() throws {
    let run = try run([
      "var n = 1\nstruct Oops: Error {}", "n = 50\nthrow Oops()", "n", "n = 60\nfatalError(\"x\")", "n", "let u = nowhere", "n + 1",
      "var late = 3\nthrow Oops()", "late",
    ]) { $0.allowsErrors = true }
    #expect(run.statuses == [.ok, .error, .ok, .crash, .ok, .compileError, .ok, .error, .compileError])
    #expect(run.texts[2] == "1")
    #expect(run.texts[4] == "1")
    #expect(run.texts[6] == "2")
    #expect(run.results[8].diagnostics.first?.message == "cannot find 'late' in scope")
  }

  @Test("After concurrency has been used, a failed cell is undone by running the others again")
  func replay() throws {
    let run = try run([
      "var n = 1", "func up() async { n += 1 }\nawait up()", "n = 50\nfatalError(\"x\")", "n", "await up()\nn",
    ]) { $0.allowsErrors = true }
    #expect(run.statuses == [.ok, .ok, .crash, .ok, .ok])
    #expect(run.texts[3] == "2")
    #expect(run.texts[4] == "3")
  }

  @Test("A cell that should fail must fail, and leaves no trace")
  func expectedFailures() throws {
    let run = try run([
      "var n = 1\nstruct Oops: Error {}", TestCell("n = 2\nthrow Oops()", .shouldThrow), "n",
      TestCell("n = 3\nlet e = [Int]()\nprint(e[0])", .shouldCrash), "n", TestCell("let s: Int = \"no\"", .compileFail), "n",
      TestCell("let neverRun = 1\nprint(neverRun)", .noRun), TestCell("this is not Swift", .ignore), "print(\"end\", n)",
    ])
    #expect(run.statuses == [.ok, .error, .ok, .crash, .ok, .compileError, .ok, .notRun, .ignored, .ok])
    #expect(run.isSuccess)
    #expect(run.texts.last == "end 1\n")
    #expect(run.results[7].standardOutput == "")
  }

  @Test(
    "A mark without the event is a failure",
    arguments: [
      (Cell.Behaviour.shouldThrow, "throws nothing"), (.shouldCrash, "does not crash"), (.compileFail, "but it compiles"),
    ])
  func missingEvent(behaviour: Cell.Behaviour, words: String) throws {
    let run = try run([TestCell("print(1)", behaviour), "print(2)"])
    #expect(!run.isSuccess)
    #expect(run.results[0].failure?.message.contains(words) == true)
    #expect(run.results[1].status == .notRun)
  }

  @Test("Warnings come with their cell and do not fail it")
  func warnings() throws {
    let run = try run(["func f() -> Int {\n  var x = 1\n  return x\n}\nf()"])
    #expect(run.isSuccess)
    #expect(run.results[0].diagnostics.map(\.severity) == [.warning])
    #expect(run.results[0].diagnostics.first?.line == 3)
  }
}
