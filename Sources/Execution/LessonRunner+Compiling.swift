import CellSyntax
import Foundation
import NotebookModel

extension LessonRunner {
  /// Compiles every cell of a lesson and runs none; all that is wrong comes at once.
  ///
  /// A cell that does not compile still says what it declares, so that later cells are judged by their own mistakes.
  /// Nothing is linked and no machine code is made.
  ///
  /// - Parameter trials: Tests that a run would try on starters, so that both share what was compiled; nothing is said of
  ///   them.
  /// - Returns: A result for each cell: `compileError` where it does not compile, else `notRun`.
  /// - Throws: `ExecutionError` if there is no toolchain, no runtime, or nowhere to write.
  public static func compile(
    _ document: Document, trials: [Int: Cell] = [:], installation: Installation = .ofThisProgram, cache: ObjectCache = ObjectCache()
  ) throws -> LessonRun {
    let start = uptime()
    let own = document.cells.count
    var document = document
    var options = Planner.Options()
    options.trials = document.addTrials(trials)
    let toolchain = try Toolchain.find(cache: cache.folder, installation: installation)
    let frontend = LoadedProgram(toolchain.frontend, folder: cache.folder, installation: installation)
    var run = LessonRun(toolchain: toolchain.version, results: [])
    let analyses = AnalysisMemory(lesson: document.path, cache: cache, toolchain: toolchain).analyses(of: document.cells)
    let compiler = try Compiler(
      document: document, analyses: analyses, toolchain: toolchain, installation: installation, cache: cache, frontend: frontend)
    var refused: Set<Int> = []
    var apart: Set<Int> = []
    repeat {
      options.cuts = apart
      options.ungranted.formUnion(refused)
      refused = []
      run.results = document.cells.map { CellResult(cell: $0.index, status: $0.behaviour == .ignore ? .ignored : .notRun) }
      try compiler.judge(Planner.plan(document, analyses: analyses, options: options).modules) { compiled in
        run.compileSeconds += compiled.compileSeconds
        // What later cells ask of the types here may be what does not compile: let them say so themselves.
        if !compiled.succeeded { refused.formUnion(compiled.plan.grants.map(\.cell)) }
        for (ordinal, cell) in compiled.plan.cells.enumerated() {
          note(compiled, ordinal, document.cells[cell], &run.results[cell])
          // A test that does not fit its starter would hide what is wrong with the cells around it.
          if cell >= own, run.results[cell].status == .compileError { apart.insert(cell) }
        }
      }
    } while !refused.isEmpty || !apart.isSubset(of: options.cuts)
    run.results.removeLast(run.results.count - own)
    run.wallSeconds = uptime() - start
    return run
  }

  private static func note(_ compiled: CompiledModule, _ ordinal: Int, _ cell: Cell, _ result: inout CellResult) {
    let diagnostics = compiled.diagnostics(ordinal: ordinal)
    result.isCached = compiled.isCached
    result.failure = nil
    if diagnostics.contains(where: { $0.severity == .error }) {
      result.status = .compileError
      result.diagnostics = diagnostics
      result.isExpected = cell.behaviour == .compileFail
    } else if cell.behaviour == .compileFail {
      result.status = .ok
      result.isExpected = false
      result.failure = .init(
        message: "The cell is marked compile-fail, but it compiles.", position: SourcePosition(line: cell.line))
    }
  }
}
