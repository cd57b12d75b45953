import Arrays

/// How many features a split may choose from.
public enum FeatureChoice: Sendable, Hashable, Codable, HyperparameterValue {
  /// All of them.
  case all
  /// The square root of their number.
  case squareRoot
  /// The binary logarithm of their number.
  case log2
  /// So many.
  case count(Int)
  /// This share of them.
  case fraction(Double)

  public var parameterText: String {
    switch self {
    case .all: "None"
    case .squareRoot: "'sqrt'"
    case .log2: "'log2'"
    case .count(let count): count.parameterText
    case .fraction(let fraction): fraction.parameterText
    }
  }

  /// How many of `total` features.
  func count(of total: Int) -> Int {
    switch self {
    case .all: total
    case .squareRoot: Swift.max(1, Int(Double(total).squareRoot()))
    case .log2: Swift.max(1, Int.bitWidth - 1 - total.leadingZeroBitCount)
    case .count(let count): Swift.min(count, total)
    case .fraction(let fraction): Swift.max(1, Int(fraction * Double(total)))
    }
  }
}

/// What trees and forests have in common.
struct TreeParameters: Sendable {
  var name: String
  var maxDepth: Int?
  var minSplitSize: Int
  var minLeafSize: Int
  var features: FeatureChoice
  var minImpurityDecrease: Double

  func limits(width: Int) throws -> TreeLimits {
    try require((maxDepth ?? 1) >= 1, "\(name): maxDepth is at least 1, and this one is \(maxDepth ?? 0)")
    try require(minSplitSize >= 2, "\(name): minSplitSize is at least 2, and this one is \(minSplitSize)")
    try require(minLeafSize >= 1, "\(name): minLeafSize is at least 1, and this one is \(minLeafSize)")
    let choice = features.count(of: width)
    try require(choice >= 1, "\(name): a split needs at least one feature to choose from")
    return TreeLimits(
      maxDepth: maxDepth ?? Int(Int32.max), minSplitSize: Swift.max(minSplitSize, 2 * minLeafSize),
      minLeafSize: minLeafSize, minImpurityDecrease: minImpurityDecrease, featureChoice: choice)
  }
}

/// A target as trees read it.
enum TreeTarget: Sendable {
  case classes([Int32], count: Int, ClassificationCriterion)
  case numbers([Double])
  /// Numbers whose sums, squares included, are exact.
  case wholeNumbers([Double])

  /// Numbers, whole ones if they are.
  init(_ numbers: [Double]) {
    let greatest = numbers.reduce(0) { Swift.max($0, $1.magnitude) }
    let isExact = greatest * greatest * Double(numbers.count) < 0x1p53 && numbers.allSatisfy { $0 == $0.rounded() }
    self = isExact ? .wholeNumbers(numbers) : .numbers(numbers)
  }

  /// Grows one tree from columns of features.
  ///
  /// - Parameters:
  ///   - weights: How often each row counts.
  ///   - seed: The seed of a `RandomState` that the tree's own generator is started from.
  func grow(_ columns: TreeColumns, weights: [Double]?, limits: TreeLimits, seed: Int) -> Tree {
    var random = RandomState(seed: seed)
    let start = UInt32(random.integer(from: 0, to: 0x7FFF_FFFF))
    func grow(_ search: some SplitSearch) -> Tree {
      var grower = TreeGrower(search, width: columns.width, limits: limits, seed: start)
      return grower.grow()
    }
    return withOptionalPointer(weights) { weights in
      switch self {
      case .classes(let classes, let count, let criterion):
        classes.withUnsafeBufferPointer { classes in
          let sums = ClassSums(classes: classes, count: count, usesEntropy: criterion == .entropy)
          return grow(RankedSearch(columns, weights: weights, sums: sums))
        }
      case .wholeNumbers(let targets):
        targets.withUnsafeBufferPointer { targets in
          grow(RankedSearch(columns, weights: weights, sums: NumberSums(targets: targets)))
        }
      case .numbers(let targets):
        targets.withUnsafeBufferPointer { targets in
          guard let base = targets.baseAddress else { return Tree(valueWidth: 1, featureCount: columns.width) }
          return grow(
            OrderedSearch(columns, weights: weights, criterion: VarianceCriterion(targets: base, weights: weights)))
        }
      }
    }
  }
}

private func withOptionalPointer<Result>(_ numbers: [Double]?, _ body: (UnsafePointer<Double>?) -> Result) -> Result {
  guard let numbers else { return body(nil) }
  return numbers.withUnsafeBufferPointer { body($0.baseAddress) }
}

/// Stops because names do not fit the features.
@inline(never)
func misfit(_ names: Int, _ features: Int) -> Never {
  fail("text: \(counted(names, "name")) do not fit \(counted(features, "feature"))")
}

extension Target {
  /// The target as one number for each example.
  func singleNumbers(for operation: String) throws -> [Double] {
    guard values.rank == 1 || values.shape[1] == 1 else {
      throw LearningError("\(operation): learns one number for each example, and the target has shape \(describe(shape: values.shape))")
    }
    return values.elements
  }
}
