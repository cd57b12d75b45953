extension Storage {
  /// The rows at the given positions, in that order.
  func taking(_ rows: [Int]) -> Storage {
    switch self {
    case .numbers(let values): return .numbers(gathered(values, rows))
    case .integers(let values, let missing):
      return .integers(gathered(values, rows), missing: missing.map { gathered($0, rows) })
    case .booleans(let values, let missing):
      return .booleans(gathered(values, rows), missing: missing.map { gathered($0, rows) })
    case .strings(let values):
      return .strings(StringStorage(views: gathered(values.views, rows), heap: values.heap))
    }
  }

  /// The rows at the given positions, with a missing value wherever the position is negative.
  ///
  /// As in pandas, integers that gain a missing value become numbers.
  func takingOrMissing(_ rows: [Int]) -> Storage {
    guard rows.contains(where: { $0 < 0 }) else { return taking(rows) }
    switch self {
    case .numbers(let values):
      return .numbers(rows.map { $0 < 0 ? .nan : values[$0] })
    case .integers(let values, nil):
      return .numbers(rows.map { $0 < 0 ? .nan : Double(values[$0]) })
    case .integers(let values, let missing?):
      return .integers(rows.map { $0 < 0 ? 0 : values[$0] }, missing: rows.map { $0 < 0 || missing[$0] })
    case .booleans(let values, let missing):
      return .booleans(
        rows.map { $0 >= 0 && values[$0] }, missing: rows.map { $0 < 0 || (missing?[$0] ?? false) })
    case .strings(let values):
      return .strings(
        StringStorage(views: rows.map { $0 < 0 ? .missing : values.views[$0] }, heap: values.heap))
    }
  }

  /// The rows in a range.
  func slicing(_ range: Range<Int>) -> Storage {
    switch self {
    case .numbers(let values): return .numbers(Array(values[range]))
    case .integers(let values, let missing):
      return .integers(Array(values[range]), missing: missing.map { Array($0[range]) })
    case .booleans(let values, let missing):
      return .booleans(Array(values[range]), missing: missing.map { Array($0[range]) })
    case .strings(let values):
      return .strings(StringStorage(views: Array(values.views[range]), heap: values.heap))
    }
  }

  /// Columns one below the other; integers beside numbers become numbers, anything beside texts a text.
  static func concatenated(_ parts: [Storage]) -> Storage {
    guard let first = parts.first else { return .numbers([]) }
    let type = parts.dropFirst().reduce(first.type) { common($0, $1.type) }
    let converted = parts.map { $0.converted(to: type) }
    switch type {
    case .number:
      return .numbers(converted.flatMap { $0.numberValues })
    case .integer:
      return .integers(converted.flatMap { $0.integerValues }, missing: joinedMasks(converted))
    case .boolean:
      return .booleans(converted.flatMap { $0.booleanValues }, missing: joinedMasks(converted))
    case .string:
      var joined = StringStorage()
      for case .strings(let values) in converted { joined.append(contentsOf: values) }
      return .strings(joined)
    }
  }

  /// The narrowest type that holds the values of both.
  static func common(_ a: ColumnType, _ b: ColumnType) -> ColumnType {
    if a == b { return a }
    switch (a, b) {
    case (.number, .integer), (.integer, .number): return .number
    case (.boolean, .number), (.number, .boolean): return .number
    case (.boolean, .integer), (.integer, .boolean): return .integer
    default: return .string
    }
  }

  private static func joinedMasks(_ parts: [Storage]) -> [Bool]? {
    guard parts.contains(where: { $0.missingMask != nil }) else { return nil }
    return parts.flatMap { $0.missingMask ?? [Bool](repeating: false, count: $0.count) }
  }

  private var numberValues: [Double] {
    if case .numbers(let values) = self { return values }
    return []
  }

  private var integerValues: [Int] {
    if case .integers(let values, _) = self { return values }
    return []
  }

  private var booleanValues: [Bool] {
    if case .booleans(let values, _) = self { return values }
    return []
  }
}

/// A mask, or `nil` if nothing in it is missing.
func keptMask(_ mask: [Bool]) -> [Bool]? { mask.contains(true) ? mask : nil }

/// `values[rows[i]]` for every `i`.
@inline(__always)
func gathered<Element>(_ values: [Element], _ rows: [Int]) -> [Element] {
  [Element](unsafeUninitializedCapacity: rows.count) { result, count in
    values.withUnsafeBufferPointer { source in
      rows.withUnsafeBufferPointer { rows in
        for position in 0..<rows.count {
          (result.baseAddress! + position).initialize(to: source[rows[position]])
        }
      }
    }
    count = rows.count
  }
}
