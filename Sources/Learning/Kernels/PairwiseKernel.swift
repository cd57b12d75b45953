import Arrays

/// A kernel by name, as kernel ridge regression takes it.
public enum PairwiseKernel: Sendable {
  /// a·b.
  case linear
  /// exp(−γ‖a − b‖²); γ is 1 over the number of features if it is not given.
  case rbf(gamma: Double? = nil)
  /// (γ a·b + c)ᵈ.
  case polynomial(degree: Double = 3, gamma: Double? = nil, constant: Double = 1)
  /// tanh(γ a·b + c).
  case sigmoid(gamma: Double? = nil, constant: Double = 1)
  /// exp(−γ Σ|aᵢ − bᵢ|).
  case laplacian(gamma: Double? = nil)
  /// The cosine of the angle between a and b.
  case cosine
  /// A kernel with parameters, which stay as they are.
  case kernel(any Kernel)

  /// A kernel that a closure computes from two examples.
  public static func closure(_ function: @escaping @Sendable (_ a: NDArray, _ b: NDArray) -> Double) -> PairwiseKernel {
    .kernel(ClosureKernel(function))
  }

  /// The kernel of each row of `x` with each row of `y`.
  public func matrix(_ x: NDArray, _ y: NDArray) -> NDArray {
    let standard = 1 / Double(x.shape[1])
    switch self {
    case .linear: return x.matmul(y.T)
    case .rbf(let gamma): return exp(squaredDistances(x, y) * -(gamma ?? standard))
    case .polynomial(let degree, let gamma, let constant):
      return (x.matmul(y.T) * (gamma ?? standard) + constant) ** degree
    case .sigmoid(let gamma, let constant): return tanh(x.matmul(y.T) * (gamma ?? standard) + constant)
    case .laplacian(let gamma): return exp(absoluteDistances(x, y) * -(gamma ?? standard))
    case .cosine:
      return Self.normalized(x).matmul(Self.normalized(y).T)
    case .kernel(let kernel): return kernel.matrix(x, y)
    }
  }

  /// The kernel of each pair of rows of a matrix; a closure is asked once for each two.
  func matrix(_ x: NDArray) -> NDArray {
    if case .kernel(let closure as ClosureKernel) = self { return closure.covariance(KernelPairs(x)) }
    return matrix(x, x)
  }

  private static func normalized(_ x: NDArray) -> NDArray {
    let lengths = sqrt((x * x).sum(axis: 1, keepingAxes: true))
    return x / NDArray(where: lengths .== 0, then: 1, else: lengths)
  }

  var hyperparameters: [Hyperparameter] {
    let gamma: Double?
    var (name, degree, constant) = ("", 3.0, 1.0)
    switch self {
    case .linear: return []
    case .cosine: return [Hyperparameter("kernel", "cosine", default: "linear")]
    case .kernel(let kernel): return [Hyperparameter("kernel", text: kernel.description)]
    case .rbf(let value): (name, gamma) = ("rbf", value)
    case .laplacian(let value): (name, gamma) = ("laplacian", value)
    case .polynomial(let power, let value, let added): (name, degree, gamma, constant) = ("poly", power, value, added)
    case .sigmoid(let value, let added): (name, gamma, constant) = ("sigmoid", value, added)
    }
    return [
      Hyperparameter("coef0", constant, default: 1), Hyperparameter("degree", degree, default: 3),
      Hyperparameter("gamma", gamma, default: nil), Hyperparameter("kernel", name, default: "linear"),
    ]
  }
}

/// Sums of absolute differences between the rows of two matrices.
private func absoluteDistances(_ a: NDArray, _ b: NDArray) -> NDArray {
  let (rows, columns, width) = (a.shape[0], b.shape[0], a.shape[1])
  return NDArray(shape: [rows, columns]) { (buffer: UnsafeMutableBufferPointer<Double>) in
    a.withUnsafeElements { a in
      b.withUnsafeElements { b in
        for row in 0..<rows {
          for column in 0..<columns {
            var sum = 0.0
            for k in 0..<width { sum += (a[row * width + k] - b[column * width + k]).magnitude }
            buffer[row * columns + column] = sum
          }
        }
      }
    }
  }
}
