/// A value read back from the text that Swift describes it by.
indirect enum ShownValue: Equatable {
  /// A number, a string in quotes, a word, or anything that is no collection.
  case atom(String)
  case list([ShownValue])
  case dictionary([Entry])
  /// `Optional(1)`.
  case call(String, [ShownValue])

  struct Entry: Equatable {
    var key: ShownValue
    var value: ShownValue
  }

  /// Reads `text`; nil where its brackets and quotes do not close.
  init?(_ text: String) {
    var reader = Reader(bytes: Array(text.utf8))
    guard let value = reader.value(until: []), reader.isAtEnd else { return nil }
    self = value
  }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0
    var depth = 0

    var isAtEnd: Bool { index == bytes.count }
    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() { while next == 0x20 { index += 1 } }

    mutating func value(until ends: [UInt8]) -> ShownValue? {
      skipBlanks()
      guard depth < 200 else { return nil }
      depth += 1
      defer { depth -= 1 }
      if next == UInt8(ascii: "[") { return collection() }
      let start = index
      while let byte = next, !ends.contains(byte) {
        switch byte {
        case UInt8(ascii: "\""):
          guard skipString() else { return nil }
        case UInt8(ascii: "("), UInt8(ascii: "["):
          let name = String(decoding: bytes[start..<index], as: UTF8.self)
          if byte == UInt8(ascii: "("), name == "Optional" {
            index += 1
            guard let wrapped = value(until: [UInt8(ascii: ")")]), next == UInt8(ascii: ")") else { return nil }
            index += 1
            return .call(name, [wrapped])
          }
          guard skipBrackets() else { return nil }
        default: index += 1
        }
      }
      var end = index
      while end > start, bytes[end - 1] == 0x20 { end -= 1 }
      return end > start ? .atom(String(decoding: bytes[start..<end], as: UTF8.self)) : nil
    }

    private mutating func collection() -> ShownValue? {
      let close = UInt8(ascii: "]")
      index += 1
      skipBlanks()
      if next == close {
        index += 1
        return .list([])
      }
      if next == UInt8(ascii: ":"), index + 1 < bytes.count, bytes[index + 1] == close {
        index += 2
        return .dictionary([])
      }
      var elements: [ShownValue] = []
      var entries: [Entry] = []
      while true {
        guard let element = value(until: [UInt8(ascii: ","), UInt8(ascii: ":"), close]) else { return nil }
        if next == UInt8(ascii: ":") {
          index += 1
          guard let value = value(until: [UInt8(ascii: ","), close]) else { return nil }
          entries.append(Entry(key: element, value: value))
        } else {
          elements.append(element)
        }
        guard let byte = next else { return nil }
        index += 1
        if byte == close { break }
      }
      if !entries.isEmpty, !elements.isEmpty { return nil }
      return entries.isEmpty ? .list(elements) : .dictionary(entries)
    }

    private mutating func skipString() -> Bool {
      index += 1
      while let byte = next {
        index += byte == UInt8(ascii: "\\") ? 2 : 1
        if byte == UInt8(ascii: "\"") { return true }
      }
      index = bytes.count
      return false
    }

    private mutating func skipBrackets() -> Bool {
      var open = 0
      while let byte = next {
        if byte == UInt8(ascii: "\"") {
          guard skipString() else { return false }
          continue
        }
        index += 1
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { open += 1 }
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") {
          open -= 1
          if open == 0 { return true }
        }
      }
      return false
    }
  }
}
