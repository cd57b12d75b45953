import Arrays
import DataFrames

/// Many trees, each grown from its own draw of the examples; their mean predicts.
struct Forest: Sendable, Codable {
  let trees: [Tree]
  /// The seed of each tree.
  let seeds: [Int]

  /// Grows trees on all cores; the result is the same for any number of them.
  ///
  /// - Parameters:
  ///   - count: How many trees.
  ///   - bootstrap: How many examples each tree draws, with replacement; `nil` for all without drawing.
  ///   - seed: What decides the seeds of the trees.
  init(_ x: NDArray, _ target: TreeTarget, count: Int, limits: TreeLimits, bootstrap: Int?, seed: Int) {
    let (rows, width) = (x.shape[0], x.shape[1])
    var random = RandomState(seed: seed)
    let seeds = (0..<count).map { _ in random.integer(from: 0, to: 0x7FFF_FFFF) }
    let columns = x.withUnsafeElements { TreeColumns($0, rows: rows, width: width) }
    var grown = [Tree?](repeating: nil, count: count)
    let threads = Swift.min(threadCount, count)
    grown.withUnsafeMutableBufferPointer { grown in
      nonisolated(unsafe) let grown = grown
      inParallel(threads) { thread in
        for place in stride(from: thread, to: count, by: threads) {
          var weights: [Double]?
          if let bootstrap { weights = Forest.draws(bootstrap, of: rows, seed: seeds[place]) }
          grown[place] = target.grow(columns, weights: weights, limits: limits, seed: seeds[place])
        }
      }
    }
    trees = grown.compactMap { $0 }
    self.seeds = seeds
  }

  /// How often each row is drawn.
  static func draws(_ count: Int, of rows: Int, seed: Int) -> [Double] {
    var random = RandomState(seed: seed)
    var counts = [Double](repeating: 0, count: rows)
    for row in random.integers(from: 0, to: rows, count: count).elements { counts[row] += 1 }
    return counts
  }

  /// The mean of the trees' values for each example, added in the order of the trees.
  func means(_ features: NDArray) -> NDArray {
    let rows = features.shape[0]
    let width = trees[0].valueWidth
    let examples = singleFloats(features)
    let walks = trees.map { $0.walk(for: rows) }
    return NDArray(shape: [rows, width]) { (buffer: UnsafeMutableBufferPointer<Double>) in
      buffer.update(repeating: 0)
      guard let sums = buffer.baseAddress else { return }
      nonisolated(unsafe) let into = sums
      examples.withUnsafeBufferPointer { examples in
        guard let start = examples.baseAddress else { return }
        nonisolated(unsafe) let from = start
        let parts = Swift.max(1, Swift.min(threadCount, rows / 64))
        inParallel(parts) { part in
          var row = rows * part / parts
          let end = rows * (part + 1) / parts
          while row < end {
            // So few examples at once that they stay in the fast memory while all trees are walked.
            let next = Swift.min(row + 512, end)
            for (tree, walk) in zip(trees, walks) { tree.addValues(from, rows: row..<next, walk, to: into) }
            row = next
          }
        }
      }
      for i in 0..<buffer.count { buffer[i] /= Double(trees.count) }
    }
  }

  /// The mean of the trees' importances; they add up to 1.
  func importances() -> NDArray {
    let width = trees[0].featureCount
    let grown = trees.filter { $0.nodes.count > 1 }
    if grown.isEmpty { return .zeros(width) }
    let table = NDArray(grown.flatMap { $0.importances() }, shape: [grown.count, width])
    let means = table.mean(axis: 0)
    return means / means.sum()
  }

  /// The mean, over the trees that did not draw an example, of their values for it; NaN if all drew it.
  func outOfBagMeans(_ features: NDArray, bootstrap: Int) -> NDArray {
    let rows = features.shape[0]
    let width = trees[0].valueWidth
    var sums = [Double](repeating: 0, count: rows * width)
    var counts = [Double](repeating: 0, count: rows)
    for (tree, seed) in zip(trees, seeds) {
      let drawn = Self.draws(bootstrap, of: rows, seed: seed)
      let leaves = tree.leaves(features)
      for row in 0..<rows where drawn[row] == 0 {
        counts[row] += 1
        for one in 0..<width { sums[row * width + one] += tree.values[leaves[row] * width + one] }
      }
    }
    for row in 0..<rows {
      for one in 0..<width { sums[row * width + one] /= counts[row] }
    }
    return NDArray(sums, shape: [rows, width])
  }
}
