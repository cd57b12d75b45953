import Arrays

/// Examples in two parts: to learn from, and to judge by what was never seen.
public struct Split<Part> {
  /// What to learn from.
  public let train: Part
  /// What to judge by.
  public let test: Part

  /// A split from its parts.
  public init(train: Part, test: Part) {
    self.train = train
    self.test = test
  }
}

extension Split: Sendable where Part: Sendable {}

extension Split: CustomStringConvertible where Part: ExampleCollection {
  public var description: String {
    "Split(train: \(counted(train.exampleCount, "example")), test: \(counted(test.exampleCount, "example")))"
  }
}

/// Splits examples at random into a part for learning and a part for testing.
///
/// ```swift
/// let split = try trainTestSplit(wine.drop("quality"), wine["quality"], testFraction: 0.3, seed: 123)
/// let model = try Ridge().fitted(to: split.train)
/// model.score(split.test)
/// ```
///
/// The same seed gives the rows that scikit-learn's `train_test_split` gives.
///
/// - Parameters:
///   - features: What is known of each example: a matrix or a data frame.
///   - target: What is to be learnt of each.
///   - testFraction: The share of the examples for testing, rounded up; 0.25 by default.
///   - seed: What decides the draw; 0 if none is given.
///   - shuffles: Whether rows are drawn at random (the default) or the last ones are for testing.
///   - stratified: Whether both parts get the classes of the target in the shares that these have; false by default.
/// - Throws: `LearningError` if a part would be empty, if numbers of rows differ, or if a class has too few examples.
public func trainTestSplit<Features: FeatureSource, Labels: TargetSource>(
  _ features: Features, _ target: Labels, testFraction: Double = 0.25, seed: Int? = nil, shuffles: Bool = true,
  stratified: Bool = false
) throws -> Split<Examples<Features, Labels>> {
  guard features.exampleCount == target.exampleCount else {
    throw LearningError(
      "trainTestSplit: \(counted(features.exampleCount, "example")) and \(counted(target.exampleCount, "target")) do not fit")
  }
  let sizes = try splitSizes(features.exampleCount, testFraction)
  let rows: Split<[Int]>
  if stratified {
    try require(shuffles, "trainTestSplit: a stratified split is drawn at random: leave out shuffles: false")
    rows = try stratifiedRows(try target.targetValues(), sizes, seed: seed ?? 0)
  } else {
    rows = splitRows(sizes, seed: seed ?? 0, shuffles: shuffles)
  }
  let examples = Examples(features, target)
  return Split(train: examples.examples(at: rows.train), test: examples.examples(at: rows.test))
}

/// Splits examples at random, as `trainTestSplit` splits their features and target.
///
/// ```swift
/// let split = try trainTestSplit(makeMoons(count: 200, noise: 0.2), stratified: true)
/// ```
///
/// - Parameters:
///   - testFraction: The share of the examples for testing, rounded up; 0.25 by default.
///   - seed: What decides the draw; 0 if none is given.
///   - stratified: Whether both parts get the classes of the target in the shares that these have.
/// - Throws: `LearningError` if a part would be empty, or if a class has too few examples.
public func trainTestSplit<Features, Labels>(
  _ examples: Examples<Features, Labels>, testFraction: Double = 0.25, seed: Int? = nil, stratified: Bool
) throws -> Split<Examples<Features, Labels>> {
  try trainTestSplit(
    examples.features, examples.target, testFraction: testFraction, seed: seed, stratified: stratified)
}

/// Splits the rows of one collection at random into a part for learning and a part for testing.
///
/// - Parameters:
///   - testFraction: The share of the rows for testing, rounded up; 0.25 by default.
///   - seed: What decides the draw; 0 if none is given.
///   - shuffles: Whether rows are drawn at random (the default) or the last ones are for testing.
public func trainTestSplit<Rows: ExampleCollection>(
  _ rows: Rows, testFraction: Double = 0.25, seed: Int? = nil, shuffles: Bool = true
) throws -> Split<Rows> {
  let places = splitRows(try splitSizes(rows.exampleCount, testFraction), seed: seed ?? 0, shuffles: shuffles)
  return Split(train: rows.examples(at: places.train), test: rows.examples(at: places.test))
}

/// How many examples learn and test.
private func splitSizes(_ count: Int, _ testFraction: Double) throws -> (train: Int, test: Int) {
  try require(
    testFraction > 0 && testFraction < 1, "trainTestSplit: testFraction is between 0 and 1, and this one is \(testFraction)")
  let test = Int((testFraction * Double(count)).rounded(.up))
  try require(
    test > 0 && test < count,
    "trainTestSplit: \(counted(count, "example")) with testFraction \(testFraction) leaves none to learn from or to test")
  return (count - test, test)
}

private func splitRows(_ sizes: (train: Int, test: Int), seed: Int, shuffles: Bool) -> Split<[Int]> {
  let count = sizes.train + sizes.test
  guard shuffles else { return Split(train: Array(0..<sizes.train), test: Array(sizes.train..<count)) }
  var random = RandomState(seed: seed)
  let order = random.permutation(count).elements
  return Split(train: Array(order[sizes.test...]), test: Array(order[..<sizes.test]))
}

private func stratifiedRows(_ target: Target, _ sizes: (train: Int, test: Int), seed: Int) throws -> Split<[Int]> {
  let (classes, places) = try Classes.of(target, for: "trainTestSplit")
  var members = [[Int]](repeating: [], count: classes.count)
  for (row, place) in places.enumerated() { members[place].append(row) }
  if let rare = members.firstIndex(where: { $0.count < 2 }) {
    throw LearningError("trainTestSplit: the class \(classes.name(at: rare)) has 1 example, and a stratified split needs two of each")
  }
  try require(
    sizes.train >= classes.count && sizes.test >= classes.count,
    "trainTestSplit: \(classes.count) classes do not fit into parts of \(sizes.train) and \(sizes.test) examples")
  var random = RandomState(seed: seed)
  let train = likelyCounts(members.map(\.count), draws: sizes.train, &random)
  let rest = zip(members, train).map { $0.count - $1 }
  let test = likelyCounts(rest, draws: sizes.test, &random)
  var (trainRows, testRows) = ([Int](), [Int]())
  for place in 0..<classes.count {
    let order = random.permutation(members[place].count).elements.map { members[place][$0] }
    trainRows += order[..<train[place]]
    testRows += order[train[place]..<(train[place] + test[place])]
  }
  random.shuffle(&trainRows)
  random.shuffle(&testRows)
  return Split(train: trainRows, test: testRows)
}

/// How many of each class are most likely drawn: the shares rounded down, then up where most is lost, ties drawn.
private func likelyCounts(_ counts: [Int], draws: Int, _ random: inout RandomState) -> [Int] {
  let total = Double(counts.reduce(0, +))
  let shares = counts.map { Double($0) / total * Double(draws) }
  var result = shares.map { Int($0.rounded(.down)) }
  var missing = draws - result.reduce(0, +)
  let remainders = zip(shares, result).map { $0 - Double($1) }
  for value in Set(remainders).sorted(by: >) where missing > 0 {
    let tied = remainders.indices.filter { remainders[$0] == value }
    let added = Swift.min(tied.count, missing)
    for place in random.choice(tied.count, count: added, replacing: false).elements { result[tied[place]] += 1 }
    missing -= added
  }
  return result
}
