import Arrays

/// A table of named columns, each of one type, with a label for each row.
///
/// ```swift
/// var wine = try DataFrame(csv: "data/winequality-red.csv", separator: ";")
/// wine["premium"] = try wine["quality"] .> 5
/// wine.head(3)
/// ```
///
/// A frame is a value: assigning it makes an independent copy, which costs nothing until one changes.
/// It prints as pandas 3 prints a frame in a notebook.
public struct DataFrame {
  /// The names of the columns, in order.
  public internal(set) var columnNames: [String]
  var columns: [Storage]
  /// The labels of the rows.
  public internal(set) var index: Index

  init(names: [String], columns: [Storage], index: Index) {
    columnNames = names
    self.columns = columns
    self.index = index
  }

  /// A frame without columns and rows.
  public init() {
    self.init(names: [], columns: [], index: Index(count: 0))
  }

  /// A frame from columns by name, in the order written.
  ///
  /// ```swift
  /// DataFrame(["name": ["Ada", "Grace"], "born": [1815, 1906]])
  /// ```
  ///
  /// - Parameter columns: the columns; different lengths, or a name given twice, trap.
  public init(_ columns: KeyValuePairs<String, any SeriesConvertible>) {
    self.init()
    for (name, values) in columns {
      if columnNames.contains(name) { fail("DataFrame: the column \"\(name)\" is given twice") }
      self.set(name, values.series)
    }
  }

  /// A frame from named series.
  public init(_ series: [Series]) {
    self.init()
    for (position, column) in series.enumerated() { self.set(column.name ?? "\(position)", column) }
  }

  /// The number of rows and of columns.
  public var shape: [Int] { [rowCount, columnCount] }

  /// The number of rows.
  public var rowCount: Int { index.count }

  /// The number of columns.
  public var columnCount: Int { columns.count }

  /// Whether the frame has no rows or no columns.
  public var isEmpty: Bool { rowCount == 0 || columnCount == 0 }

  /// What pandas calls the type of each column, by name.
  public var types: Series {
    Series(
      storage: .strings(StringStorage(columns.map(\.typeName))), name: nil,
      index: Index(.strings(StringStorage(columnNames))))
  }
}
