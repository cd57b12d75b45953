/// One tag or stretch of text of HTML or SVG.
package enum MarkupToken {
  package struct Attribute {
    package var name: String
    /// As written, entities and all.
    package var value: [UInt8]
  }

  case text(ArraySlice<UInt8>)
  case start(name: String, attributes: [Attribute], isSelfClosing: Bool)
  case end(name: String)
}

/// Cuts markup into tags and text; comments, doctypes and processing instructions are left out.
struct MarkupTokenizer: IteratorProtocol, Sequence {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> MarkupToken? {
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else { return text(from: index) }
      guard index + 1 < bytes.count else { return text(from: index) }
      switch bytes[index + 1] {
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        skipDeclaration()
      case UInt8(ascii: "/"):
        let start = index + 2
        let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
        index = Swift.min(end + 1, bytes.count)
        let name = bytes[start..<end].prefix { !isSpace($0) && $0 != UInt8(ascii: "/") }
        if !name.isEmpty { return .end(name: String(decoding: name, as: UTF8.self)) }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        return startTag()
      default:
        return text(from: index)
      }
    }
    return nil
  }

  /// Text up to the next tag; a `<` that opens none is text.
  private mutating func text(from start: Int) -> MarkupToken {
    index = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    return .text(bytes[start..<index])
  }

  private mutating func skipDeclaration() {
    if bytes[index...].starts(with: "<!--".utf8) {
      var position = index + 4
      while position + 2 < bytes.count, !bytes[position...].starts(with: "-->".utf8) { position += 1 }
      index = Swift.min(position + 3, bytes.count)
    } else if bytes[index...].starts(with: "<![CDATA[".utf8) {
      index += 9
    } else {
      index = (bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
    }
  }

  private mutating func startTag() -> MarkupToken {
    let start = index + 1
    index = bytes[start...].firstIndex { isSpace($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") } ?? bytes.count
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    var attributes: [MarkupToken.Attribute] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") {
        index += 1
        return .start(name: name, attributes: attributes, isSelfClosing: false)
      } else if byte == UInt8(ascii: "/") {
        index += 1
        if index < bytes.count, bytes[index] == UInt8(ascii: ">") {
          index += 1
          return .start(name: name, attributes: attributes, isSelfClosing: true)
        }
      } else if isSpace(byte) {
        index += 1
      } else {
        attributes.append(attribute())
      }
    }
    return .start(name: name, attributes: attributes, isSelfClosing: false)
  }

  private mutating func attribute() -> MarkupToken.Attribute {
    let start = index
    index += 1
    while index < bytes.count, !isSpace(bytes[index]),
      ![UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/")].contains(bytes[index])
    {
      index += 1
    }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    var position = index
    while position < bytes.count, isSpace(bytes[position]) { position += 1 }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
      return MarkupToken.Attribute(name: name, value: [])
    }
    index = position + 1
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count else { return MarkupToken.Attribute(name: name, value: []) }
    let quote = bytes[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let valueStart = index + 1
      let end = bytes[valueStart...].firstIndex(of: quote) ?? bytes.count
      index = Swift.min(end + 1, bytes.count)
      return MarkupToken.Attribute(name: name, value: Array(bytes[valueStart..<end]))
    }
    let valueStart = index
    while index < bytes.count, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: ">") { index += 1 }
    return MarkupToken.Attribute(name: name, value: Array(bytes[valueStart..<index]))
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
  }
}
