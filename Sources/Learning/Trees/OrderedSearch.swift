/// Looks for splits with each feature's values in order and sums added up in exactly scikit-learn's order, so that
/// targets of any kind round alike.
struct OrderedSearch: SplitSearch {
  private let columns: TreeColumns
  private var criterion: VarianceCriterion
  private let samples: UnsafeMutablePointer<Int>
  private let values: UnsafeMutablePointer<Float>
  private var sorter: RankSorter
  let sampleCount: Int
  let totalWeight: Double

  /// - Parameter weights: How much each row counts; rows that count 0 are left out.
  init(_ columns: TreeColumns, weights: UnsafePointer<Double>?, criterion: VarianceCriterion) {
    self.columns = columns
    self.criterion = criterion
    samples = .allocate(capacity: columns.rows)
    values = .allocate(capacity: columns.rows)
    sorter = RankSorter(capacity: columns.rows)
    var (used, total) = (0, 0.0)
    for row in 0..<columns.rows {
      let weight = weights?[row] ?? 1
      if weight != 0 {
        samples[used] = row
        used += 1
      }
      total += weight
    }
    sampleCount = used
    totalWeight = total
  }

  func deallocate() {
    samples.deallocate()
    values.deallocate()
    sorter.deallocate()
  }

  var valueWidth: Int { 1 }
  var nodeWeight: Double { criterion.nodeWeight }
  mutating func begin(from start: Int, to end: Int) { criterion.begin(samples, from: start, to: end) }
  func impurity() -> Double { criterion.impurity() }
  func writeValue(into values: inout [Double]) { criterion.writeValue(into: &values) }

  mutating func load(_ feature: Int, from start: Int, to end: Int) -> Bool {
    let column = columns.column(feature)
    let count = end - start
    if columns.isDistinct[feature] {
      // Without ties there is one order only, and the ranks lead to it quickly.
      let (ranks, rows) = (columns.ranks(feature), samples + start)
      sorter.sort(count) { ranks[rows[$0]] }
      sorter.reorder(rows, count)
      for i in start..<end { values[i] = column[samples[i]] }
    } else {
      for i in start..<end { values[i] = column[samples[i]] }
      TieSort(values: values + start, rows: samples + start).sort(count)
    }
    return values[end - 1] > values[start] + leastDifference
  }

  mutating func search(_ feature: Int, from start: Int, to end: Int, minLeafSize: Int, best: inout NodeSplit) {
    criterion.reset()
    var place = start
    while true {
      place += 1
      while place < end && values[place] <= values[place - 1] + leastDifference { place += 1 }
      if place >= end { return }
      if place - start < minLeafSize || end - place < minLeafSize { continue }
      criterion.advance(samples, to: place)
      let gain = criterion.gain()
      if gain > best.gain {
        best.gain = gain
        best.feature = feature
        best.place = place
        best.threshold = Double(values[place - 1]) / 2 + Double(values[place]) / 2
      }
    }
  }

  mutating func divide(_ split: NodeSplit, from start: Int, to end: Int) -> SplitParts {
    let column = columns.column(split.feature)
    var (first, last) = (start, end)
    while first < last {
      if Double(column[samples[first]]) <= split.threshold {
        first += 1
      } else {
        last -= 1
        let row = samples[first]
        samples[first] = samples[last]
        samples[last] = row
      }
    }
    criterion.reset()
    criterion.advance(samples, to: split.place)
    let (left, right) = criterion.childImpurities(samples)
    return SplitParts(
      leftWeight: criterion.leftWeight, rightWeight: criterion.rightWeight, leftImpurity: left, rightImpurity: right)
  }
}
