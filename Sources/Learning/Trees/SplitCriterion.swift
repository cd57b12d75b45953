/// What a node measures while a split of its rows is sought.
///
/// `begin` takes the rows of a node, `reset` puts all of them to the right, `advance` moves rows to the left.
protocol SplitCriterion {
  /// How many numbers a node's value is.
  var valueWidth: Int { get }
  var nodeWeight: Double { get }
  var leftWeight: Double { get }
  var rightWeight: Double { get }

  mutating func begin(_ rows: UnsafePointer<Int>, from start: Int, to end: Int)
  mutating func reset()
  mutating func advance(_ rows: UnsafePointer<Int>, to place: Int)
  /// Grows with the gain of the split, up to what is the same for all splits of the node.
  func gain() -> Double
  func impurity() -> Double
  func childImpurities(_ rows: UnsafePointer<Int>) -> (left: Double, right: Double)
  func writeValue(into value: inout [Double])
  func deallocate()
}

/// How impure a node with examples of several classes is held to be.
public enum ClassificationCriterion: String, Sendable, Hashable, Codable, HyperparameterValue {
  /// 1 − Σp², the chance that two draws differ.
  case gini
  /// −Σp log₂ p.
  case entropy

  public var parameterText: String { rawValue.parameterText }
}

/// Gini impurity or entropy of the classes in a node.
struct ClassCriterion: SplitCriterion {
  let classes: UnsafePointer<Int32>
  let weights: UnsafePointer<Double>?
  let valueWidth: Int
  let usesEntropy: Bool
  private let total: UnsafeMutablePointer<Double>
  private let left: UnsafeMutablePointer<Double>
  private(set) var nodeWeight = 0.0
  private(set) var leftWeight = 0.0
  var rightWeight: Double { nodeWeight - leftWeight }
  private var start = 0
  private var place = 0

  init(
    classes: UnsafePointer<Int32>, weights: UnsafePointer<Double>?, classCount: Int, criterion: ClassificationCriterion
  ) {
    self.classes = classes
    self.weights = weights
    valueWidth = classCount
    usesEntropy = criterion == .entropy
    total = .allocate(capacity: classCount)
    left = .allocate(capacity: classCount)
  }

  func deallocate() {
    total.deallocate()
    left.deallocate()
  }

  mutating func begin(_ rows: UnsafePointer<Int>, from start: Int, to end: Int) {
    total.update(repeating: 0, count: valueWidth)
    nodeWeight = 0
    for i in start..<end {
      let row = rows[i]
      let weight = weights?[row] ?? 1
      total[Int(classes[row])] += weight
      nodeWeight += weight
    }
    self.start = start
    reset()
  }

  mutating func reset() {
    place = start
    left.update(repeating: 0, count: valueWidth)
    leftWeight = 0
  }

  // Weights are whole numbers, so sums are exact in any order.
  @inline(__always)
  mutating func advance(_ rows: UnsafePointer<Int>, to next: Int) {
    for i in place..<next {
      let row = rows[i]
      let weight = weights?[row] ?? 1
      left[Int(classes[row])] += weight
      leftWeight += weight
    }
    place = next
  }

  @inline(__always)
  func gain() -> Double {
    let (leftImpurity, rightImpurity) = impurities()
    return -rightWeight * rightImpurity - leftWeight * leftImpurity
  }

  func childImpurities(_ rows: UnsafePointer<Int>) -> (left: Double, right: Double) { impurities() }

  @inline(__always)
  private func impurities() -> (left: Double, right: Double) {
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

  func writeValue(into value: inout [Double]) {
    for one in 0..<valueWidth { value.append(total[one] / nodeWeight) }
  }
}

/// The variance of the targets in a node.
struct VarianceCriterion: SplitCriterion {
  let targets: UnsafePointer<Double>
  let weights: UnsafePointer<Double>?
  let valueWidth = 1
  private(set) var nodeWeight = 0.0
  private(set) var leftWeight = 0.0
  private(set) var rightWeight = 0.0
  private var total = 0.0
  private var squares = 0.0
  private var left = 0.0
  private var right = 0.0
  private var start = 0
  private var place = 0
  private var end = 0

  init(targets: UnsafePointer<Double>, weights: UnsafePointer<Double>?) {
    self.targets = targets
    self.weights = weights
  }

  func deallocate() {}

  mutating func begin(_ rows: UnsafePointer<Int>, from start: Int, to end: Int) {
    (self.start, self.end) = (start, end)
    (nodeWeight, total, squares) = (0, 0, 0)
    for i in start..<end {
      let row = rows[i]
      let weight = weights?[row] ?? 1
      let target = targets[row]
      total += weight * target
      squares += weight * target * target
      nodeWeight += weight
    }
    reset()
  }

  mutating func reset() {
    place = start
    (left, right) = (0, total)
    (leftWeight, rightWeight) = (0, nodeWeight)
  }

  // Sums start from the nearer end, so that they round as scikit-learn's.
  @inline(__always)
  mutating func advance(_ rows: UnsafePointer<Int>, to next: Int) {
    if next - place <= end - next {
      for i in place..<next {
        let row = rows[i]
        let weight = weights?[row] ?? 1
        left += weight * targets[row]
        leftWeight += weight
      }
    } else {
      (left, leftWeight) = (total, nodeWeight)
      var i = end - 1
      while i >= next {
        let row = rows[i]
        let weight = weights?[row] ?? 1
        left -= weight * targets[row]
        leftWeight -= weight
        i -= 1
      }
    }
    rightWeight = nodeWeight - leftWeight
    right = total - left
    place = next
  }

  @inline(__always)
  func gain() -> Double { left * left / leftWeight + right * right / rightWeight }

  func impurity() -> Double {
    let mean = total / nodeWeight
    return squares / nodeWeight - mean * mean
  }

  func childImpurities(_ rows: UnsafePointer<Int>) -> (left: Double, right: Double) {
    var leftSquares = 0.0
    for i in start..<place {
      let row = rows[i]
      let weight = weights?[row] ?? 1
      leftSquares += weight * targets[row] * targets[row]
    }
    let (leftMean, rightMean) = (left / leftWeight, right / rightWeight)
    return (
      leftSquares / leftWeight - leftMean * leftMean, (squares - leftSquares) / rightWeight - rightMean * rightMean
    )
  }

  func writeValue(into value: inout [Double]) { value.append(total / nodeWeight) }
}
