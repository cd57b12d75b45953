import Arrays

/// Which rows a join keeps.
public enum JoinKind: Sendable {
  /// Rows whose key stands on both sides.
  case inner
  /// All rows of the left side.
  case left
  /// All rows of the right side.
  case right
  /// All rows of both sides, in the order of their keys.
  case outer
}

extension DataFrame {
  /// The rows of two frames that agree in a column, side by side: SQL's join, pandas's merge.
  ///
  /// A row with several partners stands once for each. Where a row has none, the other side's columns are
  /// missing; integers there become numbers. Other columns that both sides have are told apart by suffixes.
  ///
  /// - Parameters:
  ///   - other: the right side.
  ///   - name: a column that both sides have.
  ///   - kind: which rows are kept; those on both sides by default.
  ///   - suffixes: what is added to names that both sides have.
  /// - Throws: `DataFrameError.missingColumn`, which suggests the nearest name; `.unfit` if the key is a
  ///   text on one side only.
  public func joined(
    with other: DataFrame, on name: String, _ kind: JoinKind = .inner, suffixes: (String, String) = ("_x", "_y")
  ) throws -> DataFrame {
    try joined(with: other, on: [name], kind, suffixes: suffixes)
  }

  /// The rows of two frames that agree in several columns, side by side; see `joined(with:on:_:suffixes:)`.
  public func joined(
    with other: DataFrame, on names: [String], _ kind: JoinKind = .inner,
    suffixes: (String, String) = ("_x", "_y")
  ) throws -> DataFrame {
    guard !names.isEmpty else { throw DataFrameError.unfit("a join needs at least one column to join on") }
    // The keys of both sides one below the other, made only where they are needed.
    var keys = [() -> Storage]()
    for name in names {
      let left = columns[try position(of: name)]
      let right = other.columns[try other.position(of: name)]
      if (left.type == .string) != (right.type == .string) {
        throw DataFrameError.unfit(
          "the column \"\(name)\" holds \(left.typeName) values on the left and \(right.typeName) on the right")
      }
      keys.append { .concatenated([left, right]) }
    }
    let pairs =
      RowPairs(keys: keys, left: self, right: other, names: names, kind: kind)
      ?? RowPairs(keys: keys.map { $0() }, leftCount: rowCount, kind: kind)
    var result = DataFrame(names: [], columns: [], index: Index(count: pairs.left.count))
    let isWhole = pairs.left.count == rowCount && pairs.left.indices.allSatisfy { pairs.left[$0] == $0 }
    for (name, storage) in zip(columnNames, columns) {
      if let key = names.firstIndex(of: name) {
        if pairs.left.contains(where: { $0 < 0 }) {
          let rows = zipped(pairs.left, pairs.right) { $0 >= 0 ? $0 : $1 + rowCount }
          result.columns.append(keys[key]().taking(rows))
        } else {
          result.columns.append(isWhole ? storage : storage.taking(pairs.left))
        }
        result.columnNames.append(name)
      } else {
        result.columns.append(isWhole ? storage : pairs.take(storage, pairs.left))
        result.columnNames.append(other.columnNames.contains(name) ? name + suffixes.0 : name)
      }
    }
    for (name, storage) in zip(other.columnNames, other.columns) where !names.contains(name) {
      result.columns.append(pairs.take(storage, pairs.right))
      result.columnNames.append(columnNames.contains(name) ? name + suffixes.1 : name)
    }
    var seen = Set<String>()
    for name in result.columnNames where !seen.insert(name).inserted { throw DataFrameError.duplicateColumn(name) }
    return result
  }
}

/// Which row of the left side stands beside which one of the right; -1 for none.
private struct RowPairs {
  private(set) var left: [Int] = []
  private(set) var right: [Int] = []
  private var hasGaps = false

  /// The short way where the key is one of integers in a small range, each once on the right side: a table
  /// from keys to rows; `nil` where it is not so.
  init?(keys: [() -> Storage], left: DataFrame, right: DataFrame, names: [String], kind: JoinKind) {
    guard kind == .inner || kind == .left, names.count == 1, let leftAt = left.columnNames.firstIndex(of: names[0]),
      let rightAt = right.columnNames.firstIndex(of: names[0]),
      case .integers(let leftKeys, nil) = left.columns[leftAt],
      case .integers(let rightKeys, nil) = right.columns[rightAt], let least = rightKeys.min(),
      let greatest = rightKeys.max(), rightKeys.count <= Int(Int32.max)
    else { return nil }
    let (span, overflow) = greatest.subtractingReportingOverflow(least)
    guard !overflow, span < 4 * (leftKeys.count + rightKeys.count) + 1024 else { return nil }
    var table = [Int32](repeating: -1, count: span + 1)
    for (row, key) in rightKeys.enumerated() {
      if table[key - least] >= 0 { return nil }
      table[key - least] = Int32(truncatingIfNeeded: row)
    }
    let partners = table.withUnsafeBufferPointer { table in
      mapped(leftKeys) { key in key < least || key > greatest ? -1 : Int(table[key &- least]) }
    }
    if kind == .left {
      self.left = [Int](largeCapacity: leftKeys.count) { rows, filled in
        for row in 0..<leftKeys.count { rows[row] = row }
        filled = leftKeys.count
      }
      self.right = partners
      hasGaps = true
      return
    }
    let count = partners.reduce(0) { $0 + ($1 < 0 ? 0 : 1) }
    self.left = [Int](largeCapacity: count + 1) { rows, filled in
      for row in 0..<partners.count {
        rows[filled] = row
        filled += partners[row] < 0 ? 0 : 1
        if filled == count { break }
      }
    }
    self.right = gathered(partners, self.left)
  }

  /// `keys` hold the left rows and then the right ones.
  init(keys: [Storage], leftCount: Int, kind: JoinKind) {
    // Missing keys are equal to one another, as in pandas.
    var codes = [Int32]()
    var count = 0
    for key in keys {
      let factors = Factorization(key)
      let width = factors.groupCount + 1
      if codes.isEmpty {
        codes = mapped(factors.codes) { $0 < 0 ? Int32(width - 1) : $0 }
        count = width
      } else {
        let combined = Factorization(
          .integers(zipped(codes, factors.codes) { Int($0) * width + Int($1) + 1 }, missing: nil))
        codes = combined.codes
        count = combined.groupCount
      }
    }
    switch kind {
    case .inner, .left: pair(codes, count, leftCount, keepsAlone: kind == .left)
    case .right:
      let rightCount = codes.count - leftCount
      pair(Array(codes[leftCount...] + codes[..<leftCount]), count, rightCount, keepsAlone: true)
      swap(&left, &right)
    case .outer:
      pair(codes, count, leftCount, keepsAlone: true)
      appendRightAlone(codes, count, leftCount)
      sort(by: keys, leftCount)
    }
    hasGaps = kind != .inner
  }

  func take(_ storage: Storage, _ rows: [Int]) -> Storage {
    hasGaps ? storage.takingOrMissing(rows) : storage.taking(rows)
  }

  /// For each left row in order, the right rows of the same code in order.
  private mutating func pair(_ codes: [Int32], _ count: Int, _ leftCount: Int, keepsAlone: Bool) {
    let rightCount = codes.count - leftCount
    var starts = [Int](repeating: 0, count: count + 1)
    for code in codes[leftCount...] { starts[Int(code) + 1] += 1 }
    for code in 0..<count { starts[code + 1] += starts[code] }
    var next = starts
    var partners = [Int](repeating: 0, count: rightCount)
    for row in 0..<rightCount {
      let code = Int(codes[leftCount + row])
      partners[next[code]] = row
      next[code] += 1
    }
    var total = 0
    for row in 0..<leftCount {
      let code = Int(codes[row])
      total += Swift.max(starts[code + 1] - starts[code], keepsAlone ? 1 : 0)
    }
    left.reserveCapacity(total)
    right.reserveCapacity(total)
    for row in 0..<leftCount {
      let code = Int(codes[row])
      if starts[code] == starts[code + 1], keepsAlone {
        left.append(row)
        right.append(-1)
      }
      for place in starts[code]..<starts[code + 1] {
        left.append(row)
        right.append(partners[place])
      }
    }
  }

  private mutating func appendRightAlone(_ codes: [Int32], _ count: Int, _ leftCount: Int) {
    var isOnLeft = [Bool](repeating: false, count: count)
    for code in codes[..<leftCount] { isOnLeft[Int(code)] = true }
    for row in leftCount..<codes.count where !isOnLeft[Int(codes[row])] {
      left.append(-1)
      right.append(row - leftCount)
    }
  }

  private mutating func sort(by keys: [Storage], _ leftCount: Int) {
    let rows = zipped(left, right) { $0 >= 0 ? $0 : $1 + leftCount }
    var order = Array(0..<rows.count)
    for key in keys.reversed() {
      order = gathered(order, key.taking(gathered(rows, order)).order())
    }
    left = gathered(left, order)
    right = gathered(right, order)
  }
}
