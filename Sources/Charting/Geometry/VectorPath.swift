/// An outline of straight lines and curves, in CSS pixels (or in font units, for glyphs).
package struct VectorPath: Equatable, Sendable {
  package enum Element: Equatable, Sendable {
    case move(Point)
    case line(Point)
    case quadratic(control: Point, end: Point)
    case cubic(Point, Point, end: Point)
    case close
  }

  package var elements: [Element] = []

  init() {}

  /// An open or closed run of straight lines.
  init(_ points: [Point], closed: Bool = false) {
    elements.reserveCapacity(points.count + 1)
    for (index, point) in points.enumerated() {
      elements.append(index == 0 ? .move(point) : .line(point))
    }
    if closed && !points.isEmpty { elements.append(.close) }
  }

  /// A straight line.
  init(from start: Point, to end: Point) {
    elements = [.move(start), .line(end)]
  }

  /// A rectangle, with round corners where `radius` is positive.
  init(_ rect: Rect, radius: Double = 0) {
    let r = min(radius, rect.width / 2, rect.height / 2)
    guard r > 0 else {
      self.init(
        [
          Point(rect.left, rect.top), Point(rect.right, rect.top),
          Point(rect.right, rect.bottom), Point(rect.left, rect.bottom),
        ], closed: true)
      return
    }
    self.init()
    let k = r * (1 - VectorPath.circleControl)
    move(Point(rect.left + r, rect.top))
    line(Point(rect.right - r, rect.top))
    cubic(Point(rect.right - k, rect.top), Point(rect.right, rect.top + k), Point(rect.right, rect.top + r))
    line(Point(rect.right, rect.bottom - r))
    cubic(
      Point(rect.right, rect.bottom - k), Point(rect.right - k, rect.bottom), Point(rect.right - r, rect.bottom))
    line(Point(rect.left + r, rect.bottom))
    cubic(Point(rect.left + k, rect.bottom), Point(rect.left, rect.bottom - k), Point(rect.left, rect.bottom - r))
    line(Point(rect.left, rect.top + r))
    cubic(Point(rect.left, rect.top + k), Point(rect.left + k, rect.top), Point(rect.left + r, rect.top))
    close()
  }

  /// A circle, as four cubic curves.
  init(circleAt center: Point, radius r: Double) {
    let k = r * VectorPath.circleControl
    let (x, y) = (center.x, center.y)
    move(Point(x + r, y))
    cubic(Point(x + r, y + k), Point(x + k, y + r), Point(x, y + r))
    cubic(Point(x - k, y + r), Point(x - r, y + k), Point(x - r, y))
    cubic(Point(x - r, y - k), Point(x - k, y - r), Point(x, y - r))
    cubic(Point(x + k, y - r), Point(x + r, y - k), Point(x + r, y))
    close()
  }

  /// Where the control points of a quarter circle of radius 1 lie.
  static let circleControl = 0.5522847498307936

  mutating func move(_ p: Point) { elements.append(.move(p)) }
  mutating func line(_ p: Point) { elements.append(.line(p)) }
  mutating func cubic(_ a: Point, _ b: Point, _ end: Point) { elements.append(.cubic(a, b, end: end)) }
  mutating func close() { elements.append(.close) }

  mutating func append(_ other: VectorPath) { elements.append(contentsOf: other.elements) }

  /// The path with every point sent through `transform`.
  func mapped(_ transform: (Point) -> Point) -> VectorPath {
    var result = VectorPath()
    result.elements = elements.map { element in
      switch element {
      case .move(let p): .move(transform(p))
      case .line(let p): .line(transform(p))
      case .quadratic(let c, let e): .quadratic(control: transform(c), end: transform(e))
      case .cubic(let a, let b, let e): .cubic(transform(a), transform(b), end: transform(e))
      case .close: .close
      }
    }
    return result
  }
}
