precedencegroup ExponentiationPrecedence {
  higherThan: MultiplicationPrecedence
  associativity: right
}

infix operator ** : ExponentiationPrecedence
infix operator **= : AssignmentPrecedence

extension NDArrayOf where Element: NumericElement {
  /// The sum, element by element; shapes broadcast. Integers wrap around.
  public static func + (left: consuming Self, right: consuming Self) -> Self { combining(.add, left, right) }
  /// A number added to every element.
  public static func + (left: consuming Self, right: Element) -> Self { combining(.add, left, scalar: right) }
  /// A number added to every element.
  public static func + (left: Element, right: consuming Self) -> Self {
    combining(.add, right, scalar: left, scalarFirst: true)
  }

  /// The difference, element by element; shapes broadcast. Integers wrap around.
  public static func - (left: consuming Self, right: consuming Self) -> Self { combining(.subtract, left, right) }
  /// A number taken from every element.
  public static func - (left: consuming Self, right: Element) -> Self { combining(.subtract, left, scalar: right) }
  /// Every element taken from a number.
  public static func - (left: Element, right: consuming Self) -> Self {
    combining(.subtract, right, scalar: left, scalarFirst: true)
  }

  /// The product, element by element; shapes broadcast. Integers wrap around.
  ///
  /// The matrix product is `matmul`.
  public static func * (left: consuming Self, right: consuming Self) -> Self { combining(.multiply, left, right) }
  /// Every element times a number.
  public static func * (left: consuming Self, right: Element) -> Self { combining(.multiply, left, scalar: right) }
  /// Every element times a number.
  public static func * (left: Element, right: consuming Self) -> Self {
    combining(.multiply, right, scalar: left, scalarFirst: true)
  }

  /// The quotient, element by element; shapes broadcast. Integers divide as Swift's do, towards zero.
  ///
  /// Traps if integers are divided by zero; floats give infinities and NaN.
  public static func / (left: consuming Self, right: consuming Self) -> Self {
    right.refuseZero("/")
    return combining(.divide, left, right)
  }
  /// Every element divided by a number.
  public static func / (left: consuming Self, right: Element) -> Self {
    refuseZero(right, "/")
    return combining(.divide, left, scalar: right)
  }
  /// A number divided by every element.
  public static func / (left: Element, right: consuming Self) -> Self {
    right.refuseZero("/")
    return combining(.divide, right, scalar: left, scalarFirst: true)
  }

  /// The remainder with the sign of the divisor, as NumPy's `%`.
  ///
  /// Traps if integers are divided by zero.
  public static func % (left: consuming Self, right: consuming Self) -> Self {
    right.refuseZero("%")
    return combining(.remainder, left, right)
  }
  /// The remainder of every element by a number, with the number's sign.
  public static func % (left: consuming Self, right: Element) -> Self {
    refuseZero(right, "%")
    return combining(.remainder, left, scalar: right)
  }

  /// Every element raised to a power, element by element; shapes broadcast.
  public static func ** (left: consuming Self, right: consuming Self) -> Self { combining(.power, left, right) }
  /// Every element raised to a power.
  public static func ** (left: consuming Self, right: Element) -> Self { combining(.power, left, scalar: right) }
  /// A number raised to every element.
  public static func ** (left: Element, right: consuming Self) -> Self {
    combining(.power, right, scalar: left, scalarFirst: true)
  }

  /// Adds an array in place; it broadcasts to this array's shape.
  public static func += (left: inout Self, right: Self) { left.combineInPlace(.add, right) }
  /// Adds a number in place.
  public static func += (left: inout Self, right: Element) { left.combineInPlace(.add, scalar: right) }
  /// Subtracts an array in place; it broadcasts to this array's shape.
  public static func -= (left: inout Self, right: Self) { left.combineInPlace(.subtract, right) }
  /// Subtracts a number in place.
  public static func -= (left: inout Self, right: Element) { left.combineInPlace(.subtract, scalar: right) }
  /// Multiplies by an array in place; it broadcasts to this array's shape.
  public static func *= (left: inout Self, right: Self) { left.combineInPlace(.multiply, right) }
  /// Multiplies by a number in place.
  public static func *= (left: inout Self, right: Element) { left.combineInPlace(.multiply, scalar: right) }
  /// Divides by an array in place; it broadcasts to this array's shape.
  public static func /= (left: inout Self, right: Self) {
    right.refuseZero("/=")
    left.combineInPlace(.divide, right)
  }
  /// Divides by a number in place.
  public static func /= (left: inout Self, right: Element) {
    refuseZero(right, "/=")
    left.combineInPlace(.divide, scalar: right)
  }
  /// Raises to a power in place.
  public static func **= (left: inout Self, right: Element) { left.combineInPlace(.power, scalar: right) }

  /// The array itself.
  public static prefix func + (array: Self) -> Self { array }

  /// The quotient rounded down, element by element: NumPy's `//`.
  ///
  /// Traps if integers are divided by zero.
  public func floorDivided(by other: Self) -> Self {
    other.refuseZero("floorDivided(by:)")
    return combined(.floorDivide, other)
  }
  /// The quotient by a number rounded down: NumPy's `//`.
  public func floorDivided(by number: Element) -> Self {
    Self.refuseZero(number, "floorDivided(by:)")
    return combined(.floorDivide, scalar: number)
  }

  private func refuseZero(_ operation: String) {
    switch Element.elementKind {
    case .float64, .float32, .bool: return
    case .int64, .uint8:
      if withUnsafeElements({ $0.contains(.zeroElement) }) { fail("\(operation): integers cannot be divided by zero") }
    }
  }

  private static func refuseZero(_ number: Element, _ operation: String) {
    switch Element.elementKind {
    case .float64, .float32, .bool: return
    case .int64, .uint8: if number == .zeroElement { fail("\(operation): integers cannot be divided by zero") }
    }
  }
}

extension NDArrayOf where Element: NumericElement & SignedNumeric {
  /// Every element with the other sign.
  public static prefix func - (array: consuming Self) -> Self { mapping(.negate, array) }
}
