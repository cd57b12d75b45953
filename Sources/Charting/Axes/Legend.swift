/// The list of what the marks stand for.
struct Legend {
  let rows: [(key: LegendKey, text: TypesetText)]
  let title: TypesetText?
  /// How many rows stand in each column.
  private var columns: [Int]
  /// What is said of rows for which there is no room.
  private var remainder: TypesetText?
  static let sampleWidth = 26.0
  static let gap = 8.0
  static let rowGap = 6.0
  private static let columnGap = 16.0
  private static let padding = 7.0

  /// A legend in as many columns as its rows need in the room; what that does not hold is counted in a last line.
  init(
    _ prepared: PreparedAxes, textWidth: Double = 230,
    room: (width: Double, height: Double) = (.infinity, .infinity)
  ) {
    rows = prepared.keys.map { ($0, Legend.text($0.label, width: textWidth)) }
    title = prepared.axes.legendTitle.map { Legend.text($0, width: textWidth) }
    columns = [rows.count]
    let height = room.height - 2 * Legend.padding - (title.map { $0.height + Legend.rowGap + 2 } ?? 0)
    guard self.height(0..<rows.count) > height else { return }
    let column = (rows.map(\.text.width).max() ?? 0) + Legend.sampleWidth + Legend.gap + Legend.columnGap
    let limit = max(1, Int(min(room.width / column, 100)))
    columns = []
    var first = 0
    while first < rows.count, columns.count < limit {
      var end = first + 1
      while end < rows.count, self.height(first..<end + 1) <= height { end += 1 }
      columns.append(end - first)
      first = end
    }
    if first < rows.count, let last = columns.last {
      columns[columns.count - 1] = max(1, last - 1)
      let left = rows.count - columns.reduce(0, +)
      remainder = Typesetter.set("and \(left) more", size: Theme.legendSize)
    }
  }

  static func text(_ label: String, width: Double) -> TypesetText {
    let size = Theme.legendSize
    var set = Typesetter.set(label, size: size)
    if set.width > width { set = Typesetter.set(Typesetter.wrapped(label, width: width, size: size, lines: 2), size: size) }
    // Rows are of one height, whatever their letters reach; what stands out a little has the gap between them.
    let lines = Double(set.source.count { $0 == "\n" })
    let (ascent, descent) = (0.76 * size, lines * Typesetter.lineSpacing * size + 0.24 * size)
    if set.ascent < ascent + Legend.rowGap { set.ascent = ascent }
    if set.descent < descent + Legend.rowGap { set.descent = descent }
    return set
  }

  private func height(_ range: Range<Int>) -> Double {
    rows[range].reduce(0) { $0 + $1.text.height } + Double(max(range.count - 1, 0)) * Legend.rowGap
  }

  private var columnRanges: [Range<Int>] {
    var first = 0
    return columns.map { count in
      defer { first += count }
      return first..<first + count
    }
  }

  var size: (width: Double, height: Double) {
    let widths = columnRanges.map { rows[$0].map(\.text.width).max() ?? 0 }
    let samples = Double(columns.count) * (Legend.sampleWidth + Legend.gap)
    let width = max(
      widths.reduce(0, +) + samples + Double(columns.count - 1) * Legend.columnGap, title?.width ?? 0,
      remainder?.width ?? 0)
    let heights = (columnRanges.map { height($0) }.max() ?? 0) + (remainder.map { $0.height + Legend.rowGap } ?? 0)
    return (width + 2 * Legend.padding, heights + (title.map { $0.height + Legend.rowGap + 2 } ?? 0) + 2 * Legend.padding)
  }

  /// Draws the legend with its upper left corner at `corner`.
  func items(at corner: Point) -> [SceneItem] {
    let box = Rect(x: corner.x, y: corner.y, width: size.width, height: size.height)
    var items: [SceneItem] = [.path(ScenePath(path: VectorPath(box, radius: 4), fill: .paper.opacity(0.82), stroke: nil))]
    var y = corner.y + Legend.padding
    var left = corner.x + Legend.padding
    if let title {
      items.append(.text(SceneText(text: title, origin: Point(left, y + title.ascent), degrees: 0, color: .ink.opacity(0.9))))
      y += title.height + Legend.rowGap + 2
    }
    let top = y
    for range in columnRanges {
      y = top
      for (key, text) in rows[range] {
        // Beside the first line of its text.
        let middle = y + Theme.legendSize * 0.38
        items += Legend.sample(key.sample, Rect(x: left, y: middle - 5.5, width: Legend.sampleWidth, height: 11))
        let origin = Point(left + Legend.sampleWidth + Legend.gap, y + text.ascent)
        items.append(.text(SceneText(text: text, origin: origin, degrees: 0, color: .ink.opacity(0.85))))
        y += text.height + Legend.rowGap
      }
      left += (rows[range].map(\.text.width).max() ?? 0) + Legend.sampleWidth + Legend.gap + Legend.columnGap
    }
    if let remainder {
      let origin = Point(corner.x + Legend.padding, box.bottom - Legend.padding - remainder.height + remainder.ascent)
      items.append(.text(SceneText(text: remainder, origin: origin, degrees: 0, color: .ink.opacity(0.85))))
    }
    return items
  }

  static func sample(_ sample: LegendKey.Sample, _ box: Rect) -> [SceneItem] {
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
    case .patch(let color, let edge, let isFuller):
      let patch = Rect(x: box.left + 2, y: middle.y - 5, width: box.width - 4, height: 10)
      return [.path(ScenePath(path: VectorPath(patch, radius: 1.5), fill: color, stroke: edge, isFuller: isFuller))]
    }
  }

  /// Where the legend goes, which share of it would lie over marks, and whether it stands above or below what the chart shows.
  func place(
    _ wanted: LegendPlacement, in frame: Rect, obstacles: [SceneItem]
  ) -> (corner: Point, covered: Double, isAside: Bool) {
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
    ]
    let map = Coverage(obstacles, frame: frame)
    if wanted != .best {
      let corner = corners[wanted] ?? Point(right, top)
      return (corner, map.share(Rect(x: corner.x, y: corner.y, width: width, height: height)), true)
    }
    let order: [LegendPlacement] = [
      .upperRight, .upperLeft, .lowerRight, .lowerLeft, .right, .left, .upperCenter, .lowerCenter,
    ]
    let places = order.compactMap { corners[$0] }.map { ($0, Rect(x: $0.x, y: $0.y, width: width, height: height)) }
    // First where it keeps its distance from the marks.
    for distance in [10.0, 0] {
      for (corner, box) in places where map.share(box.grown(by: distance)) == 0 {
        return (corner, 0, corner.y != middleY)
      }
    }
    if let corner = free(in: map, left: left, top: top, right: right, bottom: bottom) { return (corner, 0, false) }
    var best = (corner: Point(right, top), covered: Double.infinity, isAside: true)
    for (corner, box) in places {
      let covered = map.share(box)
      if covered < best.covered { best = (corner, covered, true) }
    }
    return best
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
