/// How large titles and labels are against their proper size.
struct TextScales {
  var title = 1.0
  var xLabel = 1.0
  var yLabel = 1.0
}

extension FigureLayout {
  /// A text on a line that it shares with others: its middle and its length.
  private typealias Span = (middle: Double, length: Double)

  /// The sizes at which titles stay a letter's width apart, and labels of neighbouring axes too: one for all titles
  /// and one for the labels of each direction, so that all look alike.
  static func textScales(
    _ drawings: [AxesDrawing], _ frames: [Rect], columns: Int, width: Double, height: Double
  ) -> TextScales {
    var scales = TextScales()
    let places = Array(zip(drawings, frames).enumerated())
    func scale(_ groups: [[Span]], within length: Double) -> Double {
      groups.reduce(1) { min($0, apart($1, within: length)) }
    }
    func groups(_ count: Int, by group: (Int) -> Int, _ span: (AxesDrawing, Rect) -> Span?) -> [[Span]] {
      var result = [[Span]](repeating: [], count: count)
      for (k, place) in places {
        if let span = span(place.0, place.1) { result[group(k)].append(span) }
      }
      return result
    }
    let rows = (drawings.count + columns - 1) / columns
    let titles = groups(rows, by: { $0 / columns }) { drawing, frame in
      guard !drawing.prepared.axes.title.isEmpty else { return nil }
      let length = drawing.wrappedTitle(frame.width).width
      return (drawing.titleMiddle(frame, width: length), length)
    }
    let xLabels = groups(rows, by: { $0 / columns }) { drawing, frame in
      !drawing.prepared.showsAxes || drawing.hidesXLabels || drawing.prepared.xLabel.isEmpty
        ? nil : (frame.center.x, drawing.xLabel(along: frame.width).width)
    }
    let yLabels = groups(columns, by: { $0 % columns }) { drawing, frame in
      !drawing.prepared.showsAxes || drawing.hidesYLabels || drawing.prepared.yLabel.isEmpty
        ? nil : (frame.center.y, drawing.yLabel(along: frame.height).width)
    }
    scales.title = scale(titles, within: width)
    scales.xLabel = scale(xLabels, within: width)
    scales.yLabel = scale(yLabels, within: height)
    return scales
  }

  /// The largest scale, at most 1, at which neighbours on a line keep their distance and none leaves the page.
  private static func apart(_ spans: [Span], within length: Double) -> Double {
    var scale = 1.0
    for span in spans where span.length > 0 {
      scale = min(scale, 2 * (min(span.middle, length - span.middle) - 1) / span.length)
    }
    for (a, b) in zip(spans, spans.dropFirst()) where a.length + b.length > 0 {
      scale = min(scale, 2 * (b.middle - a.middle - AxesDrawing.letter) / (a.length + b.length))
    }
    return max(scale, 0.1)
  }
}
