import Checking
import Foundation
import NotebookModel
import Testing

@Suite("What goes stale without a cell")
struct StalenessTests {
  /// The findings of a lesson in a folder with these files.
  private func findings(_ lesson: String, files: [String: String] = [:]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mlnb-stale-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files.merging(["lesson.md": lesson], uniquingKeysWith: { $1 }) {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let document = Document(parsing: lesson, path: folder.path + "/lesson.md")
    let place = LessonFolder(ofLesson: document.path)
    return (StaleReferences(document, folder: place).findings() + DeclaredData(document, folder: place).findings()).map {
      "\($0.position.line):\($0.position.column) \($0.kind.rawValue): \($0.message)\($0.remedy.map { "; \($0)" } ?? "")"
    }
  }

  @Test("Relative links and anchors")
  func links() throws {
    let other = ["other.md": "# Its part\n", "sub/page.md": "x", "a b.txt": "x"]
    #expect(
      try findings(
        "# A part\n\n[a](#a-part) [b](other.md) [c](other.md#its-part) [d](sub/page.md) [e](a%20b.txt) [f](https://example.org/x#y) "
          + "[g](other.html) [h](#top) [i](mailto:a@b.c) <https://example.org> [j](sub/) [k](/root.html)\n", files: other) == [])
    #expect(try findings("[a](missing.md)\n") == ["1:1 link: the link leads to `missing.md`, which is not there"])
    #expect(
      try findings("x [a](othr.md)\n", files: other)
        == ["1:3 link: the link leads to `othr.md`, which is not there; did you mean `other.md`?"])
    #expect(
      try findings("# A part\n\n[a](#a-prt)\n")
        == ["3:1 label: there is no `#a-prt` in this lesson; did you mean `#a-part`?"])
    #expect(
      try findings("[a](other.md#its-prt)\n", files: other)
        == ["1:1 link: there is no `#its-prt` in other.md; did you mean `other.md#its-part`?"])
  }

  @Test("Anchors of cells, containers, raw HTML and notes count")
  func anchors() throws {
    let lesson = """
      [a](#fit) [b](#units) [c](#mine) [d](#fn-n) [e](#cell-2)

      ```swift
      //| label: fit
      x
      ```

      ```swift
      y
      ```

      ::: note Units {#units}
      <a id="mine"></a>[^n]
      :::

      [^n]: A note.

      """
    #expect(try findings(lesson) == [])
  }

  @Test("Images, also those of raw HTML")
  func images() throws {
    #expect(try findings("![a](a.png) ![b](https://example.org/b.png)\n", files: ["a.png": "x"]) == [])
    #expect(try findings("text ![a](b.png)\n") == ["1:6 image: the image `b.png` is not there"])
    #expect(try findings("<p>\n<img src=\"b.png\"> <a href='c.md'>c</a>\n</p>\n").count == 2)
  }

  @Test("References that are not defined; subscripts are none")
  func references() throws {
    #expect(try findings("See [the text][label].\n\n[label]: https://example.org\n") == [])
    #expect(
      try findings("See [the text][lable].\n")
        == ["1:15 label: the reference `[lable]` is not defined; write `[lable]: address` anywhere in the lesson"])
    #expect(try findings("Take `[a][b]` or x[0][1].\n") == [])
  }

  @Test("Declared data: missing, or another file than the recorded one")
  func data() throws {
    let lesson = "---\ndepends: data.csv\n---\n\n# A\n"
    #expect(try findings(lesson).count == 1)
    #expect(try findings(lesson, files: ["data.csv": "abc"]) == [])
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let record = ["lesson.expected/_depends.json": "{\"data.csv\": \"\(digest)\"}"]
    #expect(try findings(lesson, files: record.merging(["data.csv": "abc"]) { $1 }) == [])
    let changed = try findings(lesson, files: record.merging(["data.csv": "abd"]) { $1 })
    #expect(changed.count == 1 && changed[0].hasPrefix("2:10 data: `data.csv` is not the recorded file"))
  }

  @Test("Versions of the toolchain and of mlnb")
  func versions() {
    func findings(_ head: String) -> [Finding] {
      versionFindings(of: Document(parsing: "---\n\(head)\n---\n"), swift: "6.3.1", mlnb: "0.1.0") {
        ["OpenBLAS": "0.3.21", "Arrays": "0.1.0"][$0]
      }
    }
    #expect(findings("swift: \">= 6.2\"\nmlnb: \"0.1\"").isEmpty)
    #expect(findings("swift: \"6.3\"").isEmpty)
    #expect(findings("title: x\nswift: \">= 6.4\"").map(\.position) == [SourcePosition(line: 3)])
    #expect(findings("mlnb: \">= 2\"").map(\.kind) == [.version])
    #expect(findings("packages:\n  OpenBLAS: \">= 0.3.20, < 0.4\"\n  Arrays: \"0.1\"").isEmpty)
    let old = findings("title: OpenBLAS\npackages:\n  Arrays: \"0.1\"\n  OpenBLAS: \">= 0.3.22\"\n  Cairo: \">= 1\"")
    #expect(old.map(\.position) == [SourcePosition(line: 5, column: 3), SourcePosition(line: 6, column: 3)])
    #expect(old[0].message == "the lesson is for OpenBLAS >= 0.3.22, and 0.3.21 is installed")
    #expect(old[1].message == "the lesson is for Cairo >= 1, and none is installed")
  }

  @Test("A starter is tried without its solution, with its test where it must fail it")
  func starters() throws {
    let lesson = """
      ::: exercise A {#a}
      :::

      ```swift
      //| starter: fails-test
      func f() -> Int {
        // BEGIN SOLUTION
        return 1
        // END SOLUTION
      }
      ```

      ```swift hidden
      //| test: a
      precondition(f() == 1)
      ```

      ```swift
      print("later")
      ```

      """
    let trial = try #require(Starters.trials(of: Document(parsing: lesson)).first)
    #expect(trial.document.cells[0].source == "//| starter: fails-test\nfunc f() -> Int {\n}\n")
    #expect(trial.document.cells.map(\.behaviour) == [.run, .run, .ignore])
    func message(_ statuses: [(CellResult.Status, Bool)]) -> String? {
      let results = statuses.enumerated().map { CellResult(cell: $0.offset, status: $0.element.0, isExpected: $0.element.1) }
      return Starters.finding(trial, LessonRun(toolchain: "6", results: results))?.message
    }
    #expect(message([(.ok, true), (.crash, false)]) == nil)
    #expect(message([(.ok, true), (.ok, true)]) == "the starter passes its test without a solution")
    #expect(message([(.compileError, false), (.notRun, true)])?.contains("`fails-test`") == true)
  }

  @Test("Cells that vary from run to run are named")
  func flaky() {
    let document = Document(parsing: "```swift\na\n```\n\n```swift\nb\n```\n")
    func run(_ texts: [String]) -> LessonRun {
      LessonRun(
        toolchain: "6",
        results: texts.enumerated().map { CellResult(cell: $0.offset, status: .ok, outputs: [.standardOutput($0.element)]) })
    }
    #expect(flakyCells(of: document, in: [run(["1", "2"]), run(["1", "2"])]).isEmpty)
    #expect(flakyCells(of: document, in: [run(["1", "2"]), run(["1", "2"]), run(["1", "3"])]).map(\.position.line) == [5])
  }
}
