import Arrays

/// Functions of every value. A missing value stays missing; texts trap.
extension Series {
  /// Whether there are no values.
  public var isEmpty: Bool { count == 0 }

  /// The product of the values, missing ones left out; 1 if there are none.
  public func product() -> Double {
    numbers(for: "product").reduce(1) { $1.isNaN ? $0 : $0 * $1 }
  }

  /// The sum of each value and all before it: pandas's `cumsum`. Missing values are left out and stay missing.
  public func cumulativeSum() -> Series {
    if case .integers(let values, nil) = storage {
      var sum = 0
      return replacing(.integers(values.map { sum &+= $0; return sum }, missing: nil))
    }
    var sum = 0.0
    return replacing(
      .numbers(
        numbers(for: "cumulativeSum").map { value in
          if value.isNaN { return .nan }
          sum += value
          return sum
        }))
  }

  /// The difference of each value and the one some places before it: pandas's `diff`. The first ones are missing.
  ///
  /// - Parameter places: how far before; a negative number looks ahead.
  public func differences(_ places: Int = 1) -> Series {
    let values = numbers(for: "differences")
    return replacing(
      .numbers(
        values.indices.map { row in
          let (other, overflow) = row.subtractingReportingOverflow(places)
          return overflow || !values.indices.contains(other) ? .nan : values[row] - values[other]
        }))
  }

  /// The values some places further down, under the same labels: pandas's `shift`. What moves in is missing.
  ///
  /// - Parameter places: how far down; a negative number moves up.
  public func shifted(_ places: Int = 1) -> Series {
    let values = self.values
    let moved = values.indices.map { row -> Value? in
      let (other, overflow) = row.subtractingReportingOverflow(places)
      return overflow || !values.indices.contains(other) ? nil : values[other]
    }
    switch type {
    case .string: return replacing(Series(moved.map { $0?.string }).storage)
    case .boolean: return replacing(Series(moved.map { $0?.boolean }).storage)
    default:
      if case .integers(_, .some) = storage { return replacing(Series(moved.map { $0?.integer }).storage) }
      return replacing(places == 0 ? storage : .numbers(moved.map { $0?.double ?? .nan }))
    }
  }

  /// Each value held within a range: pandas's `clip`.
  public func clipped(to range: ClosedRange<Double>) -> Series {
    map { $0.isNaN ? $0 : Swift.min(Swift.max($0, range.lowerBound), range.upperBound) }
  }

  private func replacing(_ storage: Storage) -> Series { Series(storage: storage, name: name, index: index) }
}

private func applied(_ function: (NDArray) -> NDArray, to series: Series) -> Series {
  Series(storage: .numbers(function(series.array).elements), name: series.name, index: series.index)
}

/// The magnitude of each value.
public func abs(_ series: Series) -> Series {
  if case .integers(let values, let missing) = series.storage {
    return Series(
      storage: .integers(values.map { $0 < 0 ? 0 &- $0 : $0 }, missing: missing), name: series.name, index: series.index)
  }
  return applied({ Arrays.abs($0) }, to: series)
}
/// The square root of each value.
public func sqrt(_ series: Series) -> Series { applied({ Arrays.sqrt($0) }, to: series) }
/// The exponential function of each value.
public func exp(_ series: Series) -> Series { applied({ Arrays.exp($0) }, to: series) }
/// The natural logarithm of each value.
public func log(_ series: Series) -> Series { applied({ Arrays.log($0) }, to: series) }
/// The logarithm of each value to base 10.
public func log10(_ series: Series) -> Series { applied({ Arrays.log10($0) }, to: series) }
/// The logarithm of 1 + each value, exact for small ones too.
public func log1p(_ series: Series) -> Series { applied({ Arrays.log1p($0) }, to: series) }
