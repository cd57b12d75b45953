import CXXHash

/// A 128-bit hash (XXH3) of content: equal content, equal hash.
package struct ContentHash: Hashable, Sendable {
  package var high: UInt64
  package var low: UInt64

  package init(of text: String) {
    var text = text
    self = text.withUTF8 { ContentHash(bytes: UnsafeRawBufferPointer($0)) }
  }

  package init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { ContentHash(bytes: $0) } }

  private init(bytes: UnsafeRawBufferPointer) {
    let hash = mlnb_xxh3_128(bytes.baseAddress, bytes.count)
    high = hash.high
    low = hash.low
  }

  /// 32 hexadecimal digits.
  package var text: String { [high, low].map { hexadecimal($0) }.joined() }

  private func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
