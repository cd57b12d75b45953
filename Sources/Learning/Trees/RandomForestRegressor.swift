import Arrays

/// A forest of decision trees that predicts numbers.
///
/// Each tree learns from its own draw of the examples; the prediction is the mean of the trees' (Breiman, 2001).
///
/// ```swift
/// let forest = try RandomForestRegressor(trees: 100, maxDepth: 8, seed: 123).fitted(to: split.train)
/// forest.score(split.test)
/// ```
///
/// The same seed grows the trees that scikit-learn's `RandomForestRegressor` grows. All cores are used, with the same
/// result for any number of them.
public struct RandomForestRegressor: Regressor {
  /// The number of trees.
  public var trees: Int
  /// The greatest number of questions on the way to a leaf; unlimited if `nil`.
  public var maxDepth: Int?
  /// Nodes with fewer examples are not split.
  public var minSplitSize: Int
  /// Each leaf keeps at least so many examples.
  public var minLeafSize: Int
  /// How many features a split may choose from.
  public var features: FeatureChoice
  /// Splits that lower the variance by less are not made.
  public var minImpurityDecrease: Double
  /// Whether each tree draws its examples, or learns from all.
  public var bootstraps: Bool
  /// What decides the draws.
  public var seed: Int?

  /// A forest.
  ///
  /// - Parameters:
  ///   - trees: The number of trees; 100 by default.
  ///   - maxDepth: The greatest number of questions on the way to a leaf; unlimited by default.
  ///   - minSplitSize: Nodes with fewer examples are not split; 2 by default.
  ///   - minLeafSize: Each leaf keeps at least so many examples; 1 by default.
  ///   - features: How many features a split may choose from; all by default.
  ///   - minImpurityDecrease: Splits that lower the variance by less are not made; 0 by default.
  ///   - bootstraps: Whether each tree draws its examples with replacement; true by default.
  ///   - seed: What decides the draws; 0 if none is given.
  public init(
    trees: Int = 100, maxDepth: Int? = nil, minSplitSize: Int = 2,
    minLeafSize: Int = 1, features: FeatureChoice = .fraction(1), minImpurityDecrease: Double = 0,
    bootstraps: Bool = true, seed: Int? = nil
  ) {
    self.trees = trees
    self.maxDepth = maxDepth
    self.minSplitSize = minSplitSize
    self.minLeafSize = minLeafSize
    self.features = features
    self.minImpurityDecrease = minImpurityDecrease
    self.bootstraps = bootstraps
    self.seed = seed
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("bootstrap", bootstraps, default: true),
      Hyperparameter("max_depth", maxDepth, default: nil),
      Hyperparameter("max_features", features, default: .fraction(1)),
      Hyperparameter("min_impurity_decrease", minImpurityDecrease, default: 0),
      Hyperparameter("min_samples_leaf", minLeafSize, default: 1),
      Hyperparameter("min_samples_split", minSplitSize, default: 2),
      Hyperparameter("n_estimators", trees, default: 100),
      Hyperparameter("random_state", seed, default: nil),
    ]
  }

  public func learn(_ features: FeatureMatrix, _ target: Target) throws -> Model {
    try require(trees >= 1, "\(Self.estimatorName): a forest has at least one tree, and this one \(trees)")
    let x = features.values
    let parameters = TreeParameters(
      name: Self.estimatorName, maxDepth: maxDepth, minSplitSize: minSplitSize, minLeafSize: minLeafSize,
      features: self.features, minImpurityDecrease: minImpurityDecrease)
    let forest = Forest(
      x, TreeTarget(try target.singleNumbers(for: Self.estimatorName)), count: trees,
      limits: try parameters.limits(width: x.shape[1]), bootstrap: bootstraps ? x.shape[0] : nil, seed: seed ?? 0)
    return Model(forest: forest, bootstraps: bootstraps, schema: FeatureSchema(features), description: description)
  }

  /// A grown forest.
  public struct Model: RegressionModel, Codable {
    let forest: Forest
    let bootstraps: Bool
    public let schema: FeatureSchema
    public let description: String

    /// The trees.
    public var trees: [DecisionTreeRegressor.Model] {
      forest.trees.map {
        DecisionTreeRegressor.Model(tree: $0, schema: schema, description: "DecisionTreeRegressor()")
      }
    }

    /// How much the questions about each feature lowered the variance, on average; they add up to 1.
    public var featureImportances: NDArray { forest.importances() }

    public func predictedValues(_ features: NDArray) -> NDArray {
      let means = forest.means(features)
      return means.reshaped(means.count)
    }

    /// R² on the training examples where each is predicted only by the trees that did not draw it.
    ///
    /// scikit-learn's `oob_score_`. Takes the examples that the forest was fitted to; traps if nothing was drawn.
    public func outOfBagScore(_ features: some FeatureSource, _ target: some TargetSource) -> Double {
      guard bootstraps else { fail("outOfBagScore: the forest was grown with bootstraps: false, and no example was left out") }
      let x = matrix(features, for: "outOfBagScore")
      let means = forest.outOfBagMeans(x, bootstrap: x.shape[0])
      return r2Score(target, means.reshaped(means.count))
    }
  }
}
