import CellSyntax
import Foundation
import NotebookModel

extension Installation {
  /// Compiles the C modules that Foundation and the runtime stand on into `folder`, once, when the runtime is
  /// staged. New cache folders start from them.
  ///
  /// - Throws: `ExecutionError` if the runtime does not compile in a cell.
  public func warmModuleCache(into folder: URL) throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("mlnb-warm-\(getpid())")
    defer { try? FileManager.default.removeItem(at: place) }
    let cache = ObjectCache(folder: place)
    let source = "import Foundation\nprint(Date.now)\n"
    let lines = [1, 2].map { Cell.SourceLine(line: $0, skippedBytes: 0) }
    let range = SourceRange(bytes: 0..<source.utf8.count, lines: 1...2)
    // Modules that were made for optimised code are others than those for unoptimised code.
    let cells = [false, true].enumerated().map { index, isOptimized in
      var options = CellOptions()
      options.optimize = isOptimized
      return Cell(
        index: index, number: index + 1, role: .block, options: options, source: source, lineMap: lines, range: range,
        contentBytes: range.bytes)
    }
    let document = Document(path: "warm.md", bytes: Array(source.utf8), cells: cells)
    let analyses = cells.map { analyze(cell: $0.source) }
    let toolchain = try Toolchain.find(cache: runtime)
    let compiler = try Compiler(
      document: document, analyses: analyses, toolchain: toolchain, installation: self, cache: cache)
    let plan = Planner.plan(document, analyses: analyses)
    for module in plan.modules {
      let compiled = try compiler.settle(compiler.begin(module)).finished()
      if let problem = compiled.diagnostics.first(where: { $0.diagnostic.severity == .error }) {
        throw ExecutionError("the runtime does not compile in a cell: \(problem.diagnostic.message)")
      }
    }
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.copyItem(at: cache.moduleCache, to: folder)
    try? FileManager.default.removeItem(at: folder.appendingPathComponent("made-for"))
  }
}
