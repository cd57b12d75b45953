import Arrays

extension Series {
  /// The value at a position, `nil` where it is missing; -1 is the last row, a position outside traps.
  public subscript(position: Int) -> Value? {
    storage.value(resolved([position], count: count, operation: "Series[position]")[0])
  }

  /// The rows for which a mask is true; a missing value counts as false, another count of rows traps.
  public subscript(mask: Series) -> Series {
    taking(mask.maskedRows(count: count, operation: "Series[mask]"))
  }

  /// The rows at a range of positions; one outside traps.
  public subscript(rows: some RangeExpression<Int>) -> Series {
    slicing(checked(rows, count: count, operation: "Series[rows]"))
  }

  /// The value in the row of a label.
  ///
  /// - Throws: `DataFrameError.missingLabel` if no row has the label.
  public func value(labeled label: Value) throws -> Value? {
    storage.value(try index.rows(labeled: [label])[0])
  }

  /// The number in the row of a label; NaN where it is missing.
  ///
  /// - Throws: `DataFrameError.missingLabel` if no row has the label.
  public func number(labeled label: Value) throws -> Double {
    try value(labeled: label)?.double ?? .nan
  }

  /// The first rows.
  public func head(_ count: Int = 5) -> Series { slicing(0..<Swift.min(Swift.max(count, 0), self.count)) }

  /// The last rows.
  public func tail(_ count: Int = 5) -> Series {
    slicing((self.count - Swift.min(Swift.max(count, 0), self.count))..<self.count)
  }

  /// The rows at the given positions, in that order; -1 is the last one, a position outside traps.
  public func rows(at positions: [Int]) -> Series {
    taking(resolved(positions, count: count, operation: "Series.rows"))
  }

  func slicing(_ range: Range<Int>) -> Series {
    Series(storage: storage.slicing(range), name: name, index: index.slicing(range))
  }

  func taking(_ rows: [Int]) -> Series {
    Series(storage: storage.taking(rows), name: name, index: index.taking(rows))
  }

  /// The positions at which a mask is true.
  func maskedRows(count: Int, operation: String) -> [Int] {
    guard case .booleans(let values, let missing) = storage else {
      fail("\(operation): a mask is made of booleans, and this series holds \(typeName) values")
    }
    guard values.count == count else {
      fail("\(operation): a mask of \(counted(values.count, "value")) for \(counted(count, "row"))")
    }
    // Without branches: a random mask would mislead every other one.
    return values.withUnsafeBufferPointer { values in
      var kept = 0
      for row in 0..<count { kept += values[row] ? 1 : 0 }
      return [Int](largeCapacity: kept + 1) { rows, filled in
        guard let rows = rows.baseAddress else { return }
        var next = 0
        if let missing {
          for row in 0..<count {
            rows[next] = row
            next += values[row] && !missing[row] ? 1 : 0
          }
        } else {
          for row in 0..<count {
            rows[next] = row
            next += values[row] ? 1 : 0
          }
        }
        filled = next
      }
    }
  }
}
