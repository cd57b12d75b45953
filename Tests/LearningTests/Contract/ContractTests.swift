import Arrays
import DataFrames
import Learning
import Testing

/// What holds for every estimator.
@Suite struct ContractTests {
  private static let regressors: [any Regressor] = [
    LinearRegression(), Ridge(), DecisionTreeRegressor(), RandomForestRegressor(trees: 5), KernelRidge(),
    GaussianProcessRegressor(alpha: 0.1),
    Pipeline {
      StandardScaler()
      Ridge()
    },
  ]
  private static let classifiers: [any Classifier] = [
    LogisticRegression(), DecisionTreeClassifier(), RandomForestClassifier(trees: 5),
    Pipeline {
      MinMaxScaler()
      LogisticRegression()
    },
  ]
  private static let unsupervised: [any UnsupervisedEstimator] = [
    StandardScaler(), MinMaxScaler(), PolynomialFeatures(), PCA(), KMeans(clusters: 2), GaussianMixture(components: 2),
  ]

  private let x: NDArray = [[0, 1], [1, 3], [2, 2], [3, 5], [4, 3], [5, 7], [6, 6], [7, 9]]
  private let y: NDArray = [1, 2, 2, 4, 5, 5, 7, 8]
  private let classes: IntArray = [0, 0, 0, 1, 0, 1, 1, 1]

  private func sentence(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func expectRefusals(_ name: String, fit: (NDArray, NDArray) throws -> Void) {
    let holed: NDArray = [[0, 1], [Double.nan, 3]]
    let pair: NDArray = [0, 1]
    #expect(sentence { try fit(holed, pair) } == "\(name): the features hold NaN in row 1 of column 0")
    #expect(
      sentence { try fit(.zeros(0, 2), .zeros(0)) }
        == "\(name): needs at least one example and one feature, and the features have shape (0, 2)")
    #expect(
      sentence { try fit(.zeros(2), pair) }?.hasPrefix("\(name): features are a matrix with an example in each row") == true)
  }

  @Test("regressors fit, predict, score and refuse alike")
  func regression() throws {
    for estimator in Self.regressors {
      func check<Recipe: Regressor>(_ estimator: Recipe) throws {
        let name = Recipe.estimatorName
        let model = try estimator.fitted(to: x, y)
        #expect("\(model)" == "\(estimator)")
        #expect("\(estimator)".hasPrefix("\(name)("))
        #expect(model.schema.count == 2)
        #expect(model.predict(x).shape == [8])
        #expect(model.score(x, y) == r2Score(y, model.predict(x)))
        #expect(model.score(x, y) > 0.5)
        let again = try estimator.fitted(to: Examples(x, y))
        #expect(again.predict(x) == model.predict(x), "\(name) gives the same twice")
        let frame = DataFrame(["a": x[..., 0].elements, "b": x[..., 1].elements])
        #expect(try estimator.fitted(to: frame, Series(y.elements)).predict(frame) == model.predict(x))
        expectRefusals(name) { _ = try estimator.fitted(to: $0, $1) }
        #expect(sentence { _ = try estimator.fitted(to: x, y[..<7]) } == "\(name): 8 examples and 7 targets do not fit")
        #expect(
          sentence { _ = try estimator.fitted(to: x, [1, 2, Double.nan, 4, 5, 5, 7, 8] as NDArray) }
            == "\(name): the target holds NaN in row 2")
      }
      try check(estimator)
    }
  }

  @Test("classifiers fit, predict, score and refuse alike")
  func classification() throws {
    for estimator in Self.classifiers {
      func check<Recipe: Classifier>(_ estimator: Recipe) throws {
        let name = Recipe.estimatorName
        let model = try estimator.fitted(to: x, classes)
        #expect("\(model)" == "\(estimator)")
        #expect(model.classes.values == [0, 1])
        #expect(model.predict(x).shape == [8])
        #expect(model.score(x, classes) == accuracyScore(classes, model.predict(x)))
        #expect(model.score(x, classes) >= 0.75)
        #expect(try estimator.fitted(to: x, classes).predict(x) == model.predict(x), "\(name) gives the same twice")
        let names = classes.elements.map { $0 == 0 ? "low" : "high" }
        let named = try estimator.fitted(to: x, names)
        #expect(named.classes.names == ["high", "low"])
        #expect(named.score(x, names) >= 0.75)
        #expect(Set(named.predictNames(x)).isSubset(of: ["low", "high"]))
        if let likely = model as? any ProbabilisticModel {
          expectClose(likely.predictProbabilities(x).sum(axis: 1), .ones(8), tolerance: 1e-12)
        }
        expectRefusals(name) { _ = try estimator.fitted(to: $0, $1) }
        #expect(sentence { _ = try estimator.fitted(to: x, y + 0.5) }?.contains("classes are integers or texts") == true)
      }
      try check(estimator)
    }
  }

  @Test("what learns from features alone fits and refuses alike")
  func withoutTarget() throws {
    for estimator in Self.unsupervised {
      func check<Recipe: UnsupervisedEstimator>(_ estimator: Recipe) throws {
        let model = try estimator.fitted(to: x)
        #expect("\(model)" == "\(estimator)")
        #expect(model.schema.count == 2)
        if let transforming = model as? any TransformModel { #expect(transforming.transform(x).shape[0] == 8) }
        expectRefusals(Recipe.estimatorName) { features, _ in _ = try estimator.fitted(to: features) }
      }
      try check(estimator)
    }
  }

  @Test("columns in another order stop predicting with one sentence")
  func columnOrder() async {
    await #expect(processExitsWith: .failure) {
      let frame = DataFrame(["a": [1.0, 2], "b": [3.0, 5]])
      let model = try Ridge().fitted(to: frame, [1.0, 2])
      _ = model.predict(DataFrame(["b": [3.0, 5], "a": [1.0, 2]]))
    }
  }
}
