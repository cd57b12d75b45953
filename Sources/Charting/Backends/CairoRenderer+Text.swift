internal import CCairo

extension CairoRenderer {
  func draw(_ item: SceneText) {
    cairo_save(context)
    cairo_translate(context, item.origin.x, item.origin.y)
    if item.degrees != 0 { cairo_rotate(context, -item.degrees * .pi / 180) }
    if let halo = item.halo { drawHalo(of: item.text, halo) }
    setSource(item.color)
    cairo_new_path(context)
    if hasManyLetters { cairo_set_antialias(context, CAIRO_ANTIALIAS_FAST) }
    // Glyphs beside one another are one shape: filling has a price of its own.
    var traced = 0
    var line = 0.0
    for piece in item.text.pieces {
      if case .glyph(let glyph, let x, let y, let size) = piece, !keepsText {
        if traced >= 40 || (traced > 0 && line != y) {
          cairo_fill(context)
          traced = 0
        }
        trace(glyph, x: x, y: y, scale: size / Font.sans.unitsPerEm)
        line = y
        traced += 1
        continue
      }
      if traced > 0 { cairo_fill(context) }
      traced = 0
      switch piece {
      case .glyph(let glyph, let x, let y, let size):
        glyph.font.withCairoFace { face in
          cairo_set_font_face(context, face)
          cairo_set_font_size(context, size)
          var placed = cairo_glyph_t(index: UInt(glyph.index), x: x, y: y)
          cairo_show_glyphs(context, &placed, 1)
        }
      case .path(let path):
        trace(path)
        cairo_fill(context)
      case .fallback(let text, let x, let y, let size, let width): drawForeign(text, x: x, y: y, size: size, width: width)
      }
    }
    if traced > 0 { cairo_fill(context) }
    cairo_restore(context)
  }

  /// The outlines of all letters, drawn wide; characters of the machine's fonts go without.
  private func drawHalo(of text: TypesetText, _ color: Paint) {
    setSource(color)
    cairo_new_path(context)
    for piece in text.pieces {
      switch piece {
      case .glyph(let glyph, let x, let y, let size): trace(glyph, x: x, y: y, scale: size / Font.sans.unitsPerEm)
      case .path(let path): CairoRenderer.trace(path, context)
      case .fallback: break
      }
    }
    cairo_set_line_width(context, 2 * SceneText.haloReach)
    cairo_set_dash(context, nil, 0, 0)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    cairo_stroke(context)
  }

  /// Adds a glyph's outline to the path, without changing the context's matrix for it.
  private func trace(_ glyph: Font.Glyph, x: Double, y: Double, scale: Double) {
    var (lastX, lastY) = (0.0, 0.0)
    for element in glyph.outline.elements {
      switch element {
      case .move(let p):
        (lastX, lastY) = (x + p.x * scale, y - p.y * scale)
        cairo_move_to(context, lastX, lastY)
      case .line(let p):
        (lastX, lastY) = (x + p.x * scale, y - p.y * scale)
        cairo_line_to(context, lastX, lastY)
      case .quadratic(let c, let e):
        let (cx, cy) = (x + c.x * scale, y - c.y * scale)
        let (ex, ey) = (x + e.x * scale, y - e.y * scale)
        let third = 2.0 / 3
        cairo_curve_to(
          context, lastX + (cx - lastX) * third, lastY + (cy - lastY) * third, ex + (cx - ex) * third,
          ey + (cy - ey) * third, ex, ey)
        (lastX, lastY) = (ex, ey)
      case .cubic(let a, let b, let e):
        (lastX, lastY) = (x + e.x * scale, y - e.y * scale)
        cairo_curve_to(
          context, x + a.x * scale, y - a.y * scale, x + b.x * scale, y - b.y * scale, lastX, lastY)
      case .close: cairo_close_path(context)
      }
    }
  }

  /// Characters in fonts of the machine, side by side in the width that was kept for them; a box where there are none.
  private func drawForeign(_ text: String, x: Double, y: Double, size: Double, width: Double) {
    var scalars = text.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
    // Without a shaper, letters of right-to-left scripts stand in their order, but not joined.
    if scalars.contains(where: ForeignRun.isRightToLeft) { scalars = String.UnicodeScalarView(scalars.reversed()) }
    let shapes = scalars.map { scalar -> SystemFonts.Shape? in
      if let glyph = Font.sans.glyph(for: scalar) {
        let unit = 1 / Font.sans.unitsPerEm
        return SystemFonts.Shape(
          outline: glyph.outline.mapped { Point($0.x * unit, -$0.y * unit) }, advance: glyph.advance * unit)
      }
      return SystemFonts.shared.shape(of: scalar)
    }
    SystemFonts.shared.reportMissing(zip(scalars, shapes).filter { $0.1 == nil }.map(\.0))
    let natural = shapes.reduce(0) { $0 + ($1?.advance ?? 0.6) } * size
    // Never wider than what the layout knows of.
    let shrink = natural > width && natural > 0 ? width / natural : 1
    var left = x + (width - natural * shrink) / 2
    for shape in shapes {
      let scale = size * shrink
      if let shape {
        cairo_save(context)
        cairo_translate(context, left, y)
        cairo_scale(context, scale, scale)
        cairo_new_path(context)
        CairoRenderer.trace(shape.outline, context)
        cairo_restore(context)
        cairo_fill(context)
      } else {
        cairo_rectangle(context, left + scale * 0.06, y - scale * 0.72, scale * 0.48, scale * 0.72)
        cairo_set_line_width(context, scale * 0.06)
        cairo_stroke(context)
      }
      left += (shape?.advance ?? 0.6) * scale
    }
  }
}
