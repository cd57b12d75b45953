import Arrays

/// The labels of the rows of a frame or a series.
///
/// A fresh frame numbers its rows from 0. Sorting, masks and samples keep each row's label, counting and
/// grouping make the values they group by the labels; grouping by several columns gives several levels.
public struct Index {
  enum Labels {
    case range(start: Int, count: Int, step: Int)
    case levels([Storage])
  }

  var labels: Labels
  /// The names of the levels.
  public internal(set) var names: [String?]

  init(labels: Labels, names: [String?]) {
    self.labels = labels
    self.names = names
  }

  /// The labels 0, 1, ..., `count` - 1.
  public init(count: Int) {
    self.init(labels: .range(start: 0, count: count, step: 1), names: [nil])
  }

  /// Labels from an array or a series.
  ///
  /// - Parameter name: the name of the labels, by default that of the series.
  public init(_ labels: some SeriesConvertible, name: String? = nil) {
    let series = labels.series
    self.init(series.storage, name: name ?? series.name)
  }

  /// Labels of several levels, outermost first, named as the series are; different lengths trap.
  public init(levels: [Series]) {
    guard let first = levels.first, levels.allSatisfy({ $0.count == first.count }) else {
      fail("Index(levels:): the levels have \(levels.map { String($0.count) }.joined(separator: ", ")) labels")
    }
    self.init(labels: .levels(levels.map(\.storage)), names: levels.map(\.name))
  }

  init(_ storage: Storage, name: String? = nil) {
    self.init(labels: .levels([storage]), names: [name])
  }

  /// The number of labels.
  public var count: Int {
    switch labels {
    case .range(_, let count, _): return count
    case .levels(let levels): return levels[0].count
    }
  }

  /// How many levels a label has: one, or more after grouping by several columns.
  public var levelCount: Int {
    if case .levels(let levels) = labels { return levels.count }
    return 1
  }

  /// The name of the first level.
  public var name: String? { names[0] }

  /// The labels of a level, in a series numbered from 0.
  ///
  /// - Parameter number: which level, 0 for the first.
  public func level(_ number: Int) -> Series {
    guard number >= 0, number < levelCount else {
      fail("Index.level: level \(number) is outside of an index of \(counted(levelCount, "level"))")
    }
    return Series(storage: storage(level: number), name: names[number], index: Index(count: count))
  }

  /// The labels as single values, those of the first level where there are several.
  public var values: [Value] {
    let storage = storage(level: 0)
    return (0..<storage.count).map { storage.value($0) ?? .number(.nan) }
  }

  /// The labels as texts, levels joined by a comma.
  public var texts: [String] {
    let storages = (0..<levelCount).map { storage(level: $0) }
    return (0..<count).map { row in storages.map { $0.text(row) }.joined(separator: ", ") }
  }

  func storage(level: Int) -> Storage {
    switch labels {
    case .range(let start, let count, let step):
      let values = [Int](largeCapacity: count) { values, filled in
        for row in 0..<count { values[row] = start &+ row &* step }
        filled = count
      }
      return .integers(values, missing: nil)
    case .levels(let levels): return levels[level]
    }
  }

  var isDefault: Bool {
    if case .range(0, _, 1) = labels { return true }
    return false
  }

  func taking(_ rows: [Int]) -> Index {
    switch labels {
    case .range(0, _, 1): return Index(labels: .levels([.integers(rows, missing: nil)]), names: names)
    case .range(let start, _, let step):
      return Index(labels: .levels([.integers(rows.map { start + $0 * step }, missing: nil)]), names: names)
    case .levels(let levels): return Index(labels: .levels(levels.map { $0.taking(rows) }), names: names)
    }
  }

  func slicing(_ range: Range<Int>) -> Index {
    switch labels {
    case .range(let start, _, let step):
      return Index(
        labels: .range(start: start + range.lowerBound * step, count: range.count, step: step), names: names)
    case .levels(let levels): return Index(labels: .levels(levels.map { $0.slicing(range) }), names: names)
    }
  }

  func renamed(_ names: [String?]) -> Index { Index(labels: labels, names: names) }

  /// Indexes one below the other. Parts that are numbered from 0 keep their numbers, as in pandas.
  static func concatenated(_ parts: [Index]) -> Index {
    guard let first = parts.first else { return Index(count: 0) }
    let sameLevels = parts.allSatisfy { $0.levelCount == first.levelCount }
    let names = parts.allSatisfy { $0.names == first.names } ? first.names : first.names.map { _ in nil }
    if sameLevels {
      let levels = (0..<first.levelCount).map { level in
        Storage.concatenated(parts.map { $0.storage(level: level) })
      }
      return Index(labels: .levels(levels), names: names)
    }
    let texts = Storage.strings(StringStorage(parts.flatMap(\.texts)))
    return Index(labels: .levels([texts]), names: [nil])
  }

  /// Whether both label the same rows in the same order.
  func matches(_ other: Index) -> Bool {
    guard count == other.count, levelCount == other.levelCount else { return false }
    if case .range(let a, _, let b) = labels, case .range(let c, _, let d) = other.labels {
      return count == 0 || (a == c && (b == d || count == 1))
    }
    return (0..<levelCount).allSatisfy { level in
      storage(level: level).isSame(as: other.storage(level: level))
    }
  }
}
