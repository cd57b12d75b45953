extension Series {
  /// Count, mean, standard deviation, least value, quartiles and greatest value of numbers; count, number of
  /// different values, most frequent value and its frequency of texts and booleans.
  public func describe() -> Series {
    switch storage {
    case .numbers, .integers:
      let values = numbers(for: "describe").present
      let summary =
        [Double(values.count), mean(), standardDeviation()] + quantiles(values, [0, 0.25, 0.5, 0.75, 1])
      let labels = ["count", "mean", "std", "min", "25%", "50%", "75%", "max"]
      return Series(storage: .numbers(summary), name: name, index: Index(.strings(StringStorage(labels))))
    case .booleans, .strings:
      let counts = valueCounts()
      let top: [String?] = counts.count == 0 ? [nil, nil] : [counts.index.texts(at: 0), counts.storage.text(0)]
      let summary = ["\(presentCount)", "\(counts.count)"] + top
      return Series(
        storage: .strings(StringStorage(summary)), name: name,
        index: Index(.strings(StringStorage(["count", "unique", "top", "freq"]))))
    }
  }
}

extension DataFrame {
  /// The summary of every column of numbers; if there is none, of the columns of texts and booleans.
  public func describe() -> DataFrame {
    let numbers = columns(ofType: .number, .integer)
    let described = numbers.columnCount > 0 ? numbers : self
    let summaries = described.columnNames.indices.map { described.column(at: $0).describe() }
    return DataFrame(
      names: described.columnNames, columns: summaries.map(\.storage),
      index: summaries.first?.index ?? Index(count: 0))
  }

  /// The sum of each numeric column.
  public func sum() -> Series { perColumn { $0.sum() } }
  /// The mean of each numeric column.
  public func mean() -> Series { perColumn { $0.mean() } }
  /// The median of each numeric column.
  public func median() -> Series { perColumn { $0.median() } }
  /// The least value of each numeric column.
  public func min() -> Series { perColumn { $0.min() } }
  /// The greatest value of each numeric column.
  public func max() -> Series { perColumn { $0.max() } }
  /// The variance of each numeric column; see `Series.variance`.
  public func variance(degreesOfFreedom: Int = 1) -> Series {
    perColumn { $0.variance(degreesOfFreedom: degreesOfFreedom) }
  }
  /// The standard deviation of each numeric column; see `Series.variance`.
  public func standardDeviation(degreesOfFreedom: Int = 1) -> Series {
    perColumn { $0.standardDeviation(degreesOfFreedom: degreesOfFreedom) }
  }
  /// A quantile of each numeric column; see `Series.quantile`.
  public func quantile(_ share: Double) -> Series { perColumn { $0.quantile(share) }.renamed("\(shortest(share))") }

  /// How many values of each column are not missing.
  public func presentCounts() -> Series {
    Series(
      storage: .integers(columns.map(\.presentCount), missing: nil),
      index: Index(.strings(StringStorage(columnNames))))
  }

  private func perColumn(_ statistic: (Series) -> Double) -> Series {
    let numeric = numericColumns
    let values = numeric.columnNames.indices.map { statistic(numeric.column(at: $0)) }
    return Series(storage: .numbers(values), index: Index(.strings(StringStorage(numeric.columnNames))))
  }
}
