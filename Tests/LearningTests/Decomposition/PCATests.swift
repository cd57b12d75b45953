import Arrays
import Learning
import Testing

@Suite struct PCATests {
  let reference: Reference

  init() throws { reference = try Reference(file: "pca") }

  @Test("components, variances and coordinates are scikit-learn's")
  func matchesScikitLearn() throws {
    let estimators = [
      PCA(), PCA(components: 2, whitens: true), PCA(varianceShare: 0.9), PCA(components: 3), PCA(components: 4),
      PCA(components: 3, solver: .randomized, seed: 1), PCA(components: 2, whitens: true, solver: .randomized, seed: 123),
      PCA(components: 5, solver: .randomized, seed: 4), PCA(varianceShare: 0.95), PCA(components: 3, solver: .covariance),
    ]
    #expect(reference["models"].list.count == estimators.count)
    for (estimator, expected) in zip(estimators, reference["models"].list) {
      let x = reference[expected["data"].text].array
      let model = try estimator.fitted(to: x)
      let what = "\(expected["data"].text) \(expected["text"].text)"
      #expect("\(model)" == expected["text"].text)
      expectClose(model.components, expected["components"].array, what)
      expectClose(model.explainedVariance, expected["variance"].array, what)
      expectClose(model.explainedVarianceRatio, expected["ratio"].array, what)
      expectClose(model.singularValues, expected["singular"].array, what)
      expectClose(model.noiseVariance, expected["noise"].double, what)
      let coordinates = model.transform(x[..<9])
      expectClose(coordinates, expected["coordinates"].array, what)
      expectClose(model.inverse(coordinates), expected["inverse"].array, what)
      expectClose(model.covariance[..<4], expected["covariance"].array, what)
    }
  }

  @Test("many examples of few features go by the covariance matrix, other small data by singular values")
  func automaticSolver() throws {
    var random = RandomState(seed: 5)
    for (rows, width, solver) in [(60, 3, PCA.Solver.covariance), (40, 4, .covariance), (39, 4, .full), (700, 80, .full)] {
      let x = random.normal(shape: [rows, width])
      let chosen = try PCA().fitted(to: x)
      #expect(chosen.components == (try PCA(solver: solver).fitted(to: x).components), "\(rows) x \(width)")
      #expect(chosen.singularValues == (try PCA(solver: solver).fitted(to: x).singularValues), "\(rows) x \(width)")
    }
  }

  @Test("a few components of many features, by the covariance matrix, are those of the singular values")
  func fewOfMany() throws {
    var random = RandomState(seed: 8)
    let scales = 1 / (NDArray.arange(150) + 1)
    let x = random.normal(shape: [400, 150]) * scales + 3
    for count in [1, 3, 37] {
      let some = try PCA(components: count, solver: .covariance).fitted(to: x)
      let all = try PCA(components: count, solver: .full).fitted(to: x)
      expectClose(some.components, all.components, tolerance: 1e-9, "\(count)")
      expectClose(some.explainedVariance, all.explainedVariance, "\(count)")
      expectClose(some.explainedVarianceRatio, all.explainedVarianceRatio, "\(count)")
      expectClose(some.singularValues, all.singularValues, "\(count)")
      expectClose(some.noiseVariance, all.noiseVariance, "\(count)")
    }
  }

  @Test("directions in which nothing varies are at right angles to the others and to one another")
  func nothingVaries() throws {
    var random = RandomState(seed: 9)
    let plane = random.normal(shape: [300, 2]).matmul(random.normal(shape: [2, 120]))
    for x in [plane, NDArray.zeros(300, 120), plane * 1e-160] {
      let model = try PCA(components: 6, solver: .covariance).fitted(to: x)
      expectClose(model.components.matmul(model.components.T), NDArray.identity(6), tolerance: 1e-9)
      #expect(model.explainedVariance[2...].max() <= 1e-12 * Swift.max(1, model.explainedVariance[0] as Double))
    }
  }

  @Test("what cannot be learnt is refused in one sentence")
  func refusals() {
    let x: NDArray = [[0, 1], [1, 3], [2, 2]]
    expectRefusal("PCA: 3 examples of 2 features have 0 to 2 components, not 3") {
      _ = try PCA(components: 3).fitted(to: x)
    }
    expectRefusal("PCA: needs at least two examples, and got 1") { _ = try PCA().fitted(to: [[1, 2]] as NDArray) }
    expectRefusal("PCA: varianceShare is between 0 and 1, and this one is 1.5") {
      _ = try PCA(varianceShare: 1.5).fitted(to: x)
    }
  }
}
