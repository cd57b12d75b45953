import Arrays

/// How the scores of several classes become one number.
public enum Averaging: Sendable, Hashable {
  /// The score of one class: of the class 1, the positive one, unless another is named.
  case binary(positive: Int = 1)
  /// Over all examples together.
  case micro
  /// The mean of the classes' scores.
  case macro
  /// The mean of the classes' scores, weighted by how often each class occurs.
  case weighted
}

/// Precision: of the examples predicted as a class, the share that is of it; 0 if none is predicted so.
///
/// - Parameter average: How several classes become one number; the class 1 alone by default.
public func precisionScore(
  _ target: some TargetSource, _ prediction: some TargetSource, average: Averaging = .binary()
) -> Double {
  ClassScores(Confusion(target, prediction, "precisionScore")).average(average, "precisionScore").precision
}

/// Recall: of the examples of a class, the share that is predicted so; 0 if there are none.
///
/// - Parameter average: How several classes become one number; the class 1 alone by default.
public func recallScore(
  _ target: some TargetSource, _ prediction: some TargetSource, average: Averaging = .binary()
) -> Double {
  ClassScores(Confusion(target, prediction, "recallScore")).average(average, "recallScore").recall
}

/// The harmonic mean of precision and recall.
///
/// - Parameter average: How several classes become one number; the class 1 alone by default.
public func f1Score(
  _ target: some TargetSource, _ prediction: some TargetSource, average: Averaging = .binary()
) -> Double {
  ClassScores(Confusion(target, prediction, "f1Score")).average(average, "f1Score").f1
}

/// Precision, recall, F1 and number of examples of each class as a table of text.
///
/// Matches scikit-learn's `classification_report`.
///
/// - Parameters:
///   - names: What the classes are called; as in the target by default.
///   - digits: How many decimals are printed; 2 by default.
public func classificationReport(
  _ target: some TargetSource, _ prediction: some TargetSource, names: [String]? = nil, digits: Int = 2
) -> String {
  let confusion = Confusion(target, prediction, "classificationReport")
  let names = names ?? confusion.classes
  guard names.count == confusion.classes.count else {
    fail("classificationReport: \(counted(names.count, "name")) do not fit \(counted(confusion.classes.count, "class")) ")
  }
  let scores = ClassScores(confusion)
  let width = max(names.map(\.count).max() ?? 0, "weighted avg".count, digits)
  func row(_ name: String, _ cells: [String]) -> String {
    padded(name, width) + " " + cells.map { " " + padded($0, 9) }.joined() + "\n"
  }
  func cells(_ score: ClassScores.Score, _ support: Int) -> [String] {
    [score.precision, score.recall, score.f1].map { fixed($0, decimals: digits) } + ["\(support)"]
  }
  var report = row("", ["precision", "recall", "f1-score", "support"]) + "\n"
  for (place, name) in names.enumerated() { report += row(name, cells(scores.scores[place], confusion.actual[place])) }
  report += "\n"
  report += row("accuracy", ["", "", fixed(scores.micro.f1, decimals: digits), "\(confusion.total)"])
  report += row("macro avg", cells(scores.macro, confusion.total))
  report += row("weighted avg", cells(scores.weighted, confusion.total))
  return report
}

private func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

/// Precision, recall and F1 of each class.
private struct ClassScores {
  struct Score {
    var precision: Double
    var recall: Double
    var f1: Double

    init(precision: Double, recall: Double, f1: Double) {
      self.precision = precision
      self.recall = recall
      self.f1 = f1
    }

    init(right: Int, predicted: Int, actual: Int) {
      precision = predicted == 0 ? 0 : Double(right) / Double(predicted)
      recall = actual == 0 ? 0 : Double(right) / Double(actual)
      f1 = predicted + actual == 0 ? 0 : 2 * Double(right) / Double(predicted + actual)
    }
  }

  let confusion: Confusion
  let scores: [Score]

  init(_ confusion: Confusion) {
    self.confusion = confusion
    scores = confusion.classes.indices.map {
      Score(right: confusion.right[$0], predicted: confusion.predicted[$0], actual: confusion.actual[$0])
    }
  }

  var micro: Score {
    Score(right: confusion.right.reduce(0, +), predicted: confusion.total, actual: confusion.total)
  }

  var macro: Score { mean(weights: [Int](repeating: 1, count: scores.count)) }
  var weighted: Score { mean(weights: confusion.actual) }

  private func mean(weights: [Int]) -> Score {
    let total = Double(weights.reduce(0, +))
    func mean(_ value: (Score) -> Double) -> Double {
      zip(scores, weights).reduce(0) { $0 + value($1.0) * Double($1.1) } / total
    }
    return Score(precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1))
  }

  func average(_ averaging: Averaging, _ operation: String) -> Score {
    switch averaging {
    case .micro: return micro
    case .macro: return macro
    case .weighted: return weighted
    case .binary(let positive):
      guard confusion.classes.count <= 2 else {
        fail("\(operation): there are \(confusion.classes.count) classes: choose average: .macro, .micro or .weighted")
      }
      guard let place = confusion.classes.firstIndex(of: "\(positive)") else {
        return Score(precision: 0, recall: 0, f1: 0)
      }
      return scores[place]
    }
  }
}
