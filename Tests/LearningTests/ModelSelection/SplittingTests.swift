import Arrays
import DataFrames
import Learning
import Testing

@Suite struct SplittingTests {
  let reference: Reference

  init() throws { reference = try Reference(file: "preparation") }

  @Test("a seed draws scikit-learn's rows")
  func randomSplits() throws {
    for expected in reference["splits"].list {
      let split = try trainTestSplit(
        IntArray.arange(expected["count"].int), testFraction: expected["fraction"].double, seed: expected["seed"].int)
      #expect(split.train.elements == expected["train"].ints)
      #expect(split.test.elements == expected["test"].ints)
    }
  }

  @Test("a stratified split draws scikit-learn's rows")
  func stratifiedSplits() throws {
    let classes = reference["classes"].integers
    let rows = IntArray.arange(classes.count).reshaped(classes.count, 1)
    for expected in reference["stratified"].list {
      let split = try trainTestSplit(
        rows, classes, testFraction: expected["fraction"].double, seed: expected["seed"].int, stratified: true)
      #expect(split.train.features.elements == expected["train"].ints)
      #expect(split.test.features.elements == expected["test"].ints)
      #expect(split.test.target == classes.taking(split.test.features.flattened()))
    }
  }

  @Test("examples are split like their parts, and say how many they are")
  func examples() throws {
    let moons = makeMoons(count: 30, noise: 0.1, seed: 2)
    let split = try trainTestSplit(moons, testFraction: 0.3, seed: 4, stratified: true)
    let same = try trainTestSplit(moons.features, moons.target, testFraction: 0.3, seed: 4, stratified: true)
    #expect(split.test.features == same.test.features)
    #expect("\(split)" == "Split(train: 21 examples, test: 9 examples)")
    #expect("\(split.train)" == "Examples(21 examples of 2 features)")
  }

  @Test("folds are scikit-learn's")
  func folds() throws {
    let classes = reference["classes"].integers
    for expected in reference["folds"].list {
      let maker: any FoldMaker =
        switch expected["name"].text {
        case "kfold": KFold()
        case "kfoldShuffled": KFold(splits: 4, shuffles: true, seed: 5)
        case "stratified": StratifiedKFold()
        case "stratifiedShuffled": StratifiedKFold(splits: 3, shuffles: true, seed: 6)
        case "shuffledOther": KFold(splits: 3, shuffles: true, seed: 123)
        case "stratifiedOther": StratifiedKFold(splits: 4, shuffles: true, seed: 0)
        case "shuffleOther": ShuffleSplit(splits: 2, testFraction: 0.45, seed: 99)
        case "shuffle": ShuffleSplit(splits: 3, testFraction: 0.2, seed: 8)
        default: LeaveOneOut()
        }
      let folds = try maker.folds(classes)
      #expect(folds == expected["folds"].list.map { Fold(train: $0.list[0].ints, test: $0.list[1].ints) })
    }
  }

  @Test("data frames keep their labels")
  func frames() throws {
    let frame = DataFrame(["x": Array(0..<8)])
    let split = try trainTestSplit(frame, try frame["x"] as Series, testFraction: 0.25, seed: 1)
    let drawn: Series = try split.train.features["x"]
    #expect(drawn.integers == split.train.target.integers)
    #expect(split.train.features.index.values.compactMap(\.integer) == split.train.target.integers)
    #expect(split.test.count == 2)
  }

  @Test("impossible splits are refused in one sentence")
  func refusals() {
    let rows = IntArray.arange(4)
    expectRefusal("trainTestSplit: testFraction is between 0 and 1, and this one is 1.5") {
      _ = try trainTestSplit(rows, testFraction: 1.5)
    }
    expectRefusal("trainTestSplit: 1 example with testFraction 0.25 leaves none to learn from or to test") {
      _ = try trainTestSplit(IntArray.arange(1))
    }
    expectRefusal("KFold: 4 examples cannot be split into 5 parts") { _ = try KFold().folds(count: 4) }
    expectRefusal("trainTestSplit: the class 2 has 1 example, and a stratified split needs two of each") {
      _ = try trainTestSplit(rows.reshaped(4, 1), [1, 1, 1, 2], stratified: true)
    }
  }
}
