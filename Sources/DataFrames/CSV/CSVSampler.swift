/// Reads the header and guesses from the first lines what the columns hold.
struct CSVSampler {
  let source: CSVSource
  let options: CSVOptions
  private let parser: BlockParser

  init(source: CSVSource, options: CSVOptions) {
    self.source = source
    self.options = options
    parser = BlockParser(
      source: source, options: options, names: [], targets: [], firstRow: 0, rowLimit: 0, checksUTF8: true)
  }

  /// The names in the first line, `start` moved behind it; without a header, 0, 1, ... for its fields.
  func header(_ start: inout UnsafePointer<UInt8>) throws -> [String] {
    var p = start
    guard let fields = try record(at: &p) else {
      if let names = options.names { return names }
      throw CSVError(path: source.path, problem: "there is nothing in it")
    }
    guard options.hasHeader else { return fields.indices.map(String.init) }
    start = p
    var seen = Set<String>()
    var copies: [String: Int] = [:]
    let given = Set(fields)
    return fields.enumerated().map { position, field in
      let name = field.isEmpty ? "Unnamed: \(position)" : field
      var unique = name
      while seen.contains(unique) || (unique != name && given.contains(unique)) {
        copies[name, default: 0] += 1
        unique = "\(name).\(copies[name, default: 0])"
      }
      seen.insert(unique)
      return unique
    }
  }

  /// Columns of the types that the first lines suggest, or that are given.
  func guessedColumns(from start: UnsafePointer<UInt8>, names: [String]) -> [ColumnBuffer] {
    var kinds = [ColumnTarget.Kind?](repeating: nil, count: names.count)
    var p = start
    for _ in 0..<100 {
      guard let fields = try? record(at: &p) else { break }
      for (column, field) in fields.prefix(names.count).enumerated() {
        kinds[column] = widened(kinds[column], by: field)
      }
    }
    return names.indices.map { column in
      if let wanted = options.columns, !wanted.contains(names[column]) { return ColumnBuffer(kind: .skipped) }
      if let type = options.types[names[column]] {
        return ColumnBuffer(kind: ColumnTarget.Kind(type), isGiven: true)
      }
      return ColumnBuffer(kind: kinds[column] ?? .number)
    }
  }

  func error(_ position: UnsafePointer<UInt8>, _ problem: String) -> CSVError {
    let place = source.place(of: position)
    return CSVError(path: source.path, line: place.line, column: place.column, problem: problem)
  }

  /// The fields of the next line that is not blank, `p` moved behind it; `nil` at the end.
  private func record(at p: inout UnsafePointer<UInt8>) throws -> [String]? {
    let end = source.end
    while p < end {
      if p.pointee == 10 || p.pointee == 13 {
        p += 1
      } else if p.pointee == 32 || p.pointee == 9, let next = parser.endOfBlankLine(p, end: end) {
        p = next
      } else {
        break
      }
    }
    if p == end { return nil }
    var fields = [String]()
    while true {
      guard let field = parser.rawField(at: p) else {
        throw error(p, "the quote that opens here is never closed")
      }
      if !parser.isUTF8(field.content, field.length) { throw error(p, "the bytes of this field are not UTF-8") }
      fields.append(String(decoding: UnsafeBufferPointer(start: field.content, count: field.length), as: UTF8.self))
      p = field.end
      if p < end, p.pointee == options.separator {
        p += 1
        continue
      }
      if p < end { p += p.pointee == 13 && p[1] == 10 ? 2 : 1 }
      return fields
    }
  }

  private func widened(_ kind: ColumnTarget.Kind?, by field: String) -> ColumnTarget.Kind? {
    guard kind != .string else { return kind }
    var field = field
    return field.withUTF8 { bytes -> ColumnTarget.Kind? in
      let padded = Array(bytes) + [UInt8](repeating: 0, count: 16)
      return padded.withUnsafeBufferPointer { padded in
        guard let text = padded.baseAddress else { return kind }
        if options.missing.contains(text, bytes.count) { return kind == .integer ? .number : kind }
        let found: ColumnTarget.Kind
        if parser.integer(text, bytes.count) != nil {
          found = .integer
        } else if parser.number(text, bytes.count) != nil {
          found = .number
        } else if BlockParser.boolean(text, bytes.count) != nil {
          found = .boolean
        } else {
          found = .string
        }
        guard let kind, kind != found else { return found }
        return kind == .boolean || found == .boolean || found == .string ? .string : .number
      }
    }
  }
}

extension ColumnTarget.Kind {
  init(_ type: ColumnType) {
    switch type {
    case .number: self = .number
    case .integer: self = .integer
    case .boolean: self = .boolean
    case .string: self = .string
    }
  }
}
