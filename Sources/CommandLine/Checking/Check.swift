import ArgumentParser
import Checking
import Execution
import Foundation
import NotebookModel

/// `mlnb check LESSON...`
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run lessons and hold what they print against what they say.",
    discussion: """
      EXAMPLES
        mlnb check lesson.md                    one lesson
        mlnb check --strict --jobs 2 *.md       every cell that prints must say what
        mlnb check --filter fit lesson.md       only the cell with the label `fit`
        mlnb check --corrected lesson.md | git apply
                                                take what was printed, as a patch

      A failure is shown as a difference of the lesson; `mlnb accept` takes what was printed.

      EXIT STATUS
        0 all is as the lessons say; 1 something differs; 2 a lesson could not be checked; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The lessons.", valueName: "lesson.md"), completion: .file(extensions: ["md", "markdown"]))
  var lessons: [String]

  @Flag(help: "Demand a block, or an explicit `any`, for each cell that prints.")
  var strict = false

  @Flag(help: "Print the lesson's corrections as a patch on standard output, which `git apply` takes.")
  var corrected = false

  @Option(
    help: ArgumentHelp("Only lessons whose path, or cells whose label matches; `*` stands for anything.", valueName: "text"))
  var filter: [String] = []

  @Flag(help: "Begin no other lesson after one that is not as it says.")
  var failFast = false

  @OptionGroup var running: RunningOptions
  @OptionGroup var verbosity: Verbosity

  func validate() throws {
    if lessons.isEmpty { throw ValidationError("Name a lesson: mlnb check lesson.md") }
    try running.validate()
  }

  func run() throws {
    let options = running.runOptions()
    let progress = Progress(lessons: lessons.count, verbosity: verbosity)
    let work = lessons.map { path in
      CheckWork(path: path, options: options, isStrict: strict ? true : nil, filter: LessonFilter(patterns: filter))
    }
    let stopsEarly = failFast
    let outcomes = runAll(work, jobs: min(running.jobs, work.count), progress: progress) { stopsEarly && !$0.isGreen }
    progress.end()
    if corrected { try printCorrections(outcomes) }
    try Self.end(outcomes)
  }

  private func printCorrections(_ outcomes: [CheckWork.Outcome]) throws {
    for outcome in outcomes {
      guard let document = outcome.document, let run = outcome.run else { continue }
      let check = LessonCheck(document, run: run, settings: CheckSettings(swift: run.toolchain))
      let acceptance = Acceptance(check, findings: outcome.findings, addsBlocks: strict)
      let patch = unifiedDiff(
        from: document.bytes, to: acceptance.apply(to: document.bytes), path: Self.pathFromHere(document.path))
      patch.withUnsafeBytes { bytes in _ = fwrite(bytes.baseAddress, 1, bytes.count, stdout) }
    }
  }

  /// A lesson's path from the working folder, for a patch.
  static func pathFromHere(_ path: String) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    if path.hasPrefix(here) { return String(path.dropFirst(here.count)) }
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  }

  /// Ends with the exit status that the outcomes ask for.
  static func end(_ outcomes: [CheckWork.Outcome]) throws {
    let failures = outcomes.compactMap(\.failure)
    for failure in failures { Terminal.error.write(failure.message(colour: Terminal.error.hasColour)) }
    if Interruption.hasHappened { throw Failure("", status: 130) }
    if !failures.isEmpty { throw Failure("", status: failures.map(\.status).max() ?? 2) }
    if !outcomes.isEmpty, outcomes.allSatisfy(\.isLeftOut) { throw Failure("the filter leaves nothing to check") }
    if outcomes.contains(where: { !$0.findings.isEmpty }) { throw Failure("", status: 1) }
  }
}

/// Options of the commands that run lessons without making pages.
struct RunningOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("How many lessons run at once.", valueName: "n"))
  var jobs = 1

  @Option(help: ArgumentHelp("Seconds that a cell may run, unless it says itself.", valueName: "seconds"))
  var timeout = 600.0

  @Option(help: ArgumentHelp("Seconds that a lesson may run.", valueName: "seconds"))
  var lessonTimeout: Double?

  @Option(
    help: ArgumentHelp(
      "Memory that the cells of a lesson may use: 500M, 4G, or 0 for no bound (default: three quarters of the machine's).",
      valueName: "size"), transform: Run.parseSize)
  var memory: Int?

  func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs takes a number from 1.") }
    if !(timeout > 0) || lessonTimeout.map({ !($0 > 0) }) == true {
      throw ValidationError("A time-out is a number of seconds above 0.")
    }
  }

  func runOptions() -> RunOptions {
    var options = RunOptions()
    options.cellTimeout = timeout
    options.lessonTimeout = lessonTimeout
    let bound = memory ?? RunOptions.defaultMemoryLimit
    options.memoryLimit = bound > 0 ? bound : nil
    options.interruption = Interruption.watch()
    return options
  }
}
