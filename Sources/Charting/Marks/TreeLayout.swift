/// Places for the boxes of a binary tree: subtrees stand as close as their outlines let them, parents over the
/// middle of their children (E. Reingold, J. Tilford, "Tidier Drawings of Trees", 1981).
struct TreeLayout {
  static let textSize = 12.0
  private static let gap = 12.0
  private static let levelGap = 34.0

  private(set) var boxes: [Int: Rect] = [:]
  private(set) var size: (width: Double, height: Double) = (0, 0)

  init(_ nodes: [TreeDiagram.Node], maximumDepth: Int?, measure: (Int) -> (width: Double, height: Double)) {
    let limit = maximumDepth ?? Int.max
    var depths = [Int](repeating: -1, count: nodes.count)
    depths[0] = 0
    for (k, node) in nodes.enumerated() where depths[k] >= 0 && depths[k] < limit {
      for child in [node.left, node.right].compactMap({ $0 }) { depths[child] = depths[k] + 1 }
    }
    let sizes = nodes.indices.map { depths[$0] >= 0 ? measure($0) : (0, 0) }
    var levelHeights: [Double] = []
    for k in nodes.indices where depths[k] >= 0 {
      while levelHeights.count <= depths[k] { levelHeights.append(0) }
      levelHeights[depths[k]] = max(levelHeights[depths[k]], sizes[k].1)
    }

    // Children come after parents, so that subtrees are finished from the end.
    var offsets = [Double](repeating: 0, count: nodes.count)
    var leftOutlines: [[Double]] = Array(repeating: [], count: nodes.count)
    var rightOutlines: [[Double]] = Array(repeating: [], count: nodes.count)
    for k in nodes.indices.reversed() where depths[k] >= 0 {
      let half = sizes[k].0 / 2
      let children = depths[k] < limit ? [nodes[k].left, nodes[k].right].compactMap { $0 } : []
      guard let first = children.first else {
        leftOutlines[k] = [-half]
        rightOutlines[k] = [half]
        continue
      }
      var low = leftOutlines[first]
      var high = rightOutlines[first]
      if children.count == 2 {
        let second = children[1]
        let apart = zip(rightOutlines[first], leftOutlines[second]).map { $0 - $1 + TreeLayout.gap }.max() ?? 0
        offsets[first] = -apart / 2
        offsets[second] = apart / 2
        low = TreeLayout.merged(leftOutlines[first], -apart / 2, leftOutlines[second], apart / 2, min)
        high = TreeLayout.merged(rightOutlines[first], -apart / 2, rightOutlines[second], apart / 2, max)
        leftOutlines[second] = []
        rightOutlines[second] = []
      }
      leftOutlines[first] = []
      rightOutlines[first] = []
      leftOutlines[k] = [-half] + low
      rightOutlines[k] = [half] + high
    }
    let left = -(leftOutlines[0].min() ?? 0)
    size = (
      (rightOutlines[0].max() ?? 0) + left,
      levelHeights.reduce(0, +) + Double(max(levelHeights.count - 1, 0)) * TreeLayout.levelGap
    )
    var centers = [Double](repeating: left, count: nodes.count)
    for k in nodes.indices where depths[k] >= 0 {
      let top = levelHeights.prefix(depths[k]).reduce(0) { $0 + $1 + TreeLayout.levelGap }
      boxes[k] = Rect(x: centers[k] - sizes[k].0 / 2, y: top, width: sizes[k].0, height: sizes[k].1)
      guard depths[k] < limit else { continue }
      for child in [nodes[k].left, nodes[k].right].compactMap({ $0 }) { centers[child] = centers[k] + offsets[child] }
    }
  }

  private static func merged(
    _ a: [Double], _ shiftA: Double, _ b: [Double], _ shiftB: Double, _ choose: (Double, Double) -> Double
  ) -> [Double] {
    (0..<max(a.count, b.count)).map { level in
      if level >= a.count { return b[level] + shiftB }
      if level >= b.count { return a[level] + shiftA }
      return choose(a[level] + shiftA, b[level] + shiftB)
    }
  }

  /// How many steps the longest way from the root has.
  static func depth(_ nodes: [TreeDiagram.Node]) -> Int {
    var depths = [Int](repeating: 0, count: nodes.count)
    for (k, node) in nodes.enumerated() {
      for child in [node.left, node.right].compactMap({ $0 }) where child < nodes.count { depths[child] = depths[k] + 1 }
    }
    return depths.max() ?? 0
  }
}
