import Arrays

extension Series {
  /// The values as numbers: integers and booleans converted, NaN where one is missing.
  ///
  /// A series of texts that are not numbers traps.
  public var doubles: [Double] { numbers(for: "doubles") }

  /// The values as integers, fractions dropped; a missing value or a text traps.
  public var integers: [Int] {
    if case .strings = storage { fail("Series.integers: the series holds texts") }
    guard case .integers(let values, nil) = storage.converted(to: .integer) else {
      fail("Series.integers: some values are missing: fill or drop them first")
    }
    return values
  }

  /// The values as booleans, numbers true unless 0; a missing value or a text traps.
  public var booleans: [Bool] {
    if case .strings = storage { fail("Series.booleans: the series holds texts") }
    guard case .booleans(let values, nil) = storage.converted(to: .boolean) else {
      fail("Series.booleans: some values are missing: fill or drop them first")
    }
    return values
  }

  /// The values as texts, an empty one where a value is missing.
  public var strings: [String] { (0..<count).map { storage.text($0) } }

  /// The values one by one, `nil` where one is missing.
  public var values: [Value?] { (0..<count).map { storage.value($0) } }

  /// The series with its values in another type.
  ///
  /// Numbers become integers by dropping what follows the point; what is not of the type becomes missing.
  public func converted(to type: ColumnType) -> Series {
    Series(storage: storage.converted(to: type), name: name, index: index)
  }

  /// The values as numbers for an operation that a text cannot take part in.
  func numbers(for operation: String) -> [Double] {
    guard let numbers = storage.doubles else {
      fail("Series.\(operation): \(name.map { "\"\($0)\"" } ?? "the series") holds texts and not numbers")
    }
    return numbers
  }
}

extension Storage {
  /// Whether both hold the same values in the same rows.
  func isSame(as other: Storage) -> Bool {
    guard count == other.count else { return false }
    switch (self, other) {
    case (.numbers(let a), .numbers(let b)):
      return zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    case (.integers(let a, nil), .integers(let b, nil)): return a == b
    case (.booleans(let a, nil), .booleans(let b, nil)): return a == b
    case (.strings(let a), .strings(let b)):
      return zip(a.views, b.views).allSatisfy { a.areEqual($0, $1, in: b) }
    default:
      return (0..<count).allSatisfy { row in
        switch (value(row), other.value(row)) {
        case (nil, nil): return true
        case (let a?, let b?): return a.asLabel == b.asLabel
        default: return false
        }
      }
    }
  }
}

extension Series: Equatable {
  /// Whether both have the same values, missing ones in the same places, and the same labels and name.
  public static func == (a: Series, b: Series) -> Bool {
    a.name == b.name && a.index.matches(b.index) && a.type == b.type && a.storage.isSame(as: b.storage)
  }
}

extension DataFrame: Equatable {
  /// Whether both have the same columns with the same values, and the same labels.
  public static func == (a: DataFrame, b: DataFrame) -> Bool {
    a.columnNames == b.columnNames && a.index.matches(b.index)
      && zip(a.columns, b.columns).allSatisfy { $0.type == $1.type && $0.isSame(as: $1) }
  }
}
