import Arrays

/// Transformers and an estimator in a row, fitted and used as one.
///
/// ```swift
/// let model = try Pipeline {
///   StandardScaler()
///   Ridge(alpha: 0.001)
/// }.fitted(to: x, y)
/// model.score(x, y)
/// ```
///
/// Each transformer learns from what the one before gives, and the estimator from what the last gives. Prints as
/// scikit-learn's `make_pipeline` prints.
public struct Pipeline<Final: SupervisedEstimator>: SupervisedEstimator {
  /// The transformers, in order.
  public let transformers: [any Transformer]
  /// The estimator at the end.
  public var final: Final

  init(transformers: [any Transformer], final: Final) {
    self.transformers = transformers
    self.final = final
  }

  /// Transformers and an estimator, one a line.
  public init(@PipelineBuilder _ steps: () -> Pipeline<Final>) {
    self = steps()
  }

  public static var estimatorName: String { "Pipeline" }

  public var hyperparameters: [Hyperparameter] {
    [Hyperparameter("steps", text: stepsText(transformers + [final]))]
  }

  public func learn(_ features: FeatureMatrix, _ target: Target) throws -> Model {
    var current = features
    var models: [any TransformModel] = []
    for transformer in transformers {
      let model: any TransformModel = try transformer.learn(current)
      current = FeatureMatrix(model.transformed(current.values), names: model.outputNames)
      models.append(model)
    }
    return Model(
      transformers: models, final: try final.learn(current, target), schema: FeatureSchema(features),
      description: description)
  }

  /// A fitted pipeline.
  public struct Model: SupervisedModel {
    /// What the transformers learnt.
    public let transformers: [any TransformModel]
    /// What the estimator at the end learnt.
    public let final: Final.Model
    public let schema: FeatureSchema
    public let description: String

    /// The features as the estimator at the end sees them.
    func transformed(_ features: NDArray) -> NDArray {
      transformers.reduce(features) { $1.transformed($0) }
    }

    public func predictedValues(_ features: NDArray) -> NDArray { final.predictedValues(transformed(features)) }

    /// How good the predictions are: the score of the estimator at the end.
    public func score(_ features: some FeatureSource, _ target: some TargetSource) -> Double {
      final.score(transformed(matrix(features, for: "score")), target)
    }
  }
}

extension Pipeline: Regressor where Final: Regressor {}
extension Pipeline: Classifier where Final: Classifier {}
extension Pipeline.Model: RegressionModel where Final.Model: RegressionModel {}
extension Pipeline.Model: ClassificationModel where Final.Model: ClassificationModel {
  public var classes: Classes { final.classes }
  public func predictedPlaces(_ features: NDArray) -> [Int] { final.predictedPlaces(transformed(features)) }
}
extension Pipeline.Model: ProbabilisticModel where Final.Model: ProbabilisticModel {
  public func classProbabilities(_ features: NDArray) -> NDArray { final.classProbabilities(transformed(features)) }
}

/// Puts transformers and an estimator in a row.
@resultBuilder
public enum PipelineBuilder {
  /// Transformers without an estimator yet.
  public struct Steps {
    var transformers: [any Transformer]
  }

  public static func buildPartialBlock(first: some Transformer) -> Steps { Steps(transformers: [first]) }

  public static func buildPartialBlock<Final: SupervisedEstimator>(first: Final) -> Pipeline<Final> {
    Pipeline(transformers: [], final: first)
  }

  public static func buildPartialBlock(accumulated: Steps, next: some Transformer) -> Steps {
    Steps(transformers: accumulated.transformers + [next])
  }

  public static func buildPartialBlock<Final: SupervisedEstimator>(
    accumulated: Steps, next: Final
  ) -> Pipeline<Final> {
    Pipeline(transformers: accumulated.transformers, final: next)
  }
}

/// The steps as a list of pairs of a name and an estimator: the name is the estimator's in small letters, numbered if
/// there are several of one kind. Lines but the first start where the pipeline's parameters do.
private func stepsText(_ steps: [any Estimator]) -> String {
  let kinds = steps.map { type(of: $0).estimatorName.lowercased() }
  var seen: [String: Int] = [:]
  var whole: [String: String] = [:]
  let items = zip(steps, kinds).map { step, kind in
    var name = kind
    if kinds.count(where: { $0 == kind }) > 1 {
      seen[kind, default: 0] += 1
      name += "-\(seen[kind] ?? 1)"
    }
    let item = "('\(name)', \(step))"
    // Where a pair is too long for a line, the estimator stands in the next, one column in.
    let text = estimatorText(type(of: step).estimatorName, step.hyperparameters, column: 17, allowance: 4)
    whole[item] = "('\(name)',\n" + String(repeating: " ", count: 17) + text + ")"
    return item
  }
  let line = "[\(items.joined(separator: ", "))]"
  if !line.contains("\n") && "Pipeline(steps=)".count + line.count <= 80 { return line }
  let text = packed(items, indent: 16, allowance: 2) { whole[$0] ?? $0 }
  let lines = "[\(text)]".split(separator: "\n", omittingEmptySubsequences: false)
  return lines.enumerated().map { $0 == 0 ? String($1) : String($1.dropFirst(9)) }.joined(separator: "\n")
}
