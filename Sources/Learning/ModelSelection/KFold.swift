import Arrays

/// The rows of one round of cross-validation.
public struct Fold: Sendable, Hashable {
  /// The rows to learn from, in ascending order unless they were drawn.
  public let train: [Int]
  /// The rows to judge by.
  public let test: [Int]

  /// A fold from its rows.
  public init(train: [Int], test: [Int]) {
    self.train = train
    self.test = test
  }
}

/// A way to split examples several times into learning and testing.
public protocol FoldMaker: Sendable {
  /// The folds of examples with a target.
  ///
  /// - Throws: `LearningError` if there are too few examples.
  func folds(of target: Target) throws -> [Fold]
}

extension FoldMaker {
  /// The folds of a number of examples.
  public func folds(count: Int) throws -> [Fold] { try folds(of: Target(.zeros(count))) }

  /// The folds of examples with a target.
  public func folds(_ target: some TargetSource) throws -> [Fold] { try folds(of: try target.targetValues()) }

  /// The folds whose testing rows are those that `part` numbers with 0, 1, ....
  func folds(parts: [Int], count: Int) -> [Fold] {
    (0..<count).map { fold in
      Fold(train: parts.indices.filter { parts[$0] != fold }, test: parts.indices.filter { parts[$0] == fold })
    }
  }
}

/// Examples in k parts of equal size, each of which tests once what was learnt from the others.
///
/// Matches scikit-learn's `KFold`.
public struct KFold: FoldMaker {
  /// The number of parts.
  public var splits: Int
  /// Whether rows are put in random order first.
  public var shuffles: Bool
  /// What decides the order.
  public var seed: Int?

  /// k parts.
  ///
  /// - Parameters:
  ///   - splits: The number of parts; 5 by default.
  ///   - shuffles: Whether rows are put in random order first; false by default.
  ///   - seed: What decides the order; 0 if none is given.
  public init(splits: Int = 5, shuffles: Bool = false, seed: Int? = nil) {
    self.splits = splits
    self.shuffles = shuffles
    self.seed = seed
  }

  public func folds(of target: Target) throws -> [Fold] {
    let count = target.values.shape[0]
    try require(
      splits >= 2 && splits <= count, "KFold: \(counted(count, "example")) cannot be split into \(splits) parts")
    var order = Array(0..<count)
    if shuffles {
      var random = RandomState(seed: seed ?? 0)
      random.shuffle(&order)
    }
    var parts = [Int](repeating: 0, count: count)
    var start = 0
    for fold in 0..<splits {
      let size = count / splits + (fold < count % splits ? 1 : 0)
      for row in order[start..<(start + size)] { parts[row] = fold }
      start += size
    }
    return folds(parts: parts, count: splits)
  }
}

/// k parts that hold the classes in the shares that these have among all examples.
///
/// Matches scikit-learn's `StratifiedKFold`.
public struct StratifiedKFold: FoldMaker {
  /// The number of parts.
  public var splits: Int
  /// Whether the rows of each class are put in random order first.
  public var shuffles: Bool
  /// What decides the order.
  public var seed: Int?

  /// k parts with the classes in equal shares.
  ///
  /// - Parameters:
  ///   - splits: The number of parts; 5 by default.
  ///   - shuffles: Whether the rows of each class are put in random order first; false by default.
  ///   - seed: What decides the order; 0 if none is given.
  public init(splits: Int = 5, shuffles: Bool = false, seed: Int? = nil) {
    self.splits = splits
    self.shuffles = shuffles
    self.seed = seed
  }

  public func folds(of target: Target) throws -> [Fold] {
    let (classes, places) = try Classes.of(target, for: "StratifiedKFold")
    try require(splits >= 2, "StratifiedKFold: needs at least 2 parts, and got \(splits)")
    // Classes are numbered by their first appearance.
    var number = [Int](repeating: -1, count: classes.count)
    var next = 0
    for place in places where number[place] < 0 {
      number[place] = next
      next += 1
    }
    let encoded = places.map { number[$0] }
    var counts = [Int](repeating: 0, count: classes.count)
    for place in encoded { counts[place] += 1 }
    try require(
      counts.contains { $0 >= splits }, "StratifiedKFold: no class has \(splits) examples, one for each part")
    // Dealt out in turn from the sorted classes, so that part sizes differ by one at most.
    let sorted = encoded.sorted()
    var allocation = [[Int]](repeating: [Int](repeating: 0, count: splits), count: classes.count)
    for (place, one) in sorted.enumerated() { allocation[one][place % splits] += 1 }
    var random = RandomState(seed: seed ?? 0)
    var parts = [Int](repeating: 0, count: places.count)
    for one in 0..<classes.count {
      var dealt = (0..<splits).flatMap { [Int](repeating: $0, count: allocation[one][$0]) }
      if shuffles { random.shuffle(&dealt) }
      var place = 0
      for row in encoded.indices where encoded[row] == one {
        parts[row] = dealt[place]
        place += 1
      }
    }
    return folds(parts: parts, count: splits)
  }
}

/// Random splits, each drawn anew.
///
/// Matches scikit-learn's `ShuffleSplit`.
public struct ShuffleSplit: FoldMaker {
  /// The number of splits.
  public var splits: Int
  /// The share of the examples for testing, rounded up.
  public var testFraction: Double
  /// What decides the draws.
  public var seed: Int?

  /// Random splits.
  ///
  /// - Parameters:
  ///   - splits: The number of splits; 10 by default.
  ///   - testFraction: The share of the examples for testing, rounded up; 0.1 by default.
  ///   - seed: What decides the draws; 0 if none is given.
  public init(splits: Int = 10, testFraction: Double = 0.1, seed: Int? = nil) {
    self.splits = splits
    self.testFraction = testFraction
    self.seed = seed
  }

  public func folds(of target: Target) throws -> [Fold] {
    let count = target.values.shape[0]
    let test = Int((testFraction * Double(count)).rounded(.up))
    try require(
      testFraction > 0 && test < count && test > 0,
      "ShuffleSplit: \(counted(count, "example")) with testFraction \(testFraction) leaves none to learn from or to test")
    var random = RandomState(seed: seed ?? 0)
    return (0..<splits).map { _ in
      let order = random.permutation(count).elements
      return Fold(train: Array(order[test...]), test: Array(order[..<test]))
    }
  }
}

/// As many folds as examples, each of which is the test once.
public struct LeaveOneOut: FoldMaker {
  /// One fold for each example.
  public init() {}

  public func folds(of target: Target) throws -> [Fold] {
    let count = target.values.shape[0]
    try require(count >= 2, "LeaveOneOut: needs at least 2 examples, and got \(count)")
    return folds(parts: Array(0..<count), count: count)
  }
}
