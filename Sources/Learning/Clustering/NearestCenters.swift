import Arrays
internal import CVectorMath
import DataFrames

/// The nearest centre of each example; of several as near, the first.
///
/// Complexity: examples · centres · features, on all cores where that is much.
func nearestCenters(of examples: NDArray, among centers: NDArray) -> IntArray {
  let examples = examples.contiguous()
  let (rows, width, clusters) = (examples.shape[0], examples.shape[1], centers.shape[0])
  let norms = rowSquares(centers)
  let doubled = (centers * -2).elements
  let blockSize = 256
  let blocks = (rows + blockSize - 1) / blockSize
  let threads = rows * width * clusters < 400_000 ? 1 : Swift.min(threadCount, blocks)
  return IntArray(shape: [rows]) { (buffer: UnsafeMutableBufferPointer<Int>) in
    examples.withUnsafeElements { x in
      guard let x = x.baseAddress, let labels = buffer.baseAddress else { return }
      nonisolated(unsafe) let (from, to) = (x, labels)
      inParallel(threads) { thread in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: blockSize * width) { eights in
          withUnsafeTemporaryAllocation(of: Int32.self, capacity: blockSize) { found in
            guard let groups = eights.baseAddress, let own = found.baseAddress else { return }
            for block in stride(from: thread, to: blocks, by: threads) {
              let start = block * blockSize
              let count = Swift.min(blockSize, rows - start)
              putInEights(from + start * width, rows: count, width: width, into: groups)
              vector_nearest_centers(groups, doubled, norms, clusters, width, count, own)
              for row in 0..<count { to[start + row] = Int(own[row]) }
            }
          }
        }
      }
    }
  }
}

/// Lays rows out in groups of eight, number by number, the last group filled up with zeros: the form in which eight rows
/// are worked on side by side. Takes room for whole groups.
func putInEights(_ x: UnsafePointer<Double>, rows: Int, width: Int, into groups: UnsafeMutablePointer<Double>) {
  for first in stride(from: 0, to: rows, by: 8) {
    let group = groups + first * width
    let count = Swift.min(8, rows - first)
    for row in 0..<8 {
      let from = x + (first + row) * width
      for k in 0..<width { group[k * 8 + row] = row < count ? from[k] : 0 }
    }
  }
}

/// The sum of squares of each row.
func rowSquares(_ rows: NDArray) -> [Double] {
  let (count, width) = (rows.shape[0], rows.shape[1])
  return rows.withUnsafeElements { numbers in
    [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      vector_row_squares(numbers.baseAddress, width, count, buffer.baseAddress)
      filled = count
    }
  }
}
