import NotebookModel

/// What `mlnb accept` would write: for each cell, the change of the lesson that makes it say what was printed.
public struct Acceptance: Sendable {
  /// The change for one cell.
  public struct Change: Equatable, Sendable {
    public var cell: Int
    /// What is put right, in the order of the lesson.
    public var findings: [Finding]
    public var edits: [TextEdit]
    /// Charts to be recorded: names in the folder of the lesson's charts, and what is written; nil where one is removed.
    public var charts: [String: [UInt8]?] = [:]
  }

  public var changes: [Change]

  /// The changes that put what was printed into the lesson.
  ///
  /// Only blocks that differ are changed, and in them only lines that differ: elisions, and recorded lines that hold
  /// within their tolerance or under the filters, stay.
  ///
  /// - Parameters:
  ///   - check: The lesson and its run.
  ///   - findings: What the check has found.
  ///   - addsBlocks: Add blocks to cells that print and have none.
  public init(_ check: LessonCheck, findings: [Finding], addsBlocks: Bool) {
    let document = check.document
    var edits: [Int: [TextEdit]] = [:]
    var reasons: [Int: [Finding]] = [:]
    for finding in findings {
      guard let index = finding.cell, let block = finding.block, let difference = finding.difference else { continue }
      let recorded = document.cells[index].recorded[block]
      let text = difference.corrected { Self.written($0, in: recorded, filters: check.filters) }
      edits[index, default: []].append(document.edit(replacing: recorded, with: text))
      reasons[index, default: []].append(finding)
    }
    var charts: [Int: [String: [UInt8]?]] = [:]
    for finding in findings {
      guard let index = finding.cell, let chart = finding.chart,
        let name = RecordedCharts.name(of: document.cells[index], chart: chart.index)
      else { continue }
      if finding.kind == .unrecorded, !addsBlocks { continue }
      charts[index, default: [:]].updateValue(chart.shown.map(RecordedCharts.written), forKey: name)
      reasons[index, default: []].append(finding)
    }
    if addsBlocks {
      for result in check.run.results where check.isChecked(document.cells[result.cell], result) {
        let cell = document.cells[result.cell]
        guard check.showsOutput(cell) else { continue }
        var addition: TextEdit?
        for (kind, text) in check.unrecordedKinds(of: cell, result) {
          let lines = text.outputLines
          let written = lines.map { Self.written($0, in: nil, filters: check.filters) + "\n" }.joined()
          let edit = document.edit(adding: kind, text: written, to: cell)
          addition = addition.map { TextEdit(bytes: $0.bytes, replacement: $0.replacement + edit.replacement) } ?? edit
          reasons[cell.index, default: []].append(
            Finding(
              .unrecorded, at: SourcePosition(line: cell.line), cell: cell.index,
              message: "a new `\(kind.rawValue)` block",
              difference: OutputDifference(recorded: [], printed: lines, steps: lines.indices.map { .extra(printed: $0) }),
              firstLine: cell.range.lines.upperBound + 1, isAcceptable: true))
        }
        for (number, chart) in result.charts.enumerated() {
          guard let name = RecordedCharts.name(of: cell, chart: number), charts[cell.index]?[name] == nil,
            check.settings.recordedChart?(name) == nil
          else { continue }
          charts[cell.index, default: [:]].updateValue(RecordedCharts.written(chart), forKey: name)
          reasons[cell.index, default: []].append(
            Finding(
              .unrecorded, at: SourcePosition(line: cell.line), cell: cell.index, message: "a new chart `\(name)`",
              isAcceptable: true, chart: ChartDifference(index: number, places: [], recorded: nil, shown: chart)))
        }
        if let addition { edits[cell.index, default: []].append(addition) }
      }
    }
    changes = Set(edits.keys).union(charts.keys).sorted().map {
      Change(cell: $0, findings: reasons[$0] ?? [], edits: edits[$0] ?? [], charts: charts[$0] ?? [:])
    }
  }

  /// The lesson with the changes made.
  public func apply(to lesson: [UInt8]) -> [UInt8] { TextEdit.apply(changes.flatMap(\.edits), to: lesson) }

  /// What is written for a printed line: its text, without blanks at its end, with what the filters make of it.
  private static func written(_ line: String, in recorded: RecordedOutput?, filters: OutputFilters) -> String {
    let line = line.withoutTrailingBlanks
    let filtered = filters.apply(to: line)
    if recorded?.isRegex == true { return escapedPattern(filtered.contains("\n") ? line : filtered) }
    return filters.apply(to: filtered) == filtered && !filtered.contains("\n") ? filtered : line
  }

  /// A regular expression that matches `line` alone.
  private static func escapedPattern(_ line: String) -> String {
    var pattern = ""
    for character in line {
      if #"\.[]{}()*+?^$|/"#.contains(character) { pattern += "\\" }
      pattern.append(character)
    }
    return pattern
  }
}
