/// Points in space, seen from a direction.
///
/// ```swift
/// Axes { Scatter3D(x, y, z, values: height, azimuth: -60, elevation: 30) }
/// ```
/// Nearer points are drawn over farther ones, and farther ones paler. The axes are those of a box in space, which all
/// marks in space of the same axes share: the first of them says from where it is seen and what its axes are called.
public struct Scatter3D: Mark {
  var x: [Double]
  var y: [Double]
  var z: [Double]
  var values: [Double]?
  var categories: [String]?
  var color: Color?
  var colorMap: ColorMap?
  var marker: Marker
  var size: Double?
  var azimuth: Double
  var elevation: Double
  var names: (x: String, y: String, z: String)
  var label: String?
  var company: [(mark: any SpaceMark, style: SeriesStyle)]?

  /// - Parameters:
  ///   - x: Where the points lie along the first axis.
  ///   - y: Along the second; as many as `x`.
  ///   - z: Along the third, upwards; as many as `x`.
  ///   - values: A number for each point, shown by colour.
  ///   - categories: A name or number for each point; each category takes a colour, and the legend lists them.
  ///   - color: By default the next of the palette.
  ///   - colorMap: Colours for `values` or `categories`; by default viridis and the palette.
  ///   - marker: The shape.
  ///   - size: The diameter in points.
  ///   - azimuth: The direction of the eye around the third axis, in degrees, as in matplotlib.
  ///   - elevation: How high the eye stands, in degrees.
  ///   - axes: The axes' labels.
  ///   - label: The name in the legend.
  public init(
    _ x: any ChartValues, _ y: any ChartValues, _ z: any ChartValues, values: (any ChartValues)? = nil,
    categories: (any ChartValues)? = nil, color: Color? = nil, colorMap: ColorMap? = nil, marker: Marker = .circle, size: Double? = nil,
    azimuth: Double = -60, elevation: Double = 30, axes: (String, String, String) = ("", "", ""),
    label: String? = nil
  ) {
    func numbers(_ values: any ChartValues) -> [Double] {
      if case .numbers(let list) = values.chartData { list } else { [] }
    }
    self.x = numbers(x)
    self.y = numbers(y)
    self.z = numbers(z)
    self.values = values.map(numbers)
    self.categories = categories?.chartData.names
    self.color = color
    self.colorMap = colorMap
    self.marker = marker
    self.size = size
    self.azimuth = azimuth
    self.elevation = elevation
    names = axes
    self.label = label
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension Scatter3D: SpaceMark {
  var kind: String { "3-D scatter" }
  var cycleCount: Int { color == nil && values == nil && categories == nil ? 1 : 0 }
  var reach: [[Double]] { [x, y, z] }

  var problem: String? {
    var lengths = [("x", x.count), ("y", y.count), ("z", z.count)]
    if let values { lengths.append(("values", values.count)) }
    if let categories { lengths.append(("categories", categories.count)) }
    return lengthProblem("Scatter3D", lengths)
  }

  /// The categories' names: numbers in their order, names as they come.
  private var categoryOrder: [String] {
    var seen = Set<String>()
    let unique = (categories ?? []).filter { seen.insert($0).inserted }
    let numbers = unique.compactMap(Double.init)
    return numbers.count == unique.count ? zip(numbers, unique).sorted { $0.0 < $1.0 }.map(\.1) : unique
  }

  var colorScale: ColorScale? {
    if categories != nil {
      let order = categoryOrder
      let map = colorMap ?? ColorMap(name: "palette", Palette.standard.colors, isQualitative: true)
      return ColorScale(map: map, lower: 0, upper: Double(max(order.count - 1, 1)), categories: order)
    }
    guard let values else { return nil }
    let finite = values.filter(\.isFinite)
    return ColorScale(map: colorMap ?? .viridis, lower: finite.min() ?? 0, upper: finite.max() ?? 1)
  }

  private func colors(_ style: SeriesStyle) -> [Color] {
    let plain = color ?? style.color
    guard let scale = colorScale else { return [Color](repeating: plain, count: x.count) }
    if let categories {
      let places = Dictionary(categoryOrder.enumerated().map { ($1, $0) }) { first, _ in first }
      return categories.map { scale.color(Double(places[$0] ?? 0)) }
    }
    let table = (0..<256).map { scale.map(Double($0) / 255) }
    return (values ?? []).map { value in
      let t = scale.upper > scale.lower ? (value - scale.lower) / (scale.upper - scale.lower) : 0.5
      return t.isNaN ? .gray : table[whole(t * 256, in: 0...255)]
    }
  }

  func elements(_ style: SeriesStyle) -> [SpaceElement] {
    let colors = colors(style)
    return x.indices.map { k in
      SpaceElement(shape: .point(marker, diameter: size), places: [(x[k], y[k], z[k])], color: colors[k])
    }
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    if let scale = colorScale, let names = scale.categories {
      guard names.count <= 12 else { return [] }
      return names.enumerated().map { k, name in
        LegendKey(label: name, sample: .marker(marker, scale.color(Double(k)), edge: nil, size: 7))
      }
    }
    return label.map { [LegendKey(label: $0, sample: .marker(marker, color ?? style.color, edge: nil, size: 7))] } ?? []
  }

  func described(_ style: SeriesStyle, _ categories: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind, label: label, columns: [("x", x), ("y", y), ("z", z)])
    var sentence = counted(x.count, "point") + " in space"
    if let values { description.columns.append(("values", values)) }
    if let categories = self.categories {
      let places = Dictionary(categoryOrder.enumerated().map { ($1, Double($0)) }) { first, _ in first }
      description.columns.append(("category", categories.map { places[$0] ?? 0 }))
      description.texts = categoryOrder
      description.colors = categoryOrder.indices.map { colorScale?.color(Double($0)).hex ?? "" }
      sentence += " in the categories " + categoryOrder.prefix(12).joined(separator: ", ")
    } else {
      description.colors = [values == nil ? (color ?? style.color).hex : (colorMap ?? .viridis).name]
    }
    for (name, title, data) in [("x", names.x, x), ("y", names.y, y), ("z", names.z, z)] {
      if let range = Wording.range(data) { sentence += ", \(title.isEmpty ? name : "“\(title)”") \(range)" }
    }
    description.sentence = sentence + "; seen from azimuth \(Wording.number(azimuth))°, elevation \(Wording.number(elevation))°"
    return description
  }
}
