import Arrays
import DataFrames

extension NDArrayOf: Codable {
  private enum Part: String, CodingKey { case shape, values }

  /// Writes the shape and the elements.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(shape, forKey: .shape)
    switch Element.elementKind {
    case .float64, .float32: try container.encode(elements.map(\.asDouble), forKey: .values)
    case .int64, .uint8, .bool: try container.encode(elements.map(\.asInt), forKey: .values)
    }
  }

  /// Reads the shape and the elements.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    let shape = try container.decode([Int].self, forKey: .shape)
    let elements: [Element]
    switch Element.elementKind {
    case .float64, .float32:
      elements = try container.decode([Double].self, forKey: .values).map { Element.element(nearest: $0) }
    case .int64, .uint8, .bool:
      elements = try container.decode([Int].self, forKey: .values).map { Element.element(nearest: $0) }
    }
    guard shape.allSatisfy({ $0 >= 0 }), shape.reduce(1, { $0 &* $1 }) == elements.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .shape, in: container, debugDescription: "\(elements.count) elements do not fill the shape \(shape)")
    }
    self.init(elements, shape: shape)
  }
}

/// A category as it is saved.
struct SavedCategory: Codable {
  var number: Double?
  var integer: Int?
  var truth: Bool?
  var text: String?

  init(_ value: Value) {
    switch value {
    case .number(let value): number = value
    case .integer(let value): integer = value
    case .boolean(let value): truth = value
    case .string(let value): text = value
    }
  }

  var value: Value {
    if let text { return .string(text) }
    if let truth { return .boolean(truth) }
    if let integer { return .integer(integer) }
    return .number(number ?? .nan)
  }
}
