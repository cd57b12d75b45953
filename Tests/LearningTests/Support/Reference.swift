import Arrays
import Foundation
import Testing

/// A value that scikit-learn computed, from a file that a script in Reference/ wrote.
struct Reference {
  let value: Any

  init(_ value: Any) {
    self.value = value
  }

  /// The values of a script.
  init(file name: String) throws {
    let url = try #require(Bundle.module.url(forResource: "Reference/\(name)", withExtension: "json"))
    value = try JSONSerialization.jsonObject(with: try Data(contentsOf: url))
  }

  subscript(_ key: String) -> Reference { Reference((value as? [String: Any])?[key] ?? NSNull()) }

  var list: [Reference] { (value as? [Any] ?? []).map { Reference($0) } }
  var double: Double { (value as? NSNumber)?.doubleValue ?? Double(value as? String ?? "") ?? .nan }
  var int: Int { (value as? NSNumber)?.intValue ?? 0 }
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
