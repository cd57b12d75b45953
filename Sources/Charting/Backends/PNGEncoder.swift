internal import CCairo

/// Writes pixels as PNG (ISO/IEC 15948), with a palette where 256 colours will do.
enum PNGEncoder {
  /// The image as PNG.
  ///
  /// - Parameters:
  ///   - isDrawing: Whether the many rare shades at the edges of shapes may become the nearest of 256
  ///     colours, at most 12 of 255 away; the frequent colours stay exact. Images of data are kept to the bit.
  ///   - hasRamps: Whether colours run evenly over the shapes, so that the nearest must be as near as 256 allow.
  static func encode(
    _ image: PixelImage, pixelsPerInch: Double? = nil, isDrawing: Bool = false, hasRamps: Bool = false
  ) -> [UInt8] {
    let image = hasRamps ? image.inSteps : image
    let isOpaque = image.bytes.withUnsafeBufferPointer { bytes in
      var all: UInt8 = 255
      for k in 0..<image.width * image.height { all &= bytes[4 * k + 3] }
      return all == 255
    }
    let census = image.bytes.withUnsafeBytes { raw -> ColorCensus? in
      guard let start = raw.bindMemory(to: UInt32.self).baseAddress else { return nil }
      return ColorCensus(
        start, width: image.width, height: image.height, rowLength: image.width, limit: isDrawing ? 24_000 : 256)
    }
    if let census, let palette = census.palette(tolerances: hasRamps ? [2, 3, 4, 6, 8, 12] : (isDrawing ? [12] : [])) {
      return encode(census, palette, width: image.width, height: image.height, isOpaque: isOpaque, pixelsPerInch)
    }
    var png = start(
      width: image.width, height: image.height, bits: 8, colorType: isOpaque ? 2 : 6, pixelsPerInch)
    appendChunk("IDAT", filtered(image, channels: isOpaque ? 3 : 4, isDrawing: isDrawing).withUnsafeBufferPointer(deflated), to: &png)
    appendChunk("IEND", [], to: &png)
    return png
  }

  /// A drawing on an opaque ground as PNG, straight from Cairo's pixels; `nil` where 256 colours will not do.
  ///
  /// - Parameters:
  ///   - pixels: Red, green and blue from the third byte down, as Cairo keeps them.
  ///   - rowLength: How many pixels lie from one row to the next.
  ///   - hasImages: Whether images of data are among the shapes, whose even runs of colour must not turn into bands.
  static func encodeOpaqueDrawing(
    _ pixels: UnsafePointer<UInt32>, width: Int, height: Int, rowLength: Int, pixelsPerInch: Double?, hasImages: Bool
  ) -> [UInt8]? {
    guard let census = ColorCensus(pixels, width: width, height: height, rowLength: rowLength, limit: 24_000),
      var palette = census.palette(tolerances: hasImages ? [3, 5] : [12])
    else { return nil }
    palette.colors = palette.colors.map { $0 & 0xff00_ff00 | $0 >> 16 & 255 | ($0 & 255) << 16 }
    return encode(census, palette, width: width, height: height, isOpaque: true, isQuick: true, pixelsPerInch)
  }

  /// Pixels of one colour by their opacity, in sixteen shades.
  ///
  /// - Parameters:
  ///   - pixels: Opacity in the highest byte, as Cairo keeps it.
  ///   - rowLength: How many pixels lie from one row to the next.
  ///   - color: The colour of all.
  static func encodeShades(
    _ pixels: UnsafePointer<UInt32>, width: Int, height: Int, rowLength: Int, color: Color
  ) -> [UInt8] {
    let length = (width + 1) / 2 + 1
    let rows = [UInt8](unsafeUninitializedCapacity: length * height) { target, count in
      // 17 shades of opacity apart: 0 stays nothing, 255 all.
      func shade(_ pixel: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: ((pixel >> 24) &* 15 &+ 127) / 255) }
      for row in 0..<height {
        let line = pixels + row * rowLength
        let to = row * length
        target[to] = 0
        for pair in 0..<width / 2 {
          target[to + 1 + pair] = shade(line[2 * pair]) << 4 | shade(line[2 * pair + 1])
        }
        if width % 2 == 1 { target[to + length - 1] = shade(line[width - 1]) << 4 }
      }
      count = length * height
    }
    var png = start(width: width, height: height, bits: 4, colorType: 3, nil)
    let bytes = color.bytes
    appendChunk("PLTE", (0..<16).flatMap { _ in [bytes[0], bytes[1], bytes[2]] }, to: &png)
    appendChunk("tRNS", (0..<16).map { UInt8($0 * 17) }, to: &png)
    appendChunk("IDAT", rows.withUnsafeBufferPointer(deflated), to: &png)
    appendChunk("IEND", [], to: &png)
    return png
  }

  private static func encode(
    _ census: ColorCensus, _ palette: (colors: [UInt32], indices: [UInt8]), width: Int, height: Int, isOpaque: Bool,
    isQuick: Bool = false, _ pixelsPerInch: Double?
  ) -> [UInt8] {
    let count = palette.colors.count
    let bits = count <= 2 ? 1 : (count <= 4 ? 2 : (count <= 16 ? 4 : 8))
    var png = start(width: width, height: height, bits: bits, colorType: 3, pixelsPerInch)
    appendChunk(
      "PLTE", palette.colors.flatMap { [UInt8($0 & 255), UInt8($0 >> 8 & 255), UInt8($0 >> 16 & 255)] }, to: &png)
    if !isOpaque { appendChunk("tRNS", palette.colors.map { UInt8($0 >> 24) }, to: &png) }
    appendChunk("IDAT", census.withRows(palette.indices, bits: bits) { deflated($0, isQuick: isQuick) } ?? [], to: &png)
    appendChunk("IEND", [], to: &png)
    return png
  }

  private static func start(
    width: Int, height: Int, bits: Int, colorType: UInt8, _ pixelsPerInch: Double?
  ) -> [UInt8] {
    var png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    appendChunk("IHDR", bigEndian(width) + bigEndian(height) + [UInt8(bits), colorType, 0, 0, 0], to: &png)
    if let pixelsPerInch {
      let perMetre = Int((pixelsPerInch / 0.0254).rounded())
      appendChunk("pHYs", bigEndian(perMetre) + bigEndian(perMetre) + [1], to: &png)
    }
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

  static func deflated(_ data: UnsafeBufferPointer<UInt8>) -> [UInt8] { deflated(data, isQuick: false) }

  /// Data as zlib packs them, the more data the less thoroughly.
  ///
  /// - Parameter isQuick: Whether half the time is worth a sixth more bytes, as for a picture that is a file of its own.
  private static func deflated(_ data: UnsafeBufferPointer<UInt8>, isQuick: Bool) -> [UInt8] {
    let level: Int32 = data.count > 600_000 ? 1 : (data.count > 100_000 ? (isQuick ? 3 : 4) : 6)
    let room = compressBound(uLong(data.count))
    // Not zeroed: most of the room is never touched.
    return [UInt8](unsafeUninitializedCapacity: Int(room)) { result, count in
      var size = room
      compress2(result.baseAddress, &size, data.baseAddress, uLong(data.count), level)
      count = Int(size)
    }
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
