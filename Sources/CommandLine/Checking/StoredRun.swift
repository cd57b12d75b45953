import CellWire
import Foundation
import NotebookModel

/// What came of a lesson's run, kept in a file: so that a lesson can be held against a run again without running.
///
/// The mutation proof tries thousands of changes of what a lesson records; what its cells print does not depend on that.
struct StoredRun: Codable {
  private struct Output: Codable {
    var kind: String
    var text: String?
    /// An encoded display.
    var display: Data?
  }

  private struct Result: Codable {
    var status: CellResult.Status
    var isExpected: Bool
    var outputs: [Output]
    var diagnostics: [Diagnostic]
    var failure: String?
    var place: SourcePosition?
  }

  private var toolchain: String
  private var results: [Result]

  init(_ run: LessonRun) {
    toolchain = run.toolchain
    results = run.results.map { result in
      Result(
        status: result.status, isExpected: result.isExpected, outputs: result.outputs.map(Self.output),
        diagnostics: result.diagnostics, failure: result.failure?.message, place: result.failure?.position)
    }
  }

  /// The run, for a lesson with the same cells.
  func run(of document: Document) throws -> LessonRun {
    guard results.count == document.cells.count else { throw Failure("\(document.path) has other cells than the stored run") }
    return LessonRun(
      toolchain: toolchain,
      results: results.enumerated().map { index, result in
        CellResult(
          cell: index, status: result.status, isExpected: result.isExpected, outputs: result.outputs.compactMap(Self.output),
          diagnostics: result.diagnostics, failure: result.failure.map { .init(message: $0, position: result.place) })
      })
  }

  private static func output(_ output: CellResult.Output) -> Output {
    switch output {
    case .standardOutput(let text): Output(kind: "stdout", text: text)
    case .standardError(let text): Output(kind: "stderr", text: text)
    case .remark(let text): Output(kind: "remark", text: text)
    case .display(let display): Output(kind: "display", display: Data(display.encoded))
    case .value(let display): Output(kind: "value", display: Data(display.encoded))
    }
  }

  private static func output(_ stored: Output) -> CellResult.Output? {
    let display = stored.display.flatMap { Display(encoded: [UInt8]($0)) }
    return switch (stored.kind, stored.text, display) {
    case ("stdout", let text?, _): .standardOutput(text)
    case ("stderr", let text?, _): .standardError(text)
    case ("remark", let text?, _): .remark(text)
    case ("display", _, let display?): .display(display)
    case ("value", _, let display?): .value(display)
    default: nil
    }
  }
}
