import CellSyntax
import NotebookModel

/// The Swift text of a module, and the way back from a place in it to a place in the lesson.
public struct ModuleSource: Equatable, Sendable {
  /// The text that the compiler reads.
  public private(set) var text = ""
  /// The same by file: one, unless cells are judged together.
  public private(set) var files: [String] = []
  /// The cells in the order of their markers.
  public let cells: [Int]
  /// Insertions beyond those of the analysis, by cell.
  public let extra: [Int: [Insertion]]
  public let showsValues: Bool
  /// Cells, by ordinal, that stand in a scope of their own: the compiler warns there of what it does not at top level.
  let nested: Set<Int>
  /// The names that cells declare in a scope of their own, by ordinal. The compiler warns of those that nobody uses, as it
  /// would not at top level.
  private(set) var localNames: [Int: Set<String>] = [:]
  /// Insertions by cell ordinal and line (from 1), in order of their columns.
  private var insertions: [Place: [PlacedInsertion]] = [:]
  /// Where the last expression of a cell stands that is not shown here, though its value would be, by ordinal.
  private var unshown: [Int: Span] = [:]

  private struct Span: Equatable, Sendable {
    var first: Spot
    var last: Spot
  }

  /// A line of a cell and a column in it, both from 1.
  private struct Spot: Comparable, Sendable {
    var line: Int
    var column: Int

    init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

    init(offset: Int, in source: String) {
      let before = source.utf8.prefix(offset)
      line = before.count { $0 == UInt8(ascii: "\n") } + 1
      column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    }

    static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
  }

  private struct Place: Hashable, Sendable {
    var ordinal: Int
    var line: Int
  }

  private struct PlacedInsertion: Equatable, Sendable {
    /// Column in the cell's own line (from 1) before which the text stands.
    var column: Int
    var length: Int
  }

  /// The file name that stands for a cell in compiled code; lines in it are the cell's own.
  public static func fileName(ordinal: Int) -> String { "mlnb-cell-\(ordinal).swift" }
  static let headerName = "mlnb-module"

  /// Puts the text together.
  ///
  /// - Parameters:
  ///   - plan: The module.
  ///   - extra: Further insertions for cells, by their index (found by compiling once).
  ///   - showsValues: Whether last expressions are shown; without, the compiler reads nothing but the author's words.
  public init(
    _ plan: ModulePlan, document: Document, analyses: [CellAnalysis], extra: [Int: [Insertion]] = [:],
    showsValues: Bool = true
  ) {
    cells = plan.cells
    nested = Set(plan.cells.indices.filter { plan.attempts.contains(plan.cells[$0]) || plan.trials.contains(plan.cells[$0]) })
    (self.extra, self.showsValues) = (extra, showsValues)
    guard plan.parts.isEmpty else {
      addParts(plan, document: document, analyses: analyses)
      return
    }
    addHeader(plan)
    var scopeEnds: Int?
    for (ordinal, index) in plan.cells.enumerated() {
      let cell = document.cells[index]
      let isAttempt = nested.contains(ordinal)
      text += "#sourceLocation(file: \"\(Self.headerName)\", line: 1)\n"
      if scopeEnds == ordinal { text += "}\n" }
      let attempt = plan.trials.contains(index) ? "_mlnb_trial" : "_mlnb_attempt"
      text += isAttempt ? "if \(attempt)(\(ordinal)) {\n" : "_mlnb_boundary(\(ordinal))\n"
      if plan.scopes.contains(index) {
        text += "do {\n"
        localNames[ordinal] = Set(analyses[index].declarations.map(\.name))
        let hasTrial = ordinal + 1 < plan.cells.count && plan.trials.contains(plan.cells[ordinal + 1])
        scopeEnds = ordinal + (hasTrial ? 2 : 1)
      }
      addPlace(of: cell, ordinal: ordinal, plan, document: document)
      var all = analyses[index].insertions.filter { showsValues || !$0.showsValue } + (extra[index] ?? [])
      let ends = analyses[index].insertions.filter(\.showsValue).map(\.offset)
      if !showsValues, let start = ends.min(), let end = ends.max() {
        unshown[ordinal] = Span(first: Spot(offset: start, in: cell.source), last: Spot(offset: end, in: cell.source))
      }
      if cell.role == .inline {
        for place in all.indices where all[place].text == "_mlnb_value(" { all[place].text = "_mlnb_inline_value(" }
      }
      addCell(index, ordinal: ordinal, plan, insertions: all, document: document)
      if isAttempt { text += "#sourceLocation(file: \"\(Self.headerName)\", line: 1)\n}\n" }
    }
    text += "#sourceLocation(file: \"\(Self.headerName)\", line: 1)\n"
    if scopeEnds == plan.cells.count { text += "}\n" }
    for grant in plan.grants { text += grant.text + "\n" }
    text += "#sourceLocation()\n"
    files = [text]
  }

  /// Cells that are judged together: each is the body of a function, in a file of its own.
  private mutating func addParts(_ plan: ModulePlan, document: Document, analyses: [CellAnalysis]) {
    for (ordinal, part) in plan.parts.enumerated() {
      text = ""
      addHeader(part)
      text += "func _mlnb_judged_\(ordinal)() async throws {\n"
      for index in part.cells {
        addPlace(of: document.cells[index], ordinal: ordinal, plan, document: document)
        addCell(index, ordinal: ordinal, part, insertions: analyses[index].insertions.filter { !$0.showsValue }, document: document)
      }
      text += "#sourceLocation(file: \"\(Self.headerName)\", line: 1)\n}\n#sourceLocation()\n"
      files.append(text)
    }
    text = files.joined(separator: "\0")
  }

  /// Where the cell's code can see its own place, it has to be the lesson's.
  private mutating func addPlace(of cell: Cell, ordinal: Int, _ plan: ModulePlan, document: Document) {
    let absolute = plan.usesSourceLocation
    let file = absolute ? document.path : Self.fileName(ordinal: ordinal)
    text += "#sourceLocation(file: \(quoted(file)), line: \(absolute ? cell.lineMap.first?.line ?? 1 : 1))\n"
  }

  private mutating func addCell(
    _ index: Int, ordinal: Int, _ plan: ModulePlan, insertions: [Insertion], document: Document
  ) {
    let uses = plan.qualifications.filter { $0.cell == index }.map { Insertion(offset: $0.offset, text: $0.text) }
    let granted = plan.granted.filter { $0.cell == index }.flatMap { granted in
      let clause = granted.derivation.clause
      let kept = granted.derivation.kept.isEmpty ? "" : ": " + granted.derivation.kept.joined(separator: ", ")
      return [Insertion(offset: clause.lowerBound, text: kept + " /*"), Insertion(offset: clause.upperBound, text: "*/")]
    }
    let sorted = (insertions + uses + granted).enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    add(document.cells[index].source, ordinal: ordinal, insertions: sorted.map(\.element))
  }

  private mutating func addHeader(_ plan: ModulePlan) {
    text = "#sourceLocation(file: \"\(Self.headerName)\", line: 1)\nimport ML\n"
    for line in plan.imports { text += line + "\n" }
    for name in plan.dependencies { text += "@testable import \(name)\n" }
    for scoped in plan.scopedImports {
      text += "@testable import \(scoped.kind.rawValue) \(scoped.module).`\(scoped.name)`\n"
    }
    for copy in plan.copies {
      text += "private let `\(copy.name)` = \(copy.module).\(ModulePlan.guardedPrefix)\(copy.name)\n"
    }
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private mutating func add(_ source: String, ordinal: Int, insertions all: [Insertion]) {
    let bytes = Array(source.utf8)
    var output: [UInt8] = []
    var line = 1
    var lineStart = 0
    var position = 0
    for insertion in all {
      while position < insertion.offset, position < bytes.count {
        output.append(bytes[position])
        if bytes[position] == UInt8(ascii: "\n") {
          line += 1
          lineStart = position + 1
        }
        position += 1
      }
      output += Array(insertion.text.utf8)
      insertions[Place(ordinal: ordinal, line: line), default: []].append(
        PlacedInsertion(column: position - lineStart + 1, length: insertion.text.utf8.count))
    }
    output += bytes[position...]
    text += String(decoding: output, as: UTF8.self)
    if output.last != UInt8(ascii: "\n") { text += "\n" }
  }

  /// The cell whose code `file` names, and the line in it.
  public func cell(file: String, line: Int, document: Document) -> (ordinal: Int, line: Int)? {
    if file == document.path {
      for (ordinal, index) in cells.enumerated() {
        if let first = document.cells[index].lineMap.firstIndex(where: { $0.line == line }) { return (ordinal, first + 1) }
      }
      return nil
    }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard name.hasPrefix("mlnb-cell-"), name.hasSuffix(".swift"),
      let ordinal = Int(name.dropFirst(10).dropLast(6)), cells.indices.contains(ordinal)
    else { return nil }
    return (ordinal, line)
  }

  /// The column in the cell's own line; nil if the place lies in text of ours.
  public func column(ordinal: Int, line: Int, column: Int) -> Int? {
    var shift = 0
    for insertion in insertions[Place(ordinal: ordinal, line: line)] ?? [] {
      let start = insertion.column + shift
      if column < start { break }
      if column < start + insertion.length { return nil }
      shift += insertion.length
    }
    return column - shift
  }

  /// Whether a place belongs to an expression that is a cell's value, and only not shown here.
  func isValue(_ place: (ordinal: Int, line: Int), _ column: Int) -> Bool {
    guard let span = unshown[place.ordinal] else { return false }
    let spot = Spot(line: place.line, column: column)
    return span.first <= spot && spot < span.last
  }

  /// Where a place in compiled code stands in the lesson; the column falls back to the cell's nearest own column.
  public func lessonPosition(file: String, line: Int, column: Int, document: Document) -> SourcePosition? {
    guard let place = cell(file: file, line: line, document: document) else { return nil }
    let own = self.column(ordinal: place.ordinal, line: place.line, column: column)
    return document.cells[cells[place.ordinal]].lessonPosition(line: place.line, column: own ?? nearest(place, column))
  }

  private func nearest(_ place: (ordinal: Int, line: Int), _ column: Int) -> Int {
    (insertions[Place(ordinal: place.ordinal, line: place.line)] ?? []).first?.column ?? 1
  }
}
