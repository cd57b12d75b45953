import Arrays

extension DataFrame {
  /// The column of a name.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public subscript(name: String) -> Series {
    get throws {
      Series(storage: columns[try position(of: name)], name: name, index: index)
    }
  }

  /// Sets the column of a name to a series, adding it on the right if there is none.
  ///
  /// Rows are matched by label, as in pandas; a series that came out of no frame is taken row by row, and
  /// one of another length than the frame then traps. `frame["x"] += 1` reads and sets, and traps if there is
  /// no such column.
  @_disfavoredOverload
  public subscript(name: String, _: ColumnAssignment = ColumnAssignment()) -> Series {
    get {
      guard let position = columnNames.firstIndex(of: name) else {
        fail(DataFrameError.missingColumn(name, columns: columnNames).description)
      }
      return Series(storage: columns[position], name: name, index: index)
    }
    set {
      set(name, newValue)
    }
  }

  /// Sets the column of a name to the elements of an array, row by row, adding it on the right if there is
  /// none. An array of another length than the frame traps.
  @_disfavoredOverload
  public subscript(name: String) -> any SeriesConvertible {
    @available(*, unavailable, message: "a column is read as a Series, with try") get {
      column(at: columnNames.firstIndex(of: name) ?? 0)
    }
    set {
      set(name, newValue.series)
    }
  }

  /// Sets all rows of a column to one value, as in `frame["weight"] = 1.0`.
  @_disfavoredOverload
  public subscript(name: String) -> Value {
    @available(*, unavailable, message: "a column is read as a Series, with try") get {
      column(at: columnNames.firstIndex(of: name) ?? 0)[0] ?? .number(.nan)
    }
    set {
      set(name, Series(repeating: newValue, count: columns.isEmpty ? 1 : rowCount))
    }
  }

  /// The columns of the given names, in that order.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public subscript(names: [String]) -> DataFrame {
    get throws {
      DataFrame(names: names, columns: try names.map { columns[try position(of: $0)] }, index: index)
    }
  }

  /// The column at a position, 0 for the leftmost, -1 for the rightmost; another position traps.
  public func column(at position: Int) -> Series {
    let resolved = position < 0 ? position + columnCount : position
    guard resolved >= 0, resolved < columnCount else {
      fail("DataFrame.column: position \(position) is outside of a frame of \(counted(columnCount, "column"))")
    }
    return Series(storage: columns[resolved], name: columnNames[resolved], index: index)
  }

  /// The columns of the given types, in the order of the frame.
  public func columns(ofType types: ColumnType...) -> DataFrame {
    keeping { types.contains(columns[$0].type) }
  }

  /// The columns that hold numbers, integers and booleans.
  public var numericColumns: DataFrame { keeping { columns[$0].isNumeric } }

  /// The frame without some columns.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func drop(_ names: String...) throws -> DataFrame { try drop(names) }

  /// The frame without some columns.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func drop(_ names: [String]) throws -> DataFrame {
    let dropped = Set(try names.map { try position(of: $0) })
    return keeping { !dropped.contains($0) }
  }

  /// The frame with one more column on the right, or with the column of that name replaced.
  public func adding(_ name: String, _ values: some SeriesConvertible) -> DataFrame {
    var result = self
    result[name] = values
    return result
  }

  /// The frame with some columns under other names: old name to new name.
  ///
  /// - Throws: `DataFrameError.missingColumn` for an old name that is not there,
  ///   `DataFrameError.duplicateColumn` if two columns would have one name.
  public func renaming(_ names: [String: String]) throws -> DataFrame {
    var result = self
    for (old, new) in names { result.columnNames[try position(of: old)] = new }
    var seen = Set<String>()
    for name in result.columnNames where !seen.insert(name).inserted {
      throw DataFrameError.duplicateColumn(name)
    }
    return result
  }

  /// The frame with the values of some columns in another type.
  ///
  /// Numbers become integers by dropping what follows the point; what is not of the type becomes missing.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func converting(_ types: [String: ColumnType]) throws -> DataFrame {
    var result = self
    for (name, type) in types {
      let position = try position(of: name)
      result.columns[position] = columns[position].converted(to: type)
    }
    return result
  }

  /// Sets a column to a series, matched by row label.
  mutating func set(_ name: String, _ series: Series) {
    if columns.isEmpty && index.count == 0 { index = series.index.count == series.count ? series.index : index }
    let storage: Storage
    if series.index.matches(index) {
      storage = series.storage
    } else if series.index.isDefault && series.count == rowCount && !series.isLabeled {
      storage = series.storage
    } else if series.isLabeled {
      storage = series.aligned(to: index).storage
    } else {
      fail(
        "DataFrame[\"\(name)\"] = ...: \(counted(series.count, "value")) for a frame of \(counted(rowCount, "row"))")
    }
    if let position = columnNames.firstIndex(of: name) {
      columns[position] = storage
    } else {
      columnNames.append(name)
      columns.append(storage)
    }
  }

  func position(of name: String) throws -> Int {
    guard let position = columnNames.firstIndex(of: name) else {
      throw DataFrameError.missingColumn(name, columns: columnNames)
    }
    return position
  }

  private func keeping(_ isKept: (Int) -> Bool) -> DataFrame {
    let kept = columns.indices.filter(isKept)
    return DataFrame(names: kept.map { columnNames[$0] }, columns: kept.map { columns[$0] }, index: index)
  }
}

/// Tells the assignment to a column from the reading of one; nobody needs to write it.
public struct ColumnAssignment: Sendable {
  public init() {}
}
