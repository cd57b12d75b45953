import Arrays
import DataFrames

extension LinearModel: SavableModel {}
extension LogisticRegression.Model: SavableModel {}
extension PolynomialFeatures.Model: SavableModel {}
extension StandardScaler.Model: SavableModel {}
extension MinMaxScaler.Model: SavableModel {}
extension LabelEncoder.Model: SavableModel {}
extension DecisionTreeClassifier.Model: SavableModel {}
extension DecisionTreeRegressor.Model: SavableModel {}
extension RandomForestClassifier.Model: SavableModel {}
extension RandomForestRegressor.Model: SavableModel {}
extension KMeans.Model: SavableModel {}
extension GaussianMixture.Model: SavableModel {}
extension PCA.Model: SavableModel {}

extension KernelRidge.Model: SavableModel {
  private enum Part: String, CodingKey { case dualCoefficients, examples, kernel, schema, description }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(dualCoefficients, forKey: .dualCoefficients)
    try container.encode(examples, forKey: .examples)
    try container.encode(try SavedPairwiseKernel(kernel), forKey: .kernel)
    try container.encode(schema, forKey: .schema)
    try container.encode(description, forKey: .description)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    self.init(
      dualCoefficients: try container.decode(NDArray.self, forKey: .dualCoefficients),
      examples: try container.decode(NDArray.self, forKey: .examples),
      kernel: try container.decode(SavedPairwiseKernel.self, forKey: .kernel).pairwise(),
      schema: try container.decode(FeatureSchema.self, forKey: .schema),
      description: try container.decode(String.self, forKey: .description))
  }
}

extension GaussianProcessRegressor.Model: SavableModel {
  private enum Part: String, CodingKey {
    case kernel, likelihood, examples, targets, alpha, lower, weights, means, spread, hasOneTarget, schema, description
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(try SavedKernel(kernel), forKey: .kernel)
    try container.encode(logMarginalLikelihood, forKey: .likelihood)
    try container.encode(likelihood.examples, forKey: .examples)
    try container.encode(likelihood.targets, forKey: .targets)
    try container.encode(likelihood.alpha, forKey: .alpha)
    try container.encode(factor.lower, forKey: .lower)
    try container.encode(weights, forKey: .weights)
    try container.encode(targetMeans, forKey: .means)
    try container.encode(targetSpread, forKey: .spread)
    try container.encode(hasOneTarget, forKey: .hasOneTarget)
    try container.encode(schema, forKey: .schema)
    try container.encode(description, forKey: .description)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    self.init(
      kernel: try container.decode(SavedKernel.self, forKey: .kernel).kernel(),
      logMarginalLikelihood: try container.decode(Double.self, forKey: .likelihood),
      likelihood: MarginalLikelihood(
        try container.decode(NDArray.self, forKey: .examples), try container.decode(NDArray.self, forKey: .targets),
        alpha: try container.decode(Double.self, forKey: .alpha)),
      factor: CholeskyFactor(lower: try container.decode(NDArray.self, forKey: .lower)),
      weights: try container.decode(NDArray.self, forKey: .weights),
      targetMeans: try container.decode(NDArray.self, forKey: .means),
      targetSpread: try container.decode(NDArray.self, forKey: .spread),
      hasOneTarget: try container.decode(Bool.self, forKey: .hasOneTarget),
      schema: try container.decode(FeatureSchema.self, forKey: .schema),
      description: try container.decode(String.self, forKey: .description))
  }
}

extension OneHotEncoder.Model: SavableModel {
  private enum Part: String, CodingKey { case names, categories, drops, ignoresUnknown, description }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(columns.map(\.name), forKey: .names)
    try container.encode(columns.map { $0.categories.map { SavedCategory($0) } }, forKey: .categories)
    try container.encode(columns.map(\.dropsFirst), forKey: .drops)
    try container.encode(ignoresUnknown, forKey: .ignoresUnknown)
    try container.encode(description, forKey: .description)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    let names = try container.decode([String].self, forKey: .names)
    let categories = try container.decode([[SavedCategory]].self, forKey: .categories)
    let drops = try container.decode([Bool].self, forKey: .drops)
    self.init(
      columns: zip(names, zip(categories, drops)).map {
        Column(name: $0, categories: $1.0.map(\.value), dropsFirst: $1.1)
      }, ignoresUnknown: try container.decode(Bool.self, forKey: .ignoresUnknown),
      description: try container.decode(String.self, forKey: .description))
  }
}

extension Pipeline.Model: SavableModel, Codable where Final.Model: Codable {
  private enum Part: String, CodingKey { case transformers, final, schema, description }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(try transformers.map { try SavedTransformer($0) }, forKey: .transformers)
    try container.encode(final, forKey: .final)
    try container.encode(schema, forKey: .schema)
    try container.encode(description, forKey: .description)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    self.init(
      transformers: try container.decode([SavedTransformer].self, forKey: .transformers).map(\.model),
      final: try container.decode(Final.Model.self, forKey: .final),
      schema: try container.decode(FeatureSchema.self, forKey: .schema),
      description: try container.decode(String.self, forKey: .description))
  }
}

/// A transformer of a pipeline as it is saved: with the name of its kind.
private struct SavedTransformer: Codable {
  private enum Part: String, CodingKey { case kind, model }
  private static let kinds: [String: any (TransformModel & Codable).Type] = [
    "standard": StandardScaler.Model.self, "range": MinMaxScaler.Model.self, "powers": PolynomialFeatures.Model.self,
    "components": PCA.Model.self, "clusters": KMeans.Model.self,
  ]
  let model: any TransformModel

  init(_ model: any TransformModel) throws {
    guard Self.kinds.contains(where: { $1 == type(of: model) }) else {
      throw LearningError("save: a pipeline with a transformer of your own, \(model), cannot be saved")
    }
    self.model = model
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Part.self)
    try container.encode(Self.kinds.first { $1 == type(of: model) }?.key ?? "", forKey: .kind)
    if let model = model as? any (TransformModel & Codable) { try container.encode(model, forKey: .model) }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Part.self)
    guard let kind = Self.kinds[try container.decode(String.self, forKey: .kind)] else {
      throw DecodingError.dataCorruptedError(forKey: .kind, in: container, debugDescription: "an unknown transformer")
    }
    model = try container.decode(kind, forKey: .model)
  }
}
