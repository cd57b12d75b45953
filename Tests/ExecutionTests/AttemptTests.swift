import CellSyntax
import NotebookModel
import Testing

import Execution

/// Cells that are to throw or to crash, amidst others: they leave nothing behind and divide nothing.
@Suite struct AttemptTests {
  @Test func theLessonGoesOnFromTheStateBefore() throws {
    let run = try run([
      "var total = 1\nfunc fails() throws -> Int {\n  total += 10\n  throw Wrong()\n}\nstruct Wrong: Error {}",
      TestCell("print(\"tries\")\nlet value = try fails()\nprint(value)", .shouldThrow),
      "total += 1\nprint(total)",
      TestCell("total = 50\nlet none: Int? = total > 60 ? 1 : nil\nprint(none!)", .shouldCrash),
      "total += 1\nprint(total)",
      TestCell("total += 1\nlet value = total\nprint(value)\nthrow Wrong()", .shouldThrow),
      "let value = total\nvalue",
    ])
    #expect(run.statuses == [.ok, .error, .ok, .crash, .ok, .error, .ok])
    #expect(run.isSuccess)
    #expect(run.results[1].standardOutput == "tries\n")
    #expect(run.results[1].failure?.message == "Uncaught error: Wrong()")
    #expect(run.results[1].failure?.position == SourcePosition(line: 5, column: 3))
    #expect(run.results[2].standardOutput == "2\n")
    #expect(run.results[3].failure?.message == "Fatal error: Unexpectedly found nil while unwrapping an Optional value")
    #expect(run.results[4].standardOutput == "3\n")
    #expect(run.results[5].standardOutput == "4\n")
    #expect(run.results.allSatisfy { $0.diagnostics.isEmpty })
  }

  @Test func whatOnlyLocalsAreWarnedOfIsNotSaid() throws {
    let run = try run([
      "struct Wrong: Error {}", TestCell("var never = 1\nlet unused = 2\nthrow Wrong()", .shouldThrow), "print(1)",
    ])
    #expect(run.isSuccess)
    #expect(run.results[1].diagnostics.isEmpty)
  }

  @Test(arguments: [Cell.Behaviour.shouldThrow, .shouldCrash])
  func oneThatDoesNotFailEndsTheLesson(behaviour: Cell.Behaviour) throws {
    let run = try run(["var a = 1", TestCell("a += 1\nprint(a)", behaviour), "print(a)"])
    #expect(run.statuses == [.ok, .ok, .notRun])
    #expect(!run.results[1].isExpected)
    #expect(run.results[1].failure?.position == SourcePosition(line: 5))
  }

  @Test func theOtherFailureEndsTheLesson() throws {
    let run = try run(["struct Wrong: Error {}", TestCell("throw Wrong()", .shouldCrash), "print(1)"])
    #expect(run.statuses == [.ok, .error, .notRun])
    #expect(!run.isSuccess)
  }

  @Test func oneThatDoesNotCompileSaysSo() throws {
    let run = try run(["let a = 1", TestCell("throw Missing(a)", .shouldThrow), "print(a)"])
    #expect(run.statuses == [.ok, .compileError, .notRun])
    #expect(run.results[1].diagnostics.first?.message == "cannot find 'Missing' in scope")
    #expect(run.results[1].diagnostics.first?.position == SourcePosition(line: 6, column: 7))
  }

  @Test func oneThatEndsTheKernelOrTakesForEverIsNoEndOfTheLesson() throws {
    let run = try run([
      "import Foundation\nvar a = 1", TestCell("a = 2\nexit(3)", .shouldCrash), "print(a)",
      TestCell("a = 3\nwhile a > 0 {}", .shouldCrash, timeout: 0.3), "print(a)",
    ])
    #expect(run.statuses == [.ok, .crash, .ok, .timeout, .notRun])
    #expect(run.results[2].standardOutput == "1\n")
  }

  @Test func theyDivideNoModule() {
    let cells: [TestCell] = [
      "struct Wrong: Error { var b: Int }\nvar a = 1", TestCell("let b = a\nthrow Wrong(b)", .shouldThrow),
      TestCell("fatalError(\"now\")", .shouldCrash), "let b = a\nb",
    ]
    let document = document(cells)
    let plan = Planner.plan(document, analyses: document.cells.map { analyze(cell: $0.source) })
    #expect(plan.modules.map(\.cells) == [[0, 1, 2, 3]])
    #expect(plan.modules[0].attempts == [1, 2])
  }

  /// Types, redefinitions and concurrency mean something else in a scope of their own: such a cell has a module.
  @Test(arguments: [
    "struct Local {}\nthrow Wrong()", "let a = 5\nthrow Wrong()", "await Task.yield()\nthrow Wrong()", "import Foundation\nthrow Wrong()",
    "guard a > 2 else { throw Wrong() }\nreturn",
  ])
  func someStandAlone(source: String) {
    let document = document(["struct Wrong: Error {}\nvar a = 1", TestCell(source, .shouldThrow), "print(a)"])
    let plan = Planner.plan(document, analyses: document.cells.map { analyze(cell: $0.source) })
    #expect(plan.modules.map(\.cells) == [[0], [1], [2]])
  }
}
