/// Tick placing after the extended Wilkinson search: J. Talbot, S. Lin and P. Hanrahan, "An Extension of
/// Wilkinson's Algorithm for Positioning Tick Labels on Axes", IEEE InfoVis 2010.
///
/// Of all runs of round numbers inside the range, the one with the best sum of simplicity, coverage
/// and density wins. Ticks are multiples of their step, in which readers count most easily: the authors' steps of 3
/// and 4, and runs that begin between multiples (1, 3, 5), are left out.
package enum ExtendedWilkinson {
  /// Round steps, and what each costs in simplicity.
  private static let steps: [(base: Double, cost: Double)] = [(1, 0), (5, 0.15), (2, 0.2), (2.5, 0.6)]
  private static let simplicityWeight = 0.25
  private static let coverageWeight = 0.1
  private static let densityWeight = 0.5
  /// Two ticks say where an axis is, but not well how it goes on.
  private static let costOfPairs = 0.5

  /// Round numbers from `lower` to `upper`, about `count` of them, none outside; where they count, whole numbers alone.
  package static func ticks(
    from lower: Double, to upper: Double, count wanted: Double, areWhole: Bool = false
  ) -> [Double] {
    let range = upper - lower
    guard range > 0, range.isFinite, wanted >= 1 else { return lower.isFinite ? [lower] : [] }
    // Where a Double has no numbers between, there is nothing to count by.
    guard range > max(abs(lower), abs(upper)) * 1e-11 else { return inside(lower, upper) }
    // Work near 1, so that squares of 1e-300 do not vanish.
    let exponent = decimalExponent(range)
    let unit = power(10, Double(exponent))
    guard unit > 0, unit.isFinite else { return [lower, upper] }
    var search = Search(lower: lower / unit, upper: upper / unit, wanted: max(wanted, 2))
    if areWhole { search.leastExponent = -exponent }
    guard let best = search.run() else {
      return areWhole ? Array(stride(from: lower.rounded(.up), through: upper, by: 1)) : inside(lower, upper)
    }
    return (best.first...best.last).map { rounded(Double($0) * best.base, exponent: exponent + best.exponent) }
  }

  /// `value · 10^exponent`, rounded as its decimal digits say.
  private static func rounded(_ value: Double, exponent: Int) -> Double {
    if value == 0 { return 0 }
    return exponent >= 0 ? value * power(10, Double(exponent)) : value / power(10, Double(-exponent))
  }

  private static func inside(_ lower: Double, _ upper: Double) -> [Double] {
    lower <= 0 && upper >= 0 ? [0] : [lower + (upper - lower) / 2]
  }

  /// The multiples of `base · 10^exponent` from `first` to `last`.
  private struct Labelling {
    var first: Int
    var last: Int
    var base: Double
    var exponent: Int
  }

  private struct Search {
    let lower: Double
    let upper: Double
    let wanted: Double
    /// That of the smallest power of ten that may be a step, where steps are to be whole.
    var leastExponent: Int?

    func run() -> Labelling? {
      var best: Labelling?
      var bestScore = -Double.infinity
      for (base, cost) in ExtendedWilkinson.steps {
        for exponent in -3...1 where leastExponent.map({ exponent >= (base == 2.5 ? $0 + 1 : $0) }) ?? true {
          // Whole numbers divide exactly: 0.3 is the third multiple of 0.1.
          let scale = power(10, Double(abs(exponent)))
          func multiples(_ value: Double) -> Double { exponent < 0 ? value * scale / base : value / scale / base }
          let first = (multiples(lower) - 1e-9).rounded(.up)
          let last = (multiples(upper) + 1e-9).rounded(.down)
          guard last > first, last - first < 100, abs(first) < 1e14, abs(last) < 1e14 else { continue }
          let score = score(
            cost: cost, count: last - first + 1, low: (first - multiples(lower)) / (multiples(upper) - multiples(lower)),
            high: (multiples(upper) - last) / (multiples(upper) - multiples(lower)))
          if score > bestScore {
            bestScore = score
            best = Labelling(first: Int(first), last: Int(last), base: base, exponent: exponent)
          }
        }
      }
      return best
    }

    /// - Parameters:
    ///   - low: The share of the range below the first tick.
    ///   - high: The share above the last.
    private func score(cost: Double, count: Double, low: Double, high: Double) -> Double {
      let coverage = 1 - 0.5 * (low * low + high * high) / 0.01
      let density = (count - 1) / (1 - low - high) / (wanted - 1)
      return ExtendedWilkinson.simplicityWeight * (1 - cost)
        + ExtendedWilkinson.coverageWeight * max(coverage, -1.5)
        + ExtendedWilkinson.densityWeight * (2 - max(density, 1 / density))
        - (count == 2 && wanted > 3 ? ExtendedWilkinson.costOfPairs : 0)
    }
  }
}
