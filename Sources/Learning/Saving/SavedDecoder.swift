/// Decodes from a value that was read.
struct SavedDecoder: Decoder {
  let value: SavedValue
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let parts) = value else { throw unfit() }
    return KeyedDecodingContainer(
      SavedKeyedDecoder<Key>(parts: Dictionary(parts, uniquingKeysWith: { first, _ in first })))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    switch value {
    case .list(let values): SavedListDecoder(values: values)
    case .integers(let values): SavedListDecoder(values: values.map { .integer($0) })
    case .numbers(let values): SavedListDecoder(values: values.map { .number($0) })
    default: throw unfit()
    }
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { SavedSingleDecoder(value: value) }
}

private func unfit() -> DecodingError {
  .dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: "a saved value is of another kind"))
}

/// One value of a type; arrays of numbers in one piece.
private func decoded<Value: Decodable>(_ type: Value.Type, _ saved: SavedValue) throws -> Value {
  let found: Any
  switch saved {
  case .truth(let value): found = value
  case .integer(let value): found = value
  case .number(let value): found = value
  case .text(let value): found = value
  case .integers(let value): found = value.isEmpty && type == [Double].self ? [Double]() as Any : value
  case .numbers(let value): found = value
  default: return try Value(from: SavedDecoder(value: saved))
  }
  if let value = found as? Value { return value }
  return try Value(from: SavedDecoder(value: saved))
}

private struct SavedKeyedDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let parts: [String: SavedValue]
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { parts.keys.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { parts[key.stringValue] != nil }
  private func part(_ key: Key) throws -> SavedValue {
    guard let value = parts[key.stringValue] else { throw unfit() }
    return value
  }
  func decodeNil(forKey key: Key) throws -> Bool {
    if case .nothing = try part(key) { return true }
    return false
  }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try decoded(type, try part(key)) }
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { try SavedDecoder(value: try part(key)).container(keyedBy: type) }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try SavedDecoder(value: try part(key)).unkeyedContainer()
  }
  func superDecoder() throws -> any Decoder { SavedDecoder(value: parts["super"] ?? .nothing) }
  func superDecoder(forKey key: Key) throws -> any Decoder { SavedDecoder(value: try part(key)) }
}

private struct SavedListDecoder: UnkeyedDecodingContainer {
  let values: [SavedValue]
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var count: Int? { values.count }
  var isAtEnd: Bool { currentIndex >= values.count }

  init(values: [SavedValue]) {
    self.values = values
  }

  private mutating func next() throws -> SavedValue {
    guard !isAtEnd else { throw unfit() }
    currentIndex += 1
    return values[currentIndex - 1]
  }
  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, case .nothing = values[currentIndex] else { return false }
    currentIndex += 1
    return true
  }
  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoded(type, try next()) }
  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    try SavedDecoder(value: try next()).container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try SavedDecoder(value: try next()).unkeyedContainer()
  }
  mutating func superDecoder() throws -> any Decoder { SavedDecoder(value: try next()) }
}

private struct SavedSingleDecoder: SingleValueDecodingContainer {
  let value: SavedValue
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool {
    if case .nothing = value { return true }
    return false
  }
  // The value stands for itself here: asking its type to decode it again would go round in circles.
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    switch value {
    case .truth(let found as Value): return found
    case .integer(let found as Value): return found
    case .number(let found as Value): return found
    case .text(let found as Value): return found
    case .integers(let found as Value): return found
    case .numbers(let found as Value): return found
    case .list, .object: return try Value(from: SavedDecoder(value: value))
    default:
      // Narrow integers and floats are saved as wide ones.
      if case .integer(let wide) = value, let kind = Value.self as? any FixedWidthInteger.Type,
        let found = kind.init(exactly: wide) as? Value
      {
        return found
      }
      throw unfit()
    }
  }
}
