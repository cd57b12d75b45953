import Arrays
import Learning
import Testing

/// More threads are faster, and nothing else: every digit of what is learnt stays.
@Suite(.serialized) struct ThreadTests {
  private static let data = makeClassification(
    count: 6000, features: 12, informative: 6, redundant: 2, classes: 3, seed: 5)
  private static let some = data.features[..<700].copied()

  /// What an estimator learns and says, as numbers.
  private static let results: [(name: String, compute: @Sendable () throws -> [NDArray])] = {
    let (x, y) = (data.features, data.target)
    let numbers = x[..., 0] * 2 - x[..., 3] + NDArray(y)
    let (few, fewNumbers) = (some, numbers[..<700].copied())
    return [
      ("LinearRegression", {
        let model = try LinearRegression().fitted(to: x, numbers)
        return [model.coefficients, model.predict(x)]
      }),
      ("Ridge", {
        let model = try Ridge().fitted(to: x, numbers)
        return [model.coefficients, model.predict(x)]
      }),
      ("LogisticRegression", {
        let model = try LogisticRegression().fitted(to: x, y)
        return [model.coefficients, model.predictProbabilities(x)]
      }),
      ("LogisticRegression of two classes", {
        let model = try LogisticRegression().fitted(to: x, NDArray(y .> 0))
        return [model.coefficients, model.predictProbabilities(x)]
      }),
      ("RandomForestClassifier", {
        let model = try RandomForestClassifier(trees: 7, seed: 3).fitted(to: x, y)
        return [model.featureImportances, model.predictProbabilities(x)]
      }),
      ("RandomForestRegressor", {
        let model = try RandomForestRegressor(trees: 5, maxDepth: 6, seed: 3).fitted(to: x, numbers)
        return [model.featureImportances, model.predict(x)]
      }),
      ("KMeans", {
        let model = try KMeans(clusters: 9, starts: 2, seed: 4).fitted(to: x)
        return [model.centers, NDArray(model.labels), NDArray(model.inertia)]
      }),
      ("GaussianMixture", {
        let model = try GaussianMixture(components: 3, seed: 4).fitted(to: x)
        return [model.means, model.covariances, model.scoreSamples(x)]
      }),
      ("PCA", {
        let model = try PCA(components: 3).fitted(to: x)
        return [model.components, model.transform(x)]
      }),
      ("PCA, by the covariance of many features", {
        var random = RandomState(seed: 6)
        let wide = random.normal(shape: [500, 300])
        let (few, all) = (try PCA(components: 4, solver: .covariance).fitted(to: wide), try PCA(solver: .covariance).fitted(to: wide))
        return [few.components, few.explainedVariance, all.components, all.explainedVariance]
      }),
      ("PCA, full", {
        let model = try PCA(components: 3, solver: .full).fitted(to: few)
        return [model.components, model.transform(few)]
      }),
      ("PCA, randomized", {
        let model = try PCA(components: 3, solver: .randomized, seed: 1).fitted(to: x)
        return [model.components, model.transform(x)]
      }),
      ("KernelRidge", {
        let model = try KernelRidge(alpha: 0.1, kernel: .rbf(gamma: 0.05)).fitted(to: few, fewNumbers)
        return [model.dualCoefficients, model.predict(few)]
      }),
      ("GaussianProcessRegressor", {
        let model = try GaussianProcessRegressor(kernel: ConstantKernel() * RBF(lengthScale: 3), alpha: 0.1)
          .fitted(to: few[..<400], fewNumbers[..<400])
        return [NDArray(model.kernel.logParameters), model.predictWithDeviation(few).deviation]
      }),
      ("GaussianProcessRegressor with restarts", {
        let doubled = few[Array(0..<180) + Array(0..<40)]
        let model = try GaussianProcessRegressor(
          kernel: ConstantKernel() * Matern(lengthScale: 3, nu: 2.5), alpha: 0.1, restarts: 3
        ).fitted(to: doubled, fewNumbers[200..<420])
        return [NDArray(model.kernel.logParameters), model.predict(few)]
      }),
    ]
  }()

  @Test("the result is the same for any number of threads", arguments: results.indices)
  func anyNumber(number: Int) throws {
    let (name, compute) = Self.results[number]
    let alone = try withThreads(1, compute)
    for count in [2, 3, 8] {
      let together = try withThreads(count, compute)
      for (one, other) in zip(alone, together) {
        #expect(one == other, "\(name): 1 and \(count) threads differ by \(abs(one - other).max())")
      }
    }
  }
}
