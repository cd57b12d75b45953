extension Storage {
  /// The positions of the rows in the order of their values, equal ones as they stand; missing values last.
  func order(ascending: Bool = true) -> [Int] {
    switch self {
    case .numbers(let values):
      return radixOrder(count: values.count, ascending: ascending, isMissing: { values[$0].isNaN }) {
        let bits = (values[$0] + 0).bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
      }
    case .integers(let values, let missing):
      return radixOrder(count: values.count, ascending: ascending, isMissing: { missing?[$0] ?? false }) {
        UInt64(bitPattern: Int64(values[$0])) ^ 1 << 63
      }
    case .booleans(let values, let missing):
      return radixOrder(count: values.count, ascending: ascending, isMissing: { missing?[$0] ?? false }) {
        values[$0] ? 1 : 0
      }
    case .strings(let values):
      return values.order(ascending: ascending)
    }
  }
}

struct OrderEntry {
  var key: UInt64
  var row: UInt64
}

/// Orders rows by unsigned keys, keeping equal ones as they stand, digit by digit from the lowest.
///
/// Digits that all keys share are passed over, so small integers take one or two passes.
@inline(__always)
private func radixOrder(
  count: Int, ascending: Bool, isMissing: (Int) -> Bool, key: (Int) -> UInt64
) -> [Int] {
  var missing = [Int]()
  let flip: UInt64 = ascending ? 0 : ~0
  let entries = [OrderEntry](largeCapacity: count) { entries, filled in
    for row in 0..<count {
      if isMissing(row) {
        missing.append(row)
      } else {
        entries[filled] = OrderEntry(key: key(row) ^ flip, row: UInt64(row))
        filled += 1
      }
    }
  }
  return radixSorted(entries).map { Int($0.row) } + missing
}

func radixSorted(_ entries: [OrderEntry]) -> [OrderEntry] {
  guard let first = entries.first else { return [] }
  if entries.count < 64 {
    return entries.sorted { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
  }
  var differing: UInt64 = 0
  for entry in entries { differing |= entry.key ^ first.key }
  var from = entries
  var to = [OrderEntry](largeCapacity: entries.count) { $1 = entries.count }
  let width: UInt64 = 11
  var shift: UInt64 = 0
  var starts = [Int](repeating: 0, count: 1 << width)
  while shift < 64 {
    let mask: UInt64 = (1 << width) - 1
    if (differing >> shift) & mask != 0 {
      for digit in starts.indices { starts[digit] = 0 }
      from.withUnsafeBufferPointer { from in
        to.withUnsafeMutableBufferPointer { to in
          starts.withUnsafeMutableBufferPointer { starts in
            for entry in from { starts[Int((entry.key >> shift) & mask)] += 1 }
            var next = 0
            for digit in starts.indices {
              let count = starts[digit]
              starts[digit] = next
              next += count
            }
            for entry in from {
              let digit = Int((entry.key >> shift) & mask)
              to[starts[digit]] = entry
              starts[digit] += 1
            }
          }
        }
      }
      swap(&from, &to)
    }
    shift += width
  }
  return from
}

extension StringStorage {
  /// The positions of the rows in the order of their texts, missing ones last.
  func order(ascending: Bool) -> [Int] {
    var present = [OrderEntry]()
    var missing = [Int]()
    present.reserveCapacity(count)
    for (row, view) in views.enumerated() {
      if view.isMissing {
        missing.append(row)
      } else {
        present.append(OrderEntry(key: leadingBytes(of: view), row: UInt64(row)))
      }
    }
    // By the first eight bytes; then, among texts that share them, by the whole.
    var sorted = radixSorted(present)
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
      if end - start > 1 {
        sorted[start..<end].sort { a, b in
          let first = views[Int(a.row)]
          let second = views[Int(b.row)]
          if isOrdered(first, second) { return true }
          if isOrdered(second, first) { return false }
          return a.row < b.row
        }
      }
      start = end
    }
    if !ascending { sorted = turnedRound(sorted) }
    return sorted.map { Int($0.row) } + missing
  }

  /// From the greatest text to the least, equal ones still as they stand in the column.
  private func turnedRound(_ sorted: [OrderEntry]) -> [OrderEntry] {
    var result = [OrderEntry]()
    result.reserveCapacity(sorted.count)
    var end = sorted.count
    while end > 0 {
      var start = end - 1
      let view = views[Int(sorted[start].row)]
      while start > 0, areEqual(views[Int(sorted[start - 1].row)], view, in: self) { start -= 1 }
      result.append(contentsOf: sorted[start..<end])
      end = start
    }
    return result
  }

  /// The first eight bytes as a number that orders as they do.
  @inline(__always)
  private func leadingBytes(of view: StringView) -> UInt64 {
    if view.isInline { return (view.low >> 32 | view.high << 32).byteSwapped }
    let offset = Int(view.high)
    return heap.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }.byteSwapped
  }
}
