import CellWire
import Foundation
import NotebookModel
import Testing

@Suite struct LessonReportTests {
  private let document = Document(
    parsing: "```swift\n//| label: first\n1\n```\n\n```swift should-throw\n2\n```\n\n`{swift} 3`\n", path: "a/b.md")

  private var run: LessonRun {
    var value = Display.text("1")
    value.add("text/html", "<b>1</b>")
    return LessonRun(
      toolchain: "6.3.1",
      results: [
        CellResult(
          cell: 0, status: .ok,
          outputs: [
            .standardOutput("a\n"), .standardError("e"), .display(value), .standardOutput("b\n"), .value(value),
          ],
          diagnostics: [
            Diagnostic(
              severity: .warning, line: 3, column: 2, message: "unused",
              notes: [Diagnostic(severity: .note, line: 1, message: "here")])
          ],
          compileSeconds: 0.12345678, runSeconds: 1e-7, isCached: true),
        CellResult(
          cell: 1, status: .error, isExpected: true,
          failure: CellResult.Failure(message: "No", position: SourcePosition(line: 7, column: 1))),
      ], wallSeconds: 2.5, compileSeconds: 1, runSeconds: 0.25)
  }

  @Test func everyKeyOfTheSchema() throws {
    let report = LessonReport(document, run: run)
    let object = try #require(JSONSerialization.jsonObject(with: Data(report.json)) as? [String: Any])
    #expect(object["path"] as? String == "a/b.md")
    #expect(object["status"] as? String == "ok")
    #expect(object["toolchain"] as? String == "6.3.1")
    #expect(object["wallSeconds"] as? Double == 2.5)
    #expect(object["compileSeconds"] as? Double == 1)
    #expect(object["runSeconds"] as? Double == 0.25)
    #expect(object["interruption"] is NSNull)
    let cells = try #require(object["cells"] as? [[String: Any]])
    #expect(cells.count == 3)
    let first = cells[0]
    #expect(
      Set(first.keys) == [
        "index", "label", "line", "status", "expected", "stdout", "stderr", "value", "displays", "diagnostics",
        "compileSeconds", "runSeconds", "cached",
      ])
    #expect(first["index"] as? Int == 0)
    #expect(first["label"] as? String == "first")
    #expect(first["line"] as? Int == 1)
    #expect(first["status"] as? String == "ok")
    #expect(first["expected"] as? Bool == true)
    #expect(first["stdout"] as? String == "a\nb\n")
    #expect(first["stderr"] as? String == "e")
    #expect(first["value"] as? String == "1")
    #expect(first["displays"] as? [[String: [String: Int]]] == [["types": ["text/plain": 1, "text/html": 8]]])
    #expect(first["compileSeconds"] as? Double == 0.123457)
    #expect(first["runSeconds"] as? Double == 0)
    #expect(first["cached"] as? Bool == true)
    let diagnostics = try #require(first["diagnostics"] as? [[String: Any]])
    #expect(diagnostics.map { $0["message"] as? String } == ["unused", "here"])
    #expect(diagnostics.map { $0["severity"] as? String } == ["warning", "note"])
    #expect(diagnostics.map { $0["line"] as? Int } == [3, 1])
    #expect(diagnostics.map { $0["column"] as? Int } == [2, 1])
    #expect(cells[1]["status"] as? String == "error")
    #expect(cells[1]["label"] is NSNull)
    #expect((cells[1]["diagnostics"] as? [[String: Any]])?.map { $0["message"] as? String } == ["No"])
    #expect(cells[2]["status"] as? String == "not-run")
    #expect(cells[2]["value"] is NSNull)
  }

  @Test func statusOfTheLesson() {
    var failed = run
    failed.results[1].isExpected = false
    #expect(LessonReport(document, run: failed).status == .failed)
    failed.interruption = "Ctrl-C"
    #expect(LessonReport(document, run: failed).status == .interrupted)
    let broken = LessonReport(Document(parsing: "```swift nope\n1\n```\n"), run: nil)
    #expect(broken.status == .invalid)
    #expect(broken.diagnostics.first?.message == "unknown word `nope` after `swift`")
    #expect(broken.cells.map(\.status) == [.notRun])
  }

  @Test func sameRunSameBytesAndBack() throws {
    let report = LessonReport(document, run: run)
    #expect(report.json == LessonReport(document, run: run).json)
    #expect(report.json.last == 0x0A)
    #expect(try JSONDecoder().decode(LessonReport.self, from: Data(report.json)) == report)
    #expect(try JSONDecoder().decode([LessonReport].self, from: Data(LessonReport.json([report, report]))).count == 2)
    #expect(
      CellResult.Status.allCases.map(\.rawValue) == [
        "ok", "compile-error", "error", "crash", "timeout", "not-run", "ignored",
      ])
  }
}
