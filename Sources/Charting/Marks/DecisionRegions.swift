/// Which class a model gives each place of the plane.
///
/// ```swift
/// DecisionRegions(x: 8...15, y: 0...2, classes: ["red", "blue"]) { x, y in model.predict([x, y]) }
/// ```
public struct DecisionRegions: Mark {
  var x: [Double]
  var y: [Double]
  /// The class in each place, as its number in `classes`.
  var grid: GridData
  var classes: [String]
  var colors: [Color]?
  var opacity: Double
  var showsLegend: Bool
  /// What the axes are called where the author does not say: the features of a model.
  package var axisLabels: (x: String, y: String)?
  /// Why a model has no regions, in one sentence.
  package var modelProblem: String?

  /// Regions from the classes over a grid.
  ///
  /// - Parameters:
  ///   - x: The columns' places; a grid of them will do too.
  ///   - y: The rows' places.
  ///   - predictions: The class in each place: whole numbers or names, row by row.
  ///   - classes: The classes in order, to choose their colours; by default all that occur.
  ///   - colors: A colour for each class; by default those that categories take.
  ///   - opacity: From 0 to 1.
  ///   - showsLegend: Whether classes stand in the legend.
  public init(
    x: any ChartValues, y: any ChartValues, _ predictions: any ChartValues, classes: [String]? = nil,
    colors: [Color]? = nil, opacity: Double = 0.22, showsLegend: Bool = false
  ) {
    let names = predictions.chartData.names
    var xs = DecisionRegions.numbers(x)
    var ys = DecisionRegions.numbers(y)
    if xs.count == names.count, ys.count == names.count, let columns = xs.indices.dropFirst().first(where: { xs[$0] == xs[0] }) {
      ys = stride(from: 0, to: ys.count, by: columns).map { ys[$0] }
      xs = Array(xs.prefix(columns))
    }
    let order = classes ?? DecisionRegions.ordered(names)
    let index = Dictionary(order.enumerated().map { ($1, Double($0)) }) { a, _ in a }
    self.x = xs
    self.y = ys
    grid = GridData(rows: ys.count, columns: xs.count, values: names.map { index[$0] ?? .nan }, isWhole: true)
    self.classes = order
    self.colors = colors
    self.opacity = min(max(opacity, 0), 1)
    self.showsLegend = showsLegend
  }

  /// Regions from a function that names the class of a place.
  ///
  /// - Parameters:
  ///   - x: The range along the horizontal axis.
  ///   - y: The range along the vertical axis.
  ///   - resolution: How many places along each axis are asked.
  ///   - classes: The classes in order, to choose their colours; by default all that occur.
  ///   - colors: A colour for each class.
  ///   - opacity: From 0 to 1.
  ///   - predict: The class at a place: a whole number or a name.
  public init<Class: ChartElement>(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 150, classes: [String]? = nil,
    colors: [Color]? = nil, opacity: Double = 0.22, showsLegend: Bool = false,
    predict: (Double, Double) throws -> Class
  ) rethrows {
    let count = max(2, min(resolution, 1000))
    func places(_ range: ClosedRange<Double>) -> [Double] {
      (0..<count).map { range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1) }
    }
    let (xs, ys) = (places(x), places(y))
    var found: [Class] = []
    found.reserveCapacity(count * count)
    for b in ys { for a in xs { found.append(try predict(a, b)) } }
    self.init(
      x: xs, y: ys, Class.chartData(of: found).names, classes: classes, colors: colors, opacity: opacity,
      showsLegend: showsLegend)
  }

  public var layer: MarkLayer { MarkLayer(self) }

  private static func numbers(_ values: any ChartValues) -> [Double] {
    if case .numbers(let numbers) = values.chartData { numbers } else { [] }
  }

  private static func ordered(_ names: [String]) -> [String] {
    let unique = Array(Set(names))
    let numbers = unique.compactMap(Double.init)
    return numbers.count == unique.count ? zip(numbers, unique).sorted { $0.0 < $1.0 }.map(\.1) : unique.sorted()
  }
}

extension DecisionRegions: MarkDrawing {
  var kind: String { "decision regions" }

  var problem: String? {
    if let modelProblem { return modelProblem }
    if grid.values.count != x.count * y.count {
      return "DecisionRegions: \(x.count) columns and \(y.count) rows make \(x.count * y.count) places, "
        + "but there are \(counted(grid.values.count, "prediction"))."
    }
    return x.count < 2 || y.count < 2 ? "DecisionRegions: a grid needs two rows and two columns." : nil
  }

  var wishes: AxesWishes {
    var wishes = AxesWishes()
    (wishes.xGrid, wishes.yGrid) = (false, false)
    (wishes.xLabel, wishes.yLabel) = (axisLabels?.x, axisLabels?.y)
    return wishes
  }

  private func color(_ index: Int) -> Color {
    if let colors, !colors.isEmpty { return colors[index % colors.count] }
    return Palette.standard[index]
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    for end in [x.min(), x.max()] { limits.x.includeEdge(end ?? .nan) }
    for end in [y.min(), y.max()] { limits.y.includeEdge(end ?? .nan) }
  }

  func draw(on canvas: inout Canvas) {
    var items: [SceneItem] = []
    let present = classes.indices.filter { grid.values.contains(Double($0)) }
    for (rank, index) in present.enumerated() {
      var path = VectorPath()
      if rank == 0 {
        // The first class lies under all others, so that no gap is left between regions.
        let a = canvas.point(x[0], y[0])
        let b = canvas.point(x[x.count - 1], y[y.count - 1])
        path = VectorPath(Rect(left: min(a.x, b.x), top: min(a.y, b.y), right: max(a.x, b.x), bottom: max(a.y, b.y)))
      } else {
        let isMember = GridData(
          rows: grid.rows, columns: grid.columns, values: grid.values.map { $0 == Double(index) ? 1 : 0 })
        for ring in ContourTracer(x: x, y: y, heights: isMember).rings(at: 0.5) {
          path.append(VectorPath(SurfaceDrawing.simplified(ring.map { canvas.point($0.x, $0.y) }), closed: true))
        }
      }
      items.append(.path(ScenePath(path: path, fill: color(index), stroke: nil, evenOdd: true)))
    }
    canvas.items.append(.group(SceneGroup(items: items, opacity: opacity)))
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    guard showsLegend else { return [] }
    return classes.enumerated().map { LegendKey(label: $1, sample: .patch(color($0).opacity(opacity), edge: nil)) }
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind, columns: [("x", x), ("y", y), ("values", grid.values)])
    description.colors = classes.indices.map { color($0).hex }
    description.texts = classes
    let total = Double(max(grid.values.count, 1))
    let shares = classes.indices.map { index in
      let share = Double(grid.values.lazy.filter { $0 == Double(index) }.count) / total
      return "class \(classes[index]) covers \(fixed(share * 100, decimals: 0)) %"
    }
    description.sentence = shares.prefix(12).joined(separator: ", ")
    return description
  }
}
