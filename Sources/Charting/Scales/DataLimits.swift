/// The values that a chart's marks reach, axis by axis, gathered to choose the axes' ends.
struct DataLimits {
  /// The smallest and largest finite values of one direction.
  struct Extent {
    var lower = Double.infinity
    var upper = -Double.infinity
    /// The smallest value above zero, for logarithmic axes.
    var smallestPositive = Double.infinity
    var needsPositive = false
    /// Ends that the axis stops at exactly: a bar's base, an image's border.
    var edges: [Double] = []
    var isEmpty: Bool { lower > upper }

    mutating func include(_ value: Double) {
      guard value.isFinite else { return }
      if value < lower { lower = value }
      if value > upper { upper = value }
      if needsPositive && value > 0 && value < smallestPositive { smallestPositive = value }
    }

    mutating func include(_ values: [Double]) {
      let most = Double.greatestFiniteMagnitude
      var (low, high) = DataLimits.extremes(of: values, from: lower, upper)
      if low < -most || high > most {
        // Infinities are left out.
        (low, high) = (lower, upper)
        for value in values where abs(value) <= most {
          low = min(low, value)
          high = max(high, value)
        }
      }
      (lower, upper) = (low, high)
      if needsPositive {
        for value in values where value > 0 && value < smallestPositive { smallestPositive = value }
      }
    }

    mutating func includeEdge(_ value: Double) {
      include(value)
      if value.isFinite { edges.append(value) }
    }
  }

  var x = Extent()
  var y = Extent()

  /// The smallest and the largest number, infinities among them, eight at a time.
  private static func extremes(of values: [Double], from lower: Double, _ upper: Double) -> (Double, Double) {
    values.withUnsafeBufferPointer { values in
      // Comparisons with what is not a number are false.
      var lows = SIMD8(repeating: lower)
      var highs = SIMD8(repeating: upper)
      var k = 0
      while k + 8 <= values.count {
        let group = UnsafeRawPointer(values.baseAddress.unsafelyUnwrapped + k).loadUnaligned(as: SIMD8<Double>.self)
        lows.replace(with: group, where: group .< lows)
        highs.replace(with: group, where: group .> highs)
        k += 8
      }
      var (low, high) = (lows.min(), highs.max())
      for value in values[k...] {
        if value < low { low = value }
        if value > high { high = value }
      }
      return (low, high)
    }
  }
}

extension DataLimits.Extent {
  /// The ends of an axis: the data with a margin, or what the author asked for.
  ///
  /// Without data the axis runs from 0 to 1; around a single value it opens by a tenth.
  func axisRange(scale: Scale, wanted: (lower: Double?, upper: Double?), margin: Double) -> (Double, Double) {
    var (low, high) = (lower, upper)
    if scale == .logarithmic { low = smallestPositive }
    if low > high || !low.isFinite { (low, high) = scale == .logarithmic ? (1, 10) : (0, 1) }
    var range: (Double, Double)
    switch scale {
    case .linear:
      if low == high {
        let half = low == 0 ? 0.5 : abs(low) * 0.1
        range = edges.contains(low) ? (low, low + 2 * half) : (low - half, high + half)
      } else {
        let pad = (high / 2 - low / 2) * 2 * margin
        range = (edges.contains(low) ? low : low - pad, edges.contains(high) ? high : high + pad)
      }
      if !(range.1 - range.0).isFinite { range = (max(range.0, -8e307), min(range.1, 8e307)) }
      // Digits that a Double does not have cannot be labelled.
      let least = max(abs(range.0), abs(range.1)) * 1e-12
      if range.1 - range.0 < least { range = (range.0 - least, range.1 + least) }
      if range.1 - range.0 < 1e-305 { range = (range.0 - 1e-304, range.1 + 1e-304) }
    case .logarithmic:
      let (a, b) = (decimalLogarithm(low), decimalLogarithm(max(high, low)))
      let pad = a == b ? 0.5 : (b - a) * margin
      range = (power(10, max(a - pad, -307)), power(10, min(b + pad, 308)))
    }
    if let wantedLower = wanted.lower, wantedLower.isFinite, scale == .linear || wantedLower > 0 {
      range.0 = wantedLower
    }
    if let wantedUpper = wanted.upper, wantedUpper.isFinite, scale == .linear || wantedUpper > 0 {
      range.1 = wantedUpper
    }
    if range.0 > range.1 { range = (range.1, range.0) }
    if range.0 == range.1 {
      range = scale == .linear ? (range.0 - 0.5, range.1 + 0.5) : (range.0 / 2, range.1 * 2)
    }
    return range
  }
}
