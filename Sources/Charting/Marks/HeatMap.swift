/// A table as colours, with the numbers written in if wanted.
///
/// ```swift
/// HeatMap(correlations, rows: names, columns: names, colorMap: .coolwarm, limits: -1...1, decimals: 2)
/// ```
public struct HeatMap: Mark {
  var grid: GridData
  var rowNames: [String]?
  var columnNames: [String]?
  var colorMap: ColorMap
  var limits: ClosedRange<Double>?
  var showsValues: Bool
  var decimals: Int?
  var isSquare: Bool

  /// - Parameters:
  ///   - values: Rows of numbers, the first at the top.
  ///   - rows: A name for each row.
  ///   - columns: A name for each column.
  ///   - colorMap: Colours for the numbers.
  ///   - limits: The numbers at the colour map's ends; by default the smallest and the largest.
  ///   - showsValues: Whether each cell carries its number; by default up to 400 cells do.
  ///   - decimals: How many digits after the point; by default as few as the numbers need, two at most.
  ///   - isSquare: Whether cells are as wide as high.
  public init(
    _ values: any ChartGrid, rows: [String]? = nil, columns: [String]? = nil, colorMap: ColorMap = .viridis,
    limits: ClosedRange<Double>? = nil, showsValues: Bool? = nil, decimals: Int? = nil, isSquare: Bool = true
  ) {
    grid = values.chartGrid
    rowNames = rows
    columnNames = columns
    self.colorMap = colorMap
    self.limits = limits
    self.showsValues = showsValues ?? (grid.rows * grid.columns <= 400)
    self.decimals = decimals
    self.isSquare = isSquare
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension HeatMap: MarkDrawing {
  var kind: String { "heat map" }

  var problem: String? {
    if grid.rows == 0 || grid.columns == 0 { return "HeatMap: there are no values (shape \(grid.rows) × \(grid.columns))." }
    if grid.channels != 1 { return "HeatMap: \(grid.channels) channels; a heat map has one number in each place." }
    if let rowNames, rowNames.count != grid.rows {
      return "HeatMap: \(counted(grid.rows, "row")) but \(counted(rowNames.count, "row name"))."
    }
    if let columnNames, columnNames.count != grid.columns {
      return "HeatMap: \(counted(grid.columns, "column")) but \(counted(columnNames.count, "column name"))."
    }
    return grid.problem("HeatMap")
  }

  var wishes: AxesWishes {
    AxesWishes(
      aspect: isSquare ? 1 : nil, invertsY: true, needsLinear: true, isFramed: false, xGrid: false, yGrid: false, wholeX: true,
      wholeY: true, xNames: columnNames, yNames: rowNames)
  }

  var colorScale: ColorScale? {
    let range = GridColors.range(grid, limits)
    return ColorScale(map: colorMap, lower: range.lower, upper: range.upper)
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    limits.x.includeEdge(-0.5)
    limits.x.includeEdge(Double(grid.columns) - 0.5)
    limits.y.includeEdge(-0.5)
    limits.y.includeEdge(Double(grid.rows) - 0.5)
  }

  /// As few digits as tell the numbers, two at most.
  private var digits: Int {
    if let decimals { return max(0, decimals) }
    for digits in 0..<2 {
      let scale = power(10, Double(digits))
      if grid.values.allSatisfy({ !$0.isFinite || abs($0 * scale - ($0 * scale).rounded()) < 1e-9 * scale }) { return digits }
    }
    return 2
  }

  func text(_ value: Double) -> String {
    if !value.isFinite { return "–" }
    return Ticks.typographic(abs(value) >= 1e6 ? general(value, digits: 3) : fixed(value, decimals: digits))
  }

  func draw(on canvas: inout Canvas) {
    guard let scale = colorScale else { return }
    let pixels = GridColors.pixels(grid, scale, opacity: 1)
    let a = canvas.point(-0.5, -0.5)
    let c = canvas.point(Double(grid.columns) - 0.5, Double(grid.rows) - 0.5)
    let box = Rect(left: min(a.x, c.x), top: min(a.y, c.y), right: max(a.x, c.x), bottom: max(a.y, c.y))
    var image = a.x > c.x ? pixels.flippedHorizontally : pixels
    if a.y > c.y { image = image.flippedVertically }
    canvas.items.append(.image(SceneImage(pixels: image, frame: box, smooth: false)))
    guard showsValues else { return }
    let width = box.width / Double(grid.columns)
    let height = box.height / Double(grid.rows)
    let texts = grid.values.map(text)
    // The largest size at which every number fits its cell.
    let widest = texts.map { Typesetter.set($0, size: 10).width }.max() ?? 1
    let size = min(Theme.tickSize + 1, (width - 4) / widest * 10, height * 0.62)
    guard size >= 5 else { return }
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let value = grid[row, column]
        let under = scale.color(value)
        canvas.text(
          texts[row * grid.columns + column], at: canvas.point(Double(column), Double(row)), size: size,
          color: value.isFinite ? under.inkOnTop : .ink, anchor: TextAnchor(.center, .middle))
      }
    }
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind, columns: [("shape", [Double(grid.rows), Double(grid.columns)]), ("values", grid.values)])
    description.colors = [colorMap.name]
    description.texts = (rowNames ?? []) + (columnNames ?? [])
    var sentence = "\(counted(grid.rows, "row")), \(counted(grid.columns, "column"))"
    if let range = Wording.range(grid.values) { sentence += ", values \(range)" }
    func name(_ index: Int) -> String {
      let (row, column) = (index / grid.columns, index % grid.columns)
      return "\(rowNames?[row] ?? "row \(row)"), \(columnNames?[column] ?? "column \(column)")"
    }
    if let high = grid.values.indices.filter({ grid.values[$0].isFinite }).max(by: { grid.values[$0] < grid.values[$1] }) {
      sentence += "; largest at \(name(high))"
    }
    description.sentence = sentence
    return description
  }
}

/// How often each class was taken for each: rows are the true classes, columns the predicted ones.
///
/// ```swift
/// ConfusionMatrix(counts, classes: ["setosa", "versicolor", "virginica"])
/// ```
public struct ConfusionMatrix: Mark {
  var grid: GridData
  var classes: [String]
  var isNormalized: Bool
  var colorMap: ColorMap

  /// - Parameters:
  ///   - counts: One row for each true class, one column for each predicted class.
  ///   - classes: The names of the classes; by default they are counted from 0.
  ///   - isNormalized: Whether each row shows shares of its sum, in per cent.
  ///   - colorMap: Colours for the numbers.
  public init(
    _ counts: any ChartGrid, classes: [String]? = nil, isNormalized: Bool = false, colorMap: ColorMap = .blues
  ) {
    grid = counts.chartGrid
    self.classes = classes ?? (0..<grid.rows).map(String.init)
    self.isNormalized = isNormalized
    self.colorMap = colorMap
  }

  /// Counts from the true and the predicted class of each sample.
  public init(
    truth: any ChartValues, predicted: any ChartValues, classes: [String]? = nil, isNormalized: Bool = false,
    colorMap: ColorMap = .blues
  ) {
    let a = truth.chartData.names
    let b = predicted.chartData.names
    var order = Array(Set(a + b))
    let numbers = order.compactMap(Double.init)
    order = numbers.count == order.count ? zip(numbers, order).sorted { $0.0 < $1.0 }.map(\.1) : order.sorted()
    let index = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    var counts = [Double](repeating: 0, count: order.count * order.count)
    for (t, p) in zip(a, b) { counts[(index[t] ?? 0) * order.count + (index[p] ?? 0)] += 1 }
    let grid = GridData(rows: order.count, columns: order.count, values: counts, isWhole: true)
    self.init(grid, classes: classes ?? order, isNormalized: isNormalized, colorMap: colorMap)
    lengths = (a.count, b.count)
  }

  private var lengths: (Int, Int)?

  public var layer: MarkLayer { MarkLayer(drawing) }

  private var drawing: MatrixDrawing {
    var shown = grid
    if isNormalized {
      for row in 0..<grid.rows {
        let sum = (0..<grid.columns).reduce(0) { $0 + grid[row, $1] }
        for column in 0..<grid.columns {
          shown.values[row * grid.columns + column] = sum > 0 ? grid[row, column] / sum * 100 : 0
        }
      }
    }
    let map = HeatMap(
      shown, rows: classes, columns: classes, colorMap: colorMap, limits: isNormalized ? 0...100 : nil,
      showsValues: true, decimals: isNormalized ? 1 : 0)
    return MatrixDrawing(map: map, counts: grid, classes: classes, lengths: lengths)
  }
}

/// A confusion matrix as a heat map with the words that belong to it.
struct MatrixDrawing: MarkDrawing {
  var map: HeatMap
  var counts: GridData
  var classes: [String]
  var lengths: (Int, Int)?

  var kind: String { "confusion matrix" }
  var colorScale: ColorScale? { map.colorScale }

  var problem: String? {
    if let lengths, let text = lengthProblem("ConfusionMatrix", [("truth", lengths.0), ("predicted", lengths.1)]) { return text }
    if counts.rows != counts.columns {
      return "ConfusionMatrix: \(counted(counts.rows, "row")) but \(counted(counts.columns, "column"))."
    }
    if classes.count != counts.rows {
      return "ConfusionMatrix: \(counted(counts.rows, "row")) but \(classes.count) names of classes."
    }
    return map.problem
  }

  var wishes: AxesWishes {
    var wishes = map.wishes
    wishes.xLabel = "Predicted class"
    wishes.yLabel = "True class"
    return wishes
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) { map.extend(&limits, names) }
  func draw(on canvas: inout Canvas) { map.draw(on: &canvas) }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    var description = map.described(style, names)
    description.kind = kind
    let total = counts.values.reduce(0, +)
    let right = (0..<counts.rows).reduce(0) { $0 + counts[$1, $1] }
    var sentence = "\(classes.count) classes, \(Wording.number(total)) samples"
    if total > 0 { sentence += ", \(Wording.number(right)) on the diagonal (\(fixed(100 * right / total, decimals: 1)) %)" }
    let wrong = counts.values.indices.filter { $0 / counts.columns != $0 % counts.columns && counts.values[$0] > 0 }
    if let most = wrong.max(by: { counts.values[$0] < counts.values[$1] }) {
      let (row, column) = (most / counts.columns, most % counts.columns)
      sentence += "; most often \(classes[row]) is taken for \(classes[column]) (\(Wording.number(counts.values[most])))"
    }
    description.sentence = sentence
    return description
  }
}
