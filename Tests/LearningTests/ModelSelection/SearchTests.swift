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
    #expect(grid.table.columnNames == ["maxDepth", "minLeafSize", "mean", "deviation", "rank"])
    #expect(grid.table.rowCount == 9)
    #expect("\(grid)" == "\(grid.table)")
    #expect(reference["drawn"].list.count == 3)
    for expected in reference["drawn"].list {
      let drawn = try RandomSearch(DecisionTreeClassifier(seed: 1), tries: 4, seed: expected["seed"].int) {
        Vary(\.maxDepth, [1, 2, 3])
        Vary(\.minLeafSize, [1, 5, 20])
      }.fitted(to: iris, species)
      check(drawn, expected)
    }
  }

  @Test("a search tells after each fit how far it is")
  func progress() throws {
    let (x, y) = (reference["x"].array, reference["y"].array)
    final class Steps: @unchecked Sendable { var seen: [[Int]] = [] }
    let steps = Steps()
    let search = GridSearch(Ridge(), folds: KFold(splits: 2), progress: { steps.seen.append([$0, $1]) }) {
      Vary(\.alpha, [0.5, 1])
    }
    #expect("\(search)" == "GridSearch(Ridge(), alpha: [0.5, 1.0])")
    _ = try search.fitted(to: x, y)
    #expect(steps.seen == [[1, 4], [2, 4], [3, 4], [4, 4]])
    steps.seen = []
    _ = try RandomSearch(Ridge(), tries: 1, folds: KFold(splits: 3), progress: { steps.seen.append([$0, $1]) }) {
      Vary(\.alpha, [0.5, 1])
    }.fitted(to: x, y)
    #expect(steps.seen == [[1, 3], [2, 3], [3, 3]])
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
