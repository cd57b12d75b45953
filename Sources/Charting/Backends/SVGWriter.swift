/// Writes a scene as SVG: no fonts and no scripts needed, the same bytes for the same scene.
///
/// The page's ink becomes `currentColor`. Glyphs are outlines, defined once each in font units; their
/// ids carry a hash of the content, so that charts share a page.
struct SVGWriter {
  /// Stands in ids until the content, and with it the hash, is known.
  static let idPlaceholder: StaticString = "@@@@@@"

  var body = TextBuffer()
  private var definitions = TextBuffer()
  private var defined: Set<String> = []
  /// How often each word and line occurs, and the ids of those that are defined whole.
  var repeats: [UInt64: Int] = [:]
  var wordIds: [UInt64: String] = [:]
  /// What the style of the element that is being written says.
  var declarations: [String] = []
  /// How wide the outline of the text is that is being written, where that is its halo.
  var haloWidth: Double?
  /// Whether the shapes that are being written are the bands of a pale area.
  private var isPale = false
  /// Whether each line that is being written has an edge of its own where a dark page would hide it.
  private var edgesLines = false

  /// The whole document.
  ///
  /// - Parameter root: From where a page lets a reader scroll a wide drawing, as a share of its width; said in the
  ///   drawing's style as `--root`.
  static func document(_ scene: Scene, description: String, background: Color?, root: Double? = nil) -> [UInt8] {
    var writer = SVGWriter()
    writer.countWords(scene.items)
    if let background {
      writer.body.write("<rect width=\"100%\" height=\"100%\"" as StaticString)
      writer.writeFill(background)
      writer.writeDeclarations()
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
    document.write("\" fill=\"none\" stroke-linejoin=\"round\" style=\"max-width:100%;height:auto" as StaticString)
    if let root {
      document.write(";--root:" as StaticString)
      document.write(root, decimals: 4)
    }
    document.write("\">\n" as StaticString)
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
    let hash = String(document.hash % 60_466_176, radix: 36)
    let letters = Array(("c" + String(repeating: "0", count: 5 - hash.count) + hash).utf8)
    var bytes = document.bytes
    var run = 0
    for k in bytes.indices {
      run = bytes[k] == 64 ? run + 1 : 0
      if run == letters.count {
        for (offset, letter) in letters.enumerated() { bytes[k + 1 - letters.count + offset] = letter }
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
    if group.isPale { declareSofter(group.opacity) }
    if group.mayBeRasterized, group.vanishesOnDark(isFuller: true) { writeHalo() }
    writeDeclarations()
    body.write(">\n" as StaticString)
    if group.mayBeRasterized { for rim in group.rims(isFuller: true) { writeRim(rim) } }
    let outer = (isPale, edgesLines)
    (isPale, edgesLines) = (group.isPale, group.mayBeRasterized && group.hasFewLines)
    for item in group.items { write(item) }
    (isPale, edgesLines) = outer
    body.write(group.clip == nil ? "</g>\n" : "</svg>\n")
  }

  private mutating func write(_ path: ScenePath) {
    guard !path.path.elements.isEmpty else { return }
    body.write("<path" as StaticString)
    if let fill = path.fill { writeFill(fill, isFuller: path.isFuller) }
    if isPale, let fill = path.fill { declareReceding(fill) }
    if edgesLines, path.fill == nil, path.vanishesOnDark { writeHalo() }
    if path.evenOdd { body.write(" fill-rule=\"evenodd\"" as StaticString) }
    if let stroke = path.stroke { write(stroke) }
    writeDeclarations()
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

  mutating func writeFill(_ color: Paint, isFuller: Bool = false) { write(color, "fill", isFuller: isFuller) }

  mutating func write(_ color: Paint, _ name: String, isFuller: Bool = false) {
    switch color.role {
    case .fixed: body.write(" \(name)=\"\(color.hex)\"")
    case .ink: body.write(" \(name)=\"currentColor\"")
    // The page says what its paper is; elsewhere there is none.
    case .paper: declare(name, "var(--chart-paper,transparent)")
    case .faint:
      body.write(" \(name)=\"\(color.hex)\"")
      declare(name, "var(--chart-faint,\(color.hex))")
    }
    if color.alpha < 1, isFuller {
      writeFuller(name + "-opacity", color.alpha)
    } else if color.alpha < 1 {
      attribute(name + "-opacity", color.alpha)
    }
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
    let png = image.encoded ?? PNGEncoder.encode(image.pixels, isDrawing: image.isDrawing)
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
    for rim in image.rims { writeRim(rim) }
    var picture = TextBuffer()
    picture.write("<image" as StaticString)
    place(&picture)
    picture.write(" preserveAspectRatio=\"none\"" as StaticString)
    if !image.smooth { picture.write(" style=\"image-rendering:pixelated\"" as StaticString) }
    if image.hasHalo { picture.write(" class=\"chart-halo\"" as StaticString) }
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

extension SVGWriter {
  mutating func define(_ outline: VectorPath, id: String) {
    definitions.write("<path id=\"" as StaticString)
    definitions.write(SVGWriter.idPlaceholder)
    definitions.write(id)
    definitions.write("\" d=\"" as StaticString)
    SVGWriter.write(outline, into: &definitions)
    definitions.write("\"/>" as StaticString)
  }

  /// Whether `id` is new, so that its definition is still to be written.
  mutating func needsDefinition(_ id: String) -> Bool { defined.insert(id).inserted }
}
