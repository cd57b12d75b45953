/// Looks for splits by the ranks of values, where sums are exact in any order: classes that are counted, or targets
/// that are whole numbers. The tree is the one that sorting each feature would give; but a node's rows are only
/// counted into the ranks of a feature, or sorted by rank where these are far more than the rows.
struct RankedSearch<Sums: ExactSums>: SplitSearch {
  private struct Sample {
    var row: UInt32
    var item: Sums.Item
  }

  private let columns: TreeColumns
  private var sums: Sums
  private let samples: UnsafeMutablePointer<Sample>
  private let ranks: UnsafeMutablePointer<UInt32>
  private let cells: UnsafeMutablePointer<Double>
  private let counts: UnsafeMutablePointer<UInt32>
  private var sorter: RankSorter
  private var (least, greatest): (UInt32, UInt32) = (0, 0)
  let sampleCount: Int
  let totalWeight: Double

  /// - Parameter weights: How much each row counts, whole numbers; rows that count 0 are left out.
  init(_ columns: TreeColumns, weights: UnsafePointer<Double>?, sums: Sums) {
    self.columns = columns
    self.sums = sums
    samples = .allocate(capacity: columns.rows)
    ranks = .allocate(capacity: columns.rows)
    let levels = columns.levels.reduce(0) { Swift.max($0, $1.count) }
    cells = .allocate(capacity: levels * sums.cellWidth)
    counts = .allocate(capacity: levels)
    sorter = RankSorter(capacity: columns.rows)
    var (used, total) = (0, 0.0)
    for row in 0..<columns.rows {
      let weight = weights?[row] ?? 1
      if weight != 0 {
        samples[used] = Sample(row: UInt32(truncatingIfNeeded: row), item: sums.item(row, weight: weight))
        used += 1
      }
      total += weight
    }
    sampleCount = used
    totalWeight = total
  }

  func deallocate() {
    samples.deallocate()
    ranks.deallocate()
    cells.deallocate()
    counts.deallocate()
    sorter.deallocate()
    sums.deallocate()
  }

  var valueWidth: Int { sums.valueWidth }
  var nodeWeight: Double { sums.nodeWeight }
  func impurity() -> Double { sums.impurity() }
  func writeValue(into values: inout [Double]) { sums.writeValue(into: &values) }

  mutating func begin(from start: Int, to end: Int) {
    sums.beginNode()
    for i in start..<end { sums.addToNode(samples[i].item) }
  }

  mutating func load(_ feature: Int, from start: Int, to end: Int) -> Bool {
    let column = columns.ranks(feature)
    (least, greatest) = (.max, 0)
    for i in start..<end {
      let rank = column[Int(samples[i].row)]
      ranks[i - start] = rank
      least = Swift.min(least, rank)
      greatest = Swift.max(greatest, rank)
    }
    let levels = columns.levels[feature]
    return levels[Int(greatest)] > levels[Int(least)] + leastDifference
  }

  mutating func search(_ feature: Int, from start: Int, to end: Int, minLeafSize: Int, best: inout NodeSplit) {
    let (count, range) = (end - start, Int(greatest - least) + 1)
    sums.reset()
    columns.levels[feature].withUnsafeBufferPointer { levels in
      if range <= 2 * count + 16 {
        searchCells(feature, levels, start, count, range, minLeafSize, &best)
      } else {
        searchSorted(feature, levels, start, count, minLeafSize, &best)
      }
    }
  }

  /// Counts the rows into the ranks, and goes through these.
  @inline(__always)
  private mutating func searchCells(
    _ feature: Int, _ levels: UnsafeBufferPointer<Float>, _ start: Int, _ count: Int, _ range: Int, _ minLeafSize: Int,
    _ best: inout NodeSplit
  ) {
    let width = sums.cellWidth
    counts.update(repeating: 0, count: range)
    cells.update(repeating: 0, count: range * width)
    for i in 0..<count {
      let cell = Int(ranks[i] - least)
      counts[cell] += 1
      sums.add(samples[start + i].item, to: cells + cell * width)
    }
    var (seen, last) = (0, 0)
    for cell in 0..<range where counts[cell] != 0 {
      if seen > 0 {
        attempt(feature, levels, UInt32(last) + least, UInt32(cell) + least, seen, start, count, minLeafSize, &best)
      }
      sums.move(cells + cell * width)
      seen += Int(counts[cell])
      last = cell
    }
  }

  /// Sorts the rows by rank.
  @inline(__always)
  private mutating func searchSorted(
    _ feature: Int, _ levels: UnsafeBufferPointer<Float>, _ start: Int, _ count: Int, _ minLeafSize: Int,
    _ best: inout NodeSplit
  ) {
    let (ranks, least) = (ranks, least)
    sorter.sort(count) { ranks[$0] - least }
    var last = sorter.key(0)
    for i in 0..<count {
      let key = sorter.key(i)
      if key != last {
        attempt(feature, levels, last + least, key + least, i, start, count, minLeafSize, &best)
        last = key
      }
      sums.move(samples[start + sorter.place(i)].item)
    }
  }

  /// Tries the place between two values, with `seen` rows on the left.
  @inline(__always)
  private mutating func attempt(
    _ feature: Int, _ levels: UnsafeBufferPointer<Float>, _ left: UInt32, _ right: UInt32, _ seen: Int, _ start: Int,
    _ count: Int, _ minLeafSize: Int, _ best: inout NodeSplit
  ) {
    if seen < minLeafSize || count - seen < minLeafSize { return }
    let gain = sums.gain()
    if gain > best.gain {
      let (low, high) = (levels[Int(left)], levels[Int(right)])
      if high <= low + leastDifference { return }
      best.gain = gain
      best.feature = feature
      best.place = start + seen
      best.rank = left
      best.threshold = Double(low) / 2 + Double(high) / 2
    }
  }

  mutating func divide(_ split: NodeSplit, from start: Int, to end: Int) -> SplitParts {
    let column = columns.ranks(split.feature)
    sums.reset()
    sums.beginSquares()
    var (first, last) = (start, end)
    while first < last {
      let sample = samples[first]
      if column[Int(sample.row)] <= split.rank {
        sums.move(sample.item)
        sums.addSquare(sample.item)
        first += 1
      } else {
        last -= 1
        samples[first] = samples[last]
        samples[last] = sample
      }
    }
    let (left, right) = sums.childImpurities()
    return SplitParts(
      leftWeight: sums.leftWeight, rightWeight: sums.rightWeight, leftImpurity: left, rightImpurity: right)
  }
}
