import Arrays

extension Series {
  /// The values as an array of rank 1: integers and booleans as numbers, missing ones NaN; texts trap.
  public var array: NDArray { NDArray(doubles, shape: [count]) }
}

extension NDArrayOf: SeriesConvertible {
  /// An array of rank 1 as a series; another rank traps.
  public var series: Series {
    guard rank == 1 else { fail("Series: an array of shape \(Arrays.describe(shape: shape)) is not one column") }
    switch self {
    case let array as IntArray: return Series(array.elements)
    case let array as BoolArray: return Series(array.elements)
    case let array as NDArray: return Series(array.elements)
    case let array as ByteArray: return Series(array.elements.map { Int($0) })
    default: return Series(elements.map(\.asDouble))
    }
  }
}

extension Series {
  /// A series from an array of rank 1; another rank traps.
  public init<Element>(_ array: NDArrayOf<Element>, name: String? = nil) {
    self = array.series
    self.name = name
  }
}

extension NDArrayOf {
  /// The values of a series, as elements of the array's type; missing numbers are NaN, texts trap.
  public init(_ series: Series) {
    if let integers = Element.self as? Int.Type, case .integers(let values, nil) = series.storage {
      _ = integers
      self = NDArrayOf<Element>(IntArray(values, shape: [values.count]))
    } else {
      self = NDArrayOf<Element>(series.array)
    }
  }

  /// The values of a frame, a row for each row; missing numbers are NaN, columns of texts trap.
  public init(_ frame: DataFrame) {
    self = NDArrayOf<Element>(frame.array)
  }
}

extension DataFrame {
  /// The values as an array, a row for each row: integers and booleans as numbers, missing ones NaN.
  ///
  /// A column of texts traps: take `numericColumns` first.
  public var array: NDArray {
    let (rows, width) = (rowCount, columnCount)
    for (name, storage) in zip(columnNames, columns) where storage.type == .string {
      _ = Series(storage: storage, name: name, index: index).numbers(for: "array")
    }
    // Column after column, as they stand here; the array sees them turned.
    let turned = NDArray(shape: [width, rows]) { (cells: UnsafeMutableBufferPointer<Double>) in
      for (number, storage) in columns.enumerated() {
        let target = UnsafeMutableBufferPointer(rebasing: cells[number * rows..<(number + 1) * rows])
        switch storage {
        case .numbers(let values): _ = target.update(fromContentsOf: values)
        case .integers(let values, nil):
          if let start = target.baseAddress { convert(values, into: start) }
        default: _ = target.update(fromContentsOf: storage.doubles ?? [])
        }
      }
    }
    return turned.T
  }

  /// A frame from an array of rank 2, a column for each of its columns.
  ///
  /// - Parameters:
  ///   - array: rows and columns; another rank traps.
  ///   - columns: as many names as columns, 0, 1, ... without; another count traps.
  public init<Element>(_ array: NDArrayOf<Element>, columns names: [String]? = nil) {
    guard array.rank == 2 else {
      fail("DataFrame: an array of shape \(Arrays.describe(shape: array.shape)) is not a table of rows and columns")
    }
    let (rows, width) = (array.shape[0], array.shape[1])
    let names = names ?? (0..<width).map(String.init)
    guard names.count == width else {
      fail("DataFrame: \(counted(names.count, "name")) for an array of shape \(Arrays.describe(shape: array.shape))")
    }
    let elements = array.elements
    func column<Cell>(_ column: Int, _ cell: (Element) -> Cell) -> [Cell] {
      (0..<rows).map { cell(elements[$0 * width + column]) }
    }
    let columns = (0..<width).map { number -> Storage in
      switch Element.elementKind {
      case .float64, .float32: return .numbers(column(number, \.asDouble))
      case .int64, .uint8: return .integers(column(number, \.asInt), missing: nil)
      case .bool: return .booleans(column(number) { $0.asInt != 0 }, missing: nil)
      }
    }
    self.init(names: names, columns: columns, index: Index(count: rows))
  }

  /// The rows for which a mask is true. The mask has an element for each row: another count traps.
  public subscript(mask: BoolArray) -> DataFrame { self[mask.series] }
}

extension Series {
  /// The rows for which a mask is true. The mask has an element for each row: another count traps.
  public subscript(mask: BoolArray) -> Series { self[mask.series] }
}
