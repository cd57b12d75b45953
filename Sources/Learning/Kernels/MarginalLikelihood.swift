import Arrays

/// The log marginal likelihood of targets under a Gaussian process, and its gradient.
final class MarginalLikelihood: @unchecked Sendable {
  let examples: NDArray
  /// The targets, a column for each.
  let targets: NDArray
  let alpha: Double
  private let pairs: KernelPairs

  init(_ examples: NDArray, _ targets: NDArray, alpha: Double) {
    self.examples = examples
    self.targets = targets.contiguous()
    self.alpha = alpha
    pairs = KernelPairs(examples)
  }

  /// The Cholesky factor of K + αI.
  func factor(_ kernel: any Kernel) throws -> CholeskyFactor {
    try CholeskyFactor(of: kernel.covariance(pairs), addingToDiagonal: alpha)
  }

  /// The log marginal likelihood, added over the targets.
  func value(_ factor: CholeskyFactor, _ weights: NDArray) -> Double {
    let count = Double(targets.shape[0])
    let each = -0.5 * factor.logDeterminant - count / 2 * (2 * Double.pi).logarithm
    return -0.5 * (targets * weights).sum() + each * Double(targets.shape[1])
  }

  /// Minus the log marginal likelihood at logarithms of the kernel's parameters; writes the gradient.
  ///
  /// Parameters for which the matrix is not positive definite count as infinitely bad.
  func negative(
    _ kernel: any Kernel, _ point: UnsafePointer<Double>, _ gradient: UnsafeMutablePointer<Double>
  ) -> Double {
    if let search = LikelihoodSearch(kernel, examples, targets, alpha: alpha) {
      return search.negative(point, gradient)
    }
    var kernel = kernel
    let count = kernel.logParameters.count
    kernel.logParameters = Array(UnsafeBufferPointer(start: point, count: count))
    guard let factor = try? factor(kernel) else {
      gradient.update(repeating: 0, count: count)
      return .infinity
    }
    let weights = factor.solve(targets)
    // ∂L/∂θ = ½ tr((ααᵀ − K⁻¹) ∂K/∂θ), the trace as a sum over the pairs.
    let inner = weights.matmul(weights.T) - Double(targets.shape[1]) * factor.inverse()
    for (place, slope) in kernel.gradient(pairs, weights: inner).enumerated() { gradient[place] = -0.5 * slope }
    return -value(factor, weights)
  }

  /// The ends of searches for the kernel's parameters from several starts, in their order.
  func minimize(
    _ minimizer: BoundedMinimizer, _ kernel: any Kernel, from starts: [[Double]]
  ) -> [BoundedMinimizer.Outcome] {
    if let search = LikelihoodSearch(kernel, examples, targets, alpha: alpha) {
      return search.minimize(minimizer, from: starts)
    }
    return starts.map { start in minimizer.minimize(from: start) { negative(kernel, $0, $1) } }
  }
}
