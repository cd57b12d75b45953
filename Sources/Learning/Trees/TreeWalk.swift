import Arrays
import DataFrames

/// A tree's questions in little memory, to lead many examples to their leaves.
struct TreeWalk {
  /// A question: where `feature` is at most `threshold` one goes to the next question, else to `right`. A leaf asks
  /// something whose answer is yes or no alike, and leads to itself.
  private struct Question {
    var threshold: Float
    var feature: Int32
    var left: Int32
    var right: Int32
  }

  private let questions: [Question]
  private let depth: Int
  private let width: Int
  /// How many examples walk side by side, so that one need not wait for another's memory.
  private static let lanes = 8

  init(_ tree: Tree) {
    depth = tree.depth
    width = tree.featureCount
    questions = tree.nodes.enumerated().map { place, node in
      if node.isLeaf {
        return Question(threshold: 0, feature: 0, left: Int32(truncatingIfNeeded: place), right: Int32(truncatingIfNeeded: place))
      }
      return Question(
        threshold: Self.roundedDown(node.threshold), feature: Int32(truncatingIfNeeded: node.feature),
        left: Int32(truncatingIfNeeded: node.left), right: Int32(truncatingIfNeeded: node.right))
    }
  }

  /// The greatest 32-bit float that is not above a number: a float is at most the one where it is at most the other.
  private static func roundedDown(_ number: Double) -> Float {
    let near = Float(number)
    return Double(near) > number ? near.nextDown : near
  }

  /// Calls `visit` with each of the rows and the leaf that it reaches.
  @inline(__always)
  func forEachLeaf(_ examples: UnsafePointer<Float>, rows: Range<Int>, _ visit: (_ row: Int, _ leaf: Int) -> Void) {
    questions.withUnsafeBufferPointer { questions in
      var row = rows.lowerBound
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.lanes) { places in
        while row + Self.lanes <= rows.upperBound {
          places.update(repeating: 0)
          for _ in 0..<depth {
            for lane in 0..<Self.lanes {
              let question = questions[Int(places[lane])]
              let number = examples[(row + lane) * width + Int(question.feature)]
              places[lane] = number <= question.threshold ? question.left : question.right
            }
          }
          for lane in 0..<Self.lanes { visit(row + lane, Int(places[lane])) }
          row += Self.lanes
        }
      }
      while row < rows.upperBound {
        var place: Int32 = 0
        while questions[Int(place)].left != place {
          let question = questions[Int(place)]
          place = examples[row * width + Int(question.feature)] <= question.threshold ? question.left : question.right
        }
        visit(row, Int(place))
        row += 1
      }
    }
  }
}

extension Tree {
  /// The leaf that an example reaches, without preparation for many.
  private func leaf(_ example: UnsafePointer<Float>) -> Int {
    nodes.withUnsafeBufferPointer { nodes in
      var place = 0
      while nodes[place].left >= 0 {
        place = Double(example[nodes[place].feature]) <= nodes[place].threshold ? nodes[place].left : nodes[place].right
      }
      return place
    }
  }

  /// Calls `visit` with each of the rows and the leaf that it reaches.
  @inline(__always)
  private func forEachLeaf(
    _ examples: UnsafePointer<Float>, rows: Range<Int>, _ walk: TreeWalk?, _ visit: (_ row: Int, _ leaf: Int) -> Void
  ) {
    if let walk {
      walk.forEachLeaf(examples, rows: rows, visit)
    } else {
      for row in rows { visit(row, leaf(examples + row * featureCount)) }
    }
  }

  /// The tree made ready for so many examples; `nil` where these are too few for it to pay.
  func walk(for count: Int) -> TreeWalk? { count * 8 < nodes.count ? nil : TreeWalk(self) }

  /// Adds the values of the leaves that rows of examples reach.
  func addValues(
    _ examples: UnsafePointer<Float>, rows: Range<Int>, _ walk: TreeWalk?, to sums: UnsafeMutablePointer<Double>
  ) {
    values.withUnsafeBufferPointer { values in
      switch valueWidth {
      case 1: forEachLeaf(examples, rows: rows, walk) { row, leaf in sums[row] += values[leaf] }
      case 2:
        forEachLeaf(examples, rows: rows, walk) { row, leaf in
          sums[2 * row] += values[2 * leaf]
          sums[2 * row + 1] += values[2 * leaf + 1]
        }
      default:
        forEachLeaf(examples, rows: rows, walk) { row, leaf in
          for one in 0..<valueWidth { sums[row * valueWidth + one] += values[leaf * valueWidth + one] }
        }
      }
    }
  }

  /// What `value` says of the leaf that each example reaches.
  func atLeaves<Number>(_ features: NDArray, _ value: (Int) -> Number) -> [Number] {
    let examples = singleFloats(features)
    return [Number](unsafeUninitializedCapacity: features.shape[0]) { buffer, count in
      examples.withUnsafeBufferPointer { examples in
        guard let start = examples.baseAddress, let target = buffer.baseAddress else { return }
        forEachLeaf(start, rows: 0..<features.shape[0], walk(for: features.shape[0])) { row, leaf in (target + row).initialize(to: value(leaf)) }
      }
      count = features.shape[0]
    }
  }

  /// The leaf that each example reaches.
  func leaves(_ features: NDArray) -> [Int] { atLeaves(features) { $0 } }

  /// The values of the leaf that each example reaches, a row for each.
  func leafValues(_ features: NDArray) -> NDArray {
    let leaves = leaves(features)
    return NDArray(shape: [leaves.count, valueWidth]) { (buffer: UnsafeMutableBufferPointer<Double>) in
      values.withUnsafeBufferPointer { values in
        for (row, leaf) in leaves.enumerated() {
          for one in 0..<valueWidth { buffer[row * valueWidth + one] = values[leaf * valueWidth + one] }
        }
      }
    }
  }

  /// The place of the greatest value at each node; the first of equal ones.
  func greatestPlaces() -> [Int] {
    nodes.indices.map { node in
      var best = 0
      for one in 1..<Swift.max(valueWidth, 1)
      where values[node * valueWidth + one] > values[node * valueWidth + best] { best = one }
      return best
    }
  }
}

/// A matrix as 32-bit floats, row by row, as trees compare them.
func singleFloats(_ features: NDArray) -> [Float] {
  features.withUnsafeElements { numbers in
    [Float](unsafeUninitializedCapacity: numbers.count) { buffer, count in
      for i in 0..<numbers.count { buffer[i] = Float(numbers[i]) }
      count = numbers.count
    }
  }
}
