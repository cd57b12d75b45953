import Arrays

/// What fitting gives: the learned state, ready to be used.
///
/// A model prints as the estimator that it was fitted by.
public protocol FittedModel: Sendable, CustomStringConvertible {
  /// The features that the model was fitted to: how many, and their names.
  var schema: FeatureSchema { get }
}

/// How many features a model was fitted to, and how they were called.
public struct FeatureSchema: Sendable, Hashable, Codable {
  /// The number of features.
  public let count: Int
  /// The names of the features, if it was fitted to a data frame.
  public let names: [String]?

  /// The schema of a matrix.
  public init(_ features: FeatureMatrix) {
    count = features.values.shape[1]
    names = features.names
  }

  /// A schema from its parts.
  public init(count: Int, names: [String]?) {
    self.count = count
    self.names = names
  }
}

extension FittedModel {
  /// The matrix of features to predict from; traps, in one sentence, if the model cannot take them.
  package func matrix(_ features: some FeatureSource, for operation: String) -> NDArray {
    do {
      let matrix = try checked(features, for: operation)
      guard matrix.values.shape[1] == schema.count else {
        fail(
          "\(operation): the model was fitted to \(counted(schema.count, "feature")), and an array of shape \(describe(shape: matrix.values.shape)) has \(matrix.values.shape[1])")
      }
      if let expected = schema.names, let names = matrix.names, names != expected,
        let place = names.indices.first(where: { names[$0] != expected[$0] })
      {
        fail("\(operation): the model was fitted to \"\(expected[place])\" where these features have \"\(names[place])\"")
      }
      return matrix.values
    } catch {
      fail("\(error)")
    }
  }
}

/// A model that predicts a target.
public protocol SupervisedModel: FittedModel {
  /// Predictions as numbers, for features that have been checked.
  func predictedValues(_ features: NDArray) -> NDArray
  /// How good the predictions for the features are: R² for numbers, the accuracy for classes.
  func score(_ features: some FeatureSource, _ target: some TargetSource) -> Double
}

extension SupervisedModel {
  /// How good the predictions for the examples are: R² for numbers, the accuracy for classes.
  public func score<Features, Labels>(_ examples: Examples<Features, Labels>) -> Double {
    score(examples.features, examples.target)
  }
}

/// A model that predicts numbers.
public protocol RegressionModel: SupervisedModel {}

extension RegressionModel {
  /// A number for each example, or a row of numbers if the model was fitted to such.
  ///
  /// Traps if the features are not those that the model was fitted to, or not finite.
  public func predict(_ features: some FeatureSource) -> NDArray {
    predictedValues(matrix(features, for: "predict"))
  }

  /// The coefficient of determination R² of the predictions, at best 1: see `r2Score`.
  public func score(_ features: some FeatureSource, _ target: some TargetSource) -> Double {
    r2Score(target, predict(features))
  }
}

/// A model that predicts classes.
public protocol ClassificationModel: SupervisedModel {
  /// The classes that the model knows, in ascending order.
  var classes: Classes { get }
  /// The place of the predicted class among `classes`, for features that have been checked.
  func predictedPlaces(_ features: NDArray) -> [Int]
}

/// A classification model that says how likely each class is.
public protocol ProbabilisticModel: ClassificationModel {
  /// The probability of each class, a row for each example, for features that have been checked.
  func classProbabilities(_ features: NDArray) -> NDArray
}

extension ClassificationModel {
  public func predictedValues(_ features: NDArray) -> NDArray {
    let places = predictedPlaces(features)
    let values = classes.values.map(Double.init)
    return NDArray(shape: [places.count]) { (buffer: UnsafeMutableBufferPointer<Double>) in
      values.withUnsafeBufferPointer { values in
        for (row, place) in places.enumerated() { buffer[row] = values[place] }
      }
    }
  }

  /// The class of each example; for classes with names the number of the name.
  ///
  /// Traps if the features are not those that the model was fitted to, or not finite.
  public func predict(_ features: some FeatureSource) -> IntArray {
    let places = predictedPlaces(matrix(features, for: "predict"))
    return IntArray(places.map { classes.values[$0] }, shape: [places.count])
  }

  /// The name of the class of each example.
  public func predictNames(_ features: some FeatureSource) -> [String] {
    predictedPlaces(matrix(features, for: "predictNames")).map { classes.name(at: $0) }
  }

  /// The accuracy: the share of the examples whose class is predicted right.
  public func score(_ features: some FeatureSource, _ target: some TargetSource) -> Double {
    let places = predictedPlaces(matrix(features, for: "score"))
    let truth = classes.places(of: target, operation: "score")
    guard truth.count == places.count else {
      fail("score: \(counted(places.count, "example")) and \(counted(truth.count, "target")) do not fit")
    }
    var right = 0
    for (one, other) in zip(places, truth) where one == other { right += 1 }
    return Double(right) / Double(truth.count)
  }
}

extension ProbabilisticModel {
  /// The probability of each class: a row for each example, a column for each of `classes`.
  ///
  /// scikit-learn's `predict_proba`.
  public func predictProbabilities(_ features: some FeatureSource) -> NDArray {
    classProbabilities(matrix(features, for: "predictProbabilities"))
  }

  public func predictedPlaces(_ features: NDArray) -> [Int] {
    greatestPlaces(classProbabilities(features))
  }
}

/// The column of the greatest number of each row; the first of equal ones.
package func greatestPlaces(_ matrix: NDArray) -> [Int] {
  let width = matrix.shape[1]
  return matrix.withUnsafeElements { numbers in
    (0..<matrix.shape[0]).map { row in
      var best = 0
      for column in 1..<max(width, 1) where numbers[row * width + column] > numbers[row * width + best] { best = column }
      return best
    }
  }
}

/// A model that makes new features of features.
public protocol TransformModel: FittedModel {
  /// New features, for features that have been checked.
  func transformed(_ features: NDArray) -> NDArray
  /// The names of the new features; `nil` if the model has none to give.
  var outputNames: [String]? { get }
}

extension TransformModel {
  public var outputNames: [String]? { nil }

  /// New features for the features.
  ///
  /// Traps if the features are not those that the model was fitted to, or not finite.
  public func transform(_ features: some FeatureSource) -> NDArray {
    transformed(matrix(features, for: "transform"))
  }
}
