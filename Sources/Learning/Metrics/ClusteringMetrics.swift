import Arrays

/// The Rand index of two labellings, adjusted for chance: 1 if they are the same partition, about 0 if unrelated.
///
/// Matches scikit-learn's `adjusted_rand_score` (Hubert and Arabie, 1985).
public func adjustedRandScore(_ target: some TargetSource, _ labels: some TargetSource) -> Double {
  let table = Contingency(target, labels, "adjustedRandScore")
  let total = table.total
  func squares(_ counts: [Int]) -> Int { counts.reduce(0) { $0 + $1 * $1 } }
  let (cells, rows, columns) = (squares(table.cells), squares(table.rows), squares(table.columns))
  // Pairs apart in both, together in one only, together in both; each pair counted twice.
  let together = cells - total
  let (onlyFirst, onlySecond) = (rows - cells, columns - cells)
  let apart = total * total - onlyFirst - onlySecond - cells
  if onlyFirst == 0 && onlySecond == 0 { return 1 }
  let (a, b, c, d) = (Double(together), Double(onlySecond), Double(onlyFirst), Double(apart))
  return 2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d))
}

/// Homogeneity (each cluster holds one class), completeness (each class is in one cluster), and their harmonic mean.
///
/// Matches scikit-learn's `homogeneity_completeness_v_measure`.
public func homogeneityCompletenessVMeasure(
  _ target: some TargetSource, _ labels: some TargetSource
) -> (homogeneity: Double, completeness: Double, vMeasure: Double) {
  let table = Contingency(target, labels, "homogeneityCompletenessVMeasure")
  let (classes, clusters) = (table.entropy(table.rows), table.entropy(table.columns))
  let shared = table.mutualInformation
  let homogeneity = classes == 0 ? 1 : shared / classes
  let completeness = clusters == 0 ? 1 : shared / clusters
  let sum = homogeneity + completeness
  return (homogeneity, completeness, sum == 0 ? 0 : 2 * homogeneity * completeness / sum)
}

/// The information that two labellings share, divided by the mean of their entropies.
///
/// Matches scikit-learn's `normalized_mutual_info_score`.
public func normalizedMutualInformation(_ target: some TargetSource, _ labels: some TargetSource) -> Double {
  let table = Contingency(target, labels, "normalizedMutualInformation")
  if table.rows.count == 1 && table.columns.count == 1 { return 1 }
  let shared = table.mutualInformation
  if shared <= Double.ulpOfOne { return 0 }
  return shared / ((table.entropy(table.rows) + table.entropy(table.columns)) / 2)
}

/// The mean over the examples of (b − a) / max(a, b), where a is the mean distance to the own cluster's other
/// examples and b that to the nearest other cluster: 1 is well apart, 0 overlapping.
///
/// Matches scikit-learn's `silhouette_score` with Euclidean distances. Time grows with the square of the examples.
public func silhouetteScore(_ features: some FeatureSource, labels: some TargetSource) -> Double {
  silhouetteSamples(features, labels: labels).mean()
}

/// The silhouette of each example: see `silhouetteScore`.
public func silhouetteSamples(_ features: some FeatureSource, labels: some TargetSource) -> NDArray {
  let (x, places, count) = clustered(features, labels, "silhouetteSamples")
  let rows = places.count
  var sizes = [Int](repeating: 0, count: count)
  for place in places { sizes[place] += 1 }
  let distances = sqrt(squaredDistances(x, x))
  let samples = distances.withUnsafeElements { numbers in
    (0..<rows).map { row in
      var sums = [Double](repeating: 0, count: count)
      for other in 0..<rows { sums[places[other]] += numbers[row * rows + other] }
      let own = places[row]
      if sizes[own] == 1 { return 0.0 }
      let within = sums[own] / Double(sizes[own] - 1)
      var between = Double.infinity
      for cluster in 0..<count where cluster != own { between = Swift.min(between, sums[cluster] / Double(sizes[cluster])) }
      let greater = Swift.max(within, between)
      return greater == 0 ? 0 : (between - within) / greater
    }
  }
  return NDArray(samples, shape: [rows])
}

/// The ratio of the spread between clusters to that within: the greater, the better apart.
///
/// Matches scikit-learn's `calinski_harabasz_score`.
public func calinskiHarabaszScore(_ features: some FeatureSource, labels: some TargetSource) -> Double {
  let (x, places, count) = clustered(features, labels, "calinskiHarabaszScore")
  let mean = x.mean(axis: 0)
  var (between, within) = (0.0, 0.0)
  for cluster in 0..<count {
    let members = x.examples(at: places.indices.filter { places[$0] == cluster })
    let center = members.mean(axis: 0)
    let (shift, spread) = (center - mean, members - center)
    between += Double(members.shape[0]) * (shift * shift).sum()
    within += (spread * spread).sum()
  }
  if within == 0 { return 1 }
  return between * Double(places.count - count) / (within * Double(count - 1))
}

/// The mean over the clusters of the likeness to the most similar other cluster: 0 is best.
///
/// Matches scikit-learn's `davies_bouldin_score`.
public func daviesBouldinScore(_ features: some FeatureSource, labels: some TargetSource) -> Double {
  let (x, places, count) = clustered(features, labels, "daviesBouldinScore")
  var centers: [NDArray] = []
  var spreads: [Double] = []
  for cluster in 0..<count {
    let members = x.examples(at: places.indices.filter { places[$0] == cluster })
    let center = members.mean(axis: 0)
    let offsets = members - center
    spreads.append(sqrt((offsets * offsets).sum(axis: 1)).mean())
    centers.append(center)
  }
  var total = 0.0
  for i in 0..<count {
    var worst = 0.0
    for j in 0..<count where j != i {
      let offset = centers[i] - centers[j]
      let distance = (offset * offset).sum().squareRoot()
      if distance > 0 { worst = Swift.max(worst, (spreads[i] + spreads[j]) / distance) }
    }
    total += worst
  }
  return total / Double(count)
}

private func clustered(
  _ features: some FeatureSource, _ labels: some TargetSource, _ operation: String
) -> (NDArray, [Int], Int) {
  do {
    let x = try checked(features, for: operation).values
    let (classes, places) = try Classes.of(
      try checked(labels, count: x.shape[0], for: operation), for: operation, minimum: 2)
    guard classes.count < places.count else {
      fail("\(operation): needs fewer clusters than examples, and there are \(classes.count) of \(places.count)")
    }
    return (x, places, classes.count)
  } catch {
    fail("\(error)")
  }
}

/// Squared Euclidean distances between the rows of two matrices.
package func squaredDistances(_ a: NDArray, _ b: NDArray) -> NDArray {
  let (rows, columns, width) = (a.shape[0], b.shape[0], a.shape[1])
  // Feature by feature, so that a row's distances to many are computed side by side.
  let transposed = b.T.contiguous()
  return NDArray(shape: [rows, columns]) { (buffer: UnsafeMutableBufferPointer<Double>) in
    a.withUnsafeElements { a in
      transposed.withUnsafeElements { b in
        guard let start = buffer.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
        nonisolated(unsafe) let (into, from, others) = (start, a, b)
        inParts(rows, size: 32, isLarge: rows * columns * width > 500_000) { part in
          for first in stride(from: 0, to: columns, by: 512) {
            let count = Swift.min(512, columns - first)
            for row in part {
              let sums = into + row * columns + first
              sums.update(repeating: 0, count: count)
              for k in 0..<width {
                let (one, column) = (from[row * width + k], others + k * columns + first)
                for i in 0..<count {
                  let difference = one - column[i]
                  sums[i] += difference * difference
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Examples counted by class and by cluster.
private struct Contingency {
  let rows: [Int]
  let columns: [Int]
  let cells: [Int]
  let total: Int

  init(_ target: some TargetSource, _ labels: some TargetSource, _ operation: String) {
    do {
      let (first, a) = try Classes.of(try target.targetValues(), for: operation)
      let (second, b) = try Classes.of(try labels.targetValues(), for: operation)
      guard a.count == b.count else {
        fail("\(operation): \(counted(a.count, "target")) and \(counted(b.count, "label")) do not fit")
      }
      var cells = [Int](repeating: 0, count: first.count * second.count)
      for (row, column) in zip(a, b) { cells[row * second.count + column] += 1 }
      self.cells = cells
      rows = (0..<first.count).map { row in (0..<second.count).reduce(0) { $0 + cells[row * second.count + $1] } }
      columns = (0..<second.count).map { column in (0..<first.count).reduce(0) { $0 + cells[$1 * second.count + column] } }
      total = a.count
    } catch {
      fail("\(error)")
    }
  }

  func entropy(_ counts: [Int]) -> Double {
    if counts.count == 1 { return 0 }
    return -counts.reduce(0.0) { sum, count in
      count == 0 ? sum : sum + Double(count) / Double(total) * (Double(count).logarithm - Double(total).logarithm)
    }
  }

  var mutualInformation: Double {
    if rows.count == 1 || columns.count == 1 { return 0 }
    var sum = 0.0
    let all = Double(total)
    for row in rows.indices {
      for column in columns.indices {
        let count = Double(cells[row * columns.count + column])
        if count == 0 { continue }
        sum += count / all * (count.logarithm - all.logarithm)
        sum += count / all * (2 * all.logarithm - Double(rows[row]).logarithm - Double(columns[column]).logarithm)
      }
    }
    return Swift.max(sum, 0)
  }
}
