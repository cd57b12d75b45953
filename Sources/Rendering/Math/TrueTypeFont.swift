/// A TrueType font, read as far as cutting it down needs (OpenType specification 1.9: `cmap` format 4, `glyf`, `loca`,
/// `hmtx`).
package struct TrueTypeFont {
  package let bytes: [UInt8]
  private var tables: [String: Range<Int>] = [:]
  private let hasLongOffsets: Bool
  private let metricCount: Int

  /// nil if the bytes are no font with TrueType outlines.
  package init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.count > 12, bytes.starts(with: [0, 1, 0, 0]) else { return nil }
    for index in 0..<Int(bytes.word(4)) {
      let entry = 12 + 16 * index
      guard entry + 16 <= bytes.count else { return nil }
      let offset = Int(bytes.long(entry + 8))
      let end = offset + Int(bytes.long(entry + 12))
      guard end <= bytes.count else { return nil }
      tables[String(decoding: bytes[entry..<entry + 4], as: UTF8.self)] = offset..<end
    }
    guard let head = tables["head"], head.count >= 54, let hhea = tables["hhea"], hhea.count >= 36,
      tables["maxp"].map({ $0.count >= 32 }) == true, tables["glyf"] != nil, tables["loca"] != nil, tables["hmtx"] != nil,
      tables["OS/2"] != nil
    else { return nil }
    hasLongOffsets = bytes.word(head.lowerBound + 50) != 0
    metricCount = Int(bytes.word(hhea.lowerBound + 34))
  }

  /// The bytes of a table; empty if there is none.
  func table(_ tag: String) -> [UInt8] {
    tables[tag].map { Array(bytes[$0]) } ?? []
  }

  /// The outline of a glyph; empty for a blank.
  package func outline(of glyph: Int) -> ArraySlice<UInt8> {
    guard let loca = tables["loca"], let glyf = tables["glyf"] else { return [] }
    func offset(_ index: Int) -> Int? {
      let position = loca.lowerBound + index * (hasLongOffsets ? 4 : 2)
      guard position + (hasLongOffsets ? 4 : 2) <= loca.upperBound else { return nil }
      return hasLongOffsets ? Int(bytes.long(position)) : Int(bytes.word(position)) * 2
    }
    guard let start = offset(glyph), let end = offset(glyph + 1), start < end, glyf.lowerBound + end <= glyf.upperBound
    else { return [] }
    return bytes[glyf.lowerBound + start..<glyf.lowerBound + end]
  }

  /// Advance width and left side bearing of a glyph.
  package func metrics(of glyph: Int) -> (advance: UInt16, bearing: UInt16) {
    guard let hmtx = tables["hmtx"], metricCount > 0 else { return (0, 0) }
    let entry = hmtx.lowerBound + 4 * min(glyph, metricCount - 1)
    let bearing = glyph < metricCount ? entry + 2 : hmtx.lowerBound + 4 * metricCount + 2 * (glyph - metricCount)
    guard entry + 2 <= hmtx.upperBound, bearing + 2 <= hmtx.upperBound else { return (0, 0) }
    return (bytes.word(entry), bytes.word(bearing))
  }

  /// The glyph of each character of the basic plane that the font has.
  package func characterMap() -> [UInt16: Int] {
    guard let cmap = tables["cmap"] else { return [:] }
    var map: [UInt16: Int] = [:]
    for index in 0..<Int(bytes.word(cmap.lowerBound + 2)) {
      let start = cmap.lowerBound + Int(bytes.long(cmap.lowerBound + 8 + 8 * index))
      guard start + 14 <= cmap.upperBound, bytes.word(start) == 4 else { continue }
      let segments = Int(bytes.word(start + 6)) / 2
      let ends = start + 14
      let starts = ends + 2 * segments + 2
      let deltas = starts + 2 * segments
      let offsets = deltas + 2 * segments
      guard offsets + 2 * segments <= cmap.upperBound else { continue }
      for segment in 0..<segments {
        let first = Int(bytes.word(starts + 2 * segment))
        let last = Int(bytes.word(ends + 2 * segment))
        guard first <= last, first < 0xFFFF else { continue }
        let delta = Int(bytes.word(deltas + 2 * segment))
        let offset = Int(bytes.word(offsets + 2 * segment))
        for code in first...min(last, 0xFFFE) {
          var glyph = code
          if offset != 0 {
            let position = offsets + 2 * segment + offset + 2 * (code - first)
            guard position + 2 <= cmap.upperBound else { continue }
            glyph = Int(bytes.word(position))
            if glyph == 0 { continue }
          }
          map[UInt16(code)] = (glyph + delta) & 0xFFFF
        }
      }
      return map
    }
    return map
  }
}

extension Collection where Element == UInt8, Index == Int {
  /// The big-endian 16-bit number at `offset`.
  func word(_ offset: Int) -> UInt16 { UInt16(self[offset]) << 8 | UInt16(self[offset + 1]) }

  /// The big-endian 32-bit number at `offset`.
  func long(_ offset: Int) -> UInt32 { UInt32(word(offset)) << 16 | UInt32(word(offset + 2)) }
}

extension [UInt8] {
  mutating func append(word: Int) {
    append(UInt8(truncatingIfNeeded: word >> 8))
    append(UInt8(truncatingIfNeeded: word))
  }

  mutating func append(long: Int) {
    append(word: long >> 16)
    append(word: long)
  }
}
