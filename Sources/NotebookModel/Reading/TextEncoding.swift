/// What is wrong with how a lesson's characters are written.
enum TextEncoding {
  /// Where the first byte stands that is no UTF-8; nil if all is well.
  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    if bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) != nil }) { return nil }
    var index = 0
    while index < bytes.count {
      let length = lengthOfCharacter(bytes[index...])
      if length == 0 { return index }
      index += length
    }
    return nil
  }

  /// Whether it begins as text in UTF-16 does.
  static func isUTF16(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) }

  /// How many bytes the character takes that begins here; 0 if none does.
  private static func lengthOfCharacter(_ bytes: ArraySlice<UInt8>) -> Int {
    var iterator = bytes.makeIterator()
    var decoder = Unicode.UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return 0 }
    return UTF8.width(scalar)
  }
}
