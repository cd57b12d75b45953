internal import CSystem

/// Reads the lines of one part of a CSV text into the cells of the columns.
final class BlockParser {
  let source: CSVSource
  let options: CSVOptions
  let scanner: NumberScanner
  let targets: UnsafeMutablePointer<ColumnTarget>
  let names: [String]
  /// The rows that this part may fill.
  let firstRow: Int
  let rowLimit: Int
  let checksUTF8: Bool

  private(set) var row: Int
  /// Where the last record read ends.
  private(set) var position: UnsafePointer<UInt8>
  /// What was wrong, with the place of it.
  private(set) var failure: (position: UnsafePointer<UInt8>, problem: String)?
  /// Whether there were more records than rows for them.
  private(set) var isFull = false

  var scratch: UnsafeMutablePointer<UInt8>
  var scratchCapacity: Int

  var rowCount: Int { row - firstRow }

  init(
    source: CSVSource, options: CSVOptions, names: [String], targets: [ColumnTarget], firstRow: Int,
    rowLimit: Int, checksUTF8: Bool
  ) {
    self.source = source
    self.options = options
    self.names = names
    self.firstRow = firstRow
    self.rowLimit = rowLimit
    self.checksUTF8 = checksUTF8
    scanner = NumberScanner(decimal: options.decimal)
    self.targets = .allocate(capacity: max(targets.count, 1))
    self.targets.initialize(from: targets, count: targets.count)
    row = firstRow
    position = source.start
    scratchCapacity = 256
    scratch = .allocate(capacity: scratchCapacity)
  }

  deinit {
    for column in 0..<names.count { targets[column].heap.release() }
    targets.deinitialize(count: names.count)
    targets.deallocate()
    scratch.deallocate()
  }

  /// Reads the records that begin in `start..<limit`; the last may end beyond.
  func run(from start: UnsafePointer<UInt8>, to limit: UnsafePointer<UInt8>) {
    let end = source.end
    let separator = options.separator
    let columnCount = names.count
    let scanner = scanner
    let targets = targets
    let lastRow = rowLimit
    var row = row
    var p = start
    var released = start
    defer {
      self.row = row
      position = p
    }
    while p < limit {
      switch p.pointee {
      case 10, 13:
        p += 1
        continue
      case 32, 9:
        if let next = endOfBlankLine(p, end: end) {
          p = next
          continue
        }
      default: break
      }
      if row == lastRow {
        isFull = true
        return
      }
      let recordStart = p
      var column = 0
      while true {
        if column == columnCount {
          let fields = fieldCount(of: recordStart)
          let plural = columnCount == 1 ? "" : "s"
          failure = (p, "\(fields) fields, but there \(columnCount == 1 ? "is" : "are") \(columnCount) column\(plural)")
          return
        }
        let target = targets + column
        var q = p
        var isRead = false
        switch target.pointee.kind {
        case .number:
          if let value = scanner.number(at: &q), isFieldEnd(q, separator, end) {
            target.pointee.store(value, row: row)
            isRead = true
          }
        case .integer:
          if let value = scanner.integer(at: &q), isFieldEnd(q, separator, end) {
            target.pointee.store(value, row: row)
            isRead = true
          }
        case .string:
          if q.pointee != options.quote {
            q = endOfField(q, separator, end)
            isRead = storeText(p, q - p, target, row)
          }
        case .skipped, .undecided:
          if q.pointee != options.quote {
            q = endOfField(q, separator, end)
            isRead = true
          }
        case .boolean:
          break
        }
        if isRead {
          p = q
        } else {
          guard let next = readSlowly(p, column: column, row: row) else { return }
          p = next
        }
        column += 1
        let byte = p.pointee
        if byte == separator && p < end {
          p += 1
          continue
        }
        if p < end { p += byte == 13 && p[1] == 10 ? 2 : 1 }
        break
      }
      if column < columnCount {
        while column < columnCount {
          guard store(nil, 0, column: column, row: row, place: p) else { return }
          column += 1
        }
      }
      row += 1
      if p - released > 1 << 22 {
        source.release(from: released, to: p)
        released = p
      }
    }
  }

  @inline(__always)
  private func isFieldEnd(_ p: UnsafePointer<UInt8>, _ separator: UInt8, _ end: UnsafePointer<UInt8>) -> Bool {
    let byte = p.pointee
    return byte == separator || byte == 10 || byte == 13 || p == end
  }

  /// The first separator or line end from `p` on, or the end of the text.
  @inline(__always)
  func endOfField(
    _ start: UnsafePointer<UInt8>, _ separator: UInt8, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let separators = ones &* UInt64(separator)
    var p = start
    while p < end {
      let word = UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
      let a = word ^ separators
      let b = word ^ (ones &* 10)
      let c = word ^ (ones &* 13)
      let hits = (((a &- ones) & ~a) | ((b &- ones) & ~b) | ((c &- ones) & ~c)) & tops
      if hits != 0 {
        let found = p + hits.trailingZeroBitCount / 8
        return found < end ? found : end
      }
      p += 8
    }
    return end
  }

  /// Stores a text that is not in quotes; false if the slow way has to look at it.
  @inline(__always)
  private func storeText(
    _ text: UnsafePointer<UInt8>, _ length: Int, _ target: UnsafeMutablePointer<ColumnTarget>, _ row: Int
  ) -> Bool {
    if checksUTF8 && !isUTF8(text, length) { return false }
    if options.missing.contains(text, length) {
      target.pointee.store(StringView.missing, row: row)
    } else if length <= 12 {
      target.pointee.store(shortView(text, length), row: row)
    } else if length < 0xFFFF_FFFF {
      target.pointee.store(target.pointee.heap.view(of: text, length: length), row: row)
    } else {
      return false
    }
    return true
  }

  /// The view of a text of up to twelve bytes with readable bytes after it.
  @inline(__always)
  func shortView(_ text: UnsafePointer<UInt8>, _ length: Int) -> StringView {
    let raw = UnsafeRawPointer(text)
    let head = raw.loadUnaligned(as: UInt64.self)
    let tail = UInt64(raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    let bits = UInt64(8 * length)
    let kept = length >= 8 ? head : head & ((1 << bits) &- 1)
    let rest = length > 8 ? tail & ((1 << (bits &- 64)) &- 1) : 0
    return StringView(low: UInt64(length) | kept << 32, high: kept >> 32 | rest << 32)
  }

  /// Where the next line begins if nothing but white space is left in this one.
  func endOfBlankLine(
    _ start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var p = start
    while p < end, p.pointee == 32 || p.pointee == 9 {
      if p.pointee == options.separator { return nil }
      p += 1
    }
    return p == end || p.pointee == 10 || p.pointee == 13 ? p : nil
  }

  /// How many fields the record has that begins at `start`.
  private func fieldCount(of start: UnsafePointer<UInt8>) -> Int {
    var p = start
    var count = 0
    while true {
      guard let field = rawField(at: p) else { return count }
      count += 1
      if field.end < source.end, field.end.pointee == options.separator {
        p = field.end + 1
      } else {
        return count
      }
    }
  }

  func fail(_ position: UnsafePointer<UInt8>, _ problem: String) {
    failure = (position, problem)
  }
}
