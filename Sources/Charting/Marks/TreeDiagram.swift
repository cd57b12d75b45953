/// A decision tree as boxes and branches, filled by class and purity as scikit-learn's `plot_tree` fills them.
///
/// ```swift
/// Figure { TreeDiagram(nodes, classes: ["red", "white"]) }
/// ```
/// Without a size of the figure's own, the diagram is as large as its texts need; a page shows it scaled, and
/// pointing at a box tells what is in it.
public struct TreeDiagram: Mark {
  /// One node: the root comes first, and children are named by their place in the list.
  public struct Node: Sendable, Equatable {
    /// What is asked, such as `alcohol ≤ 10.05`; empty for a leaf.
    public var condition: String
    /// Gini's impurity, the entropy or the squared error.
    public var impurity: Double
    public var samples: Int
    /// The number (or share) of samples of each class, or the one predicted value.
    public var values: [Double]
    /// The node for which the condition holds, and the other.
    public var left: Int?
    public var right: Int?

    public init(
      condition: String = "", impurity: Double, samples: Int, values: [Double], left: Int? = nil, right: Int? = nil
    ) {
      self.condition = condition
      self.impurity = impurity
      self.samples = samples
      self.values = values
      self.left = left
      self.right = right
    }
  }

  var nodes: [Node]
  var classes: [String]
  var maximumDepth: Int?
  var impurityName: String
  var colors: [Color]?

  /// - Parameters:
  ///   - nodes: The tree, the root first.
  ///   - classes: The classes' names in the order of `values`; none for a regression tree.
  ///   - maximumDepth: Down to which depth to draw, the root being 0.
  ///   - impurity: What the impurity is called.
  ///   - colors: A colour for each class.
  public init(
    _ nodes: [Node], classes: [String] = [], maximumDepth: Int? = nil, impurity: String = "gini",
    colors: [Color]? = nil
  ) {
    self.nodes = nodes
    self.classes = classes
    self.maximumDepth = maximumDepth
    impurityName = impurity
    self.colors = colors
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension TreeDiagram: MarkDrawing {
  var kind: String { "decision tree diagram" }

  var problem: String? {
    if nodes.isEmpty { return "TreeDiagram: there are no nodes." }
    for (k, node) in nodes.enumerated() {
      for child in [node.left, node.right].compactMap({ $0 }) where child <= k || child >= nodes.count {
        return "TreeDiagram: node \(k) has the child \(child); a child comes after its parent, in a list of \(nodes.count)."
      }
    }
    return nil
  }

  var wishes: AxesWishes {
    let size = problem == nil ? layout.size : (width: 100, height: 60)
    return AxesWishes(hidesAxes: true, xGrid: false, yGrid: false, naturalSize: size)
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    for end in [0.0, 1] {
      limits.x.includeEdge(end)
      limits.y.includeEdge(end)
    }
  }

  private var layout: TreeLayout {
    TreeLayout(nodes, maximumDepth: maximumDepth) { index in
      let set = Typesetter.set(lines(index).joined(separator: "\n"), size: TreeLayout.textSize, alignment: .center)
      return (set.width + 14, set.height + 11)
    }
  }

  /// The lines of a box.
  private func lines(_ index: Int) -> [String] {
    let node = nodes[index]
    var lines: [String] = []
    if !node.condition.isEmpty && (node.left != nil || node.right != nil) { lines.append(AxesDrawing.wrappedLabel(node.condition)) }
    lines.append("\(impurityName) = \(Ticks.typographic(fixed(node.impurity, decimals: 3)))")
    lines.append("samples = \(node.samples)")
    if node.values.count == 1 {
      lines.append("value = \(Ticks.typographic(general(node.values[0], digits: 4)))")
    } else if node.values.count <= 10 {
      lines.append("value = [" + node.values.map { general($0, digits: 4) }.joined(separator: ", ") + "]")
    }
    if let best = best(node), best < classes.count { lines.append("class = \(classes[best])") }
    return lines
  }

  private func best(_ node: Node) -> Int? {
    node.values.count > 1 ? node.values.indices.max { node.values[$0] < node.values[$1] } : nil
  }

  /// scikit-learn's shade: how far the most frequent class is ahead of the second.
  private func fill(_ node: Node) -> Color {
    let palette = colors ?? [Color(rgb: 0xe58139), Color(rgb: 0x399de5)] + Palette.standard.colors.dropFirst(2)
    guard let best = best(node) else {
      let all = nodes.compactMap { $0.values.first }
      guard let low = all.min(), let high = all.max(), high > low, let value = node.values.first else { return .white }
      return Color.white.mixed(with: palette[0], by: (value - low) / (high - low))
    }
    let sum = node.values.reduce(0, +)
    guard sum > 0 else { return .white }
    let sorted = node.values.map { $0 / sum }.sorted(by: >)
    let ahead = sorted[1] < 1 ? (sorted[0] - sorted[1]) / (1 - sorted[1]) : 0
    return Color.white.mixed(with: palette[best % palette.count], by: ahead)
  }

  func draw(on canvas: inout Canvas) {
    let layout = layout
    let frame = canvas.frame
    let scale = min(frame.width / layout.size.width, frame.height / layout.size.height)
    let shift = Point(
      frame.center.x - layout.size.width * scale / 2, frame.center.y - layout.size.height * scale / 2)
    func place(_ p: Point) -> Point { Point(shift.x + p.x * scale, shift.y + p.y * scale) }
    var branches = VectorPath()
    for (index, box) in layout.boxes.sorted(by: { $0.key < $1.key }) {
      for child in [nodes[index].left, nodes[index].right].compactMap({ $0 }) {
        let from = Point(box.center.x, box.bottom)
        let target = layout.boxes[child].map { Point($0.center.x, $0.top) }
        // Where the drawing stops, a stub says that the tree goes on.
        let to = target ?? Point(box.center.x + (child == nodes[index].left ? -16 : 16), box.bottom + 12)
        let middle = (from.y + to.y) / 2
        branches.move(place(from))
        branches.cubic(place(Point(from.x, middle)), place(Point(to.x, middle)), place(to))
      }
    }
    canvas.overlay.append(
      .path(ScenePath(path: branches, fill: nil, stroke: Stroke(color: .ink.opacity(0.45), width: max(0.4, 1.2 * scale)))))
    for (index, box) in layout.boxes.sorted(by: { $0.key < $1.key }) {
      let corner = place(Point(box.left, box.top))
      let drawn = Rect(x: corner.x, y: corner.y, width: box.width * scale, height: box.height * scale)
      let fill = fill(nodes[index])
      let edge = fill.mixed(with: Color(gray: 0.25), by: 0.45)
      let words = lines(index)
      canvas.overlay.append(
        .path(
          ScenePath(
            path: VectorPath(drawn, radius: 4 * scale), fill: fill, stroke: Stroke(color: edge, width: max(0.3, scale)),
            tooltip: words.joined(separator: "\n"))))
      canvas.text(
        words.joined(separator: "\n"), at: drawn.center, size: TreeLayout.textSize * scale,
        color: fill.luminance > 0.2 ? Color(gray: 0.1) : .white, anchor: TextAnchor(.center, .middle), overlay: true)
    }
    if let root = layout.boxes[0], let left = nodes[0].left, let box = layout.boxes[left] {
      let y = (root.bottom + box.top) / 2
      let offset = max(26, abs(root.center.x - box.center.x) * 0.5 + 12)
      for (text, side) in [("True", -1.0), ("False", 1.0)] {
        canvas.text(
          text, at: place(Point(root.center.x + side * offset, y - 6)), size: TreeLayout.textSize * scale,
          color: .ink.opacity(0.75), anchor: TextAnchor(side < 0 ? .right : .left, .bottom), overlay: true)
      }
    }
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind)
    description.texts = nodes.prefix(400).indices.map { lines($0).joined(separator: "; ") }
    description.columns = [("samples", nodes.map { Double($0.samples) }), ("impurity", nodes.map(\.impurity))]
    let leaves = nodes.filter { $0.left == nil && $0.right == nil }.count
    var sentence = "\(counted(nodes.count, "node")), \(leaves) of them leaves, depth \(TreeLayout.depth(nodes))"
    if let root = nodes.first, !root.condition.isEmpty { sentence += "; the root asks whether \(Figure.plain(root.condition))" }
    for (answer, child) in [("if so", nodes.first?.left), ("if not", nodes.first?.right)] {
      if let child, child < nodes.count, !nodes[child].condition.isEmpty {
        sentence += "; \(answer), whether \(Figure.plain(nodes[child].condition))"
      }
    }
    description.sentence = sentence
    return description
  }
}
