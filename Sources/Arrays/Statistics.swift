// Counting and comparing: histograms, covariance, correlation.

extension NDArrayOf where Element: NumericElement {
  /// How many elements fall into each of equal intervals, and the intervals' edges.
  ///
  /// The last interval includes its right edge, as in NumPy's `histogram`.
  ///
  /// - Parameters:
  ///   - bins: The number of intervals; 10 by default.
  ///   - range: What the intervals cover; by default from the least element to the greatest. What lies outside is
  ///     not counted.
  public func histogram(bins: Int = 10, range: ClosedRange<Double>? = nil) -> (counts: IntArray, edges: NDArray) {
    guard bins > 0 else { fail("histogram needs at least one bin, and got \(bins)") }
    let numbers = NDArray(self)
    var (low, high) =
      range.map { ($0.lowerBound, $0.upperBound) } ?? (isEmpty ? (0, 1) : (numbers.min(), numbers.max()))
    guard low.isFinite, high.isFinite else { fail("histogram needs a finite range, and got \(low) to \(high)") }
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    let edges = NDArray.linspace(from: low, to: high, count: bins + 1)
    let scale = Double(bins)
    var counts = [Int](repeating: 0, count: bins)
    numbers.withUnsafeElements { numbers in
      edges.withUnsafeElements { edges in
        for number in numbers where number >= low && number <= high {
          var bin = Swift.min(Int((number - low) / (high - low) * scale), bins - 1)
          // The product may round across an edge; the edges decide.
          if number < edges[bin] { bin -= 1 } else if bin < bins - 1 && number >= edges[bin + 1] { bin += 1 }
          counts[bin] += 1
        }
      }
    }
    return (IntArray(counts, shape: [bins]), edges)
  }

  /// How many elements fall between neighbours of rising edges; the last interval includes its right edge.
  public func histogram(edges: NDArray) -> IntArray {
    guard edges.rank == 1, edges.count >= 2 else { fail("histogram needs at least two edges") }
    let numbers = NDArray(flattened())
    let places = edges.searchSorted(numbers, after: true)
    var counts = [Int](repeating: 0, count: edges.count - 1)
    let last = edges[-1]
    for (number, place) in zip(numbers.elements, places.elements) {
      let bin = number == last ? edges.count - 2 : place - 1
      if bin >= 0 && bin < counts.count && number <= last { counts[bin] += 1 }
    }
    return IntArray(counts, shape: [counts.count])
  }
}

extension NDArrayOf where Element == Int {
  /// How often each of 0, 1, 2, ... occurs: NumPy's `bincount`.
  ///
  /// - Parameter minimumLength: The least length of the result.
  ///
  /// Traps if an element is negative.
  public func binCount(minimumLength: Int = 0) -> IntArray {
    withUnsafeElements { elements in
      var counts = [Int](repeating: 0, count: Swift.max(minimumLength, (elements.max() ?? -1) + 1))
      for element in elements {
        guard element >= 0 else { fail("binCount counts integers from 0 on, and got \(element)") }
        counts[element] += 1
      }
      return IntArray(counts, shape: [counts.count])
    }
  }

  /// The sum of weights for each of 0, 1, 2, ...
  public func binCount(weights: NDArray, minimumLength: Int = 0) -> NDArray {
    guard weights.count == count else {
      fail("binCount: shapes \(describe(shape: shape)) and \(describe(shape: weights.shape)) do not fit")
    }
    var sums = [Double](repeating: 0, count: Swift.max(minimumLength, (elements.max() ?? -1) + 1))
    for (element, weight) in zip(elements, weights.elements) {
      guard element >= 0 else { fail("binCount counts integers from 0 on, and got \(element)") }
      sums[element] += weight
    }
    return NDArray(sums, shape: [sums.count])
  }
}

/// The covariances of the rows of an array (or of its columns): entry i, j is the mean product of the distances of
/// row i and row j from their means.
///
/// - Parameters:
///   - array: A variable a row.
///   - variablesInColumns: Whether a column holds a variable instead; false by default, as in NumPy's `cov`.
///   - degreesOfFreedom: What is taken from the count in the divisor; 1 by default, as for a sample.
public func covariance(_ array: NDArray, variablesInColumns: Bool = false, degreesOfFreedom: Int = 1) -> NDArray {
  guard array.rank <= 2 else { fail("covariance needs a matrix, and got shape \(describe(shape: array.shape))") }
  let matrix = array.rank < 2 ? array.reshaped(1, array.count) : variablesInColumns ? array.T : array
  let distances = matrix - matrix.mean(axis: 1, keepingAxes: true)
  // The reciprocal first, as NumPy rounds.
  let result = distances.matmul(distances.T) * (1 / Double(max(matrix.shape[1] - degreesOfFreedom, 0)))
  return array.rank < 2 ? result.reshaped() : result
}

/// The correlation coefficients of the rows of an array (or of its columns): covariances over both standard deviations.
public func correlation(_ array: NDArray, variablesInColumns: Bool = false) -> NDArray {
  let products = covariance(array, variablesInColumns: variablesInColumns)
  if products.rank == 0 { return products / products }
  let deviations = sqrt(products.diagonal())
  return (products / deviations.expanded(axis: 1) / deviations.expanded(axis: 0)).clipped(from: -1, to: 1)
}

/// The correlation coefficients of two vectors, as a matrix of two rows.
public func correlation(_ x: NDArray, _ y: NDArray) -> NDArray { correlation(stack([x.flattened(), y.flattened()])) }

/// The covariances of two vectors, as a matrix of two rows.
public func covariance(_ x: NDArray, _ y: NDArray, degreesOfFreedom: Int = 1) -> NDArray {
  covariance(stack([x.flattened(), y.flattened()]), degreesOfFreedom: degreesOfFreedom)
}

/// Whether two arrays agree up to rounding: |a - b| <= absolute + relative |b| everywhere. Shapes broadcast.
public func isClose(
  _ a: NDArray, _ b: NDArray, relative: Double = 1e-5, absolute: Double = 1e-8
) -> BoolArray {
  (abs(a - b) .<= (absolute + relative * abs(b))) .| (a .== b)
}
