import Arrays
import DataFrames

/// Columns of categories: a data frame, a matrix of integers, or one column of texts.
public protocol CategorySource {
  /// The columns, each with its name if it has one.
  var categoryColumns: [(name: String?, values: Series)] { get }
}

extension DataFrame: CategorySource {
  public var categoryColumns: [(name: String?, values: Series)] {
    columnNames.indices.map { (columnNames[$0], column(at: $0)) }
  }
}

extension Series: CategorySource {
  public var categoryColumns: [(name: String?, values: Series)] { [(name, self)] }
}

extension Array: CategorySource where Element: SeriesElement {
  public var categoryColumns: [(name: String?, values: Series)] { [(nil, series)] }
}

extension NDArrayOf: CategorySource {
  public var categoryColumns: [(name: String?, values: Series)] {
    let table = rank == 1 ? expanded(axis: 1) : self
    guard table.rank == 2 else {
      fail("OneHotEncoder: categories are columns, and this array has shape \(describe(shape: shape))")
    }
    return (0..<table.shape[1]).map { column in
      switch Element.elementKind {
      case .float64, .float32: return (nil, Series(NDArray(table[..., column]).elements))
      default: return (nil, Series(IntArray(table[..., column]).elements))
      }
    }
  }
}

/// Makes of each category a feature that is 1 where it holds and else 0.
///
/// ```swift
/// let encoder = try OneHotEncoder().fitted(to: ["red", "blue", "red"])
/// encoder.transform(["blue", "red"])  // [[1. 0.] [0. 1.]]
/// ```
///
/// Matches scikit-learn's `OneHotEncoder(sparse_output=False)`.
public struct OneHotEncoder: Estimator {
  /// Which category of each column gets no feature of its own.
  public enum Dropped: String, Sendable, Hashable, HyperparameterValue {
    /// The first one.
    case first
    /// The first one of columns with two categories.
    case ifBinary = "if_binary"

    public var parameterText: String { rawValue.parameterText }
  }

  /// Whether a category that was not learnt becomes a row of zeros instead of stopping.
  public var ignoresUnknown: Bool
  /// Which category of each column gets no feature of its own.
  public var drop: Dropped?

  /// An encoder.
  ///
  /// - Parameters:
  ///   - drop: Which category of each column gets no feature of its own; none by default.
  ///   - ignoresUnknown: Whether a category that was not learnt becomes a row of zeros instead of stopping; false by
  ///     default.
  public init(drop: Dropped? = nil, ignoresUnknown: Bool = false) {
    self.drop = drop
    self.ignoresUnknown = ignoresUnknown
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("drop", drop, default: nil),
      Hyperparameter("handle_unknown", ignoresUnknown ? "ignore" : "error", default: "error"),
    ]
  }

  /// Learns the categories of each column.
  ///
  /// - Throws: `LearningError` if there are no rows, or if a value is missing.
  public func fitted(to columns: some CategorySource) throws -> Model {
    let columns = columns.categoryColumns
    try require(
      !columns.isEmpty && columns.allSatisfy { $0.values.count > 0 },
      "OneHotEncoder: needs at least one row and one column of categories")
    var found: [Model.Column] = []
    for (place, column) in columns.enumerated() {
      let name = column.name ?? "x\(place)"
      let categories = try learned(column.values, name)
      let skipped = drop == .first || (drop == .ifBinary && categories.count == 2)
      found.append(Model.Column(name: name, categories: categories, dropsFirst: skipped))
    }
    return Model(columns: found, ignoresUnknown: ignoresUnknown, description: description)
  }

  /// The different values of a column, in order.
  private func learned(_ column: Series, _ name: String) throws -> [Value] {
    if column.isWhole { return distinct(column.integers).map { .integer($0) } }
    var known = Set<Value>()
    for (row, value) in column.values.enumerated() {
      guard let value else { throw LearningError("OneHotEncoder: the column \"\(name)\" is missing in row \(row)") }
      known.insert(value)
    }
    return known.sorted(by: precedes)
  }

  /// The categories of columns.
  public struct Model: Sendable, CustomStringConvertible {
    struct Column: Sendable {
      let name: String
      let categories: [Value]
      let dropsFirst: Bool

      var width: Int { categories.count - (dropsFirst ? 1 : 0) }

      /// The place of each value among the categories; -1 if it is none of them.
      func places(_ values: Series) -> [Int] {
        if values.isWhole {
          let integers = categories.compactMap { category -> Int? in
            if case .integer(let integer) = category { return integer }
            return nil
          }
          if integers.count == categories.count {
            let table = PlaceTable(integers)
            return values.integers.map { table[$0] }
          }
        }
        let places = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
        return values.values.map { $0.flatMap { places[$0] } ?? -1 }
      }
    }

    let columns: [Column]
    let ignoresUnknown: Bool
    public let description: String

    /// The categories of each column, in ascending or alphabetical order: scikit-learn's `categories_`.
    public var categories: [[Value]] { columns.map(\.categories) }

    /// The name of each new feature: the column's and the category's, as `color_red`.
    public var outputNames: [String] {
      columns.flatMap { column in
        column.categories.dropFirst(column.dropsFirst ? 1 : 0).map { "\(column.name)_\(text($0))" }
      }
    }

    /// The new features: a row for each row, a column for each category.
    ///
    /// Traps if there are other columns than were learnt, or an unknown category that is not to be ignored.
    public func transform(_ source: some CategorySource) -> NDArray {
      let given = source.categoryColumns
      guard given.count == columns.count else {
        fail(
          "OneHotEncoder.transform: was fitted to \(counted(columns.count, "column")), and these are \(given.count)")
      }
      let width = columns.reduce(0) { $0 + $1.width }
      let rows = given.first?.values.count ?? 0
      return NDArray(shape: [rows, width]) { (buffer: UnsafeMutableBufferPointer<Double>) in
        buffer.update(repeating: 0)
        var start = 0
        for (column, source) in zip(columns, given) {
          for (row, place) in column.places(source.values).enumerated() {
            if place >= 0 {
              let feature = place - (column.dropsFirst ? 1 : 0)
              if feature >= 0 { buffer[row * width + start + feature] = 1 }
            } else if !ignoresUnknown {
              let value = source.values.values[row]
              fail(
                "OneHotEncoder.transform: \(value.map { "the category \(text($0))" } ?? "a missing value") in row \(row) of \"\(column.name)\" was not learnt")
            }
          }
          start += column.width
        }
      }
    }

    /// The category of each row and column; `nil` where a row has none.
    public func inverse(_ features: NDArray) -> [[Value?]] {
      let width = columns.reduce(0) { $0 + $1.width }
      guard features.rank == 2, features.shape[1] == width else {
        fail("OneHotEncoder.inverse: needs \(width) columns, and this array has shape \(describe(shape: features.shape))")
      }
      let numbers = features.elements
      return (0..<features.shape[0]).map { row in
        var start = row * width
        return columns.map { column in
          let place = (0..<column.width).first { numbers[start + $0] != 0 }
          start += column.width
          guard let place else { return column.dropsFirst ? column.categories[0] : nil }
          return column.categories[place + (column.dropsFirst ? 1 : 0)]
        }
      }
    }
  }
}

extension Series {
  /// Whether all values are there and are integers.
  fileprivate var isWhole: Bool { typeName == "int64" }
}

/// The order of categories of one column.
private func precedes(_ a: Value, _ b: Value) -> Bool {
  if let first = a.string, let second = b.string {
    return first.unicodeScalars.lexicographicallyPrecedes(second.unicodeScalars)
  }
  return a.double < b.double
}

private func text(_ value: Value) -> String {
  value.string ?? value.boolean.map { $0 ? "True" : "False" } ?? value.description
}
