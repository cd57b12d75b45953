import Arrays

/// Logistic regression: classes whose log-odds are linear in the features.
///
/// With two classes p(1|x) = 1 / (1 + e^−(w·x + b)); with more, the probabilities are the softmax of one linear
/// function for each class. Minimises the mean of −log p(true class) plus ‖w‖² / (2cn).
///
/// ```swift
/// let model = try LogisticRegression().fitted(to: x, classes)
/// model.predictProbabilities(x)
/// ```
///
/// Stops where scikit-learn's `LogisticRegression` stops (L-BFGS-B), and so has its coefficients.
public struct LogisticRegression: Classifier {
  /// The inverse of the strength of the penalty on weights; infinite for none.
  public var c: Double
  /// Whether an intercept is fitted.
  public var fitsIntercept: Bool
  /// The greatest number of steps.
  public var maxIterations: Int
  /// Stops when no part of the gradient is greater.
  public var tolerance: Double

  /// Logistic regression.
  ///
  /// - Parameters:
  ///   - c: The inverse of the strength of the penalty on weights, above 0; 1 by default, infinite for none.
  ///   - fitsIntercept: Whether an intercept is fitted; true by default.
  ///   - maxIterations: The greatest number of steps; 100 by default.
  ///   - tolerance: Stops when no part of the gradient is greater; 1e-4 by default.
  public init(c: Double = 1, fitsIntercept: Bool = true, maxIterations: Int = 100, tolerance: Double = 1e-4) {
    self.c = c
    self.fitsIntercept = fitsIntercept
    self.maxIterations = maxIterations
    self.tolerance = tolerance
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("C", c, default: 1),
      Hyperparameter("fit_intercept", fitsIntercept, default: true),
      Hyperparameter("max_iter", maxIterations, default: 100),
      Hyperparameter("tol", tolerance, default: 1e-4),
    ]
  }

  public func learn(_ features: FeatureMatrix, _ target: Target) throws -> Model {
    try require(c > 0, "LogisticRegression: c is above 0, and this one is \(c)")
    try require(tolerance >= 0, "LogisticRegression: the tolerance is at least 0, and this one is \(tolerance)")
    let (classes, places) = try Classes.of(target, for: Self.estimatorName, minimum: 2)
    let x = features.values
    let loss = LogisticLoss(
      x, places: places, classCount: classes.count, hasIntercept: fitsIntercept, penalty: 1 / (c * Double(x.shape[0])))
    var minimizer = BoundedMinimizer()
    minimizer.maxIterations = maxIterations
    minimizer.gradientTolerance = tolerance
    minimizer.valueTolerance = 64 * Double.ulpOfOne
    let outcome = minimizer.minimize(from: [Double](repeating: 0, count: loss.parameterCount), loss.evaluate)
    let (width, outputs) = (x.shape[1], loss.outputs)
    let weights = NDArray(Array(outcome.point[..<(width * outputs)]), shape: [width, outputs]).T.copied()
    let intercepts = fitsIntercept
      ? NDArray(Array(outcome.point[(width * outputs)...]), shape: [outputs]) : NDArray.zeros(outputs)
    return Model(
      coefficients: weights, intercepts: intercepts, iterations: outcome.iterations, converged: outcome.converged,
      classes: classes, schema: FeatureSchema(features), description: description)
  }

  /// The learned weights.
  public struct Model: ProbabilisticModel, Codable {
    /// The weights: one row with two classes (of the greater one), else a row for each class.
    ///
    /// scikit-learn's `coef_`.
    public let coefficients: NDArray
    /// The intercepts, one for each row of weights.
    public let intercepts: NDArray
    /// How many steps were taken.
    public let iterations: Int
    /// Whether the search ended at a minimum; false if the steps were used up.
    public let converged: Bool
    public let classes: Classes
    public let schema: FeatureSchema
    public let description: String

    func scores(_ features: NDArray) -> NDArray { features.matmul(coefficients.T) + intercepts }

    /// How far on the side of each class the examples are: w·x + b, one number each with two classes.
    ///
    /// scikit-learn's `decision_function`.
    public func decisionScores(_ features: some FeatureSource) -> NDArray {
      let scores = scores(matrix(features, for: "decisionScores"))
      return scores.shape[1] == 1 ? scores.reshaped(scores.count) : scores
    }

    public func classProbabilities(_ features: NDArray) -> NDArray {
      let scores = scores(features)
      guard classes.count == 2 else { return softmax(scores) }
      let positive = scores.map { logistic($0) }
      return concatenate([1 - positive, positive], axis: 1)
    }

    public func predictedPlaces(_ features: NDArray) -> [Int] {
      guard classes.count == 2 else { return greatestPlaces(scores(features)) }
      // A sum is above 0 exactly where one part is above minus the other.
      let limit = -intercepts.elements[0]
      return features.matmul(coefficients.T).withUnsafeElements { scores in scores.map { $0 > limit ? 1 : 0 } }
    }
  }
}
