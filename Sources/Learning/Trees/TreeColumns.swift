/// Features as trees read them: 32-bit floats, column by column, and for each number its rank among the different
/// numbers of its column.
struct TreeColumns: Sendable {
  let rows: Int
  let width: Int
  private let storage: Storage
  /// The different numbers of each column in ascending order.
  let levels: [[Float]]
  /// Whether all numbers of a column differ.
  let isDistinct: [Bool]

  /// Freed with the last tree that grows.
  private final class Storage: @unchecked Sendable {
    let values: UnsafeMutablePointer<Float>
    let ranks: UnsafeMutablePointer<UInt32>

    init(count: Int) {
      values = .allocate(capacity: count)
      ranks = .allocate(capacity: count)
    }

    deinit {
      values.deallocate()
      ranks.deallocate()
    }
  }

  /// - Parameter matrix: The features, row by row.
  init(_ matrix: UnsafeBufferPointer<Double>, rows: Int, width: Int) {
    self.rows = rows
    self.width = width
    storage = Storage(count: rows * width)
    let (values, ranks) = (storage.values, storage.ranks)
    for row in 0..<rows {
      // Adding 0 makes a plain zero of a negative one, which has other bits.
      for column in 0..<width { values[column * rows + row] = Float(matrix[row * width + column]) + 0 }
    }
    var sorter = RankSorter(capacity: rows)
    defer { sorter.deallocate() }
    var levels: [[Float]] = []
    for column in 0..<width {
      let start = values + column * rows
      sorter.sort(rows) { Self.ascendingBits(start[$0]) }
      var found: [Float] = []
      for i in 0..<rows {
        let place = sorter.place(i)
        if found.isEmpty || start[place] != found[found.count - 1] { found.append(start[place]) }
        ranks[column * rows + place] = UInt32(truncatingIfNeeded: found.count - 1)
      }
      levels.append(found)
    }
    self.levels = levels
    isDistinct = levels.map { $0.count == rows }
  }

  /// Bits that, as whole numbers, are in the order of the numbers.
  @inline(__always)
  private static func ascendingBits(_ number: Float) -> UInt32 {
    let bits = number.bitPattern
    return bits & 0x8000_0000 != 0 ? ~bits : bits | 0x8000_0000
  }

  /// The values of a feature.
  @inline(__always)
  func column(_ feature: Int) -> UnsafePointer<Float> { UnsafePointer(storage.values + feature * rows) }

  /// The ranks of a feature's values.
  @inline(__always)
  func ranks(_ feature: Int) -> UnsafePointer<UInt32> { UnsafePointer(storage.ranks + feature * rows) }
}
