import Arrays

/// Which rows of a matrix are the same.
struct DistinctRows {
  /// To which group each row belongs; groups stand in the order of their first rows.
  private let groups: [Int]
  /// The first row of each group.
  private let firsts: [Int]
  /// How many rows are in each group.
  let counts: [Int]

  /// The groups of equal rows, or `nil` if hardly any row occurs twice.
  init?(_ rows: NDArray) {
    let (count, width) = (rows.shape[0], rows.shape[1])
    var (groups, firsts, counts) = ([Int](), [Int](), [Int]())
    var byHash: [Int: [Int]] = [:]
    rows.withUnsafeElements { numbers in
      for row in 0..<count {
        var hasher = Hasher()
        for place in (row * width)..<((row + 1) * width) { hasher.combine(numbers[place]) }
        let hash = hasher.finalize()
        let group = byHash[hash]?.first { group in
          (0..<width).allSatisfy { numbers[firsts[group] * width + $0] == numbers[row * width + $0] }
        }
        if let group {
          counts[group] += 1
          groups.append(group)
        } else {
          byHash[hash, default: []].append(firsts.count)
          groups.append(firsts.count)
          firsts.append(row)
          counts.append(1)
        }
      }
    }
    if firsts.count * 50 > count * 49 { return nil }
    (self.groups, self.firsts, self.counts) = (groups, firsts, counts)
  }

  /// The first row of each group.
  func examples(_ rows: NDArray) -> NDArray { rows[firsts] }

  /// The mean of the rows of each group.
  func means(_ rows: NDArray) -> NDArray {
    let width = rows.shape[1]
    return NDArray(shape: [firsts.count, width]) { (means: UnsafeMutableBufferPointer<Double>) in
      means.update(repeating: 0)
      rows.withUnsafeElements { numbers in
        for (row, group) in groups.enumerated() {
          for k in 0..<width { means[group * width + k] += numbers[row * width + k] / Double(counts[group]) }
        }
      }
    }
  }

  /// The sum of squares of what rows are away from the means of their groups.
  func squares(_ rows: NDArray, around means: NDArray) -> Double {
    let width = rows.shape[1]
    var sum = 0.0
    rows.withUnsafeElements { numbers in
      means.withUnsafeElements { means in
        for (row, group) in groups.enumerated() {
          for k in 0..<width {
            let distance = numbers[row * width + k] - means[group * width + k]
            sum += distance * distance
          }
        }
      }
    }
    return sum
  }
}
