internal import CCairo

/// Draws very many markers of one size into pixels: the shape is rendered once for each quarter of a pixel that
/// it may be shifted by, and stamped from then on.
struct MarkerStamp {
  private static let shifts = 4
  /// Coverage of the inside and of the edge for every shift, row by row.
  private var fills: [[UInt8]] = []
  private var edges: [[UInt8]] = []
  private let side: Int
  private let reach: Double

  /// `size` and `edge` in CSS pixels, `scale` pixels for each of them.
  init(_ shape: Marker, size: Double, edge: Stroke?, strokeWidth: Double, scale: Double) {
    let half = (size * 0.72 + max(edge?.width ?? 0, shape.isOpen ? strokeWidth : 0)) * scale
    reach = half.rounded(.up) + 1
    side = Int(2 * reach) + 1
    let outline = shape.outline(size: size)
    for shiftY in 0..<MarkerStamp.shifts {
      for shiftX in 0..<MarkerStamp.shifts {
        let center = Point(
          reach + (Double(shiftX) + 0.5) / Double(MarkerStamp.shifts),
          reach + (Double(shiftY) + 0.5) / Double(MarkerStamp.shifts))
        fills.append(
          MarkerStamp.coverage(outline, at: center, scale: scale, side: side, stroke: shape.isOpen ? strokeWidth : nil))
        if let edge {
          edges.append(MarkerStamp.coverage(outline, at: center, scale: scale, side: side, stroke: edge.width))
        }
      }
    }
  }

  private static func coverage(
    _ outline: VectorPath, at center: Point, scale: Double, side: Int, stroke: Double?
  ) -> [UInt8] {
    let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(side), Int32(side))
    defer { cairo_surface_destroy(surface) }
    guard let context = cairo_create(surface) else { return [] }
    cairo_translate(context, center.x, center.y)
    cairo_scale(context, scale, scale)
    CairoRenderer.trace(outline, context)
    if let stroke {
      cairo_set_line_width(context, stroke)
      cairo_stroke(context)
    } else {
      cairo_fill(context)
    }
    cairo_destroy(context)
    cairo_surface_flush(surface)
    let stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface) else { return [] }
    return (0..<side * side).map { data[$0 / side * stride + $0 % side] }
  }

  /// Stamps a marker at every position of `batch`, clipped to the pixels of `clip`.
  ///
  /// - Parameters:
  ///   - pixels: Premultiplied ARGB, as Cairo keeps it.
  ///   - toPixel: From the page to the pixels, along each axis `scale * v + offset`.
  func stamp(
    _ batch: MarkerBatch, colors: [Color], edge: Color?, pixels: UnsafeMutablePointer<UInt32>, rowLength: Int,
    clip: (left: Int, top: Int, right: Int, bottom: Int), toPixel: (scale: Double, x: Double, y: Double)
  ) {
    let packed = colors.map { MarkerStamp.packed($0, opacity: batch.opacity) }
    let edgeColor = edge.map { MarkerStamp.packed($0, opacity: 1) }
    let box = ink
    let shifts = Double(MarkerStamp.shifts)
    let area = side * side
    let fill = fills.flatMap { $0 }
    let rim = edges.flatMap { $0 }
    let reachPixels = Int(reach)
    fill.withUnsafeBufferPointer { fill in
      rim.withUnsafeBufferPointer { rim in
        batch.positions.withUnsafeBufferPointer { positions in
          packed.withUnsafeBufferPointer { packed in
            for k in 0..<positions.count {
              let x = positions[k].x * toPixel.scale + toPixel.x
              let y = positions[k].y * toPixel.scale + toPixel.y
              guard abs(x) < 1e6, abs(y) < 1e6 else { continue }
              // Positions are at most a little outside the frame, so adding makes them positive.
              let (wholeX, wholeY) = (Int(x + 4096) - 4096, Int(y + 4096) - 4096)
              let shiftX = Int((x - Double(wholeX)) * shifts)
              let shiftY = Int((y - Double(wholeY)) * shifts)
              let (left, top) = (wholeX - reachPixels, wholeY - reachPixels)
              let firstRow = max(top + box.top, clip.top)
              let lastRow = min(top + box.bottom, clip.bottom)
              let first = max(left + box.left, clip.left)
              let last = min(left + box.right, clip.right)
              guard firstRow < lastRow, first < last, shiftX >= 0, shiftX < 4, shiftY >= 0, shiftY < 4 else { continue }
              let mask = (shiftY * MarkerStamp.shifts + shiftX) * area
              let color = packed[packed.count == 1 ? 0 : k]
              for row in firstRow..<lastRow {
                let from = mask + (row - top) * side - left
                let line = pixels + row * rowLength
                for column in first..<last { MarkerStamp.blend(color, fill[from + column], into: line + column) }
                if let edgeColor {
                  for column in first..<last { MarkerStamp.blend(edgeColor, rim[from + column], into: line + column) }
                }
              }
            }
          }
        }
      }
    }
  }

  /// The box of the pixels that some shift covers.
  private var ink: (left: Int, top: Int, right: Int, bottom: Int) {
    var box = (left: side, top: side, right: 0, bottom: 0)
    for mask in fills + edges {
      for (k, coverage) in mask.enumerated() where coverage > 0 {
        box.left = min(box.left, k % side)
        box.right = max(box.right, k % side + 1)
        box.top = min(box.top, k / side)
        box.bottom = max(box.bottom, k / side + 1)
      }
    }
    return box
  }

  /// Lays a colour over a pixel. Two channels are multiplied at a time, in 256ths.
  @inline(__always)
  private static func blend(_ color: (rb: UInt32, ag: UInt32), _ coverage: UInt8, into pixel: UnsafeMutablePointer<UInt32>) {
    if coverage == 0 { return }
    // 255 counts as all.
    let share = UInt32(coverage) + UInt32(coverage >> 7)
    let rb = (color.rb &* share &+ 0x80_0080) >> 8 & 0xff_00ff
    let ag = (color.ag &* share &+ 0x80_0080) >> 8 & 0xff_00ff
    let alpha = ag >> 16
    if alpha == 255 {
      pixel.pointee = ag << 8 | rb
      return
    }
    let keep = 256 &- alpha &- alpha >> 7
    let old = pixel.pointee
    let oldRB = ((old & 0xff_00ff) &* keep &+ 0x80_0080) >> 8 & 0xff_00ff
    let oldAG = ((old >> 8 & 0xff_00ff) &* keep &+ 0x80_0080) >> 8 & 0xff_00ff
    pixel.pointee = (ag &+ oldAG) << 8 | (rb &+ oldRB)
  }

  /// A premultiplied colour as two pairs of channels: red and blue, opacity and green.
  private static func packed(_ color: Color, opacity: Double) -> (rb: UInt32, ag: UInt32) {
    let alpha = color.alpha * opacity
    func channel(_ value: Double) -> UInt32 { UInt32((value * alpha * 255).rounded()) }
    return (
      channel(color.red) << 16 | channel(color.blue), UInt32((alpha * 255).rounded()) << 16 | channel(color.green)
    )
  }
}
