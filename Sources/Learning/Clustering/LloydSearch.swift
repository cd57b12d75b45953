import Arrays
internal import CVectorMath
import DataFrames

/// The steps of k-means on examples whose mean has been taken away.
struct LloydSearch {
  let examples: NDArray
  let clusters: Int
  private let rows: Int
  private let width: Int
  private let squares: [Double]
  /// The examples in groups of eight, number by number.
  private let eights: [Double]
  /// Rows that are worked on together; sums are added block by block, so that threads do not change them.
  private let blockSize = 256

  struct Outcome {
    var labels: [Int]
    var centers: NDArray
    var inertia: Double
    var iterations: Int
  }

  init(_ examples: NDArray, clusters: Int) {
    self.examples = examples.contiguous()
    self.clusters = clusters
    rows = examples.shape[0]
    width = examples.shape[1]
    squares = rowSquares(examples)
    let (rows, width) = (rows, width)
    eights = self.examples.withUnsafeElements { x in
      [Double](unsafeUninitializedCapacity: (rows + 7) / 8 * 8 * width) { buffer, count in
        count = (rows + 7) / 8 * 8 * width
        guard let x = x.baseAddress, let groups = buffer.baseAddress else { return }
        putInEights(x, rows: rows, width: width, into: groups)
      }
    }
  }

  // MARK: Starting centres

  /// Centres at examples, each drawn with a chance that grows with the squared distance to those before: k-means++,
  /// the best of a few draws each time.
  func spreadCenters(_ random: inout RandomState) -> NDArray {
    let tries = 2 + Int(Double(clusters).logarithm)
    let even = NDArray(repeating: 1 / Double(rows), shape: [rows])
    var chosen = [random.choice(rows, count: 1, probabilities: even)[0].item()]
    var nearest = distances(to: chosen[0])
    var potential = nearest.sum()
    for _ in 1..<Swift.max(clusters, 1) {
      let targets = random.random(count: tries).elements.map { $0 * potential }
      let sums = nearest.cumulativeSum().elements
      var best: (row: Int, distances: NDArray, potential: Double)?
      for target in targets {
        let row = Swift.min(firstPlace(in: sums, notBelow: target), rows - 1)
        let distances = minimum(nearest, distances(to: row))
        let sum = distances.sum()
        if sum < best?.potential ?? .infinity || best == nil { best = (row, distances, sum) }
      }
      if let best {
        chosen.append(best.row)
        nearest = best.distances
        potential = best.potential
      }
    }
    return examples.examples(at: chosen)
  }

  /// The squared distances of all examples to one of them.
  private func distances(to row: Int) -> NDArray {
    examples.withUnsafeElements { x in
      NDArray(shape: [rows]) { (buffer: UnsafeMutableBufferPointer<Double>) in
        guard let own = x.baseAddress.map({ $0 + row * width }) else { return }
        vector_products_of_eights(eights, own, width, rows, buffer.baseAddress)
        for i in 0..<rows { buffer[i] = Swift.max(0, -2 * buffer[i] + squares[row] + squares[i]) }
      }
    }
  }

  private func firstPlace(in sums: [Double], notBelow target: Double) -> Int {
    var (low, high) = (0, sums.count)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Lloyd's steps

  /// Moves centres until labels stay or the centres hardly move.
  func run(from start: NDArray, maxIterations: Int, tolerance: Double) -> Outcome {
    var centers = start
    var labels = [Int](repeating: -1, count: rows)
    var isSettled = false
    var steps = 0
    for _ in 0..<maxIterations {
      let (found, sums, counts) = assign(centers, summing: true)
      let moved = newCenters(centers, found, sums, counts)
      steps += 1
      let shift = moved - centers
      centers = moved
      isSettled = found == labels
      labels = found
      if isSettled || (shift * shift).sum() <= tolerance { break }
    }
    if !isSettled { labels = nearest(to: centers) }
    return Outcome(labels: labels, centers: centers, inertia: inertia(labels, centers), iterations: steps)
  }

  /// The nearest centre of each example.
  func nearest(to centers: NDArray) -> [Int] { assign(centers, summing: false).labels }

  /// The sum of squared distances to the centres.
  func inertia(_ labels: [Int], _ centers: NDArray) -> Double {
    examples.withUnsafeElements { x in
      centers.withUnsafeElements { centers in
        var total = 0.0
        for row in 0..<rows {
          var sum = 0.0
          for k in 0..<width {
            let difference = x[row * width + k] - centers[labels[row] * width + k]
            sum += difference * difference
          }
          total += sum
        }
        return total
      }
    }
  }

  /// The nearest centre of each example, and the sums and counts of each centre's examples.
  private func assign(_ centers: NDArray, summing: Bool) -> (labels: [Int], sums: [Double], counts: [Double]) {
    let blocks = (rows + blockSize - 1) / blockSize
    let norms = rowSquares(centers)
    let doubled = (centers * -2).elements
    var labels = [Int32](repeating: 0, count: rows)
    let partLength = summing ? clusters * (width + 1) : 0
    var parts = [Double](repeating: 0, count: blocks * partLength)
    let threads = rows * width * clusters < 400_000 ? 1 : Swift.min(threadCount, blocks)
    examples.withUnsafeElements { x in
      eights.withUnsafeBufferPointer { eights in
        labels.withUnsafeMutableBufferPointer { labels in
          parts.withUnsafeMutableBufferPointer { parts in
            guard let x = x.baseAddress, let eights = eights.baseAddress, let labels = labels.baseAddress else { return }
            nonisolated(unsafe) let (from, groups, found, sums) = (x, eights, labels, parts.baseAddress)
            inParallel(threads) { thread in
              for block in stride(from: thread, to: blocks, by: threads) {
                let start = block * blockSize
                let count = Swift.min(blockSize, rows - start)
                vector_nearest_centers(groups + start * width, doubled, norms, clusters, width, count, found + start)
                if summing, let sums {
                  let part = sums + block * partLength
                  vector_add_to_centers(
                    from + start * width, width, count, found + start, part, part + clusters * width)
                }
              }
            }
          }
        }
      }
    }
    var sums = [Double](repeating: 0, count: partLength)
    for block in 0..<(summing ? blocks : 0) {
      for i in 0..<partLength { sums[i] += parts[block * partLength + i] }
    }
    return (labels.map(Int.init), Array(sums.prefix(clusters * width)), Array(sums.dropFirst(clusters * width)))
  }

  /// The means of the centres' examples; a centre without any goes to the example that is farthest from its own.
  private func newCenters(_ old: NDArray, _ labels: [Int], _ sums: [Double], _ counts: [Double]) -> NDArray {
    var (sums, counts) = (sums, counts)
    let empty = counts.indices.filter { counts[$0] == 0 }
    if !empty.isEmpty {
      let x = examples.elements
      let centers = old.elements
      let distances = (0..<rows).map { row in
        (0..<width).reduce(0.0) { sum, k in
          let difference = x[row * width + k] - centers[labels[row] * width + k]
          return sum + difference * difference
        }
      }
      let far = distances.indices.sorted { distances[$0] > distances[$1] }.prefix(empty.count)
      if distances.contains(where: { $0 > 0 }) {
        for (cluster, row) in zip(empty, far) {
          let from = labels[row]
          for k in 0..<width {
            sums[from * width + k] -= x[row * width + k]
            sums[cluster * width + k] = x[row * width + k]
          }
          counts[cluster] = 1
          counts[from] -= 1
        }
      }
    }
    for cluster in 0..<clusters where counts[cluster] > 0 {
      let share = 1 / counts[cluster]
      for k in 0..<width { sums[cluster * width + k] *= share }
    }
    return NDArray(sums, shape: [clusters, width])
  }
}
