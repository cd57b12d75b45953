import Charting
import Testing

@Suite("Charts on a phone")
struct NarrowTests {
  private let x = [1.0, 2, 3]

  private func size(_ svg: [UInt8]?) -> (width: Double, height: Double)? {
    guard let svg, let match = String(decoding: svg, as: UTF8.self).firstMatch(of: #/viewBox="0 0 ([0-9.]+) ([0-9.]+)"/#),
      let width = Double(match.1), let height = Double(match.2)
    else { return nil }
    return (width, height)
  }

  @Test func chartsSideBySideStandOneBelowTheOther() throws {
    let figure = Figure(columns: 2, size: (12, 4)) {
      Axes(x: "X", y: "Y") { Line(x, x) }
      Axes(x: "X", y: "Y") { Line(x, x) }
    }
    let narrow = try #require(size(figure.rendition.narrowPicture))
    #expect(narrow.width <= 331)
    #expect(narrow.height > narrow.width)
  }

  @Test func whatIsNarrowAlreadyOrNeedsItsWidthStaysAsItIs() {
    #expect(Figure(size: (3, 3)) { Line(x, x) }.rendition.narrowPicture == nil)
    #expect(Figure(format: .png) { Line(x, x) }.rendition.narrowPicture == nil)
    #expect(Figure { TreeDiagram(tree(leaves: 64)) }.narrowTexts == nil)
  }

  @Test func aWideTreeSaysWhereItsRootStands() throws {
    // A long arm to the left: the root stands far from the middle.
    let arm = (0..<20).flatMap { k -> [TreeDiagram.Node] in
      [
        .init(condition: "a ≤ \(k)", impurity: 0.5, samples: 2, values: [1, 1], left: 2 * k + 2, right: 2 * k + 1),
        .init(impurity: 0, samples: 1, values: [1, 0]),
      ]
    } + [.init(impurity: 0, samples: 1, values: [1, 0])]
    for nodes in [tree(leaves: 64), arm] {
      let figure = Figure { TreeDiagram(nodes) }
      let box = try #require(figure.textBoxes.first { $0.text.contains("gini") }).box
      let root = (box.left + box.right) / 2 / figure.width
      let said = try #require(figure.svg.firstMatch(of: #/height:auto;--root:([0-9.]+)"/#)).1
      #expect(abs(try #require(Double(said)) - root) < 0.001)
    }
    #expect(!Figure { Line(x, x) }.svg.contains("--root"))
    let beside = Figure(columns: 2) { Axes { TreeDiagram(tree(leaves: 64)) }; Axes { Line(x, x) } }
    #expect(!beside.svg.contains("--root"))
  }

  /// A tree whose leaves are equally far from the root.
  private func tree(leaves: Int) -> [TreeDiagram.Node] {
    let leaf = TreeDiagram.Node(impurity: 0, samples: 1, values: [1, 0])
    let inner = (0..<leaves - 1).map {
      TreeDiagram.Node(condition: "a ≤ \($0)", impurity: 0.5, samples: 2, values: [1, 1], left: 2 * $0 + 1, right: 2 * $0 + 2)
    }
    return inner + Array(repeating: leaf, count: leaves)
  }

  @Test(arguments: [4, 8, 16])
  func theTextsOfSmallTreesCanBeRead(leaves: Int) throws {
    let narrow = try #require(Figure { TreeDiagram(tree(leaves: leaves)) }.narrowTexts)
    let nodes = narrow.boxes.filter { $0.text.contains("gini") }
    #expect(nodes.count == 2 * leaves - 1)
    // Lines of letters of nine pixels are as high as this.
    for node in nodes {
      let lines = Double(node.text.split(separator: "\n").count)
      #expect(node.box.height / lines > 9.9 && node.box.left > 0 && node.box.right < narrow.width, "\(node.text)")
    }
  }

  @Test func imagesFillTheirColumns() throws {
    let titles = (0..<10).map { "Label: \($0)" }
    let narrow = try #require(
      Figure(images: Array(repeating: [[0, 1], [1, 0]], count: 10), titles: titles, columns: 10, size: (6.4, 2)).narrowFrames)
    // Five columns of 330 pixels.
    for frame in narrow { #expect(frame.width > 52) }
  }

  @Test func chartsThatSharedLabelsHaveTheirOwn() throws {
    let figure = Figure(columns: 2, sharedX: true, sharedY: true) {
      for k in 0..<4 { Axes(x: k > 1 ? "Time" : "", y: k % 2 == 0 ? "Height" : "") { Line(x, x) } }
    }
    let narrow = try #require(figure.narrowTexts)
    #expect(narrow.boxes.count { $0.text == "Height" } == 4 && narrow.boxes.count { $0.text == "Time" } == 4)
    #expect(narrow.boxes.count { $0.text.hasPrefix("3") } >= 8)
  }

  @Test func picturesOneBelowTheOtherUseTheWidth() throws {
    let names = ["a", "b"]
    let figure = Figure(columns: 2) {
      Axes(title: "Correlations") { HeatMap([[1, 0.5], [0.5, 1]], rows: names, columns: names) }.colorBar()
      Axes(title: "Confusion") { ConfusionMatrix([[5, 1], [2, 7]], classes: ["ordinary", "premium"]) }
    }
    for frame in try #require(figure.narrowFrames) { #expect(frame.width > 210) }
  }

  @Test func namesInAChartBecomeSmallerBeforeTheyCollide() throws {
    let figure = Figure {
      Axes { Scatter([0, 40, 60], [1, 1, 2]); Text("Germany", at: (20, 1)); Text("Sweden", at: (32, 1)) }.limits(x: 0...60)
    }
    let narrow = try #require(figure.narrowTexts)
    let names = narrow.boxes.filter { $0.text.count > 4 }
    #expect(names.count == 2 && names[0].distance(to: names[1]) >= 0)
  }

  @Test func textsAtArrowsStayInTheFrame() throws {
    let figure = Figure { Axes { Line([0, 6], [0, 6]); Arrow(from: (1.4, 2.25), to: (3, 2), text: "turning point") } }
    let narrow = try #require(figure.narrowTexts)
    let frame = try #require(figure.narrowFrames?.first)
    let text = try #require(narrow.boxes.first { $0.text == "turning point" })
    #expect(text.box.left >= frame.left && text.box.right <= frame.right)
  }

  @Test func textsThatWouldCollideKeepTheWideDrawing() {
    func figure(_ second: Double) -> Figure {
      Figure { Axes { Line([0, 10], [0, 10]); Text("a text of some length", at: (3, 5)); Text("a text of some length", at: (second, 5)) } }
    }
    #expect(figure(6).textBoxes.count == figure(3).textBoxes.count)
    #expect(figure(6).rendition.narrowPicture == nil)
    #expect(Figure { Axes { Line([0, 10], [0, 10]); Text("short", at: (3, 5)) } }.rendition.narrowPicture != nil)
  }

  @Test func gridsOfImagesKeepFullRows() throws {
    let image = [[0, 1], [1, 0]]
    let figure = Figure(images: Array(repeating: image, count: 20), columns: 10)
    let narrow = try #require(size(figure.rendition.narrowPicture))
    #expect(narrow.width <= 331)
    // Four rows of five instead of two of ten.
    #expect(narrow.height > 200)
  }

  @Test func aLegendThatWouldCoverGoesAbove() throws {
    let x = (0..<60).map { Double($0) / 15 - 2 }
    let figure = Figure {
      Axes {
        FillBetween(x, x.map { $0 - 5 }, x.map { 8 - $0 }, opacity: 0.3)
        Line(x, x.map { $0 * $0 }, label: "GP mean prediction")
        Scatter([0.4, 0.9, 1.3], [5, 4, 6], label: "Observations")
      }.legend(.upperLeft)
    }
    let narrow = try #require(size(figure.rendition.narrowPicture))
    #expect(narrow.width <= 331)
  }

  @Test func theTitleOfALegendAboveHasItsOwnLine() throws {
    let figure = Figure { Axes { for k in 1...4 { Line(x, x.map { $0 * Double(k) }, label: "Series \(k)") } }.legend(.outside, title: "Height") }
    let boxes = try #require(figure.narrowTexts).boxes
    let title = try #require(boxes.first { $0.text == "Height" })
    let entries = boxes.filter { $0.text.hasPrefix("Series") }
    #expect(entries.count == 4)
    for entry in entries { #expect(entry.box.top > title.box.bottom) }
    // Two lines of two stand in columns.
    #expect(entries[0].box.left == entries[2].box.left && entries[1].box.left == entries[3].box.left)
  }

  @Test func titlesThatTouchTakeFewerColumns() throws {
    let titles = (0..<10).map { "Target: \($0)\nPred: \($0)" }
    let figure = Figure(images: Array(repeating: [[0, 1], [1, 0]], count: 10), titles: titles, columns: 10, size: (10, 5))
    let narrow = try #require(size(figure.rendition.narrowPicture))
    #expect(narrow.width <= 331)
  }

  @Test func rowsWithNamesStayRows() throws {
    let titles = (0..<20).map { $0 % 5 == 0 ? "\($0) numbers" : "" }
    let figure = Figure(images: Array(repeating: [[0, 1], [1, 0]], count: 20), titles: titles, columns: 5)
    let narrow = try #require(size(figure.rendition.narrowPicture))
    // Four rows of five, not five of four.
    #expect(narrow.width <= 331 && narrow.height < narrow.width * 1.2)
    let wide = Figure(images: Array(repeating: [[0, 1], [1, 0]], count: 20), titles: (0..<20).map { $0 % 10 == 0 ? "row" : "" }, columns: 10)
    #expect(wide.rendition.narrowPicture == nil)
  }

  @Test func aDiagramBelowAChartTakesNoMoreHeightThanItNeeds() throws {
    let leaf = TreeDiagram.Node(impurity: 0, samples: 1, values: [1, 0])
    let root = TreeDiagram.Node(condition: "a ≤ 1", impurity: 0.5, samples: 2, values: [1, 1], left: 1, right: 2)
    let figure = Figure(columns: 2, size: (10, 5)) {
      Axes(x: "X", y: "Y") { Line(x, x) }
      TreeDiagram([root, leaf, leaf])
    }
    let narrow = try #require(size(figure.rendition.narrowPicture))
    #expect(narrow.height < 600)
  }

  @Test func longNamesOfBarsLeaveTheBarsTheirWidth() throws {
    let names = ["total sulphur dioxide in milligrams", "volatile acidity of the wine as sold", "pH"]
    let figure = Figure { HorizontalBar(names, [1, 2, 3]) }
    let narrow = try #require(figure.narrowTexts)
    let name = try #require(narrow.boxes.first { $0.text.hasPrefix("total") })
    #expect(name.box.width < 150 && name.text.contains("\n") && !name.text.contains("…"))
  }
}
