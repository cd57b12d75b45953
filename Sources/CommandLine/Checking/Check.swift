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
        mlnb check lesson.md                        one lesson
        mlnb check --strict --jobs 2 *.md           every cell that prints must say what
        mlnb check --no-run lesson.md               does every cell compile? do links lead somewhere?
        mlnb check --filter fit lesson.md           only the cell with the label `fit`
        mlnb check --report junit.xml --report page.html *.md
                                                    reports for a CI system and for people
        mlnb check --shard 2/5 *.md                 the second fifth of the lessons
        mlnb check --repeat 5 lesson.md             which cells vary?
        mlnb check -v *.md                          which lessons ran, and why
        mlnb check --corrected lesson.md | git apply
                                                    take what was printed, as a patch

      A lesson of which nothing that it can see has changed since its last green check is not run again: its cells, what it
      records, the files and variables that its cells read, the runtime, the toolchain and the options. A lesson that asks
      for the date or draws the system's random numbers always runs; durations that it measures do not count.

      A failure is shown as a difference of the lesson; `mlnb accept` takes what was printed.

      EXIT STATUS
        0 all is as the lessons say; 1 something differs; 2 a lesson could not be checked; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The lessons.", valueName: "lesson.md"), completion: .file(extensions: ["md", "markdown"]))
  var lessons: [String]

  @Flag(help: "Demand a block, or an explicit `any`, for each cell that prints.")
  var strict = false

  @Option(
    help: ArgumentHelp("Only lessons whose path, or cells whose label matches; `*` stands for anything.", valueName: "text"))
  var filter: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write a report; its kind is its ending: .json, .xml (JUnit), .sarif, .tap or .html. May be given several times.",
      valueName: "file"), completion: .file())
  var report: [String] = []

  @Flag(help: "Print the lesson's corrections as a patch on standard output, which `git apply` takes.")
  var corrected = false

  @Flag(help: "Begin no other lesson after one that is not as it says.")
  var failFast = false

  @Option(help: ArgumentHelp("Check only a part of the lessons: 2/5 is the second of five.", valueName: "i/n"))
  var shard: Shard?

  @Option(help: ArgumentHelp("Run a lesson again, at most so often, where something differs; what varies is said.", valueName: "n"))
  var retries = 0

  @Option(name: .customLong("repeat"), help: ArgumentHelp("Run each lesson so often, and say which cells vary.", valueName: "n"))
  var repeats = 1

  @Flag(help: "Compile every cell and run none: all compile errors at once, and everything that goes stale without a run.")
  var noRun = false

  @Flag(help: "Run every lesson, also those of which nothing has changed since their last green check.")
  var noCache = false

  @Flag(help: "Say how long each cell took.")
  var timings = false

  @Option(help: ArgumentHelp("Keep what came of the run in a file.", visibility: .private))
  var keepRun: String?

  @Option(help: ArgumentHelp("Hold lessons against a kept run, and run nothing.", visibility: .private))
  var replayRun: String?

  @OptionGroup var running: RunningOptions
  @OptionGroup var verbosity: Verbosity

  func validate() throws {
    if lessons.isEmpty { throw ValidationError("Name a lesson: mlnb check lesson.md") }
    try running.validate()
    if retries < 0 { throw ValidationError("--retries takes a number from 0.") }
    if repeats < 1 { throw ValidationError("--repeat takes a number from 1.") }
    for path in report where ReportKind(path: path) == nil {
      throw ValidationError("\(path) has no ending of a report: .json, .xml, .sarif, .tap or .html.")
    }
  }

  func run() throws {
    let paths = shard?.part(of: lessons) ?? lessons
    let options = running.runOptions()
    let progress = Progress(lessons: paths.count, verbosity: verbosity)
    let stored = try replayRun.map { path in
      guard let data = FileManager.default.contents(atPath: path),
        let run = try? JSONDecoder().decode(StoredRun.self, from: data)
      else { throw Failure("\(path) holds no run") }
      return run
    }
    let work = paths.map { path in
      CheckWork(
        path: path, options: options, isStrict: strict ? true : nil, filter: LessonFilter(patterns: filter),
        retries: retries, repeats: repeats, usesCache: !noCache,
        keptRun: keepRun, storedRun: stored, onlyCompiles: noRun)
    }
    let stopsEarly = failFast
    let outcomes = runAll(work, jobs: max(1, min(running.jobs, work.count)), progress: progress) { stopsEarly && !$0.isGreen }
    progress.end()
    let pairs = zip(work, outcomes).filter { $0.1.wasStarted && !$0.1.isLeftOut }.map { ($0.0, $0.1) }
    if timings { printTimings(pairs) }
    if corrected { try printCorrections(pairs) }
    let checked = pairs.map { $0.1.checked(path: $0.0.path) }
    for path in report {
      if let kind = ReportKind(path: path) { try writeAtomically(kind.report(of: checked, version: MLNB.version), to: path) }
    }
    if ProcessInfo.processInfo.environment["GITHUB_ACTIONS"] == "true" { print(gitHubAnnotations(of: checked), terminator: "") }
    try Self.end(outcomes)
  }

  private func printTimings(_ pairs: [(CheckWork, CheckWork.Outcome)]) {
    var rows: [(seconds: Double, text: String)] = []
    for (work, outcome) in pairs {
      guard let document = outcome.document, let run = outcome.run else { continue }
      let text = FindingText(document, colour: false)
      for result in run.results where result.status != .ignored {
        let cell = document.cells[result.cell]
        let times = String(format: "%8.3f %8.3f", result.compileSeconds, result.runSeconds)
        rows.append(
          (result.compileSeconds + result.runSeconds, "\(times)  \(work.path):\(cell.line)  \(text.name(ofCell: cell.index))\n"))
      }
    }
    guard !rows.isEmpty else { return }
    Terminal.error.write(" compile      run  (seconds)\n")
    for row in rows.sorted(by: { $0.seconds > $1.seconds }) { Terminal.error.write(row.text) }
  }

  private func printCorrections(_ pairs: [(CheckWork, CheckWork.Outcome)]) throws {
    var roots: Set<String> = []
    for (work, outcome) in pairs {
      guard let document = outcome.document, let run = outcome.run else { continue }
      let root = PatchRoot(ofLesson: document.path)
      let check = LessonCheck(document, run: run, settings: work.settings(of: document, run))
      var acceptance = Acceptance(check, findings: outcome.findings, addsBlocks: strict)
      acceptance.changes.removeAll { !work.filter.admits(document.cells[$0.cell], of: document) }
      var patch = unifiedDiff(
        from: document.bytes, to: acceptance.apply(to: document.bytes), path: root.path(of: document.path))
      let folder = work.chartsFolder
      var files = acceptance.changes.flatMap(\.charts)
      if let record = DeclaredData(document, folder: LessonFolder(ofLesson: document.path)).corrected(adds: false) {
        files.append((DeclaredData.recordName, record))
      }
      for (name, content) in files.sorted(by: { $0.key < $1.key }) {
        let path = PathParts.joined(folder, name)
        let old = FileManager.default.contents(atPath: path).map(Array.init) ?? []
        patch += unifiedDiff(from: old, to: content ?? [], path: root.path(of: path))
      }
      if !patch.isEmpty { roots.insert(root.folder) }
      patch.withUnsafeBytes { bytes in _ = fwrite(bytes.baseAddress, 1, bytes.count, stdout) }
    }
    for root in roots.sorted() where root != FileManager.default.currentDirectoryPath {
      Terminal.error.write("note: apply the patch in \(root)\n")
    }
  }

  /// Ends with the exit status that the outcomes ask for.
  static func end(_ outcomes: [CheckWork.Outcome]) throws {
    let failures = outcomes.compactMap(\.failure)
    for failure in failures { Terminal.error.write(failure.message(colour: Terminal.error.hasColour)) }
    if Interruption.hasHappened { throw Failure("", status: 130) }
    if !failures.isEmpty { throw Failure("", status: failures.map(\.status).max() ?? 2) }
    if !outcomes.isEmpty, outcomes.allSatisfy(\.isLeftOut) { throw Failure("the filter leaves nothing to check") }
    if outcomes.contains(where: { !$0.isGreen && $0.wasStarted && !$0.isLeftOut }) { throw Failure("", status: 1) }
  }
}

/// One of several equal parts of the lessons: `2/5`.
struct Shard: ExpressibleByArgument, Sendable {
  var number: Int
  var count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count >= 1, (1...count).contains(number) else {
      return nil
    }
    self.number = number
    self.count = count
  }

  /// Every n-th lesson: neighbours, which are often alike in length, go to different machines.
  func part(of lessons: [String]) -> [String] {
    lessons.enumerated().filter { $0.offset % count == number - 1 }.map(\.element)
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
