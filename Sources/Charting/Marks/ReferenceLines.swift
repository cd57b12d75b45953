/// A line across the axes at one height: a threshold, a mean.
public struct HorizontalLine: Mark {
  var rule: Rule

  /// - Parameters:
  ///   - y: The height.
  ///   - color: By default the page's ink.
  ///   - style: How the line is dashed.
  ///   - width: In points.
  ///   - label: The name in the legend.
  public init(
    _ y: Double, color: Color = .ink, style: LineStyle = .dashed, width: Double = 1.5, label: String? = nil
  ) {
    rule = Rule(isHorizontal: true, value: y, color: color, style: style, width: width, label: label)
  }

  public var layer: MarkLayer { MarkLayer(rule) }
}

/// A line across the axes at one place of the horizontal axis.
public struct VerticalLine: Mark {
  var rule: Rule

  /// - Parameters:
  ///   - x: The place.
  ///   - color: By default the page's ink.
  ///   - style: How the line is dashed.
  ///   - width: In points.
  ///   - label: The name in the legend.
  public init(
    _ x: Double, color: Color = .ink, style: LineStyle = .dashed, width: Double = 1.5, label: String? = nil
  ) {
    rule = Rule(isHorizontal: false, value: x, color: color, style: style, width: width, label: label)
  }

  public var layer: MarkLayer { MarkLayer(rule) }
}

/// A band across the axes between two heights.
public struct HorizontalSpan: Mark {
  var band: Band

  /// - Parameters:
  ///   - range: The heights between which the band lies.
  ///   - color: By default grey.
  ///   - opacity: From 0 to 1.
  ///   - label: The name in the legend.
  public init(_ range: ClosedRange<Double>, color: Color = .gray, opacity: Double = 0.2, label: String? = nil) {
    band = Band(isHorizontal: true, range: range, color: color, opacity: opacity, label: label)
  }

  public var layer: MarkLayer { MarkLayer(band) }
}

/// A band across the axes between two places of the horizontal axis.
public struct VerticalSpan: Mark {
  var band: Band

  /// - Parameters:
  ///   - range: The places between which the band lies.
  ///   - color: By default grey.
  ///   - opacity: From 0 to 1.
  ///   - label: The name in the legend.
  public init(_ range: ClosedRange<Double>, color: Color = .gray, opacity: Double = 0.2, label: String? = nil) {
    band = Band(isHorizontal: false, range: range, color: color, opacity: opacity, label: label)
  }

  public var layer: MarkLayer { MarkLayer(band) }
}

/// A straight line across the frame.
struct Rule: MarkDrawing {
  var isHorizontal: Bool
  var value: Double
  var color: Color
  var style: LineStyle
  var width: Double
  var label: String?

  var kind: String { isHorizontal ? "horizontal line" : "vertical line" }

  private var stroke: Stroke {
    let pixels = width * 4 / 3
    return Stroke(color: color, width: pixels, dashes: style.dashes(width: pixels))
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    if isHorizontal { limits.y.include(value) } else { limits.x.include(value) }
  }

  func draw(on canvas: inout Canvas) {
    let position = isHorizontal ? canvas.y(value) : canvas.x(value)
    guard position.isFinite else { return }
    let f = canvas.frame
    guard isHorizontal ? position >= f.top - 1 && position <= f.bottom + 1 : position >= f.left - 1 && position <= f.right + 1
    else { return }
    canvas.stroke(
      isHorizontal
        ? VectorPath(from: Point(f.left, position), to: Point(f.right, position))
        : VectorPath(from: Point(position, f.top), to: Point(position, f.bottom)), stroke)
  }

  func legendKeys(_ series: SeriesStyle) -> [LegendKey] {
    label.map { [LegendKey(label: $0, sample: .line(stroke, nil, color))] } ?? []
  }

  func described(_ series: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    MarkDescription(
      kind: kind, label: label, colors: [color.hex], columns: [(isHorizontal ? "y" : "x", [value])],
      sentence: "at \(Wording.number(value))")
  }
}

/// A filled strip across the frame.
struct Band: MarkDrawing {
  var isHorizontal: Bool
  var range: ClosedRange<Double>
  var color: Color
  var opacity: Double
  var label: String?

  var kind: String { isHorizontal ? "horizontal band" : "vertical band" }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    for end in [range.lowerBound, range.upperBound] {
      if isHorizontal { limits.y.include(end) } else { limits.x.include(end) }
    }
  }

  func draw(on canvas: inout Canvas) {
    let f = canvas.frame
    let axis = isHorizontal ? canvas.y : canvas.x
    let (a, b) = (axis(range.lowerBound), axis(range.upperBound))
    guard b.isFinite else { return }
    let start = a.isFinite ? a : axis.start
    let box =
      isHorizontal
      ? Rect(left: f.left, top: max(min(start, b), f.top), right: f.right, bottom: min(max(start, b), f.bottom))
      : Rect(left: max(min(start, b), f.left), top: f.top, right: min(max(start, b), f.right), bottom: f.bottom)
    guard box.width > 0, box.height > 0 else { return }
    canvas.fill(VectorPath(box), color.opacity(opacity), isFuller: true)
  }

  func legendKeys(_ series: SeriesStyle) -> [LegendKey] {
    label.map { [LegendKey(label: $0, sample: .patch(color.opacity(opacity), edge: nil, isFuller: true))] } ?? []
  }

  func described(_ series: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    MarkDescription(
      kind: kind, label: label, colors: [color.hex],
      columns: [(isHorizontal ? "y" : "x", [range.lowerBound, range.upperBound])],
      sentence: "from \(Wording.number(range.lowerBound)) to \(Wording.number(range.upperBound))")
  }
}
