/// The area between two curves, as for the uncertainty of a prediction.
///
/// ```swift
/// FillBetween(x, mean - deviation, mean + deviation, color: .gray, label: "One standard deviation")
/// ```
public struct FillBetween: Mark {
  var x: ChartData
  var lower: ChartData
  var upper: ChartData
  var color: Color?
  var opacity: Double
  var label: String?

  /// - Parameters:
  ///   - x: Where the curves' points lie along the horizontal axis.
  ///   - lower: One curve; as many values as `x`.
  ///   - upper: The other; as many values as `x`.
  ///   - color: By default the next of the palette.
  ///   - opacity: From 0 to 1.
  ///   - label: The name in the legend.
  public init(
    _ x: any ChartValues, _ lower: any ChartValues, _ upper: any ChartValues, color: Color? = nil,
    opacity: Double = 0.25, label: String? = nil
  ) {
    self.x = x.chartData
    self.lower = lower.chartData
    self.upper = upper.chartData
    self.color = color
    self.opacity = opacity
    self.label = label
  }

  /// The area between a curve and the height `base`.
  public init(
    _ x: any ChartValues, _ upper: any ChartValues, base: Double = 0, color: Color? = nil,
    opacity: Double = 0.25, label: String? = nil
  ) {
    let count = upper.chartData.count
    self.init(
      x, [Double](repeating: base, count: count), upper, color: color, opacity: opacity, label: label)
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension FillBetween: MarkDrawing {
  var kind: String { "filled area" }
  var cycleCount: Int { color == nil ? 1 : 0 }
  var xCategories: [String] { if case .categories(let names) = x { names } else { [] } }
  var problem: String? {
    lengthProblem("FillBetween", [("x", x.count), ("lower", lower.count), ("upper", upper.count)])
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    limits.x.include(names.x(x))
    limits.y.include(names.y(lower))
    limits.y.include(names.y(upper))
  }

  func draw(on canvas: inout Canvas) {
    let xs = canvas.names.x(x)
    let lows = canvas.names.y(lower)
    let highs = canvas.names.y(upper)
    var outline = VectorPath()
    var run: [Int] = []
    func flush() {
      guard run.count > 1 else {
        run = []
        return
      }
      // Thin long runs as lines are thinned.
      let step = max(1, run.count / 4000)
      let kept = run.enumerated().filter { $0.offset % step == 0 || $0.offset == run.count - 1 }.map(\.element)
      let forth = kept.map { canvas.point(xs[$0], highs[$0]) }
      let back = kept.reversed().map { canvas.point(xs[$0], lows[$0]) }
      outline.append(VectorPath(forth + back, closed: true))
      run = []
    }
    for k in xs.indices {
      if canvas.point(xs[k], lows[k]).isFinite, canvas.point(xs[k], highs[k]).isFinite { run.append(k) } else { flush() }
    }
    flush()
    canvas.fill(outline, (color ?? canvas.style.color).opacity(opacity), isFuller: true)
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    label.map { [LegendKey(label: $0, sample: .patch((color ?? style.color).opacity(opacity), edge: nil, isFuller: true))] } ?? []
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    let xs = names.x(x)
    let lows = names.y(lower)
    let highs = names.y(upper)
    var description = MarkDescription(
      kind: kind, label: label, columns: [("x", xs), ("lower", lows), ("upper", highs)])
    description.colors = [(color ?? style.color).hex]
    let widths = zip(lows, highs).map { abs($1 - $0) }
    var parts: [String] = []
    if let range = Wording.range(xs) { parts.append("x \(range)") }
    if let range = Wording.range(widths) { parts.append("between \(range) wide") }
    description.sentence = parts.joined(separator: ", ")
    return description
  }
}
