import Arrays

/// How predictions are judged when models are compared: the greater, the better.
public struct Scoring: Sendable {
  /// scikit-learn's name of the measure.
  public let name: String
  let score: @Sendable (_ model: any SupervisedModel, _ features: FeatureMatrix, _ target: Target) -> Double

  /// A measure from a function of the target and the predictions.
  ///
  /// - Parameters:
  ///   - name: What the measure is called.
  ///   - measure: The score of predictions, the greater the better.
  public init(_ name: String, _ measure: @escaping @Sendable (_ target: NDArray, _ prediction: NDArray) -> Double) {
    self.name = name
    score = { model, features, target in measure(target.values, model.predictedValues(features.values)) }
  }

  private init(name: String, score: @escaping @Sendable (any SupervisedModel, FeatureMatrix, Target) -> Double) {
    self.name = name
    self.score = score
  }

  /// The model's own score: R² of numbers, the accuracy of classes.
  public static let standard = Scoring(name: "score") { model, features, target in
    model.score(features.values, target.names.map { names in CodedTarget(target, names) } ?? CodedTarget(target, nil))
  }
  /// The coefficient of determination.
  public static let r2 = Scoring("r2") { r2Score($0, $1) }
  /// The share of classes predicted right.
  public static let accuracy = Scoring("accuracy") { accuracyScore($0, $1) }
  /// The mean over the classes of the share predicted right.
  public static let balancedAccuracy = Scoring("balanced_accuracy") { balancedAccuracyScore($0, $1) }
  /// The F1 score of the class 1.
  public static let f1 = Scoring("f1") { f1Score($0, $1) }
  /// The mean of the classes' F1 scores.
  public static let macroF1 = Scoring("f1_macro") { f1Score($0, $1, average: .macro) }
  /// Minus the mean squared error.
  public static let negativeMeanSquaredError = Scoring("neg_mean_squared_error") { -meanSquaredError($0, $1) }
  /// Minus the root of the mean squared error.
  public static let negativeRootMeanSquaredError = Scoring("neg_root_mean_squared_error") { -rootMeanSquaredError($0, $1) }
  /// Minus the mean absolute error.
  public static let negativeMeanAbsoluteError = Scoring("neg_mean_absolute_error") { -meanAbsoluteError($0, $1) }
}

/// A target that has been read already.
struct CodedTarget: TargetSource {
  let target: Target

  init(_ target: Target, _ names: [String]?) {
    self.target = Target(target.values, names: names)
  }

  var exampleCount: Int { target.values.shape[0] }
  func examples(at rows: [Int]) -> CodedTarget { CodedTarget(target.rows(rows), target.names) }
  func targetValues() throws -> Target { target }
}

extension Target {
  /// The rows at these places.
  func rows(_ rows: [Int]) -> Target { Target(values.examples(at: rows), names: names) }
}

extension FeatureMatrix {
  /// The rows at these places.
  func rows(_ rows: [Int]) -> FeatureMatrix { FeatureMatrix(values.examples(at: rows), names: names) }
}
