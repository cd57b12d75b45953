internal import COpenBLAS

/// Eigenvalues and eigenvectors of a general matrix, which may be complex.
public struct Eigen: Sendable {
  /// The real parts of the eigenvalues.
  public let real: NDArray
  /// The imaginary parts of the eigenvalues.
  public let imaginary: NDArray
  /// The real parts of the eigenvectors, a column each, each of length 1.
  public let vectors: NDArray
  /// The imaginary parts of the eigenvectors.
  public let imaginaryVectors: NDArray

  /// Whether every eigenvalue is real; then `real` and `vectors` say all.
  public var isReal: Bool { !imaginary.any() }
}

extension NDArrayOf where Element == Double {
  /// Eigenvalues and right eigenvectors of a square matrix (LAPACK's `geev`, NumPy's `eig`).
  ///
  /// Complex ones come in pairs a + bi, a - bi.
  ///
  /// - Throws: `LinearAlgebraError.didNotConverge`. Traps if the matrix is not square.
  public func eigen() throws -> Eigen {
    _ = requireMatrix("eigen")
    let n = squareSize(operation: "eigen")
    let (real, imaginary) = (NDArray(uninitialized: [n]), NDArray(uninitialized: [n]))
    let packed = NDArray(uninitialized: [n, n])
    if n == 0 { return Eigen(real: real, imaginary: imaginary, vectors: packed, imaginaryVectors: packed) }
    let memory = columnMajorCopy()
    var (order, info, one) = (Int32(n), Int32(0), Int32(1))
    var size = Int32(-1)
    var (best, nothing) = (0.0, 0.0)
    dgeev_(
      "N", "V", &order, memory.writable, &order, real.writable, imaginary.writable, &nothing, &one, packed.writable,
      &order, &best, &size, &info)
    size = Int32(best)
    var work = [Double](repeating: 0, count: Int(size))
    dgeev_(
      "N", "V", &order, memory.writable, &order, real.writable, imaginary.writable, &nothing, &one, packed.writable,
      &order, &work, &size, &info)
    guard info == 0 else { throw LinearAlgebraError.didNotConverge(operation: "eigen") }
    // LAPACK packs a pair of complex vectors into two columns: the real part, then the imaginary part.
    var (vectors, imaginaryVectors) = (NDArray.zeros(n, n), NDArray.zeros(n, n))
    let columns = NDArray.columnMajor(packed, rows: n, columns: n)
    var column = 0
    while column < n {
      vectors[..., column] = columns[..., column]
      if imaginary[column] != 0, column + 1 < n {
        vectors[..., column + 1] = columns[..., column]
        imaginaryVectors[..., column] = columns[..., column + 1]
        imaginaryVectors[..., column + 1] = -columns[..., column + 1]
        column += 1
      }
      column += 1
    }
    return Eigen(real: real, imaginary: imaginary, vectors: vectors, imaginaryVectors: imaginaryVectors)
  }
}
