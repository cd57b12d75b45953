import Arrays

extension Index {
  /// A label of a row as one hashable value, all levels of it.
  func keys() -> [[Value?]] {
    let storages = (0..<levelCount).map { storage(level: $0) }
    return (0..<count).map { row in storages.map { $0.value(row)?.asLabel } }
  }

  /// The labels of both, each once, sorted.
  static func union(_ a: Index, _ b: Index) -> Index {
    var seen = Set<[Value?]>()
    for key in a.keys() + b.keys() where !seen.contains(key) { seen.insert(key) }
    let sorted = seen.sorted { first, second in
      for (x, y) in zip(first, second) where x != y { return isOrdered(x, y) }
      return false
    }
    let names = a.names == b.names ? a.names : a.names.map { _ in nil }
    let levels = (0..<a.levelCount).map { level in Storage(values: sorted.map { $0[level] }) }
    return Index(labels: .levels(levels), names: names)
  }

  /// Numbers before texts, missing labels last.
  private static func isOrdered(_ a: Value?, _ b: Value?) -> Bool {
    guard let a else { return false }
    guard let b else { return true }
    switch (a, b) {
    case (.string(let x), .string(let y)): return x < y
    case (.string, _): return false
    case (_, .string): return true
    case (.integer(let x), .integer(let y)): return x < y
    default: return a.double < b.double
    }
  }

  /// For each label of `self`, the row of `other` that has it, or -1.
  func rows(in other: Index) -> [Int] {
    if case .range(let start, let count, 1) = other.labels, case .range(let from, let own, 1) = labels {
      return (from..<from + own).map { $0 >= start && $0 < start + count ? $0 - start : -1 }
    }
    var rows: [[Value?]: Int] = [:]
    for (row, key) in other.keys().enumerated() {
      if rows.updateValue(row, forKey: key) != nil {
        fail("Series: the label \(other.texts(at: row)) stands twice, so rows cannot be matched by label")
      }
    }
    return keys().map { rows[$0] ?? -1 }
  }
}

extension Series {
  /// The values in the order of other labels, missing where there is none.
  func aligned(to index: Index) -> Series {
    if self.index.matches(index) { return self }
    return Series(storage: storage.takingOrMissing(index.rows(in: self.index)), name: name, index: index)
  }

  func relabeled(_ index: Index) -> Series { Series(storage: storage, name: name, index: index) }
}
