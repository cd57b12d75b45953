/// Finds where a surface crosses a height: marching squares (W. Lorensen, H. Cline, 1987, in two dimensions).
///
/// The grid is surrounded by a rim below every height, so that every outline closes: each ring encloses
/// places at or above the height.
struct ContourTracer {
  private let x: [Double]
  private let y: [Double]
  private let rows: Int
  private let columns: Int
  /// The heights row by row, within their rim.
  private let values: [Double]

  init(x: [Double], y: [Double], heights: GridData) {
    self.x = x
    self.y = y
    (columns, rows) = (heights.columns + 2, heights.rows + 2)
    var values = [Double](repeating: -.infinity, count: rows * columns)
    for row in 0..<heights.rows {
      for column in 0..<heights.columns {
        let value = heights[row, column]
        if !value.isNaN { values[(row + 1) * columns + column + 1] = value }
      }
    }
    self.values = values
  }

  /// Closed rings around everything at or above `level`, in the surface's own coordinates, and for each point
  /// whether the line from it runs along the border of the grid.
  func rings(at level: Double) -> [[(x: Double, y: Double, isBorder: Bool)]] {
    // An edge has the number of the node at its start, twice, plus one if it runs downwards. What follows it, plus one.
    var next = [Int32](repeating: 0, count: 2 * values.count)
    var starts: [Int] = []
    next.withUnsafeMutableBufferPointer { next in
      values.withUnsafeBufferPointer { values in
        func link(_ from: Int, _ to: Int) {
          next[from] = Int32(truncatingIfNeeded: to + 1)
          starts.append(from)
        }
        for row in 0..<rows - 1 {
          let first = row * columns
          var left = (values[first] >= level ? 8 : 0) | (values[first + columns] >= level ? 1 : 0)
          for node in first..<first + columns - 1 {
            let right = (values[node + 1] >= level ? 4 : 0) | (values[node + columns + 1] >= level ? 2 : 0)
            let code = left | right
            left = right << 1 & 8 | right >> 1 & 1
            if code == 0 || code == 15 { continue }
            let edges = (top: 2 * node, left: 2 * node + 1, bottom: 2 * (node + columns), right: 2 * (node + 1) + 1)
            // The higher side lies to the right of the way from the first edge to the second, so every edge
            // is left once and reached once.
            switch code {
            case 1: link(edges.left, edges.bottom)
            case 2: link(edges.bottom, edges.right)
            case 3: link(edges.left, edges.right)
            case 4: link(edges.right, edges.top)
            case 6: link(edges.bottom, edges.top)
            case 7: link(edges.left, edges.top)
            case 8: link(edges.top, edges.left)
            case 9: link(edges.top, edges.bottom)
            case 11: link(edges.top, edges.right)
            case 12: link(edges.right, edges.left)
            case 13: link(edges.right, edges.bottom)
            case 14: link(edges.bottom, edges.left)
            default:
              // A saddle joins the higher corners if its middle is high.
              let sum = values[node] + values[node + 1] + values[node + columns] + values[node + columns + 1]
              let ends = sum / 4 >= level ? (edges.top, edges.bottom) : (edges.bottom, edges.top)
              if code == 5 {
                link(edges.left, ends.0)
                link(edges.right, ends.1)
              } else {
                link(ends.0, edges.right)
                link(ends.1, edges.left)
              }
            }
          }
        }
      }
    }
    var rings: [[(x: Double, y: Double, isBorder: Bool)]] = []
    for start in starts.sorted() where next[start] != 0 {
      var ring: [(x: Double, y: Double, isBorder: Bool)] = []
      var edge = start
      while next[edge] != 0 {
        ring.append(place(edge, level))
        let following = Int(next[edge]) - 1
        next[edge] = 0
        edge = following
        if edge == start { break }
      }
      if ring.count > 2 { rings.append(ring) }
    }
    return rings
  }

  /// Where the surface crosses a height on an edge.
  private func place(_ edge: Int, _ level: Double) -> (x: Double, y: Double, isBorder: Bool) {
    let node = edge / 2
    let (row, column) = (node / columns, node % columns)
    let (row2, column2) = edge % 2 == 0 ? (row, column + 1) : (row + 1, column)
    let (a, b) = (values[node], values[row2 * columns + column2])
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
}
