extension SVGWriter {
  /// Glyphs of one font and size side by side on one baseline.
  struct Word {
    var glyphs: [(glyph: Font.Glyph, offset: Int)] = []
    /// Where the word begins, in font units; and its baseline and size in pixels.
    var start = 0
    var y = 0.0
    var size = 0.0
    /// What the word consists of, as one number.
    var key: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func mix(_ value: Int) { key = (key ^ UInt64(truncatingIfNeeded: value)) &* 0x100_0000_01b3 }
  }

  /// A baseline's words, and what they are together.
  struct TextLine {
    var words: [Word] = []
    var key: UInt64 = 0xcbf2_9ce4_8422_2325
  }

  static func lines(of text: TypesetText) -> [TextLine] {
    var lines: [TextLine] = []
    var word = Word()
    func flush() {
      guard !word.glyphs.isEmpty else { return }
      if let last = lines.last?.words.last, last.y == word.y, last.size == word.size {
        lines[lines.count - 1].words.append(word)
      } else {
        lines.append(TextLine(words: [word]))
      }
      let n = lines.count - 1
      let offset = UInt64(truncatingIfNeeded: word.start - lines[n].words[0].start)
      lines[n].key = ((lines[n].key ^ word.key) &* 0x100_0000_01b3 ^ offset) &* 0x100_0000_01b3
      word = Word()
    }
    for piece in text.pieces {
      guard case .glyph(let glyph, let x, let y, let size) = piece else { continue }

      if glyph.outline.elements.isEmpty {
        flush()
        continue
      }
      if let first = word.glyphs.first, word.y != y || word.size != size || first.glyph.isOblique != glyph.isOblique { flush() }
      // In whole font units, so that equal words are equal wherever they stand.
      let place = Int((x * Font.sans.unitsPerEm / size).rounded())
      if word.glyphs.isEmpty {
        word.start = place
        word.y = y
        word.size = size
        word.mix(glyph.isOblique ? 2 : 1)
      }
      word.glyphs.append((glyph, place - word.start))
      word.mix(Int(glyph.index) << 32 | (place - word.start))
    }
    flush()
    return lines
  }

  /// Words and lines that come often are defined whole.
  mutating func countWords(_ items: [SceneItem]) {
    for item in items {
      switch item {
      case .text(let text):
        for line in SVGWriter.lines(of: text.text) {
          if line.words.count > 1 { repeats[line.key, default: 0] += 1 }
          for word in line.words where word.glyphs.count > 1 { repeats[word.key, default: 0] += 1 }
        }
      case .group(let group): countWords(group.items)
      default: break
      }
    }
  }

  mutating func write(_ item: SceneText) {
    guard !item.text.isEmpty else { return }
    // All of the halo first: that of a letter would lie on the letter before.
    if let halo = item.halo { write(item, halo: halo) }
    write(item, halo: nil)
  }

  private mutating func write(_ item: SceneText, halo: Paint?) {
    body.write("<g" as StaticString)
    if let halo { write(halo, "stroke") } else { writeFill(item.color) }
    writeDeclarations()
    haloWidth = halo == nil ? nil : 2 * SceneText.haloReach
    defer { haloWidth = nil }
    body.write(" transform=\"translate(" as StaticString)
    body.write(item.origin.x)
    body.write(byte: 32)
    body.write(item.origin.y)
    body.write(byte: 41)
    if item.degrees != 0 {
      body.write("rotate(" as StaticString)
      body.write(-item.degrees)
      body.write(byte: 41)
    }
    let lines = SVGWriter.lines(of: item.text)
    // Where all lines are of one size, they share the scale.
    let common = lines.first?.words[0].size ?? 0
    let isUniform = !lines.isEmpty && lines.allSatisfy { $0.words[0].size == common }
    if isUniform { writeScale(common) }
    body.write(byte: 34)
    writeHaloWidth(scale: isUniform ? common / Font.sans.unitsPerEm : 1)
    body.write(byte: 62)
    for line in lines { write(line, isScaled: isUniform) }
    if isUniform && lines.count < item.text.pieces.count {
      writeOthers(item.text, unscale: Font.sans.unitsPerEm / common)
    } else if !isUniform {
      writeOthers(item.text, unscale: 1)
    }
    body.write("</g>\n" as StaticString)
  }

  /// The width of a halo where lengths are drawn `scale` times as long.
  private mutating func writeHaloWidth(scale: Double) {
    guard let haloWidth, scale > 0 else { return }
    body.write(" stroke-width=\"" as StaticString)
    body.write(haloWidth / scale, decimals: scale < 0.1 ? 0 : 1)
    body.write(byte: 34)
  }

  private mutating func writeScale(_ size: Double) {
    let scale = size / Font.sans.unitsPerEm
    body.write("scale(" as StaticString)
    body.write(scale, decimals: 6)
    body.write(byte: 32)
    body.write(-scale, decimals: 6)
    body.write(byte: 41)
  }

  private mutating func write(_ line: TextLine, isScaled: Bool) {
    let first = line.words[0]
    let isGrouped = !isScaled
    let y = isScaled ? Int((-first.y * Font.sans.unitsPerEm / first.size).rounded()) : 0
    if isGrouped {
      body.write("<g transform=\"" as StaticString)
      if first.y != 0 {
        body.write("translate(0 " as StaticString)
        body.write(first.y)
        body.write(byte: 41)
      }
      writeScale(first.size)
      body.write(byte: 34)
      writeHaloWidth(scale: first.size / Font.sans.unitsPerEm)
      body.write(byte: 62)
    }
    if line.words.count > 1, let count = repeats[line.key], count >= 3 {
      let id = wordId(line.key) {
        line.words.flatMap { word in word.glyphs.map { ($0.glyph, $0.offset + word.start - first.start) } }
      }
      use(id, x: first.start, y: y)
    } else {
      for word in line.words { write(word, y: y) }
    }
    if isGrouped { body.write("</g>" as StaticString) }
  }

  private mutating func write(_ word: Word, y: Int) {
    if word.glyphs.count > 1, let count = repeats[word.key], count >= 3 {
      let id = wordId(word.key) { word.glyphs.map { ($0.glyph, $0.offset) } }
      use(id, x: word.start, y: y)
      return
    }
    for (glyph, offset) in word.glyphs {
      let id = (glyph.isOblique ? "o" : "s") + String(glyph.index)
      if needsDefinition(id) { define(glyph.outline, id: id) }
      use(id, x: word.start + offset, y: y)
    }
  }

  /// The id of glyphs that are defined together, numbered in the order of their first use.
  private mutating func wordId(_ key: UInt64, _ glyphs: () -> [(Font.Glyph, Int)]) -> String {
    if let id = wordIds[key] { return id }
    let id = "w" + String(wordIds.count, radix: 36)
    wordIds[key] = id
    var outline = VectorPath()
    for (glyph, offset) in glyphs() {
      outline.append(glyph.outline.mapped { Point($0.x + Double(offset), $0.y) })
    }
    define(outline, id: id)
    return id
  }

  /// Rules of fractions and roots, and characters that the font lacks.
  private mutating func writeOthers(_ text: TypesetText, unscale: Double) {
    let others = text.pieces.filter { if case .glyph = $0 { false } else { true } }
    guard !others.isEmpty else { return }
    if unscale != 1 {
      body.write("<g transform=\"scale(" as StaticString)
      body.write(unscale, decimals: 6)
      body.write(byte: 32)
      body.write(-unscale, decimals: 6)
      body.write(")\"" as StaticString)
      writeHaloWidth(scale: 1)
      body.write(byte: 62)
    }
    for piece in others {
      switch piece {
      case .glyph: break
      case .path(let path):
        body.write("<path d=\"" as StaticString)
        SVGWriter.write(path, into: &body)
        body.write("\"/>" as StaticString)
      case .fallback(let text, let x, let y, let size, let width):
        // Centred: the viewer's font may be wider or narrower.
        body.write("<text font-family=\"sans-serif\" text-anchor=\"middle\"" as StaticString)
        attribute("x", x + width / 2)
        attribute("y", y)
        attribute("font-size", size)
        body.write(byte: 62)
        body.write(escaped: text)
        body.write("</text>" as StaticString)
      }
    }
    if unscale != 1 { body.write("</g>" as StaticString) }
  }

  private mutating func use(_ id: String, x: Int, y: Int) {
    body.write("<use href=\"#" as StaticString)
    body.write(SVGWriter.idPlaceholder)
    body.write(id)
    body.write(byte: 34)
    if x != 0 {
      body.write(" x=\"" as StaticString)
      body.write(integer: x)
      body.write(byte: 34)
    }
    if y != 0 {
      body.write(" y=\"" as StaticString)
      body.write(integer: y)
      body.write(byte: 34)
    }
    body.write("/>" as StaticString)
  }
}
