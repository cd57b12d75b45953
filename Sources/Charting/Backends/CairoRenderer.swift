internal import CCairo

/// Draws a scene with Cairo: into pixels, or as the page of a PDF.
struct CairoRenderer {
  private let context: OpaquePointer
  /// Whether texts stay texts (PDF) or are filled as outlines, placed to the fraction of a pixel.
  private let keepsText: Bool
  private let ink: Color
  private let paper: Color

  /// The scene as pixels, `scale` of them per CSS pixel.
  static func pixels(
    _ items: [SceneItem], area: Rect, scale: Double, background: Color?, ink: Color = .ink
  ) -> PixelImage {
    let (width, height) = pixelSize(area, scale)
    return drawn(items, area: area, scale: scale, background: background, ink: ink) { data, rowLength in
      unpremultiplied(data, width: width, height: height, rowLength: rowLength)
    } ?? PixelImage(width: width, height: height)
  }

  /// The scene as PNG on an opaque ground.
  static func png(_ items: [SceneItem], area: Rect, scale: Double, background: Color) -> [UInt8] {
    let (width, height) = pixelSize(area, scale)
    let inch = 96 * scale
    return drawn(items, area: area, scale: scale, background: background, ink: .ink) { data, rowLength in
      PNGEncoder.encodeOpaqueDrawing(data, width: width, height: height, rowLength: rowLength, pixelsPerInch: inch, hasImages: hasImages(items))
        ?? PNGEncoder.encode(
          unpremultiplied(data, width: width, height: height, rowLength: rowLength), pixelsPerInch: inch,
          isDrawing: !hasImages(items))
    } ?? []
  }

  private static func hasImages(_ items: [SceneItem]) -> Bool {
    items.contains { item in
      switch item {
      case .image(let image): !image.isDrawing
      case .group(let group): hasImages(group.items)
      default: false
      }
    }
  }

  /// Shapes of one colour on nothing, as PNG in sixteen shades of opacity.
  static func shades(_ items: [SceneItem], area: Rect, scale: Double, color: Color, ink: Color) -> [UInt8] {
    let (width, height) = pixelSize(area, scale)
    return drawn(items, area: area, scale: scale, background: nil, ink: ink) { data, rowLength in
      PNGEncoder.encodeShades(data, width: width, height: height, rowLength: rowLength, color: color)
    } ?? []
  }

  private static func pixelSize(_ area: Rect, _ scale: Double) -> (width: Int, height: Int) {
    (max(1, Int((area.width * scale).rounded(.up))), max(1, Int((area.height * scale).rounded(.up))))
  }

  /// Draws and hands Cairo's pixels over; `nil` where Cairo has no memory for them.
  private static func drawn<Result>(
    _ items: [SceneItem], area: Rect, scale: Double, background: Color?, ink: Color,
    use: (_ pixels: UnsafePointer<UInt32>, _ rowLength: Int) -> Result
  ) -> Result? {
    let (width, height) = pixelSize(area, scale)
    let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
    defer { cairo_surface_destroy(surface) }
    guard let context = cairo_create(surface) else { return nil }
    if let background {
      cairo_set_source_rgba(context, background.red, background.green, background.blue, background.alpha)
      cairo_paint(context)
    }
    cairo_scale(context, scale, scale)
    cairo_translate(context, -area.x, -area.y)
    let renderer = CairoRenderer(context: context, keepsText: false, ink: ink, paper: background ?? .clear)
    for item in items {
      renderer.draw(item)
    }
    cairo_destroy(context)
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return nil }
    return use(
      UnsafePointer(UnsafeMutableRawPointer(data).assumingMemoryBound(to: UInt32.self)),
      Int(cairo_image_surface_get_stride(surface)) / 4)
  }

  /// The scene as a PDF of one page.
  static func pdf(_ scene: Scene) -> [UInt8] {
    final class Sink { var bytes: [UInt8] = [] }
    let sink = Sink()
    let write: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32) -> cairo_status_t = {
      closure, data, count in
      guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    // A CSS pixel is 0.75 points.
    let surface = cairo_pdf_surface_create_for_stream(
      write, Unmanaged.passUnretained(sink).toOpaque(), scene.width * 0.75, scene.height * 0.75)
    // A fixed date keeps the bytes the same in every run.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    if let context = cairo_create(surface) {
      cairo_scale(context, 0.75, 0.75)
      let renderer = CairoRenderer(context: context, keepsText: true, ink: .ink, paper: .white)
      for item in scene.items { renderer.draw(item) }
      cairo_destroy(context)
    }
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    return sink.bytes
  }

  private static func unpremultiplied(
    _ data: UnsafePointer<UInt32>, width: Int, height: Int, rowLength: Int
  ) -> PixelImage {
    let bytes = [UInt8](unsafeUninitializedCapacity: 4 * width * height) { target, count in
      for row in 0..<height {
        let source = data + row * rowLength
        var to = 4 * row * width
        for column in 0..<width {
          let pixel = source[column]
          let alpha = pixel >> 24
          if alpha == 255 {
            target[to] = UInt8(pixel >> 16 & 255)
            target[to + 1] = UInt8(pixel >> 8 & 255)
            target[to + 2] = UInt8(pixel & 255)
            target[to + 3] = 255
          } else if alpha == 0 {
            target[to] = 0
            target[to + 1] = 0
            target[to + 2] = 0
            target[to + 3] = 0
          } else {
            target[to] = UInt8(min(255, ((pixel >> 16 & 255) * 255 + alpha / 2) / alpha))
            target[to + 1] = UInt8(min(255, ((pixel >> 8 & 255) * 255 + alpha / 2) / alpha))
            target[to + 2] = UInt8(min(255, ((pixel & 255) * 255 + alpha / 2) / alpha))
            target[to + 3] = UInt8(alpha)
          }
          to += 4
        }
      }
      count = 4 * width * height
    }
    return PixelImage(width: width, height: height, bytes: bytes)
  }

  private func draw(_ item: SceneItem) {
    switch item {
    case .path(let path): draw(path)
    case .markers(let batch): draw(batch)
    case .text(let text): draw(text)
    case .image(let image): draw(image)
    case .group(let group):
      cairo_save(context)
      if let clip = group.clip {
        cairo_rectangle(context, clip.x, clip.y, clip.width, clip.height)
        cairo_clip(context)
      }
      if group.opacity < 1 { cairo_push_group(context) }
      for item in group.items { draw(item) }
      if group.opacity < 1 {
        cairo_pop_group_to_source(context)
        cairo_paint_with_alpha(context, group.opacity)
      }
      cairo_restore(context)
    }
  }

  private func resolved(_ color: Paint) -> Color {
    switch color.role {
    case .fixed: color
    case .ink: ink.opacity(color.alpha)
    case .paper: paper.opacity(color.alpha * paper.alpha)
    }
  }

  private func setSource(_ color: Paint, opacity: Double = 1) {
    let color = resolved(color)
    cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha * opacity)
  }

  private func set(_ stroke: Stroke) {
    cairo_set_line_width(context, stroke.width)
    cairo_set_dash(context, stroke.dashes, Int32(stroke.dashes.count), 0)
    switch stroke.cap {
    case .butt: cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    case .round: cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    case .square: cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
    }
    cairo_set_line_join(context, stroke.join == .round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
  }

  private func trace(_ path: VectorPath) { CairoRenderer.trace(path, context) }

  static func trace(_ path: VectorPath, _ context: OpaquePointer) {
    var current = Point(0, 0)
    for element in path.elements {
      switch element {
      case .move(let p):
        cairo_move_to(context, p.x, p.y)
        current = p
      case .line(let p):
        cairo_line_to(context, p.x, p.y)
        current = p
      case .quadratic(let c, let e):
        let a = current + (c - current) * (2.0 / 3)
        let b = e + (c - e) * (2.0 / 3)
        cairo_curve_to(context, a.x, a.y, b.x, b.y, e.x, e.y)
        current = e
      case .cubic(let a, let b, let e):
        cairo_curve_to(context, a.x, a.y, b.x, b.y, e.x, e.y)
        current = e
      case .close: cairo_close_path(context)
      }
    }
  }

  private func draw(_ item: ScenePath) {
    cairo_new_path(context)
    trace(item.path)
    cairo_set_fill_rule(context, item.evenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
    if let fill = item.fill {
      setSource(fill)
      cairo_fill_preserve(context)
    }
    if let stroke = item.stroke {
      setSource(stroke.color)
      set(stroke)
      // Where a line goes up and down from pixel to pixel, finer edges are not seen and take twice the time.
      let isDense = item.path.elements.count > 400
      if isDense {
        cairo_set_antialias(context, CAIRO_ANTIALIAS_FAST)
        // Nor are round corners, each of which is a fan of triangles.
        if stroke.width < 3 { cairo_set_line_join(context, CAIRO_LINE_JOIN_BEVEL) }
      }
      cairo_stroke_preserve(context)
      if isDense { cairo_set_antialias(context, CAIRO_ANTIALIAS_DEFAULT) }
    }
    cairo_new_path(context)
  }

  private func draw(_ batch: MarkerBatch) {
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

  private func draw(_ item: SceneText) {
    cairo_save(context)
    cairo_translate(context, item.origin.x, item.origin.y)
    if item.degrees != 0 { cairo_rotate(context, -item.degrees * .pi / 180) }
    setSource(item.color)
    for piece in item.text.pieces {
      switch piece {
      case .glyph(let glyph, let x, let y, let size):
        let font = glyph.font
        if keepsText {
          font.withCairoFace { face in
            cairo_set_font_face(context, face)
            cairo_set_font_size(context, size)
            var placed = cairo_glyph_t(index: UInt(glyph.index), x: x, y: y)
            cairo_show_glyphs(context, &placed, 1)
          }
        } else {
          let scale = size / font.unitsPerEm
          cairo_save(context)
          cairo_translate(context, x, y)
          cairo_scale(context, scale, -scale)
          trace(glyph.outline)
          cairo_restore(context)
          cairo_fill(context)
        }
      case .path(let path):
        cairo_new_path(context)
        trace(path)
        cairo_fill(context)
      case .fallback(let text, let x, let y, let size):
        // Without a font for it, a box stands where the character is.
        let width = Double(text.unicodeScalars.count) * size * 0.6
        cairo_rectangle(context, x + size * 0.08, y - size * 0.72, width - size * 0.16, size * 0.72)
        cairo_set_line_width(context, size * 0.06)
        cairo_stroke(context)
      }
    }
    cairo_restore(context)
  }

  private func draw(_ item: SceneImage) {
    let (width, height) = (item.pixels.width, item.pixels.height)
    guard width > 0, height > 0 else { return }
    var data = [UInt32](repeating: 0, count: width * height)
    let inkColor = resolved(.ink)
    let inkBytes = inkColor.bytes.map(UInt32.init)
    let b = item.pixels.bytes
    for k in 0..<width * height {
      let alpha = UInt32(b[4 * k + 3])
      let red = item.isInkMask ? inkBytes[0] : UInt32(b[4 * k])
      let green = item.isInkMask ? inkBytes[1] : UInt32(b[4 * k + 1])
      let blue = item.isInkMask ? inkBytes[2] : UInt32(b[4 * k + 2])
      func scaled(_ c: UInt32) -> UInt32 { (c * alpha + 127) / 255 }
      data[k] = alpha << 24 | scaled(red) << 16 | scaled(green) << 8 | scaled(blue)
    }
    data.withUnsafeMutableBytes { raw in
      let surface = cairo_image_surface_create_for_data(
        raw.baseAddress?.assumingMemoryBound(to: UInt8.self), CAIRO_FORMAT_ARGB32, Int32(width), Int32(height),
        Int32(4 * width))
      cairo_save(context)
      cairo_translate(context, item.frame.x, item.frame.y)
      cairo_scale(context, item.frame.width / Double(width), item.frame.height / Double(height))
      cairo_set_source_surface(context, surface, 0, 0)
      cairo_pattern_set_filter(cairo_get_source(context), item.smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST)
      cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
      cairo_rectangle(context, 0, 0, Double(width), Double(height))
      cairo_fill(context)
      cairo_restore(context)
      // The pixels die with this scope; a PDF must have copied them by then.
      cairo_surface_flush(surface)
      cairo_set_source_rgb(context, 0, 0, 0)
      cairo_surface_finish(surface)
      cairo_surface_destroy(surface)
    }
  }
}
