/// A single value of a column: a number, an integer, a boolean or a text.
///
/// Literals are values, so `wine.filling(["alcohol": 10.5, "note": "none"])` needs no wrapping.
public enum Value: Hashable, Sendable {
  case number(Double)
  case integer(Int)
  case boolean(Bool)
  case string(String)

  /// What kind of column holds the value.
  public var type: ColumnType {
    switch self {
    case .number: return .number
    case .integer: return .integer
    case .boolean: return .boolean
    case .string: return .string
    }
  }

  /// The value as a number; NaN for a text.
  public var double: Double {
    switch self {
    case .number(let value): return value
    case .integer(let value): return Double(value)
    case .boolean(let value): return value ? 1 : 0
    case .string: return .nan
    }
  }

  /// The value as an integer; `nil` for a text and for a number with a fraction.
  public var integer: Int? {
    switch self {
    case .number(let value): return Int(exactly: value)
    case .integer(let value): return value
    case .boolean(let value): return value ? 1 : 0
    case .string: return nil
    }
  }

  /// The value if it is a boolean.
  public var boolean: Bool? {
    if case .boolean(let value) = self { return value }
    return nil
  }

  /// The value if it is a text.
  public var string: String? {
    if case .string(let value) = self { return value }
    return nil
  }
}

extension Value: CustomStringConvertible {
  /// The value as Python prints it: `True` for `true`, `1e-05` for `0.00001`.
  public var description: String {
    switch self {
    case .number(let value): return shortest(value)
    case .integer(let value): return String(value)
    case .boolean(let value): return value ? "True" : "False"
    case .string(let value): return value
    }
  }
}

extension Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByStringLiteral, ExpressibleByStringInterpolation
{
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(stringLiteral value: String) { self = .string(value) }
}
