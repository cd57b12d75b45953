/// Width and height of a picture in pixels, read from the head of its file.
package struct ImageSize: Equatable {
  package var width: Int
  package var height: Int

  package init?(of bytes: [UInt8]) {
    func big(_ index: Int, _ count: Int) -> Int { bytes[index..<index + count].reduce(0) { $0 << 8 | Int($1) } }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), bytes.count >= 24 {
      self.init(width: big(16, 4), height: big(20, 4))
    } else if bytes.starts(with: "GIF8".utf8), bytes.count >= 10 {
      self.init(width: Int(bytes[6]) | Int(bytes[7]) << 8, height: Int(bytes[8]) | Int(bytes[9]) << 8)
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      var index = 2
      while index + 9 < bytes.count, bytes[index] == 0xFF {
        // Start-of-frame segments (0xC0...0xCF without 0xC4, 0xC8, 0xCC) hold the size.
        if (0xC0...0xCF).contains(bytes[index + 1]), ![0xC4, 0xC8, 0xCC].contains(bytes[index + 1]) {
          self.init(width: big(index + 7, 2), height: big(index + 5, 2))
          return
        }
        index += 2 + big(index + 2, 2)
      }
      return nil
    } else {
      return nil
    }
  }

  private init?(width: Int, height: Int) {
    guard width > 0, height > 0 else { return nil }
    self.width = width
    self.height = height
  }
}

/// The MIME type of a picture, by its first bytes, or nil if it is none that browsers show.
package func imageType(of bytes: [UInt8]) -> String? {
  func has(_ text: String, at offset: Int) -> Bool { bytes.dropFirst(offset).starts(with: text.utf8) }
  if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
  if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
  if has("GIF8", at: 0) { return "image/gif" }
  if has("RIFF", at: 0), has("WEBP", at: 8) { return "image/webp" }
  if has("ftypavif", at: 4) { return "image/avif" }
  let head = String(decoding: bytes.prefix(1024), as: UTF8.self)
  return head.contains("<svg") ? "image/svg+xml" : nil
}
