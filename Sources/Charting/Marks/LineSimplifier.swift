/// Turns data into the outline of a line, leaving out what no eye could see.
///
/// Of the points that fall into one column of half a pixel, the first, the lowest, the highest and the
/// last stay: the drawn line covers the same pixels.
enum LineSimplifier {
  static func path(_ xs: [Double], _ ys: [Double], _ canvas: Canvas, steps: Line.Steps? = nil) -> VectorPath {
    let count = min(xs.count, ys.count)
    if steps == nil && count > 4000 { return thinned(xs, ys, canvas) }
    var path = VectorPath()
    path.elements.reserveCapacity(count + 1)
    var previous: Point?
    for k in 0..<count {
      let p = clamped(canvas.point(xs[k], ys[k]), canvas.frame)
      guard p.isFinite else {
        previous = nil
        continue
      }
      if let last = previous {
        switch steps {
        case nil: break
        case .after: path.line(Point(p.x, last.y))
        case .before: path.line(Point(last.x, p.y))
        case .middle:
          path.line(Point((p.x + last.x) / 2, last.y))
          path.line(Point((p.x + last.x) / 2, p.y))
        }
        path.line(p)
      } else {
        path.move(p)
      }
      previous = p
    }
    return path
  }

  /// Far outside the frame is outside: coordinates stay within what every viewer can draw.
  @inline(__always)
  private static func clamped(_ p: Point, _ frame: Rect) -> Point {
    guard p.x.isFinite, p.y.isFinite else { return Point(.nan, .nan) }
    return Point(min(max(p.x, -20_000), 20_000), min(max(p.y, -20_000), 20_000))
  }

  private static func thinned(_ xs: [Double], _ ys: [Double], _ canvas: Canvas) -> VectorPath {
    var path = VectorPath()
    path.elements.reserveCapacity(16_384)
    var column = Int.min
    var first = Point(0, 0)
    var low = Point(0, 0)
    var high = Point(0, 0)
    var last = Point(0, 0)
    var lowFirst = true
    var isOpen = false
    func flush() {
      guard column != Int.min else { return }
      if isOpen { path.line(first) } else { path.move(first) }
      isOpen = true
      let (a, b) = lowFirst ? (low, high) : (high, low)
      if a != first && a != last { path.line(a) }
      if b != first && b != last && b != a { path.line(b) }
      if last != first { path.line(last) }
      column = Int.min
    }
    let (toX, toY) = (canvas.x, canvas.y)
    // Most points fall into the column of the one before them: between these ends, where all is linear.
    let (directX, directY) = (toX.linear ?? (0, .nan, 0), toY.linear ?? (0, .nan, 0))
    var columnLeft = Double.infinity
    var columnRight = -Double.infinity
    xs.withUnsafeBufferPointer { xs in
      ys.withUnsafeBufferPointer { ys in
        for k in 0..<min(xs.count, ys.count) {
          let x = directX.start + (xs[k] - directX.origin) * directX.factor
          let y = directY.start + (ys[k] - directY.origin) * directY.factor
          if x >= columnLeft, x < columnRight, abs(y) <= 20_000 {
            last = Point(x, y)
            if y < high.y {
              high = last
              lowFirst = true
            } else if y > low.y {
              low = last
              lowFirst = false
            }
            continue
          }
          let p = clamped(Point(toX(xs[k]), toY(ys[k])), canvas.frame)
          guard p.x.isFinite else {
            flush()
            isOpen = false
            columnRight = -.infinity
            continue
          }
          let here = Int(p.x * 2)
          if here != column {
            flush()
            column = here
            if here > 0 { (columnLeft, columnRight) = (Double(here) / 2, Double(here + 1) / 2) } else { columnRight = -.infinity }
            first = p
            low = p
            high = p
            lowFirst = true
          } else if p.y < high.y {
            high = p
            lowFirst = true
          } else if p.y > low.y {
            low = p
            lowFirst = false
          }
          last = p
        }
      }
    }
    flush()
    return path
  }
}
