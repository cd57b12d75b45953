import Arrays

/// The distinct values of a column, numbered in the order in which they first appear.
struct Factorization {
  /// The number of each row's value; -1 where it is missing.
  var codes: [Int32]
  /// For each distinct value, the first row that has it.
  var firstRows: [Int]

  var groupCount: Int { firstRows.count }

  init(_ storage: Storage) {
    if storage.count > Int(Int32.max) {
      fail("DataFrame: grouping takes at most \(Int32.max) rows, and there are \(storage.count)")
    }
    codes = []
    firstRows = []
    switch storage {
    case .numbers(let values):
      // Zero has two signs and is one value.
      number(mapped(values) { ($0 + 0).bitPattern }, isMissing: { values[$0].isNaN })
    case .integers(let values, let missing):
      number(integers: values, missing: missing)
    case .booleans(let values, let missing):
      number(integers: mapped(values) { $0 ? 1 : 0 }, missing: missing)
    case .strings(let values):
      number(strings: values)
    }
  }

  /// The distinct combinations of the values of several columns; a row with any of them missing is -1.
  init(_ storages: [Storage]) {
    self.init(storages[0])
    for storage in storages.dropFirst() {
      let next = Factorization(storage)
      let width = max(next.groupCount, 1)
      let pairs = zipped(codes, next.codes) { $0 < 0 || $1 < 0 ? -1 : Int($0) * width + Int($1) }
      let missing = mapped(pairs) { $0 < 0 }
      number(integers: pairs, missing: missing.contains(true) ? missing : nil)
    }
  }

  /// The distinct values of integers in a small range, numbered in their order; `nil` for others.
  static func sorted(_ storage: Storage) -> Factorization? {
    guard case .integers(let values, nil) = storage, !values.isEmpty, let least = values.min(),
      let greatest = values.max()
    else { return nil }
    let (span, overflow) = greatest.subtractingReportingOverflow(least)
    guard !overflow, span < Swift.max(values.count, 1 << 16), values.count <= Int(Int32.max) else { return nil }
    // First the first row of each value, then its number, then each row's number.
    var table = [Int32](repeating: -1, count: span + 1)
    var result = Factorization()
    table.withUnsafeMutableBufferPointer { table in
      values.withUnsafeBufferPointer { values in
        for row in stride(from: values.count - 1, through: 0, by: -1) {
          table[values[row] &- least] = Int32(truncatingIfNeeded: row)
        }
        for slot in 0...span where table[slot] >= 0 {
          let row = Int(table[slot])
          table[slot] = Int32(truncatingIfNeeded: result.firstRows.count)
          result.firstRows.append(row)
        }
        result.codes = [Int32](largeCapacity: values.count) { codes, count in
          for row in 0..<values.count { codes[row] = table[values[row] &- least] }
          count = values.count
        }
      }
    }
    return result
  }

  private init() {
    codes = []
    firstRows = []
  }

  /// Small ranges of integers are looked up in a table, others hashed.
  private mutating func number(integers values: [Int], missing: [Bool]?) {
    var least = Int.max
    var greatest = Int.min
    for value in values {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    let (span, overflow) = greatest.subtractingReportingOverflow(least)
    guard !values.isEmpty, !overflow, span < max(values.count, 1 << 16) else {
      number(mapped(values) { UInt64(bitPattern: Int64($0)) }, isMissing: { missing?[$0] ?? false })
      return
    }
    var table = [Int32](repeating: -1, count: span + 1)
    var firstRows = [Int]()
    codes = [Int32](largeCapacity: values.count) { codes, count in
      table.withUnsafeMutableBufferPointer { table in
        for row in 0..<values.count {
          if let missing, missing[row] {
            codes[row] = -1
            continue
          }
          let slot = values[row] &- least
          var code = table[slot]
          if code < 0 {
            code = Int32(truncatingIfNeeded: firstRows.count)
            table[slot] = code
            firstRows.append(row)
          }
          codes[row] = code
        }
      }
      count = values.count
    }
    self.firstRows = firstRows
  }

  /// Open addressing over the bits of the values; the table grows with the number of distinct ones.
  private mutating func number(_ keys: [UInt64], isMissing: (Int) -> Bool) {
    var slots = HashSlots(capacity: Self.expectedCount(keys))
    var firstRows = [Int]()
    codes = [Int32](largeCapacity: keys.count) { codes, count in
      keys.withUnsafeBufferPointer { keys in
        var touched: Int64 = 0
        for block in stride(from: 0, to: keys.count, by: 32) {
          let end = Swift.min(block + 32, keys.count)
          // The slots of a block are asked for together, so that their ways from memory overlap.
          for row in block..<end { touched &+= slots.touch(hash: mixed(keys[row], 0)) }
          for row in block..<end {
            if isMissing(row) {
              codes[row] = -1
              continue
            }
            let key = keys[row]
            let code = slots.code(
              hash: mixed(key, 0), new: Int32(truncatingIfNeeded: firstRows.count),
              isSame: { keys[firstRows[Int($0)]] == key })
            if code == firstRows.count { firstRows.append(row) }
            codes[row] = code
          }
        }
        slots.keep(touched)
      }
      count = keys.count
    }
    self.firstRows = firstRows
  }

  /// How many different keys there probably are, from a look at some of them.
  private static func expectedCount(_ keys: [UInt64]) -> Int {
    guard keys.count > 4096 else { return 64 }
    let step = keys.count / 1024
    let different = Set((0..<1024).map { keys[$0 * step] }).count
    return different > 1000 ? keys.count : different * 4
  }

  private mutating func number(strings: StringStorage) {
    var slots = HashSlots()
    var firstRows = [Int]()
    codes = [Int32](largeCapacity: strings.count) { codes, count in
      strings.views.withUnsafeBufferPointer { views in
        for row in 0..<views.count {
          let view = views[row]
          if view.isMissing {
            codes[row] = -1
            continue
          }
          let code = slots.code(
            hash: strings.hash(of: view), new: Int32(truncatingIfNeeded: firstRows.count),
            isSame: { strings.areEqual(views[firstRows[Int($0)]], view, in: strings) })
          if code == firstRows.count { firstRows.append(row) }
          codes[row] = code
        }
      }
      count = strings.count
    }
    self.firstRows = firstRows
  }
}
