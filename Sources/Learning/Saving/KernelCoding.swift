import Arrays

/// A kernel as it is saved.
struct SavedKernel: Codable {
  private var kind: String
  private var numbers: [Double] = []
  /// The two bounds of the parameters; none if they are fixed.
  private var bounds: [Double]?
  private var parts: [SavedKernel] = []

  /// - Throws: `LearningError` if a closure is a part of the kernel.
  init(_ kernel: any Kernel) throws {
    switch kernel {
    case let kernel as ConstantKernel: (kind, numbers, bounds) = ("constant", [kernel.value], pair(kernel.bounds))
    case let kernel as WhiteKernel: (kind, numbers, bounds) = ("white", [kernel.noise], pair(kernel.bounds))
    case let kernel as DotProduct: (kind, numbers, bounds) = ("dot product", [kernel.sigma], pair(kernel.bounds))
    case let kernel as RBF: (kind, numbers, bounds) = ("rbf", kernel.lengthScales, pair(kernel.scales.bounds))
    case let kernel as Matern:
      (kind, numbers, bounds) = ("matern", [kernel.nu] + kernel.lengthScales, pair(kernel.scales.bounds))
    case let kernel as SumKernel: (kind, parts) = ("sum", [try SavedKernel(kernel.first), try SavedKernel(kernel.second)])
    case let kernel as ProductKernel:
      (kind, parts) = ("product", [try SavedKernel(kernel.first), try SavedKernel(kernel.second)])
    default: throw LearningError("save: the kernel \(kernel) is a function, which a file cannot hold")
    }
  }

  func kernel() throws -> any Kernel {
    let limits = bounds.map { $0.count == 2 ? ParameterBounds.range($0[0], $0[1]) : .fixed } ?? .fixed
    let damaged = DecodingError.dataCorrupted(
      DecodingError.Context(codingPath: [], debugDescription: "a saved kernel is damaged"))
    if kind == "sum" || kind == "product" {
      guard parts.count == 2 else { throw damaged }
      let (first, second) = (try parts[0].kernel(), try parts[1].kernel())
      return kind == "sum" ? SumKernel(first: first, second: second) : ProductKernel(first: first, second: second)
    }
    guard let number = numbers.first else { throw damaged }
    switch kind {
    case "constant": return ConstantKernel(number, bounds: limits)
    case "white": return WhiteKernel(noise: number, bounds: limits)
    case "dot product": return DotProduct(sigma: number, bounds: limits)
    case "rbf": return RBF(lengthScales: numbers, bounds: limits)
    case "matern":
      guard numbers.count > 1, [0.5, 1.5, 2.5, .infinity].contains(number) else { throw damaged }
      return Matern(lengthScales: Array(numbers[1...]), nu: number, bounds: limits)
    default: throw damaged
    }
  }
}

private func pair(_ bounds: ParameterBounds) -> [Double]? {
  if case .range(let low, let high) = bounds { return [low, high] }
  return nil
}

/// A kernel by name as it is saved.
struct SavedPairwiseKernel: Codable {
  private var kind: String
  private var gamma: Double?
  private var degree = 3.0
  private var constant = 1.0
  private var kernel: SavedKernel?

  init(_ pairwise: PairwiseKernel) throws {
    switch pairwise {
    case .linear: kind = "linear"
    case .cosine: kind = "cosine"
    case .rbf(let gamma): (kind, self.gamma) = ("rbf", gamma)
    case .laplacian(let gamma): (kind, self.gamma) = ("laplacian", gamma)
    case .polynomial(let degree, let gamma, let constant):
      (kind, self.degree, self.gamma, self.constant) = ("polynomial", degree, gamma, constant)
    case .sigmoid(let gamma, let constant): (kind, self.gamma, self.constant) = ("sigmoid", gamma, constant)
    case .kernel(let kernel): (kind, self.kernel) = ("kernel", try SavedKernel(kernel))
    }
  }

  func pairwise() throws -> PairwiseKernel {
    if let kernel { return .kernel(try kernel.kernel()) }
    switch kind {
    case "cosine": return .cosine
    case "rbf": return .rbf(gamma: gamma)
    case "laplacian": return .laplacian(gamma: gamma)
    case "polynomial": return .polynomial(degree: degree, gamma: gamma, constant: constant)
    case "sigmoid": return .sigmoid(gamma: gamma, constant: constant)
    default: return .linear
    }
  }
}
