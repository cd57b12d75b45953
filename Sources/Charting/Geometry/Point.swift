/// A position on the page, in CSS pixels from the figure's upper left corner.
package struct Point: Equatable, Sendable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  static func * (a: Point, s: Double) -> Point { Point(a.x * s, a.y * s) }

  var isFinite: Bool { x.isFinite && y.isFinite }
  var length: Double { (x * x + y * y).squareRoot() }
}

/// A rectangle on the page, in CSS pixels; `y` grows downwards.
package struct Rect: Equatable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  init(left: Double, top: Double, right: Double, bottom: Double) {
    self.init(x: left, y: top, width: right - left, height: bottom - top)
  }

  package var left: Double { x }
  package var right: Double { x + width }
  package var top: Double { y }
  package var bottom: Double { y + height }
  var center: Point { Point(x + width / 2, y + height / 2) }

  /// The rectangle with every side moved outwards by `margin`.
  package func grown(by margin: Double) -> Rect {
    Rect(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }

  /// Whether the point lies in the rectangle, sides included.
  package func contains(_ p: Point) -> Bool {
    p.x >= left && p.x <= right && p.y >= top && p.y <= bottom
  }

  /// Whether the rectangles share any area.
  package func intersects(_ other: Rect) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  /// The smallest rectangle that holds both.
  func union(_ other: Rect) -> Rect {
    Rect(
      left: min(left, other.left), top: min(top, other.top),
      right: max(right, other.right), bottom: max(bottom, other.bottom))
  }
}

/// How far something reaches beyond a box on each of its sides.
struct Insets: Equatable {
  var left = 0.0
  var top = 0.0
  var right = 0.0
  var bottom = 0.0

  /// How far the side that moved most is from where it was.
  func distance(to other: Insets) -> Double {
    max(abs(left - other.left), abs(right - other.right), abs(top - other.top), abs(bottom - other.bottom))
  }

  /// The larger of the two on every side.
  func union(_ other: Insets) -> Insets {
    Insets(
      left: max(left, other.left), top: max(top, other.top),
      right: max(right, other.right), bottom: max(bottom, other.bottom))
  }
}
