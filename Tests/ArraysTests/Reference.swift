import Arrays
import Foundation
import Testing

/// What the Python peers gave, committed beside the scripts that made it.
enum Reference {
  static func data(_ name: String) throws -> Data {
    let url = try #require(Bundle.module.url(forResource: "Reference/\(name)", withExtension: nil))
    return try Data(contentsOf: url)
  }

  static func json<Value: Decodable>(_ name: String, as: Value.Type) throws -> Value {
    try JSONDecoder().decode(Value.self, from: data(name))
  }

  /// FNV-1a over the 64-bit patterns of an array's elements.
  static func checksum(_ words: [UInt64]) -> String {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for word in words { value = (value ^ word) &* 0x100_0000_01b3 }
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
