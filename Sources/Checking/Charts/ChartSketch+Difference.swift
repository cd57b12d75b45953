internal import Foundation

extension ChartSketch {
  private static let before = "#cf222e"
  private static let now = "#1a7f37"

  /// The chart in grey, and what differs from `old` in it: as it is recorded in red, as it is now in green. Single points
  /// that moved have rings, so that one of thousands is seen.
  func difference(from old: ChartSketch) -> String {
    var body = layer("#afb8c1")
    let panels = (old: old.panels, new: self.panels)
    for k in 0..<max(panels.old.count, panels.new.count) {
      let before = k < panels.old.count ? panels.old[k] : nil
      let now = k < panels.new.count ? panels.new[k] : nil
      let marks = (old: before?.marks ?? [], new: now?.marks ?? [])
      for m in 0..<max(marks.old.count, marks.new.count) {
        let mark = (old: m < marks.old.count ? marks.old[m] : nil, new: m < marks.new.count ? marks.new[m] : nil)
        guard let oldFrame = (before ?? now)?.frame, let newFrame = (now ?? before)?.frame else { continue }
        if let a = mark.old, let b = mark.new, let moved = moved(from: a, oldFrame, to: b, newFrame) {
          body += moved
        } else {
          body += mark.old.map { draw($0, in: oldFrame, Self.before) } ?? ""
          body += mark.new.map { draw($0, in: newFrame, Self.now) } ?? ""
        }
      }
    }
    for text in old.texts where !texts.contains(where: { Self.agree($0, text) }) { body += draw(text, Self.before) }
    for text in texts where !old.texts.contains(where: { Self.agree($0, text) }) { body += draw(text, Self.now) }
    return document(body)
  }

  private static func agree(_ a: Words, _ b: Words) -> Bool {
    a.text == b.text && abs(a.x - b.x) <= 1.05 && abs(a.y - b.y) <= 1.05
  }

  /// What differs between two states of a mark, where its parts can be told apart; nil where it is to be drawn whole.
  private func moved(from a: [String: Any], _ oldFrame: Frame, to b: [String: Any], _ newFrame: Frame) -> String? {
    guard let kind = a["mark"] as? String, kind == b["mark"] as? String else { return nil }
    if NSDictionary(dictionary: a).isEqual(to: b), oldFrame == newFrame { return "" }
    let old = (x: Self.numbers(a["x"]), y: Self.numbers(a["y"]), values: Self.numbers(a["values"]))
    let new = (x: Self.numbers(b["x"]), y: Self.numbers(b["y"]), values: Self.numbers(b["values"]))
    if ["image", "heat map", "confusion matrix"].contains(kind) {
      guard old.values.count == new.values.count, Self.numbers(a["shape"]) == Self.numbers(b["shape"]) else { return nil }
      return cells(from: old.values, to: new.values, shape: Self.numbers(b["shape"]), in: newFrame)
    }
    guard kind == "scatter", old.x.count == new.x.count, old.y.count == new.y.count, old.x.count == old.y.count,
      new.values == old.values
    else { return nil }
    let places = old.x.indices.map { k in
      (old: (oldFrame.px(old.x[k]), oldFrame.py(old.y[k])), new: (newFrame.px(new.x[k]), newFrame.py(new.y[k])))
    }
    // Less than half a pixel is rounding.
    let others = places.filter { !(abs($0.old.0 - $0.new.0) < 0.5 && abs($0.old.1 - $0.new.1) < 0.5) }
    if others.isEmpty { return nil }
    let rings = others.count > 40 ? "" : others.map { ring($0.old, Self.before) + ring($0.new, Self.now) }.joined()
    return points(others.map(\.old), Self.before) + points(others.map(\.new), Self.now) + rings
  }

  private func ring(_ place: (Double, Double), _ colour: String) -> String {
    guard place.0.isFinite, place.1.isFinite else { return "" }
    return "<circle cx=\"\(Self.short(place.0))\" cy=\"\(Self.short(place.1))\" r=\"10\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2.5\"/>"
  }

  /// The cells of a grid whose values are others: greener ones have grown, redder ones shrunk.
  private func cells(from old: [Double], to new: [Double], shape: [Double], in frame: Frame) -> String? {
    guard shape.count >= 2, shape[0] > 0, shape[1] > 0, shape.count < 3 || shape[2] == 1, Int(shape[0] * shape[1]) == new.count,
      let low = old.filter(\.isFinite).min(), let high = old.filter(\.isFinite).max()
    else { return nil }
    let (width, height) = (frame.width / shape[1], frame.height / shape[0])
    let step = (high - low) / 2048
    let others = new.indices.filter { !(abs(new[$0] - old[$0]) <= step) && !(new[$0].isNaN && old[$0].isNaN) }
    if others.isEmpty { return nil }
    return others.map { index in
      let (row, column) = (index / Int(shape[1]), index % Int(shape[1]))
      let colour = new[index] > old[index] ? Self.now : Self.before
      return "<rect x=\"\(Self.short(frame.x + Double(column) * width))\" y=\"\(Self.short(frame.y + Double(row) * height))\" "
        + "width=\"\(Self.short(width))\" height=\"\(Self.short(height))\" fill=\"\(colour)\" stroke=\"\(colour)\" stroke-width=\"2\"/>"
    }.joined()
  }
}
