import NotebookModel

/// How a lesson is checked.
public struct CheckSettings: Sendable {
  /// Demand a block, or an explicit `any`, for each cell that prints; nil follows the lesson's front matter.
  public var isStrict: Bool?
  /// The Swift version, system and processor on which blocks with `when=` are to count.
  public var swift: String
  public var os: String
  public var arch: String
  /// Gives the recorded chart of that name (`label.json`); nil where none is recorded.
  public var recordedChart: (@Sendable (String) -> String?)?

  public init(
    isStrict: Bool? = nil, swift: String, os: String = Self.os, arch: String = Self.arch,
    recordedChart: (@Sendable (String) -> String?)? = nil
  ) {
    self.isStrict = isStrict
    self.swift = swift
    self.os = os
    self.arch = arch
    self.recordedChart = recordedChart
  }

  #if os(macOS)
    public static let os = "macos"
  #else
    public static let os = "linux"
  #endif
  #if arch(arm64)
    public static let arch = "arm64"
  #else
    public static let arch = "x86_64"
  #endif
}

/// Holds what came of a lesson against what the lesson says.
public struct LessonCheck {
  let document: Document
  let run: LessonRun
  let settings: CheckSettings
  let filters: OutputFilters

  public init(_ document: Document, run: LessonRun, settings: CheckSettings) {
    self.document = document
    self.run = run
    self.settings = settings
    filters = OutputFilters(document.frontMatter)
  }

  var isStrict: Bool { settings.isStrict ?? (document.frontMatter.check["strict"] == "true") }

  /// Everything about its cells that is not as the lesson says, in the lesson's order.
  public func findings() -> [Finding] {
    var findings: [Finding] = []
    for result in run.results {
      let cell = document.cells[result.cell]
      if result.status == .ignored { continue }
      if !result.isExpected {
        findings.append(behaviour(of: cell, result))
      } else if isChecked(cell, result) {
        findings += blocks(of: cell, result)
        findings += charts(of: cell, result)
        if isStrict { findings += unrecorded(of: cell, result) }
      }
    }
    if let interruption = run.interruption {
      let cell = run.results.first { $0.status == .notRun && document.cells[$0.cell].behaviour != .noRun }
      let line = cell.map { document.cells[$0.cell].line } ?? 1
      findings.append(Finding(.notRun, at: SourcePosition(line: line), cell: cell?.cell, message: interruption))
    }
    return findings
  }

  /// What is wrong with cells that were compiled and not run, the messages of `compile-fail` cells among it.
  public func compileFindings() -> [Finding] {
    run.results.flatMap { result -> [Finding] in
      let cell = document.cells[result.cell]
      if !result.isExpected { return [behaviour(of: cell, result)] }
      return result.status == .compileError ? blocks(of: cell, result) : []
    }
  }

  /// Whether the cell did what blocks can be held against.
  func isChecked(_ cell: Cell, _ result: CellResult) -> Bool {
    switch result.status {
    case .ok, .compileError, .error, .crash: result.isExpected
    case .notRun, .ignored, .timeout: false
    }
  }

  // MARK: Behaviour

  private func behaviour(of cell: Cell, _ result: CellResult) -> Finding {
    let errors = result.diagnostics.filter { $0.severity == .error }
    let position = errors.first?.position ?? result.failure?.position ?? SourcePosition(line: cell.line)
    var message = errors.first?.message ?? result.failure?.message ?? "The cell did not do what the lesson says."
    var kind = Finding.Kind.behaviour
    if let test = cell.options.test {
      kind = .solution
      message = "The solution of the exercise `\(test)` does not pass its test: \(message)"
    }
    var diagnostics = result.diagnostics
    if let failure = result.failure {
      diagnostics.append(
        Diagnostic(line: position.line, column: position.column, message: failure.message, notes: failure.notes))
    }
    return Finding(
      kind, at: position, lastLine: max(position.line, cell.range.lines.upperBound), cell: cell.index, message: message,
      diagnostics: diagnostics)
  }

  // MARK: Blocks

  /// The blocks of a cell that count here, with their index in `Cell.recorded`.
  func applicableBlocks(of cell: Cell) -> [(index: Int, block: RecordedOutput)] {
    cell.recorded.enumerated().filter { _, block in
      guard let condition = block.condition.flatMap(OutputCondition.init) else { return true }
      return condition.holds(swift: settings.swift, os: settings.os, arch: settings.arch)
    }.map { ($0.offset, $0.element) }
  }

  private func blocks(of cell: Cell, _ result: CellResult) -> [Finding] {
    applicableBlocks(of: cell).compactMap { index, block in
      let rule = OutputRule(block, of: cell, in: document.frontMatter)
      let printed = result.printedText(block.kind, source: document.bytes)
      guard
        let difference = OutputDifference.between(
          recorded: block.text, printed: printed, rule: rule, filters: filters,
          valueType: block.kind == .output ? result.typeOfLastLine : nil)
      else { return nil }
      return finding(of: cell, block, index, difference)
    }
  }

  private func finding(of cell: Cell, _ block: RecordedOutput, _ index: Int, _ difference: OutputDifference) -> Finding {
    let first = block.range.lines.lowerBound + 1
    let line = min(first + difference.firstRecordedLine, block.range.lines.upperBound)
    var column = 1
    for step in difference.steps {
      if case .changed(let recorded, let printed) = step {
        column = WordDifference(difference.recorded[recorded], difference.printed[printed]).firstChangedByte + 1
      }
      switch step {
      case .same, .elided: continue
      default: break
      }
      break
    }
    column += block.linePrefix.utf8.count
    return Finding(
      Finding.Kind(rawValue: block.kind.rawValue) ?? .output, at: SourcePosition(line: line, column: column),
      lastLine: block.range.lines.upperBound, cell: cell.index,
      message: "\(Self.subject(block.kind)) differs from what is recorded", difference: difference, firstLine: first,
      isAcceptable: true, block: index)
  }

  static func subject(_ kind: RecordedOutput.Kind) -> String {
    switch kind {
    case .output: "the output"
    case .stderr: "standard error"
    case .error: "the error"
    case .warning: "what the compiler warns of"
    }
  }

  /// The kinds of text that a cell printed and that no block records.
  func unrecordedKinds(of cell: Cell, _ result: CellResult) -> [(kind: RecordedOutput.Kind, text: String)] {
    guard cell.role == .block else { return [] }
    // A cell with blocks for other systems says that it prints something else on each.
    return [RecordedOutput.Kind.output, .stderr, .error].compactMap { kind in
      if cell.recorded.contains(where: { $0.kind == kind }) { return nil }
      let text = result.printedText(kind, source: document.bytes)
      return text.outputLines.isEmpty ? nil : (kind, text)
    }
  }

  /// Whether the page shows what the cell prints.
  func showsOutput(_ cell: Cell) -> Bool { cell.options.include && cell.options.output && !cell.isHidden }

  private func unrecorded(of cell: Cell, _ result: CellResult) -> [Finding] {
    guard showsOutput(cell) else { return [] }
    return unrecordedKinds(of: cell, result).map { kind, text in
      let lines = text.outputLines
      let verb = kind == .error ? "fails" : kind == .stderr ? "writes to standard error" : "prints"
      return Finding(
        .unrecorded, at: SourcePosition(line: cell.line), lastLine: cell.range.lines.upperBound, cell: cell.index,
        message: "the cell \(verb), and there is no `\(kind.rawValue)` block",
        difference: OutputDifference(recorded: [], printed: lines, steps: lines.indices.map { .extra(printed: $0) }),
        firstLine: cell.range.lines.upperBound + 1, isAcceptable: true)
    }
  }
}
