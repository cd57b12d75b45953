import ArgumentParser
import Execution
import Foundation
import NotebookModel

/// `mlnb run LESSON...`
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run lessons and write their pages.",
    discussion: """
      EXAMPLES
        mlnb run lesson.md                        write lesson.html beside the lesson
        mlnb run -o page.html lesson.md           write the page somewhere else
        mlnb run --output-dir site --jobs 2 *.md  many lessons at once
        mlnb run --report report.json lesson.md   what came of each cell, for programs
        mlnb run --allow-errors lesson.md         go on after a cell that fails

      EXIT STATUS
        0 every cell did what the lesson says; 1 something is wrong with a lesson, and its page says what;
        2 it could not be run; 130 interrupted, with a page of what had been run.
      """)

  @Argument(help: ArgumentHelp("The lessons.", valueName: "lesson.md"), completion: .file(extensions: ["md", "markdown"]))
  var lessons: [String]

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the page goes (one lesson only); - is standard output.", valueName: "file"), completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("The folder for the pages; it is made where missing.", valueName: "folder"), completion: .directory)
  var outputDir: String?

  @Option(help: ArgumentHelp("Write what came of each cell as JSON.", valueName: "file"), completion: .file())
  var report: String?

  @OptionGroup var running: RunningOptions

  @Flag(help: "Go on after a cell that fails, with the state as it was before it.")
  var allowErrors = false

  @Option(
    help: ArgumentHelp("Text that a cell may put out (default: 1M).", valueName: "size"), transform: parseSize)
  var maxOutput: Int?

  @Flag(help: "Refuse raw HTML in the lesson: it is shown as text.")
  var noRawHTML = false

  @Flag(help: "Say in the page how long cells took.")
  var durations = false

  @Flag(
    inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Take the results of a lesson whose cells, data and surroundings are those of its last run from memory.")
  var cache = true

  @OptionGroup var verbosity: Verbosity

  static func parseSize(_ text: String) throws -> Int {
    let units: [Character: Double] = ["k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12]
    var number = text.lowercased()
    if number.hasSuffix("b") { number.removeLast() }
    var factor = 1.0
    if let last = number.last, let unit = units[last] {
      factor = unit
      number.removeLast()
    }
    guard let value = Double(number), value >= 0, value * factor < 1e18 else {
      throw ValidationError("'\(text)' is not a size; write 500M or 4G.")
    }
    return Int(value * factor)
  }

  func validate() throws {
    if lessons.isEmpty { throw ValidationError("Name a lesson: mlnb run lesson.md") }
    if output != nil, lessons.count > 1 {
      throw ValidationError("-o names one file, but there are \(lessons.count) lessons; use --output-dir.")
    }
    if output != nil, outputDir != nil { throw ValidationError("Use either -o or --output-dir.") }
    var seen: [String: String] = [:]
    for lesson in lessons {
      if Self.isSameFile(lesson, pagePath(of: lesson)) || report.map({ Self.isSameFile(lesson, $0) }) == true {
        throw ValidationError("\(lesson) is the lesson itself; write to another file.")
      }
      let page = URL(fileURLWithPath: pagePath(of: lesson)).standardizedFileURL.path
      if let other = seen.updateValue(lesson, forKey: page) {
        throw ValidationError("\(other) and \(lesson) would both be written to \(pagePath(of: lesson)).")
      }
    }
  }

  func run() throws {
    var options = running.runOptions()
    options.allowsErrors = allowErrors
    if let maxOutput { options.outputLimit = maxOutput }

    let progress = Progress(lessons: lessons.count, verbosity: verbosity)
    let work = lessons.map { path in
      LessonWork(
        path: path, page: pagePath(of: path), options: options, allowsRawHTML: !noRawHTML,
        showsDurations: durations ? true : nil, usesMemory: cache && !durations)
    }
    let outcomes = runAll(work, jobs: min(running.jobs, work.count), progress: progress)
    progress.end()
    if outcomes.contains(where: { $0.report?.cells.contains { !$0.cached } == true }) { ObjectCache().trim() }

    if let report {
      let reports = outcomes.compactMap(\.report)
      try writeAtomically(lessons.count == 1 ? reports.first?.json ?? [] : LessonReport.json(reports), to: report)
    }
    let failures = outcomes.compactMap(\.failure)
    for failure in failures { Terminal.error.write(failure.message(colour: Terminal.error.hasColour)) }
    if Interruption.hasHappened { throw Failure("", status: 130) }
    if let worst = failures.map(\.status).max() { throw Failure("", status: worst) }
    if outcomes.contains(where: { !$0.isSuccess }) { throw Failure("", status: 1) }
  }

  private static func isSameFile(_ a: String, _ b: String) -> Bool {
    URL(fileURLWithPath: a).resolvingSymlinksInPath() == URL(fileURLWithPath: b).resolvingSymlinksInPath()
  }

  /// `lesson.html` beside the lesson, or where the options say.
  private func pagePath(of lesson: String) -> String {
    if let output { return output }
    let name = PathParts(lesson).stem + ".html"
    if let outputDir { return PathParts.joined(outputDir, name) }
    return PathParts.joined(PathParts(lesson).folder, name)
  }
}

/// How much a command says.
struct Verbosity: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but what is wrong.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say what is done and how long it takes.")
  var verbose = false
}
