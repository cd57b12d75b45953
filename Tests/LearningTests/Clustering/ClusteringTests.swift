import Arrays
import Learning
import Testing

@Suite struct ClusteringTests {
  let reference: Reference

  init() throws { reference = try Reference(file: "clustering") }

  private func value(_ a: Reference, _ name: String, _ standard: Double) -> Double {
    a[name].double.isNaN ? standard : a[name].double
  }

  @Test("the same seed finds scikit-learn's groups", arguments: 0..<12)
  func kMeans(number: Int) throws {
    let expected = reference["kmeans"].list[number]
    let x = reference["data"][expected["data"].text].array
    let a = expected["arguments"]
    let model = try KMeans(
      clusters: Int(value(a, "n_clusters", 8)), start: a["init"].text == "random" ? .random : .plusPlus,
      starts: a["n_init"].double.isNaN ? nil : a["n_init"].int, maxIterations: Int(value(a, "max_iter", 300)),
      tolerance: value(a, "tol", 1e-4), seed: a["random_state"].int
    ).fitted(to: x)
    let what = expected["text"].text
    #expect("\(model)" == what)
    #expect(model.labels == expected["labels"].integers, "\(what)")
    #expect(model.iterations == expected["iterations"].int, "\(what)")
    expectClose(model.centers, expected["centers"].array, what)
    expectClose(model.inertia, expected["inertia"].double, what)
    #expect(model.predict(x + 0.3) == expected["predictions"].integers, "\(what)")
    expectClose(model.transform(x[..<5]), expected["distances"].array, what)
    expectClose(model.score(x), expected["score"].double, what)
  }

  @Test("centres can start where one wants")
  func givenCenters() throws {
    let x: NDArray = [[0], [1], [10], [11]]
    let model = try KMeans(clusters: 2, start: .centers([[11], [0]])).fitted(to: x)
    #expect(model.labels == [1, 1, 0, 0])
    #expect(model.centers == [[10.5], [0.5]])
  }

  @Test("the same seed finds scikit-learn's mixture", arguments: 0..<7)
  func mixtures(number: Int) throws {
    let expected = reference["mixtures"].list[number]
    let x = reference["data"][expected["data"].text].array
    let a = expected["arguments"]
    let model = try GaussianMixture(
      components: Int(value(a, "n_components", 1)),
      covariance: CovarianceType(rawValue: a["covariance_type"].text) ?? .full, tolerance: value(a, "tol", 1e-3),
      regularization: value(a, "reg_covar", 1e-6), maxIterations: Int(value(a, "max_iter", 100)),
      starts: Int(value(a, "n_init", 1)), seed: a["random_state"].int
    ).fitted(to: x)
    let what = expected["text"].text
    #expect("\(model)" == what)
    #expect(model.iterations == expected["iterations"].int, "\(what)")
    #expect(model.converged == (expected["converged"].double != 0), "\(what)")
    expectClose(model.weights, expected["weights"].array, "\(what) weights")
    expectClose(model.means, expected["means"].array, "\(what) means")
    expectClose(model.covariances, expected["covariances"].array, "\(what) covariances")
    expectClose(model.lowerBound, expected["bound"].double, what)
    #expect(model.predict(x) == expected["labels"].integers, "\(what)")
    expectClose(model.predictProbabilities(x[..<20]), expected["probabilities"].array, what)
    expectClose(model.scoreSamples(x[..<20]), expected["logs"].array, what)
    expectClose(model.score(x), expected["score"].double, what)
    expectClose(model.bic(x), expected["bic"].double, what)
    expectClose(model.aic(x), expected["aic"].double, what)
    let drawn = try model.sample(250)
    #expect(drawn.components == expected["components"].integers, "\(what)")
    let some = drawn.examples.examples(at: Array(stride(from: 0, to: 250, by: 10)))
    expectClose(some, expected["drawn"].array, "\(what) drawn")
  }

  @Test("draws of several outcomes are NumPy's")
  func multinomial() {
    for expected in reference["draws"].list {
      var random = RandomState(seed: expected["seed"].int)
      for counts in expected["counts"].list {
        #expect(
          random.multinomial(expected["count"].int, probabilities: expected["probabilities"].doubles) == counts.ints)
      }
    }
  }

  @Test("what cannot be learnt is refused in one sentence")
  func refusals() {
    let x: NDArray = [[0], [1], [2]]
    expectRefusal("KMeans: 3 examples cannot be put into 8 clusters") { _ = try KMeans().fitted(to: x) }
    expectRefusal("KMeans: 2 starting centres of 1 features do not have the shape (3, 1)") {
      _ = try KMeans(clusters: 2, start: .centers(x)).fitted(to: x)
    }
    expectRefusal("GaussianMixture: needs at least one component, and got 0") {
      _ = try GaussianMixture(components: 0).fitted(to: x)
    }
    expectRefusal(
      "GaussianMixture: a Gaussian has shrunk to a point: take fewer components or more regularization"
    ) { _ = try GaussianMixture(components: 3, regularization: 0).fitted(to: x) }
  }
}
