/// One text of a string column: its length, its first bytes, and either the rest or where the rest lies.
///
/// Texts of up to twelve bytes lie in the view itself, longer ones in the column's heap. Equal short
/// texts have equal words, and most unequal texts differ in the first word, so comparing, hashing and
/// moving rows about rarely touches the heap. The layout is that of Neumann and Freitag's Umbra (2020).
struct StringView: Equatable {
  /// Bits 0 to 31: length in bytes. Bits 32 to 63: the first four bytes.
  var low: UInt64
  /// Up to twelve bytes: bytes 4 to 11. Beyond: the offset in the heap.
  var high: UInt64

  static let missing = StringView(low: 0xFFFF_FFFF, high: 0)
  static let empty = StringView(low: 0, high: 0)

  @inline(__always) var isMissing: Bool { low == 0xFFFF_FFFF }
  @inline(__always) var length: Int { Int(low & 0xFFFF_FFFF) }
  @inline(__always) var isInline: Bool { length <= 12 }

  /// The view of a short text.
  @inline(__always)
  init(short bytes: UnsafePointer<UInt8>, length: Int) {
    var low = UInt64(length)
    var high: UInt64 = 0
    var position = 0
    while position < length {
      if position < 4 {
        low |= UInt64(bytes[position]) << UInt64(32 + 8 * position)
      } else {
        high |= UInt64(bytes[position]) << UInt64(8 * (position - 4))
      }
      position += 1
    }
    self.init(low: low, high: high)
  }

  /// The view of a long text that lies in the heap at `offset`.
  @inline(__always)
  init(long bytes: UnsafePointer<UInt8>, length: Int, offset: Int) {
    let prefix =
      UInt64(bytes[0]) | UInt64(bytes[1]) << 8 | UInt64(bytes[2]) << 16 | UInt64(bytes[3]) << 24
    self.init(low: UInt64(length) | prefix << 32, high: UInt64(offset))
  }

  @inline(__always)
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }
}

/// The texts of a string column, any of which may be missing.
struct StringStorage {
  var views: [StringView]
  var heap: [UInt8]

  init() {
    views = []
    heap = []
  }

  init(views: [StringView], heap: [UInt8]) {
    self.views = views
    self.heap = heap
  }

  init(_ texts: [String?]) {
    self.init()
    views.reserveCapacity(texts.count)
    for text in texts { append(text) }
  }

  init(_ texts: [String]) {
    self.init()
    views.reserveCapacity(texts.count)
    for text in texts { append(text) }
  }

  var count: Int { views.count }

  mutating func append(_ text: String?) {
    guard var text else {
      views.append(.missing)
      return
    }
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else {
        views.append(.empty)
        return
      }
      append(bytes: base, length: bytes.count)
    }
  }

  mutating func append(bytes: UnsafePointer<UInt8>, length: Int) {
    if length <= 12 {
      views.append(StringView(short: bytes, length: length))
    } else {
      views.append(StringView(long: bytes, length: length, offset: heap.count))
      heap.append(contentsOf: UnsafeBufferPointer(start: bytes, count: length))
    }
  }

  /// The text of a row, or `nil` where it is missing.
  subscript(row: Int) -> String? {
    let view = views[row]
    if view.isMissing { return nil }
    return withBytes(of: view) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of a view that is not missing.
  @inline(__always)
  func withBytes<Result>(of view: StringView, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let length = view.length
    if length <= 12 {
      var words: (UInt64, UInt64) = (view.low >> 32 | view.high << 32, view.high >> 32)
      return withUnsafeBytes(of: &words) { raw in
        body(UnsafeBufferPointer(rebasing: raw.bindMemory(to: UInt8.self)[0..<length]))
      }
    }
    let offset = Int(view.high)
    return heap.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[offset..<offset + length])) }
  }

  /// Whether two texts are the same, or both missing.
  @inline(__always)
  func areEqual(_ a: StringView, _ b: StringView, in other: StringStorage) -> Bool {
    if a.low != b.low { return false }
    if a.isInline || a.isMissing { return a.high == b.high }
    return withBytes(of: a) { first in
      other.withBytes(of: b) { second in first.elementsEqual(second) }
    }
  }

  /// Whether the text of `a` comes before that of `b`, by Unicode scalars (which UTF-8 bytes keep).
  @inline(__always)
  func isOrdered(_ a: StringView, _ b: StringView) -> Bool { isOrdered(a, b, in: self) }

  /// Whether the text of `a` comes before that of `b`, which stands in another column.
  @inline(__always)
  func isOrdered(_ a: StringView, _ b: StringView, in other: StringStorage) -> Bool {
    let first = prefix(of: a)
    let second = prefix(of: b)
    if first != second { return first < second }
    if a.isInline && b.isInline {
      let tails = (a.high.byteSwapped, b.high.byteSwapped)
      if tails.0 != tails.1 { return tails.0 < tails.1 }
      return a.length < b.length
    }
    return withBytes(of: a) { first in
      other.withBytes(of: b) { second in first.lexicographicallyPrecedes(second) }
    }
  }

  @inline(__always)
  private func prefix(of view: StringView) -> UInt32 { UInt32(truncatingIfNeeded: view.low >> 32).byteSwapped }

  /// A hash of a present text.
  @inline(__always)
  func hash(of view: StringView) -> UInt64 {
    if view.isInline { return mixed(view.low, view.high) }
    return withBytes(of: view) { bytes in
      var state = view.low
      let words = bytes.count / 8
      let raw = UnsafeRawPointer(bytes.baseAddress!)
      for word in 0..<words {
        state = mixed(state, raw.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self))
      }
      var tail: UInt64 = 0
      for position in (words * 8)..<bytes.count {
        tail = tail << 8 | UInt64(bytes[position])
      }
      return mixed(state, tail)
    }
  }

  /// Appends the texts of another column.
  mutating func append(contentsOf other: StringStorage) {
    let shift = UInt64(heap.count)
    heap.append(contentsOf: other.heap)
    views.reserveCapacity(views.count + other.views.count)
    if shift == 0 || other.heap.isEmpty {
      views.append(contentsOf: other.views)
    } else {
      for view in other.views {
        if view.isInline || view.isMissing {
          views.append(view)
        } else {
          views.append(StringView(low: view.low, high: view.high + shift))
        }
      }
    }
  }
}

/// Two words made one that differs in about half its bits when either changes in one.
@inline(__always)
func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = (a ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: b ^ 0xD6E8_FEB8_6659_FD93)
  return product.high ^ product.low
}
