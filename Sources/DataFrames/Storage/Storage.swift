/// The values of a column, in one array of their type.
///
/// A missing number is NaN; integers and booleans carry a mask (`nil` where nothing is missing), and a
/// missing text is a view of its own.
enum Storage {
  case numbers([Double])
  case integers([Int], missing: [Bool]?)
  case booleans([Bool], missing: [Bool]?)
  case strings(StringStorage)

  var count: Int {
    switch self {
    case .numbers(let values): return values.count
    case .integers(let values, _): return values.count
    case .booleans(let values, _): return values.count
    case .strings(let values): return values.count
    }
  }

  var type: ColumnType {
    switch self {
    case .numbers: return .number
    case .integers: return .integer
    case .booleans: return .boolean
    case .strings: return .string
    }
  }

  /// The name that pandas gives a column of this kind.
  var typeName: String {
    switch self {
    case .numbers: return "float64"
    case .integers(_, let missing): return missing == nil ? "int64" : "Int64"
    case .booleans(_, let missing): return missing == nil ? "bool" : "object"
    case .strings: return "str"
    }
  }

  var isNumeric: Bool {
    switch self {
    case .numbers, .integers: return true
    case .booleans(_, let missing): return missing == nil
    case .strings: return false
    }
  }

  /// An empty column of a type.
  static func empty(_ type: ColumnType) -> Storage {
    switch type {
    case .number: return .numbers([])
    case .integer: return .integers([], missing: nil)
    case .boolean: return .booleans([], missing: nil)
    case .string: return .strings(StringStorage())
    }
  }

  /// A column of a type with nothing but missing values.
  static func missing(_ type: ColumnType, count: Int) -> Storage {
    let mask = [Bool](repeating: true, count: count)
    switch type {
    case .number: return .numbers([Double](repeating: .nan, count: count))
    case .integer: return .integers([Int](repeating: 0, count: count), missing: mask)
    case .boolean: return .booleans([Bool](repeating: false, count: count), missing: mask)
    case .string:
      return .strings(StringStorage(views: [StringView](repeating: .missing, count: count), heap: []))
    }
  }

  /// Integers some of which may be missing; the mask is kept only where one is.
  init(_ values: [Int?]) {
    let missing = values.map { $0 == nil }
    self = .integers(values.map { $0 ?? 0 }, missing: missing.contains(true) ? missing : nil)
  }

  /// Booleans some of which may be missing; the mask is kept only where one is.
  init(_ values: [Bool?]) {
    let missing = values.map { $0 == nil }
    self = .booleans(values.map { $0 ?? false }, missing: missing.contains(true) ? missing : nil)
  }

  @inline(__always)
  func isMissing(_ row: Int) -> Bool {
    switch self {
    case .numbers(let values): return values[row].isNaN
    case .integers(_, let missing), .booleans(_, let missing): return missing?[row] ?? false
    case .strings(let values): return values.views[row].isMissing
    }
  }

  /// Which rows are missing, or `nil` if none is.
  var missingMask: [Bool]? {
    switch self {
    case .integers(_, let missing), .booleans(_, let missing):
      return missing
    case .numbers(let values):
      var any = false
      let mask = [Bool](unsafeUninitializedCapacity: values.count) { buffer, count in
        for row in 0..<values.count {
          let isMissing = values[row].isNaN
          buffer[row] = isMissing
          any = any || isMissing
        }
        count = values.count
      }
      return any ? mask : nil
    case .strings(let values):
      let mask = values.views.map(\.isMissing)
      return mask.contains(true) ? mask : nil
    }
  }

  /// The number of values that are not missing.
  var presentCount: Int {
    switch self {
    case .numbers(let values):
      var present = 0
      for value in values where !value.isNaN { present += 1 }
      return present
    case .integers(let values, let missing):
      guard let missing else { return values.count }
      return missing.reduce(0) { $0 + ($1 ? 0 : 1) }
    case .booleans(let values, let missing):
      guard let missing else { return values.count }
      return missing.reduce(0) { $0 + ($1 ? 0 : 1) }
    case .strings(let values):
      return values.views.reduce(0) { $0 + ($1.isMissing ? 0 : 1) }
    }
  }
}
