import CellWire
import Foundation
import NotebookModel

/// Collects what one cell puts out, in order.
struct CellRecorder {
  private enum Piece {
    case text(isError: Bool, [UInt8])
    case display(Display)
    case value(Display)
    case remark(String)
  }

  let cell: Int
  private var pieces: [Piece] = []
  private var rawBytes = 0
  private let limit: Int

  init(cell: Int, limit: Int) {
    self.cell = cell
    self.limit = limit
  }

  mutating func add(_ bytes: [UInt8], isError: Bool) {
    if case .text(isError, var old)? = pieces.last {
      pieces.removeLast()
      old += bytes
      pieces.append(.text(isError: isError, old))
    } else {
      pieces.append(.text(isError: isError, bytes))
    }
  }

  /// Text of a subprocess, which the kernel could not bound.
  mutating func addRaw(_ bytes: [UInt8], isError: Bool) {
    let room = max(0, limit - rawBytes)
    rawBytes += bytes.count
    if room > 0 { add(Array(bytes.prefix(room)), isError: isError) }
  }

  mutating func add(_ display: Display, isValue: Bool) { pieces.append(isValue ? .value(display) : .display(display)) }

  /// Notes how much was cut off.
  mutating func noteDropped(_ bytes: Int) {
    let dropped = bytes + max(0, rawBytes - limit)
    if dropped > 0 { pieces.append(.remark("Output cut after \(Self.size(limit)): \(dropped) more bytes are not shown.")) }
  }

  static func size(_ bytes: Int) -> String {
    bytes % 1_000_000 == 0 ? "\(bytes / 1_000_000) MB" : bytes % 1000 == 0 ? "\(bytes / 1000) kB" : "\(bytes) bytes"
  }

  /// Whether Swift has said why it trapped.
  var hasLastWords: Bool {
    pieces.contains { piece in
      guard case .text(isError: true, let bytes) = piece else { return false }
      let text = String(decoding: bytes, as: UTF8.self)
      return Self.lastWords.contains { text.contains($0) }
    }
  }

  /// The line of standard error in which Swift says why it trapped; it is taken out.
  mutating func takeFatalError() -> (file: String, line: Int, message: String)? {
    for index in pieces.indices.reversed() {
      guard case .text(isError: true, let bytes) = pieces[index] else { continue }
      var text = String(decoding: bytes, as: UTF8.self)
      // The Swift runtime may add a stack trace of its own frames; a lesson's places come from the trap itself.
      let end = text.range(of: "\nCurrent stack trace:")?.lowerBound ?? text.endIndex
      let starts = Self.lastWords.compactMap {
        text.range(of: $0, options: .backwards, range: text.startIndex..<end)?.lowerBound
      }
      guard let start = starts.max() else { continue }
      let lineStart = text[..<start].lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
      let place = text[lineStart..<start].split(separator: ":", omittingEmptySubsequences: false)
      let message = Self.withoutAddresses(String(text[start..<end]).trimmingTrailingNewlines())
      text.removeSubrange(lineStart...)
      if text.isEmpty {
        pieces.remove(at: index)
      } else {
        pieces[index] = .text(isError: true, Array(text.utf8))
      }
      let line = place.count >= 2 ? Int(place[1]) ?? 0 : 0
      return (place.first.map(String.init) ?? "", line, message)
    }
    return nil
  }

  /// How Swift begins to say why it traps.
  private static let lastWords = [
    "Fatal error", "Precondition failed", "Assertion failed", "Could not cast value of type", "Simultaneous accesses to 0x",
  ]

  /// Addresses are others in each run, and say nothing to anybody.
  private static func withoutAddresses(_ message: String) -> String {
    if message.hasPrefix("Simultaneous accesses to 0x") {
      return "Fatal error: Simultaneous accesses to one variable, but modification requires exclusive access."
    }
    if message.hasPrefix("Could not cast value of type") {
      return "Fatal error: " + Execution.withoutModuleNames(message.replacing(#/ \(0x[0-9a-f]+\)/#, with: ""))
    }
    if message.contains("unowned reference but object 0x") {
      return message.replacing(#/object 0x[0-9a-f]+/#, with: "the object")
    }
    return Execution.withoutModuleNames(message)
  }

  private static func withoutModuleNames(_ display: Display) -> Display {
    var display = display
    for index in display.representations.indices
    where [Display.MIMEType.text, Display.MIMEType.html, Display.MIMEType.swiftType].contains(display.representations[index].type) {
      display.representations[index].bytes = Execution.withoutModuleNames(display.representations[index].bytes)
    }
    return display
  }

  var outputs: [CellResult.Output] {
    pieces.map { piece in
      switch piece {
      case .text(isError: true, let bytes): .standardError(String(decoding: Execution.withoutModuleNames(bytes), as: UTF8.self))
      case .text(isError: false, let bytes): .standardOutput(String(decoding: Execution.withoutModuleNames(bytes), as: UTF8.self))
      case .display(let display): .display(Self.withoutModuleNames(display))
      case .value(let display): .value(Self.withoutModuleNames(display))
      case .remark(let text): .remark(text)
      }
    }
  }
}

extension String {
  func trimmingTrailingNewlines() -> String {
    var text = self[...]
    while let last = text.last, last.isNewline { text.removeLast() }
    return String(text)
  }
}
