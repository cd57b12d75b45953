import Arrays
import Learning
import Testing

@Suite struct TreeTests {
  let reference: Reference

  init() throws { reference = try Reference(file: "trees") }

  private func choice(_ value: Reference, standard: FeatureChoice) -> FeatureChoice {
    switch value.text {
    case "sqrt": return .squareRoot
    case "log2": return .log2
    default:
      if value.double.isNaN { return standard }
      return value.double < 1 ? .fraction(value.double) : .count(value.int)
    }
  }

  private func optional(_ value: Reference) -> Int? { value.double.isNaN ? nil : value.int }

  private func classifier(_ a: Reference) -> DecisionTreeClassifier {
    DecisionTreeClassifier(
      criterion: a["criterion"].text == "entropy" ? .entropy : .gini, maxDepth: optional(a["max_depth"]),
      minSplitSize: optional(a["min_samples_split"]) ?? 2, minLeafSize: optional(a["min_samples_leaf"]) ?? 1,
      features: choice(a["max_features"], standard: .all),
      minImpurityDecrease: a["min_impurity_decrease"].double.isNaN ? 0 : a["min_impurity_decrease"].double,
      seed: optional(a["random_state"]))
  }

  private func regressor(_ a: Reference) -> DecisionTreeRegressor {
    DecisionTreeRegressor(
      maxDepth: optional(a["max_depth"]), minLeafSize: optional(a["min_samples_leaf"]) ?? 1,
      features: choice(a["max_features"], standard: .all), seed: optional(a["random_state"]))
  }

  private func isForClasses(_ name: String) -> Bool { name != "diabetes" && !name.hasSuffix("Numbers") }

  private func expectSame(_ tree: Tree, _ expected: Reference, _ what: String) {
    #expect(tree.nodes.map(\.feature) == expected["feature"].ints, "\(what): features")
    #expect(tree.nodes.map(\.threshold) == expected["threshold"].doubles, "\(what): thresholds")
    #expect(tree.nodes.map(\.left) == expected["left"].ints, "\(what): left children")
    #expect(tree.nodes.map(\.right) == expected["right"].ints, "\(what): right children")
    #expect(tree.nodes.map(\.exampleCount) == expected["size"].ints, "\(what): examples")
    #expect(tree.nodes.map(\.weight) == expected["weight"].doubles, "\(what): weights")
    #expect(tree.nodes.map(\.impurity) == expected["impurity"].doubles, "\(what): impurities")
    #expect(tree.nodes.indices.flatMap { tree.value(at: $0) } == expected["values"].doubles, "\(what): values")
  }

  @Test("the same seed grows scikit-learn's tree, node for node", arguments: 0..<17)
  func trees(number: Int) throws {
    let expected = reference["trees"].list[number]
    let name = expected["data"].text
    let (x, y) = (reference["data"][name]["x"].array, reference["data"][name]["y"].array)
    let what = "\(name) \(expected["text"].text)"
    if isForClasses(name) {
      let model = try classifier(expected["arguments"]).fitted(to: x, y)
      #expect("\(model)" == expected["text"].text)
      expectSame(model.tree, expected["tree"], what)
      expectClose(model.featureImportances, expected["importances"].array, what)
      #expect(model.text() == expected["export"].text)
      #expect(model.text(decimals: 3, maxDepth: 1) == expected["exportShort"].text)
      #expect(model.score(x, y) == expected["score"].double)
      #expect(model.leaves(x[..<20]) == expected["leaves"].integers)
      #expect(model.tree.depth == expected["depth"].int)
      #expect(model.tree.leafCount == expected["leafCount"].int)
    } else {
      let model = try regressor(expected["arguments"]).fitted(to: x, y)
      #expect("\(model)" == expected["text"].text)
      expectSame(model.tree, expected["tree"], what)
      expectClose(model.featureImportances, expected["importances"].array, what)
      #expect(model.text() == expected["export"].text)
      #expect(model.text(decimals: 3, maxDepth: 1) == expected["exportShort"].text)
      expectClose(model.score(x, y), expected["score"].double, what)
      #expect(model.leaves(x[..<20]) == expected["leaves"].integers)
      #expect(model.tree.depth == expected["depth"].int)
      #expect(model.tree.leafCount == expected["leafCount"].int)
    }
  }

  @Test("the same seed grows scikit-learn's forest", arguments: 0..<8)
  func forests(number: Int) throws {
    let expected = reference["forests"].list[number]
    let name = expected["data"].text
    let a = expected["arguments"]
    let (x, y) = (reference["data"][name]["x"].array, reference["data"][name]["y"].array)
    let what = "\(name) \(expected["text"].text)"
    if isForClasses(name) {
      let model = try RandomForestClassifier(
        trees: a["n_estimators"].int, criterion: a["criterion"].text == "entropy" ? .entropy : .gini,
        maxDepth: optional(a["max_depth"]), features: choice(a["max_features"], standard: .squareRoot),
        bootstraps: a["bootstrap"].double != 0, seed: optional(a["random_state"])
      ).fitted(to: x, y)
      #expect("\(model)" == expected["text"].text)
      for (tree, other) in zip(model.trees, expected["trees"].list) { expectSame(tree.tree, other, what) }
      #expect(model.predictProbabilities(x[..<40]) == expected["probabilities"].array)
      #expect(model.predict(x[..<40]) == expected["predictions"].integers)
      #expect(model.score(x, y) == expected["score"].double)
      expectClose(model.featureImportances, expected["importances"].array, what)
    } else {
      let model = try RandomForestRegressor(
        trees: a["n_estimators"].int, maxDepth: optional(a["max_depth"]),
        minLeafSize: optional(a["min_samples_leaf"]) ?? 1, features: choice(a["max_features"], standard: .fraction(1)),
        seed: optional(a["random_state"])
      ).fitted(to: x, y)
      #expect("\(model)" == expected["text"].text)
      for (tree, other) in zip(model.trees, expected["trees"].list) { expectSame(tree.tree, other, what) }
      #expect(model.predict(x[..<40]) == expected["predictions"].array)
      expectClose(model.score(x, y), expected["score"].double, what)
      expectClose(model.featureImportances, expected["importances"].array, what)
    }
  }

  @Test("examples left out judge a forest as in scikit-learn")
  func outOfBag() throws {
    let (cancer, diabetes) = (reference["data"]["cancer"], reference["data"]["diabetes"])
    let classes = try RandomForestClassifier(trees: 60, seed: 1).fitted(to: cancer["x"].array, cancer["y"].array)
    #expect(
      classes.outOfBagScore(cancer["x"].array, cancer["y"].array) == reference["outOfBag"]["cancer"].double)
    let numbers = try RandomForestRegressor(trees: 60, seed: 1).fitted(to: diabetes["x"].array, diabetes["y"].array)
    expectClose(
      numbers.outOfBagScore(diabetes["x"].array, diabetes["y"].array), reference["outOfBag"]["diabetes"].double)
  }

  @Test("the course's forests come out to the last digit")
  func wine() throws {
    let wine = try Reference(file: "wine")
    let (x, quality) = (wine["x"].array, wine["quality"].array)
    let good = quality.map { $0 > 5 ? 1.0 : 0.0 }
    let split = try trainTestSplit(x, good, testFraction: 0.3, seed: 123)
    let forest = try RandomForestClassifier(maxDepth: 8, seed: 123).fitted(to: split.train)
    #expect(forest.score(split.test) == 0.78125)
    expectClose(forest.featureImportances, wine["forestImportances"].array)
    let numbers = try trainTestSplit(x, quality, testFraction: 0.3, seed: 123)
    for expected in wine["regression"].list {
      let model = try RandomForestRegressor(maxDepth: optional(expected["depth"]), seed: expected["seed"].int)
        .fitted(to: numbers.train)
      #expect(model.score(numbers.train) == expected["train"].double)
      #expect(model.score(numbers.test) == expected["test"].double)
    }
    #expect(wine["regression"].list.contains { $0["train"].double == 0.7545065944574373 })
  }

  @Test("texts are classes too")
  func textClasses() throws {
    let x: NDArray = [[0], [1], [2], [3]]
    let model = try DecisionTreeClassifier().fitted(to: x, ["low", "low", "high", "high"])
    #expect(model.predictNames(x) == ["low", "low", "high", "high"])
    #expect(model.score(x, ["low", "low", "high", "low"]) == 0.75)
    #expect(model.text() == "|--- feature_0 <= 1.50\n|   |--- class: low\n|--- feature_0 >  1.50\n|   |--- class: high\n")
  }

  @Test("what cannot be learnt is refused in one sentence")
  func refusals() {
    let x: NDArray = [[0], [1]]
    expectRefusal("DecisionTreeClassifier: classes are integers or texts, and the target holds 0.5") {
      _ = try DecisionTreeClassifier().fitted(to: x, [0.5, 1.0])
    }
    expectRefusal("DecisionTreeClassifier: maxDepth is at least 1, and this one is 0") {
      _ = try DecisionTreeClassifier(maxDepth: 0).fitted(to: x, [0, 1])
    }
    expectRefusal("RandomForestRegressor: a forest has at least one tree, and this one 0") {
      _ = try RandomForestRegressor(trees: 0).fitted(to: x, [0, 1])
    }
    expectRefusal("DecisionTreeRegressor: learns one number for each example, and the target has shape (2, 2)") {
      _ = try DecisionTreeRegressor().fitted(to: x, [[0, 1], [1, 2]] as NDArray)
    }
  }
}
