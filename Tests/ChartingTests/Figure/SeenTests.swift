import Charting
import Testing

/// What a reader sees of data that nobody expects.
@Suite("What is seen of odd data")
struct SeenTests {
  private func texts(_ figure: Figure) -> [String] { figure.textBoxes.map(\.text) }

  @Test func emptyDataSayThatThereIsNothing() {
    for mark in [Line([Double]()) as any Mark, Bar([String](), [Double]()), Scatter([Double.nan], [1]), Histogram([Double]())] {
      #expect(texts(Figure { mark }).contains("No data to show"))
    }
    #expect(!texts(Figure { Line([1, 2]) }).contains("No data to show"))
    #expect(Figure { Line([Double]()) }.alternativeText.contains("0 points"))
  }

  @Test func aMissingValueIsAGapAndIsSaid() {
    let figure = Figure { Scatter([1, 2, 3], [1, Double.nan, 3]) }
    #expect(figure.shapeCounts.markers == 2)
    #expect(figure.alternativeText.contains("3 points, 1 of them not finite and not drawn"))
  }

  @Test func infinitiesDoNotStretchTheAxes() {
    let figure = Figure { Scatter([1, 2, 3], [1, Double.infinity, 3]) }
    #expect(figure.shapeCounts.markers == 2)
    #expect(figure.alternativeText.contains("vertical axis from 0.91 to 3.09"))
  }

  @Test func onePointLiesInTheMiddle() throws {
    let figure = Figure { Scatter([3], [7]) }
    #expect(figure.alternativeText.contains("Horizontal axis from 2.7 to 3.3; vertical axis from 6.3 to 7.7"))
  }

  @Test func equalValuesAreALineInTheMiddle() {
    #expect(Figure { Line([5, 5, 5]) }.alternativeText.contains("vertical axis from 4.5 to 5.5. Constant at 5"))
  }

  @Test func veryLargeAndVerySmallNumbersHaveAPowerAtTheAxisEnd() {
    let wide = Figure { Line([1e-300, 1e300]) }
    #expect(texts(wide).contains("$\\times 10^{300}$") && texts(wide).contains("0.8"))
    let small = Figure { Line([1e-300, 3e-300]) }
    #expect(texts(small).contains("$\\times 10^{−300}$") && texts(small).contains("2.5"))
    let logarithmic = Figure { Axes { Line([1, 2], [1e-300, 1e300]) }.scale(y: .logarithmic) }
    #expect(texts(logarithmic).contains("$10^{100}$") && texts(logarithmic).contains("$10^{−200}$"))
  }

  @Test func ofTenThousandCategoriesSomeAreNamed() {
    let names = (0..<10_000).map { "category \($0)" }
    let figure = Figure { Bar(names, (0..<10_000).map { Double($0 % 17) }) }
    let shown = texts(figure).filter { $0.hasPrefix("category") }
    #expect((10...60).contains(shown.count))
    #expect(figure.svg.utf8.count < 1_000_000)
    #expect(figure.alternativeText.contains("10000 bars"))
  }

  @Test func longLabelsBreakOrEndInAnEllipsis() throws {
    let long = String(repeating: "x", count: 500)
    let figure = Figure { Axes(x: long, title: String(repeating: "word ", count: 100)) { Bar([long, "b"], [1, 2]) } }
    #expect(texts(figure).contains(String(repeating: "x", count: 35) + "…"))
    let title = try #require(texts(figure).first { $0.hasPrefix("word") })
    #expect(title.contains("\n") && title.hasSuffix("…"))
  }

  @Test func lengthsThatDifferAreSaidInThePictureWithBoth() throws {
    let figure = Figure { Line([1, 2, 3], [1, 2]) }
    #expect(texts(figure).contains { $0.replacing("\n", with: " ") == "Line: x has 3 values but y has 2 values." })
    // There is nothing to count along axes.
    #expect(texts(figure).count == 1)
  }

  @Test func aMillionPointsAreOneSmallPictureInEveryFormat() {
    let x = (0..<1_000_000).map { Double($0 * 7919 % 1_000_003) }
    let y = (0..<1_000_000).map { Double($0 * 104_729 % 999_983) }
    let figure = Figure { Scatter(x, y) }
    #expect(figure.svg.utf8.count < 1_000_000)
    #expect(figure.png(scale: 2).count < 1_000_000)
    #expect(figure.pdf.count < 1_000_000)
    #expect(figure.rendition.narrowPicture?.count ?? 0 < 1_000_000)
    // Few cells are left, not a million shapes.
    #expect(figure.svg.contains("<image"))
  }

  @Test func aPointBetweenGapsIsADot() {
    let figure = Figure { Line([1, 2, 3, 4, 5], [1, Double.nan, 3, Double.nan, 5]) }
    // Cells of the picture that are not grey.
    let colored = figure.thumbnail.reduce(0) { sum, row in
      let numbers = stride(from: 0, to: row.count, by: 2).map { Int(row.dropFirst($0).prefix(2), radix: 16) ?? 0 }
      return sum + stride(from: 0, to: numbers.count, by: 3).count { abs(numbers[$0] - numbers[$0 + 2]) > 3 }
    }
    #expect((3...12).contains(colored))
  }

  @Test func theNumbersOfBarsKeepOffTheNamesAndThePage() {
    let (names, profit) = (["a", "b", "c", "d"], [-3, 2.0, -1234567, 1234567])
    for figure in [Figure { Bar(names, profit, showsValues: true) }, Figure { HorizontalBar(names, profit, showsValues: true) }] {
      let boxes = figure.textBoxes
      #expect(boxes.contains { $0.text == "−1234567" } && boxes.contains { $0.text == "1234567" })
      for (k, a) in boxes.enumerated() {
        #expect(a.box.left > 0 && a.box.right < figure.width, "\(a.text) is cut")
        for b in boxes.dropFirst(k + 1) { #expect(a.distance(to: b) > 0, "\(a.text) and \(b.text)") }
      }
    }
    #expect(texts(Figure { Bar(["a"], [4.81481e17], showsValues: true) }).contains("$4.81481 \\times 10^{17}$"))
  }

  @Test func numbersThatWouldLieOnOneAnotherAreLeftOut() {
    let heights = (0..<40).map { 1_234_567 + Double($0) }
    #expect(!texts(Figure { Bar(Array(0..<40), heights, showsValues: true) }).contains("1234567"))
    #expect(texts(Figure { Bar(Array(0..<4), Array(heights.prefix(4)), showsValues: true) }).contains("1234567"))
  }

  @Test func aSizeThatIsNoneIsTheDefault() {
    #expect(Figure(size: (0, -1)) { Line([1, 2]) }.width == Figure { Line([1, 2]) }.width)
  }
}
