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
    let above = [UInt8](unsafeUninitializedCapacity: values.count) { target, count in
      for k in values.indices { target[k] = values[k] >= level ? 1 : 0 }
      count = values.count
    }
    above.withUnsafeBytes { above in
      // Whether the corners of the eight cells from `node` on are all on one side.
      func isEven(_ node: Int) -> Bool {
        func corners(_ node: Int) -> UInt64 { above.loadUnaligned(fromByteOffset: node, as: UInt64.self) }
        let (a, b, c, d) = (corners(node), corners(node + 1), corners(node + columns), corners(node + columns + 1))
        return a | b | c | d == 0 || a & b & c & d == 0x0101_0101_0101_0101
      }
      for row in 0..<rows - 1 {
        let last = row * columns + columns - 1
        var node = row * columns
        while node < last {
          let end = min(node + 8, last)
          if end == node + 8, isEven(node) {
            node = end
            continue
          }
          for node in node..<end {
            let upper = above[node] << 3 | above[node + 1] << 2
            let code = upper | above[node + columns + 1] << 1 | above[node + columns]
            if code != 0, code != 15 { link(node, code, level, &next, &starts) }
          }
          node = end
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

  /// Joins the edges of a cell that the line enters and leaves; each bit of `code` is a corner that is above it.
  private func link(_ node: Int, _ code: UInt8, _ level: Double, _ next: inout [Int32], _ starts: inout [Int]) {
    func link(_ from: Int, _ to: Int) {
      next[from] = Int32(truncatingIfNeeded: to + 1)
      starts.append(from)
    }
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
      let sum = values[node] + values[node + 1] + values[node + columns] + values[node + columns + 1]
      let (toLeft, toRight) = sum / 4 >= level ? (top, bottom) : (bottom, top)
      if code == 5 {
        link(left, toLeft)
        link(right, toRight)
      } else {
        link(toLeft, right)
        link(toRight, left)
      }
    }
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
