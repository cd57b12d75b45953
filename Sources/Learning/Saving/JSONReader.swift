/// Reads a value from JSON (RFC 8259).
struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The value that a text holds.
  ///
  /// - Throws: `DecodingError.dataCorrupted`, with line and column.
  static func value(of text: String) throws -> SavedValue {
    var reader = JSONReader(text)
    let value = try reader.value()
    reader.skipBlanks()
    if reader.place < reader.bytes.count { throw reader.mistake("something follows the value") }
    return value
  }

  private func mistake(_ what: String) -> DecodingError {
    let before = bytes[..<place]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = place - (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
    return .dataCorrupted(
      DecodingError.Context(codingPath: [], debugDescription: "no JSON at line \(line), column \(column): \(what)."))
  }

  private mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func take(word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes[place...].prefix(count).elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: count)) else {
      return false
    }
    place += count
    return true
  }

  private mutating func value() throws -> SavedValue {
    skipBlanks()
    depth += 1
    defer { depth -= 1 }
    if depth > 200 { throw mistake("values are nested more than 200 deep") }
    guard place < bytes.count else { throw mistake("the text ends where a value should be") }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try list()
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      if take(word: "null") { return .nothing }
      if take(word: "true") { return .truth(true) }
      if take(word: "false") { return .truth(false) }
      throw mistake("a value should be here")
    }
  }

  private mutating func object() throws -> SavedValue {
    place += 1
    var parts: [(String, SavedValue)] = []
    if take("}") { return .object(parts) }
    repeat {
      skipBlanks()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw mistake("a key in \" should be here") }
      let key = try text()
      guard take(":") else { throw mistake("a : should be here") }
      parts.append((key, try value()))
    } while take(",")
    guard take("}") else { throw mistake("a , or a } should be here") }
    return .object(parts)
  }

  private mutating func list() throws -> SavedValue {
    place += 1
    var values: [SavedValue] = []
    if take("]") { return .list(values) }
    repeat { values.append(try value()) } while take(",")
    guard take("]") else { throw mistake("a , or a ] should be here") }
    return .list(values)
  }

  private mutating func number() throws -> SavedValue {
    let start = place
    while place < bytes.count, isPartOfNumber(bytes[place]) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    // What Swift reads as a number and JSON does not: 01, 1., .5 and the like.
    let shape = #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/#
    guard text.wholeMatch(of: shape) != nil, let number = Double(text), number.isFinite else {
      place = start
      throw mistake("'\(text)' is no number")
    }
    return Int(text).map { .integer($0) } ?? .number(number)
  }

  private func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func text() throws -> String {
    place += 1
    var units: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units += try escaped().utf8
      case 0..<0x20:
        place -= 1
        throw mistake("a control character in a text must be escaped")
      default: units.append(byte)
      }
    }
    throw mistake("a text is not closed")
  }

  private mutating func escaped() throws -> String {
    guard place < bytes.count else { throw mistake("a text is not closed") }
    place += 1
    switch bytes[place - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try codeUnit()
      guard UTF16.isLeadSurrogate(first), take(word: "\\u") else { return String(decoding: [first], as: UTF16.self) }
      return String(decoding: [first, try codeUnit()], as: UTF16.self)
    default:
      place -= 1
      throw mistake("nothing is escaped like this")
    }
  }

  private mutating func codeUnit() throws -> UInt16 {
    let digits = String(decoding: bytes[place...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let unit = UInt16(digits, radix: 16) else {
      throw mistake("four hexadecimal digits should be here")
    }
    place += 4
    return unit
  }
}
