/// Why an estimator refuses data, in one sentence.
public struct LearningError: Error, Equatable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  /// An error with its sentence.
  public init(_ sentence: String) {
    description = sentence
  }
}
