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
  public func upperTriangle(_ which: Int = 0) -> Self { keeping { row, columns in Swift.min(row + which, columns)..<columns } }

  /// The matrix with zeros above a diagonal: NumPy's `tril`.
  public func lowerTriangle(_ which: Int = 0) -> Self { keeping { row, _ in 0..<Swift.max(row + which + 1, 0) } }

  /// A copy whose rows keep only the columns of a range, which may reach beyond them.
  private func keeping(_ kept: (_ row: Int, _ columns: Int) -> Range<Int>) -> Self {
    guard rank >= 2 else { fail("a triangle needs a matrix, and this array has shape \(describe(shape: shape))") }
    var result = copied()
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    if isEmpty { return result }
    result.withUnsafeMutableElements { elements in
      for line in 0..<elements.count / columns {
        let range = kept(line % rows, columns).clamped(to: 0..<columns)
        let start = elements.baseAddress! + line * columns
        start.update(repeating: .zeroElement, count: range.lowerBound)
        (start + range.upperBound).update(repeating: .zeroElement, count: columns - range.upperBound)
      }
    }
    return result
  }
}
