/// A text of the compiler's or of a cell's without the names of our modules, which mean nothing to a reader and change
/// with the plan: `[mlnb_lesson_3.Point(x: 1)]` is `[Point(x: 1)]`. Where the name stands alone, it is `lesson`. What
/// Swift says of a local type's place (`(unknown context at $7f12)`) is another thing in each run and goes as well.
func withoutModuleNames(_ text: String) -> String {
  let bytes = Array(text.utf8)
  let cleaned = withoutModuleNames(bytes)
  return cleaned.count == bytes.count ? text : String(decoding: cleaned, as: UTF8.self)
}

func withoutModuleNames(_ bytes: [UInt8]) -> [UInt8] {
  let name = Array(ModulePlan.namePrefix.utf8)
  let context = Array("(unknown context at $".utf8)
  var result: [UInt8] = []
  var copied = 0
  var index = 0
  while index < bytes.count {
    if bytes[index] == name[0], bytes[index...].starts(with: name) {
      var end = index + name.count
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      if end > index + name.count {
        result += bytes[copied..<index]
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
          end += 1
        } else {
          result += Array("lesson".utf8)
        }
        copied = end
        index = end
        continue
      }
    } else if bytes[index] == context[0], copied == index || index > 0 && bytes[index - 1] == UInt8(ascii: "."),
      bytes[index...].starts(with: context)
    {
      var end = index + context.count
      while end < bytes.count, isHexadecimal(bytes[end]) { end += 1 }
      if end + 1 < bytes.count, bytes[end] == UInt8(ascii: ")"), bytes[end + 1] == UInt8(ascii: ".") {
        result += bytes[copied..<index]
        copied = end + 2
        index = copied
        continue
      }
    }
    index += 1
  }
  if copied == 0 { return bytes }
  return result + bytes[copied...]
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

private func isHexadecimal(_ byte: UInt8) -> Bool {
  isDigit(byte) || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f")
}
