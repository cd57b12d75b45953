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

  var kernel: Kernel {
    switch self {
    case .less: return .less
    case .lessOrEqual: return .lessOrEqual
    case .greater: return .greater
    case .greaterOrEqual: return .greaterOrEqual
    case .equal: return .equal
    case .unequal: return .unequal
    }
  }
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
    values = comparison.kernel.applied(numbers, numbers.isEmpty ? [] : [b.double], as: Bool.self)
  case (.integers(let integers, nil), .integer(let value)):
    values = comparison.kernel.applied(integers, integers.isEmpty ? [] : [value], as: Bool.self)
  case (.strings(let texts), .string(let text)):
    var needle = StringStorage()
    let view = needle.appendedView(of: text)
    values = mask(texts, comparison) { row in (texts.views[row], view, needle) }
  default:
    values = mask(a.storage, Storage(b, count: a.count), comparison)
  }
  return Series(storage: .booleans(values, missing: nil), name: a.name, index: a.index)
}

/// Compares texts of `texts` with those that `pair` gives with the column they stand in.
@inline(__always)
private func mask(
  _ texts: StringStorage, _ comparison: Comparison,
  _ pair: (Int) -> (StringView, StringView, StringStorage)
) -> [Bool] {
  [Bool](largeCapacity: texts.count) { result, count in
    for row in 0..<texts.count {
      let (a, b, other) = pair(row)
      if a.isMissing || b.isMissing {
        result[row] = comparison == .unequal
        continue
      }
      switch comparison {
      case .equal: result[row] = texts.areEqual(a, b, in: other)
      case .unequal: result[row] = !texts.areEqual(a, b, in: other)
      case .less: result[row] = texts.isOrdered(a, b, in: other)
      case .greater: result[row] = other.isOrdered(b, a, in: texts)
      case .lessOrEqual: result[row] = !other.isOrdered(b, a, in: texts)
      case .greaterOrEqual: result[row] = !texts.isOrdered(a, b, in: other)
      }
    }
    count = texts.count
  }
}

private func mask(_ a: Storage, _ b: Storage, _ comparison: Comparison) -> [Bool] {
  switch (a, b) {
  case (.strings(let first), .strings(let second)):
    return mask(first, comparison) { row in (first.views[row], second.views[row], second) }
  case (.strings, _), (_, .strings):
    if comparison == .equal || comparison == .unequal {
      return [Bool](repeating: comparison == .unequal, count: a.count)
    }
    fail("Series .\(comparison.rawValue) Series: \(a.typeName) and \(b.typeName) values cannot be ordered")
  case (.integers(let first, nil), .integers(let second, nil)):
    return comparison.kernel.applied(first, second, as: Bool.self)
  default:
    return comparison.kernel.applied(a.doubles ?? [], b.doubles ?? [], as: Bool.self)
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
  [Result](largeCapacity: a.count) { result, count in
    a.withUnsafeBufferPointer { a in
      for position in 0..<a.count { (result.baseAddress! + position).initialize(to: transform(a[position])) }
    }
    count = a.count
  }
}
