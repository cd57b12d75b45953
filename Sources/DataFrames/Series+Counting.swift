extension Series {
  /// How often each value occurs, the most frequent first, equally frequent ones in the order of their first
  /// appearance; labelled by the values. Missing values are not counted.
  ///
  /// - Parameter normalized: whether to give shares of the whole in place of counts.
  public func valueCounts(normalized: Bool = false) -> Series {
    let factors = Factorization(storage)
    var counts = [Int](repeating: 0, count: factors.groupCount)
    for code in factors.codes where code >= 0 { counts[Int(code)] += 1 }
    let order = Storage.integers(counts, missing: nil).order(ascending: false)
    let labels = Index(storage.taking(order.map { factors.firstRows[$0] }), name: name)
    let sorted = order.map { counts[$0] }
    if normalized {
      let total = Double(counts.reduce(0, +))
      return Series(storage: .numbers(sorted.map { Double($0) / total }), name: "proportion", index: labels)
    }
    return Series(storage: .integers(sorted, missing: nil), name: "count", index: labels)
  }

  /// Each value once, in the order of first appearance; a missing value too, if there is one.
  public func unique() -> Series {
    let factors = Factorization(storage)
    var rows = factors.firstRows
    if let missing = factors.codes.firstIndex(of: -1) {
      rows.insert(missing, at: rows.firstIndex { $0 > missing } ?? rows.count)
    }
    return Series(storage: storage.taking(rows), name: name)
  }

  /// How many different values there are, missing ones not counted.
  public var uniqueCount: Int { Factorization(storage).groupCount }

  /// The series in the order of its values, missing ones last, equal ones as they stand.
  public func sorted(ascending: Bool = true) -> Series { taking(storage.order(ascending: ascending)) }

  /// The series in the order of its labels.
  public func sortedByIndex(ascending: Bool = true) -> Series { taking(index.order(ascending: ascending)) }
}

extension Index {
  /// The positions of the rows in the order of their labels, all levels of them.
  func order(ascending: Bool = true) -> [Int] {
    var rows = Array(0..<count)
    for level in (0..<levelCount).reversed() {
      let order = storage(level: level).taking(rows).order(ascending: ascending)
      rows = order.map { rows[$0] }
    }
    return rows
  }
}
