/// Places for the boxes of a binary tree: subtrees stand as close as their outlines let them, parents over the
/// middle of their children (E. Reingold, J. Tilford, "Tidier Drawings of Trees", 1981).
///
/// A wide tree would be a thin strip. So its lowest levels are set as indented lists, the more levels the wider
/// the tree, until the drawing is about twice as wide as high.
struct TreeLayout {
  static let textSize = 12.0
  private static let gap = 14.0
  private static let levelGap = 34.0
  static let indent = 28.0
  private static let listGap = 6.0

  private(set) var boxes: [Int: Rect] = [:]
  /// The nodes that stand in lists below another.
  private(set) var listed: Set<Int> = []
  private(set) var size: (width: Double, height: Double) = (0, 0)

  /// The layout of the best shape; where a width is given, one that is not wider, if there is any.
  static func best(
    _ nodes: [TreeDiagram.Node], maximumDepth: Int?, width: Double? = nil,
    measure: (Int, _ isListed: Bool) -> (width: Double, height: Double)
  ) -> TreeLayout {
    var layout = TreeLayout(nodes, maximumDepth: maximumDepth, listHeight: 0, measure: measure)
    var height = 1
    func isTooWide(_ size: (width: Double, height: Double)) -> Bool {
      if let width { return size.width > width }
      return size.width > 1300 && size.width > 2.2 * size.height
    }
    while isTooWide(layout.size), height < 8 {
      layout = TreeLayout(nodes, maximumDepth: maximumDepth, listHeight: height, measure: measure)
      height += 1
    }
    return layout
  }

  private init(
    _ nodes: [TreeDiagram.Node], maximumDepth: Int?, listHeight: Int,
    measure: (Int, _ isListed: Bool) -> (width: Double, height: Double)
  ) {
    let limit = maximumDepth ?? Int.max
    var depths = [Int](repeating: -1, count: nodes.count)
    depths[0] = 0
    func children(_ k: Int) -> [Int] {
      depths[k] >= 0 && depths[k] < limit ? [nodes[k].left, nodes[k].right].compactMap { $0 } : []
    }
    for k in nodes.indices { for child in children(k) { depths[child] = depths[k] + 1 } }
    var heights = [Int](repeating: 0, count: nodes.count)
    for k in nodes.indices.reversed() { for child in children(k) { heights[k] = max(heights[k], heights[child] + 1) } }
    // A list hangs below the highest node whose subtree is low enough.
    var heads: Set<Int> = []
    for k in nodes.indices where depths[k] >= 0 && listHeight > 0 {
      for child in children(k) where listed.contains(k) || heads.contains(k) { listed.insert(child) }
      if !listed.contains(k), heights[k] > 0, heights[k] <= listHeight { heads.insert(k) }
      if heads.contains(k) { for child in children(k) { listed.insert(child) } }
    }
    let sizes = nodes.indices.map { depths[$0] >= 0 ? measure($0, listed.contains($0)) : (0, 0) }
    var levelHeights: [Double] = []
    for k in nodes.indices where depths[k] >= 0 && !listed.contains(k) {
      while levelHeights.count <= depths[k] { levelHeights.append(0) }
      levelHeights[depths[k]] = max(levelHeights[depths[k]], sizes[k].1)
    }
    let levels = levelHeights.count

    // Children come after parents, so that subtrees are finished from the end.
    var offsets = [Double](repeating: 0, count: nodes.count)
    var lefts: [[Double]] = Array(repeating: [], count: nodes.count)
    var rights: [[Double]] = Array(repeating: [], count: nodes.count)
    var lists: [Int: [(node: Int, x: Double, y: Double)]] = [:]
    for k in nodes.indices.reversed() where depths[k] >= 0 && !listed.contains(k) {
      let half = sizes[k].0 / 2
      if heads.contains(k) {
        var entries: [(node: Int, x: Double, y: Double)] = []
        var y = sizes[k].1 + TreeLayout.listGap
        var reach = half
        func visit(_ node: Int, _ level: Int) {
          for child in children(node) {
            let x = Double(level) * TreeLayout.indent - half
            entries.append((child, x, y))
            y += sizes[child].1 + TreeLayout.listGap
            reach = max(reach, x + sizes[child].0)
            visit(child, level + 1)
          }
        }
        visit(k, 1)
        lists[k] = entries
        // Nothing may stand beside a list at any level below.
        lefts[k] = [Double](repeating: -half, count: levels - depths[k])
        rights[k] = [Double](repeating: reach, count: levels - depths[k])
        continue
      }
      let kids = children(k)
      guard let first = kids.first else {
        lefts[k] = [-half]
        rights[k] = [half]
        continue
      }
      var low = lefts[first]
      var high = rights[first]
      if kids.count == 2 {
        let second = kids[1]
        let apart = zip(rights[first], lefts[second]).map { $0 - $1 + TreeLayout.gap }.max() ?? 0
        offsets[first] = -apart / 2
        offsets[second] = apart / 2
        low = TreeLayout.merged(lefts[first], -apart / 2, lefts[second], apart / 2, min)
        high = TreeLayout.merged(rights[first], -apart / 2, rights[second], apart / 2, max)
        (lefts[second], rights[second]) = ([], [])
      }
      (lefts[first], rights[first]) = ([], [])
      lefts[k] = [-half] + low
      rights[k] = [half] + high
    }
    let left = -(lefts[0].min() ?? 0)
    var bottom = 0.0
    var centers = [Double](repeating: left, count: nodes.count)
    for k in nodes.indices where depths[k] >= 0 && !listed.contains(k) {
      let top = levelHeights.prefix(depths[k]).reduce(0) { $0 + $1 + TreeLayout.levelGap }
      let box = Rect(x: centers[k] - sizes[k].0 / 2, y: top, width: sizes[k].0, height: sizes[k].1)
      boxes[k] = box
      bottom = max(bottom, box.bottom)
      for entry in lists[k] ?? [] {
        let place = Rect(
          x: centers[k] + entry.x, y: top + entry.y, width: sizes[entry.node].0, height: sizes[entry.node].1)
        boxes[entry.node] = place
        bottom = max(bottom, place.bottom)
      }
      if !heads.contains(k) { for child in children(k) { centers[child] = centers[k] + offsets[child] } }
    }
    size = ((rights[0].max() ?? 0) + left, bottom)
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
