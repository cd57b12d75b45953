/// Which parts of a frame carry marks, on a grid of a few pixels.
struct Coverage {
  private static let cell = 4.0
  private let frame: Rect
  private let columns: Int
  private let rows: Int
  /// Sums over all cells above and to the left.
  private var sums: [Int32]

  init(_ items: [SceneItem], frame: Rect) {
    self.frame = frame
    columns = max(1, Int((frame.width / Coverage.cell).rounded(.up)))
    rows = max(1, Int((frame.height / Coverage.cell).rounded(.up)))
    var cells = [Bool](repeating: false, count: columns * rows)
    let (columns, rows) = (columns, rows)
    func mark(_ p: Point) {
      let x = (p.x - frame.left) / Coverage.cell
      let y = (p.y - frame.top) / Coverage.cell
      guard x >= 0, y >= 0, x < Double(columns), y < Double(rows) else { return }
      cells[Int(y) * columns + Int(x)] = true
    }
    func segment(_ a: Point, _ b: Point) {
      guard a.isFinite, b.isFinite else { return }
      let steps = whole((b - a).length / (Coverage.cell * 0.7), in: 1...2000)
      for k in 0...steps { mark(a + (b - a) * (Double(k) / Double(steps))) }
    }
    func visit(_ item: SceneItem) {
      switch item {
      case .markers(let batch):
        guard !batch.sizes.isEmpty else { return }
        for (k, p) in batch.positions.enumerated() {
          let reach = batch.size(k) / 2
          mark(p)
          // The inside of large markers, too.
          if reach > Coverage.cell {
            let step = Coverage.cell * 0.9
            for y in stride(from: -reach, to: reach, by: step) {
              let half = (reach * reach - y * y).squareRoot()
              for x in stride(from: -half, to: half, by: step) { mark(Point(p.x + x, p.y + y)) }
            }
          }
          mark(Point(p.x - reach, p.y))
          mark(Point(p.x + reach, p.y))
          mark(Point(p.x, p.y - reach))
          mark(Point(p.x, p.y + reach))
        }
      case .path(let path):
        var current = Point(0, 0)
        var start = current
        var box: Rect?
        for element in path.path.elements {
          switch element {
          case .move(let p):
            current = p
            start = p
          case .line(let p), .quadratic(_, let p), .cubic(_, _, let p):
            segment(current, p)
            current = p
          case .close: segment(current, start)
          }
          let here = Rect(x: current.x, y: current.y, width: 0, height: 0)
          box = box?.union(here) ?? here
        }
        // Faint areas and the insides of large shapes may carry a legend, solid bars should not.
        if let fill = path.fill, fill.alpha > 0.5, let box, path.path.elements.count <= 60 { area(box, path.path) }
      case .text(let text):
        let t = text.text
        segment(text.origin, Point(text.origin.x + t.width, text.origin.y))
      case .image(let image): area(image.frame, nil)
      // A faint ground, such as the regions of classes, may carry a legend.
      case .group(let group): if group.opacity > 0.5 { group.items.forEach(visit) }
      }
    }
    func area(_ box: Rect, _ path: VectorPath?) {
      var boxes = [box]
      if let path {
        // An outline of several rectangles covers those, not what is between.
        boxes = []
        var part: Rect?
        for element in path.elements {
          switch element {
          case .move(let p):
            if let part { boxes.append(part) }
            part = Rect(x: p.x, y: p.y, width: 0, height: 0)
          case .line(let p), .quadratic(_, let p), .cubic(_, _, let p):
            part = part?.union(Rect(x: p.x, y: p.y, width: 0, height: 0))
          case .close: break
          }
        }
        if let part { boxes.append(part) }
      }
      for box in boxes {
        var y = max(box.top, frame.top)
        while y <= min(box.bottom, frame.bottom) {
          segment(Point(max(box.left, frame.left), y), Point(min(box.right, frame.right), y))
          y += Coverage.cell
        }
      }
    }
    items.forEach(visit)
    sums = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
    for row in 0..<rows {
      for column in 0..<columns {
        let above = sums[row * (columns + 1) + column + 1]
        let left = sums[(row + 1) * (columns + 1) + column]
        let both = sums[row * (columns + 1) + column]
        sums[(row + 1) * (columns + 1) + column + 1] = above + left - both + (cells[row * columns + column] ? 1 : 0)
      }
    }
  }

  /// The share of a rectangle that lies over marks.
  func share(_ rect: Rect) -> Double {
    func clampX(_ x: Double) -> Int { whole((x - frame.left) / Coverage.cell, in: 0...columns) }
    func clampY(_ y: Double) -> Int { whole((y - frame.top) / Coverage.cell, in: 0...rows) }
    let (a, b) = (clampX(rect.left), clampX(rect.right + Coverage.cell))
    let (c, d) = (clampY(rect.top), clampY(rect.bottom + Coverage.cell))
    guard b > a, d > c else { return 0 }
    func sum(_ x: Int, _ y: Int) -> Int { Int(sums[y * (columns + 1) + x]) }
    let count = sum(b, d) - sum(a, d) - sum(b, c) + sum(a, c)
    return Double(count) / Double((b - a) * (d - c))
  }
}
