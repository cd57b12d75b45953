/// Writes a scene as SVG: no fonts and no scripts needed, the same bytes for the same scene.
///
/// The page's ink becomes `currentColor`. Glyphs are outlines, defined once each in font units; their
/// ids carry a hash of the content, so that charts share a page.
struct SVGWriter {
  /// Stands in ids until the content, and with it the hash, is known.
  static let idPlaceholder: StaticString = "@@@@@@@@"

  var body = TextBuffer()
  private var definitions = TextBuffer()
  private var defined: Set<String> = []
  private var wordCounts: [String: Int] = [:]

  /// The whole document.
  static func document(_ scene: Scene, description: String, background: Color?) -> [UInt8] {
    var writer = SVGWriter()
    writer.countWords(scene.items)
    if let background {
      writer.body.write("<rect width=\"100%\" height=\"100%\"" as StaticString)
      writer.writeFill(background)
      writer.body.write("/>" as StaticString)
    }
    for item in scene.items { writer.write(item) }

    var document = TextBuffer()
    document.reserve(writer.body.bytes.count + writer.definitions.bytes.count + 512)
    document.write("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"mlnb-chart\" width=\"" as StaticString)
    document.write(scene.width)
    document.write("\" height=\"" as StaticString)
    document.write(scene.height)
    document.write("\" viewBox=\"0 0 " as StaticString)
    document.write(scene.width)
    document.write(" " as StaticString)
    document.write(scene.height)
    document.write("\" role=\"img\" aria-label=\"" as StaticString)
    document.write(escaped: description)
    document.write("\" fill=\"none\" stroke-linejoin=\"round\" style=\"max-width:100%;height:auto\">\n" as StaticString)
    if !writer.definitions.bytes.isEmpty {
      document.write("<defs>" as StaticString)
      document.append(writer.definitions)
      document.write("</defs>\n" as StaticString)
    }
    document.append(writer.body)
    document.write("</svg>\n" as StaticString)
    return withIds(document)
  }

  /// Puts the hash of the content into every id.
  private static func withIds(_ document: TextBuffer) -> [UInt8] {
    let hash = String(document.hash & 0xffff_ffff, radix: 36)
    let letters = Array(("c" + String(repeating: "0", count: 7 - min(7, hash.count)) + hash).utf8.prefix(8))
    var bytes = document.bytes
    var run = 0
    for k in bytes.indices {
      run = bytes[k] == 64 ? run + 1 : 0
      if run == 8 {
        for (offset, letter) in letters.enumerated() { bytes[k - 7 + offset] = letter }
        run = 0
      }
    }
    return bytes
  }

  mutating func write(_ item: SceneItem) {
    switch item {
    case .path(let path): write(path)
    case .markers(let batch): write(batch)
    case .text(let text): write(text)
    case .image(let image): write(image)
    case .group(let group): write(group)
    }
  }

  private mutating func write(_ group: SceneGroup) {
    guard !group.items.isEmpty else { return }
    // A nested viewport clips without an id of its own.
    if let clip = group.clip {
      body.write("<svg x=\"" as StaticString)
      body.write(clip.x)
      body.write("\" y=\"" as StaticString)
      body.write(clip.y)
      body.write("\" width=\"" as StaticString)
      body.write(clip.width)
      body.write("\" height=\"" as StaticString)
      body.write(clip.height)
      body.write("\" viewBox=\"" as StaticString)
      for (k, value) in [clip.x, clip.y, clip.width, clip.height].enumerated() {
        if k > 0 { body.write(byte: 32) }
        body.write(value)
      }
      body.write("\"" as StaticString)
    } else {
      body.write("<g" as StaticString)
    }
    if group.opacity < 1 { attribute("opacity", group.opacity) }
    body.write(">\n" as StaticString)
    for item in group.items { write(item) }
    body.write(group.clip == nil ? "</g>\n" : "</svg>\n")
  }

  private mutating func write(_ path: ScenePath) {
    guard !path.path.elements.isEmpty else { return }
    body.write("<path" as StaticString)
    if let fill = path.fill { writeFill(fill) }
    if path.evenOdd { body.write(" fill-rule=\"evenodd\"" as StaticString) }
    if let stroke = path.stroke { write(stroke) }
    body.write(" d=\"" as StaticString)
    SVGWriter.write(path.path, into: &body)
    if let tooltip = path.tooltip {
      body.write("\"><title>" as StaticString)
      body.write(escaped: tooltip)
      body.write("</title></path>\n" as StaticString)
    } else {
      body.write("\"/>\n" as StaticString)
    }
  }

  mutating func writeFill(_ color: Paint) { write(color, "fill") }

  private mutating func write(_ color: Paint, _ name: String) {
    switch color.role {
    case .fixed: body.write(" \(name)=\"\(color.hex)\"")
    case .ink: body.write(" \(name)=\"currentColor\"")
    // The page says what its paper is; elsewhere there is none.
    case .paper: body.write(" style=\"\(name):var(--chart-paper,transparent)\"")
    }
    if color.alpha < 1 { attribute(name + "-opacity", color.alpha) }
  }

  mutating func attribute(_ name: String, _ value: Double) {
    body.write(" \(name)=\"")
    body.write(value, decimals: 3)
    body.write(byte: 34)
  }

  mutating func write(_ stroke: Stroke) {
    write(stroke.color, "stroke")
    attribute("stroke-width", stroke.width)
    if !stroke.dashes.isEmpty {
      body.write(" stroke-dasharray=\"" as StaticString)
      for (k, dash) in stroke.dashes.enumerated() {
        if k > 0 { body.write(byte: 32) }
        body.write(dash)
      }
      body.write(byte: 34)
    }
    switch stroke.cap {
    case .butt: break
    case .round: body.write(" stroke-linecap=\"round\"" as StaticString)
    case .square: body.write(" stroke-linecap=\"square\"" as StaticString)
    }
    if stroke.join == .miter { body.write(" stroke-linejoin=\"miter\"" as StaticString) }
  }

  private mutating func write(_ image: SceneImage) {
    let png = PNGEncoder.encode(image.pixels)
    func place(_ buffer: inout TextBuffer) {
      buffer.write(" x=\"" as StaticString)
      buffer.write(image.frame.x)
      buffer.write("\" y=\"" as StaticString)
      buffer.write(image.frame.y)
      buffer.write("\" width=\"" as StaticString)
      buffer.write(image.frame.width)
      buffer.write("\" height=\"" as StaticString)
      buffer.write(image.frame.height)
      buffer.write(byte: 34)
    }
    var picture = TextBuffer()
    picture.write("<image" as StaticString)
    place(&picture)
    picture.write(" preserveAspectRatio=\"none\"" as StaticString)
    if !image.smooth { picture.write(" style=\"image-rendering:pixelated\"" as StaticString) }
    picture.write(" href=\"data:image/png;base64," as StaticString)
    picture.write(base64: png)
    picture.write("\"/>" as StaticString)
    guard image.isInkMask else {
      body.append(picture)
      body.write(byte: 10)
      return
    }
    let id = "k\(defined.count)"
    defined.insert(id)
    definitions.write("<mask id=\"\(SVGWriter.idPlaceholder)\(id)\">")
    definitions.append(picture)
    definitions.write("</mask>")
    body.write("<rect")
    place(&body)
    body.write(" fill=\"currentColor\" mask=\"url(#\(SVGWriter.idPlaceholder)\(id))\"/>\n")
  }

  /// Writes an outline; horizontal and vertical lines take their short forms.
  static func write(_ path: VectorPath, into buffer: inout TextBuffer, decimals: Int = 2) {
    func pair(_ p: Point) {
      buffer.write(p.x, decimals: decimals)
      if p.y >= 0 { buffer.write(byte: 32) }
      buffer.write(p.y, decimals: decimals)
    }
    var isLine = false
    for element in path.elements {
      switch element {
      case .move(let p):
        buffer.write(byte: UInt8(ascii: "M"))
        pair(p)
        isLine = true
      case .line(let p):
        // After a move, further pairs are lines by themselves.
        if !isLine {
          buffer.write(byte: UInt8(ascii: "L"))
        } else if p.x >= 0 {
          buffer.write(byte: 32)
        }
        isLine = true
        pair(p)
      case .quadratic(let control, let end):
        buffer.write(byte: UInt8(ascii: "Q"))
        pair(control)
        if end.x >= 0 { buffer.write(byte: 32) }
        pair(end)
        isLine = false
      case .cubic(let a, let b, let end):
        buffer.write(byte: UInt8(ascii: "C"))
        pair(a)
        if b.x >= 0 { buffer.write(byte: 32) }
        pair(b)
        if end.x >= 0 { buffer.write(byte: 32) }
        pair(end)
        isLine = false
      case .close:
        buffer.write(byte: UInt8(ascii: "Z"))
        isLine = false
      }
    }
  }
}

// MARK: Texts

extension SVGWriter {
  /// A text's words that stand side by side: glyphs of one font and size on one baseline.
  private struct Word {
    var key = ""
    var glyphs: [(font: Font, glyph: Font.Glyph, offset: Double)] = []
    var x = 0.0
    var y = 0.0
    var size = 0.0
  }

  private static func words(of text: TypesetText) -> [Word] {
    var words: [Word] = []
    var word = Word()
    func flush() {
      if !word.glyphs.isEmpty { words.append(word) }
      word = Word()
    }
    for piece in text.pieces {
      guard case .glyph(let font, let glyph, let x, let y, let size) = piece else { continue }
      if glyph.outline.elements.isEmpty {
        flush()
        continue
      }
      if !word.glyphs.isEmpty, word.y != y || word.size != size || word.glyphs[0].font !== font { flush() }
      if word.glyphs.isEmpty {
        word.x = x
        word.y = y
        word.size = size
      }
      // In whole font units, so that equal words have equal keys wherever they stand.
      let offset = ((x - word.x) * font.unitsPerEm / size).rounded()
      word.glyphs.append((font, glyph, offset))
      word.key += "\(word.glyphs.count == 1 ? font.name : "")\(Int(offset)).\(glyph.index)_"
    }
    flush()
    return words
  }

  /// Words that come often are defined whole.
  private mutating func countWords(_ items: [SceneItem]) {
    for item in items {
      switch item {
      case .text(let text):
        for word in SVGWriter.words(of: text.text) where word.glyphs.count > 1 { wordCounts[word.key, default: 0] += 1 }
      case .group(let group): countWords(group.items)
      default: break
      }
    }
  }

  private mutating func write(_ item: SceneText) {
    guard !item.text.isEmpty else { return }
    body.write("<g" as StaticString)
    writeFill(item.color)
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
    body.write("\">" as StaticString)
    let words = SVGWriter.words(of: item.text)
    var k = 0
    while k < words.count {
      // Words on one line share their scale.
      let first = words[k]
      let scale = first.size / Font.sans.unitsPerEm
      body.write("<g transform=\"" as StaticString)
      if first.y != 0 {
        body.write("translate(0 " as StaticString)
        body.write(first.y)
        body.write(byte: 41)
      }
      body.write("scale(" as StaticString)
      body.write(scale, decimals: 6)
      body.write(byte: 32)
      body.write(-scale, decimals: 6)
      body.write(")\">" as StaticString)
      while k < words.count, words[k].y == first.y, words[k].size == first.size {
        write(words[k], start: (words[k].x / scale).rounded())
        k += 1
      }
      body.write("</g>" as StaticString)
    }
    for piece in item.text.pieces {
      switch piece {
      case .glyph: break
      case .path(let path):
        body.write("<path d=\"" as StaticString)
        SVGWriter.write(path, into: &body)
        body.write("\"/>" as StaticString)
      case .fallback(let text, let x, let y, let size):
        body.write("<text font-family=\"sans-serif\"" as StaticString)
        attribute("x", x)
        attribute("y", y)
        attribute("font-size", size)
        body.write(byte: 62)
        body.write(escaped: text)
        body.write("</text>" as StaticString)
      }
    }
    body.write("</g>\n" as StaticString)
  }

  private mutating func write(_ word: Word, start: Double) {
    if let count = wordCounts[word.key], count >= 3 {
      let id = "w" + word.key
      if defined.insert(id).inserted {
        var outline = VectorPath()
        for (_, glyph, offset) in word.glyphs {
          outline.append(glyph.outline.mapped { Point($0.x + offset, $0.y) })
        }
        define(outline, id: id)
      }
      use(id, x: start)
      return
    }
    for (font, glyph, offset) in word.glyphs {
      let id = font.name + String(glyph.index)
      if defined.insert(id).inserted { define(glyph.outline, id: id) }
      use(id, x: start + offset)
    }
  }

  mutating func define(_ outline: VectorPath, id: String, attributes: String = "") {
    definitions.write("<path id=\"\(SVGWriter.idPlaceholder)\(id)\"\(attributes) d=\"")
    SVGWriter.write(outline, into: &definitions)
    definitions.write("\"/>" as StaticString)
  }

  /// Whether `id` is new, so that its definition is still to be written.
  mutating func needsDefinition(_ id: String) -> Bool { defined.insert(id).inserted }

  private mutating func use(_ id: String, x: Double) {
    body.write("<use href=\"#" as StaticString)
    body.write(SVGWriter.idPlaceholder)
    body.write(id)
    if x != 0 {
      body.write("\" x=\"" as StaticString)
      body.write(x, decimals: 0)
    }
    body.write("\"/>" as StaticString)
  }
}
