import CellWire
import Execution
import Foundation
import NotebookModel

/// What `make build` has laid out; the tests run after it.
let installation: Installation = {
  let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return Installation(prefix: package.appendingPathComponent(".build/stage"))
}()

/// A cell of a lesson that a test writes.
struct TestCell: ExpressibleByStringLiteral {
  var source: String
  var behaviour = Cell.Behaviour.run
  var options = CellOptions()

  init(stringLiteral source: String) { self.source = source }

  init(_ source: String, _ behaviour: Cell.Behaviour = .run, timeout: Double? = nil, optimize: Bool = false) {
    self.source = source
    self.behaviour = behaviour
    options.timeout = timeout
    options.optimize = optimize
  }
}

/// A lesson of these cells, each fenced, one below the other.
func document(_ cells: [TestCell], path: String = "lesson.md") -> Document {
  var text = ""
  var line = 1
  var result: [Cell] = []
  for (index, cell) in cells.enumerated() {
    let source = cell.source.hasSuffix("\n") ? cell.source : cell.source + "\n"
    let count = source.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    let start = text.utf8.count
    text += "```swift\n\(source)```\n\n"
    let range = SourceRange(bytes: start..<(text.utf8.count - 1), lines: line...(line + count + 1))
    result.append(
      Cell(
        index: index, number: index + 1, role: .block, behaviour: cell.behaviour, options: cell.options, source: source,
        lineMap: (1...max(count, 1)).map { .init(line: line + $0, skippedBytes: 0) }, range: range,
        contentBytes: (start + 9)..<(start + 9 + source.utf8.count)))
    line += count + 3
  }
  return Document(path: path, bytes: Array(text.utf8), cells: result)
}

/// Runs a lesson with a cache that all tests share.
func run(_ cells: [TestCell], _ change: (inout RunOptions) -> Void = { _ in }) throws -> LessonRun {
  var options = RunOptions()
  options.cellTimeout = 30
  change(&options)
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mlnb-tests-cache")
  return try LessonRunner.run(
    document(cells), installation: installation, cache: ObjectCache(folder: folder), options: options)
}

extension LessonRun {
  /// The text of each cell: standard output, then the value.
  var texts: [String] {
    results.map { $0.standardOutput + ($0.value?.text(of: Display.MIMEType.text) ?? "") }
  }
  var statuses: [CellResult.Status] { results.map(\.status) }
}
