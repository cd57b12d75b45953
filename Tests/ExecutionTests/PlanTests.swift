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
    let kept = TestCell("let a = 1\nlet kept = 0")
    #expect(needs([kept, "let a = 2\nlet also = 0\nprint(a)", "print(a)\nlet a = a"]) == [[], [], [2]])
    #expect(needs([kept, "let a = a + 1"]) == [[], [1]])
    #expect(needs([kept, "guard let a = Optional(a) else { fatalError() }"]) == [[], [1]])
    // An overload takes nothing's place.
    #expect(needs(["func f(_ a: Int) {}\nlet b = 1", "func f(_ a: String) {}\nlet b = 2\nf(3)"]) == [[], [1]])
  }

  @Test func cellsThatAreToFailNeedNothingForOthers() {
    #expect(needs(["var a = 1\nlet kept = 0", "var a = \"x\"", TestCell("a = 100", .compileFail), "print(a)"]) == [[], [], [1, 2]])
  }

  @Test(arguments: [
    ("extension Int { var doubled: Int { self * 2 } }", "3.doubled", "3.description"),
    ("extension Int { var doubled: Int { self * 2 } }", "extension Int { var fourfold: Int { doubled * 2 } }", "4.description"),
    (
      "extension DefaultStringInterpolation { mutating func appendInterpolation(_ v: Int, width: Int) {} }", #""\(1, width: 2)""#,
      #""\(1, decimals: 2) \(1)""#
    ),
    ("protocol P {}\nextension P { func f() {} }", "struct S: P {}", "struct S: Sendable {}"),
  ])
  func anExtensionIsNeededByWhoeverCallsIt(declaration: String, use: String, other: String) {
    let first = declaration + "\nlet end = 1"
    #expect(needs([TestCell(first), TestCell("let end = 2\n" + use)]).last == [1])
    #expect(needs([TestCell(first), TestCell("let end = 2\n" + other)]).last == [])
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

  /// A starter's names are its solution's as soon as that stands there: the starter divides no module.
  @Test func whatIsDeclaredAnewBeforeAnybodyUsesItDividesNoModule() {
    let starter = "struct Batches { var size = 1 }\nfunc half(_ a: Int) -> Int { 0 }\nvar batches = Batches()\nprint(half(batches.size))"
    let solution = "struct Batches { var size = 2 }\nfunc half(_ a: Int) -> Int { a / 2 }\nvar batches = Batches()\nprint(half(batches.size))"
    let whole = plan(["let a = 1", TestCell(starter), TestCell(solution), "print(batches.size, a)"])
    #expect(whole.modules.map(\.cells) == [[0, 1, 2, 3]])
    #expect(whole.modules[0].scopes == [1])
    // Somebody uses it in between; not all of it is declared anew; an overload takes no place.
    #expect(plan([TestCell(starter), "print(batches)", TestCell(solution)]).modules.map(\.cells) == [[0, 1], [2]])
    #expect(plan([TestCell(starter), "struct Batches {}"]).modules.map(\.cells) == [[0], [1]])
    #expect(plan(["func f(_ a: Int) {}", "func f(_ a: String) {}\nf(1)"]).modules[0].scopes == [])
    // What its own initial value says is the older one.
    #expect(plan(["let a = 1", "let a = a + 1", "let a = 5"]).modules.map(\.cells) == [[0], [1], [2]])
    #expect(plan(["let a: Int? = 1", "guard let a else { fatalError() }"]).modules.map(\.cells) == [[0], [1]])
  }

  @Test("Cells in a scope of their own show, print, throw and are found as others are")
  func scopes() throws {
    let cells: [TestCell] = [
      "let given = [3, 1, 2]\nstruct Own { var x = 1 }\nvar kept: [() -> Int] = []",
      """
      struct Point { var x = 1; var y = given.count }
      enum Side { case left, right }
      func twice(_ a: Int) -> Int { a > 0 ? once(a) * 2 : 0 }
      func once(_ a: Int) -> Int { a }
      var point = Point()
      point.x = twice(4)
      kept.append { point.x += 1; return point.x }
      print([point], type(of: point), Side.left)
      let unused = 3
      point
      """,
      """
      struct Point { var z = 7 }
      enum Side { case up }
      func twice(_ a: Int) -> Int { -a }
      func once(_ a: Int) -> Int { -a }
      let unused = 4
      var point = Point()
      print(kept[0](), kept[0](), twice(1), [point], Side.up, unused)
      """,
      "point.z + twice(once(2))",
    ]
    let whole = try run(cells)
    #expect(whole.results.flatMap(\.diagnostics).map(\.message) == [])
    #expect(whole.texts == ["", "[Point(x: 8, y: 3)] Point left\nPoint(x: 8, y: 3)", "9 10 -1 [Point(z: 7)] up 4\n", "9"])
    // The same as when each is compiled by itself.
    #expect(try run(cells) { $0.allowsErrors = true }.texts == whole.texts)
    let failing = try run(["let a = 1", "var b = [a]\nb[3]", "var b = 2"])
    #expect(failing.results[1].status == .crash)
    #expect(failing.results[1].failure?.position?.line == 7)
    #expect(failing.results[2].status == .notRun)
  }

  @Test("A mistake in a cell of a scope is that cell's, and the others are compiled without it")
  func mistakesInScopes() throws {
    let run = try ExecutionTests.run(["print(1)", "var b: Int = \"x\"", "var b = 2\nprint(b)"]) { $0.allowsErrors = true }
    #expect(run.statuses == [.ok, .compileError, .ok])
    let ended = try ExecutionTests.run(["print(1)", "var b: Int = \"x\"", "var b = 2\nprint(b)"])
    #expect(ended.results[1].diagnostics.map(\.message) == ["cannot convert value of type 'String' to specified type 'Int'"])
    #expect(ended.results[1].diagnostics.map(\.line) == [6])
  }

  /// A few lines behind a cut would take a compiler for themselves; and where all wait for the first module, it is short.
  @Test func aLongLessonIsCutIntoModulesThatAreWorthTheirCompiler() {
    let lines = { (name: String) in (0..<12).map { "let \(name)\($0) = \($0)" }.joined(separator: "\n") }
    let apart = plan((0..<40).map { TestCell(lines("a\($0)_")) }).modules
    #expect((2...4).contains(apart.count))
    #expect(apart.allSatisfy { $0.cells.count >= 6 })
    let chained = plan((0..<160).map { TestCell(lines("a\($0)_") + ($0 > 0 ? "\nprint(a0_1)" : "")) }).modules
    #expect(chained[0].cells.count < apart[0].cells.count)
    #expect(chained.dropFirst().allSatisfy { $0.dependencies.contains(chained[0].name) })
  }
}
