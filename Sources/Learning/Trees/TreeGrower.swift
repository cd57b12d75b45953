/// The limits within which a tree grows.
struct TreeLimits: Sendable {
  var maxDepth: Int
  var minSplitSize: Int
  var minLeafSize: Int
  var minImpurityDecrease: Double
  /// How many features a split may choose from.
  var featureChoice: Int
}

/// Grows one tree, depth first, the left branch before the right: the way of CART (Breiman and others, 1984) as
/// scikit-learn goes it, with its draws.
struct TreeGrower<Search: SplitSearch> {
  private var search: Search
  private let width: Int
  private let limits: TreeLimits
  private var random: UInt32
  private var features: [Int]
  private var constants: [Int]

  private struct Pending {
    var start: Int
    var end: Int
    var depth: Int
    var parent: Int
    var isLeft: Bool
    var impurity: Double
    var constantCount: Int
  }

  /// - Parameters:
  ///   - search: The rows, and how splits of them are looked for.
  ///   - width: The number of features.
  ///   - seed: What the order of the features is drawn from.
  init(_ search: Search, width: Int, limits: TreeLimits, seed: UInt32) {
    self.search = search
    self.width = width
    self.limits = limits
    random = seed
    features = Array(0..<width)
    constants = [Int](repeating: 0, count: width)
  }

  /// The tree. To be called once.
  mutating func grow() -> Tree {
    defer { search.deallocate() }
    var tree = Tree(valueWidth: search.valueWidth, featureCount: width)
    var pending = [
      Pending(start: 0, end: search.sampleCount, depth: 0, parent: -1, isLeft: false, impurity: .infinity, constantCount: 0)
    ]
    while var node = pending.popLast() {
      let size = node.end - node.start
      search.begin(from: node.start, to: node.end)
      if node.parent < 0 { node.impurity = search.impurity() }
      let weight = search.nodeWeight
      var split: NodeSplit?
      if node.depth < limits.maxDepth && size >= limits.minSplitSize && size >= 2 * limits.minLeafSize
        && node.impurity > Double.ulpOfOne
      {
        split = bestSplit(of: node, constantCount: &node.constantCount)
        if let found = split,
          found.place >= node.end || found.improvement + Double.ulpOfOne < limits.minImpurityDecrease
        {
          split = nil
        }
      }
      let place = tree.add(
        parent: node.parent, isLeft: node.isLeft, feature: split?.feature ?? -2, threshold: split?.threshold ?? -2,
        impurity: node.impurity, size: size, weight: weight, depth: node.depth)
      search.writeValue(into: &tree.values)
      if let split {
        pending.append(
          Pending(
            start: split.place, end: node.end, depth: node.depth + 1, parent: place, isLeft: false,
            impurity: split.rightImpurity, constantCount: node.constantCount))
        pending.append(
          Pending(
            start: node.start, end: split.place, depth: node.depth + 1, parent: place, isLeft: true,
            impurity: split.leftImpurity, constantCount: node.constantCount))
      }
    }
    return tree
  }

  /// The next 31 random bits, by a 32-bit xorshift (Marsaglia, 2003).
  private mutating func draw(from low: Int, to high: Int) -> Int {
    if random == 0 { random = 1 }
    random ^= random << 13
    random ^= random >> 17
    random ^= random << 5
    return low + Int(random % 0x8000_0000) % (high - low)
  }

  /// The split with the greatest gain among the features drawn.
  ///
  /// `features` holds, from the front: constant features that were drawn, constant ones known from above, constant
  /// ones found here, features not drawn yet, features drawn. Drawing goes on past the wanted number while only
  /// constant features came up.
  private mutating func bestSplit(of node: Pending, constantCount: inout Int) -> NodeSplit {
    let (start, end) = (node.start, node.end)
    let known = node.constantCount
    var best = NodeSplit(place: end)
    var (drawnEnd, visited, found, drawnConstants) = (width, 0, 0, 0)
    var allConstants = known
    while drawnEnd > allConstants && (visited < limits.featureChoice || visited <= found + drawnConstants) {
      visited += 1
      var place = draw(from: drawnConstants, to: drawnEnd - found)
      if place < known {
        features.swapAt(drawnConstants, place)
        drawnConstants += 1
        continue
      }
      place += found
      let feature = features[place]
      if !search.load(feature, from: start, to: end) {
        features.swapAt(place, allConstants)
        found += 1
        allConstants += 1
        continue
      }
      drawnEnd -= 1
      features.swapAt(drawnEnd, place)
      search.search(feature, from: start, to: end, minLeafSize: limits.minLeafSize, best: &best)
    }
    if best.place < end {
      let parts = search.divide(best, from: start, to: end)
      (best.leftImpurity, best.rightImpurity) = (parts.leftImpurity, parts.rightImpurity)
      let weight = search.nodeWeight
      best.improvement =
        (weight / search.totalWeight)
        * (node.impurity - (parts.rightWeight / weight * best.rightImpurity)
          - (parts.leftWeight / weight * best.leftImpurity))
    }
    // Constant features keep their order for the siblings and children.
    for i in 0..<known { features[i] = constants[i] }
    for i in known..<(known + found) { constants[i] = features[i] }
    constantCount = allConstants
    return best
  }
}
