/// The list of what the marks stand for.
struct Legend {
  let rows: [(key: LegendKey, text: TypesetText)]
  let title: TypesetText?
  static let sampleWidth = 26.0
  static let gap = 8.0
  static let rowGap = 6.0
  private static let padding = 7.0

  init(_ prepared: PreparedAxes) {
    rows = prepared.keys.map { key in
      let label = key.label.contains("$") ? key.label : Typesetter.wrapped(key.label, width: 230, size: Theme.legendSize, lines: 2)
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
      items += Legend.sample(key.sample, Rect(x: left, y: middle - 5.5, width: Legend.sampleWidth, height: 11))
      items.append(
        .text(
          SceneText(
            text: text, origin: Point(left + Legend.sampleWidth + Legend.gap, y + text.ascent), degrees: 0,
            color: .ink.opacity(0.85))))
      y += text.height + Legend.rowGap
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
    ]
    let map = Coverage(obstacles, frame: frame)
    if wanted != .best {
      let corner = corners[wanted] ?? Point(right, top)
      return (corner, map.share(Rect(x: corner.x, y: corner.y, width: width, height: height)))
    }
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
