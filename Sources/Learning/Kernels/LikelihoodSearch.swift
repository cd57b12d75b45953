import Arrays
internal import COpenBLAS
import DataFrames
internal import CSystem

/// The log marginal likelihood of one set of examples for many kernels, and its gradient, as a minimiser asks for them.
///
/// Examples that occur several times count once: c of them with targets of mean ȳ and noise of variance α are as good
/// as one with target ȳ and noise of variance α/c, but for terms that no kernel moves.
final class LikelihoodSearch: @unchecked Sendable {
  private let kernel: any Kernel
  private let pairs: PairTable
  /// The mean target of each distinct example, a column for each target.
  private let targets: NDArray
  /// What is added to the diagonal for each.
  private let noise: [Double]
  /// The terms that no kernel moves.
  private let constant: Double
  /// What has been evaluated: searches from several starts meet at the bounds.
  private var known: [[Double]: (value: Double, gradient: [Double])] = [:]
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  /// The search for a kernel's parameters, or `nil` if it is not made of the kernels of this room.
  init?(_ kernel: any Kernel, _ examples: NDArray, _ targets: NDArray, alpha: Double) {
    guard let form = RowKernel(kernel) else { return nil }
    self.kernel = kernel
    // So little noise is rounding to a large matrix: then the matrix is asked, and not what would be exact.
    let groups = form.tellsDoublesApart || alpha < 1e-6 ? nil : DistinctRows(examples)
    let outputs = Double(targets.shape[1])
    if let groups {
      pairs = PairTable(groups.examples(examples))
      self.targets = groups.means(targets)
      noise = groups.counts.map { alpha / Double($0) }
      let doubles = Double(examples.shape[0] - groups.counts.count)
      let logCounts = groups.counts.reduce(0.0) { $0 + Double($1).logarithm }
      constant =
        -0.5 * groups.squares(targets, around: self.targets) / alpha
        - outputs / 2 * (logCounts + doubles * (2 * Double.pi * alpha).logarithm)
    } else {
      pairs = PairTable(examples)
      self.targets = targets.contiguous()
      noise = [Double](repeating: alpha, count: examples.shape[0])
      constant = 0
    }
    lock = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// The ends of searches from several starts, in their order: each start has a core for itself, and a single one all.
  func minimize(_ minimizer: BoundedMinimizer, from starts: [[Double]]) -> [BoundedMinimizer.Outcome] {
    var outcomes = [BoundedMinimizer.Outcome?](repeating: nil, count: starts.count)
    let threads = pairs.count < 100 ? 1 : Swift.min(threadCount, starts.count)
    var next = 0
    outcomes.withUnsafeMutableBufferPointer { outcomes in
      nonisolated(unsafe) let outcomes = outcomes
      steadily {
        inParallel(threads) { _ in
          let matrix = UnsafeMutablePointer<Double>.allocate(capacity: pairs.count * pairs.count)
          defer { matrix.deallocate() }
          while true {
            pthread_mutex_lock(lock)
            let place = next
            next += 1
            pthread_mutex_unlock(lock)
            if place >= starts.count { break }
            outcomes[place] = minimizer.minimize(from: starts[place]) { point, gradient in
              // Whether cores share one search is a matter of the starts, not of how many cores there are, so that the
              // digits are the same.
              negative(point, gradient, in: matrix, usesAllCores: starts.count == 1)
            }
          }
        }
      }
    }
    return outcomes.compactMap { $0 }
  }

  /// Minus the log marginal likelihood at logarithms of the kernel's parameters; writes the gradient.
  func negative(_ point: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>) -> Double {
    let matrix = UnsafeMutablePointer<Double>.allocate(capacity: pairs.count * pairs.count)
    defer { matrix.deallocate() }
    return steadily { negative(point, gradient, in: matrix, usesAllCores: true) }
  }

  private func negative(
    _ point: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>,
    in matrix: UnsafeMutablePointer<Double>, usesAllCores: Bool
  ) -> Double {
    let parameters = Array(UnsafeBufferPointer(start: point, count: kernel.logParameters.count))
    pthread_mutex_lock(lock)
    var found = known[parameters]
    pthread_mutex_unlock(lock)
    if found == nil {
      found = evaluate(parameters, in: matrix, usesAllCores: usesAllCores)
      pthread_mutex_lock(lock)
      known[parameters] = found
      pthread_mutex_unlock(lock)
    }
    guard let (value, slopes) = found else { return .infinity }
    for (place, slope) in slopes.enumerated() { gradient[place] = slope }
    return value
  }

  /// Parameters for which the matrix is not positive definite count as infinitely bad.
  private func evaluate(
    _ parameters: [Double], in matrix: UnsafeMutablePointer<Double>, usesAllCores: Bool
  ) -> (value: Double, gradient: [Double]) {
    let failure = (Double.infinity, [Double](repeating: 0, count: parameters.count))
    guard let form = RowKernel(kernel.with(logParameters: parameters)) else { return failure }
    let size = pairs.count
    inParts(size, size: 32, isLarge: usesAllCores && size > 100) { rows in
      for row in rows {
        form.values(pairs, row: row, into: matrix + row * size)
        matrix[row * size + row] += noise[row]
      }
    }
    let triangle = LowerTriangle(start: matrix, size: size, usesAllCores: usesAllCores)
    if triangle.decompose() != 0 { return failure }
    var logDeterminant = 0.0
    for i in 0..<size { logDeterminant += 2 * matrix[i * size + i].logarithm }
    let weights = triangle.solve(targets)
    let each = -0.5 * logDeterminant - Double(size) / 2 * (2 * Double.pi).logarithm
    let value = -0.5 * (targets * weights).sum() + each * Double(targets.shape[1]) + constant
    triangle.invert()
    return (-value, slopes(form, triangle, weights, count: parameters.count).map { -0.5 * $0 })
  }

  /// tr((ααᵀ − K⁻¹) ∂K/∂θ) for each parameter, as sums over the pairs: what stands below the diagonal counts twice.
  private func slopes(_ form: RowKernel, _ triangle: LowerTriangle, _ weights: NDArray, count: Int) -> [Double] {
    let outputs = targets.shape[1]
    let strips = (pairs.count + LowerTriangle.stripHeight - 1) / LowerTriangle.stripHeight
    // Each strip has sums of its own, which are added in order: threads do not change them.
    var parts = [Double](repeating: 0, count: strips * count)
    parts.withUnsafeMutableBufferPointer { parts in
      weights.withUnsafeElements { weights in
        guard let sums = parts.baseAddress, let alphas = weights.baseAddress else { return }
        triangle.squareRows { strip, rows, elements, rowLength in
          for row in rows {
            let inner = elements + (row - rows.lowerBound) * rowLength
            cblas_dscal(Int32(row + 1), -Double(outputs), inner, 1)
            for output in 0..<outputs {
              cblas_daxpy(
                Int32(row + 1), alphas[row * outputs + output], alphas + output, Int32(outputs), inner, 1)
            }
            cblas_dscal(Int32(row), 2, inner, 1)
            form.addSlopes(pairs, row: row, weights: inner, to: sums + strip * count)
          }
        }
      }
    }
    return (0..<count).map { parameter in
      stride(from: parameter, to: parts.count, by: Swift.max(count, 1)).reduce(0) { $0 + parts[$1] }
    }
  }
}
