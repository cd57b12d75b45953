/// A box in space and the way to the page, without perspective: equal lengths stay equal.
struct Space {
  private let ranges: [(Double, Double)]
  private let toEye: (x: Double, y: Double, z: Double)
  private let right: (x: Double, y: Double)
  private let up: (x: Double, y: Double, z: Double)
  private var center: Point
  private var scale: Double
  /// Which side of each pair is behind: 0 or 1 along each axis.
  private let back: [Double]

  init(azimuth: Double, elevation: Double, ranges: [(Double, Double)], labels: [String], frame: Rect) {
    let a = azimuth * .pi / 180
    let e = min(max(elevation, -90), 90) * .pi / 180
    self.ranges = ranges
    toEye = (cosine(e) * cosine(a), cosine(e) * sine(a), sine(e))
    right = (-sine(a), cosine(a))
    up = (-sine(e) * cosine(a), -sine(e) * sine(a), cosine(e))
    back = [toEye.x > 0 ? 0 : 1, toEye.y > 0 ? 0 : 1, toEye.z > 0 ? 0 : 1]
    // The turned box must fit with its labels.
    var low = Point(.infinity, .infinity)
    var high = Point(-.infinity, -.infinity)
    for corner in 0..<8 {
      let (x, y, z) = (Double(corner & 1) - 0.5, Double(corner >> 1 & 1) - 0.5, Double(corner >> 2) - 0.5)
      let px = x * right.x + y * right.y
      let py = -(x * up.x + y * up.y + z * up.z)
      low = Point(min(low.x, px), min(low.y, py))
      high = Point(max(high.x, px), max(high.y, py))
    }
    let size = Point(high.x - low.x, high.y - low.y)
    let middle = (low + high) * 0.5
    scale = min(frame.width / size.x, frame.height / size.y) * 0.8
    center = frame.center - middle * scale
    // Texts keep their size, so the room beside them is found by trying.
    for _ in 0..<4 {
      var scene = Scene(width: 0, height: 0)
      scene.items = axes(labels)
      let box = Rect(
        left: center.x + low.x * scale, top: center.y + low.y * scale, right: center.x + high.x * scale,
        bottom: center.y + high.y * scale)
      let all = scene.textBoxes.reduce(box) { $0.union($1.box) }
      let (beside, over) = (all.width - box.width, all.height - box.height)
      scale = max(min((frame.width - beside) / size.x, (frame.height - over) / size.y), 1)
      center = Point(
        frame.left + (frame.width - size.x * scale - beside) / 2 + (box.left - all.left) - low.x * scale,
        frame.top + (frame.height - size.y * scale - over) / 2 + (box.top - all.top) - low.y * scale)
    }
  }

  /// A value triple as a place in the unit box.
  func unit(_ x: Double, _ y: Double, _ z: Double) -> (Double, Double, Double) {
    func share(_ value: Double, _ range: (Double, Double)) -> Double { (value - range.0) / (range.1 - range.0) }
    return (share(x, ranges[0]), share(y, ranges[1]), share(z, ranges[2]))
  }

  /// The page's point for a place in the unit box, and how near it is to the eye.
  func project(_ place: (Double, Double, Double)) -> (Point, depth: Double) {
    let (x, y, z) = (place.0 - 0.5, place.1 - 0.5, place.2 - 0.5)
    let px = x * right.x + y * right.y
    let py = x * up.x + y * up.y + z * up.z
    return (Point(center.x + px * scale, center.y - py * scale), x * toEye.x + y * toEye.y + z * toEye.z)
  }

  private func ticks(_ axis: Int) -> Ticks {
    Ticks.linear(from: ranges[axis].0, to: ranges[axis].1, count: max(3, min(6, scale / 55)))
  }

  private func share(_ value: Double, _ axis: Int) -> Double {
    (value - ranges[axis].0) / (ranges[axis].1 - ranges[axis].0)
  }

  private func place(_ coordinates: [Double]) -> Point {
    project((coordinates[0], coordinates[1], coordinates[2])).0
  }

  /// The three far sides with their grid.
  func box() -> [SceneItem] {
    var sides = VectorPath()
    var grid = VectorPath()
    for axis in 0..<3 {
      let (u, v) = ((axis + 1) % 3, (axis + 2) % 3)
      func corner(_ a: Double, _ b: Double) -> Point {
        var c = [0.0, 0, 0]
        c[axis] = back[axis]
        c[u] = a
        c[v] = b
        return place(c)
      }
      sides.append(VectorPath([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)], closed: true))
      for tick in ticks(u).major {
        let t = share(tick.value, u)
        grid.append(VectorPath(from: corner(t, 0), to: corner(t, 1)))
      }
      for tick in ticks(v).major {
        let t = share(tick.value, v)
        grid.append(VectorPath(from: corner(0, t), to: corner(1, t)))
      }
    }
    return [
      .path(ScenePath(path: sides, fill: .ink.opacity(0.025), stroke: Stroke(color: .ink.opacity(0.22), width: 1))),
      .path(ScenePath(path: grid, fill: nil, stroke: Stroke(color: .ink.opacity(0.09), width: 1))),
    ]
  }

  /// Ticks, numbers and labels along the three edges that face the eye.
  func axes(_ labels: [String]) -> [SceneItem] {
    var items: [SceneItem] = []
    let middle = place([0.5, 0.5, 0.5])
    // Where two axes meet, the numbers of one are enough.
    var taken: [Rect] = []
    for axis in 0..<3 {
      var own: [Rect] = []
      let (start, end) = edge(axis)
      let a = place(start)
      let b = place(end)
      items.append(.path(ScenePath(path: VectorPath(from: a, to: b), fill: nil, stroke: Theme.spine)))
      // Away from the middle of the box, square to the edge.
      var normal = Point(-(b.y - a.y), b.x - a.x)
      let length = max(normal.length, 1)
      normal = normal * (1 / length)
      let half = (a + b) * 0.5
      let outward = half - middle
      if normal.x * outward.x + normal.y * outward.y < 0 { normal = normal * -1 }
      var widest = 0.0
      for tick in ticks(axis).major {
        let t = share(tick.value, axis)
        guard t > -0.001, t < 1.001 else { continue }
        let at = a + (b - a) * t
        items.append(.path(ScenePath(path: VectorPath(from: at, to: at + normal * 4), fill: nil, stroke: Theme.tick)))
        let text = Typesetter.set(tick.label, size: scale < 150 ? 10 : 11)
        let away = 7 + abs(normal.x) * text.width / 2 + abs(normal.y) * text.height / 2
        let center = TextAnchor(.center, .middle)
        let box = text.bounds(at: at + normal * away, anchor: center, degrees: 0)
        widest = max(widest, abs(normal.x) * text.width + abs(normal.y) * text.height)
        guard !taken.contains(where: { $0.grown(by: 3).intersects(box) }) else { continue }
        own.append(box)
        let origin = text.origin(at: at + normal * away, anchor: center, degrees: 0)
        items.append(.text(SceneText(text: text, origin: origin, degrees: 0, color: Theme.tickText)))
      }
      taken += own
      guard !labels[axis].isEmpty else { continue }
      var degrees = -angle(dx: b.x - a.x, dy: b.y - a.y) * 180 / .pi
      if degrees > 90 { degrees -= 180 }
      if degrees <= -90 { degrees += 180 }
      let text = Typesetter.set(labels[axis], size: 12)
      let origin = text.origin(
        at: half + normal * (widest + 16), anchor: TextAnchor(.center, .middle), degrees: degrees)
      items.append(.text(SceneText(text: text, origin: origin, degrees: degrees, color: Theme.labelText)))
    }
    return items
  }

  /// The edge along an axis that borders the picture: below for the first two, at the left for the third.
  private func edge(_ axis: Int) -> ([Double], [Double]) {
    var start = [0.0, 0, 0]
    if axis == 2 {
      // Of the two upright silhouette edges, the left one.
      let candidates = [[1 - back[0], back[1]], [back[0], 1 - back[1]]]
      let best = candidates.min { place([$0[0], $0[1], 0.5]).x < place([$1[0], $1[1], 0.5]).x } ?? candidates[0]
      start = [best[0], best[1], 0]
    } else {
      let other = 1 - axis
      start[other] = 1 - back[other]
      start[2] = back[2]
    }
    var end = start
    start[axis] = 0
    end[axis] = 1
    return (start, end)
  }
}
