/// The variance of the targets in a node.
///
/// `begin` takes the rows of a node, `reset` puts all of them to the right, `advance` moves rows to the left. Sums are
/// added in the order in which scikit-learn adds them.
struct VarianceCriterion {
  let targets: UnsafePointer<Double>
  let weights: UnsafePointer<Double>?
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
