import Charting

struct Lcg: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
  mutating func normal() -> Double {
    var s = 0.0
    for _ in 0..<12 { s += Double.random(in: 0...1, using: &self) }
    return s - 6
  }
}

func examples() -> [(String, Figure)] {
  var r = Lcg(state: 7)
  let x = [11.34, 14.31, 19.61, 21.15, 24.05, 27.56, 34.23, 34.74, 35.98, 49.04]
  let y = [138.0, 126, 182, 209, 270, 262, 334, 339, 404, 534]
  let cloudX = (0..<800).map { _ in r.normal() * 1.2 + 2.5 }
  let cloudY = cloudX.map { $0 * 0.9 + 1.5 + r.normal() * 0.6 }
  let digits = (0..<1200).map { _ in Int.random(in: 0...9, using: &r) }
  let dx = digits.map { Double($0 % 4) * 300 + r.normal() * 200 }
  let dy = digits.map { Double($0 / 3) * 250 + r.normal() * 200 }
  let grid = (0..<60).map { j in
    (0..<80).map { i -> Double in
      let a = Double(i) / 80 * 8 - 4
      let b = Double(j) / 60 * 8 - 4
      func g(_ cx: Double, _ cy: Double) -> Double { 1 / (1 + (a - cx) * (a - cx) + (b - cy) * (b - cy)) }
      return g(-1.5, -1.5) + g(2, 1.5) * 0.8
    }
  }
  let gx = (0..<80).map { Double($0) / 80 * 8 - 4 }
  let gy = (0..<60).map { Double($0) / 60 * 8 - 4 }
  let t: [[Int]] = [[0, 1, 1, 1, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]]
  let smooth = (0..<200).map { Double($0) / 199 * 4 - 2 }
  func fall(_ k: Double, _ s: Double) -> [Double] { (0..<40).map { 0.4 + s / (1 + Double($0) * k) + r.normal() * 0.004 } }
  let loss = fall(0.3, 0.3)
  let valid = fall(0.25, 0.28)
  var list: [(String, Figure)] = []
  list.append(("scatter-color", Figure { Axes { Scatter(cloudX, cloudY, values: cloudX, colorMap: .turbo) }.limits(x: -1.5...6.5, y: 0.5...8.5) }))
  list.append(("digits", Figure { Axes(x: "First principal component", y: "Second principal component") { Scatter(dx, dy, categories: digits, colorMap: .tab10) }.colorBar() }))
  list.append(("digits-palette", Figure { Axes(x: "First principal component", y: "Second principal component") { Scatter(dx, dy, categories: digits) }.legend(title: "Digit") }))
  list.append(("values-bar", Figure { Axes(x: "First", y: "Second") { Scatter(cloudX, cloudY, values: cloudX.map { $0 * 40 + 100 }) }.colorBar(label: "Energy in kcal/mol") }))
  list.append(("gp", Figure { Axes {
    FillBetween(smooth, smooth.map { -4 + $0 * $0 * 0.5 }, smooth.map { 4 - $0 * $0 * 0.5 }, color: .gray)
    Line(smooth, smooth.map { $0 * $0 }, color: .blue, label: "GP mean prediction")
    Scatter([0.4, 0.9, 1.25, 1.6], [0.3, 0.7, 1.5, 2.5], color: .red, label: "Observations")
  }.legend(.upperLeft) }))
  list.append(("history", Figure(columns: 2, size: (9, 3)) {
    Axes(title: "Accuracy") { Line(loss.map { 1 - $0 }, label: "Training"); Line(valid.map { 1 - $0 }, label: "Validation") }.legend()
    Axes(title: "Loss") { Line(loss); Line(valid) }
  }))
  list.append(("contour", Figure { Axes {
    FilledContour(x: gx, y: gy, grid, colorMap: .buPu, opacity: 0.6)
    Scatter(cloudX.prefix(150).map { $0 - 2 }.chart, cloudY.prefix(150).map { $0 - 3 }.chart, color: .black, opacity: 0.5)
    Scatter([-1.5, 2], [-1.5, 1.5], color: .orange, marker: .thickCross, size: 7)
  } }))
  list.append(("contour-lines", Figure { Axes { Contour(x: gx, y: gy, grid, showsValues: true) }.colorBar(label: "height") }))
  list.append(("images", Figure(columns: 3) {
    Axes(title: "Example 1") { Image(t) }
    Axes(title: "Example 2") { Image(t, colorMap: .gray) }
    Axes(title: "Example 3") { Image(grid) }
  }))
  list.append(("digits-row", Figure(images: (0..<10).map { _ in grid }, titles: (0..<10).map { "Target: \($0)\nPred: \($0)" }, size: (10, 5))))
  list.append(("three-d", Figure(columns: 2, size: (9, 4)) {
    Axes(title: "3-D example") { Scatter3D(cloudX.prefix(100).map { $0 }.chart, cloudY.prefix(100).map { $0 }.chart, dx.prefix(100).map { $0 }.chart) }
    Axes(title: "Labelled") { Scatter3D(cloudX, cloudY, dx, values: dx, axes: ("width in m", "depth in m", "height in m")) }
  }))
  list.append(("hbar", Figure { Axes(x: "Feature importance") { HorizontalBar(["alcohol", "sulphates", "volatile acidity", "total sulfur dioxide", "density", "chlorides", "pH"], [0.245, 0.13, 0.125, 0.1, 0.08, 0.063, 0.053], color: .orange) } }))
  list.append(("grouped", Figure(columns: 2) {
    Axes(y: "Accuracy") { Bar(["Tree", "Forest", "Network"], [0.71, 0.78, 0.8], label: "Training"); Bar(["Tree", "Forest", "Network"], [0.68, 0.76, 0.77], label: "Test") }.legend()
    Axes(y: "Count") { Bar(["a", "b", "c"], [3, 5, 2], showsValues: true, label: "one"); Bar(["a", "b", "c"], [1, 2, 4], showsValues: false, label: "two") }.bars(.stacked).legend()
  }))
  list.append(("statistics", Figure(columns: 2) {
    Axes(x: "Value", y: "Count") { Histogram(cloudX, label: "x"); Histogram(cloudY, opacity: 0.6, label: "y") }.legend()
    Axes(y: "Value") { BoxPlot(["x", "y"], [cloudX, cloudY]) }
  }))
  list.append(("errors", Figure { Axes(x: "Dose in mg", y: "Response") {
    ErrorBars(x, y, y: x.map { $0 * 1.2 }, label: "Measured")
    HorizontalLine(300, label: "Threshold"); VerticalSpan(20...30, label: "Range")
    Arrow(from: (20, 450), to: (35.5, 406), text: "outlier"); Text("$\\sigma = \\sqrt{\\frac{1}{n}\\sum_{i=1}^n (x_i-\\bar{x})^2}$", at: (42, 180))
  }.legend() }))
  list.append(("log", Figure(columns: 2) {
    Axes(x: "Samples", y: "Error") { Line([10, 100, 1000, 10000, 1e5], [0.3, 0.1, 0.03, 0.01, 0.003], marker: .circle) }.scale(x: .logarithmic, y: .logarithmic)
    Axes(x: "Epoch", y: "Loss") { Line(loss.map { $0 * 1e-7 }) }
  }))
  list.append(("confusion", Figure { Axes { ConfusionMatrix([[50, 2, 0], [3, 44, 5], [0, 4, 48]], classes: ["setosa", "versicolor", "virginica"]) }.colorBar() }))
  list.append(("regions", Figure { Axes(x: "alcohol", y: "sulphates") {
    DecisionRegions(x: 8...15, y: 0...2, classes: ["0", "1", "2"]) { a, b in a > 11 + b ? 1 : (b > 1.2 ? 2 : 0) }
    Scatter(cloudX.map { $0 + 8 }, cloudY.map { $0 / 5 }, categories: cloudX.map { $0 + 8 > 11 ? "1" : "0" }, edge: .ink)
  } }))
  list.append(("network", Figure { NetworkDiagram([.init("Input", units: 784), .init("Dense", units: 128, detail: "ReLU"), .init("Dense", units: 32, detail: "ReLU"), .init("Output", units: 10, detail: "softmax")]) }))
  func node(_ depth: Int, _ nodes: inout [TreeDiagram.Node], _ a: Double, _ b: Double) -> Int {
    let k = nodes.count
    nodes.append(.init(condition: depth > 0 ? "alcohol ≤ \(10.2 + Double(k) / 7, decimals: 2)" : "", impurity: 2 * a * b / (a + b) / (a + b), samples: Int(a + b), values: [a.rounded(), b.rounded()]))
    if depth > 0, a + b > 4 {
      let f = Double.random(in: 0.2...0.8, using: &r)
      nodes[k].left = node(depth - 1, &nodes, a * f, b * (1 - f))
      nodes[k].right = node(depth - 1, &nodes, a * (1 - f), b * f)
    }
    return k
  }
  var small: [TreeDiagram.Node] = []
  _ = node(2, &small, 512, 607)
  list.append(("tree", Figure { TreeDiagram(small, classes: ["not premium", "premium"]) }))
  var large: [TreeDiagram.Node] = []
  _ = node(8, &large, 512, 607)
  list.append(("tree-deep", Figure { TreeDiagram(large, classes: ["not premium", "premium"]) }))
  return list
}

extension Array {
  var chart: [Element] { self }
}
