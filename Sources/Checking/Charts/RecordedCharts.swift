internal import Foundation
import NotebookModel

/// Where the charts of a lesson are recorded: `<lesson>.expected/<label>.json` beside the lesson.
public enum RecordedCharts {
  /// The folder: `course/2-lines.expected` for `course/2-lines.md`.
  public static func folder(of lesson: String) -> String {
    let name = lesson.lastIndex(of: "/").map { lesson[lesson.index(after: $0)...] } ?? lesson[...]
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return lesson + ".expected" }
    return lesson[..<dot] + ".expected"
  }

  /// The file of a chart, from the lesson's folder on; nil for a cell without a label.
  ///
  /// - Parameter index: Which chart of the cell, from 0: the second is `<label>-2.json`.
  public static func name(of cell: Cell, chart index: Int) -> String? {
    cell.label.map { index == 0 ? "\($0).json" : "\($0)-\(index + 1).json" }
  }

  /// Charts as they are recorded: the draw list, sorted, so that a change of it is a small difference.
  public static func written(_ drawList: String) -> [UInt8] { Array(drawList.utf8) }
}

extension LessonCheck {
  /// Charts that differ from the recorded ones, that are recorded and not shown, or (under `--strict`) the other way round.
  func charts(of cell: Cell, _ result: CellResult) -> [Finding] {
    guard let label = cell.label else {
      return result.charts.isEmpty || !isStrict || !showsOutput(cell) ? [] : [unnamed(cell)]
    }
    let shown = result.charts
    var findings: [Finding] = []
    var index = 0
    while true {
      let name = RecordedCharts.name(of: cell, chart: index) ?? ""
      let recorded = settings.recordedChart?(name)
      let chart = index < shown.count ? shown[index] : nil
      if recorded == nil, chart == nil { return findings }
      let place = "\(RecordedCharts.folder(of: document.path))/\(name)"
      switch (recorded, chart) {
      case (let recorded?, let chart?):
        let places = DrawListComparison(
          recorded: recorded, shown: chart, tolerance: OutputRule.tolerance(of: cell, in: document.frontMatter)
        ).places
        if !places.isEmpty {
          findings.append(
            finding(
              cell, "the chart differs from \(place): \(places[0])",
              ChartDifference(index: index, places: places, recorded: recorded, shown: chart)))
        }
      case (let recorded?, nil):
        findings.append(
          finding(
            cell, "the cell shows no chart, and \(place) records one",
            ChartDifference(index: index, places: [], recorded: recorded, shown: nil)))
      case (nil, let chart?) where isStrict && showsOutput(cell):
        findings.append(
          finding(
            cell, "the chart `\(label)` is not recorded",
            ChartDifference(index: index, places: [], recorded: nil, shown: chart), kind: .unrecorded))
      default: break
      }
      index += 1
    }
  }

  private func finding(_ cell: Cell, _ message: String, _ chart: ChartDifference, kind: Finding.Kind = .chart) -> Finding {
    Finding(
      kind, at: SourcePosition(line: cell.line), lastLine: cell.range.lines.upperBound, cell: cell.index,
      message: message, isAcceptable: true, chart: chart)
  }

  private func unnamed(_ cell: Cell) -> Finding {
    Finding(
      .unrecorded, at: SourcePosition(line: cell.line), lastLine: cell.range.lines.upperBound, cell: cell.index,
      message: "the chart of this cell cannot be recorded: the cell has no label",
      remedy: "write `//| label: name` on the first line of the cell")
  }
}
