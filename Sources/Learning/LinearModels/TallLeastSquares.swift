import Arrays
internal import COpenBLAS
internal import CVectorMath

/// The shortest least squares solution, a column for each target: that of LAPACK's `gelsd`.
///
/// Rotations change no distances, so of many rows each part is first turned into the triangle of its orthogonal factors,
/// in the fast memory and on all cores, and the triangles are solved for in its place (Demmel, Grigori, Hoemmen and
/// Langou, 2012).
func leastSquaresWeights(_ x: NDArray, _ targets: NDArray, tolerance: Double) throws -> NDArray {
  let (rows, width, outputs) = (x.shape[0], x.shape[1], targets.shape[1])
  let columns = width + outputs
  guard rows >= 8192, columns <= 64 else {
    return try steadily { try x.leastSquares(targets, cutoff: tolerance).solution }
  }
  let size = 1024
  let parts = (rows + size - 1) / size
  let triangles = NDArray(shape: [parts * columns, columns]) { (buffer: UnsafeMutableBufferPointer<Double>) in
    buffer.update(repeating: 0)
    guard let start = buffer.baseAddress else { return }
    nonisolated(unsafe) let into = start
    x.withUnsafeElements { x in
      targets.withUnsafeElements { targets in
        guard let x = x.baseAddress, let targets = targets.baseAddress else { return }
        steadily {
          inParts(rows, size: size, isLarge: true) { part in
            writeTriangle(
              x + part.lowerBound * width, width, targets + part.lowerBound * outputs, outputs, rows: part.count,
              to: into + part.lowerBound / size * columns * columns)
          }
        }
      }
    }
  }
  return try steadily {
    try triangles[..., ..<width].leastSquares(triangles[..., width...], cutoff: tolerance).solution
  }
}

/// Writes the triangle R of the orthogonal factors QR of features and targets side by side, in row order.
private func writeTriangle(
  _ x: UnsafePointer<Double>, _ width: Int, _ targets: UnsafePointer<Double>, _ outputs: Int, rows: Int,
  to triangle: UnsafeMutablePointer<Double>
) {
  let columns = width + outputs
  let blocks = 32 * columns
  withUnsafeTemporaryAllocation(of: Double.self, capacity: rows * columns + columns + blocks) { memory in
    guard let matrix = memory.baseAddress else { return }
    let bytes = MemoryLayout<Double>.size
    vector_transpose(bytes, x, width, matrix, rows, width, rows)
    vector_transpose(bytes, targets, outputs, matrix + rows * width, rows, outputs, rows)
    var (height, across, leading, work, info) = (Int32(rows), Int32(columns), Int32(rows), Int32(blocks), Int32(0))
    let factors = matrix + rows * columns
    dgeqrf_(&height, &across, matrix, &leading, factors, factors + columns, &work, &info)
    for row in 0..<Swift.min(rows, columns) {
      for column in row..<columns { triangle[row * columns + column] = matrix[column * rows + row] }
    }
  }
}
