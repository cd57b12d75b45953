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
  /// Runs again at most so often where something differs.
  var retries = 0
  /// Runs so often, and says which cells vary.
  var repeats = 1
  /// Believe the last green check where nothing that the lesson can see has changed.
  var usesCache = false
  /// A file to keep the run in, and one to take it from instead of running.
  var keptRun: String?
  var storedRun: StoredRun?
  /// Compile, and run nothing.
  var onlyCompiles = false
  /// Say what is found while the work goes on.
  var reports = true

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
    var isCached = false
    var isCompiledOnly = false
    /// The report of the green check that decided.
    var storedReport: LessonReport?
    var seconds = 0.0

    var isGreen: Bool { failure == nil && findings.allSatisfy(\.isWarning) && wasStarted }

    /// What reports are made of.
    func checked(path: String) -> CheckedLesson {
      CheckedLesson(
        path: path, document: document, run: run, findings: findings, failure: failure?.sentence, seconds: seconds,
        isCached: isCached, storedReport: storedReport)
    }
  }

  static let unstarted = Outcome(wasStarted: false)

  func perform(_ progress: Progress) -> Outcome {
    let start = Date()
    var outcome = Outcome()
    do {
      let ahead = ahead()
      let document = try Document(reading: path)
      outcome.document = document
      guard filter.admits(document) else {
        outcome.isLeftOut = true
        return outcome
      }
      progress.say(document.diagnostics, of: document)
      if document.hasErrors {
        outcome.findings = document.diagnostics.filter { $0.severity == .error }.map { diagnostic in
          Finding(.form, at: diagnostic.position, message: diagnostic.message, diagnostics: [diagnostic])
        }
        outcome.failure = Failure("\(path) cannot be checked before it can be read")
        return outcome
      }
      try checkOrRemember(document, ahead, &outcome, progress)
      let stale = try staleFindings(document, outcome)
      outcome.findings = (outcome.findings + stale.filter { isMeant($0, document) }).enumerated()
        .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element)
    } catch {
      outcome.failure = Failure(error, with: path)
    }
    outcome.seconds = Date().timeIntervalSince(start)
    if reports, let document = outcome.document, outcome.failure == nil { report(outcome, document, progress) }
    return outcome
  }

  /// The folder of the lesson's recorded charts.
  var chartsFolder: String { RecordedCharts.folder(of: path) }

  /// What a run needs in any case, started before the lesson has been read; nil where it may not come to a run.
  private func ahead() -> LessonAhead? {
    if onlyCompiles || storedRun != nil || !filter.patterns.isEmpty { return nil }
    return LessonAhead(
      lesson: path, options: recordingOptions,
      expectsResults: usesCache && repeats == 1 && CheckCache.exists(for: path, strict: isStrict == true))
  }

  private var recordingOptions: RunOptions {
    var options = options
    options.recordsInputs = true
    return options
  }

  /// Runs the lesson unless its last green check decides.
  private func checkOrRemember(
    _ document: Document, _ ahead: LessonAhead?, _ outcome: inout Outcome, _ progress: Progress
  ) throws {
    if onlyCompiles {
      let trials = Starters.testsInLesson(of: Starters.trials(of: document))
      let run = try LessonRunner.compile(document, trials: trials)
      outcome.run = run
      outcome.isCompiledOnly = true
      outcome.findings = LessonCheck(document, run: run, settings: settings(of: document, run)).compileFindings()
        .filter { isMeant($0, document) }
      return
    }
    if let storedRun {
      let run = try storedRun.run(of: document)
      outcome.run = run
      outcome.findings = LessonCheck(document, run: run, settings: settings(of: document, run)).findings()
        .filter { isMeant($0, document) }
      return
    }
    guard repeats == 1, filter.admits(lesson: path) else { return try check(document, ahead, &outcome, progress) }
    let toolchain = try ahead?.toolchain ?? Toolchain.find(cache: ObjectCache().folder, installation: .ofThisProgram)
    let key = try CheckKey(document, work: self, toolchain: toolchain, installation: .ofThisProgram)
    let cache = CheckCache(document, key: key, strict: isStrict == true)
    // What is not to come from memory is remembered still: it is newer than what stands there.
    switch usesCache ? cache.answer(document) : .run(because: "no earlier check is to decide") {
    case .green(let reason):
      progress.explain("\(path): not run: \(reason)\n")
      outcome.isCached = true
      outcome.storedReport = cache.report
    case .run(let reason):
      progress.explain("\(path): run, because \(reason)\n")
      try check(document, ahead, &outcome, progress)
      if outcome.findings.isEmpty, let run = outcome.run, run.isSuccess {
        if let obstacle = cache.remember(document, run) {
          cache.forget()
          progress.explain("\(path): will run again next time: \(obstacle)\n")
        }
      } else {
        cache.forget()
      }
    }
  }

  private func check(
    _ document: Document, _ ahead: LessonAhead?, _ outcome: inout Outcome, _ progress: Progress
  ) throws {
    var options = recordingOptions
    options.progress = { progress.note($0, lesson: path, document: document) }
    let trials = Starters.trials(of: document)
    options.trials = Starters.testsInLesson(of: trials)
    options.triesStarters = true
    func attempt(_ ahead: LessonAhead? = nil) throws -> (run: LessonRun, findings: [Finding]) {
      var run = try LessonRunner.run(document, options: options, ahead: ahead)
      let found = LessonCheck(document, run: run, settings: settings(of: document, run)).findings()
      let starters = run.isSuccess ? try starterFindings(trials, &run, options) : []
      return (run, (found + starters).filter { isMeant($0, document) })
    }
    var (run, findings) = try attempt(ahead ?? LessonAhead(lesson: path, options: options))
    if let keptRun { try writeAtomically([UInt8](try JSONEncoder().encode(StoredRun(run))), to: keptRun) }
    if repeats > 1 {
      var runs = [run]
      while runs.count < repeats, !Interruption.hasHappened { runs.append(try attempt().run) }
      findings += flakyCells(of: document, in: runs).filter { isMeant($0, document) }
    }
    var attempts = 1
    while findings.contains(where: { !$0.isWarning }), attempts <= retries, !Interruption.hasHappened {
      let first = findings
      (run, findings) = try attempt()
      attempts += 1
      if findings.isEmpty {
        // It is good now, but it was not: that is said, and not hidden.
        findings = first.map { finding in
          var flaky = Finding(
            .flaky, at: finding.position, lastLine: finding.lastLine, cell: finding.cell,
            message: "as said only at attempt \(attempts): at first, \(finding.message)", difference: finding.difference,
            firstLine: finding.firstLine)
          flaky.isWarning = true
          return flaky
        }
      }
    }
    outcome.run = run
    outcome.findings = findings
  }

  /// What goes stale without a cell: links, images, data, versions. It is cheap, and looked at each time.
  private func staleFindings(_ document: Document, _ outcome: Outcome) throws -> [Finding] {
    let folder = LessonFolder(ofLesson: path)
    let swift = try outcome.run?.toolchain ?? Toolchain.find(cache: ObjectCache().folder, installation: .ofThisProgram).version
    return StaleReferences(document, folder: folder).findings() + DeclaredData(document, folder: folder).findings()
      + versionFindings(of: document, swift: swift, mlnb: MLNB.version, package: RuntimeLibrary.version(ofPackage:))
  }

  /// What the learners' copies of cells do, where the lesson says it: what the lesson's run does not say already, they say
  /// in runs of their own.
  private func starterFindings(_ trials: [Starters.Trial], _ run: inout LessonRun, _ options: RunOptions) throws -> [Finding] {
    var options = options
    (options.trials, options.triesStarters) = ([:], false)
    var findings: [Finding] = []
    for trial in trials {
      var outcome = Starters.run(of: trial, in: run)
      if outcome == nil {
        let own = try LessonRunner.run(trial.document, options: options)
        // What they look at decides as well.
        run.inputs += own.inputs.filter { !run.inputs.contains($0) }
        outcome = own
      }
      if let outcome, let finding = Starters.finding(trial, outcome) { findings.append(finding) }
    }
    return findings
  }

  private func isMeant(_ finding: Finding, _ document: Document) -> Bool {
    finding.cell.map { filter.admits(document.cells[$0], of: document) } ?? filter.admits(lesson: document.path)
  }

  /// How `document` is compared.
  func settings(of document: Document, _ run: LessonRun) -> CheckSettings {
    let folder = chartsFolder
    return CheckSettings(isStrict: isStrict, swift: run.toolchain) { name in
      FileManager.default.contents(atPath: PathParts.joined(folder, name)).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private func report(_ outcome: Outcome, _ document: Document, _ progress: Progress) {
    let text = FindingText(document, colour: Terminal.error.hasColour)
    for finding in outcome.findings { progress.report(text.text(of: finding)) }
    progress.summary(of: path, outcome)
  }
}

extension Progress {
  /// One line for a lesson that was checked.
  func summary(of path: String, _ outcome: CheckWork.Outcome) {
    guard !isQuiet else { return }
    let cells = (outcome.document?.cells ?? []).filter { $0.behaviour != .ignore }
    var text = "\(path): \(cells.count) \(cells.count == 1 ? "cell" : "cells")"
    let wrong = outcome.findings.filter { !$0.isWarning }
    let different = Set(wrong.compactMap(\.cell)).count
    if wrong.isEmpty {
      text += outcome.isCompiledOnly ? ", all compile" : ", as said"
    } else {
      if different > 0 { text += ", \(different) not as said" }
      let others = wrong.filter { $0.cell == nil }.count
      if others > 0 { text += ", \(others) other \(others == 1 ? "finding" : "findings")" }
      let idle = outcome.isCompiledOnly ? 0 : outcome.run?.results.count { $0.status == .notRun && $0.isExpected } ?? 0
      if outcome.run?.isSuccess == false, idle > 0 { text += ", \(idle) not run" }
    }
    let warnings = outcome.findings.count - wrong.count
    if warnings > 0 { text += ", \(warnings) \(warnings == 1 ? "warning" : "warnings")" }
    text += outcome.isCached ? ", unchanged" : String(format: ", %.1f s", outcome.seconds)
    report(text + "\n")
  }
}
