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
    xs.withUnsafeBufferPointer { xs in
      ys.withUnsafeBufferPointer { ys in
        let count = min(xs.count, ys.count)
        var k = 0
        while k < count {
          let p = clamped(Point(toX(xs[k]), toY(ys[k])), canvas.frame)
          k += 1
          guard p.x.isFinite else {
            flush()
            isOpen = false
            continue
          }
          let here = Int(p.x * 2)
          if here != column {
            flush()
            column = here
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
          // Most points fall into the column of the one before them.
          guard here > 0, let x = toX.linear, let y = toY.linear else { continue }
          let run = Run(from: k, to: count, xs, ys, x, y, column: here, low: low.y, high: high.y)
          func place(_ index: Int) -> Point {
            Point(x.start + (xs[index] - x.origin) * x.factor, y.start + (ys[index] - y.origin) * y.factor)
          }
          if run.low >= 0 { low = place(run.low) }
          if run.high >= 0 { high = place(run.high) }
          if run.end > k { last = place(run.end - 1) }
          // What was found last decides which of the two comes second.
          if run.low >= 0 || run.high >= 0 { lowFirst = run.high > run.low }
          k = run.end
        }
      }
    }
    flush()
    return path
  }

  /// The points after one another that fall into the same column.
  private struct Run {
    /// The first point that does not.
    var end: Int
    /// The last of them that is lower or higher than all before; -1 where none is.
    var low = -1
    var high = -1

    typealias Way = (start: Double, factor: Double, origin: Double)

    @inline(never)
    init(
      from start: Int, to count: Int, _ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>, _ toX: Way,
      _ toY: Way, column: Int, low: Double, high: Double
    ) {
      let (left, right) = (Double(column) / 2, Double(column + 1) / 2)
      var (lowest, highest) = (low, high)
      var (lowIndex, highIndex) = (-1, -1)
      var k = start
      while k < count {
        let x = toX.start + (xs[k] - toX.origin) * toX.factor
        let y = toY.start + (ys[k] - toY.origin) * toY.factor
        // False for what is no number, too; what is far outside takes the long way.
        guard x >= left, x < right, abs(y) <= 20_000 else { break }
        if y < highest {
          highest = y
          highIndex = k
        } else if y > lowest {
          lowest = y
          lowIndex = k
        }
        k += 1
      }
      (end, self.low, self.high) = (k, lowIndex, highIndex)
    }
  }
}
