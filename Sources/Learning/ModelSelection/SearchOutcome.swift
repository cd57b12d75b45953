import Arrays
import DataFrames

/// What a search found.
///
/// Prints as the table of the combinations and how they did.
public struct SearchOutcome<Recipe: SupervisedEstimator>: Sendable, CustomStringConvertible {
  /// The estimator with the best hyperparameters.
  public let best: Recipe
  /// The mean score of the best hyperparameters.
  public let bestScore: Double
  /// What the best estimator learnt from all examples.
  public let model: Recipe.Model
  /// How each combination did, in the order in which they were tried.
  public let results: [SearchResult]

  /// The place of each combination when sorted by score, the best first, 1: scikit-learn's `rank_test_score`.
  public var ranks: [Int] {
    results.map { result in 1 + results.count { $0.mean > result.mean } }
  }

  /// How each combination did, as a table: a row for each, with a column for each hyperparameter, the mean of the
  /// scores, their deviation, and the rank.
  ///
  /// What `pd.DataFrame(search.cv_results_)` shows in Python.
  public var table: DataFrame {
    var columns: [Series] = []
    for (place, choice) in (results.first?.choices ?? []).enumerated() {
      let texts = results.map { $0.choices[place].text }
      let (integers, numbers) = (texts.compactMap { Int($0) }, texts.compactMap { Double($0) })
      if integers.count == texts.count {
        columns.append(Series(integers, name: choice.name))
      } else if numbers.count == texts.count {
        columns.append(Series(numbers, name: choice.name))
      } else {
        columns.append(Series(texts, name: choice.name))
      }
    }
    return DataFrame(
      columns + [
        Series(results.map(\.mean), name: "mean"), Series(results.map(\.deviation), name: "deviation"),
        Series(ranks, name: "rank"),
      ])
  }

  public var description: String { "\(table)" }
}
