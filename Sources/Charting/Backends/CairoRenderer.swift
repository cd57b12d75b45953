internal import CCairo

/// Draws a scene with Cairo: into pixels, or as the page of a PDF.
struct CairoRenderer {
  let context: OpaquePointer
  /// Whether texts stay texts (PDF) or are filled as outlines, placed to the fraction of a pixel.
  let keepsText: Bool
  let ink: Color
  let paper: Color
  /// Whether there are so many letters that sixteen shades at their edges must do instead of 255.
  var hasManyLetters = false
  /// Whether outlines have hard edges, so that faces side by side have no colours between theirs.
  var hasHardEdges = false

  func draw(_ item: SceneItem) {
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

  func resolved(_ color: Paint) -> Color {
    switch color.role {
    case .fixed, .faint: color
    case .ink: ink.opacity(color.alpha)
    case .paper: paper.opacity(color.alpha * paper.alpha)
    }
  }

  func setSource(_ color: Paint, opacity: Double = 1) {
    let color = resolved(color)
    cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha * opacity)
  }

  func set(_ stroke: Stroke) {
    cairo_set_line_width(context, stroke.width)
    cairo_set_dash(context, stroke.dashes, Int32(stroke.dashes.count), 0)
    switch stroke.cap {
    case .butt: cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    case .round: cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    case .square: cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
    }
    cairo_set_line_join(context, stroke.join == .round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
  }

  func trace(_ path: VectorPath) { CairoRenderer.trace(path, context) }

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

  func draw(_ item: ScenePath) {
    cairo_new_path(context)
    trace(item.path)
    cairo_set_fill_rule(context, item.evenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
    if let fill = item.fill {
      setSource(fill)
      if hasHardEdges { cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE) }
      cairo_fill_preserve(context)
      if hasHardEdges { cairo_set_antialias(context, CAIRO_ANTIALIAS_DEFAULT) }
    }
    if let stroke = item.stroke, !(hasHardEdges && stroke.color == item.fill) {
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

  func draw(_ item: SceneImage) {
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
