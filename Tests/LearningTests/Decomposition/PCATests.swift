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
