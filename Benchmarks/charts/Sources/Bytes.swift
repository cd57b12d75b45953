import Charting

/// Figures whose places come out of every function that charts compute: powers and logarithms for scales and ticks,
/// sines for turned boxes and markers, angles for turned texts, roots, sums, colours between colours.
///
/// Their data need none of these, so whatever differs from machine to machine is the charts' own doing.
func exactFigures() -> [(String, Figure)] {
  var numbers = Sequence32()
  let x = (0..<400).map { _ in numbers.normal() }
  let y = x.map { 0.6 * $0 + numbers.normal() }
  let z = zip(x, y).map { $0 * $0 - $1 }
  let groups = (0..<400).map { "group \($0 % 4)" }
  let places = (0..<40).map { Double($0) / 6.5 - 3 }
  let hills = places.map { b in places.map { a in 1 / (1 + a * a + b * b) + 0.7 / (1 + (a + 1.3) * (a + 1.3) + (b - 1) * (b - 1)) } }
  let decades = (1...60).map { 3.7 * Double($0) * Double($0) * Double($0) }
  let shapes = Marker.allCases
  return [
    ("logarithmic", Figure {
      Axes(x: "Samples in $10^3$", y: #"$\frac{\hat{y}_i^2}{\sqrt{n}}$"#) { Line(decades, decades.map { 1 / $0 }, marker: .star) }
        .scale(x: .logarithmic, y: .logarithmic)
    }),
    ("space", Figure(columns: 2, size: (9, 4)) {
      Axes { Scatter3D(x, y, z, values: z, azimuth: 37.3, elevation: 21.9, axes: ("width", "depth", "height")) }
      Axes { Surface3D(x: places, y: places, hills) }
    }),
    ("markers", Figure {
      for (k, shape) in shapes.enumerated() { Scatter([Double(k), Double(k) + 0.37], [0.31 * Double(k), 1], marker: shape, size: 9) }
    }),
    ("distributions", Figure(columns: 2) {
      Histogram(x, label: "x")
      BoxPlot(["x", "y"], [x, y])
    }),
    ("surfaces", Figure(columns: 2) {
      Axes { FilledContour(x: places, y: places, hills, opacity: 0.7); Scatter(x, y, color: .ink) }.colorBar()
      Axes { Contour(x: places, y: places, hills, showsValues: true) }
    }),
    ("images", Figure(columns: 3) {
      Image(hills, colorMap: .rdYlBu, interpolation: .smooth)
      Image(hills, colorMap: .turbo)
      HeatMap([[1.25, -0.5], [0.1, 7]], rows: ["a", "b"], columns: ["c", "d"])
    }),
    ("turned", Figure {
      Axes {
        Bar((1...30).map { "category number \($0)" }, (1...30).map { Double($0) / 7 }, errors: (1...30).map { 0.01 * Double($0) })
        Text("turned", at: (3, 3), degrees: 33.3)
        Arrow(from: (2, 1.1), to: (17, 3.7), text: "along")
      }
    }),
    ("categories", Figure { Axes { Scatter(x, y, categories: groups) }.legend() }),
    ("large and small", Figure(columns: 2) {
      Line([1e-300, 3e-300, 2.2e-300])
      Line([-1e300, 3.3e299, 1e300], style: .dashDotted)
    }),
    ("regions", Figure {
      DecisionRegions(x: places, y: places, hills.flatMap { $0.map { $0 > 0.5 ? 1.0 : 0 } })
      Step((0..<30).map { Double($0) / 5 - 3 }, (0..<30).map { Double($0 % 7) / 3 - 1 })
    }),
    ("network", Figure { NetworkDiagram([.init("Input", units: 5), .init("Hidden", units: 70, detail: "ReLU"), .init("Output", units: 3)]) }),
  ]
}

/// Prints name, format, number of bytes and their FNV-1a hash of every figure in every format.
func printBytes() {
  for (name, figure) in exactFigures() + benchmarkCases().filter({ !$0.0.contains("000,000") }).map({ ($0.0, $0.1()) }) {
    for (format, bytes) in [("svg", Array(figure.svg.utf8)), ("png", figure.png()), ("pdf", figure.pdf)] {
      let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
      print(name, format, bytes.count, String(hash, radix: 16), separator: "\t")
    }
  }
}
