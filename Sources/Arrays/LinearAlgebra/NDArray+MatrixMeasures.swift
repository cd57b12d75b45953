internal import CSystem

/// A way to measure the size of a vector or matrix.
public enum Norm: Sendable, Hashable {
  /// The square root of the sum of squares: Euclid's for vectors, Frobenius's for matrices.
  case frobenius
  /// The sum of magnitudes of a vector; the greatest column sum of magnitudes of a matrix.
  case one
  /// Euclid's norm of a vector; the greatest singular value of a matrix.
  case two
  /// The greatest magnitude of a vector; the greatest row sum of magnitudes of a matrix.
  case infinity
  /// The sum of a matrix's singular values.
  case nuclear
  /// The p-th root of the sum of p-th powers of a vector's magnitudes.
  case power(Double)
}

extension NDArrayOf where Element: FloatingElement {
  /// The determinant of a square matrix, from its LU factors.
  ///
  /// Traps if the matrix is not square.
  public func determinant() -> Element {
    let (sign, logarithm) = logDeterminant()
    return sign == 0 ? 0 : sign * exponential(logarithm)
  }

  /// The sign of the determinant, and the natural logarithm of its magnitude, which does not overflow: NumPy's `slogdet`.
  ///
  /// A singular matrix has the sign 0 and the logarithm of 0, minus infinity. Traps if the matrix is not square.
  public func logDeterminant() -> (sign: Element, logarithm: Element) {
    _ = requireMatrix("determinant")
    let n = squareSize(operation: "determinant")
    if n == 0 { return (1, 0) }
    let memory = columnMajorCopy()
    var pivots = [Int32](repeating: 0, count: n)
    if Lapack<Element>.getrf(n, memory.writable, &pivots) > 0 { return (0, -.infinity) }
    var (sign, sum) = (Element(1), Element(0))
    withExtendedLifetime(memory) {
      for i in 0..<n {
        let diagonal = memory.pointer[i * n + i]
        if Int(pivots[i]) != i + 1 { sign = -sign }
        if diagonal < 0 { sign = -sign }
        sum += naturalLogarithm(diagonal.magnitude)
      }
    }
    return (sign, sum)
  }

  /// The sum of the main diagonal.
  public func trace() -> Element { diagonal().sum() }

  /// The number of singular values that are not negligible.
  ///
  /// - Parameter tolerance: What counts as zero; by default the greatest singular value times the longer side times
  ///   the machine's precision.
  /// - Throws: `LinearAlgebraError.didNotConverge`.
  public func matrixRank(tolerance: Element? = nil) throws -> Int {
    let values = try singularValues()
    if values.isEmpty { return 0 }
    let cut = tolerance ?? values.max() * Element(Swift.max(shape[0], shape[1])) * Element.ulpOfOne
    return (values .> cut).sum()
  }

  /// How much solving with the matrix can magnify relative errors: the greatest singular value over the least.
  ///
  /// - Throws: `LinearAlgebraError.didNotConverge`.
  public func conditionNumber() throws -> Element {
    let values = try singularValues()
    guard !values.isEmpty else { fail("conditionNumber needs a matrix with elements") }
    return values[0] / values[-1]
  }

  /// The condition number of a matrix that elimination found singular.
  func conditionOfSingular() -> Double {
    (try? conditionNumber()).map { $0.isNaN ? .infinity : Double($0) } ?? .infinity
  }

  /// The size of the array: by default the square root of the sum of squares of all elements.
  ///
  /// Traps if the norm is not defined for the array's rank.
  public func norm(_ norm: Norm = .frobenius) -> Element {
    switch (norm, rank) {
    case (.frobenius, _), (.two, 1): return squaredLength().squareRoot()
    case (.one, 1): return abs(self).sum()
    case (.infinity, 1): return abs(self).max()
    case (.power(let p), 1): return power((abs(self) ** Element(p)).sum(), 1 / Element(p))
    case (.one, 2): return abs(self).sum(axis: 0).max()
    case (.infinity, 2): return abs(self).sum(axis: 1).max()
    case (.two, 2): return (try? singularValues())?.max() ?? .nan
    case (.nuclear, 2): return (try? singularValues())?.sum() ?? .nan
    default: fail("norm: \(norm) is not defined for an array of shape \(describe(shape: shape))")
    }
  }

  /// The Euclidean norms of the vectors along an axis.
  public func norm(axis: Int, keepingAxes: Bool = false) -> Self {
    sqrt((self * self).sum(axis: axis, keepingAxes: keepingAxes))
  }

  private func squaredLength() -> Element {
    let dense = contiguous()
    return withExtendedLifetime(dense.storage) { Lapack<Element>.dot(dense.writable, count) }
  }

  /// The Moore-Penrose inverse, from the singular value decomposition.
  ///
  /// - Parameter cutoff: Singular values below this part of the greatest count as zero.
  /// - Throws: `LinearAlgebraError.didNotConverge`.
  public func pseudoInverse(cutoff: Element = 1e-15) throws -> Self {
    let (u, s, vt) = try svd(full: false)
    if s.isEmpty { return Self.zeros(shape[1], shape[0]) }
    let limit = cutoff * s.max()
    let inverted: Self = s.map { $0 > limit ? 1 / $0 : 0 }
    return vt.T.matmul(inverted.expanded(axis: 1) * u.T)
  }

  /// The X for which |A X - B|² is least, and the shortest such X, where this array is A (LAPACK's `gelsd`).
  ///
  /// - Parameters:
  ///   - right: A vector, or a matrix with one right side a column.
  ///   - cutoff: Singular values below this part of the greatest count as zero; by default the machine's precision
  ///     times the longer side.
  /// - Returns: The solution; the sums of squared residuals (empty unless A has full rank and more rows than
  ///   columns); the rank of A; the singular values of A.
  /// - Throws: `LinearAlgebraError.didNotConverge`. Traps if shapes do not fit.
  public func leastSquares(
    _ right: Self, cutoff: Element? = nil
  ) throws -> (solution: Self, residuals: Self, rank: Int, singularValues: Self) {
    let (m, n) = requireMatrix("leastSquares")
    let sides = right.rank == 1 ? right.expanded(axis: 1) : right
    guard sides.rank == 2, sides.shape[0] == m else {
      fail("leastSquares: shapes \(describe(shape: shape)) and \(describe(shape: right.shape)) do not fit")
    }
    guard m > 0, n > 0 else {
      fail("leastSquares needs a matrix with elements, and this one has shape \(describe(shape: shape))")
    }
    let columns = sides.shape[1]
    let longer = Swift.max(m, n)
    let memory = columnMajorCopy()
    let solution = Self.zeros(columns, longer)
    Self(storage: solution.storage, offset: 0, shape: [columns, m], strides: [longer, 1]).write(sides.T)
    let values = Self(uninitialized: [Swift.min(m, n)])
    var found = 0
    let info = withExtendedLifetime(memory) {
      Lapack<Element>.gelsd(
        m, n, columns, memory.writable, solution.writable, values.writable,
        cutoff: cutoff ?? Element.ulpOfOne * Element(longer), rank: &found)
    }
    guard info == 0 else { throw LinearAlgebraError.didNotConverge(operation: "leastSquares") }
    let rest = solution[..., n...]
    let residuals = found == n && m > n ? (rest * rest).sum(axis: 1) : Self.zeros(0)
    let answer = solution[..., ..<n].T.copied()
    return (right.rank == 1 ? answer.squeezed(axis: 1) : answer, residuals, found, values)
  }

  /// The matrix times itself so many times; a negative power is one of the inverse.
  ///
  /// - Throws: `LinearAlgebraError.singularMatrix` for negative powers. Traps if the matrix is not square.
  public func matrixPower(_ exponent: Int) throws -> Self {
    let size = squareSize(operation: "matrixPower")
    var base = exponent < 0 ? try inverse() : self
    var result = Self.eye(size)
    var left = exponent.magnitude
    while left > 0 {
      if left & 1 == 1 { result = result.matmul(base) }
      base = base.matmul(base)
      left >>= 1
    }
    return result
  }
}

// The C library's functions for each type, as NumPy rounds them.

private func naturalLogarithm<Element: FloatingElement>(_ x: Element) -> Element {
  Element.elementKind == .float64 ? Element(CSystem.log(Double(x))) : Element(CSystem.logf(Float(x)))
}

private func exponential<Element: FloatingElement>(_ x: Element) -> Element {
  Element.elementKind == .float64 ? Element(CSystem.exp(Double(x))) : Element(CSystem.expf(Float(x)))
}

private func power<Element: FloatingElement>(_ x: Element, _ exponent: Element) -> Element {
  Element.elementKind == .float64
    ? Element(CSystem.pow(Double(x), Double(exponent))) : Element(CSystem.powf(Float(x), Float(exponent)))
}
