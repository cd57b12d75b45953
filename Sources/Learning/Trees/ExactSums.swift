/// Sums over the rows of a node and over those that a split puts to the left, exact in any order.
protocol ExactSums {
  /// What a row adds.
  associatedtype Item
  /// How many numbers a node's value is.
  var valueWidth: Int { get }
  /// How many numbers sum up several rows.
  var cellWidth: Int { get }
  var nodeWeight: Double { get }
  var leftWeight: Double { get }
  var rightWeight: Double { get }

  func item(_ row: Int, weight: Double) -> Item
  /// Starts with a node without rows.
  mutating func beginNode()
  mutating func addToNode(_ item: Item)
  /// Puts all rows to the right.
  mutating func reset()
  /// Adds a row to a sum of several.
  func add(_ item: Item, to cell: UnsafeMutablePointer<Double>)
  /// Moves a sum of rows to the left.
  mutating func move(_ cell: UnsafePointer<Double>)
  /// Moves a row to the left.
  mutating func move(_ item: Item)
  /// Grows with the gain of the split, up to what is the same for all splits of the node.
  func gain() -> Double
  func impurity() -> Double
  /// Starts a sum of squares on the left, which `childImpurities` needs.
  mutating func beginSquares()
  mutating func addSquare(_ item: Item)
  func childImpurities() -> (left: Double, right: Double)
  func writeValue(into values: inout [Double])
  func deallocate()
}

/// How often each class is in a node: Gini impurity or entropy.
struct ClassSums: ExactSums {
  struct Item {
    var place: Int32
    var weight: Double
  }

  private let classes: UnsafeBufferPointer<Int32>
  let valueWidth: Int
  private let usesEntropy: Bool
  private let total: UnsafeMutablePointer<Double>
  private let left: UnsafeMutablePointer<Double>
  private(set) var nodeWeight = 0.0
  private(set) var leftWeight = 0.0

  init(classes: UnsafeBufferPointer<Int32>, count: Int, usesEntropy: Bool) {
    self.classes = classes
    valueWidth = count
    self.usesEntropy = usesEntropy
    total = .allocate(capacity: count)
    left = .allocate(capacity: count)
  }

  func deallocate() {
    total.deallocate()
    left.deallocate()
  }

  var cellWidth: Int { valueWidth }
  var rightWeight: Double { nodeWeight - leftWeight }

  @inline(__always)
  func item(_ row: Int, weight: Double) -> Item { Item(place: classes[row], weight: weight) }

  mutating func beginNode() {
    total.update(repeating: 0, count: valueWidth)
    nodeWeight = 0
  }

  @inline(__always)
  mutating func addToNode(_ item: Item) {
    total[Int(item.place)] += item.weight
    nodeWeight += item.weight
  }

  mutating func reset() {
    left.update(repeating: 0, count: valueWidth)
    leftWeight = 0
  }

  @inline(__always)
  func add(_ item: Item, to cell: UnsafeMutablePointer<Double>) { cell[Int(item.place)] += item.weight }

  @inline(__always)
  mutating func move(_ cell: UnsafePointer<Double>) {
    for one in 0..<valueWidth {
      left[one] += cell[one]
      leftWeight += cell[one]
    }
  }

  @inline(__always)
  mutating func move(_ item: Item) {
    left[Int(item.place)] += item.weight
    leftWeight += item.weight
  }

  @inline(__always)
  func gain() -> Double {
    let (leftImpurity, rightImpurity) = childImpurities()
    return -rightWeight * rightImpurity - leftWeight * leftImpurity
  }

  mutating func beginSquares() {}

  @inline(__always)
  mutating func addSquare(_ item: Item) {}

  @inline(__always)
  func childImpurities() -> (left: Double, right: Double) {
    if usesEntropy {
      return (
        entropy(weight: leftWeight) { left[$0] }, entropy(weight: rightWeight) { total[$0] - left[$0] }
      )
    }
    var (leftSquares, rightSquares) = (0.0, 0.0)
    for one in 0..<valueWidth {
      let (a, b) = (left[one], total[one] - left[one])
      leftSquares += a * a
      rightSquares += b * b
    }
    let rightWeight = rightWeight
    return (1 - leftSquares / (leftWeight * leftWeight), 1 - rightSquares / (rightWeight * rightWeight))
  }

  func impurity() -> Double {
    if usesEntropy { return entropy(weight: nodeWeight) { total[$0] } }
    var squares = 0.0
    for one in 0..<valueWidth { squares += total[one] * total[one] }
    return 1 - squares / (nodeWeight * nodeWeight)
  }

  @inline(__always)
  private func entropy(weight: Double, _ count: (Int) -> Double) -> Double {
    var sum = 0.0
    for one in 0..<valueWidth where count(one) > 0 {
      let share = count(one) / weight
      sum -= share * (share.logarithm / 2.0.logarithm)
    }
    return sum
  }

  func writeValue(into values: inout [Double]) {
    for one in 0..<valueWidth { values.append(total[one] / nodeWeight) }
  }
}

/// Sums of whole numbers: their variance.
struct NumberSums: ExactSums {
  struct Item {
    var weight: Double
    var target: Double
  }

  private let targets: UnsafeBufferPointer<Double>
  private(set) var nodeWeight = 0.0
  private(set) var leftWeight = 0.0
  private var total = 0.0
  private var squares = 0.0
  private var left = 0.0
  private var leftSquares = 0.0

  init(targets: UnsafeBufferPointer<Double>) {
    self.targets = targets
  }

  func deallocate() {}

  var valueWidth: Int { 1 }
  var cellWidth: Int { 2 }
  var rightWeight: Double { nodeWeight - leftWeight }

  @inline(__always)
  func item(_ row: Int, weight: Double) -> Item { Item(weight: weight, target: targets[row]) }

  mutating func beginNode() { (nodeWeight, total, squares) = (0, 0, 0) }

  @inline(__always)
  mutating func addToNode(_ item: Item) {
    nodeWeight += item.weight
    total += item.weight * item.target
    squares += item.weight * item.target * item.target
  }

  mutating func reset() { (left, leftWeight) = (0, 0) }

  @inline(__always)
  func add(_ item: Item, to cell: UnsafeMutablePointer<Double>) {
    cell[0] += item.weight
    cell[1] += item.weight * item.target
  }

  @inline(__always)
  mutating func move(_ cell: UnsafePointer<Double>) {
    leftWeight += cell[0]
    left += cell[1]
  }

  @inline(__always)
  mutating func move(_ item: Item) {
    leftWeight += item.weight
    left += item.weight * item.target
  }

  @inline(__always)
  func gain() -> Double {
    let right = total - left
    return left * left / leftWeight + right * right / rightWeight
  }

  mutating func beginSquares() { leftSquares = 0 }

  @inline(__always)
  mutating func addSquare(_ item: Item) { leftSquares += item.weight * item.target * item.target }

  func impurity() -> Double {
    let mean = total / nodeWeight
    return squares / nodeWeight - mean * mean
  }

  func childImpurities() -> (left: Double, right: Double) {
    let (leftMean, rightMean) = (left / leftWeight, (total - left) / rightWeight)
    return (
      leftSquares / leftWeight - leftMean * leftMean, (squares - leftSquares) / rightWeight - rightMean * rightMean
    )
  }

  func writeValue(into values: inout [Double]) { values.append(total / nodeWeight) }
}
