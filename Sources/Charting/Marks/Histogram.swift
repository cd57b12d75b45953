/// How often values occur: bars over equal ranges.
///
/// ```swift
/// Histogram(heights, bins: 20, label: "Heights")
/// ```
public struct Histogram: Mark {
  var values: [Double]
  var bins: Int?
  var range: ClosedRange<Double>?
  var isDensity: Bool
  var color: Color?
  var opacity: Double
  var label: String?
  private var isNames = false
  /// Whether others lie in the same axes: outlines tell them apart then.
  private var hasCompany = false

  /// - Parameters:
  ///   - values: The numbers to count.
  ///   - bins: How many ranges; by default after Freedman and Diaconis (1981), from 5 to 60.
  ///   - range: Where the ranges begin and end; by default at the smallest and largest value.
  ///   - isDensity: Whether the bars' areas sum to 1 instead of their heights to the count.
  ///   - color: By default the next of the palette.
  ///   - opacity: From 0 to 1; of several histograms in one axes, which lie over one another, at most 0.4.
  ///   - label: The name in the legend.
  public init(
    _ values: any ChartValues, bins: Int? = nil, range: ClosedRange<Double>? = nil, isDensity: Bool = false,
    color: Color? = nil, opacity: Double = 0.85, label: String? = nil
  ) {
    if case .numbers(let numbers) = values.chartData { self.values = numbers } else {
      self.values = []
      isNames = true
    }
    self.bins = bins.map { max(1, min($0, 10_000)) }
    self.range = range
    self.isDensity = isDensity
    self.color = color
    self.opacity = opacity
    self.label = label
  }

  public var layer: MarkLayer { MarkLayer(self) }

  /// The ends of the ranges and how much lies in each; the last range includes its upper end.
  package var counted: (edges: [Double], heights: [Double]) {
    let finite = values.filter(\.isFinite)
    var low = range?.lowerBound ?? finite.min() ?? 0
    var high = range?.upperBound ?? finite.max() ?? 1
    // A range that a Double cannot divide into parts is opened.
    if !(high / 64 - low / 64 > max(abs(low), abs(high)) * 1e-15) {
      let half = max(0.5, abs(low) * 1e-3)
      low -= half
      high += half
    }
    let inside = finite.filter { $0 >= low && $0 <= high }
    let count = bins ?? Histogram.freedmanDiaconis(inside, low, high)
    let width = (high / Double(count) - low / Double(count))
    var heights = [Double](repeating: 0, count: count)
    for value in inside {
      heights[whole(value / width - low / width, in: 0...count - 1)] += 1
    }
    if isDensity, !inside.isEmpty {
      for k in heights.indices { heights[k] /= Double(inside.count) * width }
    }
    return ((0...count).map { $0 == count ? high : low + Double($0) * width }, heights)
  }

  /// Ranges as wide as twice the interquartile range over the cube root of the count.
  private static func freedmanDiaconis(_ values: [Double], _ low: Double, _ high: Double) -> Int {
    guard values.count > 1 else { return 1 }
    let sorted = values.sorted()
    let spread = Quantiles.of(sorted, 0.75) - Quantiles.of(sorted, 0.25)
    guard spread > 0 else { return 10 }
    let width = 2 * spread / power(Double(values.count), 1.0 / 3)
    let count = (high - low) / width
    return count.isFinite ? whole(count.rounded(.up), in: 5...60) : 10
  }
}

/// Quantiles of sorted values, between two of them in proportion, as NumPy's `quantile` does by default.
enum Quantiles {
  static func of(_ sorted: [Double], _ fraction: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let position = fraction * Double(sorted.count - 1)
    let k = Int(position)
    guard k + 1 < sorted.count else { return last }
    return sorted[k] + (sorted[k + 1] - sorted[k]) * (position - Double(k))
  }
}

extension Histogram: MarkDrawing {
  var kind: String { "histogram" }
  var cycleCount: Int { color == nil ? 1 : 0 }
  var problem: String? { isNames ? "Histogram: the values are names; count them and use Bar." : nil }

  var wishes: AxesWishes {
    var wishes = AxesWishes()
    wishes.xGrid = false
    return wishes
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    let (edges, heights) = counted
    limits.x.include(edges)
    limits.y.includeEdge(0)
    limits.y.include(heights)
  }

  func draw(on canvas: inout Canvas) {
    if hasCompany { return drawSteps(on: &canvas) }
    let (edges, heights) = counted
    let fill = (color ?? canvas.style.color).opacity(opacity)
    let floor = canvas.y.scale == .logarithmic ? canvas.y.lower : 0
    var outline = VectorPath()
    for k in heights.indices where heights[k] > 0 {
      let a = canvas.point(edges[k], floor)
      let b = canvas.point(edges[k + 1], heights[k])
      guard a.isFinite, b.isFinite else { continue }
      // A hair of space tells the bars apart.
      let gap = min(0.5, (b.x - a.x) * 0.1)
      outline.append(VectorPath(Rect(left: a.x + gap, top: b.y, right: b.x - gap, bottom: a.y)))
    }
    canvas.fill(outline, fill)
  }

  /// One outline around all ranges.
  private func drawSteps(on canvas: inout Canvas) {
    let (edges, heights) = counted
    let floor = canvas.y.scale == .logarithmic ? canvas.y.lower : 0
    var points = [canvas.point(edges[0], floor)]
    for k in heights.indices {
      let height = heights[k] > 0 ? heights[k] : floor
      points += [canvas.point(edges[k], height), canvas.point(edges[k + 1], height)]
    }
    points.append(canvas.point(edges[heights.count], floor))
    let kept = points.enumerated().filter { k, p in
      p.isFinite && (k == 0 || k == points.count - 1 || p.y != points[k - 1].y || p.y != points[k + 1].y)
    }
    let shown = color ?? canvas.style.color
    canvas.fill(VectorPath(kept.map(\.element), closed: true), shown.opacity(areaOpacity), edge: Histogram.edge(shown))
  }

  private var areaOpacity: Double { hasCompany ? min(opacity, 0.4) : opacity }

  private static func edge(_ color: Color) -> Stroke { Stroke(color: color, width: 1.6, join: .miter) }

  /// Lets histograms of the same axes know of each other.
  static func arrange(_ marks: inout [any MarkDrawing]) {
    let members = marks.indices.filter { marks[$0] is Histogram }
    guard members.count > 1 else { return }
    for k in members {
      guard var histogram = marks[k] as? Histogram else { continue }
      histogram.hasCompany = true
      marks[k] = histogram
    }
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    let shown = color ?? style.color
    let sample = LegendKey.Sample.patch(shown.opacity(areaOpacity), edge: hasCompany ? Histogram.edge(shown) : nil)
    return label.map { [LegendKey(label: $0, sample: sample)] } ?? []
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    let (edges, heights) = counted
    var description = MarkDescription(kind: kind, label: label, columns: [("edges", edges), ("heights", heights)])
    description.colors = [(color ?? style.color).hex]
    var sentence = "\(Charting.counted(values.count, "value")) in \(Charting.counted(heights.count, "range"))"
    if let range = Wording.range(edges) { sentence += " from \(range)" }
    if let top = heights.indices.max(by: { heights[$0] < heights[$1] }), heights[top] > 0 {
      sentence += "; most (\(Wording.number(heights[top]))) from \(Wording.number(edges[top])) to \(Wording.number(edges[top + 1]))"
    }
    description.sentence = sentence
    return description
  }
}
