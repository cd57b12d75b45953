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
    var isKnown = true
    var records: [String: [UInt8]] = [:]
    let analyses = cells.map { cell in
      let key = ContentHash(of: cell.source).text
      if let record = known[key], let analysis = CellAnalysis(record: record) {
        records[key] = record
        return analysis
      }
      isKnown = false
      let analysis = analyze(cell: cell.source)
      records[key] = analysis.record
      return analysis
    }
    if !isKnown { write(records) }
    return analyses
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
