import Arrays

/// What can become a column: a series, an array of numbers, integers, booleans or texts.
public protocol SeriesConvertible {
  /// The values as a series.
  var series: Series { get }
}

extension Series: SeriesConvertible {
  public var series: Series { self }
}

extension Array: SeriesConvertible where Element: SeriesElement {
  public var series: Series { Element.series(of: self) }
}

/// What an array that becomes a column holds: `Double`, `Int`, `Bool`, `String`, or one of them optional.
public protocol SeriesElement {
  /// The elements as a series.
  static func series(of elements: [Self]) -> Series
}

extension Double: SeriesElement {
  public static func series(of elements: [Double]) -> Series { Series(elements) }
}

extension Int: SeriesElement {
  public static func series(of elements: [Int]) -> Series { Series(elements) }
}

extension Bool: SeriesElement {
  public static func series(of elements: [Bool]) -> Series { Series(elements) }
}

extension String: SeriesElement {
  public static func series(of elements: [String]) -> Series { Series(elements) }
}

extension Optional: SeriesElement where Wrapped: SeriesElement {
  public static func series(of elements: [Wrapped?]) -> Series {
    // By the type, not the elements: an array of nothing but nil could pass for any.
    switch Wrapped.self {
    case is Double.Type: return Series(elements as? [Double?] ?? [])
    case is Int.Type: return Series(elements as? [Int?] ?? [])
    case is Bool.Type: return Series(elements as? [Bool?] ?? [])
    case is String.Type: return Series(elements as? [String?] ?? [])
    default:
      fail("Series: an array of \(Wrapped.self)? cannot become a column")
    }
  }
}
