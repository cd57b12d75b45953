import Charting
import Testing

/// What a chart offers a dark page (the variables and the class that SVGWriter+Theme.swift names).
@Suite("Charts on dark pages")
struct DarkPageTests {
  private let places = (0..<20).map(Double.init)

  @Test func marksAsDarkAsThePageHaveAHalo() {
    let dark = Figure { Scatter(places, places, values: places, colorMap: .viridis) }
    let bright = Figure { Scatter(places, places, color: .orange) }
    let lines = Figure { Contour(places.map { a in places.map { b in a * b } }) }
    let many = (0..<2000).map { Double($0 % 91) }
    let pixels = Figure { Scatter(many, (0..<2000).map(Double.init), categories: many.map { $0 < 40 ? "a" : "b" }, colorMap: ColorMap([.navy, .ink], isQualitative: true)) }
    #expect(dark.svg.contains("class=\"chart-halo\""))
    #expect(lines.svg.contains("class=\"chart-halo\""))
    #expect(pixels.svg.contains("<image class=\"chart-halo\"") || pixels.svg.contains("class=\"chart-halo\" href"))
    #expect(!bright.svg.contains("chart-halo"))
  }

  @Test func translucentMarksAreFuller() {
    let points = Figure { Scatter(places, places, opacity: 0.5) }
    #expect(points.svg.contains("style=\"fill-opacity:calc(0.5 + 0.25*var(--chart-dark,0))\""))
    let band = Figure { FillBetween(places, places, places.map { $0 + 1 }, color: .gray) }
    #expect(band.svg.contains("fill-opacity:calc(0.25 + 0.188*var(--chart-dark,0))"))
    // Opaque marks and bars, which hide what is behind them, stay as they are.
    #expect(!Figure { Scatter(places, places) }.svg.contains("--chart-dark"))
  }

  @Test func paleSurfacesAreSofterAndSoIsTheirColourBar() {
    let pale = Figure {
      Axes { FilledContour(places.map { a in places.map { b in a * b } }, colorMap: .buPu) }.colorBar()
    }
    #expect(pale.svg.components("opacity:calc(1 - 0.16*var(--chart-dark,0))") == 2)
    let dark = Figure { FilledContour(places.map { a in places.map { b in a * b } }, colorMap: .magma) }
    #expect(!dark.svg.contains("--chart-dark"))
  }

  @Test func lightGrayFollowsThePage() {
    let figure = Figure { Axes { Scatter(places, places, color: .lightGray); Line(places, places, color: .lightGray) } }
    #expect(figure.svg.components("stroke:var(--chart-faint,#b4b4b8)") == 2)
    #expect(Color.lightGray.hex == "#b4b4b8")
    #expect(!Figure { Line(places, color: Color(hex: "#b4b4b8")) }.svg.contains("--chart-faint"))
  }

  @Test func everyElementHasOneStyle() throws {
    let figure = Figure {
      Axes {
        Scatter(places, places, color: .lightGray, opacity: 0.5, edge: .lightGray)
        Bar(places, places, errors: places)
        Contour(places.map { a in places.map { b in a * b } }, showsValues: true)
      }
    }
    for element in figure.svg.split(separator: "<") {
      #expect(String(element).components(" style=") <= 1, "\(element)")
    }
  }
}

extension String {
  /// How often `part` occurs.
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
