extension Storage {
  /// The column in another type.
  ///
  /// A number becomes an integer by dropping what follows the point, a text becomes missing where it is
  /// not of the type; a boolean is 1 or 0.
  func converted(to type: ColumnType) -> Storage {
    if type == self.type { return self }
    switch type {
    case .number: return .numbers(doubles ?? [])
    case .integer:
      switch self {
      case .numbers(let values):
        let missing = keptMask(values.map { !($0 > -9.3e18 && $0 < 9.2e18) })
        return .integers(values.map { $0 > -9.3e18 && $0 < 9.2e18 ? Int($0) : 0 }, missing: missing)
      case .booleans(let values, let missing):
        return .integers(values.map { $0 ? 1 : 0 }, missing: missing)
      case .strings(let values):
        return Storage((0..<values.count).map { values[$0].flatMap { Int($0) } })
      case .integers: return self
      }
    case .boolean:
      switch self {
      case .numbers(let values): return .booleans(values.map { $0 != 0 }, missing: missingMask)
      case .integers(let values, let missing): return .booleans(values.map { $0 != 0 }, missing: missing)
      case .strings(let values):
        return Storage(
          (0..<values.count).map { row -> Bool? in
            values[row].flatMap { text in
              switch text {
              case "True", "true", "TRUE": return true
              case "False", "false", "FALSE": return false
              default: return nil
              }
            }
          })
      case .booleans: return self
      }
    case .string:
      return .strings(StringStorage((0..<count).map { isMissing($0) ? nil : text($0) }))
    }
  }

  /// The values as numbers, NaN where one is missing; `nil` for a column of texts that are not numbers.
  var doubles: [Double]? {
    switch self {
    case .numbers(let values): return values
    case .integers(let values, let missing):
      guard let missing else {
        return [Double](largeCapacity: values.count) { buffer, count in
          if let start = buffer.baseAddress { convert(values, into: start) }
          count = values.count
        }
      }
      return zip(values, missing).map { $1 ? .nan : Double($0) }
    case .booleans(let values, let missing):
      guard let missing else { return values.map { $0 ? 1 : 0 } }
      return zip(values, missing).map { $1 ? .nan : ($0 ? 1 : 0) }
    case .strings(let values):
      var result = [Double]()
      result.reserveCapacity(values.count)
      for row in 0..<values.count {
        guard let text = values[row] else {
          result.append(.nan)
          continue
        }
        guard let number = Double(text) else { return nil }
        result.append(number)
      }
      return result
    }
  }

  /// One value as Python writes it; an empty text where it is missing.
  func text(_ row: Int) -> String {
    if isMissing(row) { return "" }
    switch self {
    case .numbers(let values): return shortest(values[row])
    case .integers(let values, _): return String(values[row])
    case .booleans(let values, _): return values[row] ? "True" : "False"
    case .strings(let values): return values[row] ?? ""
    }
  }

  /// One value as an element of its type; `nil` where it is missing.
  func value(_ row: Int) -> Value? {
    if isMissing(row) { return nil }
    switch self {
    case .numbers(let values): return .number(values[row])
    case .integers(let values, _): return .integer(values[row])
    case .booleans(let values, _): return .boolean(values[row])
    case .strings(let values): return values[row].map { .string($0) }
    }
  }

  /// A column of one type from single values; integers among numbers become numbers, and where nothing
  /// else fits all become texts.
  init(values: [Value?]) {
    var type: ColumnType?
    for case let value? in values {
      type = type.map { Storage.common($0, value.type) } ?? value.type
    }
    switch type ?? .number {
    case .number: self = .numbers(values.map { $0?.double ?? .nan })
    case .integer: self = Storage(values.map { $0?.integer })
    case .boolean: self = Storage(values.map { $0?.boolean })
    case .string: self = .strings(StringStorage(values.map { $0?.description }))
    }
  }
}
