internal import CCairo

/// Writes pixels as PNG (ISO/IEC 15948), with a palette where 256 colours will do.
enum PNGEncoder {
  /// The image as PNG.
  ///
  /// - Parameters:
  ///   - isDrawing: Whether the many rare shades at the edges of shapes may become the nearest of 256
  ///     colours, at most 12 of 255 away; the frequent colours stay exact. Images of data are kept to the bit.
  static func encode(_ image: PixelImage, pixelsPerInch: Double? = nil, isDrawing: Bool = false) -> [UInt8] {
    var png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    let census = ColorCensus(image, limit: isDrawing ? 24_000 : 256)
    let palette = census?.palette(isDrawing: isDrawing)
    let isOpaque = image.bytes.withUnsafeBufferPointer { bytes in
      var all: UInt8 = 255
      for k in 0..<image.width * image.height { all &= bytes[4 * k + 3] }
      return all == 255
    }
    let bits = palette.map { $0.colors.count <= 2 ? 1 : ($0.colors.count <= 4 ? 2 : ($0.colors.count <= 16 ? 4 : 8)) } ?? 8
    var header = bigEndian(image.width) + bigEndian(image.height)
    header += [UInt8(bits), palette != nil ? 3 : (isOpaque ? 2 : 6), 0, 0, 0]
    appendChunk("IHDR", header, to: &png)
    if let pixelsPerInch {
      let perMetre = Int((pixelsPerInch / 0.0254).rounded())
      appendChunk("pHYs", bigEndian(perMetre) + bigEndian(perMetre) + [1], to: &png)
    }
    if let palette, let census {
      appendChunk(
        "PLTE", palette.colors.flatMap { [UInt8($0 & 255), UInt8($0 >> 8 & 255), UInt8($0 >> 16 & 255)] }, to: &png)
      if !isOpaque { appendChunk("tRNS", palette.colors.map { UInt8($0 >> 24) }, to: &png) }
      appendChunk("IDAT", deflated(census.rows(image, palette.indices, bits: bits)), to: &png)
    } else {
      appendChunk("IDAT", deflated(filtered(image, channels: isOpaque ? 3 : 4, isDrawing: isDrawing)), to: &png)
    }
    appendChunk("IEND", [], to: &png)
    return png
  }

  /// Rows of full colours: as they are for drawings, whose even parts repeat; else as differences from above.
  private static func filtered(_ image: PixelImage, channels: Int, isDrawing: Bool) -> [UInt8] {
    let (width, height) = (image.width, image.height)
    return [UInt8](unsafeUninitializedCapacity: height * (width * channels + 1)) { target, size in
      image.bytes.withUnsafeBufferPointer { source in
        var to = 0
        for row in 0..<height {
          target[to] = row == 0 || isDrawing ? 0 : 2
          to += 1
          let from = row * width * 4
          for column in 0..<width {
            for c in 0..<channels {
              let value = source[from + 4 * column + c]
              target[to] = row == 0 || isDrawing ? value : value &- source[from - width * 4 + 4 * column + c]
              to += 1
            }
          }
        }
        size = to
      }
    }
  }

  private static func deflated(_ data: [UInt8]) -> [UInt8] {
    var size = compressBound(uLong(data.count))
    var result = [UInt8](repeating: 0, count: Int(size))
    compress2(&result, &size, data, uLong(data.count), data.count > 600_000 ? 1 : (data.count > 100_000 ? 4 : 6))
    result.removeLast(result.count - Int(size))
    return result
  }

  private static func appendChunk(_ type: String, _ data: [UInt8], to png: inout [UInt8]) {
    png += bigEndian(data.count)
    let body = Array(type.utf8) + data
    png += body
    png += bigEndian(Int(crc32(0, body, uInt(body.count))))
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }
}
