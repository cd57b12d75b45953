/// One file in a ZIP archive.
struct ZipEntry {
  var name: String
  var method: UInt16
  var checksum: UInt32
  var compressedSize: Int
  var size: Int
  /// Where the entry's own head stands.
  var place: Int

  /// The file's bytes, expanded and checked.
  func contents(of archive: UnsafeRawBufferPointer, path: String) throws(ArrayFileError) -> [UInt8] {
    func damaged(_ what: String) -> ArrayFileError { .damaged(path: path, what: "\(name) in the archive \(what)") }
    guard archive.little(place, as: UInt32.self) == 0x0403_4b50,
      let nameLength = archive.little(place + 26, as: UInt16.self),
      let extraLength = archive.little(place + 28, as: UInt16.self),
      let data = archive.part(place + 30 + Int(nameLength) + Int(extraLength), compressedSize)
    else { throw damaged("is not where the archive's directory says") }
    let bytes: [UInt8]
    switch method {
    case 0:
      guard compressedSize == size else { throw damaged("has two different sizes") }
      bytes = Array(data)
    case 8:
      guard let expanded = Deflate.expand(data, to: size, .none) else { throw damaged("does not expand") }
      bytes = expanded
    default: throw damaged("is compressed in a way that is not known (\(method))")
    }
    guard bytes.withUnsafeBytes({ Deflate.checksum($0) }) == checksum else { throw damaged("has a wrong checksum") }
    return bytes
  }
}

/// The table of contents at the end of a ZIP archive (PKWARE's APPNOTE, with the 64-bit fields).
struct ZipDirectory {
  var entries: [ZipEntry] = []

  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(ArrayFileError) {
    let damaged = ArrayFileError.damaged(path: path, what: "not a .npz archive, or one whose end is missing")
    // The end record has a comment of at most 65,535 bytes behind it.
    var end = bytes.count - 22
    let lowest = max(0, bytes.count - 22 - 65_535)
    while end >= lowest, bytes.little(end, as: UInt32.self) != 0x0605_4b50 { end -= 1 }
    guard end >= lowest, let few = bytes.little(end + 10, as: UInt16.self),
      let near = bytes.little(end + 16, as: UInt32.self)
    else { throw damaged }
    var (count, place) = (Int(few), Int(near))
    if few == .max || near == .max, bytes.little(end - 20, as: UInt32.self) == 0x0706_4b50,
      let far = bytes.little(end - 12, as: UInt64.self), let record = Int(exactly: far),
      bytes.little(record, as: UInt32.self) == 0x0606_4b50,
      let many = bytes.little(record + 32, as: UInt64.self), let start = bytes.little(record + 48, as: UInt64.self),
      let wide = Int(exactly: many), let wideStart = Int(exactly: start)
    {
      (count, place) = (wide, wideStart)
    }
    guard count <= bytes.count / 46 else { throw damaged }
    for _ in 0..<count {
      guard let entry = Self.entry(bytes, &place) else {
        throw .damaged(path: path, what: "the archive's table of contents is damaged")
      }
      entries.append(entry)
    }
  }

  private static func entry(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) -> ZipEntry? {
    guard bytes.little(place, as: UInt32.self) == 0x0201_4b50, let method = bytes.little(place + 10, as: UInt16.self),
      let checksum = bytes.little(place + 16, as: UInt32.self), let packed = bytes.little(place + 20, as: UInt32.self),
      let size = bytes.little(place + 24, as: UInt32.self), let nameLength = bytes.little(place + 28, as: UInt16.self),
      let extraLength = bytes.little(place + 30, as: UInt16.self),
      let commentLength = bytes.little(place + 32, as: UInt16.self),
      let start = bytes.little(place + 42, as: UInt32.self),
      let name = bytes.part(place + 46, Int(nameLength)),
      let extra = bytes.part(place + 46 + Int(nameLength), Int(extraLength))
    else { return nil }
    var numbers = [Int(size), Int(packed), Int(start)]
    // Fields that are too small for their number stand in the extra part, in this order.
    var field = 0
    while let id = extra.little(field, as: UInt16.self), let length = extra.little(field + 2, as: UInt16.self) {
      if id == 1 {
        var at = field + 4
        for (i, short) in [size, packed, start].enumerated() where short == .max {
          guard at + 8 <= field + 4 + Int(length), let wide = extra.little(at, as: UInt64.self),
            let number = Int(exactly: wide)
          else { return nil }
          numbers[i] = number
          at += 8
        }
      }
      field += 4 + Int(length)
    }
    guard numbers[1] <= bytes.count, numbers[2] <= bytes.count else { return nil }
    place += 46 + Int(nameLength) + Int(extraLength) + Int(commentLength)
    return ZipEntry(
      name: String(decoding: name, as: UTF8.self), method: method, checksum: checksum, compressedSize: numbers[1],
      size: numbers[0], place: numbers[2])
  }
}

/// Writes a ZIP archive piece by piece.
struct ZipWriter {
  private var directory: [UInt8] = []
  private var count = 0
  private var place = 0

  /// Adds a file; its parts go to `append`.
  mutating func add(
    _ name: String, _ bytes: [UInt8], compressed: Bool, _ append: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let checksum = bytes.withUnsafeBytes { Deflate.checksum($0) }
    let packed = compressed ? bytes.withUnsafeBytes { Deflate.compress($0, .none) } : bytes
    let isWide = bytes.count >= 0xffff_ffff || packed.count >= 0xffff_ffff || place >= 0xffff_ffff
    // Version, flags, method, time, date (1 January 1980: the same array gives the same bytes), checksum, sizes.
    var common: [UInt8] = []
    common.append(little: UInt16(isWide ? 45 : 20))
    common.append(little: UInt16(0x800))
    common.append(little: UInt16(compressed ? 8 : 0))
    common.append(little: UInt16(0))
    common.append(little: UInt16(0x21))
    common.append(little: checksum)
    common.append(little: isWide ? UInt32.max : UInt32(packed.count))
    common.append(little: isWide ? UInt32.max : UInt32(bytes.count))
    common.append(little: UInt16(name.utf8.count))
    var wide: [UInt8] = []
    if isWide {
      wide.append(little: UInt16(1))
      wide.append(little: UInt16(24))
      wide.append(little: UInt64(bytes.count))
      wide.append(little: UInt64(packed.count))
      wide.append(little: UInt64(place))
    }
    var head: [UInt8] = []
    head.append(little: UInt32(0x0403_4b50))
    head += common
    head.append(little: UInt16(wide.count))
    head += Array(name.utf8) + wide
    directory.append(little: UInt32(0x0201_4b50))
    directory.append(little: UInt16(isWide ? 45 : 20))
    directory += common
    directory.append(little: UInt16(wide.count))
    directory += [UInt8](repeating: 0, count: 10)
    directory.append(little: isWide ? UInt32.max : UInt32(place))
    directory += Array(name.utf8) + wide
    try head.withUnsafeBytes(append)
    try packed.withUnsafeBytes(append)
    place += head.count + packed.count
    count += 1
  }

  /// Writes the table of contents.
  func finish(_ append: (UnsafeRawBufferPointer) throws -> Void) throws {
    var end = directory
    let isWide = place >= 0xffff_ffff || count >= 0xffff || directory.count >= 0xffff_ffff
    if isWide {
      end.append(little: UInt32(0x0606_4b50))
      end.append(little: UInt64(44))
      end.append(little: UInt16(45))
      end.append(little: UInt16(45))
      end.append(little: UInt64(0))
      end.append(little: UInt64(count))
      end.append(little: UInt64(count))
      end.append(little: UInt64(directory.count))
      end.append(little: UInt64(place))
      end.append(little: UInt32(0x0706_4b50))
      end.append(little: UInt32(0))
      end.append(little: UInt64(place + directory.count))
      end.append(little: UInt32(1))
    }
    end.append(little: UInt32(0x0605_4b50))
    end.append(little: UInt32(0))
    end.append(little: isWide ? UInt16.max : UInt16(count))
    end.append(little: isWide ? UInt16.max : UInt16(count))
    end.append(little: isWide ? UInt32.max : UInt32(directory.count))
    end.append(little: isWide ? UInt32.max : UInt32(place))
    end.append(little: UInt16(0))
    try end.withUnsafeBytes(append)
  }
}

extension [UInt8] {
  /// Appends an integer, lowest byte first.
  mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends an integer, highest byte first.
  mutating func append(big value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }
}
