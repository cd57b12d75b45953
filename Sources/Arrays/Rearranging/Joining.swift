/// Arrays one after the other along an axis.
///
/// Traps if there are none, or if shapes differ elsewhere than on the axis.
public func concatenate<Element: ArrayElement>(_ arrays: [NDArrayOf<Element>], axis: Int = 0) -> NDArrayOf<Element> {
  join(arrays, axis: axis, operation: "concatenate")
}

func join<Element: ArrayElement>(_ arrays: [NDArrayOf<Element>], axis: Int, operation: String) -> NDArrayOf<Element> {
  guard let first = arrays.first else { fail("\(operation) needs at least one array") }
  let axis = first.resolved(axis: axis, operation: operation)
  var shape = first.shape
  shape[axis] = 0
  for array in arrays {
    var other = array.shape
    if other.count == shape.count { other[axis] = first.shape[axis] }
    guard other == first.shape else {
      fail(
        "\(operation): shapes \(describe(shape: first.shape)) and \(describe(shape: array.shape)) "
          + "do not join along axis \(axis)"
      )
    }
    shape[axis] += array.shape[axis]
  }
  let result = NDArrayOf<Element>(uninitialized: shape)
  var start = 0
  for array in arrays {
    let place = NDArrayOf<Element>(
      storage: result.storage, offset: start * result.strides[axis], shape: array.shape, strides: result.strides)
    place.write(array)
    start += array.shape[axis]
  }
  return result
}

/// Arrays of one shape along a new axis.
///
/// Traps if there are none, or if shapes differ.
public func stack<Element: ArrayElement>(_ arrays: [NDArrayOf<Element>], axis: Int = 0) -> NDArrayOf<Element> {
  for array in arrays where array.shape != arrays[0].shape {
    fail("stack: shapes \(describe(shape: arrays[0].shape)) and \(describe(shape: array.shape)) differ")
  }
  return join(arrays.map { $0.expanded(axis: axis) }, axis: axis, operation: "stack")
}

/// Arrays side by side: along columns, or for vectors one after the other.
public func hstack<Element: ArrayElement>(_ arrays: [NDArrayOf<Element>]) -> NDArrayOf<Element> {
  let parts = arrays.map { $0.rank == 0 ? $0.reshaped(1) : $0 }
  return join(parts, axis: parts.first?.rank == 1 ? 0 : 1, operation: "hstack")
}

/// Arrays below one another: along rows; vectors become rows.
public func vstack<Element: ArrayElement>(_ arrays: [NDArrayOf<Element>]) -> NDArrayOf<Element> {
  join(arrays.map { $0.rank < 2 ? $0.reshaped(1, $0.count) : $0 }, axis: 0, operation: "vstack")
}

/// Vectors as the columns of a matrix; matrices side by side.
public func columnStack<Element: ArrayElement>(_ arrays: [NDArrayOf<Element>]) -> NDArrayOf<Element> {
  join(arrays.map { $0.rank < 2 ? $0.reshaped($0.count, 1) : $0 }, axis: 1, operation: "columnStack")
}
