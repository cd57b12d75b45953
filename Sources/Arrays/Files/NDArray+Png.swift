extension NDArrayOf where Element == UInt8 {
  /// A picture from a PNG file: rows, columns and, unless it is grey, a last axis for red, green, blue and opacity.
  ///
  /// 16 bits are cut to 8, palettes become colours.
  ///
  /// - Throws: `ArrayFileError` if the file cannot be read or is damaged.
  public init(png path: String) throws {
    let file = try FileBytes(mapping: path)
    self = try PngDecoder(file.bytes, path: path).image()
    withExtendedLifetime(file.storage) {}
  }

  /// A picture from the bytes of a PNG file.
  ///
  /// - Throws: `ArrayFileError` if they are damaged.
  public init(png bytes: [UInt8]) throws {
    self = try bytes.withUnsafeBytes { try PngDecoder($0, path: "the PNG bytes").image() }
  }

  /// Writes the array as a PNG picture: rows and columns of grey, or with a last axis of grey and opacity (2), colour
  /// (3), or colour and opacity (4).
  ///
  /// - Throws: `ArrayFileError` if the shape is not a picture's or the file cannot be written.
  public func write(png path: String) throws {
    let bytes = try pngBytes()
    try writeFile(path) { append in try bytes.withUnsafeBytes(append) }
  }

  /// The bytes of a PNG picture of the array.
  ///
  /// - Throws: `ArrayFileError` if the shape is not a picture's.
  public func pngBytes() throws -> [UInt8] {
    let channels = rank == 3 ? shape[2] : 1
    guard rank == 2 || rank == 3, shape[0] > 0, shape[1] > 0, (1...4).contains(channels), shape[0] < 1 << 31,
      shape[1] < 1 << 31
    else {
      throw ArrayFileError.unsuitable(
        what:
          "an array of shape \(describe(shape: shape)) is not a picture: rows, columns and at most four values a pixel")
    }
    var result: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]
    var head: [UInt8] = []
    head.append(big: UInt32(shape[1]))
    head.append(big: UInt32(shape[0]))
    head += [8, [0, 4, 2, 6][channels - 1], 0, 0, 0]
    result.append(chunk: "IHDR", head)
    let rows = filteredRows(channels)
    let data = rows.withUnsafeBytes { Deflate.compress($0, .zlib) }
    // A chunk's length has 31 bits.
    for start in stride(from: 0, to: data.count, by: 1 << 30) {
      result.append(chunk: "IDAT", Array(data[start..<Swift.min(start + (1 << 30), data.count)]))
    }
    result.append(chunk: "IEND", [])
    return result
  }

  /// Every row as differences that compress well: of the five filters the one with the least sum of magnitudes.
  private func filteredRows(_ channels: Int) -> [UInt8] {
    let (height, length) = (shape[0], shape[1] * channels)
    return withUnsafeElements { pixels in
      var rows: [UInt8] = []
      rows.reserveCapacity(height * (length + 1))
      var attempts = [[UInt8]](repeating: [UInt8](repeating: 0, count: length), count: 5)
      for y in 0..<height {
        let row = y * length
        for i in 0..<length {
          let value = pixels[row + i]
          let left = i >= channels ? pixels[row + i - channels] : 0
          let above = y > 0 ? pixels[row + i - length] : 0
          let corner = i >= channels && y > 0 ? pixels[row + i - length - channels] : 0
          attempts[0][i] = value
          attempts[1][i] = value &- left
          attempts[2][i] = value &- above
          attempts[3][i] = value &- UInt8((Int(left) + Int(above)) / 2)
          attempts[4][i] = value &- paeth(left, above, corner)
        }
        let costs = attempts.map { $0.reduce(0) { $0 + Int(Int8(bitPattern: $1).magnitude) } }
        let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
        rows.append(UInt8(best))
        rows += attempts[best]
      }
      return rows
    }
  }
}

extension [UInt8] {
  /// Appends one part of a PNG picture with its length and checksum.
  fileprivate mutating func append(chunk type: String, _ body: [UInt8]) {
    append(big: UInt32(body.count))
    let typed = Array(type.utf8) + body
    self += typed
    append(big: typed.withUnsafeBytes { Deflate.checksum($0) })
  }
}
