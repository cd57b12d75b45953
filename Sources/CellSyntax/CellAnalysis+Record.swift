/// Analyses as bytes, for a cache: reading one takes a hundredth of the time that parsing its cell takes.
extension CellAnalysis {
  /// The analysis as bytes that `init(record:)` reads.
  public var record: [UInt8] {
    var writer = RecordWriter()
    writer.put(isWellFormed)
    writer.put(isEmpty)
    writer.put(declarations) {
      $0.put($1.name)
      $0.put($1.kind.rawValue)
      $0.put($1.signature)
      $0.put($1.isPrivate)
      $0.put($1.statement)
      $0.put($1.inForce)
    }
    writer.put(references) {
      $0.put($1.name)
      $0.put($1.offset)
      $0.put($1.statement)
      $0.put($1.isShorthand)
    }
    writer.put(extensions) {
      $0.put($1.typeName)
      $0.put($1.addsConformance)
      $0.put($1.members.sorted())
      $0.put($1.isCalledByName)
      $0.put($1.derived.map { [$0] } ?? []) {
        $0.put($1.protocols)
        $0.put($1.condition)
        $0.put($1.clause)
        $0.put($1.kept)
      }
    }
    for names in [mentions, memberMentions, operators, operatorMentions, wordsOfScope] { writer.put(names.sorted()) }
    writer.put(hasPrivateMembers)
    writer.put(imports)
    writer.put(usesConcurrency)
    writer.put(usesSourceLocation)
    writer.put(insertions) {
      $0.put($1.offset)
      $0.put($1.text)
      $0.put($1.showsValue)
    }
    return writer.bytes
  }

  /// The analysis that gave these bytes; nil if they are not whole.
  public init?(record: some Collection<UInt8>) {
    var reader = RecordReader(record)
    isWellFormed = reader.bool()
    isEmpty = reader.bool()
    declarations = reader.list { reader in
      Declaration(
        name: reader.text(), kind: Declaration.Kind(rawValue: reader.text()) ?? reader.failure(.other), signature: reader.text(),
        isPrivate: reader.bool(), statement: reader.integer(), inForce: reader.range())
    }
    references = reader.list { Reference(name: $0.text(), offset: $0.integer(), statement: $0.integer(), isShorthand: $0.bool()) }
    extensions = reader.list { reader in
      Extension(
        typeName: reader.text(), addsConformance: reader.bool(), members: Set(reader.texts()),
        isCalledByName: reader.bool(),
        derived: reader.list {
          Extension.Derivation(protocols: $0.texts(), condition: $0.text(), clause: $0.range() ?? $0.failure(0..<0), kept: $0.texts())
        }.first)
    }
    mentions = Set(reader.texts())
    memberMentions = Set(reader.texts())
    operators = Set(reader.texts())
    operatorMentions = Set(reader.texts())
    wordsOfScope = Set(reader.texts())
    hasPrivateMembers = reader.bool()
    imports = reader.texts()
    usesConcurrency = reader.bool()
    usesSourceLocation = reader.bool()
    insertions = reader.list { Insertion(offset: $0.integer(), text: $0.text(), showsValue: $0.bool()) }
    guard reader.isWhole else { return nil }
  }
}

/// Writes values one after another: numbers seven bits a byte, texts and lists behind their lengths.
private struct RecordWriter {
  var bytes: [UInt8] = []

  mutating func put(_ value: Int) {
    var rest = UInt(bitPattern: value)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes += text.utf8
  }

  mutating func put(_ range: Range<Int>?) {
    put(range != nil)
    put(range?.lowerBound ?? 0)
    put(range?.upperBound ?? 0)
  }

  mutating func put(_ texts: [String]) { put(texts) { $0.put($1) } }

  mutating func put<Element>(_ list: [Element], _ element: (inout RecordWriter, Element) -> Void) {
    put(list.count)
    for item in list { element(&self, item) }
  }
}

/// Reads what `RecordWriter` has written; what is missing reads as nothing, and is noted.
private struct RecordReader {
  private let bytes: [UInt8]
  private var position = 0
  private var hasFailed = false

  init(_ bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

  /// Whether everything was there, and nothing more.
  var isWhole: Bool { !hasFailed && position == bytes.count }

  /// Notes that something made no sense.
  mutating func failure<Value>(_ value: Value) -> Value {
    hasFailed = true
    return value
  }

  private mutating func byte() -> UInt8 {
    guard position < bytes.count else { return failure(0) }
    position += 1
    return bytes[position - 1]
  }

  mutating func bool() -> Bool { byte() == 1 }

  mutating func integer() -> Int {
    var value: UInt = 0
    var shift: UInt = 0
    while true {
      let next = byte()
      value |= UInt(next & 0x7F) << shift
      shift += 7
      if next & 0x80 == 0 || shift >= 64 { return Int(bitPattern: value) }
    }
  }

  mutating func text() -> String {
    let count = integer()
    guard count >= 0, count <= bytes.count - position else { return failure("") }
    position += count
    return String(decoding: bytes[(position - count)..<position], as: UTF8.self)
  }

  mutating func range() -> Range<Int>? {
    let isThere = bool()
    let (lower, upper) = (integer(), integer())
    guard isThere else { return nil }
    return lower <= upper ? lower..<upper : failure(nil)
  }

  mutating func texts() -> [String] { list { $0.text() } }

  mutating func list<Element>(_ element: (inout RecordReader) -> Element) -> [Element] {
    let count = integer()
    guard count >= 0, count <= bytes.count - position else { return failure([]) }
    var result: [Element] = []
    for _ in 0..<count where !hasFailed { result.append(element(&self)) }
    return result
  }
}
