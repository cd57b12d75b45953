import Charting
import Foundation
import Testing

/// WCAG's ratio of two colours.
private func contrast(_ a: Color, _ b: Color) -> Double {
  (max(a.luminance, b.luminance) + 0.05) / (min(a.luminance, b.luminance) + 0.05)
}

/// The colours of the texts that a figure draws.
private func textColors(_ figure: Figure) throws -> [(text: String, color: String)] {
  let list = try #require(try JSONSerialization.jsonObject(with: Data(figure.drawList.utf8)) as? [String: Any])
  return try #require(list["texts"] as? [[String: Any]]).compactMap { entry in
    guard let text = entry["text"] as? String, let color = entry["color"] as? String else { return nil }
    return (text, color)
  }
}

@Suite("Colours that are read and told apart")
struct ContrastTests {
  @Test func seriesTakeTheNamedColours() {
    #expect(
      Palette.standard.colors
        == [.blue, .orange, .teal, .crimson, .purple, .olive, .sky, .brown, .gray, .gold])
    let figure = Figure { Axes { Bar(["a"], [1]); Bar(["a"], [1], color: .blue) } }
    let bars = figure.outlines.compactMap(\.fill)
    #expect(bars.count == 2 && bars[0] == bars[1])
  }

  @Test(arguments: Palette.standard.colors + [.red, .green, .yellow, .navy, .pink, .darkGray])
  func valuesInStacksAreReadOnEveryColour(color: Color) throws {
    let figure = Figure {
      Axes { Bar(["a"], [10], color: color, showsValues: true); Bar(["a"], [20], showsValues: true) }.bars(.stacked)
    }
    let value = try #require(try textColors(figure).first { $0.text == "10" && $0.color != "ink" })
    let ink = try #require(Color(hex: value.color))
    #expect(contrast(ink, color) >= 4.5, "\(ink.hex) on \(color.hex)")
  }

  /// A root that is undecided, and below it a pure leaf for each of the first two classes.
  private func tree(classes: Int, colors: [Color]? = nil) -> Figure {
    func counts(_ places: Int...) -> [Double] { (0..<classes).map { places.contains($0) ? 10 : 0 } }
    return Figure {
      TreeDiagram(
        [
          .init(condition: "x ≤ 1", impurity: 0.5, samples: 20, values: counts(0, 1), left: 1, right: 2),
          .init(impurity: 0, samples: 10, values: counts(0)), .init(impurity: 0, samples: 10, values: counts(1)),
        ], colors: colors)
    }
  }

  // What scikit-learn's plot_tree fills pure boxes with.
  @Test(arguments: [(2, ["#e58139", "#399de5"]), (3, ["#e58139", "#39e581"]), (4, ["#e58139", "#47e539"])])
  func treesTakeTheHuesOfScikitLearn(classes: Int, names: [String]) throws {
    let boxes = tree(classes: classes).outlines.compactMap(\.fill)
    #expect(boxes.count == 3)
    for (box, color) in zip(boxes.dropFirst(), names.compactMap { Color(hex: $0) }) {
      // The class's colour, thinned with white: each channel stands where the same share puts it.
      let shares = [(box.red, color.red), (box.green, color.green), (box.blue, color.blue)].map { (1 - $0) / (1 - $1) }
      #expect(shares.allSatisfy { abs($0 - shares[0]) < 0.03 } && shares[0] > 0.6, "\(box.hex) of \(color.hex)")
      #expect(contrast(box, try #require(Color(hex: "#1a1a1a"))) >= 4.5)
    }
  }

  @Test func treesAndRegionsGiveAClassTheColourThatBothAreGiven() throws {
    let boxes = tree(classes: 2, colors: [.teal, .crimson]).outlines.compactMap(\.fill)
    for (box, color) in zip(boxes.dropFirst(), [Color.teal, .crimson]) {
      let shares = [(box.red, color.red), (box.green, color.green), (box.blue, color.blue)].map { (1 - $0) / (1 - $1) }
      #expect(shares.allSatisfy { abs($0 - shares[0]) < 0.02 } && shares[0] > 0.6)
    }
    let regions = Figure { DecisionRegions(x: [0, 1, 2], y: [0, 1], [0, 0, 1, 0, 0, 1], colors: [.teal, .crimson]) }
    #expect(regions.outlines.compactMap(\.fill).filter { $0 == .teal || $0 == .crimson } == [.teal, .crimson])
  }

  @Test func errorsOnBarsHaveCapsAndARim() throws {
    let figure = Figure { Bar(["a"], [10], errors: [2]) }
    let bar = try #require(figure.outlines.first { $0.fill == .blue })
    let errors = figure.outlines.filter { $0.edge?.isInk == true && abs($0.box.x + $0.box.width / 2 - (bar.box.x + bar.box.width / 2)) < 1 && $0.box.width > 5 && $0.box.width < bar.box.width / 2 }
    let error = try #require(errors.first)
    // From below the bar's end to above it.
    #expect(error.box.top < bar.box.top && error.box.bottom > bar.box.top)
    let rim = try #require(figure.outlines.first { $0.box == error.box && $0.edge?.isInk == false })
    #expect(rim.edge != nil)
  }

  @Test func severalHistogramsAreOutlined() throws {
    let values = (0..<200).map { Double($0 % 17) + Double($0 % 5) }
    let one = Figure { Histogram(values, opacity: 0.85) }
    #expect(one.outlines.allSatisfy { $0.fill == nil || $0.edge == nil })
    let two = Figure { Axes { Histogram(values, label: "a"); Histogram(values.map { $0 + 3 }, label: "b") }.legend() }
    for color in [Color.blue, .orange] {
      let own = two.outlines.filter { $0.edge == color }
      // The histogram and its sample in the legend.
      #expect(own.count == 2 && own.allSatisfy { ($0.fill?.alpha ?? 1) <= 0.4 })
    }
  }
}
