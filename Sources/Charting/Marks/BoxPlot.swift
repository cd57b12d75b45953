/// Boxes from the lower to the upper quartile with the median, whiskers and what lies beyond.
///
/// ```swift
/// BoxPlot(["train", "test"], [trainErrors, testErrors])
/// ```
/// Whiskers end at the last value within 1.5 interquartile ranges of the box (Tukey, 1977).
public struct BoxPlot: Mark {
  var names: [String]
  var samples: [[Double]]
  var color: Color?
  var label: String?
  private var rowCount: Int

  /// - Parameters:
  ///   - names: What stands under each box; may be left empty.
  ///   - samples: The values for each box.
  ///   - color: By default the next of the palette.
  ///   - label: The name in the legend.
  public init(_ names: [String] = [], _ samples: [any ChartValues], color: Color? = nil, label: String? = nil) {
    rowCount = names.count
    self.names = names.isEmpty ? samples.indices.map { String($0 + 1) } : names
    self.samples = samples.map { if case .numbers(let values) = $0.chartData { values } else { [] } }
    self.color = color
    self.label = label
  }

  public var layer: MarkLayer { MarkLayer(self) }

  /// The five numbers of a box and the values beyond its whiskers.
  package struct Summary {
    package var low = 0.0, lower = 0.0, median = 0.0, upper = 0.0, high = 0.0
    package var outliers: [Double] = []
  }

  package var summaries: [Summary?] {
    samples.map { values in
      let sorted = values.filter(\.isFinite).sorted()
      guard !sorted.isEmpty else { return nil }
      var summary = Summary()
      summary.lower = Quantiles.of(sorted, 0.25)
      summary.median = Quantiles.of(sorted, 0.5)
      summary.upper = Quantiles.of(sorted, 0.75)
      let reach = 1.5 * (summary.upper - summary.lower)
      let inside = sorted.filter { $0 >= summary.lower - reach && $0 <= summary.upper + reach }
      summary.low = min(inside.first ?? summary.lower, summary.lower)
      summary.high = max(inside.last ?? summary.upper, summary.upper)
      summary.outliers = sorted.filter { $0 < summary.low || $0 > summary.high }
      return summary
    }
  }
}

extension BoxPlot: MarkDrawing {
  var kind: String { "box plot" }
  var cycleCount: Int { color == nil ? 1 : 0 }
  var xCategories: [String] { names }
  var problem: String? {
    rowCount == 0 ? nil : lengthProblem("BoxPlot", [("names", rowCount), ("samples", samples.count)])
  }

  var wishes: AxesWishes {
    var wishes = AxesWishes()
    wishes.xGrid = false
    return wishes
  }

  func extend(_ limits: inout DataLimits, _ categories: CategoryNames) {
    for values in samples { limits.y.include(values) }
  }

  func draw(on canvas: inout Canvas) {
    let color = color ?? canvas.style.color
    let places = canvas.names.x(.categories(names))
    for (place, summary) in zip(places, summaries) {
      guard let s = summary else { continue }
      let left = canvas.x(place - 0.27)
      let right = canvas.x(place + 0.27)
      let middle = canvas.x(place)
      let cap = (right - left) * 0.22
      func y(_ value: Double) -> Double { canvas.y(value) }
      guard [y(s.low), y(s.high), y(s.median)].allSatisfy(\.isFinite) else { continue }
      let box = Rect(left: left, top: min(y(s.upper), y(s.lower)), right: right, bottom: max(y(s.upper), y(s.lower)))
      canvas.fill(VectorPath(box, radius: 1.5), color.opacity(0.28), edge: Stroke(color: color, width: 1.5))
      var whiskers = VectorPath(from: Point(middle, y(s.upper)), to: Point(middle, y(s.high)))
      whiskers.append(VectorPath(from: Point(middle, y(s.lower)), to: Point(middle, y(s.low))))
      whiskers.append(VectorPath(from: Point(middle - cap, y(s.high)), to: Point(middle + cap, y(s.high))))
      whiskers.append(VectorPath(from: Point(middle - cap, y(s.low)), to: Point(middle + cap, y(s.low))))
      canvas.stroke(whiskers, Stroke(color: color, width: 1.5))
      canvas.stroke(
        VectorPath(from: Point(left, y(s.median)), to: Point(right, y(s.median))), Stroke(color: .ink, width: 2))
      let beyond = s.outliers.map { Point(middle, y($0)) }.filter(\.isFinite)
      if !beyond.isEmpty {
        let batch = MarkerBatch(shape: .ring, positions: beyond, sizes: [5.5], colors: [color], strokeWidth: 1.2)
        canvas.items.append(.group(SceneGroup(items: [.markers(batch)], mayBeRasterized: true)))
      }
    }
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    let shown = color ?? style.color
    return label.map {
      [LegendKey(label: $0, sample: .patch(shown.opacity(0.28), edge: Stroke(color: shown, width: 1.5)))]
    } ?? []
  }

  func described(_ style: SeriesStyle, _ categories: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind, label: label, texts: names)
    description.colors = [(color ?? style.color).hex]
    var sentences: [String] = []
    for (name, summary) in zip(names, summaries) {
      guard let s = summary else { continue }
      description.columns.append((name, [s.low, s.lower, s.median, s.upper, s.high] + s.outliers))
      sentences.append(
        "\(name): median \(Wording.number(s.median)), half of the values from \(Wording.number(s.lower)) to "
          + "\(Wording.number(s.upper)), whiskers \(Wording.number(s.low)) to \(Wording.number(s.high))"
          + (s.outliers.isEmpty ? "" : ", \(s.outliers.count) beyond"))
    }
    description.sentence = sentences.joined(separator: "; ")
    return description
  }
}
