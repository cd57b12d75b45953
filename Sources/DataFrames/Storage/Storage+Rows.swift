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
    case .numbers(let values): return .numbers(gathered(values, rows, otherwise: .nan) { $0 })
    case .integers(let values, nil): return .numbers(gathered(values, rows, otherwise: .nan) { Double($0) })
    case .integers(let values, let missing?):
      return .integers(
        gathered(values, rows, otherwise: 0) { $0 }, missing: gathered(missing, rows, otherwise: true) { $0 })
    case .booleans(let values, let missing):
      return .booleans(
        gathered(values, rows, otherwise: false) { $0 },
        missing: missing.map { gathered($0, rows, otherwise: true) { $0 } } ?? mapped(rows) { $0 < 0 })
    case .strings(let values):
      return .strings(StringStorage(views: gathered(values.views, rows, otherwise: .missing) { $0 }, heap: values.heap))
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
      return .numbers(joined(converted.map(\.numberValues)))
    case .integer:
      return .integers(joined(converted.map(\.integerValues)), missing: joinedMasks(converted))
    case .boolean:
      return .booleans(joined(converted.map(\.booleanValues)), missing: joinedMasks(converted))
    case .string:
      let texts = converted.compactMap { part -> StringStorage? in
        if case .strings(let values) = part { return values }
        return nil
      }
      if texts.filter({ !$0.heap.isEmpty }).count <= 1 {
        return .strings(StringStorage(views: joined(texts.map(\.views)), heap: texts.first { !$0.heap.isEmpty }?.heap ?? []))
      }
      var joined = StringStorage()
      for part in texts { joined.append(contentsOf: part) }
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

  private static func joined<Element>(_ parts: [[Element]]) -> [Element] {
    let total = parts.reduce(0) { $0 + $1.count }
    return [Element](largeCapacity: total) { result, count in
      for part in parts {
        part.withUnsafeBufferPointer { part in
          if let from = part.baseAddress, let to = result.baseAddress {
            (to + count).initialize(from: from, count: part.count)
          }
        }
        count += part.count
      }
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
  [Element](largeCapacity: rows.count) { result, count in
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

/// `transform(values[rows[i]])` for every `i`, or `filler` where the row is negative.
@inline(__always)
func gathered<Element, Result>(
  _ values: [Element], _ rows: [Int], otherwise filler: Result, _ transform: (Element) -> Result
) -> [Result] {
  [Result](largeCapacity: rows.count) { result, count in
    values.withUnsafeBufferPointer { source in
      rows.withUnsafeBufferPointer { rows in
        for position in 0..<rows.count {
          let row = rows[position]
          (result.baseAddress! + position).initialize(to: row < 0 ? filler : transform(source[row]))
        }
      }
    }
    count = rows.count
  }
}
