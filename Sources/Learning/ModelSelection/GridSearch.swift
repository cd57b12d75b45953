import Arrays

/// Tries all combinations of hyperparameters by cross-validation and keeps the best.
///
/// ```swift
/// let search = GridSearch(Ridge()) {
///   Vary(\.alpha, [0.01, 0.1, 1, 10])
/// }
/// let model = try search.fitted(to: x, y)
/// print(model.best, model.bestScore)
/// ```
///
/// Values of what is written last change fastest. Matches scikit-learn's `GridSearchCV`.
public struct GridSearch<Recipe: SupervisedEstimator>: Sendable, CustomStringConvertible {
  let search: HyperparameterSearch<Recipe>

  /// A search over all combinations.
  ///
  /// - Parameters:
  ///   - estimator: Whose hyperparameters are varied.
  ///   - folds: How examples are split; by default into 5 parts, stratified for classifiers.
  ///   - scoring: How predictions are judged; R² or the accuracy by default.
  ///   - progress: Called after each fit with the number of fits done and of all.
  ///   - variations: The hyperparameters and their values.
  public init(
    _ estimator: Recipe, folds: (any FoldMaker)? = nil, scoring: Scoring = .standard,
    progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil,
    @VariationBuilder<Recipe> _ variations: () -> [Vary<Recipe>]
  ) {
    search = HyperparameterSearch(
      name: "GridSearch", estimator: estimator, folds: folds, scoring: scoring, variations: variations(),
      progress: progress)
  }

  public var description: String { search.description }

  /// Tries the combinations, and learns from all examples with the best.
  ///
  /// - Throws: `LearningError` if there is nothing to try, or if the data cannot be split or learnt from.
  public func fitted(to features: some FeatureSource, _ target: some TargetSource) throws -> SearchOutcome<Recipe> {
    try search.run(Array(0..<search.combinations), features, target)
  }

  /// Tries the combinations on examples, and learns from all of them with the best.
  public func fitted<Features, Labels>(to examples: Examples<Features, Labels>) throws -> SearchOutcome<Recipe> {
    try fitted(to: examples.features, examples.target)
  }
}

/// Tries some combinations of hyperparameters, drawn at random, by cross-validation and keeps the best.
///
/// The same seed draws the combinations that scikit-learn's `RandomizedSearchCV` draws from lists, if hyperparameters
/// are written in the order of scikit-learn's names.
public struct RandomSearch<Recipe: SupervisedEstimator>: Sendable, CustomStringConvertible {
  let search: HyperparameterSearch<Recipe>
  let tries: Int
  let seed: Int

  /// A search over combinations drawn at random.
  ///
  /// - Parameters:
  ///   - estimator: Whose hyperparameters are varied.
  ///   - tries: How many combinations are tried, all if there are fewer; 10 by default.
  ///   - folds: How examples are split; by default into 5 parts, stratified for classifiers.
  ///   - scoring: How predictions are judged; R² or the accuracy by default.
  ///   - seed: What decides the draws; 0 if none is given.
  ///   - progress: Called after each fit with the number of fits done and of all.
  ///   - variations: The hyperparameters and their values.
  public init(
    _ estimator: Recipe, tries: Int = 10, folds: (any FoldMaker)? = nil, scoring: Scoring = .standard,
    seed: Int? = nil, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil,
    @VariationBuilder<Recipe> _ variations: () -> [Vary<Recipe>]
  ) {
    search = HyperparameterSearch(
      name: "RandomSearch", estimator: estimator, folds: folds, scoring: scoring, variations: variations(),
      progress: progress)
    self.tries = tries
    self.seed = seed ?? 0
  }

  public var description: String { search.description }

  /// Tries the combinations, and learns from all examples with the best.
  ///
  /// - Throws: `LearningError` if there is nothing to try, or if the data cannot be split or learnt from.
  public func fitted(to features: some FeatureSource, _ target: some TargetSource) throws -> SearchOutcome<Recipe> {
    try require(tries >= 1, "RandomSearch: tries at least one combination, and was to try \(tries)")
    var random = RandomState(seed: seed)
    let all = search.combinations
    return try search.run(random.drawWithoutReplacing(Swift.min(tries, all), of: all), features, target)
  }

  /// Tries the combinations on examples, and learns from all of them with the best.
  public func fitted<Features, Labels>(to examples: Examples<Features, Labels>) throws -> SearchOutcome<Recipe> {
    try fitted(to: examples.features, examples.target)
  }
}

/// What both searches do.
struct HyperparameterSearch<Recipe: SupervisedEstimator>: Sendable {
  let name: String
  let estimator: Recipe
  let folds: (any FoldMaker)?
  let scoring: Scoring
  let variations: [Vary<Recipe>]
  let progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?

  /// The search as it was written: `GridSearch(Ridge(), alpha: [0.1, 1.0])`.
  var description: String {
    let values = variations.map { variation in
      ", \(variation.name): [" + (0..<variation.count).map(variation.text).joined(separator: ", ") + "]"
    }
    return "\(name)(\(estimator)\(values.joined()))"
  }

  /// How many combinations there are.
  var combinations: Int { variations.reduce(1) { $0 * $1.count } }

  func run(
    _ places: [Int], _ features: some FeatureSource, _ target: some TargetSource
  ) throws -> SearchOutcome<Recipe> {
    try require(!variations.isEmpty && !places.isEmpty, "\(name): there are no hyperparameters to try")
    let (x, y) = try checkedPair(features, target, Recipe.estimatorName)
    let folds = try makeFolds(estimator, y, folds)
    var best: (recipe: Recipe, mean: Double)?
    var results: [SearchResult] = []
    for (number, place) in places.enumerated() {
      let (recipe, choices) = combination(place)
      var scores: [Double] = []
      for fold in folds {
        scores.append(try score(recipe, x, y, fold, scoring))
        progress?(number * folds.count + scores.count, places.count * folds.count)
      }
      let all = NDArray(scores, shape: [scores.count])
      results.append(
        SearchResult(choices: choices, scores: scores, mean: all.mean(), deviation: all.standardDeviation()))
      if best == nil || all.mean() > best?.mean ?? .infinity { best = (recipe, all.mean()) }
    }
    guard let best else { throw LearningError("\(name): there are no hyperparameters to try") }
    return SearchOutcome(
      best: best.recipe, bestScore: best.mean, model: try best.recipe.learn(x, y), results: results)
  }

  /// The estimator with one combination of values.
  private func combination(_ place: Int) -> (Recipe, [Hyperparameter]) {
    var recipe = estimator
    var choices: [Hyperparameter] = []
    var rest = place
    for variation in variations.reversed() {
      let value = rest % variation.count
      rest /= variation.count
      variation.apply(value, &recipe)
      choices.append(Hyperparameter(variation.name, text: variation.text(value)))
    }
    return (recipe, choices.reversed())
  }
}
