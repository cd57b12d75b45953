internal import CCairo

extension CairoRenderer {
  func draw(_ item: SceneText) {
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
      case .fallback(let text, let x, let y, let size, let width): drawForeign(text, x: x, y: y, size: size, width: width)
      }
    }
    cairo_restore(context)
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
