internal import CVectorMath

extension NDArrayOf where Element: ArrayElement {
  /// The running sum of all elements in row-major order: NumPy's `cumsum`.
  public func cumulativeSum() -> NDArrayOf<Element.Total> { flattened().cumulativeSum(axis: 0) }
  /// The running sums along an axis.
  public func cumulativeSum(axis: Int) -> NDArrayOf<Element.Total> {
    NDArrayOf<Element.Total>(self).running(axis, "cumulativeSum", .add)
  }
  /// The running product of all elements in row-major order: NumPy's `cumprod`.
  public func cumulativeProduct() -> NDArrayOf<Element.Total> { flattened().cumulativeProduct(axis: 0) }
  /// The running products along an axis.
  public func cumulativeProduct(axis: Int) -> NDArrayOf<Element.Total> {
    NDArrayOf<Element.Total>(self).running(axis, "cumulativeProduct", .multiply)
  }
}

extension NDArrayOf where Element: NumericElement {
  fileprivate func running(_ axis: Int, _ name: String, _ operation: BinaryOperation) -> Self {
    let axis = resolved(axis: axis, operation: name)
    var result = copied()
    if count == 0 { return result }
    if axis == rank - 1 {
      let length = shape[axis]
      result.withUnsafeMutableElements { elements in
        for start in stride(from: 0, to: elements.count, by: length) {
          vector_running(Element.elementKind.rawValue, operation == .multiply, elements.baseAddress! + start, length)
        }
      }
      return result
    }
    // Row by row: each is the one before combined with its own.
    for i in 1..<Swift.max(shape[axis], 1) {
      let before = result.row(i - 1, axis: axis)
      let here = result.row(i, axis: axis)
      here.combine(operation, before, into: here)
    }
    return result
  }

  private func row(_ i: Int, axis: Int) -> Self {
    var (shape, strides) = (shape, strides)
    shape.remove(at: axis)
    let stride = strides.remove(at: axis)
    return Self(storage: storage, offset: offset + i * stride, shape: shape, strides: strides)
  }

  /// Differences of neighbours along an axis, the last one by default: NumPy's `diff`.
  public func differences(axis: Int = -1) -> Self {
    let axis = resolved(axis: axis, operation: "differences")
    var (later, earlier) = (self, self)
    let length = Swift.max(shape[axis] - 1, 0)
    later.offset += shape[axis] > 0 ? strides[axis] : 0
    for part in 0..<2 {
      if part == 0 { later.shape[axis] = length } else { earlier.shape[axis] = length }
    }
    later.count = later.shape.reduce(1, *)
    earlier.count = later.count
    return later - earlier
  }
}
