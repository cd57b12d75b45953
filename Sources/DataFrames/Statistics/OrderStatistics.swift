extension [Double] {
  /// The numbers that are not missing.
  var present: [Double] { contains { $0.isNaN } ? filter { !$0.isNaN } : self }
}

/// The quantiles of numbers none of which is missing, interpolated between neighbours as NumPy does it.
func quantiles(_ values: [Double], _ shares: [Double]) -> [Double] {
  guard !values.isEmpty else { return shares.map { _ in .nan } }
  let places = shares.map { $0 * Double(values.count - 1) }
  let ranks = places.flatMap { place in
    let below = Swift.min(Int(place), values.count - 1)
    return [below, Swift.min(below + 1, values.count - 1)]
  }
  let found = orderStatistics(values, ranks)
  return places.indices.map { number in
    let (below, above) = (found[2 * number], found[2 * number + 1])
    let fraction = places[number] - Double(ranks[2 * number])
    let step = above - below
    return fraction >= 0.5 ? above - step * (1 - fraction) : below + step * fraction
  }
}

/// The values that would stand at the given places if the numbers, none of them missing, were sorted.
///
/// The numbers are counted by their leading bits, and only those that share the leading bits of a wanted one
/// are gathered and looked at further.
func orderStatistics(_ values: [Double], _ ranks: [Int]) -> [Double] {
  if values.count <= 512 {
    let sorted = values.sorted()
    return ranks.map { sorted[$0] }
  }
  let keys = mapped(values) { value -> UInt64 in
    let bits = (value + 0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }
  var found = [UInt64](repeating: 0, count: ranks.count)
  select(keys, ranks.indices.map { (ranks[$0], $0) }, shift: 64 - 16, into: &found)
  return found.map { key in Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key) }
}

private func select(_ keys: [UInt64], _ wanted: [(rank: Int, slot: Int)], shift: UInt64, into found: inout [UInt64]) {
  if keys.count <= 512 {
    let sorted = keys.sorted()
    for (rank, slot) in wanted { found[slot] = sorted[rank] }
    return
  }
  var counts = [Int32](repeating: 0, count: 1 << 16)
  keys.withUnsafeBufferPointer { keys in
    counts.withUnsafeMutableBufferPointer { counts in
      for key in keys { counts[Int(truncatingIfNeeded: (key >> shift) & 0xFFFF)] += 1 }
    }
  }
  var remaining = wanted.sorted { $0.rank < $1.rank }[...]
  var below = 0
  for bin in counts.indices where counts[bin] > 0 {
    let inside = remaining.prefix { $0.rank < below + Int(counts[bin]) }.map { ($0.rank - below, $0.slot) }
    if !inside.isEmpty {
      remaining = remaining.dropFirst(inside.count)
      let count = Int(counts[bin])
      let part = [UInt64](largeCapacity: count + 1) { part, filled in
        guard let part = part.baseAddress else { return }
        var next = 0
        for key in keys {
          part[next] = key
          next += Int(truncatingIfNeeded: (key >> shift) & 0xFFFF) == bin && next < count ? 1 : 0
        }
        filled = count
      }
      if shift == 0 {
        for (_, slot) in inside { found[slot] = part[0] }
      } else {
        select(part, inside.map { (rank: $0.0, slot: $0.1) }, shift: shift - 16, into: &found)
      }
      if remaining.isEmpty { return }
    }
    below += Int(counts[bin])
  }
}

/// Moves the numbers so that the one of a rank stands in its place, smaller ones before it; returns it
/// (Hoare's selection, 1961).
func selectSmallest(_ values: UnsafeMutableBufferPointer<Double>, rank: Int) -> Double {
  var low = 0
  var high = values.count - 1
  while low < high {
    let middle = low + (high - low) / 2
    let pivot = Swift.max(
      Swift.min(values[low], values[middle]), Swift.min(Swift.max(values[low], values[middle]), values[high]))
    var left = low
    var right = high
    while left <= right {
      while values[left] < pivot { left += 1 }
      while values[right] > pivot { right -= 1 }
      if left <= right {
        values.swapAt(left, right)
        left += 1
        right -= 1
      }
    }
    if rank <= right {
      high = right
    } else if rank >= left {
      low = left
    } else {
      break
    }
  }
  return values[rank]
}
