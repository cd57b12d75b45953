/// What a terminal would show of `output`: escape sequences are left out, a carriage return starts its line
/// again, a backspace takes one character back, and other control characters become their pictures (U+2400...).
///
/// Complexity: linear in the length of the output.
package func terminalText(_ output: String) -> String {
  guard output.utf8.contains(where: { ($0 < 0x20 && $0 != 0x0A && $0 != 0x09) || $0 == 0x7F }) else { return output }
  var shown: [UInt8] = []
  var lineStart = 0
  var restarts = false
  let bytes = Array(output.utf8)
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    index += 1
    switch byte {
    case 0x0A:
      restarts = false
      shown.append(byte)
      lineStart = shown.count
    case 0x0D:
      restarts = true
    case 0x1B:
      index = endOfEscapeSequence(bytes, from: index)
    case 0x08:
      while shown.count > lineStart, let last = shown.popLast(), last & 0xC0 == 0x80 {}
    default:
      if restarts {
        shown.removeSubrange(lineStart...)
        restarts = false
      }
      if byte == 0x7F {
        shown.append(contentsOf: "\u{2421}".utf8)
      } else if byte < 0x20, byte != 0x09 {
        shown.append(contentsOf: [0xE2, 0x90, 0x80 + byte])
      } else {
        shown.append(byte)
      }
    }
  }
  return String(decoding: shown, as: UTF8.self)
}

/// Where the escape sequence ends whose ESC stands before `start` (ECMA-48: CSI, OSC, and two-character ones).
private func endOfEscapeSequence(_ bytes: [UInt8], from start: Int) -> Int {
  guard start < bytes.count else { return start }
  var index = start + 1
  switch bytes[start] {
  case UInt8(ascii: "["):
    while index < bytes.count, !(0x40...0x7E).contains(bytes[index]) { index += 1 }
    return min(index + 1, bytes.count)
  case UInt8(ascii: "]"):
    while index < bytes.count, bytes[index] != 0x07, bytes[index] != 0x1B, bytes[index] != 0x0A { index += 1 }
    guard index < bytes.count, bytes[index] != 0x0A else { return index }
    return bytes[index] == 0x1B ? min(index + 2, bytes.count) : index + 1
  case UInt8(ascii: "("), UInt8(ascii: ")"):
    return min(index + 1, bytes.count)
  default:
    return index
  }
}
