internal import CSystem

extension BlockParser {
  /// The content of the field that begins at `start`, without its quotes, and where the field ends; `nil`
  /// if a quote is never closed.
  ///
  /// As in pandas, a quote inside of an unquoted field is a character like others, a doubled quote inside
  /// of a quoted one is one quote, and what follows the closing quote belongs to the field.
  func rawField(
    at start: UnsafePointer<UInt8>
  ) -> (content: UnsafePointer<UInt8>, length: Int, end: UnsafePointer<UInt8>)? {
    let end = source.end
    let quote = options.quote
    guard start < end, start.pointee == quote else {
      let fieldEnd = endOfField(start, options.separator, end)
      return (start, fieldEnd - start, fieldEnd)
    }
    guard let closing = memchr(start + 1, Int32(quote), end - start - 1) else { return nil }
    let closed = UnsafePointer(closing.assumingMemoryBound(to: UInt8.self))
    let next = closed + 1
    if next == end || next.pointee == options.separator || next.pointee == 10 || next.pointee == 13 {
      return (start + 1, closed - start - 1, next)
    }
    // A doubled quote, or more after the closing one: the content is put together in a place of its own.
    var length = 0
    func append(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
      if length + count + 16 > scratchCapacity {
        let capacity = 2 * (length + count + 16)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: scratch, count: length)
        scratch.deallocate()
        scratch = larger
        scratchCapacity = capacity
      }
      (scratch + length).update(from: bytes, count: count)
      length += count
    }
    var p = start + 1
    while true {
      guard let found = memchr(p, Int32(quote), end - p) else { return nil }
      let mark = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
      append(p, mark - p)
      if mark + 1 < end, mark[1] == quote {
        append(mark, 1)
        p = mark + 2
        continue
      }
      let fieldEnd = endOfField(mark + 1, options.separator, end)
      append(mark + 1, fieldEnd - mark - 1)
      for padding in 0..<16 { scratch[length + padding] = 0 }
      return (UnsafePointer(scratch), length, fieldEnd)
    }
  }

  /// Reads a field that the fast way could not, and tells where it ends; `nil` after a failure.
  @inline(never)
  func readSlowly(_ start: UnsafePointer<UInt8>, column: Int, row: Int) -> UnsafePointer<UInt8>? {
    guard let field = rawField(at: start) else {
      fail(start, "the quote that opens here is never closed")
      return nil
    }
    guard store(field.content, field.length, column: column, row: row, place: start) else { return nil }
    return field.end
  }

  /// Stores the content of a field, or a missing value for `nil`, widening the column's type where it
  /// must; false after a failure.
  func store(
    _ content: UnsafePointer<UInt8>?, _ length: Int, column: Int, row: Int, place: UnsafePointer<UInt8>
  ) -> Bool {
    let target = targets + column
    var text = UnsafePointer<UInt8>?.none
    if let content, !options.missing.contains(content, length) { text = content }
    switch target.pointee.kind {
    case .skipped, .undecided:
      return true
    case .string:
      guard let text else {
        target.pointee.store(StringView.missing, row: row)
        return true
      }
      if checksUTF8 && !isUTF8(text, length) {
        fail(place, "the bytes of this field are not UTF-8")
        return false
      }
      if length >= 0xFFFF_FFFF {
        fail(place, "this field has more than 4 GB")
        return false
      }
      if length <= 12 {
        target.pointee.store(StringView(short: text, length: length), row: row)
      } else {
        target.pointee.store(target.pointee.heap.view(of: text, length: length), row: row)
      }
      return true
    case .number:
      guard let text else {
        target.pointee.store(Double.nan, row: row)
        return true
      }
      if let value = number(text, length) {
        target.pointee.store(value, row: row)
        return true
      }
    case .integer:
      guard let text else {
        if let mask = target.pointee.mask {
          mask[row] = true
          target.pointee.store(0 as Int, row: row)
        } else {
          widenToNumbers(target, before: row)
          target.pointee.store(Double.nan, row: row)
        }
        return true
      }
      if let value = integer(text, length) {
        target.pointee.store(value, row: row)
        return true
      }
      if !target.pointee.isGiven, let value = number(text, length) {
        widenToNumbers(target, before: row)
        target.pointee.store(value, row: row)
        return true
      }
    case .boolean:
      let value = text.flatMap { Self.boolean($0, length) }
      if text == nil || value != nil {
        target.pointee.store(value ?? false, row: row)
        target.pointee.mask?[row] = value == nil
        return true
      }
    }
    guard target.pointee.isGiven, let text else {
      target.pointee.kind = .undecided
      return true
    }
    let shown = String(decoding: UnsafeBufferPointer(start: text, count: min(length, 40)), as: UTF8.self)
    let wanted: String
    switch target.pointee.kind {
    case .integer: wanted = "an integer"
    case .boolean: wanted = "True or False"
    default: wanted = "a number"
    }
    fail(place, "\"\(shown)\" is not \(wanted), as the column \"\(names[column])\" was said to hold")
    return false
  }

  /// Turns the integers read so far into numbers, in their places.
  private func widenToNumbers(_ target: UnsafeMutablePointer<ColumnTarget>, before row: Int) {
    let cells = target.pointee.cells.unsafelyUnwrapped
    for earlier in firstRow..<row {
      let value = cells.load(fromByteOffset: earlier &* 8, as: Int.self)
      cells.storeBytes(of: Double(value), toByteOffset: earlier &* 8, as: Double.self)
    }
    target.pointee.kind = .number
  }

  /// A number that fills the text but for spaces around it.
  func number(_ text: UnsafePointer<UInt8>, _ length: Int) -> Double? {
    let (first, last) = trimmed(text, length)
    guard first < last else { return nil }
    var p = first
    if let value = scanner.number(at: &p), p == last { return value }
    guard last - first <= 9 else { return nil }
    switch String(decoding: UnsafeBufferPointer(start: first, count: last - first), as: UTF8.self).lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: return nil
    }
  }

  /// An integer that fills the text but for spaces around it.
  func integer(_ text: UnsafePointer<UInt8>, _ length: Int) -> Int? {
    let (first, last) = trimmed(text, length)
    guard first < last else { return nil }
    var p = first
    guard let value = scanner.integer(at: &p), p == last else { return nil }
    return value
  }

  private func trimmed(
    _ text: UnsafePointer<UInt8>, _ length: Int
  ) -> (first: UnsafePointer<UInt8>, last: UnsafePointer<UInt8>) {
    var first = text
    var last = text + length
    while first < last, first.pointee == 32 || first.pointee == 9 { first += 1 }
    while last > first, last[-1] == 32 || last[-1] == 9 { last -= 1 }
    return (first, last)
  }

  static func boolean(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool? {
    guard length == 4 || length == 5 else { return nil }
    switch String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self) {
    case "True", "true", "TRUE": return true
    case "False", "false", "FALSE": return false
    default: return nil
    }
  }

  /// Whether the bytes are well-formed UTF-8 (Unicode 16, table 3-7).
  @inline(__always)
  func isUTF8(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    for position in 0..<length where text[position] >= 0x80 {
      return isWellFormed(text + position, length - position)
    }
    return true
  }

  @inline(never)
  private func isWellFormed(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    var position = 0
    while position < length {
      let lead = text[position]
      position += 1
      if lead < 0x80 { continue }
      let extra: Int
      var lower: UInt8 = 0x80
      var upper: UInt8 = 0xBF
      switch lead {
      case 0xC2...0xDF: extra = 1
      case 0xE0: (extra, lower) = (2, 0xA0)
      case 0xED: (extra, upper) = (2, 0x9F)
      case 0xE1...0xEF: extra = 2
      case 0xF0: (extra, lower) = (3, 0x90)
      case 0xF4: (extra, upper) = (3, 0x8F)
      case 0xF1...0xF3: extra = 3
      default: return false
      }
      for _ in 0..<extra {
        guard position < length, text[position] >= lower, text[position] <= upper else { return false }
        lower = 0x80
        upper = 0xBF
        position += 1
      }
    }
    return true
  }
}
