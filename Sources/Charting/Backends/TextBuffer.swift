/// Text being written, as bytes: numbers go in without passing through strings.
struct TextBuffer {
  private(set) var bytes: [UInt8] = []

  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func write(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func write(byte: UInt8) { bytes.append(byte) }

  mutating func append(_ other: TextBuffer) { bytes.append(contentsOf: other.bytes) }

  /// Writes a number with at most `decimals` digits after the point and no zeros that say nothing.
  mutating func write(_ value: Double, decimals: Int = 2) {
    guard value.isFinite, abs(value) < 1e12 else {
      bytes.append(48)
      return
    }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    var number = Int((value * scale).rounded())
    if number < 0 {
      bytes.append(45)
      number = -number
    }
    let unit = Int(scale)
    var fraction = number % unit
    write(integer: number / unit)
    guard fraction > 0 else { return }
    bytes.append(46)
    var place = unit / 10
    while fraction > 0 && place > 0 {
      bytes.append(UInt8(48 + fraction / place))
      fraction %= place
      place /= 10
    }
  }

  mutating func write(integer value: Int) {
    if value < 0 {
      bytes.append(45)
      write(integer: -value)
      return
    }
    if value < 10 {
      bytes.append(UInt8(48 + value))
      return
    }
    var digits: (Int, Int) = (value, 1)
    while digits.0 >= 10 {
      digits.0 /= 10
      digits.1 *= 10
    }
    var place = digits.1
    while place > 0 {
      bytes.append(UInt8(48 + value / place % 10))
      place /= 10
    }
  }

  /// Writes text with the characters that mean something to XML replaced.
  mutating func write(escaped text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): write("&amp;" as StaticString)
      case UInt8(ascii: "<"): write("&lt;" as StaticString)
      case UInt8(ascii: ">"): write("&gt;" as StaticString)
      case UInt8(ascii: "\""): write("&quot;" as StaticString)
      case 10: write("&#10;" as StaticString)
      case 0..<32: bytes.append(32)
      default: bytes.append(byte)
      }
    }
  }

  mutating func write(base64 data: [UInt8]) {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    bytes.reserveCapacity(bytes.count + data.count * 4 / 3 + 4)
    var k = 0
    while k + 2 < data.count {
      let group = Int(data[k]) << 16 | Int(data[k + 1]) << 8 | Int(data[k + 2])
      bytes.append(digits[group >> 18])
      bytes.append(digits[group >> 12 & 63])
      bytes.append(digits[group >> 6 & 63])
      bytes.append(digits[group & 63])
      k += 3
    }
    if k + 1 == data.count {
      let group = Int(data[k]) << 16
      bytes += [digits[group >> 18], digits[group >> 12 & 63], 61, 61]
    } else if k + 2 == data.count {
      let group = Int(data[k]) << 16 | Int(data[k + 1]) << 8
      bytes += [digits[group >> 18], digits[group >> 12 & 63], digits[group >> 6 & 63], 61]
    }
  }

  /// The FNV-1a hash of what was written, for ids that differ wherever the content does.
  var hash: UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
