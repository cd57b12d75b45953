import ArgumentParser
import Checking
import Execution
import Foundation
import NotebookModel

/// `mlnb accept LESSON...`
struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run lessons and write what they print into them.",
    discussion: """
      EXAMPLES
        mlnb accept lesson.md               bring the recorded outputs up to date
        mlnb accept --add lesson.md         record what every cell prints
        mlnb accept -i lesson.md            ask for each cell
        mlnb accept --filter fit lesson.md  only the cell with the label `fit`

      Only blocks that differ are written, and in them only the lines that differ; everything else in the lesson stays
      as it is, byte for byte. A lesson that changed while it ran is left alone.

      EXIT STATUS
        0 the lessons say what they print; 1 something else is wrong with one; 2 a lesson could not be run or written.
      """)

  @Argument(help: ArgumentHelp("The lessons.", valueName: "lesson.md"), completion: .file(extensions: ["md", "markdown"]))
  var lessons: [String]

  @Flag(help: "Add blocks to cells that print and have none.")
  var add = false

  @Flag(name: .shortAndLong, help: "Show each change and ask.")
  var interactive = false

  @Flag(help: "Refuse lessons with changes that are not committed to Git.")
  var refuseUncommitted = false

  @Option(
    help: ArgumentHelp("Only lessons whose path, or cells whose label matches; `*` stands for anything.", valueName: "text"))
  var filter: [String] = []

  @OptionGroup var running: RunningOptions
  @OptionGroup var verbosity: Verbosity

  func validate() throws {
    if lessons.isEmpty { throw ValidationError("Name a lesson: mlnb accept lesson.md") }
    try running.validate()
  }

  func run() throws {
    if refuseUncommitted {
      for lesson in lessons {
        if let reason = try uncommitted(lesson) {
          throw Failure("\(lesson) \(reason)", remedy: "commit it first, so that what is accepted can be seen")
        }
      }
    }
    let options = running.runOptions()
    let progress = Progress(lessons: lessons.count, verbosity: verbosity)
    let work = lessons.map { path in
      CheckWork(path: path, options: options, filter: LessonFilter(patterns: filter), reports: false)
    }
    let outcomes = runAll(work, jobs: min(running.jobs, work.count), progress: progress)
    progress.end()
    if Interruption.hasHappened { throw Failure("", status: 130) }
    var left: [CheckWork.Outcome] = []
    for (work, outcome) in zip(work, outcomes) { left.append(try accept(outcome, work)) }
    try Check.end(left)
  }

  /// Writes what one lesson printed into it, and gives what is wrong with it still.
  private func accept(_ outcome: CheckWork.Outcome, _ work: CheckWork) throws -> CheckWork.Outcome {
    guard let document = outcome.document, let run = outcome.run else { return outcome }
    let check = LessonCheck(document, run: run, settings: work.settings(of: document, run))
    var acceptance = Acceptance(check, findings: outcome.findings, addsBlocks: add)
    let filter = LessonFilter(patterns: filter)
    acceptance.changes.removeAll { !filter.admits(document.cells[$0.cell], of: document) }
    let all = acceptance.changes.count
    if interactive { acceptance.changes = ask(acceptance.changes, document) }
    if !acceptance.changes.isEmpty {
      let corrected = acceptance.apply(to: document.bytes)
      // Also where only charts are written: a lesson that changed while it ran is left alone.
      if corrected != document.bytes || FileManager.default.contents(atPath: document.path).map(Array.init) != document.bytes {
        try replaceAtomically(document.bytes, with: corrected, at: document.path)
      }
      let folder = work.chartsFolder
      for (name, content) in acceptance.changes.flatMap(\.charts) {
        let path = PathParts.joined(folder, name)
        if let content {
          try writeAtomically(content, to: path)
        } else if unlink(path) != 0 {
          throw Failure("cannot remove \(path): \(systemReason())")
        }
      }
    }
    let record = DeclaredData(document, folder: LessonFolder(ofLesson: document.path)).corrected(adds: add)
    if let record, !interactive, filter.admits(lesson: document.path) {
      try writeAtomically(record, to: PathParts.joined(work.chartsFolder, DeclaredData.recordName))
      if !verbosity.quiet { Terminal.error.write("\(document.path): digests of its data recorded\n") }
    }
    if !verbosity.quiet {
      let count = acceptance.changes.count
      let text = count == 0 ? all == 0 ? "nothing to accept" : "left as it is" : "\(count) \(count == 1 ? "cell" : "cells") accepted"
      Terminal.error.write("\(document.path): \(text)\n")
    }
    var left = outcome
    left.findings.removeAll { $0.isAcceptable }
    if acceptance.changes.count < all { left.findings += outcome.findings.filter(\.isAcceptable) }
    let text = FindingText(document, colour: Terminal.error.hasColour)
    for finding in left.findings where !finding.isAcceptable { Terminal.error.write(text.text(of: finding)) }
    return left
  }

  /// Shows each change and keeps those that are wanted.
  private func ask(_ changes: [Acceptance.Change], _ document: Document) -> [Acceptance.Change] {
    let text = FindingText(document, colour: Terminal.error.hasColour)
    var taken: [Acceptance.Change] = []
    for (index, change) in changes.enumerated() {
      for finding in change.findings { Terminal.error.write(text.difference(of: finding)) }
      asking: while true {
        Terminal.error.write("accept \(text.name(ofCell: change.cell))? [y]es, [n]o, [a]ll that follow, [q]uit: ")
        switch readLine()?.first?.lowercased() {
        case "y":
          taken.append(change)
          break asking
        case "n": break asking
        case "a": return taken + changes[index...]
        case "q", nil: return taken
        default: continue
        }
      }
    }
    return taken
  }

  /// Why a lesson is not as it was committed; nil if it is.
  private func uncommitted(_ lesson: String) throws -> String? {
    let git = Process()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = ["git", "status", "--porcelain", "--", PathParts(lesson).name]
    git.currentDirectoryURL = URL(fileURLWithPath: lesson).deletingLastPathComponent()
    let output = Pipe()
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    do { try git.run() } catch { throw Failure("git cannot be started: \(error.localizedDescription)") }
    let status = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    if git.terminationStatus != 0 { return "is in no Git repository" }
    return status.isEmpty ? nil : "has changes that are not committed"
  }
}
