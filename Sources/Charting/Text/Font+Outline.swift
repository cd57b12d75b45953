internal import CCairo

extension Font {
  /// An outline's contours. TrueType has on-curve points, and off-curve ones with implied points half-way between;
  /// PostScript has pairs of off-curve points.
  static func path(of outline: FT_Outline) -> VectorPath {
    var path = VectorPath()
    var first = 0
    for contour in 0..<Int(outline.n_contours) {
      let last = Int(outline.contours[contour])
      defer { first = last + 1 }
      let count = last - first + 1
      guard count > 1 else { continue }
      func point(_ k: Int) -> Point {
        let p = outline.points[first + k % count]
        return Point(Double(p.x), Double(p.y))
      }
      func isOnCurve(_ k: Int) -> Bool { outline.tags[first + k % count] & 1 == 1 }
      func isCubic(_ k: Int) -> Bool { outline.tags[first + k % count] & 3 == 2 }
      let start = (0..<count).first(where: isOnCurve)
      let origin = start.map(point) ?? (point(0) + point(count - 1)) * 0.5
      path.move(origin)
      var k = start.map { $0 + 1 } ?? 0
      let end = k + count
      while k < end {
        if isOnCurve(k) {
          if k < end - 1 { path.line(point(k)) }
          k += 1
          continue
        }
        if isCubic(k) {
          path.cubic(point(k), point(k + 1), k + 2 < end ? point(k + 2) : origin)
          k += 3
          continue
        }
        let isLast = k == end - 1
        let next = isLast ? origin : (isOnCurve(k + 1) ? point(k + 1) : (point(k) + point(k + 1)) * 0.5)
        path.elements.append(.quadratic(control: point(k), end: next))
        k += !isLast && isOnCurve(k + 1) ? 2 : 1
      }
      path.close()
    }
    return path
  }
}
