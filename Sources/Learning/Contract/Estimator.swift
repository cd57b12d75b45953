import Arrays

/// An algorithm with its hyperparameters: a recipe that learns nothing until it is fitted.
///
/// Fitting leaves the recipe as it is and returns a model, so that predicting before fitting does not compile:
///
/// ```swift
/// let model = try Ridge(alpha: 10).fitted(to: x, y)
/// model.predict(x)
/// model.score(x, y)
/// ```
///
/// The hyperparameters are the initialiser's arguments, with scikit-learn's defaults. An estimator prints as
/// scikit-learn prints it: `Ridge(alpha=10.0)`.
public protocol Estimator: Sendable, CustomStringConvertible {
  /// scikit-learn's name of the algorithm.
  static var estimatorName: String { get }
  /// The choices, in the order in which they are printed.
  var hyperparameters: [Hyperparameter] { get }
}

extension Estimator {
  public static var estimatorName: String { "\(Self.self)" }
  public var description: String { estimatorText(Self.estimatorName, hyperparameters) }
}

/// An estimator that learns a target from features.
public protocol SupervisedEstimator<Model>: Estimator {
  /// What fitting gives.
  associatedtype Model: SupervisedModel
  /// Learns from features and a target that have been checked: as many of one as of the other, no NaN among them.
  ///
  /// Call `fitted(to:)`, which checks.
  func learn(_ features: FeatureMatrix, _ target: Target) throws -> Model
}

extension SupervisedEstimator {
  /// Learns the target from the features.
  ///
  /// - Throws: `LearningError`, in one sentence, if the data cannot be learnt from: no rows, NaN or infinite values,
  ///   another number of targets than of examples, texts among the features.
  public func fitted(to features: some FeatureSource, _ target: some TargetSource) throws -> Model {
    let name = Self.estimatorName
    let features = try checked(features, for: name)
    return try learn(features, try checked(target, count: features.values.shape[0], for: name))
  }

  /// Learns from examples: features together with their target.
  public func fitted<Features, Labels>(to examples: Examples<Features, Labels>) throws -> Model {
    try fitted(to: examples.features, examples.target)
  }
}

/// An estimator that predicts numbers.
public protocol Regressor<Model>: SupervisedEstimator where Model: RegressionModel {}

/// An estimator that predicts classes.
public protocol Classifier<Model>: SupervisedEstimator where Model: ClassificationModel {}

/// An estimator that learns from features alone.
public protocol UnsupervisedEstimator<Model>: Estimator {
  /// What fitting gives.
  associatedtype Model: FittedModel
  /// Learns from features that have been checked.
  ///
  /// Call `fitted(to:)`, which checks.
  func learn(_ features: FeatureMatrix) throws -> Model
}

extension UnsupervisedEstimator {
  /// Learns from the features.
  ///
  /// - Throws: `LearningError`, in one sentence, if the data cannot be learnt from.
  public func fitted(to features: some FeatureSource) throws -> Model {
    try learn(try checked(features, for: Self.estimatorName))
  }
}

/// An estimator whose model makes new features of features: a scaler, a projection.
public protocol Transformer<Model>: UnsupervisedEstimator where Model: TransformModel {}

extension Transformer {
  /// Learns from the features and transforms them.
  public func fittedTransform(_ features: some FeatureSource) throws -> NDArray {
    try fitted(to: features).transform(features)
  }
}
