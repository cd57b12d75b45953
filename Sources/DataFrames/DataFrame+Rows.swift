import Arrays

extension DataFrame {
  /// The first rows.
  public func head(_ count: Int = 5) -> DataFrame { slicing(0..<Swift.min(Swift.max(count, 0), rowCount)) }

  /// The last rows.
  public func tail(_ count: Int = 5) -> DataFrame {
    slicing((rowCount - Swift.min(Swift.max(count, 0), rowCount))..<rowCount)
  }

  /// The rows for which a mask is true; a missing value counts as false.
  ///
  /// The mask has a value for each row of the frame: another count traps.
  public subscript(mask: Series) -> DataFrame {
    taking(mask.maskedRows(count: rowCount, operation: "DataFrame[mask]"))
  }

  /// The rows at a range of positions, as `wine[10..<20]` or `wine[100...]`; one outside traps.
  public subscript(rows: some RangeExpression<Int>) -> DataFrame {
    slicing(checked(rows, count: rowCount, operation: "DataFrame[rows]"))
  }

  /// The rows at the given positions, in that order; -1 is the last one, a position outside traps.
  public func rows(at positions: [Int]) -> DataFrame {
    taking(resolved(positions, count: rowCount, operation: "DataFrame.rows"))
  }

  /// One row as a series labelled by the column names; a position outside traps.
  public func row(at position: Int) -> Series {
    let row = resolved([position], count: rowCount, operation: "DataFrame.row")[0]
    let storage = Storage(values: columns.map { $0.value(row) })
    return Series(
      storage: storage, name: index.texts(at: row), index: Index(.strings(StringStorage(columnNames))))
  }

  /// The rows that have one of the given labels, in the order of the labels.
  ///
  /// - Throws: `DataFrameError.missingLabel` for a label that no row has.
  public func rows(labeled labels: [Value]) throws -> DataFrame {
    taking(try index.rows(labeled: labels))
  }

  /// The rows with their labels replaced by 0, 1, ...; the old labels are dropped.
  public func renumbered() -> DataFrame {
    DataFrame(names: columnNames, columns: columns, index: Index(count: rowCount))
  }

  /// The frame with the labels of its rows as its first columns, and the rows numbered from 0.
  public func resettingIndex() -> DataFrame {
    let names = (0..<index.levelCount).map { level in
      index.names[level] ?? (index.levelCount == 1 ? "index" : "level_\(level)")
    }
    let levels = (0..<index.levelCount).map { index.storage(level: $0) }
    return DataFrame(names: names + columnNames, columns: levels + columns, index: Index(count: rowCount))
  }

  /// The frame with the values of a column, or of several, as the labels of its rows.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func settingIndex(_ names: String...) throws -> DataFrame {
    guard !names.isEmpty else { return renumbered() }
    let levels = try names.map { columns[try position(of: $0)] }
    var result = try drop(names)
    result.index = Index(labels: .levels(levels), names: names)
    return result
  }

  /// The same columns under other labels, as many as there are rows; another count traps.
  public func labeled(by index: Index) -> DataFrame {
    guard index.count == rowCount || columns.isEmpty else {
      fail("DataFrame.labeled: \(counted(index.count, "label")) for \(counted(rowCount, "row"))")
    }
    return DataFrame(names: columnNames, columns: columns, index: index)
  }

  /// One value: the column's at a position of rows; `nil` where it is missing.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func value(_ column: String, at row: Int) throws -> Value? {
    let position = try position(of: column)
    return columns[position].value(resolved([row], count: rowCount, operation: "DataFrame.value")[0])
  }

  func slicing(_ range: Range<Int>) -> DataFrame {
    DataFrame(names: columnNames, columns: columns.map { $0.slicing(range) }, index: index.slicing(range))
  }

  func taking(_ rows: [Int]) -> DataFrame {
    DataFrame(names: columnNames, columns: columns.map { $0.taking(rows) }, index: index.taking(rows))
  }
}

extension Index {
  func texts(at row: Int) -> String {
    (0..<levelCount).map { storage(level: $0).text(row) }.joined(separator: ", ")
  }

  /// The positions of the rows that have one of the labels, label by label.
  func rows(labeled labels: [Value]) throws -> [Int] {
    let storage = storage(level: 0)
    var positions: [Value: [Int]] = [:]
    for row in 0..<storage.count {
      if let value = storage.value(row) { positions[value.asLabel, default: []].append(row) }
    }
    var rows = [Int]()
    for label in labels {
      guard let found = positions[label.asLabel] else { throw DataFrameError.missingLabel(label.description) }
      rows += found
    }
    return rows
  }
}

extension Value {
  /// The value with whole numbers as integers, so that 5.0 finds the label 5.
  var asLabel: Value {
    if case .number(let value) = self, let whole = Int(exactly: value) { return .integer(whole) }
    return self
  }
}

/// A range of positions as written by a reader, checked against `0..<count`.
func checked(_ rows: some RangeExpression<Int>, count: Int, operation: String) -> Range<Int> {
  let range = rows.relative(to: 0..<count)
  guard range.lowerBound >= 0, range.upperBound <= count else {
    fail(
      "\(operation): the rows \(range.lowerBound)..<\(range.upperBound) are not all in \(counted(count, "row"))")
  }
  return range
}

/// Positions with those below zero counted from the end; one outside traps.
func resolved(_ positions: [Int], count: Int, operation: String) -> [Int] {
  positions.map { position in
    let row = position < 0 ? position + count : position
    guard row >= 0, row < count else {
      fail("\(operation): position \(position) is outside of \(counted(count, "row"))")
    }
    return row
  }
}
