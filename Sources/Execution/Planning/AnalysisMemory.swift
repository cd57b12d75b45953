import CellSyntax
import Foundation
import NotebookModel

/// What the cells of a lesson were found to declare and use when they were last read: after an edit only the edited
/// ones are parsed.
struct AnalysisMemory {
  private let file: URL
  /// Another program or toolchain may read cells differently.
  private let reader: [UInt8]

  init(lesson: String, cache: ObjectCache, toolchain: Toolchain) {
    let path = URL(fileURLWithPath: lesson).standardizedFileURL.path
    file = cache.folder.appendingPathComponent("analyses/\(ContentHash(of: path).text)")
    var program = stat()
    stat("/proc/self/exe", &program)
    reader = Array("1 \(toolchain.identity) \(program.st_size) \(program.st_mtim.tv_sec).\(program.st_mtim.tv_nsec) \(program.st_ino)\n".utf8)
  }

  /// The analysis of each cell, taken from what is remembered where its source is the same.
  func analyses(of cells: [Cell]) -> [CellAnalysis] {
    let known = read()
    let keys = cells.map { ContentHash(of: $0.source).text }
    var analyses = keys.map { known[$0].flatMap { CellAnalysis(record: $0) } }
    let unknown = analyses.indices.filter { analyses[$0] == nil }
    for (index, analysis) in zip(unknown, Self.parsed(unknown.map { cells[$0].source })) { analyses[index] = analysis }
    if !unknown.isEmpty {
      write(Dictionary(zip(keys, analyses.map { $0?.record ?? [] }), uniquingKeysWith: { first, _ in first }))
    }
    return analyses.compactMap { $0 }
  }

  /// Many cells are parsed on all processors: on threads of our own, for those of Dispatch come when all is done.
  private static func parsed(_ sources: [String]) -> [CellAnalysis] {
    guard sources.count > 4 else { return sources.map(analyze) }
    let work = Work(count: sources.count)
    let helpers = DispatchGroup()
    for _ in 1..<max(1, min(4, ProcessInfo.processInfo.activeProcessorCount)) {
      helpers.enter()
      let thread = Thread {
        work.perform { analyze(cell: sources[$0]) }
        helpers.leave()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    work.perform { analyze(cell: sources[$0]) }
    helpers.wait()
    return work.results
  }

  /// Cells to be parsed, and what was found.
  private final class Work: @unchecked Sendable {
    private let count: Int
    private let lock = NSLock()
    // Guarded by `lock`.
    private var next = 0
    private(set) var results: [CellAnalysis]

    init(count: Int) {
      self.count = count
      results = [CellAnalysis](repeating: CellAnalysis(), count: count)
    }

    /// Takes one after the other until none is left.
    func perform(_ analyze: (Int) -> CellAnalysis) {
      while true {
        let index = lock.withLock {
          next += 1
          return next - 1
        }
        guard index < count else { return }
        let analysis = analyze(index)
        lock.withLock { results[index] = analysis }
      }
    }
  }

  /// Records by the hashes of their cells.
  private func read() -> [String: [UInt8]] {
    guard let data = FileManager.default.contents(atPath: file.path), data.starts(with: reader) else { return [:] }
    let bytes = [UInt8](data)
    var result: [String: [UInt8]] = [:]
    var position = reader.count
    while let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) {
      let words = bytes[position..<end].split(separator: UInt8(ascii: " "))
      guard words.count == 2, let count = Int(String(decoding: words[1], as: UTF8.self)), count >= 0, end + 1 + count <= bytes.count
      else { break }
      position = end + 1 + count
      result[String(decoding: words[0], as: UTF8.self)] = Array(bytes[(end + 1)..<position])
    }
    return result
  }

  /// What cannot be written is found out again next time.
  private func write(_ records: [String: [UInt8]]) {
    var bytes = reader
    for (key, record) in records { bytes += Array("\(key) \(record.count)\n".utf8) + record }
    try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(bytes).write(to: file, options: .atomic)
  }
}
