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
  ///   - toPixel: From the page to the pixels, along each axis `a * v + b`.
  func stamp(
    _ batch: MarkerBatch, colors: [Color], edge: Color?, pixels: UnsafeMutablePointer<UInt32>, rowLength: Int,
    clip: (left: Int, top: Int, right: Int, bottom: Int), toPixel: (scale: Double, x: Double, y: Double)
  ) {
    let packed = colors.map { MarkerStamp.packed($0, opacity: batch.opacity) }
    let edgeColor = edge.map { MarkerStamp.packed($0, opacity: 1) }
    let shifts = MarkerStamp.shifts
    batch.positions.withUnsafeBufferPointer { positions in
      packed.withUnsafeBufferPointer { packed in
        for k in 0..<positions.count {
          let x = positions[k].x * toPixel.scale + toPixel.x
          let y = positions[k].y * toPixel.scale + toPixel.y
          let (floorX, floorY) = (x.rounded(.down), y.rounded(.down))
          let shiftX = min(Int((x - floorX) * Double(shifts)), shifts - 1)
          let shiftY = min(Int((y - floorY) * Double(shifts)), shifts - 1)
          let left = Int(floorX) - Int(reach)
          let top = Int(floorY) - Int(reach)
          let which = shiftY * shifts + shiftX
          blend(
            fills[which], packed[packed.count == 1 ? 0 : k], left, top, pixels, rowLength, clip)
          if let edgeColor { blend(edges[which], edgeColor, left, top, pixels, rowLength, clip) }
        }
      }
    }
  }

  @inline(__always)
  private func blend(
    _ mask: [UInt8], _ color: SIMD4<UInt32>, _ left: Int, _ top: Int, _ pixels: UnsafeMutablePointer<UInt32>,
    _ rowLength: Int, _ clip: (left: Int, top: Int, right: Int, bottom: Int)
  ) {
    let firstRow = max(top, clip.top)
    let lastRow = min(top + side, clip.bottom)
    let first = max(left, clip.left)
    let last = min(left + side, clip.right)
    guard firstRow < lastRow, first < last else { return }
    mask.withUnsafeBufferPointer { mask in
      for row in firstRow..<lastRow {
        let maskRow = (row - top) * side - left
        let line = pixels + row * rowLength
        for column in first..<last {
          let coverage = UInt32(mask[maskRow + column])
          if coverage == 0 { continue }
          if coverage == 255 && color.w == 255 {
            line[column] = 255 << 24 | color.x << 16 | color.y << 8 | color.z
            continue
          }
          let old = line[column]
          let alpha = color.w * coverage / 255
          let keep = 255 - alpha
          let red = (color.x * alpha + (old >> 16 & 255) * keep + 127) / 255
          let green = (color.y * alpha + (old >> 8 & 255) * keep + 127) / 255
          let blue = (color.z * alpha + (old & 255) * keep + 127) / 255
          let cover = alpha + ((old >> 24) * keep + 127) / 255
          line[column] = min(cover, 255) << 24 | min(red, cover) << 16 | min(green, cover) << 8 | min(blue, cover)
        }
      }
    }
  }

  private static func packed(_ color: Color, opacity: Double) -> SIMD4<UInt32> {
    let bytes = color.bytes.map(UInt32.init)
    return SIMD4(bytes[0], bytes[1], bytes[2], UInt32((color.alpha * opacity * 255).rounded()))
  }
}
