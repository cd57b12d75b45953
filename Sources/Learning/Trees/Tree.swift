import Arrays

/// A decision tree: questions of the form "is this feature at most this threshold?", and values at the leaves.
///
/// Nodes are numbered from the root, 0, depth first, the left branch before the right.
public struct Tree: Sendable, Hashable, Codable {
  /// A node: a question, or a leaf.
  public struct Node: Sendable, Hashable, Codable {
    /// The node to go to if the answer is yes; -1 at a leaf.
    public internal(set) var left: Int
    /// The node to go to if the answer is no; -1 at a leaf.
    public internal(set) var right: Int
    /// Which feature is asked for; -2 at a leaf.
    public let feature: Int
    /// What the feature is compared to; -2 at a leaf.
    public let threshold: Double
    /// How mixed the targets of the node are, by the criterion that the tree was grown with.
    public let impurity: Double
    /// The number of different examples that reached the node while learning.
    public let exampleCount: Int
    /// The number of examples that reached the node, those drawn several times counted as often.
    public let weight: Double

    /// Whether the node asks nothing.
    public var isLeaf: Bool { left < 0 }
  }

  /// The nodes.
  public internal(set) var nodes: [Node] = []
  /// The values of the nodes, one node after the other: the share of each class, or the mean target.
  package var values: [Double] = []
  /// How many numbers the value of a node is.
  package let valueWidth: Int
  /// The number of questions on the longest way to a leaf.
  public internal(set) var depth = 0
  /// The number of features.
  public let featureCount: Int

  init(valueWidth: Int, featureCount: Int) {
    self.valueWidth = valueWidth
    self.featureCount = featureCount
  }

  /// The number of leaves.
  public var leafCount: Int { nodes.count(where: \.isLeaf) }

  /// The value of a node: the share of each class, or the mean target.
  public func value(at node: Int) -> [Double] {
    Array(values[(node * valueWidth)..<((node + 1) * valueWidth)])
  }

  mutating func add(
    parent: Int, isLeft: Bool, feature: Int, threshold: Double, impurity: Double, size: Int, weight: Double, depth: Int
  ) -> Int {
    let place = nodes.count
    nodes.append(
      Node(
        left: -1, right: -1, feature: feature, threshold: threshold, impurity: impurity, exampleCount: size,
        weight: weight))
    if parent >= 0 {
      if isLeft { nodes[parent].left = place } else { nodes[parent].right = place }
    }
    self.depth = Swift.max(self.depth, depth)
    return place
  }

  /// How much the questions about each feature lowered the impurity, relative to the sum: scikit-learn's
  /// `feature_importances_`.
  func importances() -> [Double] {
    var importances = [Double](repeating: 0, count: featureCount)
    for node in nodes where !node.isLeaf {
      let (left, right) = (nodes[node.left], nodes[node.right])
      importances[node.feature] +=
        node.weight * node.impurity - left.weight * left.impurity - right.weight * right.impurity
    }
    importances = importances.map { $0 / nodes[0].weight }
    let sum = NDArray(importances, shape: [featureCount]).sum()
    return sum > 0 ? importances.map { $0 / sum } : importances
  }
}
