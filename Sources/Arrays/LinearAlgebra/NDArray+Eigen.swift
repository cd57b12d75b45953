/// Eigenvalues and eigenvectors of a general matrix, which may be complex.
public struct Eigen<Element: FloatingElement>: Sendable {
  /// The real parts of the eigenvalues.
  public let real: NDArrayOf<Element>
  /// The imaginary parts of the eigenvalues.
  public let imaginary: NDArrayOf<Element>
  /// The real parts of the eigenvectors, a column each, each of length 1.
  public let vectors: NDArrayOf<Element>
  /// The imaginary parts of the eigenvectors.
  public let imaginaryVectors: NDArrayOf<Element>

  /// Whether every eigenvalue is real; then `real` and `vectors` say all.
  public var isReal: Bool { !imaginary.any() }
}

extension NDArrayOf where Element: FloatingElement {
  /// Eigenvalues and right eigenvectors of a square matrix (LAPACK's `geev`, NumPy's `eig`).
  ///
  /// Complex ones come in pairs a + bi, a - bi.
  ///
  /// - Throws: `LinearAlgebraError.didNotConverge`. Traps if the matrix is not square.
  public func eigen() throws -> Eigen<Element> {
    _ = requireMatrix("eigen")
    let n = squareSize(operation: "eigen")
    let (real, imaginary) = (Self(uninitialized: [n]), Self(uninitialized: [n]))
    let packed = Self(uninitialized: [n, n])
    if n == 0 { return Eigen(real: real, imaginary: imaginary, vectors: packed, imaginaryVectors: packed) }
    let memory = columnMajorCopy()
    let info = withExtendedLifetime(memory) {
      Lapack<Element>.geev(
        n, memory.writable, real: real.writable, imaginary: imaginary.writable, vectors: packed.writable)
    }
    guard info == 0 else { throw LinearAlgebraError.didNotConverge(operation: "eigen") }
    // LAPACK packs a pair of complex vectors into two columns: the real part, then the imaginary part.
    var (vectors, imaginaryVectors) = (Self.zeros(n, n), Self.zeros(n, n))
    let columns = Self.columnMajor(packed, rows: n, columns: n)
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
