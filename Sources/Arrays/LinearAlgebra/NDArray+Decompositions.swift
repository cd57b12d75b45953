extension NDArrayOf where Element: FloatingElement {
  /// The matrix in column-major order with memory of its own, as LAPACK overwrites it.
  func columnMajorCopy() -> Self { T.copied() }

  func requireMatrix(_ operation: String) -> (rows: Int, columns: Int) {
    guard rank == 2 else { fail("\(operation) needs a matrix, and this array has shape \(describe(shape: shape))") }
    return (shape[0], shape[1])
  }

  /// A matrix that LAPACK left in column-major order.
  static func columnMajor(_ memory: Self, rows: Int, columns: Int) -> Self {
    Self(storage: memory.storage, offset: memory.offset, shape: [rows, columns], strides: [1, rows])
  }

  var writable: UnsafeMutablePointer<Element> { UnsafeMutablePointer(mutating: pointer) }

  /// The lower triangular L of A = L Lᵀ for a symmetric positive definite matrix; only its lower half is read.
  ///
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`. Traps if the matrix is not square.
  public func cholesky() throws -> Self {
    _ = requireMatrix("cholesky")
    let n = squareSize(operation: "cholesky")
    let memory = columnMajorCopy()
    let info = Lapack<Element>.potrf(n, memory.writable)
    guard info == 0 else { throw LinearAlgebraError.notPositiveDefinite(order: info) }
    return Self.columnMajor(memory, rows: n, columns: n).lowerTriangle()
  }

  /// The factors of A = Q R: columns of Q at right angles and of length 1, R upper triangular (LAPACK's `geqrf`).
  ///
  /// For m rows and n columns and k = min(m, n), Q is m x k and R is k x n.
  public func qr() -> (q: Self, r: Self) {
    let (m, n) = requireMatrix("qr")
    let k = Swift.min(m, n)
    if k == 0 { return (Self.zeros(m, 0), Self.zeros(0, n)) }
    let memory = columnMajorCopy()
    let factors = Self(uninitialized: [k])
    Lapack<Element>.geqrf(m, n, memory.writable, factors.writable)
    let r = Self.columnMajor(memory, rows: m, columns: n)[..<k, ...].upperTriangle()
    withExtendedLifetime(factors) { Lapack<Element>.orgqr(m, k, memory.writable, factors.writable) }
    return (Self.columnMajor(memory, rows: m, columns: n)[..., ..<k].copied(), r)
  }

  /// The singular value decomposition A = U diag(s) Vᵀ (LAPACK's `gesdd`), singular values falling.
  ///
  /// - Parameter full: Whether U and Vᵀ are square (the default, as in NumPy) or only as large as A needs them.
  /// - Throws: `LinearAlgebraError.didNotConverge`. Traps unless this is a matrix.
  public func svd(full: Bool = true) throws -> (u: Self, s: Self, vt: Self) {
    let (m, n) = requireMatrix("svd")
    let k = Swift.min(m, n)
    if k == 0 { return (Self.eye(m, full ? m : 0), Self.zeros(0), Self.eye(full ? n : 0, n)) }
    let (uColumns, vRows) = (full ? m : k, full ? n : k)
    let u = Self(uninitialized: [uColumns, m])
    let vt = Self(uninitialized: [n, vRows])
    let s = Self(uninitialized: [k])
    try gesdd(job: full ? "A" : "S", u: u.writable, s: s.writable, vt: vt.writable, vtRows: vRows)
    return (Self.columnMajor(u, rows: m, columns: uColumns), s, Self.columnMajor(vt, rows: vRows, columns: n))
  }

  /// The singular values, falling.
  ///
  /// - Throws: `LinearAlgebraError.didNotConverge`.
  public func singularValues() throws -> Self {
    let (m, n) = requireMatrix("singularValues")
    let s = Self(uninitialized: [Swift.min(m, n)])
    if s.isEmpty { return s }
    // No vectors are asked for, so their places are never looked at.
    try gesdd(job: "N", u: s.writable, s: s.writable, vt: s.writable, vtRows: 1)
    return s
  }

  private func gesdd(
    job: String, u: UnsafeMutablePointer<Element>, s: UnsafeMutablePointer<Element>, vt: UnsafeMutablePointer<Element>,
    vtRows: Int
  ) throws {
    let memory = columnMajorCopy()
    let info = withExtendedLifetime(memory) {
      Lapack<Element>.gesdd(job: job, shape[0], shape[1], memory.writable, s: s, u: u, vt: vt, vtRows: vtRows)
    }
    guard info == 0 else { throw LinearAlgebraError.didNotConverge(operation: "svd") }
  }

  /// Eigenvalues, rising, and eigenvectors, a column each, of a symmetric matrix, of which only the lower half is read
  /// (LAPACK's `syevd`, NumPy's `eigh`).
  ///
  /// - Throws: `LinearAlgebraError.didNotConverge`. Traps if the matrix is not square.
  public func symmetricEigen() throws -> (values: Self, vectors: Self) {
    let (values, memory) = try syevd(vectors: true)
    return (values, Self.columnMajor(memory, rows: shape[0], columns: shape[0]))
  }

  /// The eigenvalues, rising, of a symmetric matrix, of which only the lower half is read.
  ///
  /// - Throws: `LinearAlgebraError.didNotConverge`. Traps if the matrix is not square.
  public func symmetricEigenvalues() throws -> Self { try syevd(vectors: false).values }

  private func syevd(vectors: Bool) throws -> (values: Self, memory: Self) {
    _ = requireMatrix("symmetricEigen")
    let n = squareSize(operation: "symmetricEigen")
    let memory = columnMajorCopy()
    let values = Self(uninitialized: [n])
    if n == 0 { return (values, memory) }
    let info = Lapack<Element>.syevd(job: vectors ? "V" : "N", n, memory.writable, values.writable)
    guard info == 0 else { throw LinearAlgebraError.didNotConverge(operation: "symmetricEigen") }
    return (values, memory)
  }
}
