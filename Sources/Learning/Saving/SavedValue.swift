/// What a saved model is made of.
indirect enum SavedValue {
  case nothing
  case truth(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case integers([Int])
  case numbers([Double])
  case list([SavedValue])
  case object([(String, SavedValue)])

  /// Appends the value: a byte that says what it is, a length where there is one, and what it holds, little-endian.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .nothing: bytes.append(0)
    case .truth(let value): bytes += [1, value ? 1 : 0]
    case .integer(let value):
      bytes.append(2)
      Self.write(UInt64(bitPattern: Int64(value)), to: &bytes)
    case .number(let value):
      bytes.append(3)
      Self.write(value.bitPattern, to: &bytes)
    case .text(let value):
      bytes.append(4)
      Self.write(value, to: &bytes)
    case .integers(let values):
      bytes.append(5)
      Self.write(UInt64(values.count), to: &bytes)
      for value in values { Self.write(UInt64(bitPattern: Int64(value)), to: &bytes) }
    case .numbers(let values):
      bytes.append(6)
      Self.write(UInt64(values.count), to: &bytes)
      for value in values { Self.write(value.bitPattern, to: &bytes) }
    case .list(let values):
      bytes.append(7)
      Self.write(UInt64(values.count), to: &bytes)
      for value in values { value.write(to: &bytes) }
    case .object(let parts):
      bytes.append(8)
      Self.write(UInt64(parts.count), to: &bytes)
      for (name, value) in parts {
        Self.write(name, to: &bytes)
        value.write(to: &bytes)
      }
    }
  }

  private static func write(_ word: UInt64, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    write(UInt64(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads values back; gives nothing where bytes are missing or make no sense.
struct SavedReader {
  let bytes: UnsafeRawBufferPointer
  private var place = 0
  private var depth = 0

  init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { place == bytes.count }

  mutating func value() -> SavedValue? {
    guard place < bytes.count, depth < 100 else { return nil }
    depth += 1
    defer { depth -= 1 }
    let kind = bytes[place]
    place += 1
    switch kind {
    case 0: return .nothing
    case 1:
      guard place < bytes.count else { return nil }
      place += 1
      return .truth(bytes[place - 1] != 0)
    case 2: return word().map { .integer(Int(Int64(bitPattern: $0))) }
    case 3: return word().map { .number(Double(bitPattern: $0)) }
    case 4: return text().map { .text($0) }
    case 5: return words().map { .integers($0.map { Int(Int64(bitPattern: $0)) }) }
    case 6: return words().map { .numbers($0.map { Double(bitPattern: $0) }) }
    case 7:
      guard let count = count(each: 1) else { return nil }
      var list: [SavedValue] = []
      for _ in 0..<count {
        guard let item = value() else { return nil }
        list.append(item)
      }
      return .list(list)
    case 8:
      guard let count = count(each: 9) else { return nil }
      var parts: [(String, SavedValue)] = []
      for _ in 0..<count {
        guard let name = text(), let item = value() else { return nil }
        parts.append((name, item))
      }
      return .object(parts)
    default: return nil
    }
  }

  private mutating func word() -> UInt64? {
    guard bytes.count - place >= 8 else { return nil }
    place += 8
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place - 8, as: UInt64.self))
  }

  /// A number of items of which each takes so many bytes at least.
  private mutating func count(each size: Int) -> Int? {
    guard let word = word(), word <= UInt64((bytes.count - place) / size) else { return nil }
    return Int(word)
  }

  private mutating func words() -> [UInt64]? {
    guard let count = count(each: 8) else { return nil }
    let start = place
    place += 8 * count
    return (0..<count).map {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 8 * $0, as: UInt64.self))
    }
  }

  private mutating func text() -> String? {
    guard let count = count(each: 1) else { return nil }
    place += count
    return String(decoding: bytes[(place - count)..<place], as: UTF8.self)
  }
}
