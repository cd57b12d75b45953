/// What the kernel says to the command, one frame at a time: one byte kind, four bytes little-endian length, the
/// payload. (The kernel's half is C: Sources/mlnb-kernel/kernel.h.)
public struct WireFrame: Equatable, Sendable {
  public enum Kind: UInt8, Sendable {
    case hello = 0x68  // h
    case begin = 0x62  // b
    case standardOutput = 0x6F  // o
    case standardError = 0x65  // e
    case display = 0x64  // d
    case value = 0x76  // v
    case finish = 0x66  // f
    case moduleDone = 0x6D  // m
    case error = 0x78  // x
    case trap = 0x74  // t
    case exit = 0x71  // q
    case loadFailed = 0x6C  // l
    case runner = 0x63  // c
    case resumed = 0x72  // r
    case looked = 0x61  // a
  }

  public var kind: Kind
  public var payload: [UInt8]

  public init(kind: Kind, payload: [UInt8]) {
    self.kind = kind
    self.payload = payload
  }

  /// A frame's bytes as they travel.
  public static func encoded(kind: UInt8, payload: [UInt8]) -> [UInt8] {
    let count = UInt32(payload.count)
    return [kind] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + payload
  }
}

/// Collects bytes until whole frames are there.
public struct WireFrameReader: Sendable {
  private var bytes: [UInt8] = []
  private var start = 0

  public init() {}

  public mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// The next whole frame; nil until more bytes come. Frames of unknown kind are passed over.
  public mutating func next() -> WireFrame? {
    while bytes.count - start >= 5 {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[start + 1 + $1]) << (8 * $1) }
      guard bytes.count - start >= 5 + length else { break }
      let kind = WireFrame.Kind(rawValue: bytes[start])
      let payload = Array(bytes[(start + 5)..<(start + 5 + length)])
      start += 5 + length
      if let kind { return WireFrame(kind: kind, payload: payload) }
    }
    bytes.removeFirst(start)
    start = 0
    return nil
  }
}

/// Reads little-endian numbers and byte runs from a payload; nil past its end.
public struct PayloadReader {
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public mutating func integer<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
    let size = MemoryLayout<Number>.size
    guard let raw = take(size) else { return nil }
    return raw.enumerated().reduce(0) { $0 | Number(truncatingIfNeeded: UInt64($1.element) << (8 * UInt64($1.offset))) }
  }

  public mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, bytes.count - position >= count else { return nil }
    defer { position += count }
    return bytes[position..<(position + count)]
  }

  /// Bytes up to a zero byte, which is passed over.
  public mutating func string() -> String? {
    guard position < bytes.count, let end = bytes[position...].firstIndex(of: 0) else { return nil }
    defer { position = end + 1 }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  public var isAtEnd: Bool { position >= bytes.count }
}

extension Display {
  /// The display as a payload.
  public var encoded: [UInt8] {
    var result: [UInt8] = []
    func add(_ number: UInt64, _ size: Int) {
      for byte in 0..<size { result.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(byte)))) }
    }
    func add(_ bytes: [UInt8]) {
      add(UInt64(bytes.count), 4)
      result.append(contentsOf: bytes)
    }
    add((width ?? .nan).bitPattern, 8)
    add(alternativeText == nil ? 0 : 1, 1)
    add(Array((alternativeText ?? "").utf8))
    add(caption == nil ? 0 : 1, 1)
    add(Array((caption ?? "").utf8))
    add(UInt64(representations.count), 4)
    for representation in representations {
      add(Array(representation.type.utf8))
      add(representation.bytes)
    }
    return result
  }

  /// The display that a payload holds; nil if it is damaged.
  public init?(encoded payload: [UInt8]) {
    var reader = PayloadReader(payload)
    func bytes() -> [UInt8]? {
      guard let count = reader.integer(UInt32.self) else { return nil }
      return reader.take(Int(count)).map(Array.init)
    }
    guard let bits = reader.integer(UInt64.self), let hasText = reader.integer(UInt8.self), let text = bytes(),
      let hasCaption = reader.integer(UInt8.self), let caption = bytes(), let count = reader.integer(UInt32.self), count < 64
    else { return nil }
    var representations: [Representation] = []
    for _ in 0..<count {
      guard let type = bytes(), let content = bytes() else { return nil }
      representations.append(Representation(type: String(decoding: type, as: UTF8.self), bytes: content))
    }
    let width = Double(bitPattern: bits)
    self.init(
      representations: representations,
      alternativeText: hasText == 1 ? String(decoding: text, as: UTF8.self) : nil, width: width.isNaN ? nil : width,
      caption: hasCaption == 1 ? String(decoding: caption, as: UTF8.self) : nil)
  }
}
