extension Tree {
  /// The tree as text, a question or leaf a line, indented by depth.
  func text(names: [String], decimals: Int, maxDepth: Int, leaf: (Int) -> String) -> String {
    var report = ""
    func write(_ place: Int, _ depth: Int) {
      let indent = String(repeating: "|   ", count: depth - 1) + "|---"
      let node = nodes[place]
      if depth > maxDepth + 1 && !node.isLeaf {
        report += "\(indent) truncated branch of depth \(height(place))\n"
      } else if node.isLeaf {
        report += "\(indent) \(leaf(place))\n"
      } else {
        let threshold = fixed(node.threshold, decimals: decimals)
        report += "\(indent) \(names[node.feature]) <= \(threshold)\n"
        write(node.left, depth + 1)
        report += "\(indent) \(names[node.feature]) >  \(threshold)\n"
        write(node.right, depth + 1)
      }
    }
    write(0, 1)
    return report
  }

  /// The number of nodes on the longest way down from a node.
  private func height(_ place: Int) -> Int {
    nodes[place].isLeaf ? 1 : 1 + Swift.max(height(nodes[place].left), height(nodes[place].right))
  }

  /// The names of the features, or `feature_0`, `feature_1`, ....
  func names(_ schema: FeatureSchema, _ given: [String]?) -> [String] {
    let names = given ?? schema.names ?? (0..<featureCount).map { "feature_\($0)" }
    guard names.count == featureCount else {
      misfit(names.count, featureCount)
    }
    return names
  }
}
