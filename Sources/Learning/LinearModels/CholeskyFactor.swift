import Arrays
internal import COpenBLAS

/// The lower triangular matrix L of a positive definite matrix LLᵀ, to solve systems with.
package struct CholeskyFactor: Sendable {
  /// L, with zeros above the diagonal.
  package let lower: NDArray

  /// A factor that is known.
  package init(lower: NDArray) {
    self.lower = lower
  }

  /// The factor of a symmetric matrix, of which the lower triangle is read.
  ///
  /// - Parameter shift: A number added to each element of the diagonal first.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`.
  package init(of matrix: NDArray, addingToDiagonal shift: Double = 0) throws {
    let size = matrix.shape[0]
    var factor = matrix.copied()
    var info = Int32(0)
    factor.withUnsafeMutableElements { numbers in
      guard let start = numbers.baseAddress else { return }
      if shift != 0 {
        for i in 0..<size { start[i * size + i] += shift }
      }
      // LAPACK reads columns where we have rows: its upper triangle is our lower one.
      var n = Int32(size)
      dpotrf_("U", &n, start, &n, &info)
      for i in 0..<size {
        for j in (i + 1)..<max(size, i + 1) { start[i * size + j] = 0 }
      }
    }
    if info != 0 { throw LinearAlgebraError.notPositiveDefinite(order: Int(info)) }
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
        guard columns > 0, n > 0 else { return }
        cblas_dtrsm(
          CblasRowMajor, CblasLeft, CblasLower, transposed ? CblasTrans : CblasNoTrans, CblasNonUnit, Int32(n),
          Int32(columns), 1, factor.baseAddress, Int32(n), numbers.baseAddress, Int32(columns))
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
  /// The inverse of LLᵀ.
  package func inverse() -> NDArray {
    let n = size
    var result = lower.copied()
    result.withUnsafeMutableElements { numbers in
      guard let start = numbers.baseAddress else { return }
      var (order, info) = (Int32(n), Int32(0))
      dpotri_("U", &order, start, &order, &info)
      // Only the lower triangle was written: mirror it, block by block for the cache.
      for block in stride(from: 0, to: n, by: 32) {
        for i in block..<n {
          for j in block..<Swift.min(i, block + 32) { start[j * n + i] = start[i * n + j] }
        }
      }
    }
    return result
  }
}
