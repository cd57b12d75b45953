import Arrays
internal import COpenBLAS

/// The lower triangular matrix L of a positive definite matrix LLᵀ, to solve systems with.
///
/// Large matrices are worked on in blocks, on all cores, with the same result for any number of them.
package struct CholeskyFactor: Sendable {
  /// L, with zeros above the diagonal.
  package let lower: NDArray
  private static let blockSize = 96

  /// A factor that is known.
  package init(lower: NDArray) {
    self.lower = lower
  }

  /// The factor of a symmetric matrix, of which the lower triangle is read; takes its memory if nobody else holds it.
  ///
  /// - Parameter shift: A number added to each element of the diagonal first.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`.
  package init(of matrix: consuming NDArray, addingToDiagonal shift: Double = 0) throws {
    let size = matrix.shape[0]
    var factor = matrix
    var info = 0
    factor.withUnsafeMutableElements { numbers in
      guard let start = numbers.baseAddress else { return }
      if shift != 0 {
        for i in 0..<size { start[i * size + i] += shift }
      }
      info = steadily { LowerTriangle(start: start, size: size).decompose() }
      for i in 0..<size {
        for j in (i + 1)..<max(size, i + 1) { start[i * size + j] = 0 }
      }
    }
    if info != 0 { throw LinearAlgebraError.notPositiveDefinite(order: info) }
    lower = factor
  }

  /// The size of the matrix.
  package var size: Int { lower.shape[0] }

  /// The solution X of LLᵀX = B, for one right side or a matrix of them.
  package func solve(_ right: NDArray) -> NDArray {
    solveTransposed(solveLower(right))
  }

  /// The solution X of LX = B.
  package func solveLower(_ right: NDArray) -> NDArray { triangular(right, transposed: false) }

  /// The solution X of LᵀX = B.
  package func solveTransposed(_ right: NDArray) -> NDArray { triangular(right, transposed: true) }

  private func triangular(_ right: NDArray, transposed: Bool) -> NDArray {
    var solution = right.copied()
    let columns = right.rank == 1 ? 1 : right.shape[1]
    let n = size
    lower.withUnsafeElements { factor in
      solution.withUnsafeMutableElements { numbers in
        guard columns > 0, n > 0, let target = numbers.baseAddress else { return }
        nonisolated(unsafe) let (into, factor) = (target, factor.baseAddress)
        steadily {
          inParts(columns, size: Self.blockSize, isLarge: n * n * columns > 4_000_000) { part in
            cblas_dtrsm(
              CblasRowMajor, CblasLeft, CblasLower, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit, Int32(n),
              Int32(part.count), 1, factor, Int32(n), into + part.lowerBound, Int32(columns))
          }
        }
      }
    }
    return solution
  }

  /// The logarithm of the determinant of LLᵀ.
  package var logDeterminant: Double {
    lower.withUnsafeElements { numbers in
      var sum = 0.0
      for i in 0..<size { sum += numbers[i * size + i].logarithm }
      return 2 * sum
    }
  }
}

extension CholeskyFactor {
  /// The inverse of LLᵀ: (L⁻¹)ᵀL⁻¹, of which only what is not zero is computed.
  package func inverse() -> NDArray {
    let n = size
    var inverse = lower.copied()
    return NDArray(shape: [n, n]) { (result: UnsafeMutableBufferPointer<Double>) in
      inverse.withUnsafeMutableElements { inverse in
        guard let start = inverse.baseAddress, let into = result.baseAddress else { return }
        let triangle = LowerTriangle(start: start, size: n)
        steadily {
          triangle.invert()
          triangle.squareRows { _, rows, elements, rowLength in
            for row in rows {
              (into + row * n).update(from: elements + (row - rows.lowerBound) * rowLength, count: row + 1)
            }
          }
        }
        // Mirror the lower triangle, block by block for the cache.
        for block in stride(from: 0, to: n, by: 32) {
          for i in block..<n {
            for j in block..<Swift.min(i, block + 32) { into[j * n + i] = into[i * n + j] }
          }
        }
      }
    }
  }
}
