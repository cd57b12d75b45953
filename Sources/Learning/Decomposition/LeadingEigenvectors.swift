import Arrays
internal import COpenBLAS

/// All eigenvalues of a symmetric matrix, and the vectors of the greatest.
///
/// Computing every vector takes three quarters of the time that a decomposition takes. Here the matrix is made
/// tridiagonal, and only the vectors that are wanted are found, by inverse iteration (as in LAPACK's `dsyevr`, Dhillon and
/// Parlett, for a part of the spectrum).
struct LeadingEigenvectors {
  /// The eigenvalues, falling: n.
  let values: NDArray
  /// The vectors of the greatest, one a row: `count` × n.
  let vectors: NDArray

  /// Whether so few vectors of so large a matrix are found sooner this way. Small matrices are decomposed whole.
  static func pays(count: Int, of size: Int) -> Bool { size >= 100 && count >= 1 && count * 4 <= size }

  /// Decomposes a matrix.
  ///
  /// - Parameters:
  ///   - matrix: n × n, symmetric.
  ///   - count: How many vectors are wanted, 1 to n.
  ///
  /// Gives nil where LAPACK does not converge, or where numbers are so great or small that it would have to scale them.
  /// Complexity: 4/3 n³ operations.
  init?(of matrix: NDArray, count: Int) {
    let size = matrix.shape[0]
    let greatest = abs(matrix).max()
    guard greatest > 1e-100, greatest < 1e100 else { return nil }
    var (n, info) = (Int32(size), Int32(0))
    var reflections = matrix.elements
    var (diagonal, beside, factors) = (Self.zeros(size), Self.zeros(size), Self.zeros(size))
    Self.withWorkspace { work, length in
      dsytrd_("L", &n, &reflections, &n, &diagonal, &beside, &factors, work, length, &info)
    }
    guard info == 0 else { return nil }

    var (all, rest) = (diagonal, beside)
    dsterf_(&n, &all, &rest, &info)
    guard info == 0 else { return nil }

    var (found, blocks) = (Int32(0), Int32(0))
    var (first, last, unused) = (Int32(size - count + 1), Int32(size), 0.0)
    // Twice the least number that can be inverted: the most exact that bisection can be.
    var tolerance = 2 * Double.leastNormalMagnitude
    var (some, work) = (Self.zeros(size), Self.zeros(5 * size))
    var (block, ends, integers) = ([Int32](repeating: 0, count: size), [Int32](repeating: 0, count: size), [Int32](repeating: 0, count: 3 * size))
    dstebz_(
      "I", "B", &n, &unused, &unused, &first, &last, &tolerance, &diagonal, &beside, &found, &blocks, &some, &block, &ends,
      &work, &integers, &info)
    guard info == 0, found == Int32(count) else { return nil }
    var (columns, failures) = (Self.zeros(size * count), [Int32](repeating: 0, count: count))
    dstein_(&n, &diagonal, &beside, &found, &some, &block, &ends, &columns, &n, &work, &integers, &failures, &info)
    guard info == 0 else { return nil }
    Self.withWorkspace { work, length in
      dormtr_("L", "L", "N", &n, &found, &reflections, &n, &factors, &columns, &n, work, length, &info)
    }
    guard info == 0 else { return nil }

    // Vectors come block by block of the tridiagonal matrix.
    let order = (0..<count).sorted { some[$0] > some[$1] }
    values = NDArray(all.reversed())
    vectors = NDArray(order.flatMap { columns[($0 * size)..<(($0 + 1) * size)] }, shape: [count, size])
  }

  private static func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }

  /// Asks how much workspace is best, then works with it.
  private static func withWorkspace(_ call: (_ work: UnsafeMutablePointer<Double>, _ length: UnsafePointer<Int32>) -> Void) {
    var (best, length) = (0.0, Int32(-1))
    call(&best, &length)
    length = Int32(best)
    var work = zeros(Swift.max(1, Int(length)))
    call(&work, &length)
  }
}
