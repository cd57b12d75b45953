import Arrays
import DataFrames
import Foundation
import Learning
import Testing

/// What holds for every estimator: each list is the whole of its kind.
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
  private static let encoders: [any Estimator] = [LabelEncoder(), OneHotEncoder()]

  private static let x: NDArray = [[0, 1], [1, 3], [2, 2], [3, 5], [4, 3], [5, 7], [6, 6], [7, 9]]
  private static let y: NDArray = [1, 2, 2, 4, 5, 5, 7, 8]
  private static let classes: IntArray = [0, 0, 0, 1, 0, 1, 1, 1]
  private let x = Self.x
  private let y = Self.y
  private let classes = Self.classes

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
      sentence { try fit([[0, 1], [3, -Double.infinity]], pair) } == "\(name): the features hold -infinity in row 1 of column 1")
    #expect(
      sentence { try fit(.zeros(0, 2), .zeros(0)) }
        == "\(name): needs at least one example and one feature, and the features have shape (0, 2)")
    #expect(
      sentence { try fit(.zeros(2), pair) }?.hasPrefix("\(name): features are a matrix with an example in each row") == true)
  }

  private func expectTargetRefusals(_ name: String, fit: (NDArray, NDArray) throws -> Void) {
    #expect(sentence { try fit(x, NDArray(classes)[..<7]) } == "\(name): 8 examples and 7 targets do not fit")
    #expect(
      sentence { try fit(x, [1, 0, Double.nan, 1, 1, 0, 0, 1]) } == "\(name): the target holds NaN in row 2")
  }

  /// The model after having been in a file; prints and knows its features as before.
  private func saved<Model: FittedModel>(_ model: Model) throws -> Model {
    func again<Kept: SavableModel>(_ model: Kept) throws -> Kept {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).model").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      try model.save(to: path)
      return try Kept(savedAt: path)
    }
    let savable = try #require(model as? any SavableModel, "\(Model.self) can be saved")
    let kept = try #require(try again(savable) as? Model)
    #expect("\(kept)" == "\(model)")
    #expect(kept.schema == model.schema)
    return kept
  }

  private func expectText(_ estimator: any Estimator, _ model: String) {
    let name = type(of: estimator).estimatorName
    #expect(model == "\(estimator)")
    #expect("\(estimator)".hasPrefix("\(name)("))
    for parameter in estimator.hyperparameters where !parameter.isDefault {
      #expect("\(estimator)".contains("\(parameter.name)="))
    }
  }

  @Test("regressors fit, predict, score, print, refuse and are saved alike", arguments: regressors.indices)
  func regression(number: Int) throws {
    func check<Recipe: Regressor>(_ estimator: Recipe) throws {
      let name = Recipe.estimatorName
      let model = try estimator.fitted(to: x, y)
      expectText(estimator, "\(model)")
      #expect(model.schema.count == 2)
      #expect(model.predict(x).shape == [8])
      #expect(model.score(x, y) == r2Score(y, model.predict(x)))
      #expect(model.score(x, y) > 0.5)
      #expect(try estimator.fitted(to: Examples(x, y)).predict(x) == model.predict(x), "\(name) gives the same twice")
      let frame = DataFrame(["a": x[..., 0].elements, "b": x[..., 1].elements])
      let named = try estimator.fitted(to: frame, Series(y.elements))
      #expect(named.predict(frame) == model.predict(x))
      #expect(named.schema.names == ["a", "b"])
      let kept = try saved(named)
      #expect(kept.predict(frame) == named.predict(frame))
      #expect(kept.score(frame, y) == named.score(frame, y))
      expectRefusals(name) { _ = try estimator.fitted(to: $0, $1) }
      expectTargetRefusals(name) { _ = try estimator.fitted(to: $0, $1) }
    }
    try check(Self.regressors[number])
  }

  @Test("classifiers fit, predict, score, print, refuse and are saved alike", arguments: classifiers.indices)
  func classification(number: Int) throws {
    func check<Recipe: Classifier>(_ estimator: Recipe) throws {
      let name = Recipe.estimatorName
      let model = try estimator.fitted(to: x, classes)
      expectText(estimator, "\(model)")
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
      let kept = try saved(named)
      #expect(kept.predictNames(x) == named.predictNames(x))
      #expect(kept.classes == named.classes)
      if let likely = model as? any ProbabilisticModel {
        expectClose(likely.predictProbabilities(x).sum(axis: 1), .ones(8), tolerance: 1e-12)
      }
      expectRefusals(name) { _ = try estimator.fitted(to: $0, $1) }
      expectTargetRefusals(name) { _ = try estimator.fitted(to: $0, $1) }
      #expect(sentence { _ = try estimator.fitted(to: x, y + 0.5) }?.contains("classes are integers or texts") == true)
      let alone = sentence { _ = try estimator.fitted(to: x, [Int](repeating: 3, count: 8)) }
      #expect(alone?.hasSuffix(": needs examples of at least 2 classes, and all are of the class 3") == true)
    }
    try check(Self.classifiers[number])
  }

  @Test("what learns from features alone fits, prints, refuses and is saved alike", arguments: unsupervised.indices)
  func withoutTarget(number: Int) throws {
    func check<Recipe: UnsupervisedEstimator>(_ estimator: Recipe) throws {
      let model = try estimator.fitted(to: x)
      expectText(estimator, "\(model)")
      #expect(model.schema.count == 2)
      let kept = try saved(model)
      let used = try #require(Self.use(model, x))
      #expect(used.shape[0] == 8)
      #expect(Self.use(kept, x) == used)
      let frame = DataFrame(["a": x[..., 0].elements, "b": x[..., 1].elements])
      let named = try estimator.fitted(to: frame)
      #expect(named.schema.names == ["a", "b"])
      #expect(Self.use(named, x) == used)
      expectRefusals(Recipe.estimatorName) { features, _ in _ = try estimator.fitted(to: features) }
    }
    try check(Self.unsupervised[number])
  }

  @Test("encoders fit, print, refuse and are saved alike")
  func encoding() throws {
    let colors = ["red", "blue", "red"]
    func kept<Model: SavableModel>(_ model: Model) throws -> Model {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).model").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      try model.save(to: path)
      return try Model(savedAt: path)
    }
    let labels = try LabelEncoder().fitted(to: colors)
    expectText(LabelEncoder(), "\(labels)")
    #expect(labels.transform(colors) == [1, 0, 1])
    #expect(try kept(labels).transform(colors) == [1, 0, 1])
    #expect(try kept(labels).inverse([0]) == ["blue"])
    #expect(sentence { _ = try LabelEncoder().fitted(to: [String]()) } == "LabelEncoder: there are no labels to learn from")
    #expect(
      sentence { _ = try LabelEncoder().fitted(to: [1, Double.nan]) } == "LabelEncoder: the target holds NaN in row 1")
    let features = try OneHotEncoder(ignoresUnknown: true).fitted(to: colors)
    expectText(OneHotEncoder(ignoresUnknown: true), "\(features)")
    #expect(features.transform(colors) == [[0, 1], [1, 0], [0, 1]])
    #expect(try kept(features).transform(["green", "red"]) == [[0, 0], [0, 1]])
    #expect(
      sentence { _ = try OneHotEncoder().fitted(to: [String]()) }
        == "OneHotEncoder: needs at least one row and one column of categories")
    #expect(
      sentence { _ = try OneHotEncoder().fitted(to: [1, Double.nan]) }
        == "OneHotEncoder: the column \"x0\" is missing in row 1")
  }

  /// What a model makes of features, whatever its kind.
  private static func use(_ model: any FittedModel, _ features: NDArray) -> NDArray? {
    switch model {
    case let model as any RegressionModel: model.predict(features)
    case let model as any ClassificationModel: NDArray(model.predict(features))
    case let model as any TransformModel: model.transform(features)
    case let model as GaussianMixture.Model: model.scoreSamples(features)
    default: nil
    }
  }

  /// A model of each kind of estimator that takes features, fitted.
  private static func model(_ number: Int) throws -> any FittedModel {
    func supervised<Recipe: SupervisedEstimator>(_ estimator: Recipe, _ target: NDArray) throws -> any FittedModel {
      try estimator.fitted(to: x, target)
    }
    func alone<Recipe: UnsupervisedEstimator>(_ estimator: Recipe) throws -> any FittedModel {
      try estimator.fitted(to: x)
    }
    if number < regressors.count { return try supervised(regressors[number], y) }
    let place = number - regressors.count
    if place < classifiers.count { return try supervised(classifiers[place], NDArray(classes)) }
    let estimator = unsupervised[place - classifiers.count]
    return try alone(estimator)
  }

  private static let modelCount = regressors.count + classifiers.count + unsupervised.count

  @Test("features of another width stop every model with one sentence", arguments: 0..<modelCount)
  func widths(number: Int) async throws {
    let result = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [number = number as Int] in
      _ = ContractTests.use(try ContractTests.model(number), [[1, 2, 3]])
    }
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains(": the model was fitted to 2 features, and an array of shape (1, 3) has 3"))
  }

  @Test("NaN stops every model with one sentence", arguments: 0..<modelCount)
  func holes(number: Int) async throws {
    let result = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [number = number as Int] in
      _ = ContractTests.use(try ContractTests.model(number), [[1, Double.nan]])
    }
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains(": the features hold NaN in row 0 of column 1"))
  }

  @Test("columns in another order stop predicting with one sentence")
  func columnOrder() async throws {
    let result = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let frame = DataFrame(["a": [1.0, 2], "b": [3.0, 5]])
      let model = try Ridge().fitted(to: frame, [1.0, 2])
      _ = model.predict(DataFrame(["b": [3.0, 5], "a": [1.0, 2]]))
    }
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("predict: the model was fitted to \"a\" where these features have \"b\""))
  }

  @Test("no estimator is missing here")
  func completeness() throws {
    let here = Self.regressors as [any Estimator] + Self.classifiers + Self.unsupervised + Self.encoders
    let names = Set(here.map { type(of: $0).estimatorName })
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/Learning").standardizedFileURL
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    let declaration = #/public struct (\w+)(?:<[^>]*>)?: (?:Supervised|Unsupervised)?(?:Estimator|Regressor|Classifier|Transformer)\b/#
    var declared = Set<String>()
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: declaration) { declared.insert(String(match.1)) }
    }
    #expect(declared.count == 18)
    #expect(declared == names)
  }
}
