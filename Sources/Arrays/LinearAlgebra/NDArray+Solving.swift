extension NDArrayOf where Element: FloatingElement {
  /// The inverse of a square matrix, or of every matrix of a stack.
  ///
  /// Solves A X = I by an LU factorisation with row exchanges (LAPACK's `gesv`), as NumPy's `linalg.inv` does; large
  /// matrices are inverted from their factors (`getri`), which takes a quarter fewer operations.
  ///
  /// - Throws: `LinearAlgebraError.singularMatrix` with the condition number. Traps if the matrix is not square.
  public func inverse() throws -> Self {
    let size = squareSize(operation: "inverse")
    if rank == 2 && size >= 384 { return try inverseFromFactors(size) }
    return try solving(Self.eye(size).broadcast(to: shape), operation: "inverse")
  }

  private func inverseFromFactors(_ n: Int) throws -> Self {
    // The inverse of the transpose is the transpose of the inverse: rows may stand for columns.
    let result = copied()
    var pivots = [Int32](repeating: 0, count: n)
    guard Lapack<Element>.getrf(n, result.writable, &pivots) == 0,
      Lapack<Element>.getri(n, result.writable, &pivots) == 0
    else { throw LinearAlgebraError.singularMatrix(operation: "inverse", size: n, condition: conditionOfSingular()) }
    return result
  }

  /// The solution X of A X = B, where this array is A.
  ///
  /// - Parameter right: A vector, or a matrix with one right side a column.
  /// - Throws: `LinearAlgebraError.singularMatrix` with the condition number. Traps if shapes do not fit.
  public func solve(_ right: Self) throws -> Self {
    let size = squareSize(operation: "solve")
    let isVector = right.rank == 1
    let columns = isVector ? right.expanded(axis: 1) : right
    guard columns.rank >= 2, columns.shape[columns.rank - 2] == size else {
      fail("solve: shapes \(describe(shape: shape)) and \(describe(shape: right.shape)) do not fit")
    }
    let solution = try solving(columns, operation: "solve")
    return isVector ? solution.squeezed(axis: -1) : solution
  }

  /// Solves each system of a stack; the leading axes broadcast.
  private func solving(_ right: Self, operation: String) throws -> Self {
    let (n, columns) = (shape[rank - 1], right.shape[right.rank - 1])
    let stack = broadcastShape(Array(shape.dropLast(2)), Array(right.shape.dropLast(2)), operation: operation)
    let matrices = broadcast(to: stack + [n, n])
    let sides = right.broadcast(to: stack + [n, columns])
    let result = Self(uninitialized: stack + [n, columns])
    if n == 0 || columns == 0 { return result }
    // LAPACK's matrices are column-major: ours, transposed and dense.
    let systems = matrices.swapped(axes: -1, -2).copied()
    let solutions = sides.swapped(axes: -1, -2).copied()
    var pivots = [Int32](repeating: 0, count: n)
    for i in 0..<elementCount(stack, operation: operation) {
      let a = UnsafeMutablePointer(mutating: systems.pointer) + i * n * n
      let b = UnsafeMutablePointer(mutating: solutions.pointer) + i * n * columns
      let info = withExtendedLifetime((systems, solutions)) { Lapack<Element>.gesv(n, columns, a, &pivots, b) }
      guard info == 0 else {
        let matrix = matrices.reshaped(-1, n, n)[i, ...]
        throw LinearAlgebraError.singularMatrix(operation: operation, size: n, condition: matrix.conditionOfSingular())
      }
    }
    result.write(solutions.swapped(axes: -1, -2))
    return result
  }

  /// The length of the last two axes; traps if they differ.
  func squareSize(operation: String) -> Int {
    guard rank >= 2, shape[rank - 1] == shape[rank - 2] else {
      fail("\(operation) needs a square matrix, and this one has shape \(describe(shape: shape))")
    }
    return shape[rank - 1]
  }
}
