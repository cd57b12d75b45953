/// A line through points, in their order.
///
/// ```swift
/// Line(epochs, loss, style: .dashed, label: "Training")
/// ```
/// Where a value is not finite, the line is interrupted.
public struct Line: Mark {
  var x: ChartData
  var y: ChartData
  var color: Color?
  var style: LineStyle?
  var width: Double
  var marker: Marker?
  var opacity: Double
  var label: String?
  var steps: Steps?
  /// Whether x is the values' place in their list.
  var countsX = false

  enum Steps { case before, middle, after }

  /// - Parameters:
  ///   - x: Where the points lie along the horizontal axis.
  ///   - y: Where they lie along the vertical axis; as many as `x`.
  ///   - color: By default the next of the palette.
  ///   - style: How the line is dashed; by default solid for an author's colour, else the next in order.
  ///   - width: In points.
  ///   - marker: A shape at each point; none by default.
  ///   - opacity: From 0 to 1.
  ///   - label: The name in the legend.
  public init(
    _ x: any ChartValues, _ y: any ChartValues, color: Color? = nil, style: LineStyle? = nil,
    width: Double = 1.75, marker: Marker? = nil, opacity: Double = 1, label: String? = nil
  ) {
    self.x = x.chartData
    self.y = y.chartData
    self.color = color
    self.style = style
    self.width = width
    self.marker = marker
    self.opacity = opacity
    self.label = label
  }

  /// A line through values one after the other: x counts from 0.
  public init(
    _ y: any ChartValues, color: Color? = nil, style: LineStyle? = nil, width: Double = 1.75,
    marker: Marker? = nil, opacity: Double = 1, label: String? = nil
  ) {
    self.init(
      Line.counting(y.chartData.count), y, color: color, style: style, width: width, marker: marker, opacity: opacity,
      label: label)
    countsX = true
  }

  /// 0, 1, 2 and so on.
  private static func counting(_ count: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { target, filled in
      var value = 0.0
      for k in 0..<count {
        target[k] = value
        value += 1
      }
      filled = count
    }
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension Line: MarkDrawing {
  var kind: String { steps == nil ? "line" : "step" }
  var cycleCount: Int { color == nil ? 1 : 0 }
  var wishes: AxesWishes { AxesWishes(wholeX: countsX || x.areCounts) }
  var xCategories: [String] { if case .categories(let names) = x { names } else { [] } }
  var yCategories: [String] { if case .categories(let names) = y { names } else { [] } }
  var problem: String? { lengthProblem(steps == nil ? "Line" : "Step", [("x", x.count), ("y", y.count)]) }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    limits.x.include(names.x(x))
    limits.y.include(names.y(y))
  }

  private func stroke(_ series: SeriesStyle) -> Stroke {
    let dashes = style ?? (color == nil ? series.line : .solid)
    let pixels = max(width, 0) * 4 / 3
    return Stroke(
      color: (color ?? series.color).opacity((color ?? series.color).alpha * min(max(opacity, 0), 1)),
      width: dashes == .none ? 0 : pixels, dashes: dashes.dashes(width: pixels),
      cap: dashes == .solid ? .round : .butt)
  }

  func draw(on canvas: inout Canvas) {
    let xs = canvas.names.x(x)
    let ys = canvas.names.y(y)
    let stroke = stroke(canvas.style)
    if stroke.width > 0 {
      let path = LineSimplifier.path(xs, ys, canvas, steps: steps)
      // A point without neighbours is a dot, so that something is to be seen.
      var dots = VectorPath()
      for (k, element) in path.elements.enumerated() {
        guard case .move(let point) = element else { continue }
        if k + 1 < path.elements.count {
          guard case .move = path.elements[k + 1] else { continue }
        }
        dots.append(VectorPath(circleAt: point, radius: stroke.width))
      }
      if path.elements.count > 1 { canvas.stroke(path, stroke) }
      if !dots.elements.isEmpty { canvas.fill(dots, stroke.color) }
    }
    guard let marker, marker != .none else { return }
    let reach = canvas.frame.grown(by: 20)
    let points = zip(xs, ys).map { canvas.point($0, $1) }.filter { $0.isFinite && reach.contains($0) }
    let batch = MarkerBatch(
      shape: marker, positions: points, sizes: [markerSize], colors: [stroke.color], strokeWidth: 1.6)
    canvas.items.append(.group(SceneGroup(items: [.markers(batch)], mayBeRasterized: true)))
  }

  private var markerSize: Double { max(5.2, width * 2.4) * 4 / 3 }

  func legendKeys(_ series: SeriesStyle) -> [LegendKey] {
    guard let label else { return [] }
    let stroke = stroke(series)
    return [LegendKey(label: label, sample: .line(stroke, marker, stroke.color))]
  }

  func described(_ series: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    let xs = names.x(x)
    let ys = names.y(y)
    var description = MarkDescription(kind: kind, label: label, columns: [("x", xs), ("y", ys)])
    description.colors = [(color ?? series.color).hex]
    description.sentence = Wording.course(xs, ys) ?? counted(xs.count, "point")
    return description
  }
}

/// A line that changes in steps, as counts and rates do.
public struct Step: Mark {
  /// Where the line jumps between two points.
  public enum Jump: Sendable { case before, middle, after }

  var line: Line

  /// - Parameters:
  ///   - x: Where the points lie along the horizontal axis.
  ///   - y: The height at each; as many as `x`.
  ///   - jump: At the later point (`after`), at the earlier (`before`) or half-way.
  ///   - color: By default the next of the palette.
  ///   - style: How the line is dashed.
  ///   - width: In points.
  ///   - label: The name in the legend.
  public init(
    _ x: any ChartValues, _ y: any ChartValues, jump: Jump = .after, color: Color? = nil,
    style: LineStyle? = nil, width: Double = 1.75, label: String? = nil
  ) {
    line = Line(x, y, color: color, style: style, width: width, label: label)
    switch jump {
    case .before: line.steps = .before
    case .middle: line.steps = .middle
    case .after: line.steps = .after
    }
  }

  public var layer: MarkLayer { MarkLayer(line) }
}
