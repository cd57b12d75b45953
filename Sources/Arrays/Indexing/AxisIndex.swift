/// What may stand in an array's brackets for one axis: an integer, a range, a stride, integers, a mask, a new axis.
///
/// Not for conforming to.
public protocol AxisIndexing {
  /// The index as the library sees it.
  var axisIndex: AxisIndex { get }
}

/// What an index means for one axis.
public enum AxisIndex: AxisIndexing {
  /// One place, counted from the front, or from the end if negative. The axis disappears.
  case integer(Int)
  /// Places from `start` to before `end` in steps; nil means as far as there is.
  case slice(from: Int?, to: Int?, by: Int)
  /// All the axes that nothing else names.
  case everything
  /// An axis of length 1 that was not there.
  case newAxis
  /// The places that integers name, in their order.
  case integers(IntArray)
  /// The places where a mask is true; it covers as many axes as it has.
  case mask(BoolArray)

  public var axisIndex: AxisIndex { self }
}

/// An index that has a name: `.newAxis`, `.all`, `.slice(from:to:by:)`.
public struct NamedAxisIndex: AxisIndexing {
  public let axisIndex: AxisIndex
}

extension AxisIndexing where Self == NamedAxisIndex {
  /// An axis of length 1 that was not there: `x[.newAxis, ...]`.
  public static var newAxis: NamedAxisIndex { NamedAxisIndex(axisIndex: .newAxis) }
  /// A whole axis, or all the axes that nothing else names; the same as `...`.
  public static var all: NamedAxisIndex { NamedAxisIndex(axisIndex: .everything) }
  /// Places from `start` to before `end`, in steps; negative numbers count from the end: NumPy's `start:end:step`.
  public static func slice(from start: Int? = nil, to end: Int? = nil, by step: Int = 1) -> NamedAxisIndex {
    NamedAxisIndex(axisIndex: .slice(from: start, to: end, by: step))
  }
}

extension Int: AxisIndexing {
  public var axisIndex: AxisIndex { .integer(self) }
}
extension Range: AxisIndexing where Bound == Int {
  public var axisIndex: AxisIndex { .slice(from: lowerBound, to: upperBound, by: 1) }
}
extension ClosedRange: AxisIndexing where Bound == Int {
  public var axisIndex: AxisIndex { .slice(from: lowerBound, to: after(upperBound), by: 1) }
}
extension PartialRangeFrom: AxisIndexing where Bound == Int {
  public var axisIndex: AxisIndex { .slice(from: lowerBound, to: nil, by: 1) }
}
extension PartialRangeUpTo: AxisIndexing where Bound == Int {
  public var axisIndex: AxisIndex { .slice(from: nil, to: upperBound, by: 1) }
}
extension PartialRangeThrough: AxisIndexing where Bound == Int {
  public var axisIndex: AxisIndex { .slice(from: nil, to: after(upperBound), by: 1) }
}
extension StrideTo: AxisIndexing where Element == Int {
  public var axisIndex: AxisIndex { .integers(IntArray(Array(self), shape: [Array(self).count])) }
}
extension StrideThrough: AxisIndexing where Element == Int {
  public var axisIndex: AxisIndex { .integers(IntArray(Array(self), shape: [Array(self).count])) }
}
extension Array: AxisIndexing where Element: AxisListElement {
  public var axisIndex: AxisIndex { Element.axisIndex(of: self) }
}
extension NDArrayOf: AxisIndexing where Element: AxisListElement {
  public var axisIndex: AxisIndex { Element.axisIndex(of: self) }
}

/// The place behind one that is counted from either end; behind the last place there is no bound.
private func after(_ place: Int) -> Int? { place == -1 ? nil : place + 1 }

/// An element whose arrays can index: `Int` picks places, `Bool` masks them.
public protocol AxisListElement {
  static func axisIndex(of list: [Self]) -> AxisIndex
  static func axisIndex<Element: ArrayElement>(of array: NDArrayOf<Element>) -> AxisIndex
}

extension Int: AxisListElement {
  public static func axisIndex(of list: [Int]) -> AxisIndex { .integers(IntArray(list, shape: [list.count])) }
  public static func axisIndex<Element: ArrayElement>(of array: NDArrayOf<Element>) -> AxisIndex {
    .integers(IntArray(array))
  }
}

extension Bool: AxisListElement {
  public static func axisIndex(of list: [Bool]) -> AxisIndex { .mask(BoolArray(list, shape: [list.count])) }
  public static func axisIndex<Element: ArrayElement>(of array: NDArrayOf<Element>) -> AxisIndex {
    .mask(BoolArray(array))
  }
}
