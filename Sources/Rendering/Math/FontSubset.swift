extension TrueTypeFont {
  /// The font with the glyphs of `characters` alone, without hints: a twentieth of the whole for a typical lesson.
  ///
  /// The outlines are the same; what the font cannot show is left to the next font of the style sheet, as before.
  package func subset(_ characters: Set<UInt16>) -> [UInt8] {
    let map = characterMap()
    var glyphs = [0]
    var newNumber = [0: 0]
    func number(of glyph: Int) -> Int {
      if let known = newNumber[glyph] { return known }
      newNumber[glyph] = glyphs.count
      glyphs.append(glyph)
      return glyphs.count - 1
    }
    var codes: [(code: UInt16, glyph: Int)] = []
    for code in characters.sorted() {
      if let glyph = map[code] { codes.append((code, number(of: glyph))) }
    }
    var outlines: [[UInt8]] = []
    while outlines.count < glyphs.count {
      outlines.append(Self.withoutHints(outline(of: glyphs[outlines.count]), number: number))
    }

    var glyf: [UInt8] = []
    var loca: [UInt8] = []
    var hmtx: [UInt8] = []
    for (glyph, outline) in zip(glyphs, outlines) {
      loca.append(long: glyf.count)
      glyf += outline
      while glyf.count % 4 != 0 { glyf.append(0) }
      let metrics = metrics(of: glyph)
      hmtx.append(word: Int(metrics.advance))
      hmtx.append(word: Int(metrics.bearing))
    }
    loca.append(long: glyf.count)

    var head = table("head")
    head.replaceSubrange(8..<12, with: [0, 0, 0, 0])
    head.replaceSubrange(50..<52, with: [0, 1])
    var hhea = table("hhea")
    hhea.replaceSubrange(34..<36, with: Self.word(glyphs.count))
    var maxp = table("maxp")
    maxp.replaceSubrange(4..<6, with: Self.word(glyphs.count))
    // No instructions: no storage, functions, stack or twilight points for them.
    maxp.replaceSubrange(16..<28, with: [UInt8](repeating: 0, count: 12))
    var post: [UInt8] = []
    post.append(long: 0x30000)
    post += table("post").dropFirst(4).prefix(12)
    while post.count < 32 { post.append(0) }
    return Self.file([
      ("OS/2", table("OS/2")), ("cmap", Self.characterTable(codes)), ("glyf", glyf), ("head", head), ("hhea", hhea),
      ("hmtx", hmtx), ("loca", loca), ("maxp", maxp), ("name", [0, 0, 0, 0, 0, 6]), ("post", post),
    ])
  }

  private static func word(_ value: Int) -> [UInt8] { [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)] }

  /// A glyph's outline without its instructions, its parts under their new numbers.
  private static func withoutHints(_ outline: ArraySlice<UInt8>, number: (Int) -> Int) -> [UInt8] {
    var glyph = Array(outline)
    guard glyph.count >= 10 else { return [] }
    let contours = Int(Int16(bitPattern: glyph.word(0)))
    if contours >= 0 {
      let position = 10 + 2 * contours
      guard position + 2 <= glyph.count else { return glyph }
      let length = Int(glyph.word(position))
      guard position + 2 + length <= glyph.count else { return glyph }
      glyph.removeSubrange(position + 2..<position + 2 + length)
      glyph.replaceSubrange(position..<position + 2, with: [0, 0])
      return glyph
    }
    var position = 10
    while position + 4 <= glyph.count {
      let flags = glyph.word(position)
      glyph.replaceSubrange(position + 2..<position + 4, with: word(number(Int(glyph.word(position + 2)))))
      // Bit 8: instructions follow the last part.
      glyph.replaceSubrange(position..<position + 2, with: word(Int(flags) & ~0x100))
      position += flags & 0x1 != 0 ? 8 : 6
      position += flags & 0x8 != 0 ? 2 : flags & 0x40 != 0 ? 4 : flags & 0x80 != 0 ? 8 : 0
      if flags & 0x20 == 0 { break }
    }
    return Array(glyph.prefix(position))
  }

  /// A `cmap` of format 4: one segment for each run of characters whose glyphs follow one another.
  private static func characterTable(_ codes: [(code: UInt16, glyph: Int)]) -> [UInt8] {
    var segments: [(first: Int, last: Int, glyph: Int)] = []
    for (code, glyph) in codes {
      if let last = segments.last, last.last + 1 == Int(code), last.glyph + Int(code) - last.first == glyph {
        segments[segments.count - 1].last = Int(code)
      } else {
        segments.append((Int(code), Int(code), glyph))
      }
    }
    segments.append((0xFFFF, 0xFFFF, 0))
    let count = segments.count
    let power = Int.bitWidth - 1 - count.leadingZeroBitCount
    var table: [UInt8] = []
    for value in [0, 1, 3, 1, 0, 12] { table.append(word: value) }
    for value in [4, 16 + 8 * count, 0, 2 * count, 2 << power, power, 2 * count - (2 << power)] { table.append(word: value) }
    for segment in segments { table.append(word: segment.last) }
    table.append(word: 0)
    for segment in segments { table.append(word: segment.first) }
    for segment in segments { table.append(word: segment.last == 0xFFFF ? 1 : segment.glyph - segment.first) }
    for _ in segments { table.append(word: 0) }
    return table
  }

  /// The font file of these tables, which are in the order of their tags.
  private static func file(_ tables: [(tag: String, content: [UInt8])]) -> [UInt8] {
    let power = Int.bitWidth - 1 - tables.count.leadingZeroBitCount
    var header: [UInt8] = [0, 1, 0, 0]
    for value in [tables.count, 16 << power, power, 16 * tables.count - (16 << power)] { header.append(word: value) }
    var body: [UInt8] = []
    let start = 12 + 16 * tables.count
    var headPosition = 0
    for (tag, content) in tables {
      header += Array(tag.utf8)
      header.append(long: Int(checksum(content)))
      header.append(long: start + body.count)
      header.append(long: content.count)
      if tag == "head" { headPosition = start + body.count }
      body += content
      while body.count % 4 != 0 { body.append(0) }
    }
    var file = header + body
    var adjustment: [UInt8] = []
    adjustment.append(long: Int(0xB1B0_AFBA &- checksum(file)))
    file.replaceSubrange(headPosition + 8..<headPosition + 12, with: adjustment)
    return file
  }

  /// The sum of a table's 32-bit words.
  private static func checksum(_ table: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0
    var index = 0
    while index + 4 <= table.count {
      sum = sum &+ table.long(index)
      index += 4
    }
    if index < table.count {
      sum = sum &+ (table[index...] + [0, 0, 0, 0]).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    return sum
  }
}
