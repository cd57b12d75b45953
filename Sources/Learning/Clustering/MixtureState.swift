import Arrays

/// The weights, means and covariances of a mixture of Gaussians.
struct MixtureState: Sendable, Codable {
  var weights: NDArray
  let means: NDArray
  let covariances: NDArray
  let type: CovarianceType
  /// The sum of the shares that the weights were divided by.
  let totalShare: Double
  /// The inverses of the covariances' Cholesky factors, transposed; or of the standard deviations.
  private let whitening: [NDArray]
  private let logDeterminants: NDArray

  /// Maximisation: the state that fits examples best, given how much each Gaussian shares in each.
  ///
  /// - Throws: `LearningError` if a covariance has collapsed.
  init(_ x: NDArray, shares: NDArray, _ type: CovarianceType, _ regularization: Double) throws {
    self.type = type
    let (count, width) = (shares.shape[1], x.shape[1])
    let sizes = shares.sum(axis: 0) + 10 * Double.ulpOfOne
    totalShare = sizes.sum()
    weights = sizes / totalShare
    let means = shares.T.matmul(x) / sizes.expanded(axis: 1)
    self.means = means
    func squares() -> NDArray {
      shares.T.matmul(x * x) / sizes.expanded(axis: 1) - means * means + regularization
    }
    switch type {
    case .full:
      covariances = stack(
        (0..<count).map { one in
          let offsets = x - means[one, ...]
          let weighted = shares[..., one].expanded(axis: 1) * offsets
          return weighted.T.matmul(offsets) / sizes[one] + regularization * NDArray.identity(width)
        }, axis: 0)
    case .tied:
      let spread = x.productsOfColumns() - (sizes.expanded(axis: 1) * means).T.matmul(means)
      covariances = spread / totalShare + regularization * NDArray.identity(width)
    case .diagonal: covariances = squares()
    case .spherical: covariances = squares().mean(axis: 1)
    }
    let collapsed = LearningError(
      "GaussianMixture: a Gaussian has shrunk to a point: take fewer components or more regularization")
    do {
      switch type {
      case .full: whitening = try (0..<count).map { [covariances] in try Self.whitening(covariances[$0, ..., ...]) }
      case .tied: whitening = [try Self.whitening(covariances)]
      case .diagonal, .spherical:
        guard covariances.min() > 0 else { throw collapsed }
        whitening = [1 / sqrt(covariances)]
      }
    } catch is LinearAlgebraError {
      throw collapsed
    }
    switch type {
    case .full:
      let sums = whitening.map { log($0.diagonal()).sum() }
      logDeterminants = NDArray(sums, shape: [count])
    case .tied: logDeterminants = NDArray(repeating: log(whitening[0].diagonal()).sum(), shape: [count])
    case .diagonal: logDeterminants = log(whitening[0]).sum(axis: 1)
    case .spherical: logDeterminants = Double(width) * log(whitening[0])
    }
  }

  /// The transposed inverse of a covariance's Cholesky factor.
  private static func whitening(_ covariance: NDArray) throws -> NDArray {
    try CholeskyFactor(of: covariance.contiguous()).solveLower(.identity(covariance.shape[0])).T.contiguous()
  }

  /// The logarithm of weight times density of each Gaussian at each example.
  func weightedLogs(_ x: NDArray) -> NDArray {
    let count = means.shape[0]
    let distances: NDArray
    switch type {
    case .full, .tied:
      let factors = (0..<count).map { whitening[type == .full ? $0 : 0] }
      let offsets = factors.indices.map { means[$0, ...].matmul(factors[$0]) }
      if x.shape[1] <= 64 {
        distances = squaredDistances(x, of: factors, from: offsets)
      } else {
        // Wide rows are the linear algebra's.
        distances = stack(
          zip(factors, offsets).map { factor, offset in
            let moved = x.matmul(factor) - offset
            return (moved * moved).sum(axis: 1)
          }, axis: 1)
      }
    case .diagonal:
      let precisions = whitening[0] * whitening[0]
      distances = (means * means * precisions).sum(axis: 1) - 2 * x.matmul((means * precisions).T)
        + (x * x).matmul(precisions.T)
    case .spherical:
      let precisions = whitening[0] * whitening[0]
      distances = (means * means).sum(axis: 1) * precisions - 2 * x.matmul(means.T) * precisions
        + (x * x).sum(axis: 1).outer(precisions)
    }
    let constant = Double(x.shape[1]) * (2 * Double.pi).logarithm
    return -0.5 * (distances + constant) + logDeterminants + log(weights)
  }

  /// Expectation: the log-likelihood of each example, and the logarithm of each Gaussian's share in it.
  func expectation(_ x: NDArray) -> (logLikelihoods: NDArray, logShares: NDArray) {
    let logs = weightedLogs(x)
    let greatest = logs.max(axis: 1, keepingAxes: true)
    let sums = log(exp(logs - greatest).sum(axis: 1, keepingAxes: true)) + greatest
    return (sums.squeezed(axis: 1), logs - sums)
  }

  /// How many numbers can be chosen freely.
  var parameterCount: Int {
    let (count, width) = (means.shape[0], means.shape[1])
    let shape =
      switch type {
      case .full: count * width * (width + 1) / 2
      case .tied: width * (width + 1) / 2
      case .diagonal: count * width
      case .spherical: count
      }
    return shape + count * width + count - 1
  }

  /// Draws examples, those of the first Gaussian first.
  func sample(_ count: Int, _ random: inout RandomState) throws -> (examples: NDArray, components: IntArray) {
    let counts = random.multinomial(count, probabilities: weights.elements)
    let width = means.shape[1]
    var parts: [NDArray] = []
    var components: [Int] = []
    for (one, size) in counts.enumerated() {
      components += [Int](repeating: one, count: size)
      switch type {
      case .full:
        parts.append(try random.multivariateNormal(mean: means[one, ...], covariance: covariances[one, ..., ...], count: size))
      case .tied: parts.append(try random.multivariateNormal(mean: means[one, ...], covariance: covariances, count: size))
      case .diagonal:
        parts.append(means[one, ...] + random.standardNormal(shape: [size, width]) * sqrt(covariances[one, ...]))
      case .spherical:
        parts.append(means[one, ...] + random.standardNormal(shape: [size, width]) * (covariances[one] as Double).squareRoot())
      }
    }
    return (concatenate(parts.filter { $0.count > 0 }, axis: 0), IntArray(components, shape: [count]))
  }
}
