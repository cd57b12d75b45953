import Arrays

extension NDArrayOf: ChartValues {
  /// The elements in row-major order: a column of shape (n, 1) counts as n values.
  public var chartData: ChartData { .numbers(chartNumbers) }

  var chartNumbers: [Double] {
    withUnsafeElements { elements in
      if let doubles = elements as? UnsafeBufferPointer<Double> { return Array(doubles) }
      return elements.map(\.asDouble)
    }
  }
}

extension NDArrayOf: ChartGrid {
  /// Two axes are rows and columns; a third of 1, 3 or 4 holds the channels of an image. Leading axes of
  /// length 1 are left out, and a single axis is one row.
  public var chartGrid: GridData {
    var lengths = shape
    while lengths.count > 2, lengths[0] == 1 { lengths.removeFirst() }
    let isWhole = Element.self == Int.self || Element.self == UInt8.self
    switch lengths.count {
    case 0: return GridData(rows: 1, columns: 1, values: chartNumbers, isWhole: isWhole)
    case 1: return GridData(rows: 1, columns: lengths[0], values: chartNumbers, isWhole: isWhole)
    case 3 where [1, 3, 4].contains(lengths[2]):
      return GridData(
        rows: lengths[0], columns: lengths[1], channels: lengths[2], values: chartNumbers, isWhole: isWhole)
    default:
      let columns = lengths[lengths.count - 1]
      return GridData(
        rows: columns == 0 ? 0 : count / columns, columns: columns, values: chartNumbers, isWhole: isWhole)
    }
  }
}
