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
///
/// - Parameters:
///   - column: Where the name stands in its line.
///   - allowance: How many characters follow in the last line.
package func estimatorText(_ name: String, _ parameters: [Hyperparameter], column: Int = 0, allowance: Int = 1) -> String {
  let indent = column + name.count + 1
  let items = parameters.filter { !$0.isDefault }.map { parameter in
    let lines = parameter.text.split(separator: "\n", omittingEmptySubsequences: false)
    return "\(parameter.name)=" + lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
  let line = name + "(" + items.joined(separator: ", ") + ")"
  if !line.contains("\n") && column + line.count + allowance - 1 <= 80 { return line }
  return name + "(" + packed(items, indent: indent, allowance: allowance) { $0 } + ")"
}

/// Items with commas between, as many in a line of 80 columns as fit.
///
/// - Parameters:
///   - indent: Where lines start.
///   - allowance: How many characters follow the last item.
///   - broken: The text of an item that does not fit into a line.
package func packed(_ items: [String], indent: Int, allowance: Int, broken: (String) -> String) -> String {
  var text = ""
  var separator = ""
  let newLine = ",\n" + String(repeating: " ", count: indent)
  var most = 80 - indent + 1
  var width = most
  for (place, item) in items.enumerated() {
    if place == items.count - 1 {
      most -= allowance
      width -= allowance
    }
    let length = item.count + 2
    if width < length {
      width = most
      if !separator.isEmpty { separator = newLine }
    }
    if width >= length {
      width -= length
      text += separator + item
      separator = ", "
    } else {
      text += separator + broken(item)
      separator = newLine
    }
  }
  return text
}
