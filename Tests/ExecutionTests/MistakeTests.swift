import NotebookModel
import Testing

@Suite("Cells that are to fail to compile")
struct MistakeTests {
  @Test("One among others is judged by what stands before it, and the others go on as one")
  func amidst() throws {
    let run = try run([
      "let a = 1\nvar total = 10",
      TestCell("total = \"ten\"", .compileFail),
      "total += a\nprint(total)",
      TestCell("print(later)", .compileFail),
      "let later = 2\nprint(later + total)",
    ])
    #expect(run.statuses == [.ok, .compileError, .ok, .compileError, .ok])
    #expect(run.texts[2] == "11\n" && run.texts[4] == "13\n")
    #expect(run.results[1].diagnostics.map(\.message) == ["cannot assign value of type 'String' to type 'Int'"])
    #expect(run.results[1].diagnostics.first?.position == SourcePosition(line: 7, column: 9))
    #expect(run.results[3].diagnostics.map(\.message) == ["cannot find 'later' in scope"])
    #expect(run.isSuccess)
  }

  @Test("A name that a later cell declares anew means the earlier one")
  func redefined() throws {
    let run = try run([
      "let size = 3",
      TestCell("let text: String = size", .compileFail),
      "let size = \"large\"\nprint(size)",
      TestCell("let number: Int = size", .compileFail),
    ])
    #expect(run.statuses == [.ok, .compileError, .ok, .compileError])
    #expect(run.results[1].diagnostics.first?.message == "cannot convert value of type 'Int' to specified type 'String'")
    #expect(run.results[3].diagnostics.first?.message == "cannot convert value of type 'String' to specified type 'Int'")
  }

  @Test("Several mistakes in one cell, notes and several lines stay with their cell")
  func several() throws {
    let run = try run([
      "func scale(_ x: Double, by factor: Double) -> Double { x * factor }",
      TestCell("let x = scale(2)\nlet y = scale(2, times: 3)", .compileFail),
      TestCell("scale(by: 3, 2)", .compileFail),
      "print(scale(2, by: 4))",
    ])
    #expect(run.statuses == [.ok, .compileError, .compileError, .ok])
    #expect(run.results[1].diagnostics.filter { $0.severity == .error }.map(\.line) == [6, 7])
    #expect(run.results[2].diagnostics.filter { $0.severity == .error }.map(\.line) == [11])
  }

  @Test("One that compiles fails, and the run ends there; mistakes that only machine code shows count as well")
  func compiles() throws {
    let run = try run([
      "let a = 1",
      TestCell("let b: Int\nprint(b)", .compileFail),
      TestCell("let c = a + 1", .compileFail),
      "print(a)",
      TestCell("a = 2", .compileFail),
    ])
    #expect(run.statuses[..<4] == [.ok, .compileError, .ok, .notRun])
    #expect(run.results.map(\.isExpected)[..<4] == [true, true, false, true])
    #expect(run.results[2].failure?.message == "The cell is marked compile-fail, but it compiles.")
    #expect(!run.isSuccess)
  }

  @Test("Where a cell fails to run, those before it have been judged")
  func failureLater() throws {
    let run = try run([
      "let numbers = [1, 2, 3]",
      TestCell("numbers.append(4)", .compileFail),
      TestCell("numbers = []", .compileFail),
      "print(numbers[3])",
      "print(1)",
    ])
    #expect(run.statuses == [.ok, .compileError, .compileError, .crash, .notRun])
  }

  @Test("With declarations that a function cannot hold")
  func declarations() throws {
    let run = try run([
      "protocol Shape { var area: Double { get } }",
      TestCell("struct Circle: Shape { var radius = 1.0 }", .compileFail),
      TestCell("extension Int: Shape {}", .compileFail),
      TestCell("return 3", .compileFail),
      TestCell("let shape: Shape = 4", .compileFail),
      TestCell("let other: Shape = 5", .compileFail),
      "print(2)",
    ])
    #expect(run.statuses == [.ok, .compileError, .compileError, .compileError, .compileError, .compileError, .ok])
    #expect(run.results[3].diagnostics.first?.message == "return invalid outside of a func")
  }
}

@Suite("Cells that do not build on one another")
struct SideBySideTests {
  @Test("What a cell needs is found wherever it stands: values, types, members, conformances, operators, overloads")
  func everywhere() throws {
    let run = try run([
      TestCell("struct Point { var x = 1.0, y = 2.0 }\nlet origin = Point()", optimize: true),
      "func describe(_ point: Point) -> String { \"\\(point.x), \\(point.y)\" }",
      TestCell("extension Double { var doubled: Double { self * 2 } }", optimize: true),
      "infix operator <+>\nfunc <+> (a: Int, b: Int) -> Int { a * 10 + b }",
      TestCell("func describe(_ number: Int) -> String { \"number \\(number)\" }", optimize: true),
      "extension Point: CustomStringConvertible { var description: String { \"(\\(describe(self)))\" } }",
      TestCell("let unrelated = 3\nprint(unrelated)", optimize: true),
      "print(describe(origin), describe(1), origin.x.doubled, 1 <+> 2)\nprint(\"\\(origin)\")",
      TestCell("let sorted = [2, 1].sorted()\nprint(sorted, 3 <+> 4, 1.5.doubled)", optimize: true),
    ])
    #expect(run.statuses.allSatisfy { $0 == .ok })
    #expect(run.texts[7] == "1.0, 2.0 number 1 2.0 12\n(1.0, 2.0)\n")
    #expect(run.texts[8] == "[1, 2] 34 3.0\n")
  }

  @Test("A type that is never named is still known where its values are used")
  func inferred() throws {
    let run = try run([
      TestCell("struct Scale { var factor = 2\n  func times(_ n: Int) -> Int { n * factor } }", optimize: true),
      "func makeScale() -> Scale { Scale(factor: 5) }",
      TestCell("let scale = makeScale()", optimize: true),
      "print(scale.times(3), scale.factor)",
    ])
    #expect(run.texts[3] == "15 5\n")
  }
}
