/// Sorts places by whole numbers: radix sort, insertion sort for few.
struct RankSorter {
  /// Each key with the place that it was given for in its lower half, in order after `sort`.
  private(set) var keys: UnsafeMutablePointer<UInt64>
  private var spare: UnsafeMutablePointer<UInt64>
  private let capacity: Int
  private static let digitBits = 8

  init(capacity: Int) {
    self.capacity = capacity
    keys = .allocate(capacity: capacity)
    spare = .allocate(capacity: capacity)
  }

  func deallocate() {
    keys.deallocate()
    spare.deallocate()
  }

  /// The place that comes at position `i` of the order.
  @inline(__always)
  func place(_ i: Int) -> Int { Int(truncatingIfNeeded: keys[i] & 0xFFFF_FFFF) }

  /// The key at position `i` of the order.
  @inline(__always)
  func key(_ i: Int) -> UInt32 { UInt32(truncatingIfNeeded: keys[i] >> 32) }

  /// Sorts the places 0 to `count` - 1 by their keys, equal ones in the order of the places.
  @inline(__always)
  mutating func sort(_ count: Int, _ key: (Int) -> UInt32) {
    var greatest: UInt32 = 0
    for place in 0..<count {
      let number = key(place)
      greatest = Swift.max(greatest, number)
      keys[place] = UInt64(number) << 32 | UInt64(place)
    }
    order(count, greatest: greatest)
  }

  private mutating func order(_ count: Int, greatest: UInt32) {
    if count <= 40 {
      insertionSort(count)
      return
    }
    var shift = 32
    let bits = 32 + UInt32.bitWidth - greatest.leadingZeroBitCount
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
      while shift < bits {
        starts.update(repeating: 0)
        for i in 0..<count { starts[Int(truncatingIfNeeded: keys[i] >> UInt64(shift)) & 255] += 1 }
        var sum = 0
        for digit in 0..<256 {
          let size = starts[digit]
          starts[digit] = sum
          sum += size
        }
        for i in 0..<count {
          let digit = Int(truncatingIfNeeded: keys[i] >> UInt64(shift)) & 255
          spare[starts[digit]] = keys[i]
          starts[digit] += 1
        }
        (keys, spare) = (spare, keys)
        shift += Self.digitBits
      }
    }
  }

  private func insertionSort(_ count: Int) {
    guard count > 1 else { return }
    for place in 1..<count {
      let key = keys[place]
      var hole = place
      while hole > 0 && keys[hole - 1] > key {
        keys[hole] = keys[hole - 1]
        hole -= 1
      }
      keys[hole] = key
    }
  }

  /// Puts numbers in the order that was found.
  mutating func reorder(_ numbers: UnsafeMutablePointer<Int>, _ count: Int) {
    for i in 0..<count { spare[i] = UInt64(truncatingIfNeeded: numbers[place(i)]) }
    for i in 0..<count { numbers[i] = Int(truncatingIfNeeded: spare[i]) }
  }
}
