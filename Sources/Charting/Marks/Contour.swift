/// Lines of equal height over a grid.
///
/// ```swift
/// Contour(x: xs, y: ys, heights, levels: [0.1, 0.5, 0.9])
/// ```
public struct Contour: Mark {
  var drawing: SurfaceDrawing

  /// - Parameters:
  ///   - x: The columns' places; by default counted from 0. A grid of them will do too.
  ///   - y: The rows' places.
  ///   - heights: Rows of numbers, the first at the first `y`.
  ///   - levels: The heights of the lines; by default about `levelCount` round numbers.
  ///   - levelCount: About how many lines.
  ///   - colorMap: Colours for the heights.
  ///   - color: One colour for all lines instead.
  ///   - width: In points.
  ///   - showsValues: Whether the lines carry their heights.
  public init(
    x: (any ChartValues)? = nil, y: (any ChartValues)? = nil, _ heights: any ChartGrid, levels: [Double]? = nil,
    levelCount: Int = 8, colorMap: ColorMap = .viridis, color: Color? = nil, width: Double = 1.3,
    showsValues: Bool = false
  ) {
    drawing = SurfaceDrawing(
      isFilled: false, x: x, y: y, heights: heights, levels: levels, levelCount: levelCount, colorMap: colorMap)
    drawing.color = color
    drawing.width = width
    drawing.showsValues = showsValues
  }

  public var layer: MarkLayer { MarkLayer(drawing) }
}

/// Areas between heights over a grid, each in its colour.
///
/// ```swift
/// FilledContour(x: xs, y: ys, density, colorMap: .buPu, opacity: 0.6)
/// ```
public struct FilledContour: Mark {
  var drawing: SurfaceDrawing

  /// - Parameters:
  ///   - x: The columns' places; by default counted from 0. A grid of them will do too.
  ///   - y: The rows' places.
  ///   - heights: Rows of numbers, the first at the first `y`.
  ///   - levels: The heights between the areas; by default about `levelCount` round numbers.
  ///   - levelCount: About how many areas.
  ///   - colorMap: Colours for the heights.
  ///   - opacity: From 0 to 1.
  public init(
    x: (any ChartValues)? = nil, y: (any ChartValues)? = nil, _ heights: any ChartGrid, levels: [Double]? = nil,
    levelCount: Int = 8, colorMap: ColorMap = .viridis, opacity: Double = 1
  ) {
    drawing = SurfaceDrawing(
      isFilled: true, x: x, y: y, heights: heights, levels: levels, levelCount: levelCount, colorMap: colorMap)
    drawing.opacity = min(max(opacity, 0), 1)
  }

  public var layer: MarkLayer { MarkLayer(drawing) }
}

/// Heights over a grid, drawn as lines or areas.
struct SurfaceDrawing: MarkDrawing {
  var isFilled: Bool
  var x: [Double]
  var y: [Double]
  var heights: GridData
  var levels: [Double]
  var colorMap: ColorMap
  var color: Color?
  var width = 1.3
  var opacity = 1.0
  var showsValues = false
  /// The mean of the heights that are numbers.
  private var mean: Double?

  init(
    isFilled: Bool, x: (any ChartValues)?, y: (any ChartValues)?, heights: any ChartGrid, levels: [Double]?,
    levelCount: Int, colorMap: ColorMap
  ) {
    self.isFilled = isFilled
    let grid = heights.chartGrid
    self.heights = grid
    self.colorMap = colorMap
    self.x = SurfaceDrawing.axis(x, count: grid.columns, rows: grid.rows, columns: grid.columns, step: 1)
    self.y = SurfaceDrawing.axis(y, count: grid.rows, rows: grid.rows, columns: grid.columns, step: grid.columns)
    self.levels = (levels ?? SurfaceDrawing.roundLevels(grid, about: max(1, min(levelCount, 200)), isFilled: isFilled))
      .filter(\.isFinite).sorted()
    guard isFilled else { return }
    var (sum, count) = (0.0, 0.0)
    for height in grid.values where height.isFinite {
      sum += height
      count += 1
    }
    mean = count > 0 && (sum / count).isFinite ? sum / count : nil
  }

  /// The places of rows or columns: as given, from a grid of them, or counted.
  private static func axis(_ values: (any ChartValues)?, count: Int, rows: Int, columns: Int, step: Int) -> [Double] {
    guard let values, case .numbers(let numbers) = values.chartData else { return (0..<count).map(Double.init) }
    if numbers.count == rows * columns && numbers.count != count {
      return (0..<count).map { numbers[$0 * step] }
    }
    return numbers
  }

  /// Multiples of the smallest round step that makes at most `count` bands.
  private static func roundLevels(_ grid: GridData, about count: Int, isFilled: Bool) -> [Double] {
    let (low, high) = GridColors.range(grid, nil)
    guard high > low, (high - low).isFinite, high - low > max(abs(low), abs(high)) * 1e-11 else { return [low] }
    let exponent = decimalExponent((high - low) / Double(count))
    for digits in [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20] {
      func level(_ k: Double) -> Double {
        exponent < 0 ? k * digits / powerOfTen(-exponent) : k * digits * powerOfTen(exponent)
      }
      let step = level(1)
      guard step > 0, step.isFinite else { break }
      let first = (low / step + 1e-9).rounded(.down)
      let last = (high / step - 1e-9).rounded(.up)
      guard last - first <= Double(count) else { continue }
      // Areas reach the lowest and the highest point; lines lie between them.
      let levels = stride(from: first, through: last, by: 1).map(level)
      return isFilled ? levels : levels.filter { $0 > low && $0 < high }
    }
    return [low]
  }

  var kind: String { isFilled ? "filled contour" : "contour" }

  var problem: String? {
    let name = isFilled ? "FilledContour" : "Contour"
    if heights.rows < 2 || heights.columns < 2 {
      return "\(name): heights over a grid need two rows and two columns, and there are \(heights.rows) × \(heights.columns)."
    }
    return heights.problem(name)
      ?? lengthProblem(name, [("x", x.count), ("each row of the heights", heights.columns)])
      ?? lengthProblem(name, [("y", y.count), ("each column of the heights", heights.rows)])
  }

  var colorScale: ColorScale? {
    guard color == nil, let first = levels.first, let last = levels.last else { return nil }
    guard isFilled else { return ColorScale(map: colorMap, lower: first, upper: last) }
    // A band takes the colour of its middle; the lowest and highest bands take the map's ends.
    let low = levels.count > 2 ? (levels[0] + levels[1]) / 2 : first
    let high = levels.count > 2 ? (levels[levels.count - 2] + last) / 2 : last
    var scale = ColorScale(
      map: colorMap, lower: low, upper: high, levels: levels.count > 1 ? levels : nil, opacity: opacity)
    scale.isPale = meanColor(scale).map { $0.luminance > 0.5 } ?? false
    return scale
  }

  /// The colour of the mean height, over white.
  private func meanColor(_ scale: ColorScale) -> Color? {
    mean.map { scale.paler(scale.color($0)) }
  }

  var ground: Color? {
    guard isFilled, opacity > 0.5, let scale = colorScale else { return nil }
    return meanColor(scale)
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    for ends in [x.min(), x.max()] { limits.x.includeEdge(ends ?? .nan) }
    for ends in [y.min(), y.max()] { limits.y.includeEdge(ends ?? .nan) }
  }

  var wishes: AxesWishes {
    var wishes = AxesWishes()
    wishes.isFramed = isFilled
    if isFilled { (wishes.xGrid, wishes.yGrid) = (false, false) }
    return wishes
  }

  func draw(on canvas: inout Canvas) {
    let tracer = ContourTracer(x: x, y: y, heights: heights)
    if isFilled { fill(tracer, &canvas) } else { outline(tracer, &canvas) }
  }

  /// Each area covers all above its height; the next lies on it. So there are no seams.
  private func fill(_ tracer: ContourTracer, _ canvas: inout Canvas) {
    guard let scale = colorScale else { return }
    var items: [SceneItem] = []
    // With nothing below, translucent colours are paler ones: over a dark page they would turn grey.
    let isPaler = opacity < 1 && canvas.isEmpty
    let bands = max(levels.count - 1, 1)
    for k in 0..<bands {
      var path = VectorPath()
      for ring in tracer.rings(at: levels[k]) {
        let points = SurfaceDrawing.simplified(ring.map { canvas.point($0.x, $0.y) })
        if points.count > 2 { path.append(VectorPath(points, closed: true)) }
      }
      guard !path.elements.isEmpty else { continue }
      let middle = levels.count > 1 ? (levels[k] + levels[k + 1]) / 2 : levels[0]
      items.append(.path(ScenePath(path: path, fill: isPaler ? scale.paler(scale.color(middle)) : scale.color(middle), stroke: nil, evenOdd: true)))
    }
    canvas.items.append(
      .group(SceneGroup(items: items, opacity: isPaler ? 1 : opacity, isPale: scale.isPale && (isPaler || opacity == 1))))
  }

  private func outline(_ tracer: ContourTracer, _ canvas: inout Canvas) {
    var lines: [(level: Double, points: [Point])] = []
    var items: [SceneItem] = []
    for level in levels {
      let shown = color ?? colorScale?.color(level) ?? canvas.style.color
      var path = VectorPath()
      for ring in tracer.rings(at: level) {
        for run in SurfaceDrawing.runs(ring) {
          let points = SurfaceDrawing.simplified(run.map { canvas.point($0.x, $0.y) })
          path.append(VectorPath(points))
          lines.append((level, points))
        }
      }
      items.append(.path(ScenePath(path: path, fill: nil, stroke: Stroke(color: shown, width: width * 4 / 3))))
    }
    canvas.items.append(.group(SceneGroup(items: items, mayBeRasterized: true)))
    if showsValues { canvas.overlay += ContourLabels.items(for: lines, in: canvas.frame) }
  }

  /// The parts of a ring that are not the border of the grid.
  private static func runs(
    _ ring: [(x: Double, y: Double, isBorder: Bool)]
  ) -> [[(x: Double, y: Double, isBorder: Bool)]] {
    guard let border = ring.firstIndex(where: \.isBorder) else { return ring.isEmpty ? [] : [ring + [ring[0]]] }
    var runs: [[(x: Double, y: Double, isBorder: Bool)]] = []
    var run: [(x: Double, y: Double, isBorder: Bool)] = []
    for k in 1...ring.count {
      let point = ring[(border + k) % ring.count]
      if point.isBorder {
        if run.count > 1 { runs.append(run) }
        run = []
      } else {
        run.append(point)
      }
    }
    return runs
  }

  /// Leaves out points that lie within a tenth of a pixel of the line between their neighbours.
  static func simplified(_ points: [Point]) -> [Point] {
    var result: [Point] = []
    result.reserveCapacity(points.count)
    for p in points where p.isFinite {
      if let last = result.last, abs(last.x - p.x) < 0.05, abs(last.y - p.y) < 0.05 { continue }
      if result.count > 1 {
        let a = result[result.count - 2]
        let b = result[result.count - 1]
        let cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
        let along = (b.x - a.x) * (p.x - b.x) + (b.y - a.y) * (p.y - b.y)
        if along >= 0, abs(cross) < 0.05 * (p - a).length, (p - a).length < 40 { result.removeLast() }
      }
      result.append(p)
    }
    return result
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind, columns: [("x", x), ("y", y), ("levels", levels), ("values", heights.values)])
    description.colors = [color?.hex ?? colorMap.name]
    var sentence = "heights over \(heights.rows) × \(heights.columns) places"
    if let range = Wording.range(heights.values) { sentence += ", \(range)" }
    let finite = heights.values.indices.filter { heights.values[$0].isFinite }
    if let top = finite.max(by: { heights.values[$0] < heights.values[$1] }), problem == nil {
      sentence +=
        "; highest at \(Wording.number(x[top % heights.columns])), \(Wording.number(y[top / heights.columns]))"
    }
    description.sentence = sentence
    return description
  }
}
