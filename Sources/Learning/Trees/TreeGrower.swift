/// The limits within which a tree grows.
struct TreeLimits: Sendable {
  var maxDepth: Int
  var minSplitSize: Int
  var minLeafSize: Int
  var minImpurityDecrease: Double
  /// How many features a split may choose from.
  var featureChoice: Int
}

/// Features as trees read them: 32-bit floats, column by column.
struct TreeColumns {
  let values: [Float]
  let rows: Int
  let width: Int

  init(_ matrix: UnsafeBufferPointer<Double>, rows: Int, width: Int) {
    self.rows = rows
    self.width = width
    values = [Float](unsafeUninitializedCapacity: rows * width) { buffer, count in
      for row in 0..<rows {
        for column in 0..<width { buffer[column * rows + row] = Float(matrix[row * width + column]) }
      }
      count = rows * width
    }
  }
}

/// Grows one tree, depth first, the left branch before the right: the way of CART (Breiman and others, 1984) as
/// scikit-learn goes it, with its draws.
struct TreeGrower<Criterion: SplitCriterion> {
  private let columns: UnsafePointer<Float>
  private let rowCount: Int
  private let width: Int
  private var criterion: Criterion
  private let limits: TreeLimits
  private var random: UInt32
  private let samples: UnsafeMutablePointer<Int>
  private let values: UnsafeMutablePointer<Float>
  private let sampleCount: Int
  private let totalWeight: Double
  private var features: [Int]
  private var constants: [Int]

  private struct Pending {
    var start: Int
    var end: Int
    var depth: Int
    var parent: Int
    var isLeft: Bool
    var impurity: Double
    var constantCount: Int
  }

  private struct Split {
    var feature = 0
    var place: Int
    var threshold = 0.0
    var improvement = -Double.infinity
    var leftImpurity = Double.infinity
    var rightImpurity = Double.infinity
  }

  /// - Parameters:
  ///   - columns: `rowCount` values of each of `width` features, column by column.
  ///   - weights: How much each row counts; rows that count 0 are left out.
  ///   - seed: What the order of the features is drawn from.
  init(
    columns: UnsafePointer<Float>, rowCount: Int, width: Int, weights: UnsafePointer<Double>?, criterion: Criterion,
    limits: TreeLimits, seed: UInt32
  ) {
    self.columns = columns
    self.rowCount = rowCount
    self.width = width
    self.criterion = criterion
    self.limits = limits
    random = seed
    samples = .allocate(capacity: rowCount)
    values = .allocate(capacity: rowCount)
    var (used, total) = (0, 0.0)
    for row in 0..<rowCount {
      let weight = weights?[row] ?? 1
      if weight != 0 {
        samples[used] = row
        used += 1
      }
      total += weight
    }
    sampleCount = used
    totalWeight = total
    features = Array(0..<width)
    constants = [Int](repeating: 0, count: width)
  }

  /// The tree. To be called once.
  mutating func grow() -> Tree {
    defer {
      samples.deallocate()
      values.deallocate()
      criterion.deallocate()
    }
    var tree = Tree(valueWidth: criterion.valueWidth, featureCount: width)
    var pending = [
      Pending(start: 0, end: sampleCount, depth: 0, parent: -1, isLeft: false, impurity: .infinity, constantCount: 0)
    ]
    while var node = pending.popLast() {
      let size = node.end - node.start
      criterion.begin(samples, from: node.start, to: node.end)
      if node.parent < 0 { node.impurity = criterion.impurity() }
      let weight = criterion.nodeWeight
      var split: Split?
      if node.depth < limits.maxDepth && size >= limits.minSplitSize && size >= 2 * limits.minLeafSize
        && node.impurity > Double.ulpOfOne
      {
        split = bestSplit(of: node, constantCount: &node.constantCount)
        if let found = split,
          found.place >= node.end || found.improvement + Double.ulpOfOne < limits.minImpurityDecrease
        {
          split = nil
        }
      }
      let place = tree.add(
        parent: node.parent, isLeft: node.isLeft, feature: split?.feature ?? -2, threshold: split?.threshold ?? -2,
        impurity: node.impurity, size: size, weight: weight, depth: node.depth)
      criterion.writeValue(into: &tree.values)
      if let split {
        pending.append(
          Pending(
            start: split.place, end: node.end, depth: node.depth + 1, parent: place, isLeft: false,
            impurity: split.rightImpurity, constantCount: node.constantCount))
        pending.append(
          Pending(
            start: node.start, end: split.place, depth: node.depth + 1, parent: place, isLeft: true,
            impurity: split.leftImpurity, constantCount: node.constantCount))
      }
    }
    return tree
  }

  /// The next 31 random bits, by a 32-bit xorshift (Marsaglia, 2003).
  private mutating func draw(from low: Int, to high: Int) -> Int {
    if random == 0 { random = 1 }
    random ^= random << 13
    random ^= random >> 17
    random ^= random << 5
    return low + Int(random % 0x8000_0000) % (high - low)
  }

  /// The split with the greatest gain among the features drawn.
  ///
  /// `features` holds, from the front: constant features that were drawn, constant ones known from above, constant
  /// ones found here, features not drawn yet, features drawn. Drawing goes on past the wanted number while only
  /// constant features came up.
  private mutating func bestSplit(of node: Pending, constantCount: inout Int) -> Split {
    let (start, end) = (node.start, node.end)
    let known = node.constantCount
    var best = Split(place: end)
    var bestGain = -Double.infinity
    var (drawnEnd, visited, found, drawnConstants) = (width, 0, 0, 0)
    var allConstants = known
    while drawnEnd > allConstants && (visited < limits.featureChoice || visited <= found + drawnConstants) {
      visited += 1
      var place = draw(from: drawnConstants, to: drawnEnd - found)
      if place < known {
        features.swapAt(drawnConstants, place)
        drawnConstants += 1
        continue
      }
      place += found
      let feature = features[place]
      let column = columns + feature * rowCount
      for i in start..<end { values[i] = column[samples[i]] }
      TieSort(values: values + start, rows: samples + start).sort(end - start)
      if values[end - 1] <= values[start] + 1e-7 {
        features.swapAt(place, allConstants)
        found += 1
        allConstants += 1
        continue
      }
      drawnEnd -= 1
      features.swapAt(drawnEnd, place)
      search(feature, from: start, to: end, best: &best, bestGain: &bestGain)
    }
    if best.place < end {
      partition(best, from: start, to: end)
      criterion.reset()
      criterion.advance(samples, to: best.place)
      (best.leftImpurity, best.rightImpurity) = criterion.childImpurities(samples)
      let weight = criterion.nodeWeight
      best.improvement =
        (weight / totalWeight)
        * (node.impurity - (criterion.rightWeight / weight * best.rightImpurity)
          - (criterion.leftWeight / weight * best.leftImpurity))
    }
    // Constant features keep their order for the siblings and children.
    for i in 0..<known { features[i] = constants[i] }
    for i in known..<(known + found) { constants[i] = features[i] }
    constantCount = allConstants
    return best
  }

  /// Tries each place between two values of a feature.
  private mutating func search(
    _ feature: Int, from start: Int, to end: Int, best: inout Split, bestGain: inout Double
  ) {
    criterion.reset()
    var place = start
    while true {
      place += 1
      while place < end && values[place] <= values[place - 1] + 1e-7 { place += 1 }
      if place >= end { return }
      if place - start < limits.minLeafSize || end - place < limits.minLeafSize { continue }
      criterion.advance(samples, to: place)
      let gain = criterion.gain()
      if gain > bestGain {
        bestGain = gain
        best.feature = feature
        best.place = place
        best.threshold = Double(values[place - 1]) / 2 + Double(values[place]) / 2
      }
    }
  }

  /// Puts the rows that go left before those that go right.
  private func partition(_ split: Split, from start: Int, to end: Int) {
    let column = columns + split.feature * rowCount
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
  }
}
