import Arrays
import DataFrames

/// What an estimator takes as target: an array, a series, or a Swift array of numbers, truth values or texts.
public protocol TargetSource: ExampleCollection {
  /// The target as numbers.
  ///
  /// - Throws: `LearningError` if a text is missing.
  func targetValues() throws -> Target
}

/// A target as estimators see it: numbers, and for texts the name that each number stands for.
public struct Target: Sendable {
  /// The values, one for each example, or a row for each.
  public let values: NDArray
  /// The texts that the numbers 0, 1, ... stand for, in alphabetical order; `nil` for numbers.
  public let names: [String]?

  /// A target of numbers.
  public init(_ values: NDArray, names: [String]? = nil) {
    self.values = values
    self.names = names
  }

  /// A target of texts, numbered in alphabetical order.
  public init(_ texts: [String]) {
    let names = Set(texts).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    let codes = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Double($0)) })
    self.init(NDArray(texts.map { codes[$0] ?? .nan }, shape: [texts.count]), names: names)
  }
}

extension NDArrayOf: TargetSource {
  public func targetValues() throws -> Target { Target(NDArray(self).contiguous()) }
}

extension Series: ExampleCollection {
  public var exampleCount: Int { count }
  public func examples(at rows: [Int]) -> Series { self.rows(at: rows) }
}

extension Series: TargetSource {
  public func targetValues() throws -> Target {
    guard type == .string else { return Target(NDArray(doubles, shape: [count])) }
    if let row = values.firstIndex(where: { $0 == nil }) {
      throw LearningError("the target\(name.map { " \"\($0)\"" } ?? "") is missing in row \(row)")
    }
    return Target(strings)
  }
}

extension Array: ExampleCollection where Element: SeriesElement {
  public var exampleCount: Int { count }
  public func examples(at rows: [Int]) -> [Element] { rows.map { self[$0] } }
}

extension Array: TargetSource where Element: SeriesElement {
  public func targetValues() throws -> Target { try series.targetValues() }
}
