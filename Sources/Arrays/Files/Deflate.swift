internal import CZlib

/// Deflate (RFC 1951) through zlib, bounded by what is expected.
enum Deflate {
  /// How the compressed bytes are wrapped.
  enum Wrapping: Int32 {
    /// As in a ZIP archive: not at all.
    case none = -15
    /// As in a PNG: zlib's head and checksum.
    case zlib = 15
  }

  /// Deflate makes nothing more than 1,032 times smaller, so a promise beyond that is a lie and gets no memory.
  static func isPlausible(_ expanded: Int, from compressed: Int) -> Bool {
    expanded >= 0 && expanded <= 64 + 1032 * max(compressed, 0)
  }

  /// Expands to just as many bytes as expected; nil if the data is damaged or gives more or fewer.
  static func expand(_ bytes: UnsafeRawBufferPointer, to count: Int, _ wrapping: Wrapping) -> [UInt8]? {
    guard isPlausible(count, from: bytes.count), bytes.count <= Int(UInt32.max), count < Int(UInt32.max) else {
      return nil
    }
    var stream = z_stream()
    guard inflateInit2_(&stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
    defer { inflateEnd(&stream) }
    var isWhole = false
    let result = [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, written in
      stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(bytes.count)
      stream.next_out = buffer.baseAddress
      // One byte more than expected shows that there is too much.
      stream.avail_out = UInt32(count + 1)
      let status = inflate(&stream, Z_FINISH)
      isWhole = status == Z_STREAM_END && Int(stream.total_out) == count
      written = isWhole ? count : 0
    }
    return isWhole ? result : nil
  }

  /// Compresses.
  static func compress(_ bytes: UnsafeRawBufferPointer, _ wrapping: Wrapping, level: Int32 = 6) -> [UInt8] {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, level, Z_DEFLATED, wrapping.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { fail("zlib cannot be started") }
    defer { deflateEnd(&stream) }
    var result: [UInt8] = []
    var rest = bytes
    let block = 1 << 30
    repeat {
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(block))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(block))
      let bound = Int(deflateBound(&stream, UInt(part.count))) + 64
      result += [UInt8](unsafeUninitializedCapacity: bound) { buffer, written in
        stream.next_in = UnsafeMutablePointer(mutating: part.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(part.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(bound)
        _ = deflate(&stream, rest.isEmpty ? Z_FINISH : Z_SYNC_FLUSH)
        written = bound - Int(stream.avail_out)
      }
    } while !rest.isEmpty
    return result
  }

  /// The CRC-32 checksum of ZIP and PNG, continued from an earlier one.
  static func checksum(_ bytes: UnsafeRawBufferPointer, from start: UInt32 = 0) -> UInt32 {
    UInt32(crc32_z(UInt(start), bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
  }
}
