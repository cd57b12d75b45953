/// A type of number that an array can hold: `Double`, `Float`, `Int`, `UInt8` or `Bool`.
///
/// The library's loops are written for these five; conforming another type does not make one.
public protocol ArrayElement: Sendable, Hashable, CustomStringConvertible, NestedElement {
  /// What a sum of such elements is: `Int` for booleans and bytes, else the type itself.
  associatedtype Total: NumericElement
  /// What a mean of such elements is: `Float` for `Float`, else `Double`.
  associatedtype Fraction: FloatingElement

  /// Which loops of the library belong to the type.
  static var elementKind: ElementKind { get }
  /// Zero, or false.
  static var zeroElement: Self { get }
  /// One, or true.
  static var oneElement: Self { get }
  /// The nearest element to a number.
  static func element(nearest number: Double) -> Self
  /// The nearest element to an integer.
  static func element(nearest number: Int) -> Self
  /// The element as a `Double`; true is 1.
  var asDouble: Double { get }
  /// The element as an `Int`, fractions cut off; true is 1.
  var asInt: Int { get }
}

/// An element that can be added and multiplied: every kind but `Bool`.
public protocol NumericElement: ArrayElement, Numeric, Comparable {}

/// A floating-point element: `Double` or `Float`.
public protocol FloatingElement: NumericElement, BinaryFloatingPoint where Total == Self, Fraction == Self {}

/// An element that is an integer: `Int` or `UInt8`.
public protocol IntegerElement: NumericElement, BinaryInteger {}

/// The five kinds of element.
public enum ElementKind: Int32, Sendable, Hashable {
  case float64, float32, int64, uint8, bool

  /// NumPy's name of the kind: `float64`, `int64`, ...
  public var name: String {
    switch self {
    case .float64: "float64"
    case .float32: "float32"
    case .int64: "int64"
    case .uint8: "uint8"
    case .bool: "bool"
    }
  }
}

extension Double: FloatingElement {
  public typealias Total = Double
  public typealias Fraction = Double
  public static var elementKind: ElementKind { .float64 }
  public static var zeroElement: Double { 0 }
  public static var oneElement: Double { 1 }
  public static func element(nearest number: Double) -> Double { number }
  public static func element(nearest number: Int) -> Double { Double(number) }
  public var asDouble: Double { self }
  public var asInt: Int { truncated(self) }
}

extension Float: FloatingElement {
  public typealias Total = Float
  public typealias Fraction = Float
  public static var elementKind: ElementKind { .float32 }
  public static var zeroElement: Float { 0 }
  public static var oneElement: Float { 1 }
  public static func element(nearest number: Double) -> Float { Float(number) }
  public static func element(nearest number: Int) -> Float { Float(number) }
  public var asDouble: Double { Double(self) }
  public var asInt: Int { truncated(Double(self)) }
}

extension Int: IntegerElement {
  public typealias Total = Int
  public typealias Fraction = Double
  public static var elementKind: ElementKind { .int64 }
  public static var zeroElement: Int { 0 }
  public static var oneElement: Int { 1 }
  public static func element(nearest number: Double) -> Int { truncated(number) }
  public static func element(nearest number: Int) -> Int { number }
  public var asDouble: Double { Double(self) }
  public var asInt: Int { self }
}

extension UInt8: IntegerElement {
  public typealias Total = Int
  public typealias Fraction = Double
  public static var elementKind: ElementKind { .uint8 }
  public static var zeroElement: UInt8 { 0 }
  public static var oneElement: UInt8 { 1 }
  public static func element(nearest number: Double) -> UInt8 { UInt8(truncatingIfNeeded: truncated(number)) }
  public static func element(nearest number: Int) -> UInt8 { UInt8(truncatingIfNeeded: number) }
  public var asDouble: Double { Double(self) }
  public var asInt: Int { Int(self) }
}

extension Bool: ArrayElement {
  public typealias Total = Int
  public typealias Fraction = Double
  public static var elementKind: ElementKind { .bool }
  public static var zeroElement: Bool { false }
  public static var oneElement: Bool { true }
  public static func element(nearest number: Double) -> Bool { number != 0 }
  public static func element(nearest number: Int) -> Bool { number != 0 }
  public var asDouble: Double { self ? 1 : 0 }
  public var asInt: Int { self ? 1 : 0 }
}

/// NaN and numbers outside Int's range become the smallest integer, as the processor's own conversion does.
private func truncated(_ number: Double) -> Int {
  number >= -0x1p63 && number < 0x1p63 ? Int(number) : Int.min
}
