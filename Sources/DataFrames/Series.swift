import Arrays

/// One column of values with a label for each row: what a frame hands out for a name.
///
/// A series holds numbers, integers, booleans or texts, any of which may be missing. Arithmetic and
/// comparison go element by element, rows that have the same label together, and give a new series.
///
/// ```swift
/// let alcohol = try wine["alcohol"]
/// let strong = alcohol .> alcohol.mean
/// ```
public struct Series {
  var storage: Storage
  /// The name under which the series stands in a frame.
  public var name: String?
  /// The labels of the rows.
  public internal(set) var index: Index
  /// Whether the labels say which row is meant: so for what came out of a frame, not for a fresh array.
  var isLabeled = true

  init(storage: Storage, name: String? = nil, index: Index? = nil) {
    self.storage = storage
    self.name = name
    self.index = index ?? Index(count: storage.count)
  }

  /// A series of numbers; NaN stands for a missing one.
  public init(_ values: [Double], name: String? = nil) {
    self.init(storage: .numbers(values), name: name)
    isLabeled = false
  }

  /// A series of integers.
  public init(_ values: [Int], name: String? = nil) {
    self.init(storage: .integers(values, missing: nil), name: name)
    isLabeled = false
  }

  /// A series of booleans.
  public init(_ values: [Bool], name: String? = nil) {
    self.init(storage: .booleans(values, missing: nil), name: name)
    isLabeled = false
  }

  /// A series of texts.
  public init(_ values: [String], name: String? = nil) {
    self.init(storage: .strings(StringStorage(values)), name: name)
    isLabeled = false
  }

  /// A series of numbers some of which are missing.
  public init(_ values: [Double?], name: String? = nil) {
    self.init(storage: .numbers(values.map { $0 ?? .nan }), name: name)
    isLabeled = false
  }

  /// A series of integers some of which are missing.
  public init(_ values: [Int?], name: String? = nil) {
    self.init(storage: Storage(values), name: name)
    isLabeled = false
  }

  /// A series of booleans some of which are missing.
  public init(_ values: [Bool?], name: String? = nil) {
    self.init(storage: Storage(values), name: name)
    isLabeled = false
  }

  /// A series of texts some of which are missing.
  public init(_ values: [String?], name: String? = nil) {
    self.init(storage: .strings(StringStorage(values)), name: name)
    isLabeled = false
  }

  /// One value, `count` times.
  public init(repeating value: Value, count: Int, name: String? = nil) {
    self.init(storage: Storage(value, count: count), name: name)
    isLabeled = false
  }

  /// A series of values with a label for each.
  ///
  /// - Parameter labels: as many labels as values; another count traps.
  public init(_ values: some SeriesConvertible, labels: some SeriesConvertible, name: String? = nil) {
    let series = values.series
    let labels = labels.series
    guard series.count == labels.count else {
      fail("Series: \(counted(labels.count, "label")) do not fit \(counted(series.count, "value"))")
    }
    self.init(storage: series.storage, name: name ?? series.name, index: Index(labels.storage))
  }

  /// The number of rows, missing values included.
  public var count: Int { storage.count }

  /// The number of values, as the shape of an array of one axis.
  public var shape: [Int] { [count] }

  /// What the values are.
  public var type: ColumnType { storage.type }

  /// What pandas calls the type: `float64`, `int64`, `bool`, `str`; `Int64` and `object` for integers
  /// and booleans some of which are missing.
  public var typeName: String { storage.typeName }

  /// The series under another name.
  public func renamed(_ name: String?) -> Series {
    Series(storage: storage, name: name, index: index)
  }

  /// The same values under other labels, as many as there are rows; another count traps.
  public func labeled(by index: Index) -> Series {
    guard index.count == count else {
      fail("Series.labeled: \(counted(index.count, "label")) for \(counted(count, "row"))")
    }
    return Series(storage: storage, name: name, index: index)
  }
}
