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
    let inner = SceneItem.group(SceneGroup(items: group.items, clip: area, opacity: group.opacity))
    for scale in [2.0, 1] {
      var pixels = CairoRenderer.pixels([inner], area: whole, scale: scale, background: nil, ink: isInk ? .white : .ink)
      if let color = commonColor(group.items) { pixels.setColor(isInk ? .white : color) }
      let png = PNGEncoder.encode(pixels, isDrawing: true)
      if png.count > largest && scale > 1 { continue }
      return .image(
        SceneImage(pixels: pixels, frame: whole, smooth: true, isInkMask: isInk, isDrawing: true, encoded: png))
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

extension PixelImage {
  /// Gives every pixel this colour and leaves its opacity: what rounding made of one colour is one again.
  mutating func setColor(_ color: Color) {
    let values = color.bytes
    bytes.withUnsafeMutableBufferPointer { bytes in
      for k in 0..<bytes.count / 4 {
        let isSeen: UInt8 = bytes[4 * k + 3] > 0 ? 255 : 0
        bytes[4 * k] = values[0] & isSeen
        bytes[4 * k + 1] = values[1] & isSeen
        bytes[4 * k + 2] = values[2] & isSeen
      }
    }
  }
}
