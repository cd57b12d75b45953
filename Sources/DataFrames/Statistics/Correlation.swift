/// How the correlation of two columns is measured.
public enum CorrelationMethod: Sendable {
  /// Pearson's: the covariance divided by both standard deviations.
  case pearson
  /// Spearman's: Pearson's correlation of the ranks.
  case spearman

  func correlation(_ a: [Double], _ b: [Double]) -> Double {
    var first = a
    var second = b
    if zip(a, b).contains(where: { $0.isNaN || $1.isNaN }) {
      let kept = a.indices.filter { !a[$0].isNaN && !b[$0].isNaN }
      first = kept.map { a[$0] }
      second = kept.map { b[$0] }
    }
    if self == .spearman {
      first = Series(first).ranks().doubles
      second = Series(second).ranks().doubles
    }
    let centered = (Self.centered(first), Self.centered(second))
    return Self.correlation(centered.0, centered.1)
  }

  /// The distances from the mean.
  static func centered(_ values: [Double]) -> [Double] {
    let mean = values.withUnsafeBufferPointer { values in pairwiseSum(values.count) { values[$0] } }
      / Double(values.count)
    return mapped(values) { $0 - mean }
  }

  static func correlation(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count > 1 else { return .nan }
    let product = (dot(a, a) * dot(b, b)).squareRoot()
    return product == 0 ? .nan : Swift.min(1, Swift.max(-1, dot(a, b) / product))
  }

  static func dot(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in pairwiseSum(a.count) { a[$0] * b[$0] } }
    }
  }
}

extension DataFrame {
  /// The correlation of every numeric column with every other, over the rows where both are present.
  public func correlation(method: CorrelationMethod = .pearson) -> DataFrame {
    pairs { method.correlation($0, $1) } complete: { columns in
      let values = method == .spearman ? columns.map { Series($0).ranks().doubles } : columns
      let centered = values.map(CorrelationMethod.centered)
      return { CorrelationMethod.correlation(centered[$0], centered[$1]) }
    }
  }

  /// The covariance of every numeric column with every other, over the rows where both are present.
  ///
  /// - Parameter degreesOfFreedom: 1 by default, for a sample.
  public func covariance(degreesOfFreedom: Int = 1) -> DataFrame {
    func covariance(_ a: [Double], _ b: [Double]) -> Double {
      let count = a.count - degreesOfFreedom
      return count > 0 ? CorrelationMethod.dot(a, b) / Double(count) : .nan
    }
    return pairs { a, b in
      let kept = a.indices.filter { !a[$0].isNaN && !b[$0].isNaN }
      return covariance(
        CorrelationMethod.centered(kept.map { a[$0] }), CorrelationMethod.centered(kept.map { b[$0] }))
    } complete: { columns in
      let centered = columns.map(CorrelationMethod.centered)
      return { covariance(centered[$0], centered[$1]) }
    }
  }

  /// A square frame of a measure of each pair of numeric columns; `complete` prepares all columns at once
  /// where nothing is missing.
  private func pairs(
    _ measure: ([Double], [Double]) -> Double,
    complete: ([[Double]]) -> (Int, Int) -> Double
  ) -> DataFrame {
    let numeric = numericColumns
    let values = numeric.columns.map { $0.doubles ?? [] }
    let whole = values.contains { $0.contains { $0.isNaN } } ? nil : complete(values)
    var result = [[Double]](repeating: [Double](repeating: .nan, count: values.count), count: values.count)
    for row in values.indices {
      for column in 0...row {
        let value = whole?(row, column) ?? measure(values[row], values[column])
        result[column][row] = value
        result[row][column] = value
      }
    }
    return DataFrame(
      names: numeric.columnNames, columns: result.map { .numbers($0) },
      index: Index(.strings(StringStorage(numeric.columnNames))))
  }
}
