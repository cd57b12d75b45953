import Arrays
internal import COpenBLAS

/// The lower triangle of a square matrix in row order, worked on where it stands.
///
/// Halves of halves, so that nearly all of the work is products of large blocks. How it is divided depends on the size
/// alone, and so do the digits, however many cores there are.
struct LowerTriangle {
  /// The first element of the matrix.
  let start: UnsafeMutablePointer<Double>
  /// How many rows and columns there are.
  let size: Int
  /// Whether all cores work on it, as against the one that calls. The last digits may depend on it.
  var usesAllCores = true

  /// What is not halved any more when it is inverted.
  private static let leaf = 64

  private func half(_ size: Int) -> Int { (size / 2 + 31) / 32 * 32 }

  private func inParts(_ count: Int, depth: Int, _ body: (Range<Int>) -> Void) {
    // Rows or columns that one core takes at a time: more if there are many, since each reads all that is beside, and
    // all if it is alone.
    Learning.inParts(
      count, size: usesAllCores ? Swift.max(96, count / 16) : count, isLarge: usesAllCores && count * depth > 20_000,
      body)
  }

  /// Puts the Cholesky factor in the place of a positive definite matrix; reads and writes nothing above the diagonal
  /// but in blocks on it.
  ///
  /// Returns the order of the leading minor that is not positive, or 0.
  func decompose() -> Int {
    if size <= 300 {
      // LAPACK reads columns where we have rows: its upper triangle is our lower one.
      var (width, leading, info) = (Int32(size), Int32(size), Int32(0))
      dpotrf_("U", &width, start, &leading, &info)
      return Int(info)
    }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: size * DiagonalBlock.size) { inverses in
      decompose(0, size, inverses.baseAddress.unsafelyUnwrapped)
    }
  }

  private func decompose(_ first: Int, _ count: Int, _ inverses: UnsafeMutablePointer<Double>) -> Int {
    let row = Int32(size)
    let a = start + first * size + first
    if count <= DiagonalBlock.size {
      var (width, leading, info) = (Int32(count), row, Int32(0))
      dpotrf_("U", &width, a, &leading, &info)
      if info == 0 { block(first, count, inverses).invert() }
      return Int(info)
    }
    let h = half(count)
    let info = decompose(first, h, inverses)
    if info != 0 { return info }
    let (below, corner) = (a + h * size, a + h * size + h)
    inParts(count - h, depth: h) { part in
      divide(below + part.lowerBound * size, part.count, first, h, inverses)
    }
    inParts(count - h, depth: h) { part in
      let rows = below + part.lowerBound * size
      let target = corner + part.lowerBound * size
      if part.lowerBound > 0 {
        cblas_dgemm(
          CblasRowMajor, CblasNoTrans, CblasTrans, Int32(part.count), Int32(part.lowerBound), Int32(h), -1, rows, row,
          below, row, 1, target, row)
      }
      cblas_dsyrk(
        CblasRowMajor, CblasLower, CblasNoTrans, Int32(part.count), Int32(h), -1, rows, row, 1,
        target + part.lowerBound, row)
    }
    let rest = decompose(first + h, count - h, inverses)
    return rest == 0 ? 0 : h + rest
  }

  private func block(_ first: Int, _ count: Int, _ inverses: UnsafeMutablePointer<Double>) -> DiagonalBlock {
    DiagonalBlock(
      factor: start + first * size + first, rowLength: size, size: count,
      inverse: inverses + first * DiagonalBlock.size)
  }

  /// Puts XL⁻ᵀ in the place of rows X, for the factor L of `count` rows from `first` on.
  private func divide(
    _ rows: UnsafeMutablePointer<Double>, _ height: Int, _ first: Int, _ count: Int,
    _ inverses: UnsafeMutablePointer<Double>
  ) {
    if count <= DiagonalBlock.size { return block(first, count, inverses).divide(rows, height) }
    let (h, row) = (half(count), Int32(size))
    divide(rows, height, first, h, inverses)
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(height), Int32(count - h), Int32(h), -1, rows, row,
      start + (first + h) * size + first, row, 1, rows + h, row)
    divide(rows + h, height, first + h, count - h, inverses)
  }

  /// The solution X of LLᵀX = B, for a matrix of right sides.
  func solve(_ right: NDArray) -> NDArray {
    var solution = right.copied()
    let columns = Int32(right.shape[1])
    solution.withUnsafeMutableElements { numbers in
      for transpose in [CblasNoTrans, CblasTrans] {
        cblas_dtrsm(
          CblasRowMajor, CblasLeft, CblasLower, transpose, CblasNonUnit, Int32(size), columns, 1, start, Int32(size),
          numbers.baseAddress, columns)
      }
    }
    return solution
  }

  /// Puts its inverse in the place of a triangular matrix; nothing above the diagonal is read or written.
  func invert() { invert(start, size) }

  private func invert(_ a: UnsafeMutablePointer<Double>, _ count: Int) {
    let row = Int32(size)
    if count <= Self.leaf {
      var (width, leading, info) = (Int32(count), row, Int32(0))
      dtrtri_("U", "N", &width, a, &leading, &info)
      return
    }
    let h = half(count)
    let (below, corner) = (a + h * size, a + h * size + h)
    invert(a, h)
    invert(corner, count - h)
    // What stands below the first block is X in (L₁ 0; L₂ L₃)⁻¹ = (L₁⁻¹ 0; X L₃⁻¹), so X = −L₃⁻¹ L₂ L₁⁻¹.
    inParts(count - h, depth: h) { part in
      cblas_dtrmm(
        CblasRowMajor, CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, Int32(part.count), Int32(h), -1, a, row,
        below + part.lowerBound * size, row)
    }
    inParts(h, depth: count - h) { part in
      cblas_dtrmm(
        CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, Int32(count - h), Int32(part.count), 1,
        corner, row, below + part.lowerBound, row)
    }
  }

  /// How many rows `squareRows` gives at a time.
  static let stripHeight = 48

  /// For a triangular matrix X, a few rows of XᵀX up to the diagonal after another: the inverse of LLᵀ, if X is that
  /// of L. The matrix is used up.
  ///
  /// - Parameter body: Takes the number of a strip, its rows, their elements, and how far apart the rows of these are.
  func squareRows(
    _ body: (_ strip: Int, _ rows: Range<Int>, _ elements: UnsafeMutablePointer<Double>, _ rowLength: Int) -> Void
  ) {
    let height = Self.stripHeight
    if !usesAllCores {
      var (width, info) = (Int32(size), Int32(0))
      dlauum_("U", &width, start, &width, &info)
      Learning.inParts(size, size: height, isLarge: false) { rows in
        body(rows.lowerBound / height, rows, start + rows.lowerBound * size, size)
      }
      return
    }
    Learning.inParts(size, size: height, isLarge: size > 150) { rows in
      let (first, count) = (rows.lowerBound, rows.count)
      for i in rows {
        for j in (i + 1)..<Swift.max(rows.upperBound, i + 1) { start[i * size + j] = 0 }
      }
      withUnsafeTemporaryAllocation(of: Double.self, capacity: count * rows.upperBound) { strip in
        guard let strip = strip.baseAddress else { return }
        cblas_dgemm(
          CblasRowMajor, CblasTrans, CblasNoTrans, Int32(count), Int32(rows.upperBound), Int32(size - first), 1,
          start + first * size + first, Int32(size), start + first * size, Int32(size), 0, strip,
          Int32(rows.upperBound))
        body(first / height, rows, strip, rows.upperBound)
      }
    }
  }
}
