internal import CSystem

/// A column that is being read: its cells, which several threads fill at different rows.
final class ColumnBuffer {
  private(set) var kind: ColumnTarget.Kind
  let isGiven: Bool
  private var numbers: [Double] = []
  private var integers: [Int] = []
  private var booleans: [Bool] = []
  private var mask: [Bool] = []
  private var views: [StringView] = []
  private var heap: [UInt8] = []

  init(kind: ColumnTarget.Kind, isGiven: Bool = false) {
    self.kind = kind
    self.isGiven = isGiven
  }

  /// Makes room for so many rows. The memory is touched only where rows are written.
  func allocate(_ count: Int) {
    switch kind {
    case .number: numbers = Array(largeCapacity: count) { $1 = count }
    case .integer:
      integers = Array(largeCapacity: count) { $1 = count }
      if isGiven { mask = [Bool](repeating: false, count: count) }
    case .boolean:
      booleans = Array(largeCapacity: count) { $1 = count }
      mask = [Bool](repeating: false, count: count)
    case .string: views = Array(largeCapacity: count) { $1 = count }
    case .skipped, .undecided: break
    }
  }

  /// Where the threads write. The arrays are neither copied nor resized until all have finished.
  func target() -> ColumnTarget {
    var target = ColumnTarget(kind: kind, isGiven: isGiven)
    switch kind {
    case .number: target.cells = numbers.withUnsafeMutableBytes { $0.baseAddress }
    case .integer: target.cells = integers.withUnsafeMutableBytes { $0.baseAddress }
    case .boolean: target.cells = booleans.withUnsafeMutableBytes { $0.baseAddress }
    case .string: target.cells = views.withUnsafeMutableBytes { $0.baseAddress }
    case .skipped, .undecided: break
    }
    if !mask.isEmpty { target.mask = mask.withUnsafeMutableBufferPointer { $0.baseAddress } }
    return target
  }

  /// Puts together what the parts have read: closes gaps between their rows, makes their types one.
  func gather(_ parsers: [BlockParser], column: Int) {
    let kinds = parsers.map { $0.targets[column].kind }
    if kinds.contains(.undecided) {
      kind = .undecided
      (numbers, integers, booleans, mask) = ([], [], [], [])
      return
    }
    closeGaps(parsers)
    if kind == .integer, kinds.contains(.number) { widen(parsers, kinds) }
    if kind == .string { joinHeaps(parsers, column: column) }
  }

  /// The finished column.
  func storage(count: Int) -> Storage {
    switch kind {
    case .number: return .numbers(shortened(&numbers, count))
    case .integer: return .integers(shortened(&integers, count), missing: keptMask(shortened(&mask, count)))
    case .boolean: return .booleans(shortened(&booleans, count), missing: keptMask(shortened(&mask, count)))
    case .string: return .strings(StringStorage(views: shortened(&views, count), heap: heap))
    case .skipped, .undecided: return .missing(.string, count: count)
    }
  }

  private func shortened<Element>(_ values: inout [Element], _ count: Int) -> [Element] {
    defer { values = [] }
    if values.count > count { values.removeLast(values.count - count) }
    return values
  }

  private func closeGaps(_ parsers: [BlockParser]) {
    var next = 0
    for parser in parsers {
      if parser.firstRow != next, parser.rowCount > 0 {
        let (from, to, count) = (parser.firstRow, next, parser.rowCount)
        Self.move(&numbers, from, to, count)
        Self.move(&integers, from, to, count)
        Self.move(&booleans, from, to, count)
        Self.move(&mask, from, to, count)
        Self.move(&views, from, to, count)
      }
      next += parser.rowCount
    }
  }

  private static func move<Element>(_ values: inout [Element], _ from: Int, _ to: Int, _ count: Int) {
    if values.isEmpty { return }
    values.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      let size = MemoryLayout<Element>.stride
      memmove(base + to * size, base + from * size, count * size)
    }
  }

  /// Makes numbers of integers where only some parts have met a number.
  private func widen(_ parsers: [BlockParser], _ kinds: [ColumnTarget.Kind]) {
    var next = 0
    let count = parsers.reduce(0) { $0 + $1.rowCount }
    numbers = [Double](largeCapacity: count) { numbers, filled in
      for (parser, kind) in zip(parsers, kinds) {
        for row in next..<next + parser.rowCount {
          let cell = integers[row]
          numbers[row] = kind == .number ? Double(bitPattern: UInt64(bitPattern: Int64(cell))) : Double(cell)
        }
        next += parser.rowCount
      }
      filled = count
    }
    integers = []
    kind = .number
  }

  /// Lays the long texts of all parts one after the other and moves the views' offsets along.
  private func joinHeaps(_ parsers: [BlockParser], column: Int) {
    let total = parsers.reduce(0) { $0 + $1.targets[column].heap.count }
    if total == 0 { return }
    heap.reserveCapacity(total)
    var next = 0
    for parser in parsers {
      let shift = UInt64(heap.count)
      let part = parser.targets[column].heap
      heap.append(contentsOf: UnsafeBufferPointer(start: part.bytes, count: part.count))
      parser.targets[column].heap.release()
      if shift > 0 {
        views.withUnsafeMutableBufferPointer { views in
          for row in next..<next + parser.rowCount where !views[row].isInline && !views[row].isMissing {
            views[row].high += shift
          }
        }
      }
      next += parser.rowCount
    }
  }
}
