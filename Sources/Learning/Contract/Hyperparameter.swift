/// A choice that is made before fitting, as it is printed.
public struct Hyperparameter: Sendable, Hashable {
  /// scikit-learn's name of the choice: `max_depth`.
  public let name: String
  /// The value as scikit-learn prints it: `8`, `None`, `'gini'`.
  public let text: String
  /// Whether it is what one gets without choosing; such ones are not printed.
  public let isDefault: Bool

  /// A hyperparameter and what it is by default.
  public init<Value: HyperparameterValue & Equatable>(_ name: String, _ value: Value, default standard: Value) {
    self.name = name
    text = value.parameterText
    isDefault = value == standard
  }

  /// A hyperparameter that has no default and is always printed.
  public init(_ name: String, text: String, isDefault: Bool = false) {
    self.name = name
    self.text = text
    self.isDefault = isDefault
  }
}

/// A value that can be printed as a hyperparameter.
public protocol HyperparameterValue {
  /// The value as scikit-learn prints it.
  var parameterText: String { get }
}

extension Int: HyperparameterValue {
  public var parameterText: String { "\(self)" }
}

extension Double: HyperparameterValue {
  public var parameterText: String { isNaN ? "nan" : isInfinite ? (self < 0 ? "-inf" : "inf") : "\(self)" }
}

extension Bool: HyperparameterValue {
  public var parameterText: String { self ? "True" : "False" }
}

extension String: HyperparameterValue {
  public var parameterText: String { "'\(self)'" }
}

extension Optional: HyperparameterValue where Wrapped: HyperparameterValue {
  public var parameterText: String { self?.parameterText ?? "None" }
}

extension ClosedRange: HyperparameterValue where Bound: HyperparameterValue {
  public var parameterText: String { "(\(lowerBound.parameterText), \(upperBound.parameterText))" }
}

/// An estimator's name with the choices that differ from the defaults, wrapped at 80 columns as scikit-learn wraps it.
package func estimatorText(_ name: String, _ parameters: [Hyperparameter], column: Int = 0) -> String {
  let indent = column + name.count + 1
  var text = name + "("
  var position = indent
  for (place, parameter) in parameters.filter({ !$0.isDefault }).enumerated() {
    let lines = parameter.text.split(separator: "\n", omittingEmptySubsequences: false)
    let item = "\(parameter.name)=" + lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    let width = parameter.name.count + 1 + (lines.first?.count ?? 0)
    if place > 0 {
      if position + 2 + width + 1 > 80 {
        text += ",\n" + String(repeating: " ", count: indent)
        position = indent
      } else {
        text += ", "
        position += 2
      }
    }
    text += item
    position += width
  }
  return text + ")"
}
