/// Points: one marker for each pair of values.
///
/// ```swift
/// Scatter(height, weight, categories: species, label: "Penguins")
/// ```
/// Many points are drawn smaller and translucent unless `size` and `opacity` say otherwise.
public struct Scatter: Mark {
  var x: ChartData
  var y: ChartData
  var values: [Double]?
  var categories: [String]?
  var order: [String]?
  var sizes: [Double]?
  var color: Color?
  var colorMap: ColorMap?
  var colorLimits: ClosedRange<Double>?
  var marker: Marker?
  var size: Double?
  var opacity: Double?
  var edge: Color?
  var label: String?
  var isNarrow = false

  /// - Parameters:
  ///   - x: Where the points lie along the horizontal axis; numbers or names.
  ///   - y: Where they lie along the vertical axis; as many as `x`.
  ///   - values: A number for each point, shown by colour through `colorMap`.
  ///   - categories: A name or whole number for each point, shown by a colour each.
  ///   - order: The categories in the order of their colours; by default numbers by size, names as they come.
  ///   - sizes: A diameter in points for each marker.
  ///   - color: One colour for all; by default the next of the palette.
  ///   - colorMap: Colours for `values` (viridis by default) or `categories` (the palette by default).
  ///   - colorLimits: The values at the colour map's ends; by default the smallest and the largest.
  ///   - marker: The shape; by default the next in order.
  ///   - size: The diameter of the markers in points.
  ///   - opacity: From 0 to 1.
  ///   - edge: The colour of a thin line around each marker.
  ///   - label: The name in the legend.
  public init(
    _ x: any ChartValues, _ y: any ChartValues, values: (any ChartValues)? = nil,
    categories: (any ChartValues)? = nil, order: [String]? = nil, sizes: (any ChartValues)? = nil, color: Color? = nil,
    colorMap: ColorMap? = nil, colorLimits: ClosedRange<Double>? = nil, marker: Marker? = nil,
    size: Double? = nil, opacity: Double? = nil, edge: Color? = nil, label: String? = nil
  ) {
    self.x = x.chartData
    self.y = y.chartData
    if case .numbers(let numbers)? = values?.chartData { self.values = numbers }
    self.categories = categories?.chartData.names
    self.order = order
    if case .numbers(let numbers)? = sizes?.chartData { self.sizes = numbers }
    self.color = color
    self.colorMap = colorMap
    self.colorLimits = colorLimits
    self.marker = marker
    self.size = size
    self.opacity = opacity
    self.edge = edge
    self.label = label
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension Scatter: MarkDrawing {
  var kind: String { "scatter" }
  var cycleCount: Int { color == nil && values == nil && categories == nil ? 1 : 0 }
  var wishes: AxesWishes { AxesWishes(wholeX: x.areCounts) }
  var xCategories: [String] { if case .categories(let names) = x { names } else { [] } }
  var yCategories: [String] { if case .categories(let names) = y { names } else { [] } }

  var problem: String? {
    var lengths = [("x", x.count), ("y", y.count)]
    if let values { lengths.append(("values", values.count)) }
    if let categories { lengths.append(("categories", categories.count)) }
    if let sizes { lengths.append(("sizes", sizes.count)) }
    return lengthProblem("Scatter", lengths)
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    limits.x.include(names.x(x))
    limits.y.include(names.y(y))
  }

  /// The categories' names: numbers in their order, names as they come.
  var categoryOrder: [String] {
    var seen = Set(order ?? [])
    if let order { return order + (categories ?? []).filter { seen.insert($0).inserted } }
    let unique = (categories ?? []).filter { seen.insert($0).inserted }
    let numbers = unique.compactMap(Double.init)
    return numbers.count == unique.count
      ? zip(numbers, unique).sorted { $0.0 < $1.0 }.map(\.1) : unique
  }

  var colorScale: ColorScale? {
    if categories != nil {
      let order = categoryOrder
      let map = colorMap ?? ColorMap(name: "palette", Palette.standard.colors, isQualitative: true)
      return ColorScale(map: map, lower: 0, upper: Double(max(order.count - 1, 1)), categories: order)
    }
    guard let values else { return nil }
    let finite = values.filter(\.isFinite)
    return ColorScale(
      map: colorMap ?? .viridis, lower: colorLimits?.lowerBound ?? finite.min() ?? 0,
      upper: colorLimits?.upperBound ?? finite.max() ?? 1)
  }

  /// Diameter in points, smaller the more there are.
  private var diameter: Double {
    if let size { return size }
    // Shapes of thin lines have less to be seen.
    let isOpen = marker?.isOpen ?? false
    return switch x.count {
    case ...60: isOpen ? 7 : 5.8
    case ...300: 5.2
    case ...1500: 4.8
    case ...6000: 3.6
    case ...50_000: 2.0
    case ...300_000: 1.4
    default: 1.1
    }
  }

  /// How much smaller markers are in a frame, which many points fill the sooner the smaller it is. On a phone the
  /// author's own sizes follow, which were chosen for a wide page.
  private func shrinkage(in frame: Rect) -> Double {
    guard isNarrow ? (size != nil || sizes != nil || x.count > 300) : (size == nil && x.count > 300) else { return 1 }
    return min(1, max(0.72, (frame.width * frame.height / 120_000).squareRoot()))
  }

  func narrowed(textScale: Double) -> any MarkDrawing {
    var copy = self
    copy.isNarrow = true
    return copy
  }

  private var visibility: Double {
    if let opacity { return min(max(opacity, 0), 1) }
    // Where colour stands for a number, it should be that of the colour bar.
    let isColored = values != nil
    return switch x.count {
    case ...60: 1
    case ...300: isColored ? 0.95 : 0.85
    case ...1500: isColored ? 0.9 : 0.8
    case ...6000: isColored ? 0.8 : 0.7
    case ...50_000: 0.4
    case ...300_000: 0.25
    default: 0.15
    }
  }

  func draw(on canvas: inout Canvas) {
    let xs = canvas.names.x(x)
    let ys = canvas.names.y(y)
    let colorOf = pointColors(canvas.style)
    var positions: [Point] = []
    positions.reserveCapacity(xs.count)
    var colors: [Color] = []
    var diameters: [Double] = []
    let reach = canvas.frame.grown(by: 50)
    let shrinkage = shrinkage(in: canvas.frame)
    for k in xs.indices {
      let p = canvas.point(xs[k], ys[k])
      guard p.isFinite, reach.contains(p) else { continue }
      if let sizes, !sizes[k].isFinite || sizes[k] <= 0 { continue }
      positions.append(p)
      if let colorOf { colors.append(colorOf(k)) }
      if let sizes { diameters.append(sizes[k] * (isNarrow ? shrinkage : 1) * 4 / 3) }
    }
    let style = canvas.style
    var batch = MarkerBatch(
      shape: marker ?? (cycleCount > 0 ? style.marker : .circle), positions: positions,
      sizes: sizes == nil ? [(diameter * shrinkage * 40).rounded() / 40 * 4 / 3] : diameters,
      colors: colorOf == nil ? [color ?? style.color] : colors,
      edge: edge.map { Stroke(color: $0, width: 0.8) }, opacity: visibility,
      strokeWidth: max(1, min(1.7, diameter * 0.3)))
    // The author's own choice of marker, size or opacity stands.
    if positions.count > 50_000, colorOf == nil, sizes == nil, size == nil, opacity == nil, marker == nil, edge == nil {
      batch.opacity = 1
      batch.densityFrame = canvas.frame.grown(by: 6)
    }
    canvas.items.append(.group(SceneGroup(items: [.markers(batch)], mayBeRasterized: true)))
  }

  private func pointColors(_ style: SeriesStyle) -> ((Int) -> Color)? {
    guard let scale = colorScale else { return nil }
    if let categories {
      let order = Dictionary(categoryOrder.enumerated().map { ($1, $0) }) { first, _ in first }
      let colors = (0..<order.count).map { scale.color(Double($0)) }
      return { colors[order[categories[$0]] ?? 0] }
    }
    guard let values else { return nil }
    // 256 steps are what the eye can tell, and what equal colours share their bytes by.
    let table = (0..<256).map { scale.map((Double($0) + 0.5) / 256) }
    let span = scale.upper - scale.lower
    return { k in
      let t = span > 0 ? (values[k] - scale.lower) / span : 0.5
      return t.isNaN ? Color.gray : table[whole(t * 256, in: 0...255)]
    }
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    let shape = marker ?? (cycleCount > 0 ? style.marker : .circle)
    let stroke = edge.map { Stroke(color: $0, width: 0.8) }
    let sample = min(max(diameter, 4), 7) * 4 / 3
    if let scale = colorScale, let names = scale.categories {
      guard names.count <= 12 else { return [] }
      return names.enumerated().map { k, name in
        LegendKey(label: name, sample: .marker(shape, scale.color(Double(k)), edge: stroke, size: sample))
      }
    }
    guard let label else { return [] }
    let shown = colorScale?.map(0.5) ?? color ?? style.color
    return [LegendKey(label: label, sample: .marker(shape, shown, edge: stroke, size: sample))]
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    let xs = names.x(x)
    let ys = names.y(y)
    var description = MarkDescription(kind: kind, label: label, columns: [("x", xs), ("y", ys)])
    var sentence = counted(xs.count, "point")
    if let values {
      description.columns.append(("values", values))
      description.colors = [colorScale?.map.name ?? ""]
      if let range = Wording.range(values) { sentence += " coloured by a value from \(range)" }
    } else if let categories {
      let order = categoryOrder
      let places = Dictionary(order.enumerated().map { ($1, Double($0)) }) { first, _ in first }
      description.columns.append(("category", categories.map { places[$0] ?? 0 }))
      description.colors = order.indices.map { colorScale?.color(Double($0)).hex ?? "" }
      description.texts = order
      let shown = order.count <= 12 ? ": " + order.joined(separator: ", ") : ""
      sentence += " in \(counted(order.count, "category").replacingY)\(shown)"
    } else {
      description.colors = [(color ?? style.color).hex]
    }
    if let sizes { description.columns.append(("sizes", sizes)) }
    if let missing = Wording.missing(xs, ys) { sentence += ", \(missing)" }
    if let a = Wording.range(xs), let b = Wording.range(ys) { sentence += ", x \(a), y \(b)" }
    if let trend = Wording.correlation(xs, ys) { sentence += "; \(trend)" }
    description.sentence = sentence
    return description
  }
}

extension String {
  /// The plural of a noun that ends in y.
  fileprivate var replacingY: String { hasSuffix("ys") ? dropLast(2) + "ies" : self }
}
