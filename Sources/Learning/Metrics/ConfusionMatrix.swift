import Arrays

/// The examples counted by true class (rows) and predicted class (columns), classes in ascending order.
///
/// Matches scikit-learn's `confusion_matrix`.
public func confusionMatrix(_ target: some TargetSource, _ prediction: some TargetSource) -> IntArray {
  Confusion(target, prediction, "confusionMatrix").counts
}

/// The share of the examples that are predicted right.
public func accuracyScore(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let confusion = Confusion(target, prediction, "accuracyScore")
  return Double(confusion.right.reduce(0, +)) / Double(confusion.total)
}

/// The mean over the classes of the share of a class's examples that are predicted right.
///
/// Matches scikit-learn's `balanced_accuracy_score`.
public func balancedAccuracyScore(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let confusion = Confusion(target, prediction, "balancedAccuracyScore")
  let shares = confusion.classes.indices.filter { confusion.actual[$0] > 0 }
    .map { Double(confusion.right[$0]) / Double(confusion.actual[$0]) }
  return NDArray(shares, shape: [shares.count]).mean()
}

/// Matthews' correlation between true and predicted classes: 1 is perfect, 0 is chance.
public func matthewsCorrelation(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let confusion = Confusion(target, prediction, "matthewsCorrelation")
  let total = Double(confusion.total)
  let right = Double(confusion.right.reduce(0, +))
  func product(_ a: [Int], _ b: [Int]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
  let covariance = right * total - product(confusion.actual, confusion.predicted)
  let spread = (total * total - product(confusion.predicted, confusion.predicted))
    * (total * total - product(confusion.actual, confusion.actual))
  return spread == 0 ? 0 : covariance / spread.squareRoot()
}

/// Cohen's kappa: how far the agreement goes beyond chance.
public func cohenKappaScore(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let confusion = Confusion(target, prediction, "cohenKappaScore")
  let total = Double(confusion.total)
  var (expected, observed) = (0.0, 0.0)
  for i in confusion.classes.indices {
    for j in confusion.classes.indices where i != j {
      expected += Double(confusion.predicted[i]) * Double(confusion.actual[j]) / total
      observed += Double(confusion.counts[i, j])
    }
  }
  return 1 - observed / expected
}

/// Examples counted by true and by predicted class.
struct Confusion {
  let classes: [String]
  let counts: IntArray

  /// How many examples of each class there are, are predicted, and are predicted right.
  let actual: [Int]
  let predicted: [Int]
  let right: [Int]
  let total: Int

  init(_ target: some TargetSource, _ prediction: some TargetSource, _ operation: String) {
    do {
      let truth = try target.targetValues()
      let guess = try prediction.targetValues()
      guard truth.values.shape.first == guess.values.shape.first else {
        fail(
          "\(operation): \(counted(truth.values.shape.first ?? 1, "target")) and \(counted(guess.values.shape.first ?? 1, "prediction")) do not fit")
      }
      guard truth.values.count > 0 else { fail("\(operation): there are no predictions to judge") }
      let rows: [Int]
      let columns: [Int]
      if let first = truth.names, let second = guess.names {
        classes = Set(first + second).sorted()
        let places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        rows = truth.values.elements.map { places[first[Int($0)]] ?? 0 }
        columns = guess.values.elements.map { places[second[Int($0)]] ?? 0 }
      } else {
        let (first, second) = (try classIntegers(truth, for: operation), try classIntegers(guess, for: operation))
        let values = Set(first + second).sorted()
        let names = truth.names ?? guess.names
        classes = values.map { value in
          if let names, names.indices.contains(value) { return names[value] }
          return "\(value)"
        }
        let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
        rows = first.map { places[$0] ?? 0 }
        columns = second.map { places[$0] ?? 0 }
      }
      let size = classes.count
      var table = [Int](repeating: 0, count: size * size)
      for (row, column) in zip(rows, columns) { table[row * size + column] += 1 }
      counts = IntArray(table, shape: [size, size])
      actual = (0..<size).map { row in (0..<size).reduce(0) { $0 + table[row * size + $1] } }
      predicted = (0..<size).map { column in (0..<size).reduce(0) { $0 + table[$1 * size + column] } }
      right = (0..<size).map { table[$0 * size + $0] }
      total = rows.count
    } catch {
      fail("\(error)")
    }
  }
}
