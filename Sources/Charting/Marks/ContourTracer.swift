/// Finds where a surface crosses a height: marching squares (W. Lorensen, H. Cline, 1987, in two dimensions).
///
/// The grid is surrounded by a rim below every height, so that every outline closes: each ring encloses
/// places at or above the height.
struct ContourTracer {
  let x: [Double]
  let y: [Double]
  let heights: GridData

  /// Closed rings around everything at or above `level`, in the surface's own coordinates, and for each point
  /// whether the line from it runs along the border of the grid.
  func rings(at level: Double) -> [[(x: Double, y: Double, isBorder: Bool)]] {
    let (columns, rows) = (heights.columns + 2, heights.rows + 2)
    func value(_ row: Int, _ column: Int) -> Double {
      guard row > 0, column > 0, row < rows - 1, column < columns - 1 else { return -.infinity }
      let v = heights[row - 1, column - 1]
      return v.isNaN ? -.infinity : v
    }
    // An edge has the number of the node at its start, twice, plus one if it runs downwards.
    var next: [Int: Int] = [:]
    func link(_ a: Int, _ b: Int) { next[a] = b }
    for row in 0..<rows - 1 {
      var topLeft = value(row, 0) >= level
      var bottomLeft = value(row + 1, 0) >= level
      for column in 0..<columns - 1 {
        let topRight = value(row, column + 1) >= level
        let bottomRight = value(row + 1, column + 1) >= level
        defer {
          topLeft = topRight
          bottomLeft = bottomRight
        }
        let code = (topLeft ? 8 : 0) | (topRight ? 4 : 0) | (bottomRight ? 2 : 0) | (bottomLeft ? 1 : 0)
        if code == 0 || code == 15 { continue }
        let node = row * columns + column
        let (top, left, bottom, right) = (2 * node, 2 * node + 1, 2 * (node + columns), 2 * (node + 1) + 1)
        // The higher side lies to the right of the way from the first edge to the second, so every edge
        // is left once and reached once.
        switch code {
        case 1: link(left, bottom)
        case 2: link(bottom, right)
        case 3: link(left, right)
        case 4: link(right, top)
        case 6: link(bottom, top)
        case 7: link(left, top)
        case 8: link(top, left)
        case 9: link(top, bottom)
        case 11: link(top, right)
        case 12: link(right, left)
        case 13: link(right, bottom)
        case 14: link(bottom, left)
        default:
          // A saddle joins the higher corners if its middle is high.
          let middle = (value(row, column) + value(row, column + 1) + value(row + 1, column) + value(row + 1, column + 1)) / 4
          let joined = middle >= level
          if code == 5 {
            if joined { link(left, top); link(right, bottom) } else { link(left, bottom); link(right, top) }
          } else {
            if joined { link(top, right); link(bottom, left) } else { link(top, left); link(bottom, right) }
          }
        }
      }
    }
    func place(_ edge: Int) -> (x: Double, y: Double, isBorder: Bool) {
      let node = edge / 2
      let (row, column) = (node / columns, node % columns)
      let (row2, column2) = edge % 2 == 0 ? (row, column + 1) : (row + 1, column)
      let (a, b) = (value(row, column), value(row2, column2))
      func at(_ row: Int, _ column: Int) -> (Double, Double) {
        (x[min(max(column - 1, 0), x.count - 1)], y[min(max(row - 1, 0), y.count - 1)])
      }
      let (ax, ay) = at(row, column)
      let (bx, by) = at(row2, column2)
      if !a.isFinite { return (bx, by, true) }
      if !b.isFinite { return (ax, ay, true) }
      let t = b == a ? 0.5 : (level - a) / (b - a)
      return (ax + (bx - ax) * t, ay + (by - ay) * t, false)
    }
    var rings: [[(x: Double, y: Double, isBorder: Bool)]] = []
    for start in next.keys.sorted() {
      guard next[start] != nil else { continue }
      var ring: [(x: Double, y: Double, isBorder: Bool)] = []
      var edge = start
      while let following = next[edge] {
        ring.append(place(edge))
        next[edge] = nil
        edge = following
        if edge == start { break }
      }
      if ring.count > 2 { rings.append(ring) }
    }
    return rings
  }
}
