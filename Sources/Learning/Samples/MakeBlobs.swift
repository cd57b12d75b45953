import Arrays

/// Groups of normally distributed examples about centres.
///
/// ```swift
/// let blobs = makeBlobs(count: 200, centers: 3, seed: 1)
/// let model = try KMeans(clusters: 3).fitted(to: blobs.features)
/// ```
///
/// The same seed draws what scikit-learn's `make_blobs` draws.
///
/// - Parameters:
///   - count: How many examples; 100 by default.
///   - features: How many features each has; 2 by default.
///   - centers: How many groups, with centres drawn from the box; 3 by default.
///   - deviation: The standard deviation of each group; 1 by default.
///   - box: From which range each coordinate of a centre is drawn; -10...10 by default.
///   - shuffles: Whether examples come in random order; true by default.
///   - seed: What decides the draws; 0 if none is given.
public func makeBlobs(
  count: Int = 100, features: Int = 2, centers: Int = 3, deviation: Double = 1, box: ClosedRange<Double> = -10...10,
  shuffles: Bool = true, seed: Int? = nil
) -> Examples<NDArray, IntArray> {
  guard centers >= 1, features >= 1 else {
    fail("makeBlobs: needs at least one centre and one feature, and got \(centers) and \(features)")
  }
  var random = RandomState(seed: seed ?? 0)
  let places = random.uniform(from: box.lowerBound, to: box.upperBound, shape: [centers, features])
  return blobs(count, places, [Double](repeating: deviation, count: centers), shuffles, &random)
}

/// Groups of normally distributed examples about given centres.
///
/// - Parameters:
///   - count: How many examples; 100 by default.
///   - centers: The centres, one a row.
///   - deviations: The standard deviation of each group; 1 for all by default.
///   - shuffles: Whether examples come in random order; true by default.
///   - seed: What decides the draws; 0 if none is given.
public func makeBlobs(
  count: Int = 100, centers: NDArray, deviations: [Double]? = nil, shuffles: Bool = true, seed: Int? = nil
) -> Examples<NDArray, IntArray> {
  guard centers.rank == 2, centers.shape[0] >= 1 else {
    fail("makeBlobs: centres are rows of a matrix, and these have shape \(describe(shape: centers.shape))")
  }
  let deviations = deviations ?? [Double](repeating: 1, count: centers.shape[0])
  guard deviations.count == centers.shape[0] else {
    fail("makeBlobs: \(counted(deviations.count, "deviation")) do not fit \(counted(centers.shape[0], "centre"))")
  }
  var random = RandomState(seed: seed ?? 0)
  return blobs(count, centers, deviations, shuffles, &random)
}

private func blobs(
  _ count: Int, _ centers: NDArray, _ deviations: [Double], _ shuffles: Bool, _ random: inout RandomState
) -> Examples<NDArray, IntArray> {
  let groups = centers.shape[0]
  var parts: [NDArray] = []
  var labels: [Int] = []
  for group in 0..<groups {
    let size = count / groups + (group < count % groups ? 1 : 0)
    // Mean and deviation in one step, as a normal draw makes them.
    parts.append(centers[group, ...] + deviations[group] * random.standardNormal(shape: [size, centers.shape[1]]))
    labels += [Int](repeating: group, count: size)
  }
  let examples = Examples(concatenate(parts, axis: 0), IntArray(labels, shape: [count]))
  return shuffles ? examples.examples(at: random.shuffledRows(count)) : examples
}

extension RandomState {
  /// The rows 0 ..< `count` in random order, as scikit-learn shuffles examples.
  mutating func shuffledRows(_ count: Int) -> [Int] {
    var rows = Array(0..<count)
    shuffle(&rows)
    return rows
  }
}
