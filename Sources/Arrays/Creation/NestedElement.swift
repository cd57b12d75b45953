/// What may stand inside the brackets of an array literal: a number, an array of numbers, another array.
///
/// Not for conforming to: it is what lets `[[1, 2], row, [x, 2 * x]]` be an `NDArray`.
public protocol NestedElement {
  /// Appends the numbers to `elements` in row-major order and returns the shape they form.
  func flatten<Element: ArrayElement>(into elements: inout [Element]) -> [Int]
}

extension NestedElement where Self: ArrayElement {
  public func flatten<Element: ArrayElement>(into elements: inout [Element]) -> [Int] {
    if let element = self as? Element {
      elements.append(element)
    } else if Self.elementKind == .int64 || Self.elementKind == .uint8 || Self.elementKind == .bool {
      elements.append(.element(nearest: asInt))
    } else {
      switch Element.elementKind {
      case .float64, .float32: break
      case .int64, .uint8, .bool:
        guard asDouble == asDouble.rounded(), asDouble.magnitude < 0x1p63 else {
          fail("an array of \(Element.self) cannot hold \(self): write NDArray for an array of doubles")
        }
      }
      elements.append(.element(nearest: asDouble))
    }
    return []
  }
}

extension Array: NestedElement where Element: NestedElement {
  public func flatten<Scalar: ArrayElement>(into elements: inout [Scalar]) -> [Int] {
    if let same = self as? [Scalar] {
      elements.append(contentsOf: same)
      return [count]
    }
    return flattenRows(self, into: &elements)
  }
}

extension NDArrayOf: NestedElement {
  public func flatten<Scalar: ArrayElement>(into elements: inout [Scalar]) -> [Int] {
    elements.append(contentsOf: NDArrayOf<Scalar>(self).elements)
    return shape
  }
}

/// Rows of one shape stacked; traps with both shapes where they differ.
func flattenRows<Scalar: ArrayElement>(_ rows: [any NestedElement], into elements: inout [Scalar]) -> [Int] {
  var inner: [Int]?
  for row in rows {
    let shape = row.flatten(into: &elements)
    if let inner, inner != shape {
      fail(
        "an array's rows have one shape, and here are rows of shapes "
          + "\(describe(shape: inner)) and \(describe(shape: shape))"
      )
    }
    inner = shape
  }
  return [rows.count] + (inner ?? [])
}

extension NDArrayOf: ExpressibleByArrayLiteral {
  /// An array from nested brackets: `[[1, 2], [3, 4]]`.
  ///
  /// Traps if rows differ in length.
  public init(arrayLiteral rows: any NestedElement...) {
    var elements: [Element] = []
    let shape = flattenRows(rows, into: &elements)
    self.init(elements, shape: shape)
  }
}
