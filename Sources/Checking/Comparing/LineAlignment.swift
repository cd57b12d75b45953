/// Finds which recorded line stands for which printed one.
struct LineAlignment {
  let patterns: [LinePattern]
  let lines: [PrintedLine]
  let rule: OutputRule

  private func admits(_ pattern: Int, _ line: Int) -> Bool {
    if patterns[pattern].admits(lines[line], tolerance: rule.tolerance) { return true }
    guard let type = lines[line].valueType, !rule.isRegex else { return false }
    return type.admits(lines[line].text, for: patterns[pattern].text, tolerance: rule.tolerance)
  }

  /// Whether all agrees, line by line.
  var agrees: Bool {
    matches(
      Array(patterns.indices), Array(lines.indices), isWildcard: { patterns[$0].isElision }, by: { admits($0, $1) })
  }

  /// Whether the numbers and words agree though they stand on other lines: a wider number may wrap a row of an array.
  var agreesWithoutLayout: Bool {
    guard let tolerance = rule.tolerance, !rule.isRegex, !patterns.contains(where: \.isElision) else { return false }
    let expected = patterns.flatMap { OutputToken.tokens(of: $0.text, readsGaps: true) }
    return tolerance.admits(lines.flatMap { $0.tokens ?? [] }, for: expected)
  }

  // MARK: In order

  /// Cells of the table of costs at most; what is larger is aligned at its ends only.
  private static let mostCells = 4_000_000

  /// The steps with the fewest lines changed, missing or extra.
  func steps() -> [OutputDifference.Step] {
    var head = 0
    while head < min(patterns.count, lines.count), !patterns[head].isElision, admits(head, head) { head += 1 }
    var tail = 0
    while tail < min(patterns.count, lines.count) - head, !patterns[patterns.count - 1 - tail].isElision,
      admits(patterns.count - 1 - tail, lines.count - 1 - tail)
    { tail += 1 }
    let recorded = head..<(patterns.count - tail)
    let printed = head..<(lines.count - tail)
    var steps = (0..<head).map { OutputDifference.Step.same(recorded: $0, printed: $0) }
    steps += recorded.count * printed.count <= Self.mostCells ? aligned(recorded, printed) : paired(recorded, printed)
    steps += (0..<tail).map { .same(recorded: recorded.upperBound + $0, printed: printed.upperBound + $0) }
    return steps
  }

  private func paired(_ recorded: Range<Int>, _ printed: Range<Int>) -> [OutputDifference.Step] {
    let common = min(recorded.count, printed.count)
    return (0..<common).map { .changed(recorded: recorded.lowerBound + $0, printed: printed.lowerBound + $0) }
      + recorded.dropFirst(common).map { .missing(recorded: $0) } + printed.dropFirst(common).map { .extra(printed: $0) }
  }

  private func aligned(_ recorded: Range<Int>, _ printed: Range<Int>) -> [OutputDifference.Step] {
    let (m, n) = (recorded.count, printed.count)
    // cost[i][j]: the least from recorded line i and printed line j on. Alike lines are found once.
    var cost = [Int32](repeating: 0, count: (m + 1) * (n + 1))
    var alike = [Bool](repeating: false, count: m * n)
    func at(_ i: Int, _ j: Int) -> Int { i * (n + 1) + j }
    for i in (0...m).reversed() {
      for j in (0...n).reversed() where i < m || j < n {
        if i == m {
          cost[at(i, j)] = cost[at(i, j + 1)] + 1
        } else if patterns[recorded.lowerBound + i].isElision {
          let over = cost[at(i + 1, j)]
          cost[at(i, j)] = j < n ? min(over, cost[at(i, j + 1)]) : over
        } else if j == n {
          cost[at(i, j)] = cost[at(i + 1, j)] + 1
        } else {
          let same = admits(recorded.lowerBound + i, printed.lowerBound + j)
          alike[i * n + j] = same
          cost[at(i, j)] = min(
            cost[at(i + 1, j + 1)] + (same ? 0 : 1), cost[at(i + 1, j)] + 1, cost[at(i, j + 1)] + 1)
        }
      }
    }
    var steps: [OutputDifference.Step] = []
    var (i, j) = (0, 0)
    while i < m || j < n {
      let (line, print) = (recorded.lowerBound + i, printed.lowerBound + j)
      let here = cost[at(i, j)]
      if i < m, patterns[line].isElision {
        let first = j
        while j < n, cost[at(i + 1, j)] != here { j += 1 }
        steps.append(.elided(recorded: line, printed: (printed.lowerBound + first)..<(printed.lowerBound + j)))
        i += 1
      } else if i < m, j < n, alike[i * n + j], cost[at(i + 1, j + 1)] == here {
        steps.append(.same(recorded: line, printed: print))
        (i, j) = (i + 1, j + 1)
      } else if i < m, j < n, cost[at(i + 1, j + 1)] + 1 == here {
        steps.append(.changed(recorded: line, printed: print))
        (i, j) = (i + 1, j + 1)
      } else if i < m, cost[at(i + 1, j)] + 1 == here {
        steps.append(.missing(recorded: line))
        i += 1
      } else {
        steps.append(.extra(printed: print))
        j += 1
      }
    }
    return steps
  }

  // MARK: In any order

  /// The steps where the order counts for nothing; nil where every line has its like.
  func unorderedSteps() -> [OutputDifference.Step]? {
    var partner = [Int?](repeating: nil, count: lines.count)  // of a printed line: the recorded one
    func findPartner(_ pattern: Int, _ seen: inout [Bool]) -> Bool {
      for line in lines.indices where !seen[line] && admits(pattern, line) {
        seen[line] = true
        if let other = partner[line], !findPartner(other, &seen) { continue }
        partner[line] = pattern
        return true
      }
      return false
    }
    let hasElision = patterns.contains(where: \.isElision)
    var unmatched: Set<Int> = []
    for pattern in patterns.indices where !patterns[pattern].isElision {
      var seen = [Bool](repeating: false, count: lines.count)
      if !findPartner(pattern, &seen) { unmatched.insert(pattern) }
    }
    let left = lines.indices.filter { partner[$0] == nil }
    if unmatched.isEmpty, left.isEmpty || hasElision { return nil }
    var lineOf: [Int: Int] = [:]
    for (line, pattern) in partner.enumerated() { if let pattern { lineOf[pattern] = line } }
    var steps: [OutputDifference.Step] = patterns.indices.map { pattern in
      if patterns[pattern].isElision { return .elided(recorded: pattern, printed: 0..<0) }
      return lineOf[pattern].map { .same(recorded: pattern, printed: $0) } ?? .missing(recorded: pattern)
    }
    if !hasElision { steps += left.map { .extra(printed: $0) } }
    return steps
  }
}
