/// One direction of a chart's data: numbers, or names of categories.
public enum ChartData: Equatable, Sendable {
  case numbers([Double])
  case categories([String])

  /// How many values there are.
  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .categories(let names): names.count
    }
  }

  /// Categories that are names, or numbers written as names.
  public var names: [String] {
    switch self {
    case .numbers(let values): values.map { general($0, digits: 12) }
    case .categories(let names): names
    }
  }

  /// Whether the values are whole numbers, such as steps or years, over so many of them that none is needed between.
  var areCounts: Bool {
    guard case .numbers(let values) = self, values.count > 4, values.count <= 10_000 else { return false }
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values {
      guard value == value.rounded(), abs(value) < 1e9 else { return false }
      (low, high) = (min(low, value), max(high, value))
    }
    return high - low >= 4
  }
}

/// Anything that a mark can take its coordinates from: arrays of numbers or texts, ranges, columns.
///
/// Conform a type of your own by saying which numbers or names it stands for.
public protocol ChartValues {
  var chartData: ChartData { get }
}

/// What the elements of an array give a chart.
public protocol ChartElement {
  static func chartData(of elements: [Self]) -> ChartData
}

extension ChartElement where Self: BinaryInteger {
  public static func chartData(of elements: [Self]) -> ChartData { .numbers(elements.map { Double($0) }) }
}

extension Int: ChartElement {}
extension Int8: ChartElement {}
extension Int16: ChartElement {}
extension Int32: ChartElement {}
extension Int64: ChartElement {}
extension UInt8: ChartElement {}
extension UInt16: ChartElement {}
extension UInt32: ChartElement {}
extension UInt64: ChartElement {}

extension Double: ChartElement {
  public static func chartData(of elements: [Double]) -> ChartData { .numbers(elements) }
}

extension Float: ChartElement {
  public static func chartData(of elements: [Float]) -> ChartData { .numbers(elements.map(Double.init)) }
}

extension Bool: ChartElement {
  public static func chartData(of elements: [Bool]) -> ChartData { .numbers(elements.map { $0 ? 1 : 0 }) }
}

extension String: ChartElement {
  public static func chartData(of elements: [String]) -> ChartData { .categories(elements) }
}

extension Array: ChartValues where Element: ChartElement {
  public var chartData: ChartData { Element.chartData(of: self) }
}

extension ArraySlice: ChartValues where Element: ChartElement {
  public var chartData: ChartData { Element.chartData(of: Array(self)) }
}

extension Range: ChartValues where Bound == Int {
  public var chartData: ChartData { .numbers(map { Double($0) }) }
}

extension ClosedRange: ChartValues where Bound == Int {
  public var chartData: ChartData { .numbers(map { Double($0) }) }
}

extension StrideTo: ChartValues where Element == Double {
  public var chartData: ChartData { .numbers(Array(self)) }
}

extension StrideThrough: ChartValues where Element == Double {
  public var chartData: ChartData { .numbers(Array(self)) }
}
