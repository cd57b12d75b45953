import CZlib
import CellWire
import Checking
import Foundation
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
    let means = ["1.28e-15", "-4.5e-13", "1e-3"].map { #"{"count": 900, "range": [-4, 5], "mean": [\#($0)], "every 5": [1, 2]}"# }
    #expect(DrawListComparison(recorded: list(x: means[0]), shown: list(x: means[1])).places == [])
    #expect(DrawListComparison(recorded: list(x: means[0]), shown: list(x: means[2])).places == ["axes 1, mark 1, x, mean 1 is 0.001 instead of 1.28e-15"])
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

  /// Numbers as a draw list packs them.
  private func packed(_ numbers: [Int]) -> String {
    var bytes = [UInt8](repeating: 0, count: 4 * numbers.count)
    for (k, number) in numbers.enumerated() {
      let unsigned = number >= 0 ? 2 * number : -2 * number - 1
      for plane in 0..<4 { bytes[plane * numbers.count + k] = UInt8(unsigned >> (8 * plane) & 255) }
    }
    var size = compressBound(uLong(bytes.count))
    var deflated = [UInt8](repeating: 0, count: Int(size))
    #expect(compress(&deflated, &size, bytes, uLong(bytes.count)) == Z_OK)
    return Data(deflated.prefix(Int(size))).base64EncodedString()
  }

  private func long(_ numbers: [Int], count: Int = 300, block: String = "", mean: Double = 1, from: Double = 0, step: Double = 0.01) -> String {
    list(
      x: """
        {"count": \(count), "range": [0, 3], "mean": [\(mean)], "every 100": [0, 1, 2], "from": \(from), "step": \(step),\(block)
        "steps": "\(packed(numbers))"}
        """)
  }

  private func places(_ recorded: String, _ shown: String, _ tolerance: Tolerance? = nil) -> [String] {
    DrawListComparison(recorded: recorded, shown: shown, tolerance: tolerance).places
  }

  @Test("Of a long list, every point is compared: a step is rounding, two are a move")
  func longLists() {
    let numbers = Array(0..<300)
    func moved(_ index: Int, by steps: Int) -> [Int] { numbers.enumerated().map { $0 == index ? $1 + steps : $1 } }
    #expect(places(long(numbers), long(numbers)) == [])
    #expect(places(long(numbers), long(numbers.map { $0 + ($0 % 2 == 0 ? 1 : -1) })) == [])
    #expect(places(long(numbers), long(moved(123, by: -2), mean: 0.9)) == ["axes 1, mark 1, x 124 is 1.21 instead of 1.23"])
    #expect(places(long(numbers), long(moved(299, by: 500))) == ["axes 1, mark 1, x 300 is 7.99 instead of 2.99"])
    #expect(places(long(numbers), long(moved(5, by: 2)), Tolerance(absolute: 0.1)) == [])
    #expect(places(long(numbers), long(moved(5, by: -49_157))) == ["axes 1, mark 1, x 6 is nan instead of 0.05"])
    #expect(places(long(numbers), long(numbers.map { $0 + 3 })).count == 13)
    // Counted from elsewhere, the points are where they were.
    #expect(places(long(numbers), long(numbers.map { $0 - 100 }, from: 1)) == ["axes 1, mark 1, x, from is 1.0 instead of 0.0"])
    #expect(places(long(numbers), long(numbers, mean: 1.1)) == ["axes 1, mark 1, x, mean 1 is 1.1 instead of 1.0"])
    #expect(places(long(numbers), long(Array(numbers.dropLast()), count: 299)).first == "axes 1, mark 1, x, count is 299 instead of 300")
    let unpacked = list(x: #"{"count": 300, "range": [0, 3], "mean": [1], "every 100": [0, 1, 2]}"#)
    #expect(places(unpacked, long(numbers)) == ["axes 1, mark 1, x is not recorded point by point, as this mlnb does"])
    #expect(!places(long(numbers).replacing("\"steps\": \"", with: "\"steps\": \"AAAA"), long(numbers)).isEmpty)
  }

  @Test("Of sums of neighbours, the block is named")
  func blocks() {
    func long(_ third: Int) -> String { self.long([30, 40, third], count: 30_000, block: #""block": 10000,"#) }
    #expect(places(long(50), long(51)) == [])
    #expect(places(long(50), long(53)) == ["axes 1, mark 1, one of x 20001 to 30000 moved by about 0.02"])
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
    // The point that moved has a ring where it was, and one where it is.
    #expect(page.components(separatedBy: "r=\"10\"").count == 3)
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [Substring] { split(separator: separator, omittingEmptySubsequences: false) }
}
