import Checking
import Execution
import Foundation
import NotebookModel
import Rendering

/// One lesson to be run, and where its page goes.
struct LessonWork: ParallelWork {
  var path: String
  var page: String
  var options: RunOptions
  var allowsRawHTML: Bool
  var showsDurations: Bool?
  /// Whether the results of an unchanged lesson may be those of its last run.
  var usesMemory = true

  /// What came of it.
  struct Outcome: Sendable {
    var isSuccess = false
    var report: LessonReport?
    /// Why it could not be run, or its page not written.
    var failure: Failure?
  }

  static let unstarted = Outcome()

  /// Runs the lesson and writes its page; a lesson with errors of form gets none.
  func perform(_ progress: Progress) -> Outcome {
    var outcome = Outcome()
    do {
      var options = options
      options.recordsInputs = true
      let ahead = LessonAhead(
        lesson: path, options: options, expectsResults: usesMemory && RunMemory.exists(for: path))
      let document = try Document(reading: path)
      progress.say(document.diagnostics, of: document)
      if document.hasErrors {
        outcome.report = LessonReport(document, run: nil)
        progress.finished(path, nil, page: nil)
        return outcome
      }
      let renderer = renderer
      let preparation = DispatchGroup()
      let prepared = Once()
      options.progress = {
        // Not before the compiler is at work: that is what the lesson waits for.
        prepared.perform { DispatchQueue.global().async(group: preparation) { renderer.prepare(document) } }
        progress.note($0, lesson: path, document: document)
      }
      defer { preparation.wait() }
      // Results are remembered while the page is written.
      let remembering = DispatchGroup()
      defer { remembering.wait() }
      let run = try runOrRecall(document, options, ahead, progress, remembering)
      outcome.report = LessonReport(document, run: run)
      outcome.isSuccess = run.isSuccess
      preparation.wait()
      let problems = try writePage(document, run, renderer)
      progress.say(problems, of: document)
      progress.say(failuresOf: run, document)
      if problems.contains(where: { $0.severity == .error }) { outcome.isSuccess = false }
      progress.finished(path, run, page: isOnStandardOutput(page) ? nil : page)
    } catch {
      outcome.failure = Failure(error, with: path)
    }
    return outcome
  }

  /// Runs the lesson unless its last run tells what would come of it.
  private func runOrRecall(
    _ document: Document, _ options: RunOptions, _ ahead: LessonAhead, _ progress: Progress, _ remembering: DispatchGroup
  ) throws -> LessonRun {
    var options = options
    options.trials = Starters.testsInLesson(of: Starters.trials(of: document))
    let toolchain = try ahead.toolchain ?? Toolchain.find(cache: ObjectCache().folder, installation: .ofThisProgram)
    let memory = try RunMemory(document, options: options, toolchain: toolchain)
    // What is not to come from memory is remembered still: it is newer than what stands there.
    switch usesMemory ? memory.answer() : .run(because: "its results are not to come from memory") {
    case .same(let run, let reason):
      progress.explain("\(path): not run: \(reason)\n")
      return run
    case .run(let reason):
      progress.explain("\(path): run, because \(reason)\n")
      let run = try LessonRunner.run(document, options: options, ahead: ahead)
      DispatchQueue.global().async(group: remembering) {
        if let obstacle = memory.remember(run) { progress.explain("\(path): will run again next time: \(obstacle)\n") }
      }
      return run
    }
  }

  private var renderer: PageRenderer {
    let share = Installation.ofThisProgram.share.path
    return PageRenderer(
      assetsFolder: share, katexFolder: share + "/katex", katexFontsFolder: share + "/katex",
      cacheFolder: ObjectCache().folder.appendingPathComponent("formulas").path)
  }

  private func writePage(_ document: Document, _ run: LessonRun, _ renderer: PageRenderer) throws -> [Diagnostic] {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let rendered = renderer.render(
      document, run: run,
      options: PageOptions(showsDurations: showsDurations, allowsRawHTML: allowsRawHTML) { name in
        FileManager.default.contents(atPath: URL(fileURLWithPath: name, relativeTo: folder).path).map { [UInt8]($0) }
      })
    if page == "-" {
      Terminal.output.write(rendered.html)
    } else {
      try writeAtomically(Array(rendered.html.utf8), to: page)
    }
    return rendered.diagnostics
  }
}

/// Whether what is written there goes where this program prints.
private func isOnStandardOutput(_ page: String) -> Bool {
  var file = stat()
  var output = stat()
  return page == "-"
    || stat(page, &file) == 0 && fstat(1, &output) == 0 && file.st_dev == output.st_dev && file.st_ino == output.st_ino
}

/// A lesson beside the missing one that may have been meant.
func nearestLesson(to path: String) -> String? {
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
  let name = URL(fileURLWithPath: path).lastPathComponent
  let others = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  let lessons = others.filter { $0.hasSuffix(".md") && $0 != name }
  guard let nearest = nearestWord(to: name, among: lessons) else { return nil }
  return "did you mean \(PathParts.joined(PathParts(path).folder, nearest))?"
}

/// Work on one lesson that can be done beside that on others.
protocol ParallelWork: Sendable {
  associatedtype Outcome: Sendable
  /// What came of work that was not begun.
  static var unstarted: Outcome { get }
  func perform(_ progress: Progress) -> Outcome
}

/// Does the work, `jobs` lessons at a time; outcomes are in the order of the work. After an outcome that `ends` it, no
/// other is begun.
func runAll<Work: ParallelWork>(
  _ work: [Work], jobs: Int, progress: Progress, ends: @escaping @Sendable (Work.Outcome) -> Bool = { _ in false }
) -> [Work.Outcome] {
  let queue = WorkQueue(work)
  let group = DispatchGroup()
  for _ in 0..<jobs {
    group.enter()
    let thread = Thread {
      while let (index, item) = queue.next(), !Interruption.hasHappened {
        let outcome = item.perform(progress)
        queue.put(outcome, at: index, isLast: ends(outcome))
      }
      group.leave()
    }
    thread.stackSize = 16 << 20
    thread.start()
  }
  group.wait()
  return queue.outcomes
}

/// Something that is to be done a single time.
private final class Once: @unchecked Sendable {
  private let lock = NSLock()
  private var isDone = false

  func perform(_ body: () -> Void) {
    let isFirst = lock.withLock {
      defer { isDone = true }
      return !isDone
    }
    if isFirst { body() }
  }
}

/// Lessons that wait, and outcomes as they come.
private final class WorkQueue<Work: ParallelWork>: @unchecked Sendable {
  private let lock = NSLock()
  private let work: [Work]
  private var position = 0
  private var results: [Work.Outcome]

  init(_ work: [Work]) {
    self.work = work
    results = work.map { _ in Work.unstarted }
  }

  func next() -> (Int, Work)? {
    lock.withLock {
      guard position < work.count else { return nil }
      defer { position += 1 }
      return (position, work[position])
    }
  }

  func put(_ outcome: Work.Outcome, at index: Int, isLast: Bool) {
    lock.withLock {
      results[index] = outcome
      if isLast { position = work.count }
    }
  }

  var outcomes: [Work.Outcome] { lock.withLock { results } }
}
