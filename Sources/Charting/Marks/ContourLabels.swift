/// Writes heights on lines of equal height: one on each line that is long enough, where its neighbours leave it room.
enum ContourLabels {
  static func items(for lines: [(level: Double, points: [Point])], in frame: Rect) -> [SceneItem] {
    let anchor = TextAnchor(.center, .middle)
    let traces = lines.map { steps(along: $0.points) }
    var taken: [Rect] = []
    var items: [SceneItem] = []
    // The longest first: what has many places leaves the others some.
    for index in lines.indices.sorted(by: { (traces[$0].count, $1) > (traces[$1].count, $0) }) {
      let text = Typesetter.set(Ticks.typographic(general(lines[index].level, digits: 4)), size: 10.5)
      let trace = traces[index]
      // A label must leave most of its line to be seen.
      guard Double(trace.count) * step > 2.8 * text.width else { continue }
      var best: (at: Point, box: Rect, crowd: Int)?
      for k in 0..<24 {
        let at = trace[(trace.count / 2 + k * trace.count * 5 / 24) % trace.count]
        let box = text.bounds(at: at, anchor: anchor, degrees: 0).grown(by: 1.5)
        guard frame.grown(by: -8).contains(at), !taken.contains(where: { $0.grown(by: 5).intersects(box) }) else { continue }
        let reach = box.grown(by: 2.5)
        let crowd = traces.indices.reduce(0) { sum, other in
          other == index ? sum : sum + traces[other].reduce(0) { $0 + (reach.contains($1) ? 1 : 0) }
        }
        if crowd < best?.crowd ?? .max { best = (at, box, crowd) }
        if crowd == 0 { break }
      }
      guard let best else { continue }
      taken.append(best.box)
      items.append(.path(ScenePath(path: VectorPath(best.box, radius: 2), fill: .paper, stroke: nil)))
      let origin = text.origin(at: best.at, anchor: anchor, degrees: 0)
      items.append(.text(SceneText(text: text, origin: origin, degrees: 0, color: .ink)))
    }
    return items
  }

  private static let step = 3.0

  /// Points of a line, `step` CSS pixels from one another.
  private static func steps(along points: [Point]) -> [Point] {
    var result: [Point] = []
    var left = 0.0
    for (a, b) in zip(points, points.dropFirst()) {
      let length = (b - a).length
      guard length > 0, length.isFinite else { continue }
      while left < length {
        result.append(a + (b - a) * (left / length))
        left += step
      }
      left -= length
    }
    return result
  }
}
