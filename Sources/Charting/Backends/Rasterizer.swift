/// Replaces groups of very many marks by their pixels at twice the size.
enum Rasterizer {
  static func rasterized(_ item: SceneItem, limit: Int, clip: Rect? = nil) -> SceneItem {
    guard case .group(var group) = item else { return item }
    let inner = group.clip ?? clip
    if group.mayBeRasterized, count(group.items) > limit, let area = inner {
      return image(of: group, area: area)
    }
    group.items = group.items.map { rasterized($0, limit: limit, clip: inner) }
    return .group(group)
  }

  private static func count(_ items: [SceneItem]) -> Int {
    items.reduce(0) { sum, item in
      switch item {
      case .markers(let batch): sum + batch.positions.count
      case .group(let group): sum + count(group.items)
      default: sum + 1
      }
    }
  }

  /// Marks in the page's ink keep only their coverage, so that they still follow the page.
  private static func image(of group: SceneGroup, area: Rect) -> SceneItem {
    let isInk = group.items.allSatisfy { item in
      if case .markers(let batch) = item { return batch.colors.allSatisfy(\.isInk) && batch.edge == nil }
      return false
    }
    let whole = Rect(
      left: area.left.rounded(.down), top: area.top.rounded(.down), right: area.right.rounded(.up),
      bottom: area.bottom.rounded(.up))
    let pixels = CairoRenderer.pixels(
      [.group(SceneGroup(items: group.items, clip: area, opacity: group.opacity))], area: whole, scale: 2,
      background: nil, ink: isInk ? .white : .ink)
    return .image(SceneImage(pixels: pixels, frame: whole, smooth: true, isInkMask: isInk, isDrawing: true))
  }
}
