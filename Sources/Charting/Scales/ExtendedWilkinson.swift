/// Tick placing by the extended Wilkinson search: J. Talbot, S. Lin and P. Hanrahan, "An Extension of
/// Wilkinson's Algorithm for Positioning Tick Labels on Axes", IEEE InfoVis 2010.
///
/// Of all runs of round numbers inside the range, the one with the best sum of simplicity, coverage
/// and density wins.
package enum ExtendedWilkinson {
  /// Round steps, the best first. The authors allow 4 and 3, too, which readers count in less easily.
  private static let steps: [Double] = [1, 5, 2, 2.5]
  private static let simplicityWeight = 0.25
  private static let coverageWeight = 0.2
  private static let densityWeight = 0.5
  private static let legibilityWeight = 0.05

  /// Round numbers from `lower` to `upper`, about `count` of them, none outside.
  package static func ticks(from lower: Double, to upper: Double, count wanted: Double) -> [Double] {
    let range = upper - lower
    guard range > 0, range.isFinite, wanted >= 1 else { return lower.isFinite ? [lower] : [] }
    // Where a Double has no numbers between, there is nothing to count by.
    guard range > max(abs(lower), abs(upper)) * 1e-11 else { return inside(lower, upper) }
    // Work near 1, so that squares of 1e-300 do not vanish.
    let exponent = decimalLogarithm(range).rounded(.down)
    let unit = power(10, exponent)
    guard unit > 0, unit.isFinite else { return [lower, upper] }
    let search = Search(lower: lower / unit, upper: upper / unit, wanted: max(wanted, 2))
    guard let best = search.run() else { return inside(lower, upper) }
    return (0..<best.count).map { k in
      let multiple = best.first + Double(k) * best.multiple
      return rounded(multiple, base: best.base, exponent: exponent + best.exponent)
    }
  }

  /// `multiple · base · 10^exponent`, rounded as its decimal digits say.
  private static func rounded(_ multiple: Double, base: Double, exponent: Double) -> Double {
    let value = multiple * base
    if value == 0 { return 0 }
    return exponent >= 0 ? value * power(10, exponent) : value / power(10, -exponent)
  }

  private static func inside(_ lower: Double, _ upper: Double) -> [Double] {
    lower <= 0 && upper >= 0 ? [0] : [lower + (upper - lower) / 2]
  }

  private struct Labelling {
    var first: Double
    var multiple: Double
    var base: Double
    var exponent: Double
    var count: Int
  }

  private struct Search {
    let lower: Double
    let upper: Double
    let wanted: Double

    func run() -> Labelling? {
      var best: Labelling?
      var bestScore = -2.0
      let count = ExtendedWilkinson.steps.count
      var skip = 1.0
      search: while skip < 20 {
        for (rank, base) in ExtendedWilkinson.steps.enumerated() {
          let simplest = 1 - Double(rank) / Double(count - 1) - skip + 1
          if score(simplest, 1, 1) < bestScore { break search }
          var ticks = 2.0
          while ticks < 60 {
            let densest = ticks >= wanted ? 2 - (ticks - 1) / (wanted - 1) : 1
            if score(simplest, 1, densest) < bestScore { break }
            let gap = (upper - lower) / (ticks + 1) / skip / base
            var exponent = decimalLogarithm(gap).rounded(.up)
            while exponent < 30 {
              let step = skip * base * power(10, exponent)
              let span = step * (ticks - 1)
              if score(simplest, bestCoverage(span), densest) < bestScore || span > (upper - lower) * 1.0001 { break }
              let first = (lower / step * skip).rounded(.down) - skip
              let last = (upper / step * skip).rounded(.up)
              guard last - first < 1e6, abs(first) < 1e14, abs(last) < 1e14 else { break }
              var start = first
              while start <= last {
                let low = start * step / skip
                let high = low + span
                let slack = (upper - lower) * 1e-9
                if low >= lower - slack && high <= upper + slack {
                  let simple = simplicity(rank: rank, skip: skip, low: low, high: high, step: step)
                  let total = score(simple, coverage(low, high), density(ticks, low, high))
                  if total > bestScore {
                    bestScore = total
                    best = Labelling(
                      first: start, multiple: skip, base: base, exponent: exponent, count: Int(ticks))
                  }
                }
                start += 1
              }
              exponent += 1
            }
            ticks += 1
          }
        }
        skip += 1
      }
      return best
    }

    private func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
      ExtendedWilkinson.simplicityWeight * simplicity + ExtendedWilkinson.coverageWeight * coverage
        + ExtendedWilkinson.densityWeight * density + ExtendedWilkinson.legibilityWeight
    }

    private func simplicity(rank: Int, skip: Double, low: Double, high: Double, step: Double) -> Double {
      let remainder = (low / step).rounded() - low / step
      let meetsZero = abs(remainder) < 1e-9 && low <= 0 && high >= 0
      return 1 - Double(rank) / Double(ExtendedWilkinson.steps.count - 1) - skip + (meetsZero ? 1 : 0)
    }

    private func coverage(_ low: Double, _ high: Double) -> Double {
      let tenth = 0.1 * (upper - lower)
      return 1 - 0.5 * ((upper - high) * (upper - high) + (lower - low) * (lower - low)) / (tenth * tenth)
    }

    private func bestCoverage(_ span: Double) -> Double {
      let range = upper - lower
      guard span > range else { return 1 }
      let half = (span - range) / 2
      return 1 - half * half / (0.01 * range * range)
    }

    private func density(_ ticks: Double, _ low: Double, _ high: Double) -> Double {
      let found = (ticks - 1) / (high - low)
      let target = (wanted - 1) / (max(upper, high) - min(lower, low))
      return 2 - max(found / target, target / found)
    }
  }
}
