import CellWire
import Foundation
import NotebookModel

/// Finds the places of a lesson from which a failure came.
struct Symbolizer {
  let toolchain: Toolchain
  let document: Document
  /// The modules that have been loaded, by the path of their libraries.
  let modules: [String: ModuleSource]

  struct Place: Equatable {
    var position: SourcePosition
    var cell: Int
  }

  struct Trace {
    /// Innermost first.
    var places: [Place] = []
    /// What the compiler noted of a trap without a message ("arithmetic overflow").
    var runtimeFailure: String?
  }

  /// - Parameters:
  ///   - frames: Pairs of library path and offset, as the kernel sends them.
  ///   - isTrap: Whether the first address is the failing instruction itself; all others are return addresses.
  func trace(_ frames: inout PayloadReader, isTrap: Bool) -> Trace {
    var addresses: [(path: String, offset: UInt64)] = []
    while let path = frames.string(), let offset = frames.string() {
      if let number = UInt64(offset, radix: 16) { addresses.append((path, number)) }
    }
    // The same path, in order, one question to the symbolizer for each library.
    var trace = Trace()
    var index = 0
    while index < addresses.count, trace.places.count < 64 {
      let path = addresses[index].path
      var run: [UInt64] = []
      while index < addresses.count, addresses[index].path == path {
        let isExact = isTrap && index == 0
        if modules[path] != nil { run.append(addresses[index].offset - (isExact ? 0 : 1)) }
        index += 1
      }
      if let source = modules[path], !run.isEmpty { resolve(run.prefix(64), path, source, into: &trace) }
    }
    return trace
  }

  private func resolve(_ offsets: some Sequence<UInt64>, _ path: String, _ source: ModuleSource, into trace: inout Trace) {
    let arguments = ["--obj=\(path)", "--inlining", "--functions=linkage"] + offsets.map { "0x" + String($0, radix: 16) }
    guard let outcome = try? Subprocess.run(toolchain.symbolizer, arguments) else { return }
    // For each address pairs of lines (function, file:line:column), innermost inlined first, and an empty line.
    for answer in outcome.standardOutput.components(separatedBy: "\n\n") {
      let lines = answer.split(separator: "\n").map(String.init)
      for pair in stride(from: 0, to: lines.count - 1, by: 2) {
        if trace.places.isEmpty, lines[pair].hasPrefix("Swift runtime failure: ") {
          trace.runtimeFailure = String(lines[pair].dropFirst("Swift runtime failure: ".count))
        }
        guard let place = place(lines[pair + 1], source) else { continue }
        if trace.places.last != place { trace.places.append(place) }
      }
    }
  }

  private func place(_ text: String, _ source: ModuleSource) -> Place? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count >= 3, let line = Int(fields[fields.count - 2]), line > 0,
      let column = Int(fields[fields.count - 1].prefix { $0.isNumber })
    else { return nil }
    var file = fields[..<(fields.count - 2)].joined(separator: ":")
    if file.hasSuffix("/" + document.path) { file = document.path }
    guard let cell = source.cell(file: file, line: line, document: document),
      let position = source.lessonPosition(file: file, line: line, column: max(column, 1), document: document)
    else { return nil }
    return Place(position: position, cell: source.cells[cell.ordinal])
  }
}
