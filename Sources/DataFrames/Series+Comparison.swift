import Arrays

/// Comparison element by element: each gives a series of booleans, a mask. A missing value compares false,
/// except that it is unequal to everything.
extension Series {
  public static func .< (a: Series, b: Series) -> Series { compared(a, b, .less) }
  public static func .<= (a: Series, b: Series) -> Series { compared(a, b, .lessOrEqual) }
  public static func .> (a: Series, b: Series) -> Series { compared(a, b, .greater) }
  public static func .>= (a: Series, b: Series) -> Series { compared(a, b, .greaterOrEqual) }
  public static func .== (a: Series, b: Series) -> Series { compared(a, b, .equal) }
  public static func .!= (a: Series, b: Series) -> Series { compared(a, b, .unequal) }

  public static func .< (a: Series, b: Value) -> Series { compared(a, b, .less) }
  public static func .<= (a: Series, b: Value) -> Series { compared(a, b, .lessOrEqual) }
  public static func .> (a: Series, b: Value) -> Series { compared(a, b, .greater) }
  public static func .>= (a: Series, b: Value) -> Series { compared(a, b, .greaterOrEqual) }
  public static func .== (a: Series, b: Value) -> Series { compared(a, b, .equal) }
  public static func .!= (a: Series, b: Value) -> Series { compared(a, b, .unequal) }

  public static func .< (a: Series, b: Double) -> Series { compared(a, .number(b), .less) }
  public static func .<= (a: Series, b: Double) -> Series { compared(a, .number(b), .lessOrEqual) }
  public static func .> (a: Series, b: Double) -> Series { compared(a, .number(b), .greater) }
  public static func .>= (a: Series, b: Double) -> Series { compared(a, .number(b), .greaterOrEqual) }
  public static func .== (a: Series, b: Double) -> Series { compared(a, .number(b), .equal) }
  public static func .!= (a: Series, b: Double) -> Series { compared(a, .number(b), .unequal) }

  public static func .< (a: Series, b: Int) -> Series { compared(a, .integer(b), .less) }
  public static func .<= (a: Series, b: Int) -> Series { compared(a, .integer(b), .lessOrEqual) }
  public static func .> (a: Series, b: Int) -> Series { compared(a, .integer(b), .greater) }
  public static func .>= (a: Series, b: Int) -> Series { compared(a, .integer(b), .greaterOrEqual) }
  public static func .== (a: Series, b: Int) -> Series { compared(a, .integer(b), .equal) }
  public static func .!= (a: Series, b: Int) -> Series { compared(a, .integer(b), .unequal) }

  public static func .== (a: Series, b: String) -> Series { compared(a, .string(b), .equal) }
  public static func .!= (a: Series, b: String) -> Series { compared(a, .string(b), .unequal) }
  public static func .== (a: Series, b: Bool) -> Series { compared(a, .boolean(b), .equal) }
  public static func .!= (a: Series, b: Bool) -> Series { compared(a, .boolean(b), .unequal) }

  /// True where both masks are.
  public static func .& (a: Series, b: Series) -> Series { logical(a, b, "&") { $0 && $1 } }
  /// True where at least one mask is.
  public static func .| (a: Series, b: Series) -> Series { logical(a, b, "|") { $0 || $1 } }
  /// True where exactly one mask is.
  public static func .^ (a: Series, b: Series) -> Series { logical(a, b, "^") { $0 != $1 } }
  /// True where the mask is false.
  public static prefix func .! (a: Series) -> Series {
    guard case .booleans(let values, let missing) = a.storage else {
      fail(".! Series: a mask is made of booleans, and this series holds \(a.typeName) values")
    }
    return Series(storage: .booleans(values.map { !$0 }, missing: missing), name: a.name, index: a.index)
  }

  /// True where the value is one of those given.
  public func isIn(_ values: [Value]) -> Series {
    let wanted = Set(values.map(\.asLabel))
    let mask = (0..<count).map { row in storage.value(row).map { wanted.contains($0.asLabel) } ?? false }
    return Series(storage: .booleans(mask, missing: nil), name: name, index: index)
  }

  /// True where the value lies between two bounds, both included.
  public func isBetween(_ lower: Value, _ upper: Value) -> Series { (self .>= lower) .& (self .<= upper) }
}

enum Comparison: String {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case unequal = "!="
}

private func compared(_ a: Series, _ b: Series, _ comparison: Comparison) -> Series {
  guard a.count == b.count else {
    fail("Series .\(comparison.rawValue) Series: \(counted(a.count, "value")) and \(counted(b.count, "value"))")
  }
  let name = a.name == b.name ? a.name : nil
  let index = a.isLabeled ? a.index : b.index
  return Series(
    storage: .booleans(mask(a.storage, b.storage, comparison), missing: nil), name: name, index: index)
}

private func compared(_ a: Series, _ b: Value, _ comparison: Comparison) -> Series {
  let values: [Bool]
  switch (a.storage, b) {
  case (.numbers(let numbers), _) where b.type != .string:
    values = mask(numbers, b.double, comparison)
  case (.integers(let integers, nil), .integer(let value)):
    values = mask(integers, value, comparison)
  default:
    values = mask(a.storage, Storage(b, count: a.count), comparison)
  }
  return Series(storage: .booleans(values, missing: nil), name: a.name, index: a.index)
}

@inline(__always)
private func mask<Element: Comparable>(_ a: [Element], _ b: Element, _ comparison: Comparison) -> [Bool] {
  switch comparison {
  case .less: return mapped(a) { $0 < b }
  case .lessOrEqual: return mapped(a) { $0 <= b }
  case .greater: return mapped(a) { $0 > b }
  case .greaterOrEqual: return mapped(a) { $0 >= b }
  case .equal: return mapped(a) { $0 == b }
  case .unequal: return mapped(a) { $0 != b }
  }
}

@inline(__always)
private func mask<Element: Comparable>(_ a: [Element], _ b: [Element], _ comparison: Comparison) -> [Bool] {
  switch comparison {
  case .less: return zipped(a, b) { $0 < $1 }
  case .lessOrEqual: return zipped(a, b) { $0 <= $1 }
  case .greater: return zipped(a, b) { $0 > $1 }
  case .greaterOrEqual: return zipped(a, b) { $0 >= $1 }
  case .equal: return zipped(a, b) { $0 == $1 }
  case .unequal: return zipped(a, b) { $0 != $1 }
  }
}

private func mask(_ a: Storage, _ b: Storage, _ comparison: Comparison) -> [Bool] {
  switch (a, b) {
  case (.strings(let first), .strings(let second)):
    return (0..<first.count).map { row in
      guard let x = first[row], let y = second[row] else { return comparison == .unequal }
      switch comparison {
      case .less: return x < y
      case .lessOrEqual: return x <= y
      case .greater: return x > y
      case .greaterOrEqual: return x >= y
      case .equal: return x == y
      case .unequal: return x != y
      }
    }
  case (.strings, _), (_, .strings):
    if comparison == .equal || comparison == .unequal {
      return [Bool](repeating: comparison == .unequal, count: a.count)
    }
    fail("Series .\(comparison.rawValue) Series: \(a.typeName) and \(b.typeName) values cannot be ordered")
  case (.integers(let first, nil), .integers(let second, nil)):
    return mask(first, second, comparison)
  default:
    return mask(a.doubles ?? [], b.doubles ?? [], comparison)
  }
}

private func logical(_ a: Series, _ b: Series, _ symbol: String, _ combine: (Bool, Bool) -> Bool) -> Series {
  let (first, second) = matched(a, b, operation: ".\(symbol)")
  guard case .booleans(let x, let missingFirst) = first.storage,
    case .booleans(let y, let missingSecond) = second.storage
  else {
    fail("Series .\(symbol) Series: masks are made of booleans, these hold \(a.typeName) and \(b.typeName) values")
  }
  let name = a.name == b.name ? a.name : nil
  return Series(
    storage: .booleans(zipped(x, y, combine), missing: Storage.either(missingFirst, missingSecond)), name: name,
    index: first.index)
}

@inline(__always)
func mapped<A, Result>(_ a: [A], _ transform: (A) -> Result) -> [Result] {
  [Result](unsafeUninitializedCapacity: a.count) { result, count in
    a.withUnsafeBufferPointer { a in
      for position in 0..<a.count { (result.baseAddress! + position).initialize(to: transform(a[position])) }
    }
    count = a.count
  }
}
