import Charting
import Testing

@Suite("Legends")
struct LegendTests {
  private let x = [0.0, 1, 2]

  private func figure(_ count: Int, placement: LegendPlacement = .best, size: (Double, Double)? = nil) -> Figure {
    Figure(size: size) {
      Axes(x: "x", y: "y") { for k in 0..<count { Line(x, x.map { $0 * Double(k) }, label: "series \(k)") } }.legend(placement)
    }
  }

  @Test(arguments: [LegendPlacement.best, .outside, .upperLeft])
  func thirtyEntriesAreAllSeen(placement: LegendPlacement) throws {
    let figure = figure(30, placement: placement)
    let entries = figure.textBoxes.filter { $0.text.hasPrefix("series") }
    #expect(entries.count == 30)
    for entry in entries { #expect(entry.box.left > figure.frames[0].right && entry.box.bottom < 390, "\(entry.text)") }
    let narrow = try #require(figure.narrowTexts)
    #expect(narrow.boxes.count { $0.text.hasPrefix("series") } == 30)
  }

  @Test func whatFindsNoRoomIsCounted() {
    let texts = figure(200).textBoxes.map(\.text)
    let shown = texts.count { $0.hasPrefix("series") }
    #expect(shown > 20 && texts.contains("and \(200 - shown) more"))
  }

  @Test func aColourBarAndALegendStandSideBySide() throws {
    let figure = Figure {
      Axes { Scatter(x, x, values: x); Line(x, x, label: "fit") }.colorBar(label: "Energy").legend(.outside)
    }
    let bar = try #require(figure.textBoxes.first { $0.text == "Energy" })
    let entry = try #require(figure.textBoxes.first { $0.text == "fit" })
    #expect(entry.box.left > bar.box.right + 20 && entry.box.right <= figure.width)
  }

  @Test func rowsAreOneDistanceApartWhateverTheirLetters() {
    let labels = ["ace", "Step in the middle", "fit with $R^2=0.97$", "gypsy", "5"]
    let figure = Figure { Axes { for label in labels { Line(x, x, label: label) } }.legend(.upperLeft) }
    let tops = labels.compactMap { label in figure.textBoxes.first { $0.text == label }?.box.top }
    let steps = zip(tops.dropFirst(), tops).map { $0 - $1 }
    #expect(steps.count == 4 && steps.allSatisfy { abs($0 - steps[0]) < 0.01 })
  }

  @Test func aLegendKeepsItsDistanceWhereACornerIsFree() throws {
    let x = (0..<50).map { Double($0) }
    // A curve that leaves the upper right just free, and the lower right by far.
    let figure = Figure { Axes { Line(x, x.map { 0.8 - 1 / ($0 + 1.2) }, label: "Training"); Line([0, 49], [1, 1], label: "Limit") }.legend() }
    let entry = try #require(figure.textBoxes.first { $0.text == "Training" })
    #expect(entry.box.top > (figure.frames[0].top + figure.frames[0].bottom) / 2)
  }

  @Test func textsOnALineOfTheirOwnStandUnderOneAnother() throws {
    let figure = Figure(size: (3, 3)) {
      Axes(y: "y") {
        FillBetween(x, [-9, -9, -9], [9, 9, 9])
        Scatter(x, x, label: "Observations (with much noise)")
        Line(x, x, label: "A line that fits them, to some degree")
      }.legend()
    }
    let lefts = figure.textBoxes.filter { $0.text.hasPrefix("Observations") || $0.text.hasPrefix("A line") }.map(\.box.left)
    #expect(lefts.count == 2 && lefts[0] == lefts[1])
  }
}
