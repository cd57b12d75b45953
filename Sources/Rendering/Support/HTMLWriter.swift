/// A growing piece of HTML, kept as UTF-8 bytes.
///
/// Markup goes in by `raw`, everything that a lesson or a value says by `text` or `attribute`, which escape.
struct HTMLWriter {
  private(set) var bytes: [UInt8] = []

  init(reserving capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  var isEmpty: Bool { bytes.isEmpty }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends markup as it stands.
  mutating func raw(_ markup: String) {
    bytes.append(contentsOf: markup.utf8)
  }

  /// Appends markup as it stands.
  mutating func raw(_ markup: some Sequence<UInt8>) {
    bytes.append(contentsOf: markup)
  }

  /// Appends another piece.
  mutating func raw(_ other: HTMLWriter) {
    bytes.append(contentsOf: other.bytes)
  }

  /// Appends text, escaped for element content and quoted attributes alike.
  mutating func text(_ text: String) {
    self.text(bytes: text.utf8)
  }

  /// Appends UTF-8 text, escaped.
  mutating func text(bytes text: some Sequence<UInt8>) {
    for byte in text { bytes.appendEscaped(byte) }
  }

  /// Appends ` name="value"`.
  mutating func attribute(_ name: String, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    text(value)
    raw("\"")
  }

  /// Appends ` name="value"` if there is a value.
  mutating func attribute(_ name: String, optional value: String?) {
    if let value { attribute(name, value) }
  }
}

extension [UInt8] {
  /// Appends one byte of text, escaped for HTML.
  mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "\""): append(contentsOf: "&quot;".utf8)
    case UInt8(ascii: "'"): append(contentsOf: "&#39;".utf8)
    default: append(byte)
    }
  }
}

extension String {
  /// Whether `text`, which is ASCII, stands somewhere in the string: many times as fast as `contains`.
  func holds(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    let pattern = UnsafeBufferPointer(start: text.utf8Start, count: count)
    var copy = self
    return copy.withUTF8 { bytes in
      guard bytes.count >= count else { return false }
      for start in 0...bytes.count - count where bytes[start] == pattern[0] {
        if (1..<count).allSatisfy({ bytes[start + $0] == pattern[$0] }) { return true }
      }
      return false
    }
  }

  /// The text, escaped for HTML.
  var htmlEscaped: String {
    var writer = HTMLWriter(reserving: utf8.count)
    writer.text(self)
    return writer.string
  }
}
