/// Sets labels: plain text with formulas between dollar signs, line breaks honoured.
struct Typesetter {
  /// The size of the letters, in CSS pixels.
  var size: Double

  static let lineSpacing = 1.28

  /// Sets a label; a dollar without a partner is a dollar.
  static func set(_ label: String, size: Double) -> TypesetText {
    let typesetter = Typesetter(size: size)
    var result = TypesetText()
    let lines = label.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      result.place(typesetter.line(line), x: 0, y: Double(index) * size * lineSpacing)
    }
    result.source = label
    return result
  }

  /// Sets lines one below the other, each centred or flush as `alignment` says.
  static func set(_ label: String, size: Double, alignment: TextAnchor.Horizontal) -> TypesetText {
    guard alignment != .left, label.contains("\n") else { return set(label, size: size) }
    let typesetter = Typesetter(size: size)
    let lines = label.split(separator: "\n", omittingEmptySubsequences: false).map(typesetter.line)
    let width = lines.map(\.width).max() ?? 0
    var result = TypesetText()
    for (index, line) in lines.enumerated() {
      let shift = (width - line.width) * (alignment == .center ? 0.5 : 1)
      result.place(line, x: shift, y: Double(index) * size * lineSpacing)
    }
    result.source = label
    return result
  }

  func line(_ text: some StringProtocol) -> TypesetText {
    var result = TypesetText()
    // Lines without capitals or descenders keep the height of those with.
    result.ascent = 0.74 * size
    result.descent = 0.02 * size
    var x = 0.0
    for (index, part) in Typesetter.split(text).enumerated() {
      let box = index % 2 == 0 ? run(part, font: .sans) : math(MathParser.parse(part))
      result.place(box, x: x, y: 0)
      x += box.width
    }
    return result
  }

  /// Texts and formulas by turns; the first is a text, perhaps empty.
  static func split(_ text: some StringProtocol) -> [String] {
    var parts = [""]
    var escaped = false
    for character in text {
      if character == "$" && !escaped {
        parts.append("")
      } else if character == "$" {
        parts[parts.count - 1].removeLast()
        parts[parts.count - 1].append(character)
      } else {
        parts[parts.count - 1].append(character)
      }
      escaped = character == "\\" && !escaped
    }
    if parts.count % 2 == 0 {
      let last = parts.removeLast()
      parts[parts.count - 1] += "$" + last
    }
    return parts
  }

  /// Characters side by side in one font, kerned; those that the font lacks are left to the viewer.
  func run(_ text: some StringProtocol, font: Font) -> TypesetText {
    var result = TypesetText()
    let scale = size / font.unitsPerEm
    var x = 0.0
    var foreign = ForeignRun()
    func flush() {
      guard !foreign.text.isEmpty else { return }
      let width = foreign.width * size
      result.pieces.append(.fallback(foreign.text, x: x, y: 0, size: size, width: width))
      x += width
      result.ascent = max(result.ascent, 0.85 * size)
      result.descent = max(result.descent, 0.12 * size)
      foreign = ForeignRun()
    }
    let shaped = font.glyphs(for: text.unicodeScalars)
    result.pieces.reserveCapacity(shaped.count)
    for (scalar, (found, kerning)) in zip(text.unicodeScalars, shaped) {
      var glyph = found
      if glyph == nil && font !== Font.sans { glyph = Font.sans.glyph(for: scalar) }
      if scalar.value > 0x2ff, foreign.takes(scalar, advance: glyph.map { $0.advance / font.unitsPerEm }) { continue }
      guard let glyph else { continue }
      flush()
      x += kerning * scale
      result.pieces.append(.glyph(glyph, x: x, y: 0, size: size))
      result.ascent = max(result.ascent, glyph.top * scale)
      result.descent = max(result.descent, -glyph.bottom * scale)
      x += glyph.advance * scale
    }
    flush()
    result.width = x
    return result
  }
}
