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

  /// The factor of a symmetric matrix, of which the lower triangle is read.
  ///
  /// - Parameter shift: A number added to each element of the diagonal first.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`.
  package init(of matrix: NDArray, addingToDiagonal shift: Double = 0) throws {
    let size = matrix.shape[0]
    var factor = matrix.copied()
    var info = 0
    factor.withUnsafeMutableElements { numbers in
      guard let start = numbers.baseAddress else { return }
      if shift != 0 {
        for i in 0..<size { start[i * size + i] += shift }
      }
      info = steadily { Self.decompose(start, size) }
      for i in 0..<size {
        for j in (i + 1)..<max(size, i + 1) { start[i * size + j] = 0 }
      }
    }
    if info != 0 { throw LinearAlgebraError.notPositiveDefinite(order: info) }
    lower = factor
  }

  /// Block column by block column: the factor of its diagonal block, the rows below, and what they take off the rest.
  ///
  /// Returns the order of the leading minor that is not positive, or 0.
  private static func decompose(_ matrix: UnsafeMutablePointer<Double>, _ size: Int) -> Int {
    nonisolated(unsafe) let a = matrix
    let n = Int32(size)
    let isLarge = size > 300
    for first in stride(from: 0, to: size, by: isLarge ? blockSize : Swift.max(size, 1)) {
      let end = isLarge ? Swift.min(first + blockSize, size) : size
      // LAPACK reads columns where we have rows: its upper triangle is our lower one.
      var (width, leading, info) = (Int32(end - first), n, Int32(0))
      dpotrf_("U", &width, a + first * size + first, &leading, &info)
      if info != 0 { return first + Int(info) }
      let count = end - first
      inParts(size - end, size: blockSize, isLarge: true) { part in
        cblas_dtrsm(
          CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, Int32(part.count), Int32(count), 1,
          a + first * size + first, n, a + (end + part.lowerBound) * size + first, n)
      }
      inParts(size - end, size: blockSize, isLarge: true) { part in
        let row = end + part.lowerBound
        cblas_dgemm(
          CblasRowMajor, CblasNoTrans, CblasTrans, Int32(part.count), Int32(part.upperBound), Int32(count), -1,
          a + row * size + first, n, a + end * size + first, n, 1, a + row * size + end, n)
      }
    }
    return 0
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
    let isLarge = n > 150
    var inverse = NDArray.zeros(n, n)
    var result = NDArray.zeros(n, n)
    lower.withUnsafeElements { factor in
      inverse.withUnsafeMutableElements { inverse in
        result.withUnsafeMutableElements { result in
          guard let factor = factor.baseAddress, let inverse = inverse.baseAddress, let result = result.baseAddress
          else { return }
          nonisolated(unsafe) let (l, x, k) = (factor, inverse, result)
          steadily {
            inParts(n, size: Self.blockSize, isLarge: isLarge) { part in
              let start = part.lowerBound
              for i in part { x[i * n + i] = 1 }
              cblas_dtrsm(
                CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, Int32(n - start),
                Int32(part.count), 1, l + start * n + start, Int32(n), x + start * n + start, Int32(n))
            }
            inParts(n, size: Self.blockSize, isLarge: isLarge) { part in
              // Rows of the result, up to the diagonal.
              let start = part.lowerBound
              cblas_dgemm(
                CblasRowMajor, CblasTrans, CblasNoTrans, Int32(part.count), Int32(part.upperBound), Int32(n - start), 1,
                x + start * n + start, Int32(n), x + start * n, Int32(n), 0, k + start * n, Int32(n))
            }
          }
          // Mirror the lower triangle, block by block for the cache.
          for block in stride(from: 0, to: n, by: 32) {
            for i in block..<n {
              for j in block..<Swift.min(i, block + 32) { k[j * n + i] = k[i * n + j] }
            }
          }
        }
      }
    }
    return result
  }
}
