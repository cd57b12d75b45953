import Charting

/// Numbers that are the same in every run and look random enough.
struct Sequence32 {
  private var state: UInt64 = 88_172_645_463_325_252

  mutating func uniform() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(state >> 11) / 9_007_199_254_740_992
  }

  mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += uniform() }
    return sum
  }
}

/// The cases of compare.py, by the same names.
func benchmarkCases() -> [(String, () -> Figure)] {
  var numbers = Sequence32()
  func walk(_ count: Int) -> [Double] {
    var value = 0.0
    return (0..<count).map { _ in
      value += numbers.normal()
      return value
    }
  }
  func cloud(_ count: Int) -> ([Double], [Double]) {
    ((0..<count).map { _ in numbers.normal() }, (0..<count).map { _ in numbers.normal() })
  }
  let shortLine = walk(1000)
  let longLine = walk(1_000_000)
  let small = cloud(1000)
  let middle = cloud(5000)
  let large = cloud(1_000_000)
  let images = (0..<20).map { _ in
    GridData(rows: 28, columns: 28, values: (0..<784).map { _ in (numbers.uniform() * 255).rounded() })
  }
  let places = (0..<100).map { Double($0) / 99 * 6 - 3 }
  let surface = GridData(
    rows: 100, columns: 100,
    values: places.flatMap { b in
      places.map { a in 1 / (1 + (a - 1) * (a - 1) + b * b) + 0.7 / (1 + (a + 1) * (a + 1) + (b - 1) * (b - 1)) }
    })
  let tree = benchmarkTree(depth: 8, numbers: &numbers)
  return [
    ("line 1,000", { Figure { Axes { Line(shortLine) } } }),
    ("line 1,000,000", { Figure { Axes { Line(longLine) } } }),
    ("scatter 1,000", { Figure { Axes { Scatter(small.0, small.1) } } }),
    ("scatter 5,000", { Figure { Axes { Scatter(middle.0, middle.1) } } }),
    ("scatter 1,000,000", { Figure { Axes { Scatter(large.0, large.1) } } }),
    ("20 images 28x28", { Figure(images: images, columns: 10, size: (10, 2.4)) }),
    ("filled contour 100x100", { Figure { Axes { FilledContour(x: places, y: places, surface) } } }),
    (
      "10x2 axes",
      {
        Figure(columns: 2, size: (6, 20), axes: (0..<20).map { _ in Axes(x: "X", y: "Y") { Line(shortLine.prefix(50)) } })
      }
    ),
    ("tree of depth 8", { Figure { TreeDiagram(tree, classes: ["not premium", "premium"]) } }),
  ]
}

/// A tree as full as a wine lesson's: 8 levels, some 400 nodes.
func benchmarkTree(depth: Int, numbers: inout Sequence32) -> [TreeDiagram.Node] {
  var nodes: [TreeDiagram.Node] = []
  func grow(_ depth: Int, _ a: Double, _ b: Double) -> Int {
    let index = nodes.count
    let sum = max(a + b, 1)
    nodes.append(
      TreeDiagram.Node(
        condition: "alcohol ≤ \(9 + numbers.uniform() * 4, decimals: 3)", impurity: 2 * a * b / sum / sum,
        samples: Int(a + b), values: [a.rounded(), b.rounded()]))
    if depth > 0 && a + b > 5 {
      let share = 0.25 + 0.5 * numbers.uniform()
      let left = grow(depth - 1, a * share, b * (1 - share))
      let right = grow(depth - 1, a * (1 - share), b * share)
      nodes[index].left = left
      nodes[index].right = right
    } else {
      nodes[index].condition = ""
    }
    return index
  }
  _ = grow(depth, 512, 607)
  return nodes
}
