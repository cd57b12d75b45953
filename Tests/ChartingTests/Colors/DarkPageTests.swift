import Charting
import Testing

/// What a chart offers a dark page (the variables and the class that SVGWriter+Theme.swift names).
@Suite("Charts on dark pages")
struct DarkPageTests {
  private let places = (0..<20).map(Double.init)

  @Test func marksAsDarkAsThePageHaveAHalo() {
    let dark = Figure { Scatter(places, places, color: Color(hex: "#1b1b3a")) }
    let bright = Figure { Scatter(places, places, color: .blue) }
    let many = (0..<2000).map { Double($0 % 91) }
    let pixels = Figure { Scatter(many, (0..<2000).map(Double.init), color: Color(hex: "#1b1b3a")) }
    #expect(dark.svg.contains("class=\"chart-halo\""))
    #expect(pixels.svg.contains("<image class=\"chart-halo\"") || pixels.svg.contains("class=\"chart-halo\" href"))
    #expect(!bright.svg.contains("chart-halo"))
  }

  @Test func onlyDarkLinesOfManyColoursHaveAHalo() {
    let lines = Figure { Contour(places.map { a in places.map { b in a * b } }) }
    let halos = lines.svg.components("class=\"chart-halo\"")
    #expect((1...3).contains(halos))
    #expect(lines.svg.contains("<path stroke=\"#fde725\"") || !lines.svg.contains("<g class=\"chart-halo\""))
  }

  @Test func onlyDarkMarkersOfManyColoursHaveARim() throws {
    let points = Figure { Scatter(places, places, values: places, colorMap: .viridis) }
    #expect(!points.svg.contains("chart-halo"))
    let rim = try #require(points.svg.split(separator: "<").first { $0.contains("var(--chart-rim,none)") })
    // The lowest fifth of viridis is dark; the rim is thin, and elsewhere than on a dark page there is none.
    #expect((2...5).contains(String(rim).components("h0")))
    #expect(!rim.contains(" stroke=\""))
    let width = try #require(rim.firstMatch(of: #/stroke-width="([0-9.]+)"/#).flatMap { Double($0.1) })
    let diameter = 5.8 * 4 / 3
    #expect(width > diameter && width <= 1.3 * diameter)
    let palette = Figure { Scatter(places, places, categories: places.map { $0 < 9 ? "a" : "b" }) }
    #expect(!palette.svg.contains("chart-rim"))
    let many = (0..<2000).map { Double($0 % 91) }
    let pixels = Figure { Scatter(many, (0..<2000).map(Double.init), values: many) }
    #expect(pixels.svg.contains("chart-rim") && pixels.svg.contains("<image") && !pixels.svg.contains("chart-halo"))
  }

  @Test func translucentMarksAreFuller() {
    let points = Figure { Scatter(places, places, opacity: 0.5) }
    #expect(points.svg.contains("style=\"fill-opacity:calc(0.5 + 0.25*var(--chart-dark,0))\""))
    let band = Figure { FillBetween(places, places, places.map { $0 + 1 }, color: .gray) }
    #expect(band.svg.contains("fill-opacity:calc(0.25 + 0.188*var(--chart-dark,0))"))
    // Opaque marks and bars, which hide what is behind them, stay as they are.
    #expect(!Figure { Scatter(places, places) }.svg.contains("--chart-dark"))
  }

  @Test func paleSurfacesRecedeAndSoDoesTheirColourBar() {
    let pale = Figure {
      Axes { FilledContour(places.map { a in places.map { b in a * b } }, colorMap: .buPu) }.colorBar()
    }
    #expect(pale.svg.components("opacity:calc(1 - 0.16*var(--chart-dark,0))") == 2)
    // Each band recedes the more the nearer it is to white, the lowest nearly to the page, and again in the colour bar.
    let shares = pale.svg.matches(of: #/fill-opacity:calc\(1 - (0?\.[0-9]+)\*/#).compactMap { Double($0.1) }
    let area = Array(shares.prefix(shares.count / 2))
    #expect(area.count > 3 && area == Array(shares.suffix(area.count)))
    #expect(area[0] > 0.85 && zip(area, area.dropFirst()).allSatisfy { $0 > $1 })
    let dark = Figure { FilledContour(places.map { a in places.map { b in a * b } }, colorMap: .magma) }
    #expect(!dark.svg.contains("--chart-dark"))
  }

  @Test func inkOnAPaleSurfaceIsThePages() {
    let heights = places.map { a in places.map { b in a * b } }
    let onPale = Figure { Axes { FilledContour(heights, colorMap: .buPu, opacity: 0.6); Scatter(places, places, color: .ink) } }
    #expect(onPale.svg.contains("<path stroke=\"currentColor\" stroke-width=\"7.733\""))
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
