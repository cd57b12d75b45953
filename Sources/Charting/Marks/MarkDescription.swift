/// A mark in numbers and words, for the draw list and for readers who do not see the picture.
struct MarkDescription {
  var kind: String
  var label: String?
  var colors: [String] = []
  /// Named columns of values, in data coordinates.
  var columns: [(name: String, values: [Double])] = []
  var texts: [String] = []
  /// A sentence or two without the label: what is shown, in which ranges, what stands out.
  var sentence = ""
}

/// Ranges and shapes of data in words.
enum Wording {
  /// A number as one would say it: at most four digits that matter.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "no number" }
    if value.isInfinite { return value < 0 ? "minus infinity" : "infinity" }
    return Ticks.typographic(general(value, digits: 4))
  }

  static func range(_ values: [Double]) -> String? {
    var extent = DataLimits.Extent()
    extent.include(values)
    guard !extent.isEmpty else { return nil }
    let (low, high) = (extent.lower, extent.upper)
    return low == high ? number(low) : "\(number(low)) to \(number(high))"
  }

  /// The pairs of finite values; of very many, some thousands at equal distances and the last.
  private static func sampled(_ x: [Double], _ y: [Double]) -> [(Double, Double)] {
    let count = min(x.count, y.count)
    var pairs: [(Double, Double)] = []
    for k in stride(from: 0, to: count, by: max(1, count / 10_000)) where x[k].isFinite && y[k].isFinite {
      pairs.append((x[k], y[k]))
    }
    if count > 20_000, x[count - 1].isFinite, y[count - 1].isFinite { pairs.append((x[count - 1], y[count - 1])) }
    return pairs
  }

  /// How many pairs have no place because a number is missing or infinite.
  static func missing(_ x: [Double], _ y: [Double]) -> String? {
    let count = zip(x, y).count { !$0.isFinite || !$1.isFinite }
    return count == 0 ? nil : "\(count) of them not finite and not drawn"
  }

  /// How points lie to each other: Pearson's correlation in words.
  static func correlation(_ x: [Double], _ y: [Double]) -> String? {
    let pairs = sampled(x, y)
    guard pairs.count >= 5 else { return nil }
    let n = Double(pairs.count)
    let meanX = pairs.reduce(0) { $0 + $1.0 / n }
    let meanY = pairs.reduce(0) { $0 + $1.1 / n }
    var (sxx, syy, sxy) = (0.0, 0.0, 0.0)
    for (a, b) in pairs {
      sxx += (a - meanX) * (a - meanX)
      syy += (b - meanY) * (b - meanY)
      sxy += (a - meanX) * (b - meanY)
    }
    guard sxx > 0, syy > 0 else { return nil }
    let r = sxy / (sxx * syy).squareRoot()
    guard r.isFinite else { return nil }
    let text = Ticks.typographic(fixed(r, decimals: 2))
    switch abs(r) {
    case 0.9...: return "they lie close to a \(r > 0 ? "rising" : "falling") line (correlation \(text))"
    case 0.5...: return "they tend to \(r > 0 ? "rise" : "fall") together (correlation \(text))"
    default: return "with no clear linear trend (correlation \(text))"
    }
  }

  /// What a curve does from its first to its last point.
  static func course(_ x: [Double], _ y: [Double]) -> String? {
    let pairs = sampled(x, y)
    guard pairs.count >= 2, let first = pairs.first, let last = pairs.last,
      let low = pairs.min(by: { $0.1 < $1.1 }), let high = pairs.max(by: { $0.1 < $1.1 })
    else { return nil }
    let span = high.1 - low.1
    guard span > 0 else { return "constant at \(number(first.1))" }
    let slack = span * 0.02
    let rises = zip(pairs, pairs.dropFirst()).allSatisfy { $1.1 >= $0.1 - slack }
    let falls = zip(pairs, pairs.dropFirst()).allSatisfy { $1.1 <= $0.1 + slack }
    let ends = "from \(number(first.1)) at \(number(first.0)) to \(number(last.1)) at \(number(last.0))"
    if rises { return "rises \(ends)" }
    if falls { return "falls \(ends)" }
    return "goes \(ends), lowest \(number(low.1)) at \(number(low.0)), highest \(number(high.1)) at \(number(high.0))"
  }
}
