/// Numbers in rows and columns, with one or more channels each: an image, a heat map, heights of a surface.
public struct GridData: Equatable, Sendable {
  public var rows: Int
  public var columns: Int
  /// 1 for a number in each place; 3 for red, green and blue; 4 with opacity.
  public var channels: Int
  /// Row by row, the channels of a place side by side.
  public var values: [Double]
  /// Whether the numbers are whole, so that colours run to 255 instead of 1.
  public var isWhole: Bool

  /// A grid of values given row by row.
  public init(rows: Int, columns: Int, channels: Int = 1, values: [Double], isWhole: Bool = false) {
    self.rows = rows
    self.columns = columns
    self.channels = channels
    self.values = values
    self.isWhole = isWhole
  }

  /// The number in one place.
  subscript(row: Int, column: Int) -> Double { values[(row * columns + column) * channels] }

  /// The sentence for a grid that cannot be drawn, or `nil`.
  func problem(_ mark: String) -> String? {
    if values.count != rows * columns * channels {
      return "\(mark): \(rows) rows of \(columns) make \(rows * columns * channels) values, but there are \(values.count)."
    }
    return nil
  }
}

/// Anything that stands for numbers in rows and columns.
public protocol ChartGrid {
  var chartGrid: GridData { get }
}

extension GridData: ChartGrid {
  public var chartGrid: GridData { self }
}

extension Array: ChartGrid where Element: ChartValues {
  /// Rows of numbers; a row that is shorter than the longest ends in gaps.
  public var chartGrid: GridData {
    let rows = map { row -> [Double] in if case .numbers(let values) = row.chartData { values } else { [] } }
    let columns = rows.map(\.count).max() ?? 0
    let values = rows.flatMap { $0 + [Double](repeating: .nan, count: columns - $0.count) }
    let isWhole = first.map { !($0 is [Double] || $0 is [Float]) } ?? false
    return GridData(rows: rows.count, columns: columns, values: values, isWhole: isWhole)
  }
}
