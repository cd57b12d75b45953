import Arrays

/// The classes that a classifier tells apart, in ascending order.
public struct Classes: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The classes as integers; for classes with names 0, 1, ....
  public let values: [Int]
  /// The names of the classes, if the target was given as texts.
  public let names: [String]?

  /// The number of classes.
  public var count: Int { values.count }

  /// Classes from their numbers and names.
  public init(_ values: [Int], names: [String]? = nil) {
    self.values = values
    self.names = names
  }

  /// The classes of a target, and the place of each example's class among them.
  ///
  /// - Throws: `LearningError` if a target is no integer, and so no class, or if there are fewer than `minimum` classes.
  package static func of(_ target: Target, for operation: String, minimum: Int = 1) throws -> (Classes, places: [Int]) {
    let integers = try classIntegers(target, for: operation)
    let values = distinct(integers)
    guard values.count >= minimum else {
      let name = target.names.map { "\"\($0[values[0]])\"" } ?? "\(values[0])"
      throw LearningError("\(operation): needs examples of at least \(minimum) classes, and all are of the class \(name)")
    }
    let names = target.names.map { names in values.map { names[$0] } }
    let places = PlaceTable(values)
    return (Classes(values, names: names), integers.map { places[$0] })
  }

  /// The name of a class: its text, or its number.
  public func name(at place: Int) -> String {
    names?[place] ?? "\(values[place])"
  }

  public var description: String {
    "[" + (names.map { $0.map { "'\($0)'" } } ?? values.map(String.init)).joined(separator: " ") + "]"
  }

  /// The place of each target's class; -1 for a class that is none of these.
  package func places(of target: some TargetSource, operation: String) -> [Int] {
    do {
      let target = try target.targetValues()
      if let names, let others = target.names {
        let known = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        return target.values.elements.map { known[others[Int($0)]] ?? -1 }
      }
      let known = PlaceTable(values)
      return try classIntegers(target, for: operation).map { known[$0] }
    } catch {
      fail("\(error)")
    }
  }
}

/// A target's classes as integers.
package func classIntegers(_ target: Target, for operation: String) throws -> [Int] {
  let shape = target.values.shape
  guard shape.count == 1 || (shape.count == 2 && shape[1] == 1) else {
    throw LearningError("\(operation): classes are one for each example, and the target has shape \(describe(shape: shape))")
  }
  return try target.values.withUnsafeElements { numbers in
    var stranger: Double?
    let integers = [Int](unsafeUninitializedCapacity: numbers.count) { buffer, count in
      for (place, number) in numbers.enumerated() {
        let isNear = number.magnitude < 0x1p53
        let integer = isNear ? Int(number) : 0
        if !isNear || Double(integer) != number { stranger = stranger ?? number }
        buffer[place] = integer
      }
      count = numbers.count
    }
    if let stranger {
      throw LearningError("\(operation): classes are integers or texts, and the target holds \(stranger)")
    }
    return integers
  }
}
