import Arrays
internal import COpenBLAS
internal import CVectorMath

/// Examples, and the squared distances between all of them.
///
/// Its numbers stand in memory of its own, which threads read row by row without counting references to it.
final class PairTable: @unchecked Sendable {
  let count: Int
  private let width: Int
  /// The examples, one a row, and their features, one a row.
  private let examples: UnsafePointer<Double>
  private let features: UnsafePointer<Double>
  private let distances: UnsafePointer<Double>

  init(_ examples: NDArray) {
    (count, width) = (examples.shape[0], examples.shape[1])
    self.examples = copiedElements(examples)
    features = copiedElements(examples.T)
    distances = copiedElements(squaredDistances(examples, examples))
  }

  deinit {
    examples.deallocate()
    features.deallocate()
    distances.deallocate()
  }

  /// Writes the squared distances of an example to those up to it, in units of the length scales.
  func squares(row: Int, scales: [Double], into: UnsafeMutablePointer<Double>) {
    if scales.count == 1 {
      let factor = 1 / (scales[0] * scales[0])
      let from = distances + row * count
      for i in 0..<(row + 1) { into[i] = from[i] * factor }
      return
    }
    guard scales.count == width else {
      fail("a kernel with \(scales.count) length scales cannot compare examples of \(counted(width, "feature"))")
    }
    squares(row: row, feature: 0, scale: scales[0], into: into)
    withRow(row + 1) { others in
      for feature in 1..<width {
        squares(row: row, feature: feature, scale: scales[feature], into: others)
        combine(.add, into, others, row + 1)
      }
    }
  }

  /// Writes the squared differences of one feature, in units of its length scale.
  func squares(row: Int, feature: Int, scale: Double, into: UnsafeMutablePointer<Double>) {
    let column = features + feature * count
    let own = column[row]
    for i in 0..<(row + 1) {
      let difference = (own - column[i]) / scale
      into[i] = difference * difference
    }
  }

  /// Adds the dot products of an example with those up to it.
  func addProducts(row: Int, to sums: UnsafeMutablePointer<Double>) {
    cblas_dgemv(
      CblasRowMajor, CblasNoTrans, Int32(row + 1), Int32(width), 1, examples, Int32(width), examples + row * width, 1, 1,
      sums, 1)
  }
}

/// The elements of an array in memory that the caller releases.
private func copiedElements(_ array: NDArray) -> UnsafePointer<Double> {
  let copy = UnsafeMutablePointer<Double>.allocate(capacity: Swift.max(array.count, 1))
  array.contiguous().withUnsafeElements { numbers in
    if let from = numbers.baseAddress { copy.update(from: from, count: numbers.count) }
  }
  return UnsafePointer(copy)
}

/// Calls `body` with room for so many numbers.
func withRow<Result>(_ count: Int, _ body: (UnsafeMutablePointer<Double>) -> Result) -> Result {
  withUnsafeTemporaryAllocation(of: Double.self, capacity: Swift.max(count, 1)) {
    body($0.baseAddress.unsafelyUnwrapped)
  }
}

private let stride = MemoryLayout<Double>.stride

/// Puts sums or products with other numbers in the place of numbers.
func combine(
  _ operation: RowOperation, _ numbers: UnsafeMutablePointer<Double>, _ others: UnsafePointer<Double>, _ count: Int
) {
  let code = operation == .add ? VECTOR_ADD : VECTOR_MULTIPLY
  vector_binary_kernel(Int32(code.rawValue), Int32(VECTOR_F64.rawValue))(
    numbers, stride, others, stride, numbers, stride, count)
}

/// Puts e to a multiple of each number in its place.
func exponentials(_ numbers: UnsafeMutablePointer<Double>, _ count: Int, times factor: Double) {
  for i in 0..<count { numbers[i] *= factor }
  vector_unary_kernel(Int32(VECTOR_EXP.rawValue), Int32(VECTOR_F64.rawValue))(numbers, stride, numbers, stride, count)
}

/// Puts its square root in the place of each number.
func roots(_ numbers: UnsafeMutablePointer<Double>, _ count: Int) {
  vector_unary_kernel(Int32(VECTOR_SQRT.rawValue), Int32(VECTOR_F64.rawValue))(numbers, stride, numbers, stride, count)
}

/// The sum of numbers.
func total(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double { vector_sum_f64(numbers, 1, count) }

/// How two rows are combined.
enum RowOperation { case add, multiply }
