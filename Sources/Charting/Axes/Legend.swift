/// The list of what the marks stand for.
struct Legend {
  private let rows: [(key: LegendKey, text: TypesetText)]
  private let title: TypesetText?
  private static let sampleWidth = 26.0
  private static let gap = 8.0
  private static let rowGap = 6.0
  private static let padding = 7.0

  init(_ prepared: PreparedAxes) {
    rows = prepared.keys.map { key in
      let label = key.label.contains("$") ? key.label : AxesDrawing.wrapped(key.label, width: 230, size: Theme.legendSize, lines: 2)
      return (key, Typesetter.set(key.label.contains("\n") ? key.label : label, size: Theme.legendSize))
    }
    title = prepared.axes.legendTitle.map { Typesetter.set($0, size: Theme.legendSize) }
  }

  var size: (width: Double, height: Double) {
    let texts = rows.map(\.text.width).max() ?? 0
    let width = max(texts + Legend.sampleWidth + Legend.gap, title?.width ?? 0)
    let heights = rows.reduce(0) { $0 + $1.text.height } + Double(max(rows.count - 1, 0)) * Legend.rowGap
    return (width + 2 * Legend.padding, heights + (title.map { $0.height + Legend.rowGap + 2 } ?? 0) + 2 * Legend.padding)
  }

  /// Draws the legend with its upper left corner at `corner`.
  func items(at corner: Point) -> [SceneItem] {
    let box = Rect(x: corner.x, y: corner.y, width: size.width, height: size.height)
    var items: [SceneItem] = [.path(ScenePath(path: VectorPath(box, radius: 4), fill: .paper.opacity(0.82), stroke: nil))]
    var y = corner.y + Legend.padding
    let left = corner.x + Legend.padding
    if let title {
      items.append(.text(SceneText(text: title, origin: Point(left, y + title.ascent), degrees: 0, color: .ink.opacity(0.9))))
      y += title.height + Legend.rowGap + 2
    }
    for (key, text) in rows {
      // Beside the first line of its text.
      let middle = y + Theme.legendSize * 0.38
      items += sample(key.sample, Rect(x: left, y: middle - 5.5, width: Legend.sampleWidth, height: 11))
      items.append(
        .text(
          SceneText(
            text: text, origin: Point(left + Legend.sampleWidth + Legend.gap, y + text.ascent), degrees: 0,
            color: .ink.opacity(0.85))))
      y += text.height + Legend.rowGap
    }
    return items
  }

  private func sample(_ sample: LegendKey.Sample, _ box: Rect) -> [SceneItem] {
    let middle = box.center
    switch sample {
    case .line(let stroke, let marker, let color):
      var items: [SceneItem] = []
      if stroke.width > 0 {
        items.append(
          .path(
            ScenePath(
              path: VectorPath(from: Point(box.left, middle.y), to: Point(box.right, middle.y)), fill: nil,
              stroke: stroke)))
      }
      if let marker {
        items.append(
          .markers(MarkerBatch(shape: marker, positions: [middle], sizes: [7.5], colors: [color], strokeWidth: 1.5)))
      }
      return items
    case .marker(let marker, let color, let edge, let size):
      return [
        .markers(
          MarkerBatch(shape: marker, positions: [middle], sizes: [size], colors: [color], edge: edge, strokeWidth: 1.6))
      ]
    case .patch(let color, let edge):
      let patch = Rect(x: box.left + 2, y: middle.y - 5, width: box.width - 4, height: 10)
      return [.path(ScenePath(path: VectorPath(patch, radius: 1.5), fill: color, stroke: edge))]
    }
  }

  /// Where the legend goes, and which share of it would lie over marks.
  func place(
    _ wanted: LegendPlacement, in frame: Rect, obstacles: [SceneItem]
  ) -> (corner: Point, covered: Double) {
    let margin = 6.0
    let (width, height) = size
    let left = frame.left + margin
    let right = frame.right - margin - width
    let top = frame.top + margin
    let bottom = frame.bottom - margin - height
    let middleX = frame.center.x - width / 2
    let middleY = frame.center.y - height / 2
    let corners: [LegendPlacement: Point] = [
      .upperRight: Point(right, top), .upperLeft: Point(left, top), .lowerRight: Point(right, bottom),
      .lowerLeft: Point(left, bottom), .right: Point(right, middleY), .left: Point(left, middleY),
      .upperCenter: Point(middleX, top), .lowerCenter: Point(middleX, bottom),
      .outside: Point(frame.right + 14, frame.top),
    ]
    if wanted != .best { return (corners[wanted] ?? Point(right, top), 0) }
    let map = Coverage(obstacles, frame: frame)
    var best: (Point, Double) = (Point(right, top), .infinity)
    let order: [LegendPlacement] = [
      .upperRight, .upperLeft, .lowerRight, .lowerLeft, .right, .left, .upperCenter, .lowerCenter,
    ]
    for placement in order {
      guard let corner = corners[placement] else { continue }
      let covered = map.share(Rect(x: corner.x, y: corner.y, width: width, height: height))
      if covered == 0 { return (corner, 0) }
      if covered < best.1 { best = (corner, covered) }
    }
    return free(in: map, left: left, top: top, right: right, bottom: bottom).map { ($0, 0) } ?? best
  }

  /// The place that covers nothing and is nearest to a corner.
  private func free(in map: Coverage, left: Double, top: Double, right: Double, bottom: Double) -> Point? {
    guard right > left, bottom > top else { return nil }
    var found: (Point, Double)?
    for x in stride(from: right, through: left, by: -8) {
      for y in stride(from: top, through: bottom, by: 8) {
        let away = min(x - left, right - x) + min(y - top, bottom - y)
        if let found, away >= found.1 { continue }
        if map.share(Rect(x: x, y: y, width: size.width, height: size.height)) == 0 { found = (Point(x, y), away) }
      }
    }
    return found?.0
  }
}

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
        let reach = (batch.sizes.first ?? 6) / 2
        for p in batch.positions {
          mark(p)
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
