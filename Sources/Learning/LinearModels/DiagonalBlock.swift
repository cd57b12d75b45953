internal import COpenBLAS

/// A small block on the diagonal of a triangular factor, and its inverse.
///
/// A product with the inverse takes a third of the time of solving; where the block is so badly conditioned that digits
/// would be lost, it is solved with all the same.
struct DiagonalBlock {
  /// How many rows a block has at most.
  static let size = 32
  /// The greatest condition of a block whose inverse is used.
  private static let greatestCondition = 1e3

  /// The lower triangle of the block.
  let factor: UnsafeMutablePointer<Double>
  /// How far apart the rows of the factor, and of what is divided by it, are.
  let rowLength: Int
  /// How many rows the block has.
  let size: Int
  /// Where the inverse stands: a row of `DiagonalBlock.size` numbers for each, zeros above the diagonal; the first is
  /// not a number if the inverse is not to be used.
  let inverse: UnsafeMutablePointer<Double>

  /// Computes the inverse.
  func invert() {
    var (width, leading, info) = (Int32(size), Int32(Self.size), Int32(0))
    for i in 0..<size {
      for j in 0..<size { inverse[i * Self.size + j] = j <= i ? factor[i * rowLength + j] : 0 }
    }
    let norm = greatestRow()
    dtrtri_("U", "N", &width, inverse, &leading, &info)
    if info != 0 || !(norm * greatestRow() <= Self.greatestCondition) { inverse[0] = .nan }
  }

  /// The greatest sum of magnitudes in a row of what stands where the inverse does.
  private func greatestRow() -> Double {
    var greatest = 0.0
    for i in 0..<size {
      var sum = 0.0
      for j in 0...i { sum += inverse[i * Self.size + j].magnitude }
      greatest = Swift.max(greatest, sum)
    }
    return greatest
  }

  /// Puts XL⁻ᵀ in the place of rows X.
  func divide(_ rows: UnsafeMutablePointer<Double>, _ height: Int) {
    if inverse[0].isNaN {
      cblas_dtrsm(
        CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, Int32(height), Int32(size), 1, factor,
        Int32(rowLength), rows, Int32(rowLength))
      return
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: height * size) { copies in
      guard let from = copies.baseAddress else { return }
      for i in 0..<height { (from + i * size).update(from: rows + i * rowLength, count: size) }
      cblas_dgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, Int32(height), Int32(size), Int32(size), 1, from, Int32(size), inverse,
        Int32(Self.size), 0, rows, Int32(rowLength))
    }
  }
}
