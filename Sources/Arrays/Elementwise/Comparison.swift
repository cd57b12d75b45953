internal import CSystem

// `.==` and its kin give a mask; `==` asks whether two arrays are equal as a whole.

extension NDArrayOf {
  /// Where elements are equal.
  public static func .== (left: Self, right: Self) -> BoolArray { left.combined(.equal, right) }
  /// Where elements equal a number.
  public static func .== (left: Self, right: Element) -> BoolArray { left.combined(.equal, scalar: right) }
  /// Where elements differ.
  public static func .!= (left: Self, right: Self) -> BoolArray { left.combined(.notEqual, right) }
  /// Where elements differ from a number.
  public static func .!= (left: Self, right: Element) -> BoolArray { left.combined(.notEqual, scalar: right) }
}

extension NDArrayOf where Element: NumericElement {
  /// Where the left element is less.
  public static func .< (left: Self, right: Self) -> BoolArray { left.combined(.less, right) }
  /// Where elements are less than a number.
  public static func .< (left: Self, right: Element) -> BoolArray { left.combined(.less, scalar: right) }
  /// Where a number is less than the element.
  public static func .< (left: Element, right: Self) -> BoolArray {
    right.combined(.less, scalar: left, scalarFirst: true)
  }
  /// Where the left element is less or equal.
  public static func .<= (left: Self, right: Self) -> BoolArray { left.combined(.lessOrEqual, right) }
  /// Where elements are at most a number.
  public static func .<= (left: Self, right: Element) -> BoolArray { left.combined(.lessOrEqual, scalar: right) }
  /// Where a number is at most the element.
  public static func .<= (left: Element, right: Self) -> BoolArray {
    right.combined(.lessOrEqual, scalar: left, scalarFirst: true)
  }
  /// Where the left element is greater.
  public static func .> (left: Self, right: Self) -> BoolArray { left.combined(.greater, right) }
  /// Where elements are greater than a number.
  public static func .> (left: Self, right: Element) -> BoolArray { left.combined(.greater, scalar: right) }
  /// Where a number is greater than the element.
  public static func .> (left: Element, right: Self) -> BoolArray {
    right.combined(.greater, scalar: left, scalarFirst: true)
  }
  /// Where the left element is greater or equal.
  public static func .>= (left: Self, right: Self) -> BoolArray { left.combined(.greaterOrEqual, right) }
  /// Where elements are at least a number.
  public static func .>= (left: Self, right: Element) -> BoolArray { left.combined(.greaterOrEqual, scalar: right) }
  /// Where a number is at least the element.
  public static func .>= (left: Element, right: Self) -> BoolArray {
    right.combined(.greaterOrEqual, scalar: left, scalarFirst: true)
  }
}

prefix operator .!

extension NDArrayOf where Element == Bool {
  /// Where both masks are true; shapes broadcast.
  public static func .& (left: Self, right: Self) -> Self { left.combined(.and, right) }
  /// Where at least one mask is true; shapes broadcast.
  public static func .| (left: Self, right: Self) -> Self { left.combined(.or, right) }
  /// Where just one mask is true; shapes broadcast.
  public static func .^ (left: Self, right: Self) -> Self { left.combined(.exclusiveOr, right) }
  /// Where the mask is false.
  public static prefix func .! (mask: Self) -> Self { mask.mapped(.not) }
  /// Where both masks are true; binds tighter than comparisons, so these need brackets: `(x .> 1) & (x .< 2)`.
  public static func & (left: Self, right: Self) -> Self { left .& right }
  /// Where at least one mask is true; binds tighter than comparisons, so these need brackets.
  public static func | (left: Self, right: Self) -> Self { left .| right }
  /// Where just one mask is true; binds tighter than comparisons, so these need brackets.
  public static func ^ (left: Self, right: Self) -> Self { left .^ right }
  /// Where the mask is false.
  public static prefix func ~ (mask: Self) -> Self { mask.mapped(.not) }
}

extension NDArrayOf where Element: IntegerElement {
  /// Bits that are 1 in both, element by element.
  public static func & (left: Self, right: Self) -> Self { left.combined(.and, right) }
  /// Bits that are 1 in at least one, element by element.
  public static func | (left: Self, right: Self) -> Self { left.combined(.or, right) }
  /// Bits that differ, element by element.
  public static func ^ (left: Self, right: Self) -> Self { left.combined(.exclusiveOr, right) }
  /// All bits turned over.
  public static prefix func ~ (array: Self) -> Self { array.mapped(.not) }
}

extension NDArrayOf: Equatable, Hashable {
  /// Whether two arrays have the same shape and equal elements; NaN equals nothing.
  public static func == (left: Self, right: Self) -> Bool {
    guard left.shape == right.shape else { return false }
    return left.withUnsafeElements { a in
      right.withUnsafeElements { b in
        switch Element.elementKind {
        case .float64: areEqual(a.baseAddress, b.baseAddress, a.count, as: Double.self)
        case .float32: areEqual(a.baseAddress, b.baseAddress, a.count, as: Float.self)
        default: areSameBytes(a.baseAddress, b.baseAddress, a.count * MemoryLayout<Element>.stride)
        }
      }
    }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
    withUnsafeElements { for element in $0 { hasher.combine(element) } }
  }
}

private func areEqual<Number: FloatingPoint>(
  _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ count: Int, as type: Number.Type
) -> Bool {
  guard let x = a?.assumingMemoryBound(to: type), let y = b?.assumingMemoryBound(to: type) else { return true }
  for i in 0..<count where x[i] != y[i] { return false }
  return true
}

/// Elements that are no floats are equal if their bytes are.
private func areSameBytes(_ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?, _ count: Int) -> Bool {
  guard let a, let b else { return true }
  return memcmp(a, b, count) == 0
}
