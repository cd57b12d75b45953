/// A decision tree as boxes and branches, filled by class, the fuller the purer, as scikit-learn's `plot_tree` fills them.
///
/// Classes take scikit-learn's hues, whatever categories and decision regions take: of two, the first is orange and the
/// second blue. Give `colors` where a chart beside the tree shows the same classes.
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
  ///   - colors: A colour for each class, or the one of a regression tree's greatest value; scikit-learn's hues by default.
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

  public var layer: MarkLayer { MarkLayer(TreeDrawing(self)) }
}

/// A tree with the places of its boxes.
struct TreeDrawing: MarkDrawing {
  private let nodes: [TreeDiagram.Node]
  private let classes: [String]
  private let maximumDepth: Int?
  private let impurityName: String
  private let colors: [Color]?
  private var layout: TreeLayout?

  init(_ tree: TreeDiagram) {
    nodes = tree.nodes
    classes = tree.classes
    maximumDepth = tree.maximumDepth
    impurityName = tree.impurityName
    colors = tree.colors
    if problem == nil { layout = makeLayout() }
  }

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
    AxesWishes(hidesAxes: true, needsLinear: true, xGrid: false, yGrid: false, naturalSize: layout?.size)
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    for end in [0.0, 1] {
      limits.x.includeEdge(end)
      limits.y.includeEdge(end)
    }
  }

  /// The tree with its lower levels as lists, so that boxes can be read on a phone, where that is not a very long one.
  func narrowed(textScale: Double) -> any MarkDrawing {
    guard let layout, layout.size.width > TreeDrawing.narrowWidth else { return self }
    var copy = self
    copy.layout = makeLayout(width: TreeDrawing.narrowWidth)
    guard let narrow = copy.layout, narrow.size.width <= TreeDrawing.narrowWidth, narrow.size.height <= 1000 else { return self }
    return copy
  }

  /// In CSS pixels: what a phone shows of it is four fifths as large.
  private static let narrowWidth = 400.0

  private func makeLayout(width: Double? = nil) -> TreeLayout {
    var sizes: [Int: (width: Double, height: Double)] = [:]
    return TreeLayout.best(nodes, maximumDepth: maximumDepth, width: width) { index, isListed in
      let key = isListed ? -1 - index : index
      if let known = sizes[key] { return known }
      let set = text(index, isListed)
      let size = (set.width + 14, set.height + (isListed ? 9 : 11))
      sizes[key] = size
      return size
    }
  }

  private func text(_ index: Int, _ isListed: Bool, size: Double = TreeLayout.textSize) -> TypesetText {
    let lines = isListed ? shortLines(index) : lines(index)
    return Typesetter.set(lines.joined(separator: "\n"), size: size, alignment: isListed ? .left : .center)
  }

  private func counts(_ node: TreeDiagram.Node) -> String {
    "[" + node.values.map { general($0, digits: 4) }.joined(separator: ", ") + "]"
  }

  /// The impurity to three decimals, without zeros at the end, as scikit-learn writes it.
  private func impurity(_ node: TreeDiagram.Node) -> String {
    guard abs(node.impurity) < 1e6 else { return Ticks.typographic(general(node.impurity, digits: 4)) }
    var text = fixed(node.impurity, decimals: 3)
    while text.hasSuffix("0"), !text.hasSuffix(".0") { text.removeLast() }
    return Ticks.typographic(text)
  }

  /// The lines of a box.
  private func lines(_ index: Int) -> [String] {
    let node = nodes[index]
    var lines: [String] = []
    if !node.condition.isEmpty && (node.left != nil || node.right != nil) { lines.append(AxesDrawing.wrappedLabel(node.condition)) }
    lines.append("\(impurityName) = \(impurity(node))")
    lines.append("samples = \(node.samples)")
    if node.values.count == 1 {
      lines.append("value = \(Ticks.typographic(general(node.values[0], digits: 4)))")
    } else if node.values.count <= 10 {
      lines.append("value = " + counts(node))
    }
    if let best = best(node), best < classes.count { lines.append("class = \(classes[best])") }
    return lines
  }

  /// The same on two lines: what is asked or found, and the numbers.
  private func shortLines(_ index: Int) -> [String] {
    let node = nodes[index]
    var first = node.condition
    if first.isEmpty || (node.left == nil && node.right == nil) {
      if let best = best(node), best < classes.count { first = classes[best] } else { first = "value \(general(node.values.first ?? 0, digits: 4))" }
    }
    let numbers = node.values.count > 1 && node.values.count <= 4 ? counts(node) : "n = \(node.samples)"
    return [AxesDrawing.wrappedLabel(first), "\(impurityName) \(impurity(node)), \(numbers)"]
  }

  private func best(_ node: TreeDiagram.Node) -> Int? {
    node.values.count > 1 ? node.values.indices.max { node.values[$0] < node.values[$1] } : nil
  }

  /// scikit-learn's shade, in ten steps: how far the most frequent class is ahead of the second.
  private func fill(_ node: TreeDiagram.Node) -> Color {
    let palette = colors.flatMap { $0.isEmpty ? nil : $0 } ?? TreeDrawing.hues(node.values.count)
    guard let best = best(node) else {
      let all = nodes.compactMap { $0.values.first }
      guard let low = all.min(), let high = all.max(), high > low, let value = node.values.first else { return .white }
      return Color.white.mixed(with: palette[0], by: TreeDrawing.fullest * (value - low) / (high - low))
    }
    let sum = node.values.reduce(0, +)
    guard sum > 0 else { return .white }
    let sorted = node.values.map { $0 / sum }.sorted(by: >)
    let ahead = sorted[1] < 1 ? (sorted[0] - sorted[1]) / (1 - sorted[1]) : 0
    return Color.white.mixed(with: palette[best % palette.count], by: TreeDrawing.fullest * (ahead * 10).rounded() / 10)
  }

  /// scikit-learn's colours: hues at equal distances from orange on, of saturation 0.75 and value 0.9.
  private static func hues(_ count: Int) -> [Color] {
    let (least, most) = (0.225, 0.9)
    return (0..<max(count, 1)).map { k in
      let sixths = (25 + 360 * Double(k) / Double(max(count, 1))) / 60
      // Each part is full for two sixths of the circle, absent for two, and rises or falls in those between.
      func part(_ peak: Double) -> Double {
        var distance = abs(sixths - peak).truncatingRemainder(dividingBy: 6)
        distance = min(distance, 6 - distance)
        return least + (most - least) * min(max(2 - distance, 0), 1)
      }
      return Color(red: part(0), green: part(2), blue: part(4))
    }
  }

  /// How much of its class's colour the purest box takes: more would leave its text too little contrast.
  private static let fullest = 0.72

  private static func placed(_ layout: TreeLayout, in frame: Rect) -> (scale: Double, shift: Point) {
    let scale = min(frame.width / layout.size.width, frame.height / layout.size.height)
    return (scale, Point(frame.center.x - layout.size.width * scale / 2, frame.center.y - layout.size.height * scale / 2))
  }

  /// Where the middle of the root's box lies across a frame; `nil` where there is no tree.
  func rootX(in frame: Rect) -> Double? {
    guard let layout, let root = layout.boxes[0] else { return nil }
    let (scale, shift) = TreeDrawing.placed(layout, in: frame)
    return shift.x + root.center.x * scale
  }

  func draw(on canvas: inout Canvas) {
    guard let layout else { return }
    let (scale, shift) = TreeDrawing.placed(layout, in: canvas.frame)
    func place(_ p: Point) -> Point { Point(shift.x + p.x * scale, shift.y + p.y * scale) }
    let order = layout.boxes.sorted { $0.key < $1.key }
    canvas.overlay.append(
      .path(
        ScenePath(
          path: branches(layout, place), fill: nil,
          stroke: Stroke(color: .ink.opacity(0.65), width: max(0.6, 1.3 * scale)))))
    for (index, box) in order {
      let isListed = layout.listed.contains(index)
      let corner = place(Point(box.left, box.top))
      let drawn = Rect(x: corner.x, y: corner.y, width: box.width * scale, height: box.height * scale)
      let fill = fill(nodes[index])
      let edge = fill.mixed(with: Color(gray: 0.25), by: 0.45)
      canvas.overlay.append(
        .path(
          ScenePath(
            path: VectorPath(drawn, radius: 4 * scale), fill: fill, stroke: Stroke(color: edge, width: max(0.3, scale)),
            tooltip: lines(index).joined(separator: "\n"))))
      let set = text(index, isListed, size: TreeLayout.textSize * scale)
      let anchor = TextAnchor(isListed ? .left : .center, .middle)
      let at = Point(isListed ? drawn.left + 7 * scale : drawn.center.x, drawn.center.y)
      canvas.overlay.append(
        .text(
          SceneText(
            text: set, origin: set.origin(at: at, anchor: anchor, degrees: 0), degrees: 0,
            color: fill.inkOnTop)))
    }
    labelAnswers(layout, place, scale, &canvas)
  }

  private func branches(_ layout: TreeLayout, _ place: (Point) -> Point) -> VectorPath {
    var path = VectorPath()
    for (index, box) in layout.boxes.sorted(by: { $0.key < $1.key }) {
      for child in [nodes[index].left, nodes[index].right].compactMap({ $0 }) {
        if let target = layout.boxes[child], layout.listed.contains(child) {
          // Down from the parent's left end, then to the right.
          let x = box.left + TreeLayout.indent / 2
          path.move(place(Point(x, box.bottom)))
          path.line(place(Point(x, target.center.y)))
          path.line(place(Point(target.left, target.center.y)))
          continue
        }
        let from = Point(box.center.x, box.bottom)
        let target = layout.boxes[child].map { Point($0.center.x, $0.top) }
        // Where the drawing stops, a stub says that the tree goes on.
        let to = target ?? Point(box.center.x + (child == nodes[index].left ? -16 : 16), box.bottom + 12)
        let middle = (from.y + to.y) / 2
        path.move(place(from))
        path.cubic(place(Point(from.x, middle)), place(Point(to.x, middle)), place(to))
      }
    }
    return path
  }

  /// Which branch is which: words at the root, signs in lists.
  private func labelAnswers(
    _ layout: TreeLayout, _ place: (Point) -> Point, _ scale: Double, _ canvas: inout Canvas
  ) {
    let lefts = Set(nodes.compactMap(\.left))
    for child in layout.listed.sorted() {
      guard let box = layout.boxes[child] else { continue }
      let isTrue = lefts.contains(child)
      canvas.text(
        isTrue ? "✓" : "✗", at: place(Point(box.left - 2.5, box.center.y - 1)), size: 10.5 * scale,
        color: .ink.opacity(0.7), anchor: TextAnchor(.right, .bottom), overlay: true)
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
