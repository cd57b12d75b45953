/// A hyperparameter and the values of it to be tried.
///
/// ```swift
/// Vary(\.alpha, [0.1, 1, 10])
/// ```
public struct Vary<Recipe>: Sendable {
  /// The name of the hyperparameter.
  public let name: String
  /// How many values there are.
  public let count: Int
  let text: @Sendable (Int) -> String
  let apply: @Sendable (Int, inout Recipe) -> Void

  /// Values of one hyperparameter.
  ///
  /// - Parameters:
  ///   - path: The hyperparameter, such as `\.maxDepth`, or `\.final.alpha` of a pipeline.
  ///   - values: The values to be tried.
  public init<Value: Sendable>(_ path: WritableKeyPath<Recipe, Value> & Sendable, _ values: [Value]) {
    let words = "\(path)".split(separator: ".").dropFirst()
    name = words.isEmpty ? "\(path)" : words.joined(separator: ".")
    count = values.count
    text = { place in (values[place] as? any HyperparameterValue)?.parameterText ?? "\(values[place])" }
    apply = { place, recipe in recipe[keyPath: path] = values[place] }
  }
}

/// Puts hyperparameters to be varied in a list.
@resultBuilder
public enum VariationBuilder<Recipe> {
  public static func buildExpression(_ variation: Vary<Recipe>) -> [Vary<Recipe>] { [variation] }
  public static func buildBlock(_ parts: [Vary<Recipe>]...) -> [Vary<Recipe>] { parts.flatMap { $0 } }
}

/// How one choice of hyperparameters did in a search.
public struct SearchResult: Sendable, Hashable {
  /// The name and value of each hyperparameter that was varied.
  public let choices: [Hyperparameter]
  /// The score on each fold.
  public let scores: [Double]
  /// The mean of the scores.
  public let mean: Double
  /// The standard deviation of the scores.
  public let deviation: Double
}
