import Arrays

/// How true and false positives grow as the threshold falls.
public struct ROCCurve: Sendable {
  /// The share of the negative examples that are taken for positive, at each threshold.
  public let falsePositiveRates: NDArray
  /// The share of the positive examples that are taken for positive, at each threshold.
  public let truePositiveRates: NDArray
  /// The thresholds, falling; the first, infinite, takes nothing for positive.
  public let thresholds: NDArray
}

/// The receiver operating characteristic of scores: how well they tell positive from negative examples.
///
/// Points in a straight run of the curve are left out, unless `droppingIntermediate` is false. Matches scikit-learn's
/// `roc_curve`.
///
/// - Parameters:
///   - target: The classes, of which `positive` is the positive one.
///   - scores: How positive each example is held to be, such as a probability.
public func rocCurve(
  _ target: some TargetSource, scores: NDArray, positive: Int = 1, droppingIntermediate: Bool = true
) -> ROCCurve {
  let counts = CumulativeCounts(target, scores, positive, "rocCurve")
  guard let positives = counts.positives.last, let negatives = counts.negatives.last, positives > 0, negatives > 0 else {
    fail("rocCurve: needs positive and negative examples, and all are of one class")
  }
  var kept = Array(counts.positives.indices)
  if droppingIntermediate && kept.count > 2 {
    kept = kept.filter { i in
      if i == 0 || i == counts.positives.count - 1 { return true }
      let (p, n) = (counts.positives, counts.negatives)
      return p[i + 1] - 2 * p[i] + p[i - 1] != 0 || n[i + 1] - 2 * n[i] + n[i - 1] != 0
    }
  }
  func array(_ first: Double, _ value: (Int) -> Double) -> NDArray {
    NDArray([first] + kept.map(value), shape: [kept.count + 1])
  }
  return ROCCurve(
    falsePositiveRates: array(0) { counts.negatives[$0] / negatives },
    truePositiveRates: array(0) { counts.positives[$0] / positives },
    thresholds: array(.infinity) { counts.thresholds[$0] })
}

/// The area under the receiver operating characteristic: the chance that a positive example scores above a negative.
///
/// Matches scikit-learn's `roc_auc_score` for two classes.
public func rocAUCScore(_ target: some TargetSource, scores: NDArray, positive: Int = 1) -> Double {
  let curve = rocCurve(target, scores: scores, positive: positive)
  return areaUnderCurve(curve.falsePositiveRates, curve.truePositiveRates)
}

/// The area under a curve by the trapezoidal rule; `x` must rise or fall throughout.
public func areaUnderCurve(_ x: NDArray, _ y: NDArray) -> Double {
  guard x.rank == 1, x.shape == y.shape, x.count > 1 else {
    fail("areaUnderCurve: needs two points and more, and got shapes \(describe(shape: x.shape)) and \(describe(shape: y.shape))")
  }
  let (left, right) = (x.elements, y.elements)
  let terms = (1..<left.count).map { (i: Int) -> Double in
    let width = left[i] - left[i - 1]
    return width * (right[i] + right[i - 1]) / 2
  }
  return NDArray(terms, shape: [terms.count]).sum().magnitude
}

/// Precision and recall at each threshold, from the lowest up; the last point is (1, 0).
///
/// Matches scikit-learn's `precision_recall_curve`.
public func precisionRecallCurve(
  _ target: some TargetSource, scores: NDArray, positive: Int = 1
) -> (precision: NDArray, recall: NDArray, thresholds: NDArray) {
  let counts = CumulativeCounts(target, scores, positive, "precisionRecallCurve")
  let total = counts.positives.last ?? 0
  let places = counts.positives.indices.reversed()
  let precision = places.map { counts.positives[$0] / (counts.positives[$0] + counts.negatives[$0]) }
  let recall = places.map { total == 0 ? 1 : counts.positives[$0] / total }
  return (
    NDArray(precision + [1], shape: [precision.count + 1]), NDArray(recall + [0], shape: [recall.count + 1]),
    NDArray(places.map { counts.thresholds[$0] }, shape: [places.count])
  )
}

/// The mean of the precisions at all thresholds, weighted by how much recall each adds.
///
/// Matches scikit-learn's `average_precision_score` for two classes.
public func averagePrecisionScore(_ target: some TargetSource, scores: NDArray, positive: Int = 1) -> Double {
  let curve = precisionRecallCurve(target, scores: scores, positive: positive)
  let (precision, recall) = (curve.precision.elements, curve.recall.elements)
  var sum = 0.0
  for i in 0..<(recall.count - 1) { sum -= (recall[i + 1] - recall[i]) * precision[i] }
  return Swift.max(0, sum)
}

/// The mean of −log p of the true class's probability p.
///
/// Matches scikit-learn's `log_loss`. Rows of probabilities are divided by their sum.
///
/// - Parameter probabilities: A row for each example, a column for each class in ascending order; or the
///   probability of the greater of two classes.
public func logLoss(_ target: some TargetSource, probabilities: NDArray) -> Double {
  do {
    let (classes, places) = try Classes.of(try target.targetValues(), for: "logLoss", minimum: 2)
    let table = probabilities.rank == 1
      ? stack([1 - probabilities, probabilities], axis: 1) : probabilities
    guard table.rank == 2, table.shape == [places.count, classes.count] else {
      fail(
        "logLoss: \(counted(places.count, "target")) of \(classes.count) classes and probabilities of shape \(describe(shape: probabilities.shape)) do not fit")
    }
    let chosen = table.withUnsafeElements { numbers in
      places.enumerated().map { row, place in
        var total = 0.0
        for column in 0..<classes.count { total += numbers[row * classes.count + column] }
        let share = numbers[row * classes.count + place] / total
        return -Swift.min(Swift.max(share, Double.ulpOfOne), 1 - Double.ulpOfOne).logarithm
      }
    }
    return NDArray(chosen, shape: [chosen.count]).mean()
  } catch {
    fail("\(error)")
  }
}

/// Positive and negative examples at or above each threshold, thresholds falling.
private struct CumulativeCounts {
  var positives: [Double] = []
  var negatives: [Double] = []
  var thresholds: [Double] = []

  init(_ target: some TargetSource, _ scores: NDArray, _ positive: Int, _ operation: String) {
    do {
      let truth = try classIntegers(try target.targetValues(), for: operation)
      guard scores.rank == 1, scores.count == truth.count, !truth.isEmpty else {
        fail(
          "\(operation): \(counted(truth.count, "target")) and scores of shape \(describe(shape: scores.shape)) do not fit")
      }
      let numbers = scores.elements
      let order = numbers.indices.sorted { numbers[$0] > numbers[$1] || (numbers[$0] == numbers[$1] && $0 < $1) }
      var (yes, no) = (0.0, 0.0)
      for (place, row) in order.enumerated() {
        if truth[row] == positive { yes += 1 } else { no += 1 }
        if place + 1 == order.count || numbers[order[place + 1]] != numbers[row] {
          positives.append(yes)
          negatives.append(no)
          thresholds.append(numbers[row])
        }
      }
    } catch {
      fail("\(error)")
    }
  }
}
