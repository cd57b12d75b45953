/// Replaces groups of very many marks by their pixels at twice the size.
enum Rasterizer {
  /// - Parameters:
  ///   - limit: How many marks of a group stay shapes.
  ///   - isEncoded: Whether the pixels may be in the form of PNG alone, as an SVG wants them.
  static func rasterized(_ item: SceneItem, limit: Int, isEncoded: Bool, clip: Rect? = nil) -> SceneItem {
    guard case .group(var group) = item else { return item }
    let inner = group.clip ?? clip
    if group.mayBeRasterized, case .markers(let batch)? = group.items.first, group.items.count == 1,
      let frame = batch.densityFrame
    {
      return .image(DensityImage.make(batch, in: frame))
    }
    if group.mayBeRasterized, count(group.items) > limit, let area = inner {
      return image(of: group, area: area, isEncoded: isEncoded)
    }
    group.items = group.items.map { rasterized($0, limit: limit, isEncoded: isEncoded, clip: inner) }
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
  private static func image(of group: SceneGroup, area: Rect, isEncoded: Bool) -> SceneItem {
    let isInk = group.items.allSatisfy { item in
      if case .markers(let batch) = item { return batch.colors.allSatisfy(\.isInk) && batch.edge == nil }
      return false
    }
    let whole = Rect(
      left: area.left.rounded(.down), top: area.top.rounded(.down), right: area.right.rounded(.up),
      bottom: area.bottom.rounded(.up))
    let inner = SceneItem.group(SceneGroup(items: group.items, clip: area, opacity: group.opacity))
    let color = commonColor(group.items)
    let hasFaces = group.items.contains { if case .path = $0 { true } else { false } }
    let hasHalo = !isInk && group.vanishesOnDark(isFuller: false)
    let rims = isInk ? [] : group.rims(isFuller: false)
    for scale in [2.0, 1] {
      if let color, isEncoded {
        // One colour in sixteen shades takes half a byte a pixel.
        let shown = isInk ? Color.white : color
        let png = CairoRenderer.shades([inner], area: whole, scale: scale, color: shown, ink: isInk ? .white : .ink)
        if png.count > largest && scale > 1 { continue }
        return .image(
          SceneImage(
            pixels: PixelImage(width: 1, height: 1), frame: whole, smooth: true, isInkMask: isInk, isDrawing: true, hasHalo: hasHalo,
            rims: rims, encoded: png))
      }
      let pixels = CairoRenderer.pixels([inner], area: whole, scale: scale, background: nil, ink: isInk && isEncoded ? .white : .ink,
        hasHardEdges: hasFaces && scale > 1)
      if !isEncoded {
        return .image(SceneImage(pixels: pixels, frame: whole, smooth: true, isDrawing: true))
      }
      let png = PNGEncoder.encode(pixels, isDrawing: true, hasRamps: hasFaces)
      if png.count > largest && scale > 1 { continue }
      return .image(
        SceneImage(pixels: pixels, frame: whole, smooth: true, isInkMask: isInk, isDrawing: true, hasHalo: hasHalo, rims: rims,
          encoded: png))
    }
    return .group(group)
  }

  /// Pixels that take more bytes than this are drawn at their simple size.
  private static let largest = 600_000

  /// The one colour of all markers, if they have one.
  private static func commonColor(_ items: [SceneItem]) -> Color? {
    var common: Color?
    for item in items {
      guard case .markers(let batch) = item, batch.colors.count == 1, batch.edge == nil else { return nil }
      if let common, common != batch.colors[0] { return nil }
      common = batch.colors[0]
    }
    return common
  }
}
