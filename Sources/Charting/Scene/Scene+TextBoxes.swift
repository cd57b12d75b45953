/// A text with the place that it takes on the page.
package struct TextBox: Sendable {
  package var text: String
  /// The upright box around the text.
  package var box: Rect
  /// Anticlockwise.
  package var degrees: Double
  /// The corners of the text's own box, which lies as the text does.
  package var corners: [Point]

  /// How far the boxes are apart, measured along the sides of either; negative where they overlap.
  package func distance(to other: TextBox) -> Double {
    var distance = -Double.infinity
    for a in [corners, other.corners] {
      for side in [a[1] - a[0], a[2] - a[0]] where side.length > 0 {
        let own = corners.map { ($0.x * side.x + $0.y * side.y) / side.length }
        let others = other.corners.map { ($0.x * side.x + $0.y * side.y) / side.length }
        guard let low = own.min(), let high = own.max(), let otherLow = others.min(), let otherHigh = others.max() else { continue }
        distance = max(distance, otherLow - high, low - otherHigh)
      }
    }
    return distance
  }
}

extension Scene {
  /// Every text with the box that it takes on the page.
  var textBoxes: [TextBox] {
    func boxes(_ items: [SceneItem]) -> [TextBox] {
      items.flatMap { item -> [TextBox] in
        switch item {
        case .text(let item): return [TextBox(item)]
        case .group(let group): return boxes(group.items)
        default: return []
        }
      }
    }
    return boxes(items)
  }

  /// How many texts come nearer to others than so many pixels, or leave the page. Of hundreds of texts, the first are
  /// looked at. A little overlap of boxes is none of letters.
  func textClashes(within distance: Double = -4) -> Int {
    let texts = textBoxes.prefix(300)
    let boxes = texts.map { $0.box.grown(by: distance / 2) }
    var count = texts.map { $0.box.grown(by: -2) }.count { $0.left < 0 || $0.right > width || $0.top < 0 || $0.bottom > height }
    for (k, box) in boxes.enumerated() {
      for (other, text) in zip(boxes, texts).dropFirst(k + 1) where box.intersects(other) {
        if texts[k].distance(to: text) < distance { count += 1 }
      }
    }
    return count
  }
}

extension TextBox {
  fileprivate init(_ item: SceneText) {
    let anchor = TextAnchor(.left, .baseline)
    let (cosine, sine) = TypesetText.turn(item.degrees)
    text = item.text.source
    box = item.text.bounds(at: item.origin, anchor: anchor, degrees: item.degrees)
    degrees = item.degrees
    corners = [(0, -item.text.ascent), (item.text.width, -item.text.ascent), (0, item.text.descent), (item.text.width, item.text.descent)]
      .map { x, y in Point(item.origin.x + x * cosine + y * sine, item.origin.y - x * sine + y * cosine) }
  }
}
