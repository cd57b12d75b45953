import Arrays

extension DataFrame {
  /// The rows in the order of a column's values, missing ones last, equal ones as they stand.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func sorted(by name: String, ascending: Bool = true) throws -> DataFrame {
    taking(columns[try position(of: name)].order(ascending: ascending))
  }

  /// The rows in the order of several columns, the first deciding, the next where that is equal.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func sorted(by names: [String], ascending: Bool = true) throws -> DataFrame {
    try sorted(by: names, ascending: names.map { _ in ascending })
  }

  /// The rows in the order of several columns, each ascending or not; as many directions as names.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func sorted(by names: [String], ascending: [Bool]) throws -> DataFrame {
    guard names.count == ascending.count else {
      fail("DataFrame.sorted: \(counted(names.count, "name")) and \(counted(ascending.count, "direction"))")
    }
    var rows = Array(0..<rowCount)
    for (name, ascending) in zip(names, ascending).reversed() {
      let order = columns[try position(of: name)].taking(rows).order(ascending: ascending)
      rows = gathered(rows, order)
    }
    return taking(rows)
  }

  /// The rows in the order of their labels.
  public func sortedByIndex(ascending: Bool = true) -> DataFrame { taking(index.order(ascending: ascending)) }

  /// The rows with the greatest values of a column, the greatest first.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func largest(_ count: Int, by name: String) throws -> DataFrame {
    try sorted(by: name, ascending: false).head(count)
  }

  /// The rows with the least values of a column, the least first.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func smallest(_ count: Int, by name: String) throws -> DataFrame {
    try sorted(by: name).head(count)
  }

  /// Each different row once, where it first appears.
  public func droppingDuplicates() -> DataFrame {
    if columns.isEmpty { return self }
    return taking(Self.firstRows(columns))
  }

  /// The first row of each different combination of some columns.
  ///
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name.
  public func droppingDuplicates(in names: [String]) throws -> DataFrame {
    let chosen = try names.map { columns[try position(of: $0)] }
    return chosen.isEmpty ? self : taking(Self.firstRows(chosen))
  }

  /// Here a missing value is a value like others.
  private static func firstRows(_ columns: [Storage]) -> [Int] {
    var codes = [Int](repeating: 0, count: columns[0].count)
    var first = [Int]()
    for column in columns {
      let next = Factorization(column)
      let width = next.groupCount + 1
      let combined = Factorization(.integers(zipped(codes, next.codes) { $0 * width + Int($1) + 1 }, missing: nil))
      codes = mapped(combined.codes) { Int($0) }
      first = combined.firstRows
    }
    return first
  }
}
