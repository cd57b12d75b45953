internal import COpenBLAS

extension NDArrayOf where Element == Double {
  /// The matrix in column-major order with memory of its own, as LAPACK overwrites it.
  func columnMajorCopy() -> NDArray { T.copied() }

  func requireMatrix(_ operation: String) -> (rows: Int, columns: Int) {
    guard rank == 2 else { fail("\(operation) needs a matrix, and this array has shape \(describe(shape: shape))") }
    return (shape[0], shape[1])
  }

  /// A matrix that LAPACK left in column-major order.
  static func columnMajor(_ memory: NDArray, rows: Int, columns: Int) -> NDArray {
    NDArray(storage: memory.storage, offset: memory.offset, shape: [rows, columns], strides: [1, rows])
  }

  var writable: UnsafeMutablePointer<Double> { UnsafeMutablePointer(mutating: pointer) }

  /// The lower triangular L of A = L Lᵀ for a symmetric positive definite matrix; only its lower half is read.
  ///
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`. Traps if the matrix is not square.
  public func cholesky() throws -> NDArray {
    _ = requireMatrix("cholesky")
    let n = squareSize(operation: "cholesky")
    let memory = columnMajorCopy()
    var (order, info) = (Int32(n), Int32(0))
    var leading = Int32(Swift.max(n, 1))
    dpotrf_("L", &order, memory.writable, &leading, &info)
    guard info == 0 else { throw LinearAlgebraError.notPositiveDefinite(order: Int(info)) }
    return NDArray.columnMajor(memory, rows: n, columns: n).lowerTriangle()
  }

  /// The factors of A = Q R: columns of Q at right angles and of length 1, R upper triangular (LAPACK's `geqrf`).
  ///
  /// For m rows and n columns and k = min(m, n), Q is m x k and R is k x n.
  public func qr() -> (q: NDArray, r: NDArray) {
    let (m, n) = requireMatrix("qr")
    let k = Swift.min(m, n)
    if k == 0 { return (NDArray.zeros(m, 0), NDArray.zeros(0, n)) }
    let memory = columnMajorCopy()
    var (rows, columns, inner, info) = (Int32(m), Int32(n), Int32(k), Int32(0))
    var factors = [Double](repeating: 0, count: k)
    var size = Int32(-1)
    var best = 0.0
    dgeqrf_(&rows, &columns, memory.writable, &rows, &factors, &best, &size, &info)
    size = Int32(best)
    var work = [Double](repeating: 0, count: Int(size))
    dgeqrf_(&rows, &columns, memory.writable, &rows, &factors, &work, &size, &info)
    let r = NDArray.columnMajor(memory, rows: m, columns: n)[..<k, ...].upperTriangle()
    size = -1
    dorgqr_(&rows, &inner, &inner, memory.writable, &rows, &factors, &best, &size, &info)
    size = Int32(best)
    work = [Double](repeating: 0, count: Int(size))
    dorgqr_(&rows, &inner, &inner, memory.writable, &rows, &factors, &work, &size, &info)
    return (NDArray.columnMajor(memory, rows: m, columns: n)[..., ..<k].copied(), r)
  }

  /// The singular value decomposition A = U diag(s) Vᵀ (LAPACK's `gesdd`), singular values falling.
  ///
  /// - Parameter full: Whether U and Vᵀ are square (the default, as in NumPy) or only as large as A needs them.
  /// - Throws: `LinearAlgebraError.didNotConverge`. Traps unless this is a matrix.
  public func svd(full: Bool = true) throws -> (u: NDArray, s: NDArray, vt: NDArray) {
    let (m, n) = requireMatrix("svd")
    let k = Swift.min(m, n)
    if k == 0 { return (NDArray.eye(m, full ? m : 0), NDArray.zeros(0), NDArray.eye(full ? n : 0, n)) }
    let (uColumns, vRows) = (full ? m : k, full ? n : k)
    let u = NDArray(uninitialized: [uColumns, m])
    let vt = NDArray(uninitialized: [n, vRows])
    let s = NDArray(uninitialized: [k])
    try gesdd(job: full ? "A" : "S", u: u.writable, s: s.writable, vt: vt.writable, vtRows: vRows)
    return (NDArray.columnMajor(u, rows: m, columns: uColumns), s, NDArray.columnMajor(vt, rows: vRows, columns: n))
  }

  /// The singular values, falling.
  ///
  /// - Throws: `LinearAlgebraError.didNotConverge`.
  public func singularValues() throws -> NDArray {
    let (m, n) = requireMatrix("singularValues")
    let s = NDArray(uninitialized: [Swift.min(m, n)])
    if s.isEmpty { return s }
    var nothing = 0.0
    try withUnsafeMutablePointer(to: &nothing) { try gesdd(job: "N", u: $0, s: s.writable, vt: $0, vtRows: 1) }
    return s
  }

  private func gesdd(
    job: String, u: UnsafeMutablePointer<Double>, s: UnsafeMutablePointer<Double>, vt: UnsafeMutablePointer<Double>,
    vtRows: Int
  ) throws {
    let memory = columnMajorCopy()
    var (rows, columns, info) = (Int32(shape[0]), Int32(shape[1]), Int32(0))
    var leading = Int32(vtRows)
    var integers = [Int32](repeating: 0, count: 8 * Swift.min(shape[0], shape[1]))
    var size = Int32(-1)
    var best = 0.0
    dgesdd_(job, &rows, &columns, memory.writable, &rows, s, u, &rows, vt, &leading, &best, &size, &integers, &info)
    size = Int32(best)
    var work = [Double](repeating: 0, count: Int(size))
    dgesdd_(job, &rows, &columns, memory.writable, &rows, s, u, &rows, vt, &leading, &work, &size, &integers, &info)
    guard info == 0 else { throw LinearAlgebraError.didNotConverge(operation: "svd") }
  }

  /// Eigenvalues, rising, and eigenvectors, a column each, of a symmetric matrix, of which only the lower half is read
  /// (LAPACK's `syevd`, NumPy's `eigh`).
  ///
  /// - Throws: `LinearAlgebraError.didNotConverge`. Traps if the matrix is not square.
  public func symmetricEigen() throws -> (values: NDArray, vectors: NDArray) {
    let (values, memory) = try syevd(vectors: true)
    return (values, NDArray.columnMajor(memory, rows: shape[0], columns: shape[0]))
  }

  /// The eigenvalues, rising, of a symmetric matrix, of which only the lower half is read.
  ///
  /// - Throws: `LinearAlgebraError.didNotConverge`. Traps if the matrix is not square.
  public func symmetricEigenvalues() throws -> NDArray { try syevd(vectors: false).values }

  private func syevd(vectors: Bool) throws -> (values: NDArray, memory: NDArray) {
    _ = requireMatrix("symmetricEigen")
    let n = squareSize(operation: "symmetricEigen")
    let memory = columnMajorCopy()
    let values = NDArray(uninitialized: [n])
    if n == 0 { return (values, memory) }
    var (order, info) = (Int32(n), Int32(0))
    var (size, integerSize) = (Int32(-1), Int32(-1))
    var (best, bestInteger) = (0.0, Int32(0))
    let job = vectors ? "V" : "N"
    dsyevd_(job, "L", &order, memory.writable, &order, values.writable, &best, &size, &bestInteger, &integerSize, &info)
    (size, integerSize) = (Int32(best), bestInteger)
    var work = [Double](repeating: 0, count: Int(size))
    var integers = [Int32](repeating: 0, count: Int(integerSize))
    dsyevd_(job, "L", &order, memory.writable, &order, values.writable, &work, &size, &integers, &integerSize, &info)
    guard info == 0 else { throw LinearAlgebraError.didNotConverge(operation: "symmetricEigen") }
    return (values, memory)
  }
}
