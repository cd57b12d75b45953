extension Tree {
  private enum Part: String, CodingKey {
    case left, right, feature, threshold, impurity, exampleCount, weight, values, valueWidth, depth, featureCount
  }

  /// Writes the nodes column by column, so that a forest's file is small and quickly read.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(nodes.map(\.left), forKey: .left)
    try container.encode(nodes.map(\.right), forKey: .right)
    try container.encode(nodes.map(\.feature), forKey: .feature)
    try container.encode(nodes.map(\.threshold), forKey: .threshold)
    try container.encode(nodes.map(\.impurity), forKey: .impurity)
    try container.encode(nodes.map(\.exampleCount), forKey: .exampleCount)
    try container.encode(nodes.map(\.weight), forKey: .weight)
    try container.encode(values, forKey: .values)
    try container.encode(valueWidth, forKey: .valueWidth)
    try container.encode(depth, forKey: .depth)
    try container.encode(featureCount, forKey: .featureCount)
  }

  /// Reads the nodes; refuses such as lead nowhere.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    func integers(_ part: Part) throws -> [Int] { try container.decode([Int].self, forKey: part) }
    func numbers(_ part: Part) throws -> [Double] { try container.decode([Double].self, forKey: part) }
    let (left, right, feature, sizes) = (
      try integers(.left), try integers(.right), try integers(.feature), try integers(.exampleCount)
    )
    let (thresholds, impurities, weights) = (try numbers(.threshold), try numbers(.impurity), try numbers(.weight))
    self.init(
      valueWidth: try container.decode(Int.self, forKey: .valueWidth),
      featureCount: try container.decode(Int.self, forKey: .featureCount))
    depth = try container.decode(Int.self, forKey: .depth)
    values = try numbers(.values)
    let count = left.count
    let lengths = [right.count, feature.count, sizes.count, thresholds.count, impurities.count, weights.count]
    // A child comes after its parent, so that every way down ends.
    let isSound = count > 0 && lengths.allSatisfy { $0 == count } && values.count == count * valueWidth
      && left.indices.allSatisfy { place in
        left[place] < 0
          || (left[place] > place && left[place] < count && right[place] > place && right[place] < count
            && feature[place] >= 0 && feature[place] < featureCount)
      }
    guard isSound else {
      throw DecodingError.dataCorruptedError(forKey: .left, in: container, debugDescription: "the nodes are no tree")
    }
    nodes = left.indices.map {
      Node(
        left: left[$0], right: right[$0], feature: feature[$0], threshold: thresholds[$0], impurity: impurities[$0],
        exampleCount: sizes[$0], weight: weights[$0])
    }
  }
}
