/// A value that grows while something is encoded into it.
final class SavedStore {
  private enum Kind {
    case single(SavedValue)
    case list([SavedStore])
    case object([(String, SavedStore)])
  }
  private var kind = Kind.single(.nothing)

  var value: SavedValue {
    switch kind {
    case .single(let value): value
    case .list(let stores): .list(stores.map(\.value))
    case .object(let parts): .object(parts.map { ($0, $1.value) })
    }
  }

  func becomeList() { if case .list = kind {} else { kind = .list([]) } }
  func becomeObject() { if case .object = kind {} else { kind = .object([]) } }
  func set(_ value: SavedValue) { kind = .single(value) }

  func append() -> SavedStore {
    let store = SavedStore()
    guard case .list(var stores) = kind else { return store }
    kind = .single(.nothing)
    stores.append(store)
    kind = .list(stores)
    return store
  }

  func part(_ name: String) -> SavedStore {
    let store = SavedStore()
    guard case .object(var parts) = kind else { return store }
    kind = .single(.nothing)
    parts.append((name, store))
    kind = .object(parts)
    return store
  }

  var listCount: Int {
    if case .list(let stores) = kind { return stores.count }
    return 0
  }

  /// Encodes a value into the store; arrays of numbers in one piece.
  func encode<Value: Encodable>(_ value: Value) throws {
    switch value {
    case let value as Bool: set(.truth(value))
    case let value as Int: set(.integer(value))
    case let value as Double: set(.number(value))
    case let value as String: set(.text(value))
    case let value as [Int]: set(.integers(value))
    case let value as [Double]: set(.numbers(value))
    default: try value.encode(to: SavedEncoder(store: self))
    }
  }
}

/// Encodes into a store.
struct SavedEncoder: Encoder {
  let store: SavedStore
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    store.becomeObject()
    return KeyedEncodingContainer(SavedKeyedEncoder<Key>(store: store))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    store.becomeList()
    return SavedListEncoder(store: store)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SavedSingleEncoder(store: store) }
}

private struct SavedKeyedEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let store: SavedStore
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) throws { store.part(key.stringValue).set(.nothing) }
  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try store.part(key.stringValue).encode(value) }
  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
    SavedEncoder(store: store.part(key.stringValue)).container(keyedBy: type)
  }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    SavedEncoder(store: store.part(key.stringValue)).unkeyedContainer()
  }
  func superEncoder() -> any Encoder { SavedEncoder(store: store.part("super")) }
  func superEncoder(forKey key: Key) -> any Encoder { SavedEncoder(store: store.part(key.stringValue)) }
}

private struct SavedListEncoder: UnkeyedEncodingContainer {
  let store: SavedStore
  var codingPath: [any CodingKey] { [] }
  var count: Int { store.listCount }

  func encodeNil() throws { store.append().set(.nothing) }
  func encode<Value: Encodable>(_ value: Value) throws { try store.append().encode(value) }
  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    SavedEncoder(store: store.append()).container(keyedBy: type)
  }
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { SavedEncoder(store: store.append()).unkeyedContainer() }
  func superEncoder() -> any Encoder { SavedEncoder(store: store.append()) }
}

private struct SavedSingleEncoder: SingleValueEncodingContainer {
  let store: SavedStore
  var codingPath: [any CodingKey] { [] }

  func encodeNil() throws { store.set(.nothing) }
  func encode<Value: Encodable>(_ value: Value) throws { try store.encode(value) }
}
