internal import CCommonMark
internal import Glibc

/// `text` with `&`, `<`, `>` and `"` as entities, and characters that HTML forbids as U+FFFD: safe as the text of an
/// element and inside a double-quoted attribute.
///
/// Written by cmark-gfm's houdini. Complexity: linear.
public func escapeHTML(_ text: String) -> String {
  var text = text
  return text.withUTF8 { escaped($0) }
}

/// `address` as the value of `href` or `src`: what may not stand in an address as percent signs, `&` and `'` as
/// entities.
public func escapeAddress(_ address: String) -> String {
  var address = address
  return address.withUTF8 { buffer in
    var length = 0
    let start = buffer.withMemoryRebound(to: CChar.self) { lesson_escape_address($0.baseAddress, $0.count, &length) }
    return take(start, length)
  }
}

func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  if bytes.contains(where: isForbiddenInHTML) {
    let allowed = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      scalar.value < 0x80 && isForbiddenInHTML(UInt8(scalar.value)) ? "\u{FFFD}" : scalar
    }
    var text = String(String.UnicodeScalarView(allowed))
    return text.withUTF8 { escaped($0) }
  }
  var length = 0
  let start = bytes.withMemoryRebound(to: CChar.self) { lesson_escape_html($0.baseAddress, $0.count, &length) }
  return take(start, length)
}

private func isForbiddenInHTML(_ byte: UInt8) -> Bool {
  (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0C && byte != 0x0D) || byte == 0x7F
}

private func take(_ start: UnsafeMutablePointer<CChar>?, _ length: Int) -> String {
  guard let start else { return "" }
  defer { free(start) }
  return String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
}
