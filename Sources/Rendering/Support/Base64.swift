/// Base 64 with padding (RFC 4648, section 4).
package func base64(_ bytes: [UInt8]) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  let padding = UInt8(ascii: "=")
  return [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { buffer, count in
    var position = 0
    var index = 0
    while index < bytes.count {
      let a = Int(bytes[index])
      let b = index + 1 < bytes.count ? Int(bytes[index + 1]) : 0
      let c = index + 2 < bytes.count ? Int(bytes[index + 2]) : 0
      buffer[position] = alphabet[a >> 2]
      buffer[position + 1] = alphabet[(a & 3) << 4 | b >> 4]
      buffer[position + 2] = index + 1 < bytes.count ? alphabet[(b & 15) << 2 | c >> 6] : padding
      buffer[position + 3] = index + 2 < bytes.count ? alphabet[c & 63] : padding
      position += 4
      index += 3
    }
    count = position
  }
}
