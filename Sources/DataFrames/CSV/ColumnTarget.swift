import Arrays
internal import CSystem

/// Where a block of lines writes the values of one column, and as what.
struct ColumnTarget {
  /// What the values are read as. `undecided` columns were read as something that they are not, and are
  /// read again as texts; `skipped` ones are not wanted.
  enum Kind: UInt8 {
    case skipped, undecided, number, integer, boolean, string
  }

  var kind: Kind
  /// Whether the reader of the file gave the type, so that a value of another type is an error.
  var isGiven = false
  /// The first cell of the whole column: `Double` or `Int`, `Bool`, or `StringView`.
  var cells: UnsafeMutableRawPointer?
  /// The first byte of the column's mask of missing values, where there is one.
  var mask: UnsafeMutablePointer<Bool>?
  var heap = TextHeap()

  @inline(__always)
  func store(_ value: Double, row: Int) {
    cells.unsafelyUnwrapped.storeBytes(of: value, toByteOffset: row &* 8, as: Double.self)
  }

  @inline(__always)
  func store(_ value: Int, row: Int) {
    cells.unsafelyUnwrapped.storeBytes(of: value, toByteOffset: row &* 8, as: Int.self)
  }

  @inline(__always)
  func store(_ value: Bool, row: Int) {
    cells.unsafelyUnwrapped.storeBytes(of: value, toByteOffset: row, as: Bool.self)
  }

  @inline(__always)
  func store(_ value: StringView, row: Int) {
    cells.unsafelyUnwrapped.storeBytes(of: value.low, toByteOffset: row &* 16, as: UInt64.self)
    cells.unsafelyUnwrapped.storeBytes(of: value.high, toByteOffset: row &* 16 &+ 8, as: UInt64.self)
  }
}

/// The long texts of a column in one block of lines, each of those that stand close together only once.
struct TextHeap {
  private(set) var bytes: UnsafeMutablePointer<UInt8>?
  private(set) var count = 0
  private var capacity = 0
  /// The views of texts seen lately, by hash.
  private var recent: UnsafeMutablePointer<StringView>?
  private static let recentCount = 8192

  mutating func view(of text: UnsafePointer<UInt8>, length: Int) -> StringView {
    let raw = UnsafeRawPointer(text)
    let hash = mixed(
      raw.loadUnaligned(as: UInt64.self) ^ UInt64(length),
      raw.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self))
    if recent == nil {
      recent = .allocate(capacity: Self.recentCount)
      recent?.initialize(repeating: .empty, count: Self.recentCount)
    }
    let slot = recent.unsafelyUnwrapped + Int(hash & UInt64(Self.recentCount - 1))
    let known = slot.pointee
    if known.length == length, let bytes, memcmp(bytes + Int(known.high), text, length) == 0 { return known }
    if count + length > capacity {
      capacity = max(2 * capacity, count + length, 1 << 12)
      bytes = realloc(bytes, capacity)?.assumingMemoryBound(to: UInt8.self)
    }
    guard let bytes else { fail("DataFrame(csv:): out of memory") }
    (bytes + count).update(from: text, count: length)
    let view = StringView(long: text, length: length, offset: count)
    count += length
    slot.pointee = view
    return view
  }

  mutating func release() {
    free(bytes)
    recent?.deallocate()
    self = TextHeap()
  }
}
