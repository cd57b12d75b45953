import Execution
import Foundation
import NotebookModel

/// What a user sees while lessons run: one line that changes, on a terminal only; diagnostics; a line for each lesson
/// when it is done.
final class Progress: @unchecked Sendable {
  private let lock = NSLock()
  private let verbosity: Verbosity
  var isQuiet: Bool { verbosity.quiet }
  private let lessons: Int
  private let showsLine: Bool
  private let colour: Bool
  private let start = Date()
  private var current = ""
  private var isLineShown = false
  private var timer: (any DispatchSourceTimer)?

  init(lessons: Int, verbosity: Verbosity) {
    self.lessons = lessons
    self.verbosity = verbosity
    showsLine = Terminal.error.isTerminal && !verbosity.quiet
    colour = Terminal.error.hasColour
    guard showsLine else { return }
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now() + 0.3, repeating: 0.1)
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.resume()
    self.timer = timer
  }

  func note(_ event: RunProgress, lesson: String, document: Document) {
    guard case .running(let cell, _, let label) = event else { return }
    let blocks = document.cells.filter { $0.role == .block }
    let place = blocks.firstIndex { $0.index >= cell }.map { $0 + 1 } ?? blocks.count
    lock.withLock { current = "\(lesson)  cell \(place) of \(blocks.count)\(label.map { "  \($0)" } ?? "")" }
    if verbosity.verbose { put("running \(lesson):\(document.cells[cell].line)\(label.map { " (\($0))" } ?? "")\n") }
  }

  /// Diagnostics as the compiler prints them.
  func say(_ diagnostics: [Diagnostic], of document: Document) {
    for diagnostic in diagnostics where !(verbosity.quiet && diagnostic.severity == .warning) {
      put(diagnostic.formatted(path: document.path, source: document.bytes, colour: colour))
    }
  }

  /// What is wrong with cells.
  func say(failuresOf run: LessonRun, _ document: Document) {
    for result in run.results {
      if !result.isExpected {
        say(result.diagnostics, of: document)
      } else if verbosity.verbose {
        say(result.diagnostics.filter { $0.severity == .warning }, of: document)
      }
      guard let failure = result.failure, !result.isExpected || result.status == .notRun else { continue }
      let cell = document.cells[result.cell]
      let position = failure.position ?? SourcePosition(line: cell.line)
      say(
        [Diagnostic(line: position.line, column: position.column, message: failure.message, notes: failure.notes)],
        of: document)
    }
    if let interruption = run.interruption { put("\(document.path): \(interruption)\n") }
  }

  /// One lesson is done: its page on standard output, and how it went beside it.
  func finished(_ lesson: String, _ run: LessonRun?, page: String?) {
    guard !verbosity.quiet else { return }
    if let run {
      let cells = run.results.filter { $0.status != .ignored }
      let failed = cells.filter { !$0.isExpected }.count
      let idle = cells.filter { $0.status == .notRun && $0.isExpected }.count
      var text = "\(lesson): \(cells.count) \(cells.count == 1 ? "cell" : "cells")"
      if failed > 0 { text += ", \(failed) failed" }
      if failed > 0 || run.interruption != nil, idle > 0 { text += ", \(idle) not run" }
      text += String(format: ", %.1f s", run.wallSeconds)
      if verbosity.verbose {
        text += String(format: " (compiling %.2f s, running %.2f s)", run.compileSeconds, run.runSeconds)
        text += ", \(cells.filter(\.isCached).count) from the cache"
      }
      put(text + "\n")
    } else {
      put("\(lesson): nothing was run\n")
    }
    if let page {
      lock.withLock { eraseLine() }
      Terminal.output.write(page + "\n")
    }
  }

  /// What only `-v` says.
  func explain(_ text: String) { if verbosity.verbose { put(text) } }

  /// Text above the line that changes.
  func report(_ text: String) { put(text) }

  func end() {
    timer?.cancel()
    lock.withLock { eraseLine() }
  }

  private func put(_ text: String) {
    lock.withLock {
      eraseLine()
      Terminal.error.write(text)
    }
  }

  private func draw() {
    lock.withLock {
      guard !current.isEmpty else { return }
      let elapsed = String(format: "%.1f s", Date().timeIntervalSince(start))
      let text = "\(current)  \(elapsed)".prefix(Terminal.error.width - 1)
      Terminal.error.write("\r\u{1B}[2K\(colour ? "\u{1B}[2m" : "")\(text)\(colour ? "\u{1B}[0m" : "")")
      isLineShown = true
    }
  }

  private func eraseLine() {
    if isLineShown { Terminal.error.write("\r\u{1B}[2K") }
    isLineShown = false
  }
}
