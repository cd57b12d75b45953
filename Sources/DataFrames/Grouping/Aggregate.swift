/// A statistic of a column, for `GroupedFrame.aggregate`.
public struct Aggregate: Sendable {
  let statistic: Statistic
  let column: String

  /// The sum.
  public static func sum(_ column: String) -> Aggregate { Aggregate(statistic: .sum, column: column) }
  /// The mean.
  public static func mean(_ column: String) -> Aggregate { Aggregate(statistic: .mean, column: column) }
  /// The median.
  public static func median(_ column: String) -> Aggregate { Aggregate(statistic: .median, column: column) }
  /// The sample standard deviation.
  public static func standardDeviation(_ column: String) -> Aggregate {
    Aggregate(statistic: .standardDeviation, column: column)
  }
  /// The sample variance.
  public static func variance(_ column: String) -> Aggregate { Aggregate(statistic: .variance, column: column) }
  /// The least value.
  public static func min(_ column: String) -> Aggregate { Aggregate(statistic: .min, column: column) }
  /// The greatest value.
  public static func max(_ column: String) -> Aggregate { Aggregate(statistic: .max, column: column) }
  /// The first value that is not missing.
  public static func first(_ column: String) -> Aggregate { Aggregate(statistic: .first, column: column) }
  /// The last value that is not missing.
  public static func last(_ column: String) -> Aggregate { Aggregate(statistic: .last, column: column) }
  /// How many values are not missing.
  public static func count(_ column: String) -> Aggregate { Aggregate(statistic: .count, column: column) }
  /// How many different values there are.
  public static func uniqueCount(_ column: String) -> Aggregate {
    Aggregate(statistic: .uniqueCount, column: column)
  }
}

enum Statistic: Sendable {
  case sum, mean, median, standardDeviation, variance, min, max, first, last, count, uniqueCount

  var needsNumbers: Bool {
    switch self {
    case .sum, .mean, .median, .standardDeviation, .variance: return true
    default: return false
    }
  }
}

extension Storage {
  /// One value a group. Sums are compensated (Kahan 1965) and variances updated value by value (Welford
  /// 1962), as in pandas, so that they round the same.
  func aggregated(_ statistic: Statistic, _ grouping: Grouping) -> Storage {
    switch statistic {
    case .count: return .integers(presentCounts(grouping), missing: nil)
    case .uniqueCount:
      let pairs = Factorization([.integers(mapped(grouping.codes) { Int($0) }, missing: nil), self])
      var counts = [Int](repeating: 0, count: grouping.count)
      for row in pairs.firstRows where grouping.codes[row] >= 0 { counts[Int(grouping.codes[row])] += 1 }
      return .integers(counts, missing: nil)
    case .first, .last: return takingOrMissing(edgeRows(grouping, last: statistic == .last))
    case .min, .max: return extremes(grouping, greatest: statistic == .max)
    case .sum:
      if case .numbers(let values) = self { return .numbers(values.groupSums(grouping).sums) }
      return .integers(integerSums(grouping), missing: nil)
    case .mean:
      let (sums, counts) = (doubles ?? []).groupSums(grouping)
      return .numbers(zipped(sums, counts) { $1 == 0 ? .nan : $0 / Double($1) })
    case .variance: return .numbers((doubles ?? []).groupVariances(grouping))
    case .standardDeviation:
      return .numbers(mapped((doubles ?? []).groupVariances(grouping)) { $0.squareRoot() })
    case .median: return .numbers((doubles ?? []).groupMedians(grouping))
    }
  }

  private func presentCounts(_ grouping: Grouping) -> [Int] {
    var counts = [Int](repeating: 0, count: grouping.count)
    let mask = missingMask
    for (row, code) in grouping.codes.enumerated() where code >= 0 && !(mask?[row] ?? false) {
      counts[Int(code)] += 1
    }
    return counts
  }

  private func integerSums(_ grouping: Grouping) -> [Int] {
    guard case .integers(let values, let missing) = converted(to: .integer) else { return [] }
    var sums = [Int](repeating: 0, count: grouping.count)
    for (row, code) in grouping.codes.enumerated() where code >= 0 && !(missing?[row] ?? false) {
      sums[Int(code)] &+= values[row]
    }
    return sums
  }

  private func edgeRows(_ grouping: Grouping, last: Bool) -> [Int] {
    var rows = [Int](repeating: -1, count: grouping.count)
    for (row, code) in grouping.codes.enumerated() where code >= 0 && !isMissing(row) {
      if last || rows[Int(code)] < 0 { rows[Int(code)] = row }
    }
    return rows
  }

  private func extremes(_ grouping: Grouping, greatest: Bool) -> Storage {
    switch self {
    case .numbers(let values):
      var best = [Double](repeating: .nan, count: grouping.count)
      for (row, code) in grouping.codes.enumerated() where code >= 0 {
        let value = values[row]
        let known = best[Int(code)]
        if known.isNaN || (greatest ? value > known : value < known) { best[Int(code)] = value }
      }
      return .numbers(best)
    case .integers(let values, nil):
      var best = [Int](repeating: greatest ? Int.min : Int.max, count: grouping.count)
      for (row, code) in grouping.codes.enumerated() where code >= 0 {
        let value = values[row]
        if greatest ? value > best[Int(code)] : value < best[Int(code)] { best[Int(code)] = value }
      }
      return .integers(best, missing: nil)
    default:
      let order = order(ascending: !greatest)
      var rows = [Int](repeating: -1, count: grouping.count)
      for row in order where grouping.codes[row] >= 0 && !isMissing(row) {
        if rows[Int(grouping.codes[row])] < 0 { rows[Int(grouping.codes[row])] = row }
      }
      return takingOrMissing(rows)
    }
  }
}

extension [Double] {
  /// The sum of each group and how many numbers went into it.
  func groupSums(_ grouping: Grouping) -> (sums: [Double], counts: [Int]) {
    var sums = [(sum: Double, lost: Double, count: Int)](repeating: (0, 0, 0), count: grouping.count)
    withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        grouping.codes.withUnsafeBufferPointer { codes in
          for row in 0..<values.count {
            let code = Int(codes[row])
            let value = values[row]
            if code < 0 || value.isNaN { continue }
            let corrected = value - sums[code].lost
            let sum = sums[code].sum + corrected
            let lost = sum - sums[code].sum - corrected
            sums[code].lost = lost.isNaN ? 0 : lost
            sums[code].sum = sum
            sums[code].count += 1
          }
        }
      }
    }
    return (sums.map(\.sum), sums.map(\.count))
  }

  func groupVariances(_ grouping: Grouping) -> [Double] {
    var states = [(mean: Double, squares: Double, count: Double)](repeating: (0, 0, 0), count: grouping.count)
    withUnsafeBufferPointer { values in
      states.withUnsafeMutableBufferPointer { states in
        grouping.codes.withUnsafeBufferPointer { codes in
          for row in 0..<values.count {
            let code = Int(codes[row])
            let value = values[row]
            if code < 0 || value.isNaN { continue }
            states[code].count += 1
            let before = value - states[code].mean
            states[code].mean += before / states[code].count
            states[code].squares += (value - states[code].mean) * before
          }
        }
      }
    }
    return states.map { $0.count > 1 ? $0.squares / ($0.count - 1) : .nan }
  }

  func groupMedians(_ grouping: Grouping) -> [Double] {
    // The values laid out group after group; then the middle of each.
    var starts = [Int](repeating: 0, count: grouping.count + 1)
    return withUnsafeBufferPointer { values in
      grouping.codes.withUnsafeBufferPointer { codes in
        for row in 0..<values.count where codes[row] >= 0 && !values[row].isNaN { starts[Int(codes[row]) + 1] += 1 }
        for group in 0..<grouping.count { starts[group + 1] += starts[group] }
        var next = starts
        var laidOut = [Double](repeating: 0, count: starts[grouping.count])
        return laidOut.withUnsafeMutableBufferPointer { laidOut in
          next.withUnsafeMutableBufferPointer { next in
            for row in 0..<values.count where codes[row] >= 0 && !values[row].isNaN {
              let code = Int(codes[row])
              laidOut[next[code]] = values[row]
              next[code] += 1
            }
          }
          return (0..<grouping.count).map { group in
            let part = UnsafeMutableBufferPointer(rebasing: laidOut[starts[group]..<starts[group + 1]])
            guard part.count > 0 else { return .nan }
            let middle = part.count / 2
            let upper = selectSmallest(part, rank: middle)
            if part.count % 2 == 1 { return upper }
            var lower = part[0]
            for place in 0..<middle { lower = Swift.max(lower, part[place]) }
            return (lower + upper) / 2
          }
        }
      }
    }
  }
}
