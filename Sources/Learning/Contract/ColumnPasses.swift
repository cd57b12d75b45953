import Arrays
internal import CVectorMath

/// The mean of each column: rows are added one after the other, as NumPy adds them.
func columnMeans(_ x: NDArray) -> NDArray {
  let (rows, width) = (x.shape[0], x.shape[1])
  var sums = [Double](repeating: 0, count: width)
  x.withUnsafeElements { numbers in
    guard let start = numbers.baseAddress else { return }
    vector_column_sums(start, rows, width, &sums)
  }
  return NDArray(sums.map { $0 / Double(rows) }, shape: [width])
}

/// The population's variance of each column.
func columnVariances(_ x: NDArray, _ means: NDArray) -> NDArray {
  let (rows, width) = (x.shape[0], x.shape[1])
  let count = Double(rows)
  var (sums, squares) = ([Double](repeating: 0, count: width), [Double](repeating: 0, count: width))
  x.withUnsafeElements { numbers in
    guard let start = numbers.baseAddress else { return }
    vector_column_spreads(start, rows, width, means.elements, &sums, &squares)
  }
  // What rounding left of the distances' sum is taken off again (Chan, Golub and LeVeque, 1983).
  return NDArray(zip(sums, squares).map { sum, square in (square - sum * sum / count) / count }, shape: [width])
}

/// The least and the greatest element of each column.
func columnExtremes(_ x: NDArray) -> (least: NDArray, greatest: NDArray) {
  let (rows, width) = (x.shape[0], x.shape[1])
  var least = [Double](repeating: .infinity, count: width)
  var greatest = [Double](repeating: -.infinity, count: width)
  x.withUnsafeElements { numbers in
    guard let start = numbers.baseAddress else { return }
    vector_column_extremes(start, rows, width, &least, &greatest)
  }
  return (NDArray(least, shape: [width]), NDArray(greatest, shape: [width]))
}

/// (x − means) / scales, column by column; without scales the differences alone.
func standardized(_ x: NDArray, means: NDArray?, scales: NDArray? = nil) -> NDArray {
  let width = x.shape[1]
  guard let scales else {
    guard let means else { return x }
    // Divisions by 1 would take most of the time.
    return eachColumn(x, [Double](repeating: 1, count: width), means.elements.map { -$0 }, vector_columns_stretched)
  }
  return eachColumn(
    x, means?.elements ?? [Double](repeating: 0, count: width), scales.elements, vector_columns_standardized)
}

/// x · scales + offsets, column by column.
func stretched(_ x: NDArray, scales: NDArray, offsets: NDArray) -> NDArray {
  eachColumn(x, scales.elements, offsets.elements, vector_columns_stretched)
}

private typealias ColumnPass = (
  UnsafePointer<Double>?, Int, UnsafePointer<Double>?, UnsafePointer<Double>?, Int, UnsafeMutablePointer<Double>?
) -> Void

private func eachColumn(_ x: NDArray, _ first: [Double], _ second: [Double], _ pass: ColumnPass) -> NDArray {
  let (rows, width) = (x.shape[0], x.shape[1])
  // Numbers for so many rows at a time that short rows fill the registers.
  let height = Swift.max(1, Swift.min(rows, 64 / width))
  let (firsts, seconds) = (repeated(first, height), repeated(second, height))
  return NDArray(shape: x.shape) { (buffer: UnsafeMutableBufferPointer<Double>) in
    x.withUnsafeElements { numbers in
      guard let from = numbers.baseAddress, let into = buffer.baseAddress else { return }
      inParts(rows, size: 4096, isLarge: rows * width > 100_000) { part in
        let start = part.lowerBound * width
        pass(from + start, part.count * width, firsts, seconds, height * width, into + start)
      }
    }
  }
}

private func repeated(_ numbers: [Double], _ times: Int) -> [Double] {
  (0..<times).flatMap { _ in numbers }
}
