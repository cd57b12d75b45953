/// The Swift type of a shown value, as far as it says how two texts of it compare: floating-point numbers by
/// tolerance, sets and dictionaries without order, everything else by its text.
public indirect enum ValueType: Equatable, Sendable {
  case double, float
  case array(ValueType)
  case set(ValueType)
  case dictionary(ValueType, ValueType)
  case optional(ValueType)
  /// A type whose text is all that is known.
  case other

  /// The type of that name (`Dictionary<String, Double>`), as the runtime gives it.
  public init(named name: String) {
    var reader = TypeNameReader(name[...])
    self = reader.type()
  }

  /// Whether comparing by type can find equal what comparing by text does not.
  var isStructural: Bool { self != .other }

  /// What a floating-point value may differ by where nothing else is said: what another processor's rounding moves.
  public static let doubleTolerance = Tolerance(relative: 1e-12)
  public static let floatTolerance = Tolerance(relative: 1e-6)

  /// Whether two texts of values of this type show equal values.
  func admits(_ printed: String, for recorded: String, tolerance: Tolerance?) -> Bool {
    guard isStructural, let a = ShownValue(recorded), let b = ShownValue(printed) else { return false }
    return admits(b, for: a, tolerance)
  }

  private func admits(_ printed: ShownValue, for recorded: ShownValue, _ tolerance: Tolerance?) -> Bool {
    switch (self, recorded, printed) {
    case (.double, .atom(let a), .atom(let b)): return Self.number(b, a, tolerance ?? Self.doubleTolerance)
    case (.float, .atom(let a), .atom(let b)): return Self.number(b, a, tolerance ?? Self.floatTolerance)
    case (.optional(let wrapped), .atom("nil"), .atom("nil")): return wrapped == wrapped
    case (.optional(let wrapped), .call("Optional", let a), .call("Optional", let b)):
      return a.count == 1 && b.count == 1 && wrapped.admits(b[0], for: a[0], tolerance)
    case (.array(let element), .list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { element.admits($1, for: $0, tolerance) }
    case (.set(let element), .list(let a), .list(let b)):
      return Self.pair(a, b) { element.admits($1, for: $0, tolerance) }
    case (.dictionary(let key, let value), .dictionary(let a), .dictionary(let b)):
      return Self.pair(a, b) {
        key.admits($1.key, for: $0.key, tolerance) && value.admits($1.value, for: $0.value, tolerance)
      }
    default: return recorded == printed
    }
  }

  private static func number(_ printed: String, _ recorded: String, _ tolerance: Tolerance) -> Bool {
    if printed == recorded { return true }
    guard let a = Double(recorded), let b = Double(printed) else { return false }
    return tolerance.admits(b, for: a)
  }

  /// Whether each of `a` has its own like in `b`. Equal ones are found first, so that a set of numbers within a
  /// tolerance of one another pairs as it should.
  private static func pair<Element: Equatable>(_ a: [Element], _ b: [Element], _ agrees: (Element, Element) -> Bool) -> Bool {
    guard a.count == b.count else { return false }
    var left = b
    let rest = a.filter { element in
      guard let index = left.firstIndex(of: element) else { return true }
      left.swapAt(index, left.count - 1)
      left.removeLast()
      return false
    }
    for element in rest {
      guard let index = left.firstIndex(where: { agrees(element, $0) }) else { return false }
      left.remove(at: index)
    }
    return true
  }
}

/// Reads `Name<A, B>`.
private struct TypeNameReader {
  var rest: Substring
  init(_ text: Substring) { rest = text }

  mutating func type() -> ValueType {
    let name = rest.prefix { $0 != "<" && $0 != ">" && $0 != "," }
    rest = rest.dropFirst(name.count)
    var arguments: [ValueType] = []
    if rest.first == "<" {
      repeat {
        rest = rest.dropFirst().drop { $0 == " " }
        arguments.append(type())
      } while rest.first == ","
      rest = rest.dropFirst()
    }
    switch (name.split(separator: ".").last ?? name, arguments.count) {
    case ("Double", 0): return .double
    case ("Float", 0): return .float
    case ("Array", 1): return .array(arguments[0])
    case ("Set", 1): return .set(arguments[0])
    case ("Optional", 1): return .optional(arguments[0])
    case ("Dictionary", 2): return .dictionary(arguments[0], arguments[1])
    default: return .other
    }
  }
}
