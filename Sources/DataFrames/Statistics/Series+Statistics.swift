import Arrays

/// Statistics leave missing values out, as in pandas; of no values at all the sum is 0 and the rest NaN.
extension Series {
  /// The sum; of a mask, how many values are true.
  public func sum() -> Double {
    let values = numbers(for: "sum")
    let whole = wholeSum(values)
    if !whole.isNaN { return whole }
    return values.withUnsafeBufferPointer { values in
      pairwiseSum(values.count) { values[$0].isNaN ? 0 : values[$0] }
    }
  }

  /// The arithmetic mean; of a mask, the share of true values.
  public func mean() -> Double {
    let present = presentCount
    return present == 0 ? .nan : sum() / Double(present)
  }

  /// The variance: the sum of squared distances from the mean, divided by `count` - `degreesOfFreedom`.
  ///
  /// - Parameter degreesOfFreedom: 1 by default, as in pandas, for a sample.
  public func variance(degreesOfFreedom: Int = 1) -> Double {
    let values = numbers(for: "variance")
    let present = presentCount
    guard present > degreesOfFreedom else { return .nan }
    let mean = mean()
    if present == values.count { return wholeSquares(values, mean: mean) / Double(present - degreesOfFreedom) }
    let squares = values.withUnsafeBufferPointer { values in
      pairwiseSum(values.count) { row in
        let distance = mean - values[row]
        return distance.isNaN ? 0 : distance * distance
      }
    }
    return squares / Double(present - degreesOfFreedom)
  }

  /// The standard deviation: the square root of the variance.
  ///
  /// - Parameter degreesOfFreedom: 1 by default, as in pandas, for a sample.
  public func standardDeviation(degreesOfFreedom: Int = 1) -> Double {
    variance(degreesOfFreedom: degreesOfFreedom).squareRoot()
  }

  /// The least number.
  public func min() -> Double { numbers(for: "min").reduce(.nan) { $1 < $0 || $0.isNaN ? $1 : $0 } }

  /// The greatest number.
  public func max() -> Double { numbers(for: "max").reduce(.nan) { $1 > $0 || $0.isNaN ? $1 : $0 } }

  /// The middle number, or the mean of the two in the middle.
  public func median() -> Double {
    let values = numbers(for: "median").present
    if values.isEmpty { return .nan }
    let middle = orderStatistics(values, [(values.count - 1) / 2, values.count / 2])
    return values.count % 2 == 1 ? middle[0] : (middle[0] + middle[1]) / 2
  }

  /// The number below which a share of the values lies, interpolated between neighbours.
  ///
  /// - Parameter share: from 0 (the least value) to 1 (the greatest); another share traps.
  public func quantile(_ share: Double) -> Double {
    guard share >= 0, share <= 1 else { fail("Series.quantile: the share \(share) is not between 0 and 1") }
    return quantiles(numbers(for: "quantile").present, [share])[0]
  }

  /// The number of values that are not missing.
  public var presentCount: Int { storage.presentCount }

  /// The position of the least number, the first one of several; `nil` if all are missing.
  public func argmin() -> Int? { position { $0 < $1 } }

  /// The position of the greatest number, the first one of several; `nil` if all are missing.
  public func argmax() -> Int? { position { $0 > $1 } }

  private func position(_ isBetter: (Double, Double) -> Bool) -> Int? {
    var best: (row: Int, value: Double)?
    for (row, value) in numbers(for: "argmin").enumerated() where !value.isNaN {
      if let known = best, !isBetter(value, known.value) { continue }
      best = (row, value)
    }
    return best?.row
  }

  /// The most frequent value, the least of several; `nil` if all are missing.
  public func mode() -> Value? {
    let factors = Factorization(storage)
    guard factors.groupCount > 0 else { return nil }
    var counts = [Int](repeating: 0, count: factors.groupCount)
    for code in factors.codes where code >= 0 { counts[Int(code)] += 1 }
    let most = counts.max()
    let rows = counts.indices.filter { counts[$0] == most }.map { factors.firstRows[$0] }
    let candidates = storage.taking(rows)
    return candidates.value(candidates.order()[0])
  }

  /// The place of each value in the order of all, from 1; equal values get the mean of their places.
  public func ranks() -> Series {
    let order = storage.order()
    let present = presentCount
    var ranks = [Double](repeating: .nan, count: count)
    var start = 0
    while start < present {
      var end = start + 1
      while end < present, storage.isSameValue(order[start], order[end]) { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return Series(storage: .numbers(ranks), name: name, index: index)
  }

  /// The correlation with another series, -1 to 1, over the rows where both are present.
  public func correlation(with other: Series, method: CorrelationMethod = .pearson) -> Double {
    let (a, b) = matched(self, other, operation: "correlation")
    let (first, second) = (a.numbers(for: "correlation"), b.numbers(for: "correlation"))
    guard method == .pearson else { return method.correlation(first, second) }
    let pairs = zip(first, second).filter { !$0.isNaN && !$1.isNaN }
    return pearson(
      NDArray(pairs.map { $0.0 }, shape: [pairs.count]), NDArray(pairs.map { $0.1 }, shape: [pairs.count]))
  }

  /// Pearson's correlation in the steps in which pandas takes it for two series, each of which rounds.
  private func pearson(_ a: NDArray, _ b: NDArray) -> Double {
    guard a.count > 1 else { return .nan }
    var (x, y) = (a - a.mean(), b - b.mean())
    let (xScale, yScale) = (abs(x).max(), abs(y).max())
    if xScale == 0 || yScale == 0 { return .nan }
    (x, y) = (x / xScale, y / yScale)
    let count = Double(a.count - 1)
    let quotient = x.dot(y).item() / count / (x.dot(x).item() / count).squareRoot()
    return Swift.min(1, Swift.max(-1, quotient / (y.dot(y).item() / count).squareRoot()))
  }
}

extension Storage {
  func isSameValue(_ a: Int, _ b: Int) -> Bool {
    switch self {
    case .numbers(let values): return values[a] == values[b]
    case .integers(let values, _): return values[a] == values[b]
    case .booleans(let values, _): return values[a] == values[b]
    case .strings(let values): return values.areEqual(values.views[a], values.views[b], in: values)
    }
  }
}
