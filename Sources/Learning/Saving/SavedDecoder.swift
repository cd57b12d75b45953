/// Decodes from a value that was read.
struct SavedDecoder: Decoder {
  let value: SavedValue
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let parts) = value else { throw unfit([String: Any].self, value, codingPath) }
    return KeyedDecodingContainer(
      SavedKeyedDecoder<Key>(
        parts: Dictionary(parts, uniquingKeysWith: { first, _ in first }), codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    switch value {
    case .list(let values): SavedListDecoder(values: values, codingPath: codingPath)
    case .integers(let values): SavedListDecoder(values: values.map { .integer($0) }, codingPath: codingPath)
    case .numbers(let values): SavedListDecoder(values: values.map { .number($0) }, codingPath: codingPath)
    default: throw unfit([Any].self, value, codingPath)
    }
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    SavedSingleDecoder(value: value, codingPath: codingPath)
  }
}

/// What is said of a value that is no value of a type.
private func unfit(_ type: Any.Type, _ value: SavedValue, _ path: [any CodingKey]) -> DecodingError {
  let found =
    switch value {
    case .nothing: "null"
    case .truth: "bool"
    case .integer, .number: "number"
    case .text: "a string"
    case .integers, .numbers, .list: "an array"
    case .object: "a dictionary"
    }
  let context = DecodingError.Context(
    codingPath: path, debugDescription: "Expected to decode \(type) but found \(found) instead.")
  if case .nothing = value { return .valueNotFound(type, context) }
  return .typeMismatch(type, context)
}

/// One value of a type; arrays of numbers in one piece.
func decoded<Value: Decodable>(
  _ type: Value.Type, _ saved: SavedValue, _ path: [any CodingKey]
) throws -> Value {
  let found: Any
  switch saved {
  case .truth(let value): found = value
  case .integer(let value): found = value
  case .number(let value): found = value
  case .text(let value): found = value
  case .integers(let value): found = value.isEmpty && type == [Double].self ? [Double]() as Any : value
  case .numbers(let value): found = value
  default: return try Value(from: SavedDecoder(value: saved, codingPath: path))
  }
  if let value = found as? Value { return value }
  return try Value(from: SavedDecoder(value: saved, codingPath: path))
}

private struct SavedKeyedDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let parts: [String: SavedValue]
  let codingPath: [any CodingKey]
  var allKeys: [Key] { parts.keys.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { parts[key.stringValue] != nil }
  private func part(_ key: Key) throws -> SavedValue {
    guard let value = parts[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, DecodingError.Context(codingPath: codingPath, debugDescription: "There is no '\(key.stringValue)'."))
    }
    return value
  }
  private func decoder(_ key: Key) throws -> SavedDecoder {
    SavedDecoder(value: try part(key), codingPath: codingPath + [key])
  }
  func decodeNil(forKey key: Key) throws -> Bool {
    if case .nothing = try part(key) { return true }
    return false
  }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try decoded(type, try part(key), codingPath + [key])
  }
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { try decoder(key).container(keyedBy: type) }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder(key).unkeyedContainer()
  }
  func superDecoder() throws -> any Decoder { SavedDecoder(value: parts["super"] ?? .nothing, codingPath: codingPath) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
}

/// The place of a value in a list.
private struct PlaceKey: CodingKey {
  let place: Int
  var stringValue: String { "Index \(place)" }
  var intValue: Int? { place }

  init(place: Int) {
    self.place = place
  }
  init?(stringValue: String) { nil }
  init?(intValue: Int) {
    place = intValue
  }
}

private struct SavedListDecoder: UnkeyedDecodingContainer {
  let values: [SavedValue]
  let codingPath: [any CodingKey]
  private(set) var currentIndex = 0
  var count: Int? { values.count }
  var isAtEnd: Bool { currentIndex >= values.count }

  init(values: [SavedValue], codingPath: [any CodingKey]) {
    self.values = values
    self.codingPath = codingPath
  }

  private mutating func next() throws -> SavedDecoder {
    let path = codingPath + [PlaceKey(place: currentIndex)]
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Any.self, DecodingError.Context(codingPath: path, debugDescription: "There are no more values."))
    }
    currentIndex += 1
    return SavedDecoder(value: values[currentIndex - 1], codingPath: path)
  }
  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, case .nothing = values[currentIndex] else { return false }
    currentIndex += 1
    return true
  }
  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let next = try next()
    return try decoded(type, next.value, next.codingPath)
  }
  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    try next().container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { try next() }
}

private struct SavedSingleDecoder: SingleValueDecodingContainer {
  let value: SavedValue
  let codingPath: [any CodingKey]

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
    case .list, .object:
      // These are what texts and numbers are not, and decode themselves from this value without coming back here.
      if type is any LosslessStringConvertible.Type { throw unfit(type, value, codingPath) }
      return try Value(from: SavedDecoder(value: value, codingPath: codingPath))
    case .integer(let number):
      if let found = number.converted(to: type) { return found }
    case .number(let number):
      if let found = number.converted(to: type) { return found }
    default: break
    }
    throw unfit(type, value, codingPath)
  }
}

extension Int {
  /// Narrow integers and floats are saved as wide ones, and JSON writes 2.0 as 2.
  fileprivate func converted<Value>(to type: Value.Type) -> Value? {
    if let kind = type as? any FixedWidthInteger.Type { return kind.init(exactly: self) as? Value }
    if let kind = type as? any BinaryFloatingPoint.Type { return kind.init(self) as? Value }
    return nil
  }
}

extension Double {
  fileprivate func converted<Value>(to type: Value.Type) -> Value? {
    if let kind = type as? any BinaryFloatingPoint.Type { return kind.init(self) as? Value }
    if let kind = type as? any FixedWidthInteger.Type { return kind.init(exactly: self) as? Value }
    return nil
  }
}
