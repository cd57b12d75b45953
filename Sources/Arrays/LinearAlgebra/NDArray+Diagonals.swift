extension NDArrayOf {
  /// The elements of a diagonal of a matrix, sharing memory: 0 is the main one, positive ones lie above it.
  public func diagonal(_ which: Int = 0) -> Self {
    guard rank == 2 else { fail("diagonal needs a matrix, and this array has shape \(describe(shape: shape))") }
    let (row, column) = (Swift.max(-which, 0), Swift.max(which, 0))
    let length = Swift.max(0, Swift.min(shape[0] - row, shape[1] - column))
    return Self(
      storage: storage, offset: length == 0 ? offset : offset + row * strides[0] + column * strides[1],
      shape: [length], strides: [strides[0] + strides[1]])
  }

  /// A square matrix with these elements on a diagonal and zeros elsewhere.
  public static func diagonal(_ elements: Self, _ which: Int = 0) -> Self {
    let size = elements.count + Swift.abs(which)
    let result = Self.zeros(size, size)
    result.diagonal(which).write(elements.flattened())
    return result
  }

  /// The matrix with zeros below a diagonal: NumPy's `triu`.
  public func upperTriangle(_ which: Int = 0) -> Self { triangle { column, row in column - row >= which } }

  /// The matrix with zeros above a diagonal: NumPy's `tril`.
  public func lowerTriangle(_ which: Int = 0) -> Self { triangle { column, row in column - row <= which } }

  private func triangle(_ keeps: (_ column: Int, _ row: Int) -> Bool) -> Self {
    guard rank >= 2 else { fail("a triangle needs a matrix, and this array has shape \(describe(shape: shape))") }
    var result = copied()
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    result.withUnsafeMutableElements { elements in
      for i in 0..<elements.count where !keeps(i % columns, i / columns % rows) { elements[i] = .zeroElement }
    }
    return result
  }
}
