import Arrays
import DataFrames

/// Numbers classes 0, 1, ... in ascending or alphabetical order.
///
/// ```swift
/// let encoder = try LabelEncoder().fitted(to: ["red", "blue", "red"])
/// encoder.transform(["blue"])  // [0]
/// encoder.inverse([1])         // ["red"]
/// ```
///
/// Matches scikit-learn's `LabelEncoder`.
public struct LabelEncoder: Estimator {
  /// An encoder.
  public init() {}

  public var hyperparameters: [Hyperparameter] { [] }

  /// Learns the classes of a target.
  ///
  /// - Throws: `LearningError` if there are none, or if numbers are no integers.
  public func fitted(to target: some TargetSource) throws -> Model {
    if let numbers = target as? IntArray, numbers.rank == 1, numbers.count > 0 {
      return Model(classes: Classes(numbers.withUnsafeElements { distinct($0) }))
    }
    let target = try checked(target, count: target.exampleCount, for: "LabelEncoder")
    try require(target.values.count > 0, "LabelEncoder: there are no labels to learn from")
    return Model(classes: try Classes.of(target, for: "LabelEncoder").0)
  }

  /// Classes with their numbers.
  public struct Model: Sendable, CustomStringConvertible, Codable {
    /// The classes, in the order of their numbers.
    public let classes: Classes
    public var description: String { "LabelEncoder()" }

    /// The number of each label; traps if one was not learnt.
    public func transform(_ labels: some TargetSource) -> IntArray {
      let places: IntArray
      if classes.names == nil, let numbers = labels as? IntArray, numbers.rank == 1 {
        let table = PlaceTable(classes.values)
        places = numbers.withUnsafeElements { numbers in
          IntArray(shape: [numbers.count]) { (buffer: UnsafeMutableBufferPointer<Int>) in
            for (row, number) in numbers.enumerated() { buffer[row] = table[number] }
          }
        }
      } else {
        let found = classes.places(of: labels, operation: "LabelEncoder.transform")
        places = IntArray(found, shape: [found.count])
      }
      let stranger = places.withUnsafeElements { $0.firstIndex(of: -1) }
      if let stranger { fail("LabelEncoder.transform: the label in row \(stranger) is none of \(classes)") }
      return places
    }

    /// The label of each number, as text; traps if there is no such number.
    public func inverse(_ numbers: IntArray) -> [String] {
      numbers.elements.map { number in
        guard classes.values.indices.contains(number) else {
          fail("LabelEncoder.inverse: there is no class \(number): they go from 0 to \(classes.count - 1)")
        }
        return classes.name(at: number)
      }
    }
  }
}
