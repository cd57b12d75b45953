import Arrays
import Foundation
import Testing

/// A value that scikit-learn computed, from a file that a script in Reference/ wrote.
struct Reference {
  /// A list, an object, a text, a number or nothing.
  let value: Any

  init(_ value: Any) {
    self.value = value
  }

  /// The values of a script.
  init(file name: String) throws {
    let url = try #require(Bundle.module.url(forResource: "Reference/\(name)", withExtension: "json"))
    var parser = JSONParser(bytes: Array(try Data(contentsOf: url)))
    value = parser.value()
  }

  subscript(_ key: String) -> Reference { Reference((value as? [String: Any])?[key] ?? ()) }

  var list: [Reference] { (value as? [Any] ?? []).map { Reference($0) } }
  var double: Double { value as? Double ?? Double(value as? String ?? "") ?? .nan }
  var int: Int { Int(exactly: double) ?? 0 }
  var text: String { value as? String ?? "" }
  var texts: [String] { list.map(\.text) }
  var doubles: [Double] { list.map(\.double) }
  var ints: [Int] { list.map(\.int) }

  /// The nested lists as an array.
  var array: NDArray {
    var shape: [Int] = []
    var numbers: [Double] = []
    var inner = self
    while inner.value is [Any] {
      shape.append(inner.list.count)
      guard let first = inner.list.first else { break }
      inner = first
    }
    func collect(_ node: Reference) {
      if node.value is [Any] { node.list.forEach(collect) } else { numbers.append(node.double) }
    }
    collect(self)
    return NDArray(numbers, shape: shape)
  }

  var integers: IntArray { IntArray(array) }
}

/// Expects numbers that agree to a relative distance of 1e-10 of the greatest.
func expectClose(
  _ found: NDArray, _ expected: NDArray, tolerance: Double = 1e-10, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard found.shape == expected.shape else {
    Issue.record("\(what): shape \(found.shape), expected \(expected.shape)", sourceLocation: sourceLocation)
    return
  }
  var scale = 0.0
  for number in expected.elements where number.isFinite { scale = max(scale, number.magnitude) }
  for (place, (one, other)) in zip(found.elements, expected.elements).enumerated() where one != other {
    if one.isNaN && other.isNaN { continue }
    if !((one - other).magnitude <= tolerance * scale) {
      Issue.record("\(what): \(one) at \(place), expected \(other)", sourceLocation: sourceLocation)
      return
    }
  }
}

/// Expects a number to a relative distance of 1e-10.
func expectClose(
  _ found: Double, _ expected: Double, tolerance: Double = 1e-10, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectClose(NDArray(found), NDArray(expected), tolerance: tolerance, what, sourceLocation: sourceLocation)
}

/// Expects fitting to be refused with one sentence.
func expectRefusal(
  _ sentence: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) {
  do {
    try body()
    Issue.record("was not refused: \(sentence)", sourceLocation: sourceLocation)
  } catch {
    #expect("\(error)" == sentence, sourceLocation: sourceLocation)
  }
}

/// Reads JSON with every digit of its numbers, which `JSONSerialization` rounds.
private struct JSONParser {
  let bytes: [UInt8]
  var place = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func next() -> UInt8 {
    while bytes[place] <= 32 { place += 1 }
    return bytes[place]
  }

  mutating func value() -> Any {
    switch next() {
    case UInt8(ascii: "["):
      var list: [Any] = []
      items(until: "]") { list.append($0.value()) }
      return list
    case UInt8(ascii: "{"):
      var object: [String: Any] = [:]
      items(until: "}") { parser in
        let key = parser.value() as? String ?? ""
        _ = parser.next()
        parser.place += 1
        object[key] = parser.value()
      }
      return object
    case UInt8(ascii: "\""): return text()
    default:
      let start = place
      while place < bytes.count && !",]} \n".utf8.contains(bytes[place]) { place += 1 }
      let word = String(decoding: bytes[start..<place], as: UTF8.self)
      return word == "true" ? 1.0 : word == "false" ? 0.0 : Double(word) ?? () as Any
    }
  }

  private mutating func items(until end: Unicode.Scalar, _ read: (inout JSONParser) -> Void) {
    place += 1
    while next() != UInt8(ascii: end) {
      if bytes[place] == UInt8(ascii: ",") { place += 1 }
      read(&self)
    }
    place += 1
  }

  private mutating func text() -> String {
    place += 1
    var letters: [UInt8] = []
    while bytes[place] != UInt8(ascii: "\"") {
      if bytes[place] == UInt8(ascii: "\\") {
        place += 1
        letters.append(bytes[place] == UInt8(ascii: "n") ? 10 : bytes[place])
      } else {
        letters.append(bytes[place])
      }
      place += 1
    }
    place += 1
    return String(decoding: letters, as: UTF8.self)
  }
}
