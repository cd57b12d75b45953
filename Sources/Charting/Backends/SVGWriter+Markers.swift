extension SVGWriter {
  /// Writes a batch of markers, in the shortest form that looks the same.
  mutating func write(_ batch: MarkerBatch) {
    guard batch.shape != .none, !batch.positions.isEmpty else { return }
    if batch.opacity < 1 || batch.edge != nil || batch.colors.count > 1 || batch.sizes.count > 1 {
      writeOneByOne(batch)
    } else if batch.shape == .circle || batch.shape == .point, batch.color(0).alpha == 1 {
      writeDots(batch)
    } else if batch.color(0).alpha == 1 {
      writeTogether(batch)
    } else {
      writeOneByOne(batch)
    }
  }

  /// Opaque circles are the round ends of lines without length.
  private mutating func writeDots(_ batch: MarkerBatch) {
    body.write("<path" as StaticString)
    let diameter = batch.size(0) * (batch.shape == .point ? 0.5 : 1)
    write(Stroke(color: batch.color(0), width: diameter, cap: .round))
    writeDeclarations()
    body.write(" d=\"" as StaticString)
    writeStops(batch.positions)
    body.write("\"/>\n" as StaticString)
  }

  /// Lines without length.
  mutating func writeStops(_ positions: [Point]) {
    for p in positions {
      body.write(byte: UInt8(ascii: "M"))
      body.write(p.x)
      body.write(byte: 32)
      body.write(p.y)
      body.write("h0" as StaticString)
    }
  }

  /// Opaque markers of one colour are one outline.
  private mutating func writeTogether(_ batch: MarkerBatch) {
    let outline = batch.shape.outline(size: batch.size(0))
    body.write("<path" as StaticString)
    if batch.shape.isOpen {
      write(Stroke(color: batch.color(0), width: batch.strokeWidth))
    } else {
      writeFill(batch.color(0))
    }
    writeDeclarations()
    body.write(" d=\"" as StaticString)
    for p in batch.positions {
      SVGWriter.write(outline.mapped { $0 + p }, into: &body)
    }
    body.write("\"/>\n" as StaticString)
  }

  private mutating func writeOneByOne(_ batch: MarkerBatch) {
    let oneSize = batch.sizes.count == 1
    let oneColor = batch.colors.count == 1
    let isOpen = batch.shape.isOpen
    body.write("<g" as StaticString)
    if batch.opacity < 1 {
      writeFuller("fill-opacity", batch.opacity)
      if isOpen { writeFuller("stroke-opacity", batch.opacity) }
    }
    if isOpen { attribute("stroke-width", batch.strokeWidth) }
    if let edge = batch.edge, !isOpen { write(edge) }
    if oneColor { writeMarkerColor(batch.color(0), isOpen: isOpen) }
    writeDeclarations()
    body.write(">" as StaticString)
    var id = ""
    let isRound = batch.shape == .circle || batch.shape == .point
    if !isRound || oneSize {
      let size = oneSize ? batch.size(0) : 100
      id = "m\(batch.shape.rawValue)\(whole((size * 100).rounded(), in: 0...100_000_000))"
      if needsDefinition(id) { define(batch.shape.outline(size: size), id: id) }
    }
    for (k, p) in batch.positions.enumerated() {
      if isRound && !oneSize {
        body.write("<circle cx=\"" as StaticString)
        body.write(p.x)
        body.write("\" cy=\"" as StaticString)
        body.write(p.y)
        body.write("\" r=\"" as StaticString)
        body.write(batch.size(k) / (batch.shape == .point ? 4 : 2))
        body.write(byte: 34)
      } else {
        body.write("<use href=\"#" as StaticString)
        body.write(SVGWriter.idPlaceholder)
        body.write(id)
        if oneSize {
          body.write("\" x=\"" as StaticString)
          body.write(p.x)
          body.write("\" y=\"" as StaticString)
          body.write(p.y)
        } else {
          body.write("\" transform=\"translate(" as StaticString)
          body.write(p.x)
          body.write(byte: 32)
          body.write(p.y)
          body.write(")scale(" as StaticString)
          body.write(batch.size(k) / 100, decimals: 4)
          body.write(byte: 41)
        }
        body.write(byte: 34)
        if !oneSize && isOpen { attribute("stroke-width", batch.strokeWidth * 100 / max(batch.size(k), 0.01)) }
      }
      if !oneColor {
        writeMarkerColor(batch.color(k), isOpen: isOpen)
        writeDeclarations()
      }
      body.write("/>" as StaticString)
    }
    body.write("</g>\n" as StaticString)
  }

  private mutating func writeMarkerColor(_ color: Paint, isOpen: Bool) {
    body.write(isOpen ? " stroke=\"" : " fill=\"")
    body.write(color.isInk ? "currentColor" : color.hex)
    body.write(byte: 34)
    if color.role == .faint { declare(isOpen ? "stroke" : "fill", "var(--chart-faint,\(color.hex))") }
    if color.alpha < 1 { attribute(isOpen ? "stroke-opacity" : "fill-opacity", color.alpha) }
  }
}
