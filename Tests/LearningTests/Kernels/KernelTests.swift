import Arrays
import Learning
import Testing

@Suite struct KernelTests {
  private let sets: [Reference]
  private let crowds: [Reference]

  init() throws {
    let file = try Reference(file: "kernels")
    (sets, crowds) = (file["sets"].list, file["crowds"].list)
  }

  @Test("kernels, their gradients and their text are scikit-learn's", arguments: 0..<3)
  func kernels(set: Int) throws {
    let reference = sets[set]
    let (x, other, y) = (reference["x"].array, reference["other"].array, reference["y"].array)
    let kernels: [any Kernel] = [
      ConstantKernel(2) * RBF(lengthScale: 0.7), RBF(lengthScales: [0.5, 1, 2]), Matern(lengthScale: 0.8, nu: 0.5),
      Matern(lengthScale: 1.3), Matern(lengthScales: [1, 2, 0.5], nu: 2.5), Matern(lengthScale: 1.1, nu: .infinity),
      DotProduct(sigma: 0.4) + WhiteKernel(noise: 0.1),
      ConstantKernel(0.5, bounds: .fixed) * Matern(lengthScale: 0.9, nu: 2.5) + WhiteKernel(noise: 0.2),
      (RBF(lengthScale: 1.5) + 0.3) * DotProduct(sigma: 1.2),
    ]
    for (kernel, expected) in zip(kernels, reference["kernels"].list) {
      let what = expected["text"].text
      #expect("\(kernel)" == what)
      expectClose(kernel.matrix(x)[..<6], expected["matrix"].array, what)
      expectClose(kernel.matrix(x, other), expected["crossed"].array, what)
      expectClose(kernel.diagonal(x), expected["diagonal"].array, what)
      expectClose(NDArray(kernel.logParameters), expected["theta"].array, what)
      expectClose(NDArray(kernel.logBounds.flatMap { [$0.lowerBound, $0.upperBound] }), expected["bounds"].array.flattened(), what)
      func check(_ kernel: some Kernel) throws {
        let model = try GaussianProcessRegressor(kernel: kernel, alpha: 0.05, optimizes: false).fitted(to: x, y)
        let found = model.logMarginalLikelihood(at: kernel.logParameters)
        expectClose(found.value, expected["likelihood"].double, what)
        expectClose(found.gradient, expected["gradient"].array, what)
      }
      try check(kernel)
    }
  }

  @Test("examples that occur several times count as often, in large matrices too", arguments: 0..<4)
  func crowds(set: Int) throws {
    let reference = crowds[set]
    let (x, y) = (reference["x"].array, reference["y"].array)
    func check(_ kernel: some Kernel) throws {
      let what = reference["text"].text
      #expect("\(kernel)" == what)
      let model = try GaussianProcessRegressor(kernel: kernel, alpha: 0.2, optimizes: false).fitted(to: x, y)
      let found = model.logMarginalLikelihood(at: kernel.logParameters)
      expectClose(found.value, reference["likelihood"].double, what)
      expectClose(found.gradient, reference["gradient"].array, what)
      let best = try GaussianProcessRegressor(kernel: kernel, alpha: 0.2).fitted(to: x, y)
      expectClose(best.logMarginalLikelihood, reference["best"].double, what)
      // Where the search ends is decided by its stopping rule, in the seventh digit.
      expectClose(best.predict(x[..<20] + 0.05), reference["mean"].array, tolerance: 1e-6, what)
    }
    let ridge = try KernelRidge(alpha: 0.5, kernel: .rbf(gamma: 0.3)).fitted(to: x, y)
    let closure = try KernelRidge(alpha: 0.5, kernel: .closure { a, b in exp(((a - b) ** 2).sum() * -0.3) }).fitted(to: x, y)
    let places = IntArray.arange(from: 0, to: x.shape[0], by: 7)
    expectClose(ridge.predict(x)[places, ...], reference["ridge"].array, "kernel ridge")
    expectClose(closure.predict(x)[places, ...], reference["ridge"].array, "kernel ridge with a closure")
    switch set {
    case 0: try check(ConstantKernel(2) * RBF(lengthScales: [0.5, 1, 2]))
    case 1: try check(RBF(lengthScale: 0.9) + WhiteKernel(noise: 0.1))
    case 2: try check(ConstantKernel(1.5) * RBF(lengthScale: 1.2))
    default: try check(Matern(lengthScale: 1.3, nu: 2.5) + DotProduct(sigma: 0.4) * ConstantKernel(0.2))
    }
  }

  @Test("kernels of one's own are searched like those of the library")
  func ownKernel() throws {
    struct Plain: Kernel {
      var inner = ConstantKernel(2) * RBF(lengthScale: 1)
      var logParameters: [Double] {
        get { inner.logParameters }
        set { inner.logParameters = newValue }
      }
      var logBounds: [ClosedRange<Double>] { inner.logBounds }
      var description: String { "Plain()" }
      func matrix(_ x: NDArray, _ y: NDArray) -> NDArray { inner.matrix(x, y) }
      func diagonal(_ x: NDArray) -> NDArray { inner.diagonal(x) }
      func covariance(_ pairs: KernelPairs) -> NDArray { inner.covariance(pairs) }
      func gradient(_ pairs: KernelPairs, weights: NDArray) -> [Double] { inner.gradient(pairs, weights: weights) }
    }
    let (x, y) = (sets[0]["x"].array, sets[0]["y"].array)
    let own = try GaussianProcessRegressor(kernel: Plain(), alpha: 0.1, restarts: 2, seed: 3).fitted(to: x, y)
    let known = try GaussianProcessRegressor(kernel: Plain().inner, alpha: 0.1, restarts: 2, seed: 3).fitted(to: x, y)
    expectClose(own.logMarginalLikelihood, known.logMarginalLikelihood)
    expectClose(own.predict(x), known.predict(x), tolerance: 1e-6)
  }

  @Test("closures are kernels")
  func closures() throws {
    let reference = sets[0]
    let (x, other, y) = (reference["x"].array, reference["other"].array, reference["y"].array)
    let closure = try KernelRidge(kernel: .closure { a, b in exp(((a - b) * (a - b)) * -0.5).product() }).fitted(to: x, y)
    let named = try KernelRidge(kernel: RBF(lengthScale: 1)).fitted(to: x, y)
    expectClose(closure.predict(other), named.predict(other))
  }

  @Test("kernel ridge regression is scikit-learn's", arguments: 0..<3)
  func kernelRidge(set: Int) throws {
    let reference = sets[set]
    let (x, other) = (reference["x"].array, reference["other"].array)
    let estimators = [
      KernelRidge(), KernelRidge(alpha: 0.1, kernel: .rbf()), KernelRidge(kernel: .rbf(gamma: 0.5)),
      KernelRidge(kernel: .polynomial(degree: 2, constant: 0.5)), KernelRidge(alpha: 2, kernel: .sigmoid(gamma: 0.1)),
      KernelRidge(alpha: 0.3, kernel: .laplacian()), KernelRidge(kernel: .cosine),
    ]
    for (place, (estimator, expected)) in zip(estimators, reference["ridges"].list).enumerated() {
      let y = reference[place == 0 ? "both" : "y"].array
      let model = try estimator.fitted(to: x, y)
      let what = expected["text"].text
      #expect("\(model)" == what)
      expectClose(model.dualCoefficients, expected["dual"].array, what)
      expectClose(model.predict(other), expected["predictions"].array, what)
      expectClose(model.score(x, y), expected["score"].double, what)
    }
  }

  @Test("Gaussian processes are scikit-learn's", arguments: 0..<3)
  func gaussianProcesses(set: Int) throws {
    let reference = sets[set]
    let (x, other) = (reference["x"].array, reference["other"].array)
    let seeds = reference["processes"].list.map { $0["seed"].double.isNaN ? nil : $0["seed"].int }
    let estimators = [
      GaussianProcessRegressor(alpha: 0.1),
      GaussianProcessRegressor(
        kernel: ConstantKernel(1, bounds: .range(0.001, 1000)) * RBF(lengthScale: 1, bounds: .range(0.01, 100)),
        alpha: 0.1, restarts: 3, seed: seeds[1]),
      GaussianProcessRegressor(kernel: RBF(lengthScales: [1, 1, 1], bounds: .range(0.01, 100)) + WhiteKernel(noise: 0.1), normalizesTarget: true),
      GaussianProcessRegressor(kernel: ConstantKernel() * Matern(lengthScale: 1, nu: 2.5), alpha: 0.02),
      GaussianProcessRegressor(kernel: ConstantKernel(0.5) * RBF(lengthScale: 2), alpha: 0.01, optimizes: false),
      GaussianProcessRegressor(
        kernel: RBF(lengthScale: 5, bounds: .range(0.01, 100)), alpha: 0.15, restarts: 2, seed: seeds[5]),
      GaussianProcessRegressor(
        kernel: Matern(lengthScales: [0.5, 1, 2]) + WhiteKernel(noise: 0.2), optimizes: false),
    ]
    #expect(reference["processes"].list.count == estimators.count)
    for (place, (estimator, expected)) in zip(estimators, reference["processes"].list).enumerated() {
      let y = reference[place == 3 ? "both" : "y"].array
      let model = try estimator.fitted(to: x, y)
      let what = expected["text"].text
      #expect("\(model)" == what)
      #expect("\(model.kernel)" == expected["kernel"].text)
      expectClose(model.logMarginalLikelihood, expected["likelihood"].double, "\(what) likelihood")
      expectClose(NDArray(model.kernel.logParameters), expected["theta"].array, "\(what) parameters")
      expectClose(model.predict(other), expected["mean"].array, what)
      let (mean, deviation) = model.predictWithDeviation(other)
      expectClose(mean, expected["mean"].array, what)
      expectClose(deviation, expected["deviation"].array, "\(what) deviation")
      expectClose(model.predictWithCovariance(other).covariance, expected["covariance"].array, "\(what) covariance")
      expectClose(model.score(x, y), expected["score"].double, "\(what) score")
      for (seed, drawn) in zip([2, 77], expected["samples"].list) {
        // Of a covariance that is nearly singular, draws take the square root of singular values that are rounding.
        let tolerance = expected["condition"].double < 1e9 ? 1e-10 : 1e-6
        expectClose(
          try model.sample(other, count: 3, seed: seed), drawn.array, tolerance: tolerance, "\(what) sample")
      }
    }
  }

  @Test("what cannot be learnt is refused in one sentence")
  func refusals() {
    let x: NDArray = [[0], [0], [1]]
    expectRefusal("KernelRidge: alpha is at least 0, and this one is -1.0") {
      _ = try KernelRidge(alpha: -1).fitted(to: x, [1.0, 2, 3])
    }
    expectRefusal(
      "GaussianProcessRegressor: the kernel 1**2 * RBF(length_scale=1) does not give a positive definite matrix: try a greater alpha"
    ) { _ = try GaussianProcessRegressor(alpha: 0).fitted(to: x, [1.0, 2, 3]) }
  }
}
