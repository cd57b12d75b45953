// What of the runtime's values a chart can show.

extension Series: ChartValues {
  /// The numbers of a numeric or boolean series, gaps where values are missing; else its texts as categories.
  public var chartData: ChartData {
    type == .string ? .categories(strings) : .numbers(doubles)
  }
}

extension Index: ChartValues {
  /// The labels of the rows: the innermost level where there are several.
  public var chartData: ChartData { level(levelCount - 1).chartData }
}
