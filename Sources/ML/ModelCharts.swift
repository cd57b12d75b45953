// Charts of fitted models: the room Learning knows no charts, the room Charting no models.

extension TreeDiagram {
  /// A grown classification tree: each box asks its question and says how impure it is, how many examples reached it,
  /// how many of each class, and which is the most frequent.
  ///
  /// ```swift
  /// Figure { TreeDiagram(tree, classes: ["not premium", "premium"]) }
  /// ```
  /// Drawn as scikit-learn's `plot_tree(filled=True)` draws it: numbers of examples count draws, as the tree did.
  ///
  /// - Parameters:
  ///   - model: The fitted tree; `forest.trees[0]` is the first of a forest.
  ///   - features: What the features are called; as in the data frame, or `x[0]` and so on, by default. Traps unless there
  ///     is a name for each.
  ///   - classes: What the classes are called, in ascending order; as the model calls them by default.
  ///   - maximumDepth: Down to which depth to draw, the root being 0; all of it by default.
  ///   - decimals: How many decimals thresholds have; 3 by default.
  ///   - colors: A colour for each class; scikit-learn's hues by default: of two classes, orange and blue.
  public init(
    _ model: DecisionTreeClassifier.Model, features: [String]? = nil, classes: [String]? = nil,
    maximumDepth: Int? = nil, decimals: Int = 3, colors: [Color]? = nil
  ) {
    let nodes = model.tree.diagram(
      features: named(features, model.schema, "TreeDiagram"), decimals: decimals, countsExamples: true)
    let names = classes ?? model.classes.values.indices.map { model.classes.name(at: $0) }
    self.init(
      nodes, classes: names, maximumDepth: maximumDepth, impurity: model.tree.usesEntropy ? "entropy" : "gini",
      colors: colors)
  }

  /// A grown regression tree: each box asks its question and says the mean squared deviation, how many examples reached
  /// it, and their mean target.
  ///
  /// - Parameters:
  ///   - model: The fitted tree.
  ///   - features: What the features are called; as in the data frame, or `x[0]` and so on, by default. Traps unless there
  ///     is a name for each.
  ///   - maximumDepth: Down to which depth to draw, the root being 0; all of it by default.
  ///   - decimals: How many decimals thresholds have; 3 by default.
  ///   - color: The colour of the greatest value.
  public init(
    _ model: DecisionTreeRegressor.Model, features: [String]? = nil, maximumDepth: Int? = nil, decimals: Int = 3,
    color: Color? = nil
  ) {
    let nodes = model.tree.diagram(
      features: named(features, model.schema, "TreeDiagram"), decimals: decimals, countsExamples: false)
    self.init(
      nodes, maximumDepth: maximumDepth, impurity: "squared error", colors: color.map { [$0] })
  }
}

extension Tree {
  /// The nodes as a diagram shows them.
  fileprivate func diagram(features: [String], decimals: Int, countsExamples: Bool) -> [TreeDiagram.Node] {
    nodes.enumerated().map { place, node in
      let value = self.value(at: place)
      return TreeDiagram.Node(
        condition: node.isLeaf ? "" : "\(features[node.feature]) ≤ \(rounded(node.threshold, decimals: decimals))",
        impurity: node.impurity, samples: node.exampleCount,
        values: countsExamples ? value.map { ($0 * node.weight).rounded() } : value,
        left: node.isLeaf ? nil : node.left, right: node.isLeaf ? nil : node.right)
    }
  }

  /// Whether impurities are entropies: a node of several classes is seldom as impure by both measures.
  fileprivate var usesEntropy: Bool {
    nodes.indices.contains { place in
      let gini = 1 - value(at: place).reduce(0) { $0 + $1 * $1 }
      return abs(nodes[place].impurity - gini) > 1e-6
    }
  }
}

extension DecisionRegions {
  /// Which class a fitted classifier gives each place of the plane.
  ///
  /// ```swift
  /// DecisionRegions(model, x: 8...15, y: 0...2)
  /// ```
  /// - Parameters:
  ///   - model: A classifier that was fitted to two features; their names become the axes' labels.
  ///   - x: The range of the first feature.
  ///   - y: The range of the second feature.
  ///   - resolution: How many places along each axis are asked; 200 by default.
  ///   - classes: What the classes are called, in ascending order; as the model calls them by default.
  ///   - colors: A colour for each class; those that categories take by default.
  ///   - opacity: From 0 to 1.
  ///   - showsLegend: Whether classes stand in the legend.
  public init(
    _ model: some ClassificationModel, x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 200,
    classes: [String]? = nil, colors: [Color]? = nil, opacity: Double = 0.22, showsLegend: Bool = false
  ) {
    let count = max(2, min(resolution, 1000))
    func places(_ range: ClosedRange<Double>) -> [Double] {
      (0..<count).map { range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1) }
    }
    let (xs, ys) = (places(x), places(y))
    let order = classes ?? model.classes.values.indices.map { model.classes.name(at: $0) }
    var problem: String?
    if model.schema.count != 2 {
      problem = "DecisionRegions: the plane has two features, and the model was fitted to \(model.schema.count)."
    } else if order.count != model.classes.count {
      problem = "DecisionRegions: the model knows \(model.classes.count) classes, and there are \(order.count) names."
    }
    var found: [String] = []
    if problem == nil {
      let grid = NDArray(ys.flatMap { b in xs.flatMap { a in [a, b] } }, shape: [count * count, 2])
      found = model.predictedPlaces(grid).map { order[$0] }
    }
    self.init(
      x: xs, y: ys, found, classes: order, colors: colors, opacity: opacity, showsLegend: showsLegend)
    axisLabels = model.schema.names.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
    modelProblem = problem
  }

  /// Which class a fitted classifier gives each place around the examples that it was fitted to, or others.
  ///
  /// scikit-learn's `DecisionBoundaryDisplay.from_estimator`.
  ///
  /// - Parameters:
  ///   - model: A classifier that was fitted to two features; their names become the axes' labels.
  ///   - examples: Two features; the plane reaches beyond them by a twentieth of their range.
  ///   - resolution: How many places along each axis are asked; 200 by default.
  ///   - classes: What the classes are called, in ascending order; as the model calls them by default.
  ///   - colors: A colour for each class; those that categories take by default.
  ///   - opacity: From 0 to 1.
  ///   - showsLegend: Whether classes stand in the legend.
  public init(
    _ model: some ClassificationModel, around examples: some FeatureSource, resolution: Int = 200,
    classes: [String]? = nil, colors: [Color]? = nil, opacity: Double = 0.22, showsLegend: Bool = false
  ) {
    let values = (try? examples.featureMatrix())?.values
    func range(_ column: Int) -> ClosedRange<Double> {
      guard let values, values.shape[1] == 2 else { return 0...1 }
      let numbers = (0..<values.shape[0]).map { values[$0, column] }.filter(\.isFinite)
      guard let low = numbers.min(), let high = numbers.max() else { return 0...1 }
      let margin = high > low ? (high - low) / 20 : 0.5
      return (low - margin)...(high + margin)
    }
    self.init(
      model, x: range(0), y: range(1), resolution: resolution, classes: classes, colors: colors, opacity: opacity,
      showsLegend: showsLegend)
    if modelProblem == nil, values?.shape[1] != 2 {
      modelProblem = "DecisionRegions: the plane has two features, and the examples have \(values?.shape[1] ?? 0)."
    }
  }
}

extension ConfusionMatrix {
  /// How often a fitted classifier takes each class for each: scikit-learn's `ConfusionMatrixDisplay.from_estimator`.
  ///
  /// ```swift
  /// ConfusionMatrix(model, split.test)
  /// ```
  /// - Parameters:
  ///   - model: The classifier.
  ///   - examples: Examples with their true classes.
  ///   - classes: What the classes are called, in ascending order; as the model calls them by default.
  ///   - isNormalized: Whether each row shows shares of its sum, in per cent.
  ///   - colorMap: Colours for the numbers.
  public init<Features, Labels>(
    _ model: some ClassificationModel, _ examples: Examples<Features, Labels>, classes: [String]? = nil,
    isNormalized: Bool = false, colorMap: ColorMap = .blues
  ) {
    let count = model.classes.count
    let truth = model.classes.places(of: examples.target, operation: "ConfusionMatrix")
    let predicted = model.predictedPlaces(model.matrix(examples.features, for: "ConfusionMatrix"))
    var counts = [Double](repeating: 0, count: count * count)
    for (row, column) in zip(truth, predicted) where row >= 0 { counts[row * count + column] += 1 }
    self.init(
      GridData(rows: count, columns: count, values: counts, isWhole: true),
      classes: classes ?? model.classes.values.indices.map { model.classes.name(at: $0) }, isNormalized: isNormalized,
      colorMap: colorMap)
  }
}

/// A number with at most so many decimals, without zeros at the end.
private func rounded(_ value: Double, decimals: Int) -> String {
  var text = "\(value, decimals: decimals)"
  if text.contains(".") {
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
  }
  return text.hasPrefix("-") ? "−" + text.dropFirst() : text
}

/// The names of a model's features.
private func named(_ given: [String]?, _ schema: FeatureSchema, _ operation: String) -> [String] {
  let names = given ?? schema.names ?? (0..<schema.count).map { "x[\($0)]" }
  guard names.count == schema.count else {
    fatalError("\(operation): the model was fitted to \(schema.count) features, and there are \(names.count) names")
  }
  return names
}
