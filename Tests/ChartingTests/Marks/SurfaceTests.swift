import Charting
import Testing

@Suite("Surfaces and their colours")
struct SurfaceTests {
  private let places = (0..<60).map { Double($0) / 10 - 3 }
  private var hills: [[Double]] {
    places.map { y in
      places.map { x in 1 / (1 + (x - 1) * (x - 1) + y * y) + 0.7 / (1 + (x + 1.2) * (x + 1.2) + (y - 1) * (y - 1)) }
    }
  }

  /// The bands of the bar beside the axes, from below, and the texts beside them with their heights.
  private func bar(_ figure: Figure) throws -> (bands: [Rect], ticks: [(text: String, y: Double)]) {
    let frame = try #require(figure.frames.first)
    let bands = figure.outlines.filter { $0.fill != nil && $0.box.left > frame.right && $0.box.width < 20 }.map(\.box)
    let left = bands.map(\.right).max() ?? 0
    let ticks = figure.textBoxes.filter { $0.box.left > left }.map { ($0.text, ($0.box.top + $0.box.bottom) / 2) }
    return (bands.sorted { $0.bottom > $1.bottom }, ticks)
  }

  @Test func ticksOfAColourBarStandAtTheEdgesOfItsBands() throws {
    for levels in [nil, [0, 0.25, 0.5, 0.75, 1, 1.25], [0, 0.1, 0.2, 0.4, 0.8, 1.6]] as [[Double]?] {
      let figure = Figure { Axes { FilledContour(x: places, y: places, hills, levels: levels) }.colorBar() }
      let (bands, ticks) = try bar(figure)
      #expect(bands.count == levels.map { $0.count - 1 } ?? 8)
      let heights = bands.map(\.bottom) + [try #require(bands.last).top]
      #expect(ticks.count == heights.count)
      for (tick, edge) in zip(ticks.sorted { $0.y > $1.y }, heights) { #expect(abs(tick.y - edge) < 1.5, "\(tick.text)") }
    }
  }

  @Test func unevenLevelsAreWrittenAtTheirBands() throws {
    let figure = Figure {
      Axes { FilledContour(x: places, y: places, hills, levels: [0.001, 0.01, 0.1, 1]) }.colorBar()
    }
    let (bands, ticks) = try bar(figure)
    #expect(ticks.sorted { $0.y > $1.y }.map(\.text) == ["0.001", "0.01", "0.1", "1"])
    #expect(bands.count == 3 && bands.allSatisfy { $0.height > 40 })
  }

  @Test func everyLineOfAContourThatHasRoomCarriesItsHeight() {
    let figure = Figure(columns: 2) {
      Axes { Contour(x: places, y: places, hills, levels: [0.3, 0.75, 1], showsValues: true) }
      Axes { Line([1, 2]) }
    }
    let labels = figure.textBoxes.map(\.text)
    // Two rings at 0.75, around both hills.
    #expect(labels.filter { $0 == "0.75" }.count == 2)
    #expect(labels.contains("0.3"))
  }

  @Test func slopesTowardsTheLightAreLighter() throws {
    // A roof whose ridge runs away from the eye: its two slopes have the same heights.
    let roof = Figure { Surface3D([[0, 1, 0], [0, 1, 0]], azimuth: -90) }
    let faces = roof.outlines.filter { $0.fill?.alpha == 1 }.sorted { $0.box.left < $1.box.left }
    #expect(faces.count == 2)
    let (left, right) = (try #require(faces.first?.fill), try #require(faces.last?.fill))
    #expect(left.luminance > right.luminance * 1.1)
    // What is level has the colour that the colour bar shows.
    let level = Figure { Surface3D([[0, 0], [0, 0]], color: .teal) }
    #expect(level.outlines.contains { $0.fill == .teal })
  }

  @Test func aSurfaceRunsEvenlyInFewBytes() {
    let svg = Figure { Surface3D(x: places, y: places, hills) }.svg
    #expect(svg.contains("<image") && svg.utf8.count < 70_000)
  }

  @Test func densityIsSeenUpToTheDensestPlace() throws {
    // Three fields of 1, 32 and 64 points a place.
    var x: [Double] = []
    var y: [Double] = []
    for k in 0..<9_000 {
      let (column, row) = (Double(k % 90), Double(k / 90))
      for _ in 0..<(column < 30 ? 1 : (column < 60 ? 32 : 64)) {
        x.append(column)
        y.append(row)
      }
    }
    let figure = Figure { Axes { Scatter(x, y, color: .gray) }.axesHidden() }
    let row = Array(figure.thumbnail[15])
    func shade(_ cell: Int) -> Int { 255 - (Int(String(row[6 * cell..<6 * cell + 2]), radix: 16) ?? 0) }
    let (faint, half, full) = (shade(8), shade(24), shade(40))
    #expect(faint > 3)
    #expect(Double(half) < 0.87 * Double(full) && half > 2 * faint, "\(faint), \(half), \(full)")
  }
}
