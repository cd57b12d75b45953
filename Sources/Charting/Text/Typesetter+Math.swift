/// Formulas. Distances are fractions of the letter size, after the parameters that TeX takes from its
/// fonts (The TeXbook, appendix G), and heights come from the glyphs themselves.
extension Typesetter {
  private static let scriptScale = 0.7
  private var ruleThickness: Double { max(0.055 * size, 0.5) }
  /// Where fraction bars and minus signs lie above the baseline.
  private var axisHeight: Double { 0.314 * size }
  /// Indices of indices do not become smaller than can be read.
  private var script: Typesetter {
    Typesetter(size: max(size * Typesetter.scriptScale, min(size, Typesetter.leastScript)))
  }
  private static let leastScript = 7.5

  /// Sets a formula on a baseline.
  func math(_ expression: MathExpression) -> TypesetText {
    switch expression {
    case .symbol(let scalar, let italic, let kind):
      let larger = kind == .largeOperator ? Typesetter(size: size * 1.25) : self
      var box = larger.run(String(scalar), font: italic ? .oblique : .sans)
      if kind == .largeOperator {
        // Large operators are centred on the axis.
        let shift = (box.ascent - box.descent) / 2 - axisHeight
        var centred = TypesetText()
        centred.place(box, x: 0, y: shift)
        box = centred
      }
      return box
    case .word(let text, _): return run(text, font: .sans)
    case .row(let items): return row(items)
    case .scripts(let base, let lower, let upper): return scripts(base, lower, upper)
    case .fraction(let numerator, let denominator): return fraction(numerator, denominator)
    case .root(let radicand, let degree): return root(radicand, degree)
    case .accent(let accent, let base): return accented(accent, base)
    case .fenced(let opening, let body, let closing): return fenced(opening, body, closing)
    case .space(let width):
      var box = TypesetText()
      box.width = width * size
      return box
    }
  }

  private func row(_ items: [MathExpression]) -> TypesetText {
    var result = TypesetText()
    var x = 0.0
    var previous: MathExpression.Class?
    for item in items {
      if case .space(let width) = item {
        x += width * size
        continue
      }
      var kind = Typesetter.spacing(of: item)
      // A sign with nothing before it to join belongs to what follows.
      if kind == .binary, previous == nil || previous == .binary || previous == .relation || previous == .opening {
        kind = .ordinary
      }
      x += Typesetter.space(between: previous, and: kind) * size
      let box = math(item)
      result.place(box, x: x, y: 0)
      x += box.width
      previous = kind
    }
    result.width = max(0, x)
    return result
  }

  private static func spacing(of item: MathExpression) -> MathExpression.Class {
    switch item {
    case .symbol(_, _, let kind): kind
    case .word(_, let isOperator): isOperator ? .largeOperator : .ordinary
    case .scripts(let base, _, _): spacing(of: base)
    default: .ordinary
    }
  }

  private static func space(between left: MathExpression.Class?, and right: MathExpression.Class) -> Double {
    guard let left else { return 0 }
    switch (left, right) {
    case (.relation, .relation): return 0
    case (.relation, _), (_, .relation): return 0.25
    case (.binary, _), (_, .binary): return 0.2
    case (.punctuation, _): return 0.16
    case (.largeOperator, .opening), (.opening, _), (_, .closing): return 0
    case (.largeOperator, _), (.ordinary, .largeOperator): return 0.16
    default: return 0
    }
  }

  private func scripts(
    _ base: MathExpression, _ lower: MathExpression?, _ upper: MathExpression?
  ) -> TypesetText {
    let nucleus = math(base)
    var result = nucleus
    let sub = lower.map(script.math)
    let sup = upper.map(script.math)
    var rise = max(nucleus.ascent - 0.32 * size, 0.4 * size)
    if let sup { rise = max(rise, sup.descent + 0.25 * Font.sans.xHeight / Font.sans.unitsPerEm * size) }
    var drop = max(nucleus.descent + 0.06 * size, 0.17 * size)
    if let sub { drop = max(drop, sub.ascent - 0.44 * size) }
    if let sub, let sup {
      let gap = (rise - sup.descent) - (sub.ascent - drop)
      let wanted = 0.12 * size
      if gap < wanted {
        rise += (wanted - gap) / 2
        drop += (wanted - gap) / 2
      }
    }
    // A slanted letter leans over its superscript and away from its subscript.
    var lean = 0.0
    if case .symbol(_, let italic, _) = base, italic { lean = 0.06 * size }
    if let sup { result.place(sup, x: nucleus.width + lean + 0.02 * size, y: -rise) }
    if let sub { result.place(sub, x: nucleus.width + 0.02 * size, y: drop) }
    result.width += 0.04 * size
    return result
  }

  private func fraction(_ numerator: MathExpression, _ denominator: MathExpression) -> TypesetText {
    let top = script.math(numerator)
    let bottom = script.math(denominator)
    let inner = max(top.width, bottom.width)
    let side = 0.08 * size
    let gap = 0.11 * size
    var result = TypesetText()
    result.place(top, x: side + (inner - top.width) / 2, y: -axisHeight - ruleThickness / 2 - gap - top.descent)
    result.place(
      bottom, x: side + (inner - bottom.width) / 2, y: -axisHeight + ruleThickness / 2 + gap + bottom.ascent)
    result.pieces.append(
      .path(
        VectorPath(
          Rect(x: side / 2, y: -axisHeight - ruleThickness / 2, width: inner + side, height: ruleThickness))))
    result.width = inner + 2 * side
    return result
  }

  private func root(_ radicand: MathExpression, _ degree: MathExpression?) -> TypesetText {
    let body = math(radicand)
    let gap = 0.12 * size
    let top = max(body.ascent, 0.6 * size) + gap
    let bottom = max(body.descent, 0.06 * size)
    let index = degree.map { Typesetter(size: size * 0.55).math($0) }
    let hook = 0.14 * size
    let stem = 0.22 * size
    let slope = 0.26 * size
    let x0 = max(0, (index?.width ?? 0) - hook - 0.02 * size)
    let thin = ruleThickness
    var result = TypesetText()
    // The tick is drawn, not taken from the font, so that it is as tall as what it covers.
    let kneeY = -(top - bottom) * 0.42 + bottom * 0.2
    let outline = VectorPath(
      [
        Point(x0, kneeY + 0.06 * size), Point(x0 + hook, kneeY), Point(x0 + stem + 0.02 * size, bottom - 0.14 * size),
        Point(x0 + stem + slope, -top - thin), Point(x0 + stem + slope + body.width + 0.1 * size, -top - thin),
        Point(x0 + stem + slope + body.width + 0.1 * size, -top), Point(x0 + stem + slope + thin * 0.7, -top),
        Point(x0 + stem + 0.02 * size + thin * 0.3, bottom), Point(x0 + stem - thin * 0.9, bottom),
        Point(x0 + hook - thin * 0.5, kneeY + thin * 1.5), Point(x0 + 0.03 * size, kneeY + 0.06 * size + thin * 0.7),
      ], closed: true)
    result.pieces.append(.path(outline))
    result.ascent = top + thin
    result.descent = bottom
    result.place(body, x: x0 + stem + slope + 0.05 * size, y: 0)
    if let index { result.place(index, x: 0, y: kneeY - 0.1 * size - index.descent) }
    result.width = x0 + stem + slope + body.width + 0.14 * size
    return result
  }

  private func accented(_ accent: MathExpression.Accent, _ base: MathExpression) -> TypesetText {
    let body = math(base)
    var result = body
    var lean = 0.0
    if case .symbol(_, let italic, _) = base, italic { lean = 0.07 * size }
    let center = body.width / 2 + lean
    let top = -body.ascent - 0.09 * size
    func mark(_ scalar: Unicode.Scalar, scale: Double = 0.9) {
      let box = Typesetter(size: size * scale).run(String(scalar), font: .sans)
      guard case .glyph(let glyph, _, _, _)? = box.pieces.first else { return }
      let unit = size * scale / Font.sans.unitsPerEm
      result.place(box, x: center - (glyph.left + glyph.right) / 2 * unit, y: top + glyph.bottom * unit)
    }
    switch accent {
    case .hat: mark("ˆ")
    case .tilde: mark("˜")
    case .dot: mark("˙")
    case .doubleDot: mark("¨")
    case .bar:
      let rule = Rect(
        x: lean * 1.2 + 0.04 * size, y: top - ruleThickness, width: max(body.width - 0.08 * size, 0.2 * size),
        height: ruleThickness)
      result.pieces.append(.path(VectorPath(rule)))
      result.ascent = max(result.ascent, -top + ruleThickness)
    case .vector: mark("→", scale: 0.62)
    }
    result.width = body.width
    return result
  }

  private func fenced(
    _ opening: Unicode.Scalar?, _ body: MathExpression, _ closing: Unicode.Scalar?
  ) -> TypesetText {
    let inside = math(body)
    // Fences grow with what they hold, about the axis.
    let reach = max(inside.ascent - axisHeight, inside.descent + axisHeight)
    let scale = max(1, 2 * reach / (0.98 * size))
    func fence(_ scalar: Unicode.Scalar) -> (TypesetText, Double) {
      let box = Typesetter(size: size * scale).run(String(scalar), font: .sans)
      return (box, (box.ascent - box.descent) / 2 - axisHeight)
    }
    var result = TypesetText()
    var x = 0.0
    if let opening {
      let (box, shift) = fence(opening)
      result.place(box, x: x, y: shift)
      x += box.width
    }
    result.place(inside, x: x, y: 0)
    x += inside.width
    if let closing {
      let (box, shift) = fence(closing)
      result.place(box, x: x, y: shift)
      x += box.width
    }
    result.width = x
    return result
  }
}
