import Arrays
import DataFrames
import Foundation
import Learning
import Testing

@Suite struct SavingTests {
  private let x: NDArray = [[0, 1], [1, 3], [2, 2], [3, 5], [4, 3], [5, 7], [6, 6], [7, 9]]
  private let y: NDArray = [1, 2, 2, 4, 5, 5, 7, 8]
  private let names = ["low", "low", "low", "low", "high", "high", "high", "high"]

  private func withFile<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).model").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  /// The model after having been in a file.
  private func saved<Model: SavableModel>(_ model: Model) throws -> Model {
    try withFile { path in
      try model.save(to: path)
      return try Model(savedAt: path)
    }
  }

  @Test("a saved regressor predicts the same")
  func regressors() throws {
    func check<Recipe: Regressor>(_ estimator: Recipe) throws where Recipe.Model: SavableModel {
      let model = try estimator.fitted(to: x, y)
      let again = try saved(model)
      #expect(again.predict(x) == model.predict(x))
      #expect("\(again)" == "\(model)")
      #expect(again.schema == model.schema)
    }
    try check(LinearRegression())
    try check(Ridge(alpha: 3))
    try check(DecisionTreeRegressor(maxDepth: 2))
    try check(RandomForestRegressor(trees: 4))
    try check(KernelRidge(alpha: 0.1, kernel: .polynomial(degree: 2)))
    try check(KernelRidge(kernel: ConstantKernel(2) * Matern(lengthScales: [1, 2]) + WhiteKernel(noise: 0.1, bounds: .fixed)))
    try check(GaussianProcessRegressor(kernel: 1.0 * RBF(lengthScale: 2) + DotProduct(), alpha: 0.1))
    try check(
      Pipeline {
        PolynomialFeatures()
        StandardScaler()
        PCA(components: 2)
        MinMaxScaler()
        Ridge()
      })
  }

  @Test("a saved classifier predicts the same, names included")
  func classifiers() throws {
    func check<Recipe: Classifier>(_ estimator: Recipe) throws where Recipe.Model: SavableModel {
      let model = try estimator.fitted(to: x, names)
      let again = try saved(model)
      #expect(again.predictNames(x) == model.predictNames(x))
      #expect(again.classes == model.classes)
    }
    try check(LogisticRegression())
    try check(DecisionTreeClassifier())
    try check(RandomForestClassifier(trees: 4))
  }

  @Test("what was learnt from features alone can be saved")
  func unsupervised() throws {
    let groups = try KMeans(clusters: 2).fitted(to: x)
    #expect(try saved(groups).predict(x) == groups.predict(x))
    let mixture = try GaussianMixture(components: 2, covariance: .tied).fitted(to: x)
    #expect(try saved(mixture).scoreSamples(x) == mixture.scoreSamples(x))
    let components = try PCA().fitted(to: x)
    #expect(try saved(components).transform(x) == components.transform(x))
    let labels = try LabelEncoder().fitted(to: names)
    #expect(try saved(labels).transform(names) == labels.transform(names))
    let encoder = try OneHotEncoder().fitted(to: DataFrame(["name": names, "number": Array(0..<8)]))
    #expect(try saved(encoder).outputNames == encoder.outputNames)
  }

  @Test("a file that is not the model is refused in one sentence")
  func refusals() throws {
    let model = try Ridge().fitted(to: x, y)
    try withFile { path in
      try model.save(to: path)
      expectRefusal("\(path) holds a LinearModel, and not a DecisionTreeRegressor.Model") {
        _ = try DecisionTreeRegressor.Model(savedAt: path)
      }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      for count in stride(from: 14, to: bytes.count, by: 7) {
        try bytes.prefix(count).write(to: URL(fileURLWithPath: path))
        expectRefusal("\(path) is damaged: its end or a part of it is missing") { _ = try LinearModel(savedAt: path) }
      }
      try Data("hello, here is no model".utf8).write(to: URL(fileURLWithPath: path))
      expectRefusal("\(path) is no saved model") { _ = try LinearModel(savedAt: path) }
    }
    let closure = try KernelRidge(kernel: .closure { a, b in (a * b).sum() }).fitted(to: x, y)
    withFile { path in
      expectRefusal("save: the kernel ClosureKernel() is a function, which a file cannot hold") {
        try closure.save(to: path)
      }
    }
  }
}
