import Arrays
internal import CVectorMath
import DataFrames

/// The squared lengths of examples' rows after a linear map and a shift: |x F − o|² for each example x (rows) and each
/// factor F with its offset o (columns). With the inverse of a covariance's Cholesky factor these are squared
/// Mahalanobis distances.
///
/// Complexity: examples · factors · features², on all cores where that is much; blocks of examples stay in the fast
/// memory, and how they are dealt out changes no digit.
func squaredDistances(_ examples: NDArray, of factors: [NDArray], from offsets: [NDArray]) -> NDArray {
  let examples = examples.contiguous()
  let (rows, width, count) = (examples.shape[0], examples.shape[1], factors.count)
  // Columns of a factor one after another: a column's products with eight examples are made side by side.
  let columns = factors.map { $0.T.contiguous().elements }
  let origins = offsets.map(\.elements)
  let blockSize = 1024
  let blocks = (rows + blockSize - 1) / blockSize
  let threads = rows * width * width * count < 400_000 ? 1 : Swift.min(threadCount, blocks)
  return NDArray(shape: [rows, count]) { (buffer: UnsafeMutableBufferPointer<Double>) in
    examples.withUnsafeElements { x in
      guard let x = x.baseAddress, let result = buffer.baseAddress else { return }
      nonisolated(unsafe) let (from, to) = (x, result)
      inParallel(threads) { thread in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: blockSize * (width + 2)) { room in
          guard let groups = room.baseAddress else { return }
          let (products, sums) = (groups + blockSize * width, groups + blockSize * (width + 1))
          for block in stride(from: thread, to: blocks, by: threads) {
            let start = block * blockSize
            let inBlock = Swift.min(blockSize, rows - start)
            putInEights(from + start * width, rows: inBlock, width: width, into: groups)
            for one in 0..<count {
              columns[one].withUnsafeBufferPointer { columns in
                guard let columns = columns.baseAddress else { return }
                for row in 0..<inBlock { sums[row] = 0 }
                for k in 0..<width {
                  vector_products_of_eights(groups, columns + k * width, width, inBlock, products)
                  let origin = origins[one][k]
                  for row in 0..<inBlock {
                    let difference = products[row] - origin
                    sums[row] += difference * difference
                  }
                }
                for row in 0..<inBlock { to[(start + row) * count + one] = sums[row] }
              }
            }
          }
        }
      }
    }
  }
}
