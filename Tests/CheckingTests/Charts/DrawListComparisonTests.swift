import CellWire
import Checking
import NotebookModel
import Testing

@Suite("Charts are held against their draw lists")
struct DrawListComparisonTests {
  private func list(
    x: String = "[1, 2.5, 3]", color: String = "#2b78c5", place: String = "54.6", text: String = "Dose", limits: String = "[0, 10]"
  ) -> String {
    """
    {"version": 1, "width": 640, "axes": [{"frame": [57.5, 6.5, 551, 334],
      "x": {"label": "Dose", "limits": \(limits), "scale": "linear"},
      "marks": [{"mark": "scatter", "colors": ["\(color)"], "x": \(x), "y": [1, 2, 3]}]}],
     "texts": [{"text": "\(text)", "x": \(place), "y": 357.4, "color": "ink"}]}
    """
  }

  private func places(_ other: String) -> [String] { DrawListComparison(recorded: list(), shown: other).places }

  @Test("Rounding, another rasteriser and another processor pass")
  func passes() {
    #expect(places(list()) == [])
    #expect(places(list(x: "[1, 2.50001, 3]")) == [])
    #expect(places(list(x: "[1.0, 25e-1, 3]")) == [])
    #expect(places(list(color: "#2a79c5")) == [])
    #expect(places(list(place: "55.5")) == [])
    #expect(DrawListComparison(recorded: list(x: "[1, 1e-16, 3]"), shown: list(x: "[1, -3e-16, 3]")).places == [])
  }

  @Test("What rounding moves far has the cell's tolerance")
  func tolerance() {
    let moved = list(x: "[1, 2.51, 3]")
    #expect(DrawListComparison(recorded: list(), shown: moved, tolerance: Tolerance(relative: 1e-2)).places == [])
    #expect(DrawListComparison(recorded: list(), shown: moved, tolerance: Tolerance(relative: 1e-3)).places.count == 1)
  }

  @Test("What can be seen does not pass, and its place is named")
  func fails() {
    #expect(places(list(x: "[1, 2.5001, 3]")) == ["axes 1, mark 1, x 2 is 2.5001 instead of 2.5"])
    #expect(places(list(x: "[1, 2.5]")).first == "axes 1, mark 1, x has 2 entries instead of 3")
    #expect(places(list(color: "#c52b78")) == ["axes 1, mark 1, colour 1 is \"#c52b78\" instead of \"#2b78c5\""])
    #expect(places(list(place: "57")).count == 1)
    #expect(places(list(text: "Dosis")).count == 1)
    #expect(places(list(limits: "[0, 11]")).count == 1)
    #expect(places(list(x: "[1, null, 3]")).count == 1)
    #expect(places("{}").isEmpty == false)
    #expect(places("no JSON").isEmpty == false)
  }

  private func checked(recorded: [String: String], shown: [String], strict: Bool? = nil, label: String = "//| label: fig\n") -> [Finding] {
    let outputs: [CellResult.Output] = shown.map {
      var display = Display.text("A chart")
      display.add(Display.MIMEType.drawList, $0)
      display.add(Display.MIMEType.svg, "<svg/>")
      return .display(display)
    }
    let document = Document(parsing: "```swift\n\(label)x\n```\n", path: "lesson.md")
    let run = LessonRun(toolchain: "6.3.1", results: [CellResult(cell: 0, status: .ok, outputs: outputs)])
    let settings = CheckSettings(isStrict: strict, swift: "6.3.1") { recorded[$0] }
    return LessonCheck(document, run: run, settings: settings).findings()
  }

  @Test("A cell's charts are compared one by one; strict demands a record of each")
  func charts() {
    #expect(checked(recorded: ["fig.json": list(), "fig-2.json": list(x: "[1, 2, 9]")], shown: [list(), list(x: "[1, 2, 9]")]).isEmpty)
    #expect(checked(recorded: ["fig.json": list()], shown: [list(x: "[1, 2, 9]")]).map(\.kind) == [.chart])
    #expect(checked(recorded: ["fig.json": list()], shown: []).map(\.kind) == [.chart])
    #expect(checked(recorded: [:], shown: [list()]).isEmpty)
    #expect(checked(recorded: [:], shown: [list()], strict: true).map(\.kind) == [.unrecorded])
    #expect(checked(recorded: [:], shown: [list()], strict: true, label: "").first?.remedy?.contains("label") == true)
  }

  @Test("The folder of charts stands beside the lesson")
  func folder() {
    #expect(RecordedCharts.folder(of: "a/b.c/lesson.md") == "a/b.c/lesson.expected")
    #expect(RecordedCharts.folder(of: "lesson") == "lesson.expected")
  }

  @Test("The page of findings shows what is recorded, what was drawn, and both")
  func pictures() throws {
    let findings = checked(recorded: ["fig.json": list()], shown: [list(x: "[1, 9, 3]")])
    let document = Document(parsing: "```swift\n//| label: fig\nx\n```\n", path: "lesson.md")
    let lesson = CheckedLesson(path: "lesson.md", document: document, run: nil, findings: findings)
    let page = String(decoding: ReportKind.html.report(of: [lesson], version: "1"), as: UTF8.self)
    #expect(page.components(separatedBy: "<svg").count == 4)
    #expect(page.contains("x 2 is 9 instead of 2.5"))
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [Substring] { split(separator: separator, omittingEmptySubsequences: false) }
}
