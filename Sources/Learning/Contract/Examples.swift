/// Features and the target that belongs to them.
public struct Examples<Features: FeatureSource, Labels: TargetSource> {
  /// What is known of each example.
  public let features: Features
  /// What is to be learnt of each example.
  public let target: Labels

  /// Features with their target.
  public init(_ features: Features, _ target: Labels) {
    self.features = features
    self.target = target
  }

  /// The number of examples.
  public var count: Int { features.exampleCount }
}

extension Examples: ExampleCollection {
  public var exampleCount: Int { count }

  public func examples(at rows: [Int]) -> Examples {
    Examples(features.examples(at: rows), target.examples(at: rows))
  }
}

extension Examples: CustomStringConvertible {
  public var description: String {
    let width = (try? features.featureMatrix()).map { " of \(counted($0.values.shape[1], "feature"))" } ?? ""
    return "Examples(\(counted(count, "example"))\(width))"
  }
}

extension Examples: Sendable where Features: Sendable, Labels: Sendable {}
