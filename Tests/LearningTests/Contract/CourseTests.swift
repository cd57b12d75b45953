import Arrays
import Learning
import Testing

/// The figures that the course prints for the red wine.
@Suite struct CourseTests {
  private func wine() throws -> Split<Examples<NDArray, NDArray>> {
    let data = try Reference(file: "wine")
    return try trainTestSplit(data["x"].array, data["quality"].array, testFraction: 0.3, seed: 123)
  }

  private func squaredError(_ prediction: NDArray, _ target: NDArray) -> Double {
    let deviation = abs(target - prediction.rounded(decimals: 2))
    return (deviation * deviation).mean()
  }

  @Test("ridge regression")
  func ridge() throws {
    let split = try wine()
    let model = try Ridge().fitted(to: split.train)
    expectClose(model.score(split.train), 0.3627326339932849, tolerance: 1e-12)
    expectClose(squaredError(model.predict(split.test.features), split.test.target), 0.4231425, tolerance: 1e-12)
  }

  @Test("kernel ridge regression and the Gaussian process")
  func kernels() throws {
    let split = try wine()
    let kernel = RBF(lengthScale: 5, bounds: .range(0.01, 100))
    let ridge = try Pipeline {
      StandardScaler()
      KernelRidge(alpha: 0.1, kernel: kernel)
    }.fitted(to: split.train)
    let first = ridge.predict(split.test.features).rounded(decimals: 2)
    #expect(first[..<5] == [6.32, 4.87, 5.04, 6.45, 5.58])
    #expect(first[475...] == [5.6, 4.71, 5.37, 6.25, 5.37])
    #expect((squaredError(first, split.test.target) * 100).rounded() == 38)
    let process = try Pipeline {
      StandardScaler()
      GaussianProcessRegressor(kernel: kernel, alpha: 0.15, restarts: 1)
    }.fitted(to: split.train)
    let second = process.predict(split.test.features).rounded(decimals: 2)
    #expect(second[..<5] == [6.31, 4.86, 5.04, 6.44, 5.58])
    #expect(second[475...] == [5.59, 4.74, 5.36, 6.23, 5.38])
    #expect((squaredError(second, split.test.target) * 100).rounded() == 38)
  }
}
