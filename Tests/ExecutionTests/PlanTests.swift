import CellSyntax
import Execution
import NotebookModel
import Testing

/// What needs nothing of one another is compiled side by side; what does, is in sight.
@Suite struct PlanTests {
  private func plan(_ cells: [TestCell]) -> CompilePlan {
    let document = document(cells)
    return Planner.plan(document, analyses: document.cells.map { analyze(cell: $0.source) })
  }

  /// For each module the numbers of those that it needs.
  private func needs(_ cells: [TestCell]) -> [[Int]] {
    plan(cells).modules.map { $0.dependencies.compactMap { Int($0.dropFirst(ModulePlan.namePrefix.count)) } }
  }

  @Test func whatIsDeclaredAnewNeedsNothingOfWhatIsNot() {
    #expect(needs(["let a = 1", "let a = 2\nprint(a)", "print(a)\nlet a = a"]) == [[], [], [2]])
    #expect(needs(["let a = 1", "let a = a + 1"]) == [[], [1]])
    // An overload takes nothing's place.
    #expect(needs(["func f(_ a: Int) {}\nlet b = 1", "func f(_ a: String) {}\nlet b = 2\nf(3)"]) == [[], [1]])
  }

  @Test func cellsThatAreToFailNeedNothingForOthers() {
    #expect(needs(["var a = 1", "var a = \"x\"", TestCell("a = 100", .compileFail), "print(a)"]) == [[], [], [1, 2]])
  }

  @Test(arguments: [
    ("extension Int { var doubled: Int { self * 2 } }", "3.doubled", "3.description"),
    ("extension Int { var doubled: Int { self * 2 } }", "extension Int { var fourfold: Int { doubled * 2 } }", "doubled()"),
    (
      "extension DefaultStringInterpolation { mutating func appendInterpolation(_ v: Int, width: Int) {} }", #""\(1, width: 2)""#,
      #""\(1, decimals: 2) \(1)""#
    ),
    ("protocol P {}\nextension P { func f() {} }", "struct S: P {}", "struct S: Sendable {}"),
  ])
  func anExtensionIsNeededByWhoeverCallsIt(declaration: String, use: String, other: String) {
    let first = declaration + "\nlet end = 1"
    #expect(needs([TestCell(first), TestCell("let end = 2\n" + use)]).last == [1])
    // (`doubled()` alone is no member.)
    if other != "doubled()" { #expect(needs([TestCell(first), TestCell("let end = 2\n" + other)]).last == []) }
  }

  @Test(arguments: [
    "extension Int { init(b: String) { self = 1 } }", "extension Int { subscript(b: String) -> Int { 1 } }",
    "extension Int: @retroactive Error {}", "infix operator +++", "struct V { static func + (a: V, b: V) -> V { a } }",
  ])
  func whatIsCalledWithoutItsNameIsInSight(declaration: String) {
    #expect(needs([TestCell(declaration + "\nlet end = 1"), "let end = 2"]) == [[], [1]])
  }

  @Test("Extensions of earlier modules do what they say, whoever calls them")
  func extensionsAreFound() throws {
    let run = try run([
      """
      extension DefaultStringInterpolation {
        mutating func appendInterpolation(_ value: Int, width: Int) { appendInterpolation("[\\(value)]") }
      }
      protocol Named { func name() -> String }
      protocol Special: Named {}
      let end = 1
      """,
      "extension Named { func name() -> String { \"default\" } }\nlet end = 2",
      "let end = 3\nprint(\"\\(7, width: 2) \\(7)\")",
      "let end = 4\nstruct Dog: Special {}\nprint(Dog().name())",
      "let end = 5\nstruct Place { let end: String; var twice: String { end + end } }\nprint(Place(end: \"x\").twice, end)",
      "let maybe: Int? = 3\nlet end = 6",
      "let end = 7\nif let maybe { print(maybe) }\nif let end = maybe { print(end) }",
    ])
    #expect(run.results.flatMap(\.diagnostics).map(\.message) == [])
    #expect(run.texts == ["", "", "[7] 7\n", "default\n", "xx 5\n", "", "3\n3\n"])
  }

  /// A few lines behind a cut would take a compiler for themselves; and where all wait for the first module, it is short.
  @Test func aLongLessonIsCutIntoModulesThatAreWorthTheirCompiler() {
    let lines = { (name: String) in (0..<12).map { "let \(name)\($0) = \($0)" }.joined(separator: "\n") }
    let apart = plan((0..<30).map { TestCell(lines("a\($0)_")) }).modules
    #expect(apart.count < 4)
    #expect(apart.allSatisfy { $0.cells.count >= 4 })
    let chained = plan((0..<30).map { TestCell(lines("a\($0)_") + ($0 > 0 ? "\nprint(a0_1)" : "")) }).modules
    #expect(chained[0].cells.count < apart[0].cells.count)
    #expect(chained.dropFirst().allSatisfy { $0.dependencies.contains(chained[0].name) })
  }
}
