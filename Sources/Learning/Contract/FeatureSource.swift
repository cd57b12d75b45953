import Arrays
import DataFrames

/// A collection of examples, one a row: what can be split, shuffled and drawn from.
public protocol ExampleCollection {
  /// The number of rows.
  var exampleCount: Int { get }
  /// The rows at these places, in this order.
  func examples(at rows: [Int]) -> Self
}

/// What an estimator takes as features: a matrix with an example in each row, or a data frame.
public protocol FeatureSource: ExampleCollection {
  /// The features as one matrix.
  ///
  /// - Throws: `LearningError` if a column holds texts.
  func featureMatrix() throws -> FeatureMatrix
}

/// Features as estimators see them: a matrix of doubles, and the names of its columns if they have some.
public struct FeatureMatrix: Sendable {
  /// The values, an example in each row, one after the other in memory.
  public let values: NDArray
  /// The names of the columns; `nil` if the features came without.
  public let names: [String]?

  /// A matrix of features.
  public init(_ values: NDArray, names: [String]? = nil) {
    self.values = values
    self.names = names
  }
}

extension NDArrayOf: ExampleCollection {
  public var exampleCount: Int { shape.first ?? 0 }

  public func examples(at rows: [Int]) -> Self {
    taking(IntArray(rows, shape: [rows.count]), axis: 0)
  }
}

extension NDArrayOf: FeatureSource {
  public func featureMatrix() throws -> FeatureMatrix {
    guard rank == 2 else {
      let remedy = rank == 1 ? ": reshaped(\(count), 1) makes one feature of it, reshaped(1, \(count)) one example" : ""
      throw LearningError(
        "features are a matrix with an example in each row, and this array has shape \(describe(shape: shape))\(remedy)")
    }
    return FeatureMatrix(NDArray(self).contiguous())
  }
}

extension DataFrame: ExampleCollection {
  public var exampleCount: Int { rowCount }
  public func examples(at rows: [Int]) -> DataFrame { self.rows(at: rows) }
}

extension DataFrame: FeatureSource {
  public func featureMatrix() throws -> FeatureMatrix {
    let columns = (0..<columnCount).map { column(at: $0) }
    for (name, column) in zip(columnNames, columns) where column.type == .string {
      throw LearningError("features are numbers, and the column \"\(name)\" holds texts: drop or encode it first")
    }
    let numbers = columns.map(\.doubles)
    let (rows, width) = (rowCount, columnCount)
    let values = NDArray(shape: [rows, width]) { (buffer: UnsafeMutableBufferPointer<Double>) in
      for (place, column) in numbers.enumerated() {
        column.withUnsafeBufferPointer { column in
          for row in 0..<rows { buffer[row * width + place] = column[row] }
        }
      }
    }
    return FeatureMatrix(values, names: columnNames)
  }
}
