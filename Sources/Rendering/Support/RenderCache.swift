/// What rendering one lesson worked out before (formulas, coloured code), in a single file.
///
/// An entry is found by a hash of all that it was made from, so that a stale one is never met. Saving keeps
/// what this rendering used and drops the rest: the file cannot grow beyond its lesson. It is replaced in one
/// step, so several commands may share a cache folder.
struct RenderCache {
  private var stored: [ContentHash: Range<Int>] = [:]
  private var file: [UInt8] = []
  private var used: [ContentHash: Entry] = [:]
  private var hasNews = false
  private let path: String?

  private enum Entry {
    case stored(Range<Int>)
    case new([UInt8])
  }

  private static let signature = Array("mlnb-render-2\n".utf8)

  /// Opens the cache of the lesson at `path`; with no folder nothing is kept.
  init(folder: String?, lesson path: String) {
    self.path = folder.map { "\($0)/\(ContentHash(path).hexadecimal).render" }
    guard let file = self.path.flatMap(contents(ofFile:)) else { return }
    self.file = file
    index()
  }

  /// Reads the table of a file: for each entry hash (16 bytes), length (4 bytes) and content. A broken file is an
  /// empty one.
  private mutating func index() {
    let head = Self.signature.count
    guard file.count >= head + 16, Array(file[..<head]) == Self.signature else { return }
    let check = ContentHash(high: word(at: head, size: 8), low: word(at: head + 8, size: 8))
    guard ContentHash(Array(file[(head + 16)...])) == check else { return }
    var position = head + 16
    while position + 20 <= file.count {
      let hash = ContentHash(high: word(at: position, size: 8), low: word(at: position + 8, size: 8))
      let end = position + 20 + Int(word(at: position + 16, size: 4))
      guard end <= file.count else { return }
      stored[hash] = position + 20..<end
      position = end
    }
  }

  private func word(at position: Int, size: Int) -> UInt64 {
    file[position..<position + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The entry for `hash`, made now if it is not there.
  mutating func value(for hash: ContentHash, make: () -> [UInt8]) -> [UInt8] {
    if let found = find(hash) { return found }
    let made = make()
    insert(made, for: hash)
    return made
  }

  /// The entry for `hash`, if there is one.
  mutating func find(_ hash: ContentHash) -> [UInt8]? {
    if case .new(let bytes)? = used[hash] { return bytes }
    guard let range = stored[hash] else { return nil }
    used[hash] = .stored(range)
    return Array(file[range])
  }

  /// Adds an entry.
  mutating func insert(_ bytes: [UInt8], for hash: ContentHash) {
    used[hash] = .new(bytes)
    hasNews = true
  }

  /// Writes what was used, if that differs from what the file holds.
  func save() {
    guard let path, hasNews || used.count != stored.count else { return }
    var entries: [UInt8] = []
    for (hash, entry) in used.sorted(by: { $0.key < $1.key }) {
      let content = switch entry {
      case .stored(let range): file[range]
      case .new(let bytes): bytes[...]
      }
      entries.append(hash)
      for shift in 0..<4 { entries.append(UInt8(truncatingIfNeeded: content.count >> (8 * shift))) }
      entries.append(contentsOf: content)
    }
    var new = Self.signature
    new.append(ContentHash(entries))
    new.append(contentsOf: entries)
    if let slash = path.lastIndex(of: "/") { makeFolder(String(path[..<slash])) }
    replaceFile(path, with: new)
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ hash: ContentHash) {
    for word in [hash.high, hash.low] {
      for shift in 0..<8 { append(UInt8(truncatingIfNeeded: word >> UInt64(8 * shift))) }
    }
  }
}
