/// A text at a place of the chart.
///
/// ```swift
/// Text("optimum", at: (2.5, 0.1), anchor: .below)
/// ```
public struct Text: Mark {
  /// On which side of its place a text stands.
  public enum Side: Sendable { case center, above, below, left, right }

  var text: String
  var x: Double
  var y: Double
  var side: Side
  var color: Color
  var size: Double
  var degrees: Double

  /// - Parameters:
  ///   - text: What to write; formulas between dollar signs.
  ///   - point: The place, in the axes' values.
  ///   - side: On which side of the place the text stands.
  ///   - color: By default the page's ink.
  ///   - size: In points.
  ///   - degrees: How far the text is turned, anticlockwise.
  public init(
    _ text: String, at point: (Double, Double), side: Side = .center, color: Color = .ink, size: Double = 9,
    degrees: Double = 0
  ) {
    self.text = text
    (x, y) = point
    self.side = side
    self.color = color
    self.size = size
    self.degrees = degrees
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension Text: MarkDrawing {
  var kind: String { "text" }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    limits.x.include(x)
    limits.y.include(y)
  }

  func narrowed(textScale: Double) -> any MarkDrawing {
    var copy = self
    // Nobody reads less than nine pixels.
    copy.size = min(size, max(size * textScale, 6.75))
    return copy
  }

  func draw(on canvas: inout Canvas) {
    let p = canvas.point(x, y)
    guard p.isFinite, canvas.frame.grown(by: 2).contains(p) else { return }
    let gap = 5.0
    let (anchor, at): (TextAnchor, Point) =
      switch side {
      case .center: (TextAnchor(.center, .middle), p)
      case .above: (TextAnchor(.center, .bottom), Point(p.x, p.y - gap))
      case .below: (TextAnchor(.center, .top), Point(p.x, p.y + gap))
      case .left: (TextAnchor(.right, .middle), Point(p.x - gap, p.y))
      case .right: (TextAnchor(.left, .middle), Point(p.x + gap, p.y))
      }
    let set = Typesetter.set(
      AxesDrawing.wrappedLabel(text, width: canvas.frame.width - 8), size: size * 4 / 3, alignment: anchor.horizontal)
    // A text near the border moves inside.
    let box = set.bounds(at: at, anchor: anchor, degrees: degrees)
    let dx = max(0, canvas.frame.left - box.left) - max(0, box.right - canvas.frame.right)
    let dy = max(0, canvas.frame.top - box.top) - max(0, box.bottom - canvas.frame.bottom)
    let origin = set.origin(at: Point(at.x + dx, at.y + dy), anchor: anchor, degrees: degrees)
    canvas.overlay.append(.text(SceneText(text: set, origin: origin, degrees: degrees, color: color, halo: color.halo)))
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    MarkDescription(
      kind: kind, colors: [color.hex], columns: [("x", [x]), ("y", [y])], texts: [text],
      sentence: "“\(Figure.plain(text))” at \(Wording.number(x)), \(Wording.number(y))")
  }
}

/// An arrow from one place of the chart to another, with a text at its tail if wanted.
public struct Arrow: Mark {
  var start: (x: Double, y: Double)
  var end: (x: Double, y: Double)
  var text: String
  var color: Color
  var width: Double
  var textScale = 1.0

  /// - Parameters:
  ///   - start: The tail, in the axes' values.
  ///   - end: The point, in the axes' values.
  ///   - text: What stands at the tail.
  ///   - color: By default the page's ink.
  ///   - width: In points.
  public init(
    from start: (Double, Double), to end: (Double, Double), text: String = "", color: Color = .ink,
    width: Double = 1.2
  ) {
    self.start = start
    self.end = end
    self.text = text
    self.color = color
    self.width = width
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension Arrow: MarkDrawing {
  var kind: String { "arrow" }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    limits.x.include([start.x, end.x])
    limits.y.include([start.y, end.y])
  }

  func narrowed(textScale: Double) -> any MarkDrawing {
    var copy = self
    copy.textScale = textScale
    return copy
  }

  func draw(on canvas: inout Canvas) {
    let a = canvas.point(start.x, start.y)
    let b = canvas.point(end.x, end.y)
    guard a.isFinite, b.isFinite else { return }
    canvas.overlay += Arrow.shapes(from: a, to: b, color: color, width: width * 4 / 3)
    guard !text.isEmpty else { return }
    // The text stands on the side that the arrow leaves.
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let anchor =
      abs(dx) > abs(dy)
      ? TextAnchor(dx > 0 ? .right : .left, .middle) : TextAnchor(.center, dy > 0 ? .bottom : .top)
    let at = abs(dx) > abs(dy) ? Point(a.x + (dx > 0 ? -5 : 5), a.y) : Point(a.x, a.y + (dy > 0 ? -5 : 5))
    let set = Typesetter.set(AxesDrawing.wrappedLabel(text), size: 12 * textScale, alignment: anchor.horizontal)
    var box = set.bounds(at: at, anchor: anchor, degrees: 0)
    // A tail near the border leaves its text no room: it goes above or below the tail, within the frame.
    let isCut = box.left < canvas.frame.left || box.right > canvas.frame.right
    if isCut, abs(dx) > abs(dy), canvas.frame.contains(a), box.width < canvas.frame.width - 4 {
      let left = min(max(a.x - box.width / 2, canvas.frame.left + 2), canvas.frame.right - 2 - box.width)
      let goesAbove = dy >= 0 && a.y - 4 - box.height > canvas.frame.top
      box = Rect(x: left, y: goesAbove ? a.y - 4 - box.height : a.y + 4, width: box.width, height: box.height)
    }
    let origin = Point(box.left, box.top + set.ascent)
    canvas.overlay.append(.text(SceneText(text: set, origin: origin, degrees: 0, color: color, halo: color.halo)))
  }

  /// A shaft with a head as long as three and a half widths, at least seven pixels.
  static func shapes(from a: Point, to b: Point, color: Color, width: Double) -> [SceneItem] {
    let length = (b - a).length
    guard length > 1 else { return [] }
    let unit = (b - a) * (1 / length)
    let side = Point(-unit.y, unit.x)
    let head = min(max(7, width * 4.5), length)
    let neck = b - unit * head
    let shaft = VectorPath(from: a, to: b - unit * (head * 0.8))
    let outline = VectorPath([b, neck + side * (head * 0.4), b - unit * (head * 0.75), neck - side * (head * 0.4)], closed: true)
    return [
      .path(ScenePath(path: shaft, fill: nil, stroke: Stroke(color: color, width: width))),
      .path(ScenePath(path: outline, fill: color, stroke: nil)),
    ]
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    MarkDescription(
      kind: kind, colors: [color.hex], columns: [("x", [start.x, end.x]), ("y", [start.y, end.y])],
      texts: text.isEmpty ? [] : [text],
      sentence: (text.isEmpty ? "" : "“\(Figure.plain(text))” ")
        + "pointing to \(Wording.number(end.x)), \(Wording.number(end.y))")
  }
}

extension Color {
  /// The page's paper, where the colour can be told from it on light and on dark pages.
  var halo: Color? { role == .ink || (0.03...0.6).contains(luminance) ? .paper : nil }
}

extension AxesDrawing {
  /// A text of the author's own lines, or broken where it would be very long.
  static func wrappedLabel(_ text: String, width: Double = .infinity) -> String {
    text.contains("\n") || text.contains("$") || text.count <= 60
      ? text : Typesetter.wrapped(text, width: min(380, max(width, 60)), size: Theme.tickSize)
  }
}
