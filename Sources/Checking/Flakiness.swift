import NotebookModel

/// Which cells do not do the same in each of several runs of a lesson.
///
/// - Parameter runs: What came of each run, in their order.
/// - Returns: One finding for each cell that varies, with the first difference between the first run and another.
public func flakyCells(of document: Document, in runs: [LessonRun]) -> [Finding] {
  guard let first = runs.first, runs.count > 1 else { return [] }
  return document.cells.compactMap { cell -> Finding? in
    guard let before = first.results.first(where: { $0.cell == cell.index }) else { return nil }
    for (number, run) in runs.enumerated().dropFirst() {
      guard let after = run.results.first(where: { $0.cell == cell.index }) else { continue }
      if before.status != after.status {
        return finding(cell, runs.count, "run 1 ended with `\(before.status.rawValue)`, run \(number + 1) with `\(after.status.rawValue)`")
      }
      for kind in RecordedOutput.Kind.allCases {
        let (a, b) = (before.printedText(kind, source: document.bytes), after.printedText(kind, source: document.bytes))
        if a == b { continue }
        // What varies is compared as text: a `...` that was printed is no elision here.
        let steps = LineAlignment.plainSteps(from: a.outputLines, to: b.outputLines)
        return finding(
          cell, runs.count, "\(LessonCheck.subject(kind)) of run \(number + 1) is another than that of run 1",
          difference: OutputDifference(recorded: a.outputLines, printed: b.outputLines, steps: steps))
      }
      if before.charts != after.charts {
        return finding(cell, runs.count, "the chart of run \(number + 1) is another than that of run 1")
      }
    }
    return nil
  }
}

private func finding(_ cell: Cell, _ runs: Int, _ what: String, difference: OutputDifference? = nil) -> Finding {
  Finding(
    .flaky, at: SourcePosition(line: cell.line), lastLine: cell.range.lines.upperBound, cell: cell.index,
    message: "the cell varies in \(runs) runs: \(what)", difference: difference)
}

extension LineAlignment {
  /// The steps from some lines to others, without patterns.
  static func plainSteps(from old: [String], to new: [String]) -> [OutputDifference.Step] {
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var steps: [OutputDifference.Step] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removed.contains(i), inserted.contains(j) {
        steps.append(.changed(recorded: i, printed: j))
        (i, j) = (i + 1, j + 1)
      } else if removed.contains(i) {
        steps.append(.missing(recorded: i))
        i += 1
      } else if inserted.contains(j) {
        steps.append(.extra(printed: j))
        j += 1
      } else {
        steps.append(.same(recorded: i, printed: j))
        (i, j) = (i + 1, j + 1)
      }
    }
    return steps
  }
}
