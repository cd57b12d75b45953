import Arrays

extension DataFrame {
  /// Rows drawn at random: those that pandas draws with the same seed (`random_state`).
  ///
  /// - Parameters:
  ///   - count: how many; more than there are traps, unless rows are put back.
  ///   - replacing: whether a row is put back after being drawn.
  ///   - seed: what determines the draw.
  public func sample(_ count: Int, replacing: Bool = false, seed: Int) -> DataFrame {
    var random = RandomState(seed: seed)
    return sample(count, replacing: replacing, using: &random)
  }

  /// A share of the rows, drawn at random without putting any back; the count is rounded, halves to even.
  public func sample(fraction: Double, seed: Int) -> DataFrame {
    sample(sampleSize(fraction, of: rowCount), seed: seed)
  }

  /// Rows drawn at random from a stream that goes on.
  public func sample(_ count: Int, replacing: Bool = false, using random: inout RandomState) -> DataFrame {
    taking(sampledRows(count, of: rowCount, replacing: replacing, using: &random))
  }
}

extension Series {
  /// Rows drawn at random: those that pandas draws with the same seed (`random_state`).
  ///
  /// - Parameters:
  ///   - count: how many; more than there are traps, unless rows are put back.
  ///   - replacing: whether a row is put back after being drawn.
  ///   - seed: what determines the draw.
  public func sample(_ count: Int, replacing: Bool = false, seed: Int) -> Series {
    var random = RandomState(seed: seed)
    return taking(sampledRows(count, of: self.count, replacing: replacing, using: &random))
  }

  /// A share of the rows, drawn at random without putting any back; the count is rounded, halves to even.
  public func sample(fraction: Double, seed: Int) -> Series {
    sample(sampleSize(fraction, of: count), seed: seed)
  }
}

private func sampleSize(_ fraction: Double, of rows: Int) -> Int {
  guard fraction >= 0, fraction <= 1 else { fail("sample: the fraction \(fraction) is not between 0 and 1") }
  return Int((fraction * Double(rows)).rounded(.toNearestOrEven))
}

private func sampledRows(
  _ count: Int, of rows: Int, replacing: Bool, using random: inout RandomState
) -> [Int] {
  guard count >= 0, count == 0 || rows > 0, replacing || count <= rows else {
    fail("sample: \(counted(count, "row")) cannot be drawn from \(counted(rows, "row"))")
  }
  return random.choice(rows, count: count, replacing: replacing).elements
}
