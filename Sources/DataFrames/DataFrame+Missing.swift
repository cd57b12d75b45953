import Arrays

extension Series {
  /// True where a value is missing.
  public var isMissing: Series {
    let mask = storage.missingMask ?? [Bool](repeating: false, count: count)
    return Series(storage: .booleans(mask, missing: nil), name: name, index: index)
  }

  /// How many values are missing.
  public var missingCount: Int { count - presentCount }

  /// The rows whose value is not missing.
  public func dropMissing() -> Series {
    guard let mask = storage.missingMask else { return self }
    return taking(mask.indices.filter { !mask[$0] })
  }

  /// The series with a value in place of missing ones. A value of another type traps, but for whole numbers
  /// among numbers.
  public func filling(_ value: Value) -> Series {
    Series(storage: storage.filling(value), name: name, index: index)
  }

  /// The series with each missing value replaced by the last one before it; those at the top stay.
  public func fillingForward() -> Series {
    var last = -1
    return carried((0..<count).map { row in
      if !storage.isMissing(row) { last = row }
      return last < 0 ? row : last
    })
  }

  /// The series with each missing value replaced by the next one after it; those at the end stay.
  public func fillingBackward() -> Series {
    var next = -1
    return carried((0..<count).reversed().map { row in
      if !storage.isMissing(row) { next = row }
      return next < 0 ? row : next
    }.reversed())
  }

  private func carried(_ rows: [Int]) -> Series {
    Series(storage: storage.taking(rows), name: name, index: index)
  }
}

extension Storage {
  func filling(_ value: Value) -> Storage {
    switch (self, value) {
    case (.numbers(let values), .number), (.numbers(let values), .integer):
      return .numbers(mapped(values) { $0.isNaN ? value.double : $0 })
    case (.integers(let values, let missing?), .integer(let filler)):
      return .integers(
        zipped(values, missing) { $1 ? filler : $0 }, missing: [Bool](repeating: false, count: values.count))
    case (.booleans(let values, let missing?), .boolean(let filler)):
      return .booleans(
        zipped(values, missing) { $1 ? filler : $0 }, missing: [Bool](repeating: false, count: values.count))
    case (.strings(let values), .string(let filler)):
      var filled = values
      let view = filled.appendedView(of: filler)
      for row in filled.views.indices where filled.views[row].isMissing { filled.views[row] = view }
      return .strings(filled)
    case (.integers(_, nil), _), (.booleans(_, nil), _):
      return self
    default:
      fail("Series.filling: \(value) does not fit a column of \(typeName) values")
    }
  }
}

extension StringStorage {
  /// Puts a text into the heap, if it is long, without making a row of it.
  mutating func appendedView(of text: String) -> StringView {
    append(text)
    return views.removeLast()
  }
}

extension DataFrame {
  /// True where a value is missing, column by column.
  public var isMissing: DataFrame {
    DataFrame(
      names: columnNames,
      columns: columns.map { .booleans($0.missingMask ?? [Bool](repeating: false, count: rowCount), missing: nil) },
      index: index)
  }

  /// How many values of each column are missing.
  public func missingCounts() -> Series {
    Series(
      storage: .integers(columns.map { rowCount - $0.presentCount }, missing: nil),
      index: Index(.strings(StringStorage(columnNames))))
  }

  /// The rows in which nothing is missing.
  public func dropMissing() -> DataFrame { droppingRows(missingIn: columns) }

  /// The rows in which nothing is missing in the given columns.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func dropMissing(in names: [String]) throws -> DataFrame {
    droppingRows(missingIn: try names.map { columns[try position(of: $0)] })
  }

  private func droppingRows(missingIn columns: [Storage]) -> DataFrame {
    var isDropped = [Bool](repeating: false, count: rowCount)
    for column in columns {
      guard let mask = column.missingMask else { continue }
      for row in mask.indices where mask[row] { isDropped[row] = true }
    }
    return taking(isDropped.indices.filter { !isDropped[$0] })
  }

  /// The frame with a value in place of missing ones, in all columns that can hold it.
  public func filling(_ value: Value) -> DataFrame {
    let filled = columns.map { column -> Storage in
      let fits = column.type == value.type || (column.type == .number && value.type == .integer)
      return fits ? column.filling(value) : column
    }
    return DataFrame(names: columnNames, columns: filled, index: index)
  }

  /// The frame with missing values of some columns replaced by the value given for each.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func filling(_ values: [String: Value]) throws -> DataFrame {
    var result = self
    for (name, value) in values {
      let position = try position(of: name)
      result.columns[position] = columns[position].filling(value)
    }
    return result
  }
}
