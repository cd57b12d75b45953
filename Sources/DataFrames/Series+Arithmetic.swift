import Arrays

/// Arithmetic element by element. Two series are matched by row label: where one of them has no such
/// row, the result is missing. Integers give integers, except for division; booleans count as 0 and 1.
extension Series {
  /// The sum of two series; texts are joined.
  public static func + (a: Series, b: Series) -> Series { combined(a, b, .add) }
  /// The difference of two series.
  public static func - (a: Series, b: Series) -> Series { combined(a, b, .subtract) }
  /// The product of two series.
  public static func * (a: Series, b: Series) -> Series { combined(a, b, .multiply) }
  /// The quotient of two series, always in numbers.
  public static func / (a: Series, b: Series) -> Series { combined(a, b, .divide) }

  public static func + (a: Series, b: Value) -> Series { combined(a, b, .add) }
  public static func - (a: Series, b: Value) -> Series { combined(a, b, .subtract) }
  public static func * (a: Series, b: Value) -> Series { combined(a, b, .multiply) }
  public static func / (a: Series, b: Value) -> Series { combined(a, b, .divide) }

  public static func + (a: Value, b: Series) -> Series { combined(a, b, .add) }
  public static func - (a: Value, b: Series) -> Series { combined(a, b, .subtract) }
  public static func * (a: Value, b: Series) -> Series { combined(a, b, .multiply) }
  public static func / (a: Value, b: Series) -> Series { combined(a, b, .divide) }

  public static func + (a: Series, b: Double) -> Series { combined(a, .number(b), .add) }
  public static func - (a: Series, b: Double) -> Series { combined(a, .number(b), .subtract) }
  public static func * (a: Series, b: Double) -> Series { combined(a, .number(b), .multiply) }
  public static func / (a: Series, b: Double) -> Series { combined(a, .number(b), .divide) }

  public static func + (a: Double, b: Series) -> Series { combined(.number(a), b, .add) }
  public static func - (a: Double, b: Series) -> Series { combined(.number(a), b, .subtract) }
  public static func * (a: Double, b: Series) -> Series { combined(.number(a), b, .multiply) }
  public static func / (a: Double, b: Series) -> Series { combined(.number(a), b, .divide) }

  public static func + (a: Series, b: Int) -> Series { combined(a, .integer(b), .add) }
  public static func - (a: Series, b: Int) -> Series { combined(a, .integer(b), .subtract) }
  public static func * (a: Series, b: Int) -> Series { combined(a, .integer(b), .multiply) }
  public static func / (a: Series, b: Int) -> Series { combined(a, .integer(b), .divide) }

  public static func + (a: Int, b: Series) -> Series { combined(.integer(a), b, .add) }
  public static func - (a: Int, b: Series) -> Series { combined(.integer(a), b, .subtract) }
  public static func * (a: Int, b: Series) -> Series { combined(.integer(a), b, .multiply) }
  public static func / (a: Int, b: Series) -> Series { combined(.integer(a), b, .divide) }

  /// The series with every sign changed.
  public static prefix func - (a: Series) -> Series { combined(.integer(0), a, .subtract) }

  public static func += (a: inout Series, b: Series) { a = a + b }
  public static func -= (a: inout Series, b: Series) { a = a - b }
  public static func *= (a: inout Series, b: Series) { a = a * b }
  public static func /= (a: inout Series, b: Series) { a = a / b }
  public static func += (a: inout Series, b: Value) { a = a + b }
  public static func -= (a: inout Series, b: Value) { a = a - b }
  public static func *= (a: inout Series, b: Value) { a = a * b }
  public static func /= (a: inout Series, b: Value) { a = a / b }

  /// A function of each number, as `wine["chlorides"].map(log)`; missing ones stay missing.
  public func map(_ transform: (Double) throws -> Double) rethrows -> Series {
    Series(storage: .numbers(try numbers(for: "map").map(transform)), name: name, index: index)
  }

  /// The absolute values.
  public var magnitude: Series {
    if case .integers(let values, let missing) = storage {
      return Series(storage: .integers(values.map { $0 < 0 ? 0 &- $0 : $0 }, missing: missing), name: name, index: index)
    }
    return Series(storage: .numbers(numbers(for: "magnitude").map(\.magnitude)), name: name, index: index)
  }

  /// The numbers rounded to a count of decimals, halves to the even neighbour as in NumPy.
  public func rounded(decimals: Int = 0) -> Series {
    guard case .numbers(let values) = storage else { return self }
    var power = 1.0
    for _ in 0..<abs(decimals) { power *= 10 }
    let result = values.map { value in
      decimals >= 0
        ? (value * power).rounded(.toNearestOrEven) / power : (value / power).rounded(.toNearestOrEven) * power
    }
    return Series(storage: .numbers(result), name: name, index: index)
  }
}

enum ArithmeticOperation {
  case add, subtract, multiply, divide

  var kernel: Kernel {
    switch self {
    case .add: return .add
    case .subtract: return .subtract
    case .multiply: return .multiply
    case .divide: return .divide
    }
  }

  var symbol: String {
    switch self {
    case .add: return "+"
    case .subtract: return "-"
    case .multiply: return "*"
    case .divide: return "/"
    }
  }
}

private func combined(_ a: Series, _ b: Series, _ operation: ArithmeticOperation) -> Series {
  let (first, second) = matched(a, b, operation: operation.symbol)
  let name = a.name == b.name ? a.name : nil
  return Series(storage: Storage(first.storage, second.storage, operation), name: name, index: first.index)
}

private func combined(_ a: Series, _ b: Value, _ operation: ArithmeticOperation) -> Series {
  Series(storage: Storage(a.storage, Storage(b, beside: a.storage), operation), name: a.name, index: a.index)
}

private func combined(_ a: Value, _ b: Series, _ operation: ArithmeticOperation) -> Series {
  Series(storage: Storage(Storage(a, beside: b.storage), b.storage, operation), name: b.name, index: b.index)
}

/// Two series with the same labels: as they are where they agree, otherwise both laid over the sorted
/// union of their labels.
func matched(_ a: Series, _ b: Series, operation: String) -> (Series, Series) {
  if a.index.matches(b.index) { return (a, b) }
  if !a.isLabeled || !b.isLabeled {
    guard a.count == b.count else {
      fail("Series \(operation) Series: \(counted(a.count, "value")) and \(counted(b.count, "value"))")
    }
    return a.isLabeled ? (a, b.relabeled(a.index)) : (a.relabeled(b.index), b)
  }
  let union = Index.union(a.index, b.index)
  return (a.aligned(to: union), b.aligned(to: union))
}

extension Storage {
  /// One value, `count` times.
  init(_ value: Value, count: Int) {
    switch value {
    case .number(let value): self = .numbers([Double](repeating: value, count: count))
    case .integer(let value): self = .integers([Int](repeating: value, count: count), missing: nil)
    case .boolean(let value): self = .booleans([Bool](repeating: value, count: count), missing: nil)
    case .string(let value):
      var one = StringStorage()
      one.append(value)
      self = .strings(StringStorage(views: [StringView](repeating: one.views[0], count: count), heap: one.heap))
    }
  }

  /// One value that stands for all rows of another column: once where the operation repeats it itself.
  init(_ value: Value, beside other: Storage) {
    switch (value, other) {
    case (.string, _), (_, .strings): self.init(value, count: other.count)
    case (_, .integers(_, _?)), (_, .booleans(_, _?)): self.init(value, count: other.count)
    default: self.init(value, count: Swift.min(other.count, 1))
    }
  }

  init(_ a: Storage, _ b: Storage, _ operation: ArithmeticOperation) {
    switch (a, b) {
    case (.strings(let first), .strings(let second)) where operation == .add:
      self = .strings(
        StringStorage(
          (0..<first.count).map { row in
            guard let head = first[row], let tail = second[row] else { return nil }
            return head + tail
          }))
      return
    case (.strings, _), (_, .strings):
      fail("Series \(operation.symbol) Series: \(a.typeName) and \(b.typeName) values do not combine")
    case (.numbers, _), (_, .numbers): break
    default:
      if operation != .divide {
        self = Storage(integers: a, b, operation)
        return
      }
    }
    let first = a.doubles ?? []
    let second = b.doubles ?? []
    self = .numbers(operation.kernel.applied(first, second, as: Double.self))
  }

  private init(integers a: Storage, _ b: Storage, _ operation: ArithmeticOperation) {
    guard case .integers(let first, let missingFirst) = a.converted(to: .integer),
      case .integers(let second, let missingSecond) = b.converted(to: .integer)
    else { fail("Series \(operation.symbol) Series: \(a.typeName) and \(b.typeName) values do not combine") }
    let missing = Storage.either(missingFirst, missingSecond)
    self = .integers(operation.kernel.applied(first, second, as: Int.self), missing: missing)
  }

  static func either(_ a: [Bool]?, _ b: [Bool]?) -> [Bool]? {
    guard let a else { return b }
    guard let b else { return a }
    return zip(a, b).map { $0 || $1 }
  }
}

@inline(__always)
func zipped<A, B, Result>(_ a: [A], _ b: [B], _ combine: (A, B) -> Result) -> [Result] {
  [Result](largeCapacity: a.count) { result, count in
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for position in 0..<a.count {
          (result.baseAddress! + position).initialize(to: combine(a[position], b[position]))
        }
      }
    }
    count = a.count
  }
}
