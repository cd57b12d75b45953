import CellWire
import Foundation
import NotebookModel

/// The results of a run in a form that can be kept in a file.
///
/// An unchanged lesson takes its results from there, and the mutation proof holds thousands of changes of what a lesson
/// records against one run.
struct StoredRun: Codable {
  private struct Picture: Codable {
    var types: [String]
    var contents: [Data]
    var alternativeText: String?
    var width: Double?
    var caption: String?
    var problems: [String]

    init(_ display: Display) {
      types = display.representations.map(\.type)
      contents = display.representations.map { Data($0.bytes) }
      alternativeText = display.alternativeText
      width = display.width
      caption = display.caption
      problems = display.problems
    }

    var display: Display {
      var display = Display(
        representations: zip(types, contents).map { Display.Representation(type: $0, bytes: [UInt8]($1)) },
        alternativeText: alternativeText, width: width, caption: caption)
      display.problems = problems
      return display
    }
  }

  private enum Output: Codable {
    case standardOutput(String)
    case standardError(String)
    case display(Picture)
    case value(Picture)
    case remark(String)

    init(_ output: CellResult.Output) {
      switch output {
      case .standardOutput(let text): self = .standardOutput(text)
      case .standardError(let text): self = .standardError(text)
      case .display(let display): self = .display(Picture(display))
      case .value(let display): self = .value(Picture(display))
      case .remark(let text): self = .remark(text)
      }
    }

    var output: CellResult.Output {
      switch self {
      case .standardOutput(let text): .standardOutput(text)
      case .standardError(let text): .standardError(text)
      case .display(let picture): .display(picture.display)
      case .value(let picture): .value(picture.display)
      case .remark(let text): .remark(text)
      }
    }
  }

  private struct Result: Codable {
    var cell: Int
    var status: CellResult.Status
    var isExpected: Bool
    var outputs: [Output]
    var diagnostics: [Diagnostic]
    var failure: String?
    var failurePosition: SourcePosition?
    var failureNotes: [Diagnostic]
    var runSeconds: Double
  }

  private var toolchain: String
  private var results: [Result]

  init(_ run: LessonRun) {
    toolchain = run.toolchain
    results = run.results.map { result in
      Result(
        cell: result.cell, status: result.status, isExpected: result.isExpected, outputs: result.outputs.map(Output.init),
        diagnostics: result.diagnostics, failure: result.failure?.message, failurePosition: result.failure?.position,
        failureNotes: result.failure?.notes ?? [], runSeconds: result.runSeconds)
    }
  }

  /// Whether something in it stands at a line of the lesson.
  var namesLines: Bool { results.contains { !$0.diagnostics.isEmpty || $0.failure != nil } }

  /// The run again; nothing of it was compiled now.
  var run: LessonRun {
    LessonRun(
      toolchain: toolchain,
      results: results.map { result in
        CellResult(
          cell: result.cell, status: result.status, isExpected: result.isExpected, outputs: result.outputs.map(\.output),
          diagnostics: result.diagnostics,
          failure: result.failure.map {
            CellResult.Failure(message: $0, position: result.failurePosition, notes: result.failureNotes)
          }, runSeconds: result.runSeconds, isCached: true)
      })
  }

  /// The run, for a lesson with as many cells.
  ///
  /// - Throws: `Failure` if `document` has others.
  func run(of document: Document) throws -> LessonRun {
    guard results.count == document.cells.count else { throw Failure("\(document.path) has other cells than the stored run") }
    return run
  }
}
