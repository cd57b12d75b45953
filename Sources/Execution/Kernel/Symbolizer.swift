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
    // What stands in the lesson's own libraries, up to the 64th frame of them, in one question.
    var own: [(path: String, offset: UInt64, source: ModuleSource)] = []
    for (index, address) in addresses.enumerated() where own.count < 64 {
      guard let source = modules[address.path] else { continue }
      own.append((address.path, address.offset - (isTrap && index == 0 ? 0 : 1), source))
    }
    return resolved(own)
  }

  private func resolved(_ addresses: [(path: String, offset: UInt64, source: ModuleSource)]) -> Trace {
    var trace = Trace()
    guard !addresses.isEmpty else { return trace }
    let questions = addresses.map { "CODE \"\($0.path)\" 0x\(String($0.offset, radix: 16))" }
    guard let outcome = try? Subprocess.run(toolchain.symbolizer, ["--inlining", "--functions=linkage"] + questions) else {
      return trace
    }
    // For each address pairs of lines (function, file:line:column), innermost inlined first, and an empty line.
    for (address, answer) in zip(addresses, outcome.standardOutput.components(separatedBy: "\n\n")) {
      let lines = answer.split(separator: "\n").map(String.init)
      for pair in stride(from: 0, to: lines.count - 1, by: 2) {
        if trace.places.isEmpty, lines[pair].hasPrefix("Swift runtime failure: ") {
          trace.runtimeFailure = String(lines[pair].dropFirst("Swift runtime failure: ".count))
        }
        guard trace.places.count < 64, let place = place(lines[pair + 1], address.source) else { continue }
        if trace.places.last != place { trace.places.append(place) }
      }
    }
    return trace
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
