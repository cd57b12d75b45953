internal import CCairo

/// Writes pixels as PNG (ISO/IEC 15948), with a palette where at most 256 colours occur.
enum PNGEncoder {
  static func encode(_ image: PixelImage, pixelsPerInch: Double? = nil) -> [UInt8] {
    var png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    let count = image.width * image.height
    let palette = paletted(image)
    var isOpaque = true
    image.bytes.withUnsafeBufferPointer { bytes in
      for k in 0..<count where bytes[4 * k + 3] != 255 {
        isOpaque = false
        break
      }
    }
    let colorType: UInt8 = palette != nil ? 3 : (isOpaque ? 2 : 6)
    var header = bigEndian(image.width) + bigEndian(image.height)
    header += [8, colorType, 0, 0, 0]
    appendChunk("IHDR", header, to: &png)
    if let pixelsPerInch {
      let perMetre = Int((pixelsPerInch / 0.0254).rounded())
      appendChunk("pHYs", bigEndian(perMetre) + bigEndian(perMetre) + [1], to: &png)
    }
    if let palette {
      appendChunk("PLTE", palette.colors.flatMap { [UInt8($0 & 255), UInt8($0 >> 8 & 255), UInt8($0 >> 16 & 255)] }, to: &png)
      if !isOpaque { appendChunk("tRNS", palette.colors.map { UInt8($0 >> 24) }, to: &png) }
      appendChunk("IDAT", compressed(palette.indices, rowLength: image.width, bytesPerPixel: 1), to: &png)
    } else {
      let pixels = isOpaque ? withoutAlpha(image) : image.bytes
      let size = isOpaque ? 3 : 4
      appendChunk("IDAT", compressed(pixels, rowLength: image.width * size, bytesPerPixel: size), to: &png)
    }
    appendChunk("IEND", [], to: &png)
    return png
  }

  /// One index per pixel where no more than 256 colours occur. Alpha is the highest byte of a colour.
  private static func paletted(_ image: PixelImage) -> (colors: [UInt32], indices: [UInt8])? {
    let count = image.width * image.height
    var colors: [UInt32] = []
    // Open addressing: a dictionary would cost more than the compression.
    var keys = [UInt32](repeating: 0, count: 1024)
    var values = [Int16](repeating: -1, count: 1024)
    var indices = [UInt8](repeating: 0, count: count)
    let fits = image.bytes.withUnsafeBytes { raw -> Bool in
      indices.withUnsafeMutableBufferPointer { indices in
        var last: UInt32 = 0
        var lastIndex: Int16 = -1
        for k in 0..<count {
          let color = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * k, as: UInt32.self))
          if color == last && lastIndex >= 0 {
            indices[k] = UInt8(lastIndex)
            continue
          }
          var slot = Int((color &* 0x9e37_79b1) >> 22)
          while values[slot] >= 0 && keys[slot] != color { slot = (slot + 1) & 1023 }
          if values[slot] < 0 {
            if colors.count == 256 { return false }
            keys[slot] = color
            values[slot] = Int16(colors.count)
            colors.append(color)
          }
          last = color
          lastIndex = values[slot]
          indices[k] = UInt8(lastIndex)
        }
        return true
      }
    }
    return fits ? (colors, indices) : nil
  }

  private static func withoutAlpha(_ image: PixelImage) -> [UInt8] {
    let count = image.width * image.height
    return [UInt8](unsafeUninitializedCapacity: 3 * count) { target, size in
      image.bytes.withUnsafeBufferPointer { source in
        for k in 0..<count {
          target[3 * k] = source[4 * k]
          target[3 * k + 1] = source[4 * k + 1]
          target[3 * k + 2] = source[4 * k + 2]
        }
      }
      size = 3 * count
    }
  }

  /// Filters rows (each takes the difference from the row above where that is smoother) and deflates.
  private static func compressed(_ pixels: [UInt8], rowLength: Int, bytesPerPixel: Int) -> [UInt8] {
    let rows = rowLength == 0 ? 0 : pixels.count / rowLength
    var filtered = [UInt8](repeating: 0, count: rows * (rowLength + 1))
    pixels.withUnsafeBufferPointer { source in
      filtered.withUnsafeMutableBufferPointer { target in
        for row in 0..<rows {
          let from = row * rowLength
          let to = row * (rowLength + 1)
          // Indices of a palette are names, not amounts: no differences.
          if bytesPerPixel > 1 && row > 0 {
            target[to] = 2
            for k in 0..<rowLength { target[to + 1 + k] = source[from + k] &- source[from - rowLength + k] }
          } else {
            for k in 0..<rowLength { target[to + 1 + k] = source[from + k] }
          }
        }
      }
    }
    var size = compressBound(uLong(filtered.count))
    var result = [UInt8](repeating: 0, count: Int(size))
    compress2(&result, &size, filtered, uLong(filtered.count), filtered.count > 400_000 ? 4 : 6)
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
