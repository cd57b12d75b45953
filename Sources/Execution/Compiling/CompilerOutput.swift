import NotebookModel

/// One message of the compiler, at a place of the text that it compiled.
struct CompilerMessage: Equatable, Sendable, Codable {
  var severity: Diagnostic.Severity
  var file: String
  var line: Int
  var column: Int
  var message: String
  /// Byte columns (from 1, half open) that the compiler underlines.
  var highlights: [Range<Int>] = []
  /// Column and text of an insertion that the compiler proposes.
  var fixColumn: Int?
  var fixText: String?
  var notes: [CompilerMessage] = []

  /// Whether it is not about any source, but about what the compiler found around it: a folder that went away, a full
  /// disk, a C module that another compiler was just writing. It says nothing of the cell, and may be gone the next time.
  var isOfSurroundings: Bool {
    severity == .error
      && (file.hasPrefix("<unknown>") || file.hasPrefix("/proc/self/cwd") || file.contains("/builds/")
        || ["could not build ", "unable to rename ", "error opening "].contains { message.hasPrefix($0) })
  }

  /// Whether it is said of local variables only, and would not be at top level.
  var isOfLocals: Bool { ["was never used", "was never mutated", "never read"].contains { message.contains($0) } }

  /// The first name that stands in quotes.
  var quotedName: String? {
    let parts = message.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }

  /// Whether something is not there that another module may have.
  var missesSomething: Bool {
    severity == .error && ["cannot find", "no member", "conform"].contains { message.contains($0) }
  }
}

/// Reads what the compiler writes with `-diagnostic-style llvm`:
///
///     file:line:column: severity: message
///     source line
///          ^~~~
///          proposed text
func compilerMessages(in text: String) -> [CompilerMessage] {
  var messages: [CompilerMessage] = []
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  var index = 0
  while index < lines.count {
    guard var message = header(lines[index]) else {
      index += 1
      continue
    }
    index += 1
    // The quoted source, the carets, and proposals, until the next message.
    var quoted: [String] = []
    while index < lines.count, header(lines[index]) == nil {
      quoted.append(lines[index])
      index += 1
    }
    readCarets(quoted, into: &message)
    if message.severity == .note, !messages.isEmpty {
      messages[messages.count - 1].notes.append(message)
    } else {
      messages.append(message)
    }
  }
  return messages
}

private func header(_ line: String) -> CompilerMessage? {
  for (word, severity) in [
    (": error: ", Diagnostic.Severity.error), (": warning: ", .warning), (": note: ", .note), (": remark: ", .note),
  ] {
    guard let range = line.range(of: word) else { continue }
    let place = line[..<range.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
    guard place.count >= 2 else { continue }
    // Newer compilers add the message's group: "... [#no-usage]".
    let message = String(line[range.upperBound...]).replacing(#/ \[#[\w-]+\]$/#, with: "")
    if place.count >= 3, let column = Int(place[place.count - 1]), let number = Int(place[place.count - 2]) {
      let file = place[..<(place.count - 2)].joined(separator: ":")
      return CompilerMessage(severity: severity, file: file, line: number, column: column, message: message)
    }
    if let number = Int(place[place.count - 1]) {
      let file = place[..<(place.count - 1)].joined(separator: ":")
      return CompilerMessage(severity: severity, file: file, line: number, column: 1, message: message)
    }
  }
  return nil
}

/// Underlines and proposals stand below the quoted line at its columns; only plain text keeps them aligned.
private func readCarets(_ quoted: [String], into message: inout CompilerMessage) {
  guard quoted.count >= 2, quoted[0].utf8.allSatisfy({ $0 < 0x80 && $0 != 9 }) else { return }
  let carets = Array(quoted[1].utf8)
  var start: Int?
  for column in 0...carets.count {
    let marked = column < carets.count && (carets[column] == UInt8(ascii: "~") || carets[column] == UInt8(ascii: "^"))
    if marked, start == nil { start = column }
    if !marked, let first = start {
      if column - first > 1 { message.highlights.append((first + 1)..<(column + 1)) }
      start = nil
    }
  }
  if quoted.count >= 3, let first = quoted[2].utf8.firstIndex(where: { $0 != UInt8(ascii: " ") }) {
    message.fixColumn = quoted[2].utf8.distance(from: quoted[2].utf8.startIndex, to: first) + 1
    message.fixText = String(quoted[2][first...])
  }
}

extension ModuleSource {
  /// The compiler's messages as diagnostics of the lesson, by ordinal of the cell. What concerns text of ours is left
  /// out, and so are remarks on modules that only this program knows of.
  func diagnostics(from messages: [CompilerMessage], document: Document) -> [(ordinal: Int, diagnostic: Diagnostic)] {
    var seen: Set<String> = []
    var result: [(ordinal: Int, diagnostic: Diagnostic)] = []
    for message in messages {
      if message.message.hasPrefix("extension declares a conformance of imported type") { continue }
      guard let place = cell(file: message.file, line: message.line, document: document) else {
        if message.severity == .error, message.file != Self.headerName || result.isEmpty {
          result.append((0, Diagnostic(line: document.cells[cells[0]].line, message: clean(message.message))))
        }
        continue
      }
      if message.severity == .warning, message.isOfLocals {
        if nested.contains(place.ordinal) { continue }
        if let name = message.quotedName, localNames[place.ordinal]?.contains(name) == true { continue }
      }
      guard let diagnostic = diagnostic(from: message, place: place, document: document) else { continue }
      if message.severity == .warning, message.message.hasSuffix("unused"), isValue(place, message.column) { continue }
      let fingerprint = "\(diagnostic.line):\(diagnostic.column):\(diagnostic.message)"
      if seen.insert(fingerprint).inserted { result.append((place.ordinal, diagnostic)) }
    }
    return result
  }

  private func diagnostic(
    from message: CompilerMessage, place: (ordinal: Int, line: Int), document: Document
  ) -> Diagnostic? {
    let own = column(ordinal: place.ordinal, line: place.line, column: message.column)
    if own == nil, message.severity != .error { return nil }
    let cell = document.cells[cells[place.ordinal]]
    let position = lessonPosition(file: message.file, line: message.line, column: message.column, document: document)
    guard let position else { return nil }
    let skipped = position.column - (own ?? position.column)
    let highlights = message.highlights.compactMap { range -> Range<Int>? in
      guard let start = column(ordinal: place.ordinal, line: place.line, column: range.lowerBound),
        let end = column(ordinal: place.ordinal, line: place.line, column: range.upperBound - 1), start <= end
      else { return nil }
      return (start + skipped)..<(end + skipped + 1)
    }
    let notes = message.notes.compactMap { note -> Diagnostic? in
      guard let place = self.cell(file: note.file, line: note.line, document: document) else { return nil }
      return diagnostic(from: note, place: place, document: document)
    }
    _ = cell
    return Diagnostic(
      severity: message.severity, line: position.line, column: position.column, message: clean(message.message),
      highlights: highlights, notes: notes)
  }

  private func clean(_ message: String) -> String { withoutModuleNames(message) }
}
