import NotebookModel
import Testing

@Suite("All of Swift runs in cells")
struct LanguageTests {
  @Test("Protocols, conformances and extensions in later cells")
  func conformances() throws {
    let run = try run([
      "protocol Shape { func area() -> Double }",
      "struct Square { var side: Double }",
      "extension Square: Shape { func area() -> Double { side * side } }\nSquare(side: 3).area()",
      "extension Square: Equatable {}\nSquare(side: 1) == Square(side: 1)",
      "extension Int: Shape { func area() -> Double { Double(self) } }\n7.area()",
      "let shapes: [any Shape] = [Square(side: 2), 5]\nshapes.map { $0.area() }",
      "let Square = 4",
      "extension Shape { var doubled: Double { area() * 2 } }\n3.doubled",
    ])
    #expect(run.texts == ["", "", "9.0", "true", "7.0", "[4.0, 5.0]", "", "6.0"])
  }

  @Test("A conformance of a type and a protocol from other modules")
  func conformanceAcrossModules() throws {
    let run = try run([
      "protocol Named { var name: String { get }; static func make() -> Self; init(name: String) }",
      "struct Dog { var tag = \"rex\" }",
      "import Foundation\nlet boundary = 1",
      """
      extension Dog: Named {
        var name: String { tag }
        static func make() -> Dog { Dog() }
        init(name: String) { self.init(tag: name) }
      }
      Dog.make().name + Dog(name: "bello").name
      """,
    ])
    #expect(run.texts == ["", "", "", "\"rexbello\""])
    #expect(run.results.flatMap(\.diagnostics).map(\.message) == [])
  }

  @Test("The compiler writes == and its like for types of other modules too", arguments: [true, false])
  func derivedConformances(isolated: Bool) throws {
    let run = try run([
      "struct Point { var x = 1; var y = 2 }\nenum Suit { case red, black }\nstruct Box<T> { var content: T }\nlet n = 1",
      "let n = 2\nprotocol Marked {}",
      "extension Point: Marked, Hashable, Codable {}\nSet([Point(), Point(), Point(x: 3)]).count",
      "extension Suit: CaseIterable {}\nSuit.allCases.count",
      "extension Box: Equatable where T: Equatable {}\nBox(content: 3) == Box(content: 4)",
      "import Foundation\nString(decoding: try JSONEncoder().encode([Point(y: 5)]).suffix(9), as: UTF8.self).contains(\"5\")",
      "extension Point: Comparable { static func < (a: Point, b: Point) -> Bool { a.x < b.x } }\n[Point(), Point(x: 0)].min()!.x",
    ]) { $0.allowsErrors = isolated }
    #expect(run.results.flatMap(\.diagnostics).map(\.message) == [])
    #expect(run.texts == ["", "", "2", "2", "false", "true", "0"])
  }

  @Test("A conformance that cannot be derived is the mistake of the cell that asks for it")
  func impossibleConformance() throws {
    let run = try run(["class Engine {}\nstruct Car { var engine = Engine() }", "print(1)", "extension Car: Equatable {}", "print(2)"]) {
      $0.allowsErrors = true
    }
    #expect(run.statuses == [.ok, .ok, .compileError, .ok])
  }

  @Test("What a guard binds at top level is there in later cells", arguments: [true, false])
  func guarded(isolated: Bool) throws {
    let run = try run([
      "let text: String? = \"seven\"", "guard let text, case let count = text.count, count > 0 else { fatalError(\"none\") }\ntext",
      "func both() -> String { text + \"\\(count)\" }\nboth()", "let count = count * 2\ncount", "text.count + count",
    ]) { $0.allowsErrors = isolated }
    #expect(run.results.flatMap(\.diagnostics).map(\.message) == [])
    #expect(run.texts == ["", "\"seven\"", "\"seven5\"", "10", "15"])
  }

  @Test("A function that uses what a guard has bound may be called from everywhere", arguments: [true, false])
  func functionsOfGuarded(isolated: Bool) throws {
    let run = try run([
      "guard let a = Int(\"3\"), let r = Double(\"2.5\"), a > 2 else { fatalError(\"none\") }\nfunc own() -> Double { r * Double(a) }\nown()",
      "func area() -> Double { r * r * Double(a) }\nvar doubled: Double { own() * 2 }\narea()", "let a = a + 1\na",
      "[own(), area(), doubled]",
    ]) { $0.allowsErrors = isolated }
    #expect(run.results.flatMap(\.diagnostics).map(\.message) == [])
    #expect(run.texts == ["7.5", "18.75", "4", "[7.5, 18.75, 15.0]"])
  }

  @Test("What stands under #if is declared, and may be redefined")
  func conditionalDeclarations() throws {
    let run = try run([
      "#if os(Linux)\nlet system = \"Linux\"\n#else\nlet system = \"another\"\n#endif\nsystem", "let system = system.count\nsystem",
    ])
    #expect(run.texts == ["\"Linux\"", "5"])
  }

  @Test("Generics, operators, closures, property wrappers, result builders")
  func features() throws {
    let run = try run([
      "func twice<T>(_ value: T, _ change: (T) -> T) -> T { change(change(value)) }\ntwice(3) { $0 * $0 }",
      "infix operator <+>: AdditionPrecedence\nfunc <+> (a: Int, b: Int) -> Int { a * 10 + b }\n1 <+> 2",
      "5 <+> 6",
      "@propertyWrapper struct Clamped { var wrappedValue: Int { didSet { wrappedValue = min(wrappedValue, 9) } } }",
      "struct Level { @Clamped var value = 3 }\nvar level = Level()\nlevel.value = 70\nlevel.value",
      """
      @resultBuilder struct Words { static func buildBlock(_ parts: String...) -> String { parts.joined(separator: " ") } }
      func sentence(@Words _ content: () -> String) -> String { content() }
      """,
      "sentence {\n  \"a\"\n  \"b\"\n}",
      "var counter = 0\nlet count = { counter += 1 }",
      "count(); count()\ncounter",
    ])
    #expect(run.texts == ["81", "12", "56", "", "9", "", "\"a b\"", "", "2"])
  }

  @Test("await at top level: bindings, statements, loops, async let, actors, the main actor")
  func concurrency() throws {
    let run = try run([
      "func slow(_ n: Int) async -> Int { await Task.yield(); return n * 2 }\nstruct Broken: Error {}",
      "let a = await slow(4)\na",
      "await slow(5)",
      "func fails() async throws -> Int { throw Broken() }\ndo { _ = try await fails() } catch { print(\"caught\", error) }",
      "for await n in AsyncStream<Int> { stream in (1...3).forEach { stream.yield($0) }; stream.finish() } { print(n) }",
      "async let left = slow(1)\nasync let right = slow(2)\ntry await left + right",
      "actor Counter { var n = 0; func up() -> Int { n += 1; return n } }\nlet counter = Counter()",
      "_ = await counter.up()\nawait counter.up()",
      "@MainActor func onMain() -> String { \"main\" }\nawait onMain()",
      "let t = Task { await slow(21) }\nprint(await t.value)",
      "guard let g = Optional(await slow(1)) else { fatalError() }\ng",
      "if await slow(1) == 2 { print(\"yes\") }",
    ])
    #expect(
      run.texts == [
        "", "8", "10", "caught Broken()\n", "1\n2\n3\n", "6", "", "2", "\"main\"", "42\n", "2", "yes\n",
      ])
  }

  @Test("Foundation, Dispatch and regular expressions")
  func foundation() throws {
    let run = try run([
      "import Foundation\nlet text = \"a-b-c\".components(separatedBy: \"-\")\ntext",
      "String(format: \"%.3f\", 2.0 / 3.0)",
      "import Dispatch\nvar hits = [Int](repeating: 0, count: 4)\nhits.withUnsafeMutableBufferPointer { p in nonisolated(unsafe) let p = p; DispatchQueue.concurrentPerform(iterations: 4) { p[$0] = $0 } }\nhits",
      "\"x=12, y=7\".matches(of: /(\\w)=(\\d+)/).map { Int($0.2)! }",
    ])
    #expect(run.texts == ["[\"a\", \"b\", \"c\"]", "\"0.667\"", "[0, 1, 2, 3]", "[12, 7]"])
  }

  @Test("What a cell ends in: values, nothing, assignments, effects")
  func values() throws {
    let run = try run([
      "var x = 1\nx = 2", "x", "x += 1", "print(x)", "[1: \"a\"]", "Optional(3) as Int?", "nil as Int?", "(1, \"b\")",
      "\"text\"", "()", "// nothing", "let y = 3", "if x > 2 { x += 0 } else { x += 1 }", "[1, 2, 3]\n  .map { $0 * 2 } // last",
      "display(1, \"two\")\ndisplay(3)",
    ])
    #expect(
      run.results.map { $0.value?.text(of: "text/plain") } == [
        nil, "2", nil, nil, "[1: \"a\"]", "Optional(3)", "nil", "(1, \"b\")", "\"text\"", nil, nil, nil, nil, "[2, 4, 6]", nil,
      ])
    #expect(run.results[14].displays.map { $0.text(of: "text/plain") } == ["1", "\"two\"", "3"])
    #expect(run.results.flatMap(\.diagnostics).map(\.message) == [])
  }

  @Test("A private name is its cell's own")
  func privateNames() throws {
    let run = try run(["private let secret = 5\nsecret", "secret"]) { $0.allowsErrors = false }
    #expect(run.statuses == [.ok, .compileError])
    #expect(run.results[1].diagnostics.first?.message == "cannot find 'secret' in scope")
    let again = try self.run2(["private let secret = 5\nsecret", "private let secret = 6\nsecret"])
    #expect(again.texts == ["5", "6"])
  }

  private func run2(_ cells: [TestCell]) throws -> LessonRun { try ExecutionTests.run(cells) }

  @Test("A cell sees only what stands before it")
  func noForwardReferences() throws {
    let run = try run(["func f(_ x: Double) -> String { \"double\" }\nf(1)", "func f(_ x: Int) -> String { \"int\" }\nf(1)"])
    #expect(run.texts == ["\"double\"", "\"int\""])
    let late = try ExecutionTests.run(["print(later())", "func later() -> Int { 1 }"])
    #expect(late.statuses == [.compileError, .notRun])
  }

  @Test("An optimised cell runs, and keeps its line in a crash")
  func optimized() throws {
    let run = try run([TestCell("var sum = 0\nfor i in 0..<1000 { sum &+= i }\nsum", optimize: true)])
    #expect(run.texts == ["499500"])
  }
}
