import Arrays
import Learning
import Testing

@Suite struct SearchTests {
  let reference: Reference

  init() throws { reference = try Reference(file: "selection") }

  @Test("cross-validation is scikit-learn's")
  func crossValidation() throws {
    let (x, y) = (reference["x"].array, reference["y"].array)
    let (iris, species) = (reference["iris"].array, reference["species"].integers)
    let expected = reference["validation"]
    let tree = DecisionTreeClassifier(seed: 3)
    expectClose(try crossValidationScores(Ridge(alpha: 0.1), x, y), expected["ridge"].array)
    expectClose(
      try crossValidationScores(Ridge(), x, y, folds: KFold(splits: 4), scoring: .negativeMeanSquaredError),
      expected["error"].array)
    expectClose(try crossValidationScores(tree, iris, species), expected["tree"].array)
    expectClose(
      try crossValidationScores(tree, iris, species, folds: StratifiedKFold(splits: 4), scoring: .macroF1),
      expected["f1"].array)
    expectClose(try crossValidationPredictions(Ridge(), x, y), expected["predictions"].array)
    #expect(try crossValidationPredictions(tree, iris, species) == expected["classes"].array)
  }

  private func check(_ found: SearchOutcome<DecisionTreeClassifier>, _ expected: Reference) {
    #expect(found.results.map { $0.choices[0].text } == expected["depths"].ints.map(String.init))
    #expect(found.results.map { $0.choices[1].text } == expected["leaves"].ints.map(String.init))
    expectClose(NDArray(found.results.map(\.mean)), expected["means"].array)
    expectClose(NDArray(found.results.map(\.deviation)), expected["deviations"].array)
    #expect(found.ranks == expected["ranks"].ints)
    #expect("\(found.best)" == expected["best"].text)
    expectClose(found.bestScore, expected["score"].double)
  }

  @Test("searches try and choose what scikit-learn's do")
  func searches() throws {
    let (iris, species) = (reference["iris"].array, reference["species"].integers)
    let grid = try GridSearch(DecisionTreeClassifier(seed: 1)) {
      Vary(\.maxDepth, [1, 2, 3])
      Vary(\.minLeafSize, [1, 5, 20])
    }.fitted(to: iris, species)
    check(grid, reference["grid"])
    #expect(grid.results[0].choices.map(\.name) == ["maxDepth", "minLeafSize"])
    let drawn = try RandomSearch(DecisionTreeClassifier(seed: 1), tries: 4, seed: 7) {
      Vary(\.maxDepth, [1, 2, 3])
      Vary(\.minLeafSize, [1, 5, 20])
    }.fitted(to: iris, species)
    check(drawn, reference["drawn"])
  }

  @Test("what stands at the end of a pipeline can be varied")
  func pipelines() throws {
    let (x, y) = (reference["x"].array, reference["y"].array)
    let pipeline = Pipeline {
      StandardScaler()
      Ridge()
    }
    let search = try GridSearch(pipeline) { Vary(\.final.alpha, [0.01, 1, 100]) }.fitted(to: x, y)
    #expect(search.best.final.alpha == reference["ridges"]["alpha"].double)
    expectClose(search.bestScore, reference["ridges"]["score"].double)
    expectClose(search.model.predict(x[..<8]), reference["ridges"]["predictions"].array)
  }
}
