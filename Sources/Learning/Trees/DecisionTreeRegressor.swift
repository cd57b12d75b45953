import Arrays

/// A decision tree that predicts numbers.
///
/// From the root down, each node asks whether one feature is at most a threshold; the question is the one that makes
/// the targets on both sides vary least. The prediction is the mean target at an example's leaf.
///
/// ```swift
/// let tree = try DecisionTreeRegressor(maxDepth: 2).fitted(to: split.train)
/// print(tree.text())
/// ```
///
/// The same seed grows the tree that scikit-learn's `DecisionTreeRegressor` grows.
public struct DecisionTreeRegressor: Regressor {
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
  /// What decides the order in which features are tried, which matters where two splits are equally good.
  public var seed: Int?

  /// A tree.
  ///
  /// - Parameters:
  ///   - maxDepth: The greatest number of questions on the way to a leaf; unlimited by default.
  ///   - minSplitSize: Nodes with fewer examples are not split; 2 by default.
  ///   - minLeafSize: Each leaf keeps at least so many examples; 1 by default.
  ///   - features: How many features a split may choose from; all by default.
  ///   - minImpurityDecrease: Splits that lower the variance by less are not made; 0 by default.
  ///   - seed: What decides the order in which features are tried; 0 if none is given.
  public init(
    maxDepth: Int? = nil, minSplitSize: Int = 2, minLeafSize: Int = 1,
    features: FeatureChoice = .all, minImpurityDecrease: Double = 0, seed: Int? = nil
  ) {
    self.maxDepth = maxDepth
    self.minSplitSize = minSplitSize
    self.minLeafSize = minLeafSize
    self.features = features
    self.minImpurityDecrease = minImpurityDecrease
    self.seed = seed
  }

  public var hyperparameters: [Hyperparameter] {
    [
      Hyperparameter("max_depth", maxDepth, default: nil),
      Hyperparameter("max_features", features, default: .all),
      Hyperparameter("min_impurity_decrease", minImpurityDecrease, default: 0),
      Hyperparameter("min_samples_leaf", minLeafSize, default: 1),
      Hyperparameter("min_samples_split", minSplitSize, default: 2),
      Hyperparameter("random_state", seed, default: nil),
    ]
  }

  public func learn(_ features: FeatureMatrix, _ target: Target) throws -> Model {
    let x = features.values
    let parameters = TreeParameters(
      name: Self.estimatorName, maxDepth: maxDepth, minSplitSize: minSplitSize, minLeafSize: minLeafSize,
      features: self.features, minImpurityDecrease: minImpurityDecrease)
    let columns = x.withUnsafeElements { TreeColumns($0, rows: x.shape[0], width: x.shape[1]) }
    let tree = TreeTarget(try target.singleNumbers(for: Self.estimatorName)).grow(
      columns, weights: nil, limits: try parameters.limits(width: x.shape[1]), seed: seed ?? 0)
    return Model(tree: tree, schema: FeatureSchema(features), description: description)
  }

  /// A grown tree.
  public struct Model: RegressionModel, Codable {
    /// The questions and leaves.
    public let tree: Tree
    public let schema: FeatureSchema
    public let description: String

    /// How much the questions about each feature lowered the variance; they add up to 1.
    public var featureImportances: NDArray { NDArray(tree.importances(), shape: [schema.count]) }

    public func predictedValues(_ features: NDArray) -> NDArray {
      let values = tree.values.withUnsafeBufferPointer { values in tree.atLeaves(features) { values[$0] } }
      return NDArray(values, shape: [values.count])
    }

    /// The number of the leaf that each example reaches: scikit-learn's `apply`.
    public func leaves(_ features: some FeatureSource) -> IntArray {
      let leaves = tree.leaves(matrix(features, for: "leaves"))
      return IntArray(leaves, shape: [leaves.count])
    }

    /// The tree as text, a question or leaf a line: scikit-learn's `export_text`.
    ///
    /// - Parameters:
    ///   - names: What the features are called; as in the data frame, or `feature_0` and so on, by default.
    ///   - decimals: How many decimals numbers have; 2 by default.
    ///   - maxDepth: How deep the text goes; 10 by default.
    public func text(names: [String]? = nil, decimals: Int = 2, maxDepth: Int = 10) -> String {
      tree.text(names: tree.names(schema, names), decimals: decimals, maxDepth: maxDepth) { leaf in
        "value: [\(fixed(tree.values[leaf], decimals: decimals))]"
      }
    }
  }
}
