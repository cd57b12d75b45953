/// The attributes of that name in a piece of HTML, with their values that are not empty, and the lines, from 0, in which
/// their names stand.
///
/// A lesson is looked through at every check: a regular expression would take as long as all the rest.
func attributes(_ names: Set<String>, in html: String) -> [(name: String, value: String, line: Int)] {
  var html = html
  return html.withUTF8 { bytes in
    var found: [(name: String, value: String, line: Int)] = []
    var (line, place) = (0, 0)
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard byte == UInt8(ascii: "="), place < bytes.count, isQuote(bytes[place]) else { continue }
      var start = place - 1
      while start > 0, isWord(bytes[start - 1]) { start -= 1 }
      let name = String(decoding: bytes[start..<place - 1], as: UTF8.self)
      guard names.contains(name) else { continue }
      let end = bytes[(place + 1)...].firstIndex(where: isQuote) ?? place + 1
      if end > place + 1 { found.append((name, String(decoding: bytes[place + 1..<end], as: UTF8.self), line)) }
    }
    return found
  }
}

private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

private func isWord(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: "_"), 128...:
    true
  default: false
  }
}
