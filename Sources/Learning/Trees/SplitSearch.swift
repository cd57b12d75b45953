/// How a node's rows are divided.
struct NodeSplit {
  var feature = 0
  /// How many of all rows stand before the right part.
  var place: Int
  var threshold = 0.0
  /// The greatest rank that goes left, where features are read by rank.
  var rank: UInt32 = 0
  var gain = -Double.infinity
  var improvement = -Double.infinity
  var leftImpurity = Double.infinity
  var rightImpurity = Double.infinity
}

/// What both parts of a split node weigh, and how impure they are.
struct SplitParts {
  var leftWeight: Double
  var rightWeight: Double
  var leftImpurity: Double
  var rightImpurity: Double
}

/// Holds the rows of a tree, node by node, and looks for splits of them.
protocol SplitSearch {
  /// How many rows there are.
  var sampleCount: Int { get }
  /// What all rows weigh.
  var totalWeight: Double { get }
  /// How many numbers a node's value is.
  var valueWidth: Int { get }
  /// What the rows of the node weigh.
  var nodeWeight: Double { get }

  /// Takes the rows of a node.
  mutating func begin(from start: Int, to end: Int)
  /// The impurity of the node.
  func impurity() -> Double
  /// Reads a feature of the node's rows; false if all have the same value.
  mutating func load(_ feature: Int, from start: Int, to end: Int) -> Bool
  /// Tries each place between two values of the feature that was loaded.
  mutating func search(_ feature: Int, from start: Int, to end: Int, minLeafSize: Int, best: inout NodeSplit)
  /// Puts the rows that go left before those that go right.
  mutating func divide(_ split: NodeSplit, from start: Int, to end: Int) -> SplitParts
  /// Appends the value of the node.
  func writeValue(into values: inout [Double])
  func deallocate()
}

/// Values of a feature that differ by no more count as equal, as in scikit-learn.
let leastDifference: Float = 1e-7
