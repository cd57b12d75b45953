import Checking
import Execution
import Foundation
import NotebookModel

/// One lesson to be checked.
struct CheckWork: ParallelWork {
  var path: String
  var options: RunOptions
  var isStrict: Bool?
  var filter = LessonFilter(patterns: [])
  /// Say what is found while the work goes on.
  var reports = true
  var colour = Terminal.error.hasColour

  /// What came of it.
  struct Outcome: Sendable {
    var document: Document?
    var run: LessonRun?
    var findings: [Finding] = []
    /// Why it could not be checked.
    var failure: Failure?
    /// Whether nothing of it is meant.
    var isLeftOut = false
    var wasStarted = true

    var isGreen: Bool { failure == nil && findings.isEmpty && wasStarted }
  }

  static let unstarted = Outcome(wasStarted: false)

  func perform(_ progress: Progress) -> Outcome {
    var outcome = Outcome()
    do {
      let document = try Document(reading: path)
      outcome.document = document
      guard filter.admits(document) else {
        outcome.isLeftOut = true
        return outcome
      }
      progress.say(document.diagnostics, of: document)
      if document.hasErrors {
        outcome.failure = Failure("\(path) cannot be checked before it can be read")
        return outcome
      }
      var options = options
      options.progress = { progress.note($0, lesson: path, document: document) }
      let run = try LessonRunner.run(document, options: options)
      outcome.run = run
      let check = LessonCheck(document, run: run, settings: CheckSettings(isStrict: isStrict, swift: run.toolchain))
      outcome.findings = check.findings().filter { finding in
        finding.cell.map { filter.admits(document.cells[$0], of: document) } ?? true
      }
      if reports { report(outcome, document, run, progress) }
    } catch let error as Document.ReadingError {
      outcome.failure = Failure("cannot read \(error.path): \(error.reason)", remedy: nearestLesson(to: path))
    } catch let error as ExecutionError {
      outcome.failure = Failure(error.message, remedy: error.remedy)
    } catch {
      outcome.failure = Failure("\(path): \(error)")
    }
    return outcome
  }

  private func report(_ outcome: Outcome, _ document: Document, _ run: LessonRun, _ progress: Progress) {
    let text = FindingText(document, colour: colour)
    for finding in outcome.findings { progress.report(text.text(of: finding)) }
    progress.summary(of: path, outcome.findings, run)
  }
}

extension Progress {
  /// One line for a lesson that was checked.
  func summary(of path: String, _ findings: [Finding], _ run: LessonRun) {
    let cells = run.results.filter { $0.status != .ignored }
    var text = "\(path): \(cells.count) cells"
    let different = Set(findings.compactMap(\.cell)).count
    let idle = cells.filter { $0.status == .notRun && $0.isExpected }.count
    if findings.isEmpty {
      text += ", as said"
    } else {
      if different > 0 { text += ", \(different) not as said" }
      let others = findings.filter { $0.cell == nil }.count
      if others > 0 { text += ", \(others) other \(others == 1 ? "finding" : "findings")" }
      if !run.isSuccess, idle > 0 { text += ", \(idle) not run" }
    }
    text += String(format: ", %.1f s\n", run.wallSeconds)
    if !isQuiet { report(text) }
  }
}
