import Charting
import Foundation
import FoundationXML
import Testing

@Suite("Data that nobody expects")
struct HostileDataTests {
  /// Every way of showing, for one figure: drawn, not blank, no numbers that viewers choke on.
  private func expectSensible(_ figure: Figure, _ what: String, isEmpty: Bool = false) throws {
    let svg = figure.svg
    #expect(!svg.contains("nan") && !svg.contains("NaN") && !svg.contains("\"inf"), "\(what)")
    _ = try XMLDocument(xmlString: svg)
    #expect(figure.png(scale: 1).count > 200, "\(what)")
    #expect(figure.alternativeText.count > 20, "\(what)")
    #expect(figure.drawList.hasPrefix("{"), "\(what)")
    let counts = figure.shapeCounts
    #expect(counts.markers + counts.paths + counts.images > 1 || !figure.textBoxes.isEmpty, "\(what) is blank")
  }

  private let series: [(String, [Double])] = [
    ("empty", []), ("one", [3]), ("equal", [5, 5, 5]), ("NaN", [.nan, .nan]), ("some NaN", [1, .nan, 3]),
    ("infinite", [.infinity, -.infinity]), ("some infinite", [1, .infinity, 2]), ("tiny", [1e-300, 2e-300]),
    ("huge", [-1e300, 1e300]), ("both", [1e-300, 1e300]), ("largest", [-1.7e308, 1.7e308]), ("zero", [0, 0]),
    ("denormal", [5e-324, 1e-323]), ("close", [1, 1 + 1e-15]),
  ]

  @Test func everyMarkTakesEverySeries() throws {
    for (name, values) in series {
      let x = values.indices.map(Double.init)
      let marks: [(String, any Mark)] = [
        ("Scatter", Scatter(x, values)), ("Scatter values", Scatter(values, values, values: values)),
        ("Scatter sizes", Scatter(x, values, sizes: values)), ("Line", Line(values)), ("Step", Step(x, values)),
        ("Bar", Bar(x, values)), ("HorizontalBar", HorizontalBar(x, values)), ("Histogram", Histogram(values)),
        ("BoxPlot", BoxPlot([values])), ("FillBetween", FillBetween(x, values)),
        ("ErrorBars", ErrorBars(x, values, x: values, y: values)), ("Image", Image([values])),
        ("HeatMap", HeatMap([values])), ("Contour", Contour([values, values])),
        ("FilledContour", FilledContour([values, values])), ("Scatter3D", Scatter3D(values, values, values)), ("Surface3D", Surface3D([values, values])),
        ("Scatter3D categories", Scatter3D(values, values, values, categories: values.map { $0 > 0 ? "up" : "down" })),
        ("HorizontalLine", HorizontalLine(values.first ?? .nan)), ("VerticalLine", VerticalLine(values.last ?? .nan)),
        ("Text", Text("here", at: (values.first ?? .nan, 1))),
        ("Arrow", Arrow(from: (0, values.first ?? .nan), to: (values.last ?? .nan, 1), text: "there")),
        ("DecisionRegions", DecisionRegions(x: values, y: values, values)),
      ]
      for (kind, mark) in marks {
        try expectSensible(Figure { Axes(x: "x", y: "y") { mark } }, "\(kind) of \(name)")
        try expectSensible(
          Figure { Axes { mark }.scale(x: .logarithmic, y: .logarithmic).legend().colorBar() }, "\(kind) of \(name), logarithmic")
      }
    }
  }

  @Test func differentLengthsAreSaidWithBoth() {
    let cases: [(any Mark, String)] = [
      (Scatter([1, 2, 3], [1, 2]), "Scatter: x has 3 values but y has 2 values."),
      (Line([1], [1, 2]), "Line: x has 1 value but y has 2 values."),
      (Bar(["a", "b"], [1]), "Bar: x has 2 values but heights has 1 value."),
      (Scatter([1, 2], [1, 2], values: [1, 2, 3]), "Scatter: x has 2 values but values has 3 values."),
      (FillBetween([1, 2], [1, 2], [1]), "FillBetween: x has 2 values but upper has 1 value."),
      (ErrorBars([1, 2], [1, 2], y: [1]), "ErrorBars: x has 2 values but the y errors has 1 value."),
      (Scatter3D([1], [1, 2], [1]), "Scatter3D: x has 1 value but y has 2 values."),
      (Scatter3D([1], [1], [1], categories: ["a", "b"]), "Scatter3D: x has 1 value but categories has 2 values."),
      (Surface3D(x: [1], [[1, 2], [3, 4]]), "Surface3D: x has 1 value but each row of the heights has 2 values."),
      (Contour(x: [1, 2, 3], [[1, 2], [3, 4]]), "Contour: x has 3 values but each row of the heights has 2 values."),
      (HeatMap([[1, 2]], rows: ["a", "b"]), "HeatMap: 1 row but 2 row names."),
      (ConfusionMatrix(truth: [1, 2], predicted: [1]), "ConfusionMatrix: truth has 2 values but predicted has 1 value."),
    ]
    for (mark, sentence) in cases {
      let figure = Figure { Axes { mark } }
      #expect(figure.problems == [sentence])
      #expect(figure.alternativeText.contains(sentence))
      #expect(figure.textBoxes.contains { $0.text.replacingOccurrences(of: "\n", with: " ").hasPrefix(sentence.prefix(30)) })
    }
  }

  @Test func tenThousandCategoriesAndLongLabels() throws {
    let names = (0..<10_000).map { "category \($0)" }
    try expectSensible(Figure { Axes { Bar(names, (0..<10_000).map { Double($0 % 17) }) } }, "ten thousand bars")
    let long = String(repeating: "word ", count: 100)
    let solid = String(repeating: "x", count: 500)
    let figure = Figure(columns: 2, title: long) {
      Axes(x: long, y: solid, title: solid) { Line([1, 2], [3, 4], label: long) }.legend()
      Axes(title: long) { HorizontalBar([solid, "b"], [1, 2]); Text(solid, at: (1, 0)) }
    }
    try expectSensible(figure, "labels of 500 letters")
    for text in figure.textBoxes {
      #expect(text.box.left > -2 && text.box.right < figure.width + 2, "\(text.text.prefix(20))")
    }
    for frame in figure.frames { #expect(frame.width > 60 && frame.height > 40) }
  }

  @Test func figuresWithoutContent() throws {
    try expectSensible(Figure(axes: []), "no axes")
    try expectSensible(Figure { Axes(marks: []) }, "no marks")
    try expectSensible(Figure(size: (0, -1)) { Line([1, 2]) }, "no size")
    try expectSensible(Figure(columns: 0, size: (.nan, .infinity)) { Line([1, 2]) }, "a size that is no number")
    try expectSensible(Figure(images: []), "no images")
    try expectSensible(Figure { NetworkDiagram([]) }, "no layers")
    try expectSensible(Figure { TreeDiagram([]) }, "no nodes")
    try expectSensible(
      Figure { TreeDiagram([.init(impurity: 0, samples: 1, values: [1], left: 0, right: 9)]) }, "a tree that bites its tail")
  }
}
