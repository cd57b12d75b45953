/// Points in space, seen from a direction.
///
/// ```swift
/// Axes { Scatter3D(x, y, z, values: height, azimuth: -60, elevation: 30) }
/// ```
/// Nearer points are drawn over farther ones, and farther ones paler. The axes are those of a box in space.
public struct Scatter3D: Mark {
  var x: [Double]
  var y: [Double]
  var z: [Double]
  var values: [Double]?
  var color: Color?
  var colorMap: ColorMap
  var marker: Marker
  var size: Double?
  var azimuth: Double
  var elevation: Double
  var names: (x: String, y: String, z: String)
  var label: String?

  /// - Parameters:
  ///   - x: Where the points lie along the first axis.
  ///   - y: Along the second; as many as `x`.
  ///   - z: Along the third, upwards; as many as `x`.
  ///   - values: A number for each point, shown by colour.
  ///   - color: By default the next of the palette.
  ///   - colorMap: Colours for `values`.
  ///   - marker: The shape.
  ///   - size: The diameter in points.
  ///   - azimuth: The direction of the eye around the third axis, in degrees, as in matplotlib.
  ///   - elevation: How high the eye stands, in degrees.
  ///   - axes: The axes' labels.
  ///   - label: The name in the legend.
  public init(
    _ x: any ChartValues, _ y: any ChartValues, _ z: any ChartValues, values: (any ChartValues)? = nil,
    color: Color? = nil, colorMap: ColorMap = .viridis, marker: Marker = .circle, size: Double? = nil,
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

extension Scatter3D: MarkDrawing {
  var kind: String { "3-D scatter" }
  var cycleCount: Int { color == nil && values == nil ? 1 : 0 }

  var problem: String? {
    var lengths = [("x", x.count), ("y", y.count), ("z", z.count)]
    if let values { lengths.append(("values", values.count)) }
    return lengthProblem("Scatter3D", lengths)
  }

  var wishes: AxesWishes { AxesWishes(aspect: 1, hidesAxes: true, needsLinear: true, xGrid: false, yGrid: false) }

  var colorScale: ColorScale? {
    guard let values else { return nil }
    let finite = values.filter(\.isFinite)
    return ColorScale(map: colorMap, lower: finite.min() ?? 0, upper: finite.max() ?? 1)
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    // The picture has coordinates of its own, a square around the turned box.
    for end in [-1.0, 1.0] {
      limits.x.includeEdge(end)
      limits.y.includeEdge(end)
    }
  }

  private func range(_ values: [Double]) -> (Double, Double) {
    var extent = DataLimits.Extent()
    extent.include(values)
    return extent.axisRange(scale: .linear, wanted: (nil, nil), margin: 0.03)
  }

  func draw(on canvas: inout Canvas) {
    let space = Space(azimuth: azimuth, elevation: elevation, ranges: [range(x), range(y), range(z)], frame: canvas.frame)
    canvas.items += space.box()
    canvas.overlay += space.axes([names.x, names.y, names.z])
    let table = colorScale.map { scale in (0..<256).map { scale.map(Double($0) / 255) } }
    var points: [(at: Point, depth: Double, index: Int)] = []
    for k in x.indices {
      guard x[k].isFinite, y[k].isFinite, z[k].isFinite else { continue }
      let (p, depth) = space.project(space.unit(x[k], y[k], z[k]))
      points.append((p, depth, k))
    }
    points.sort { $0.depth < $1.depth }
    let far = points.first?.depth ?? 0
    let near = points.last?.depth ?? 1
    let colors = points.map { point -> Color in
      var shown = color ?? canvas.style.color
      if let table, let scale = colorScale, let value = values?[point.index] {
        let t = scale.upper > scale.lower ? (value - scale.lower) / (scale.upper - scale.lower) : 0.5
        shown = t.isNaN ? .gray : table[whole(t * 256, in: 0...255)]
      }
      // What is far is paler.
      let share = near > far ? (point.depth - far) / (near - far) : 1
      return shown.opacity(((0.35 + 0.6 * share) * 20).rounded() / 20)
    }
    let small = min(canvas.frame.width, canvas.frame.height) < 220
    let diameter = size ?? (points.count > 500 ? 2.6 : (small ? 3 : 4.6))
    let batch = MarkerBatch(
      shape: marker, positions: points.map(\.at), sizes: [diameter * 4 / 3], colors: colors.isEmpty ? [.gray] : colors)
    canvas.overlay.append(.group(SceneGroup(items: [.markers(batch)], clip: canvas.frame.grown(by: 6), mayBeRasterized: true)))
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    label.map { [LegendKey(label: $0, sample: .marker(marker, color ?? style.color, edge: nil, size: 7))] } ?? []
  }

  func described(_ style: SeriesStyle, _ categories: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind, label: label, columns: [("x", x), ("y", y), ("z", z)])
    description.colors = [values == nil ? (color ?? style.color).hex : colorMap.name]
    var sentence = counted(x.count, "point") + " in space"
    for (name, title, data) in [("x", names.x, x), ("y", names.y, y), ("z", names.z, z)] {
      if let range = Wording.range(data) { sentence += ", \(title.isEmpty ? name : "“\(title)”") \(range)" }
    }
    description.sentence = sentence + "; seen from azimuth \(Wording.number(azimuth))°, elevation \(Wording.number(elevation))°"
    return description
  }
}
