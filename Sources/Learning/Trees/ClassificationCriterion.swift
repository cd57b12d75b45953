/// How impure a node with examples of several classes is held to be.
public enum ClassificationCriterion: String, Sendable, Hashable, Codable, HyperparameterValue {
  /// 1 − Σp², the chance that two draws differ.
  case gini
  /// −Σp log₂ p.
  case entropy

  public var parameterText: String { rawValue.parameterText }
}
