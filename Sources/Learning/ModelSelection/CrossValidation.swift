import Arrays

/// The score on each fold of an estimator that learnt from the other folds.
///
/// ```swift
/// let scores = try crossValidationScores(Ridge(), x, y)
/// print(scores.mean(), scores.standardDeviation())
/// ```
///
/// Matches scikit-learn's `cross_val_score`.
///
/// - Parameters:
///   - estimator: What learns anew for each fold.
///   - folds: How examples are split; by default into 5 parts, stratified for classifiers.
///   - scoring: How predictions are judged; R² or the accuracy by default.
/// - Throws: `LearningError` if the data cannot be split or learnt from.
public func crossValidationScores<Recipe: SupervisedEstimator>(
  _ estimator: Recipe, _ features: some FeatureSource, _ target: some TargetSource, folds: (any FoldMaker)? = nil,
  scoring: Scoring = .standard
) throws -> NDArray {
  let (x, y) = try checkedPair(features, target, Recipe.estimatorName)
  let scores = try makeFolds(estimator, y, folds).map { try score(estimator, x, y, $0, scoring) }
  return NDArray(scores, shape: [scores.count])
}

/// The prediction for each example by an estimator that learnt from the folds without it.
///
/// Matches scikit-learn's `cross_val_predict`. Classes are given as numbers.
///
/// - Parameters:
///   - estimator: What learns anew for each fold.
///   - folds: How examples are split, each into one testing part; by default 5 parts, stratified for classifiers.
public func crossValidationPredictions<Recipe: SupervisedEstimator>(
  _ estimator: Recipe, _ features: some FeatureSource, _ target: some TargetSource, folds: (any FoldMaker)? = nil
) throws -> NDArray {
  let (x, y) = try checkedPair(features, target, Recipe.estimatorName)
  let folds = try makeFolds(estimator, y, folds)
  let order = folds.flatMap(\.test)
  try require(
    order.sorted() == Array(0..<x.values.shape[0]),
    "crossValidationPredictions: each example must be in the testing part of exactly one fold")
  let predictions = try folds.map { fold in
    try estimator.learn(x.rows(fold.train), y.rows(fold.train)).predictedValues(x.rows(fold.test).values)
  }
  var places = [Int](repeating: 0, count: order.count)
  for (place, row) in order.enumerated() { places[row] = place }
  return concatenate(predictions, axis: 0).examples(at: places)
}

/// Features and target, checked together.
func checkedPair(
  _ features: some FeatureSource, _ target: some TargetSource, _ name: String
) throws -> (FeatureMatrix, Target) {
  let x = try checked(features, for: name)
  return (x, try checked(target, count: x.values.shape[0], for: name))
}

/// The folds: those asked for, or 5, stratified for classifiers.
func makeFolds(_ estimator: some SupervisedEstimator, _ target: Target, _ maker: (any FoldMaker)?) throws -> [Fold] {
  if let maker { return try maker.folds(of: target) }
  if estimator is any Classifier { return try StratifiedKFold().folds(of: target) }
  return try KFold().folds(of: target)
}

/// The score on one fold.
func score(
  _ estimator: some SupervisedEstimator, _ x: FeatureMatrix, _ y: Target, _ fold: Fold, _ scoring: Scoring
) throws -> Double {
  let model = try estimator.learn(x.rows(fold.train), y.rows(fold.train))
  return scoring.score(model, x.rows(fold.test), y.rows(fold.test))
}
