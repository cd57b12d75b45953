import Arrays

/// The coefficient of determination R²: the share of the target's variance that predictions explain.
///
/// R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)², at best 1; 0 is what always predicting the mean gets. Of several targets the mean
/// over these. A constant target gives 1 if predicted exactly, and else 0. Matches scikit-learn's `r2_score`.
public func r2Score(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let (truth, guess) = pair(target, prediction, "r2Score")
  let errors = truth - guess
  let deviations = truth - truth.mean(axis: 0)
  return meanOfShares((errors * errors).sum(axis: 0), of: (deviations * deviations).sum(axis: 0))
}

/// The explained variance: 1 − Var(y − ŷ) / Var(y); unlike R², it does not see a constant error.
///
/// Matches scikit-learn's `explained_variance_score`.
public func explainedVarianceScore(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let (truth, guess) = pair(target, prediction, "explainedVarianceScore")
  return meanOfShares((truth - guess).variance(axis: 0), of: truth.variance(axis: 0))
}

/// The mean squared error Σ(y − ŷ)² / n.
public func meanSquaredError(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let (truth, guess) = pair(target, prediction, "meanSquaredError")
  let errors = truth - guess
  return (errors * errors).mean(axis: 0).mean()
}

/// The square root of the mean squared error, in the target's units; of several targets the mean over these.
public func rootMeanSquaredError(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let (truth, guess) = pair(target, prediction, "rootMeanSquaredError")
  let errors = truth - guess
  return sqrt((errors * errors).mean(axis: 0)).mean()
}

/// The mean absolute error Σ|y − ŷ| / n.
public func meanAbsoluteError(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let (truth, guess) = pair(target, prediction, "meanAbsoluteError")
  return abs(truth - guess).mean(axis: 0).mean()
}

/// The mean of |y − ŷ| / |y|, where |y| is at least 2.2e-16: 1 is 100 %.
public func meanAbsolutePercentageError(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let (truth, guess) = pair(target, prediction, "meanAbsolutePercentageError")
  return (abs(guess - truth) / maximum(abs(truth), Double.ulpOfOne)).mean(axis: 0).mean()
}

/// The median of |y − ŷ|.
public func medianAbsoluteError(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let (truth, guess) = pair(target, prediction, "medianAbsoluteError")
  return abs(truth - guess).median(axis: 0).mean()
}

/// The greatest |y − ŷ|.
public func maxError(_ target: some TargetSource, _ prediction: some TargetSource) -> Double {
  let (truth, guess) = pair(target, prediction, "maxError")
  return abs(truth - guess).max()
}

/// Truth and prediction as matrices of one shape.
private func pair(
  _ target: some TargetSource, _ prediction: some TargetSource, _ operation: String
) -> (NDArray, NDArray) {
  do {
    let truth = try checked(target, count: target.exampleCount, for: operation).values
    let guess = try checked(prediction, count: prediction.exampleCount, for: operation).values
    let (a, b) = (truth.rank == 1 ? truth.expanded(axis: 1) : truth, guess.rank == 1 ? guess.expanded(axis: 1) : guess)
    guard a.shape == b.shape else {
      fail("\(operation): a target of shape \(describe(shape: truth.shape)) and predictions of shape \(describe(shape: guess.shape)) do not fit")
    }
    guard a.count > 0 else { fail("\(operation): there are no predictions to judge") }
    return (a, b)
  } catch {
    fail("\(error)")
  }
}

/// The mean over the targets of 1 − error / total, where 0 / 0 is no error and anything else / 0 is all.
private func meanOfShares(_ errors: NDArray, of totals: NDArray) -> Double {
  let scores = zip(errors.elements, totals.elements).map { error, total in
    error == 0 ? 1.0 : total == 0 ? 0.0 : 1 - error / total
  }
  return NDArray(scores, shape: [scores.count]).mean()
}
