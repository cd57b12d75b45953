internal import CCairo

extension CairoRenderer {
  func draw(_ batch: MarkerBatch) {
    guard batch.shape != .none else { return }
    if let frame = batch.densityFrame {
      draw(DensityImage.make(batch, in: frame))
      return
    }
    if batch.positions.count > 300, batch.sizes.count == 1, stamp(batch) { return }
    let isOpen = batch.shape.isOpen
    let common = batch.sizes.count == 1 ? batch.shape.outline(size: batch.size(0)) : nil
    for (k, p) in batch.positions.enumerated() {
      cairo_save(context)
      cairo_translate(context, p.x, p.y)
      cairo_new_path(context)
      trace(common ?? batch.shape.outline(size: batch.size(k)))
      if isOpen {
        setSource(batch.color(k), opacity: batch.opacity)
        set(Stroke(color: batch.color(k), width: batch.strokeWidth))
        cairo_stroke(context)
      } else {
        setSource(batch.color(k), opacity: batch.opacity)
        cairo_fill_preserve(context)
        if let edge = batch.edge {
          setSource(edge.color)
          set(edge)
          cairo_stroke_preserve(context)
        }
        cairo_new_path(context)
      }
      cairo_restore(context)
    }
  }

  /// Stamps the markers into an image's pixels; false where there are none to write to.
  private func stamp(_ batch: MarkerBatch) -> Bool {
    guard let surface = cairo_get_group_target(context), cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE,
      cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32
    else { return false }
    var matrix = cairo_matrix_t()
    cairo_get_matrix(context, &matrix)
    guard matrix.xy == 0, matrix.yx == 0, matrix.xx == matrix.yy, matrix.xx * batch.size(0) < 100 else { return false }
    var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
    cairo_clip_extents(context, &left, &top, &right, &bottom)
    var (offsetX, offsetY) = (0.0, 0.0)
    cairo_surface_get_device_offset(surface, &offsetX, &offsetY)
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return false }
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let origin = (x: matrix.x0 + offsetX, y: matrix.y0 + offsetY)
    func pixel(_ value: Double, _ shift: Double, _ limit: Int) -> Int {
      min(max(Int((value * matrix.xx + shift).rounded()), 0), limit)
    }
    let stamp = MarkerStamp(
      batch.shape, size: batch.size(0), edge: batch.shape.isOpen ? nil : batch.edge, strokeWidth: batch.strokeWidth,
      scale: matrix.xx)
    stamp.stamp(
      batch, colors: batch.colors.map(resolved), edge: batch.shape.isOpen ? nil : batch.edge.map { resolved($0.color) },
      pixels: UnsafeMutableRawPointer(data).assumingMemoryBound(to: UInt32.self),
      rowLength: Int(cairo_image_surface_get_stride(surface)) / 4,
      clip: (pixel(left, origin.x, width), pixel(top, origin.y, height), pixel(right, origin.x, width), pixel(bottom, origin.y, height)),
      toPixel: (matrix.xx, origin.x, origin.y))
    cairo_surface_mark_dirty(surface)
    return true
  }
}
