extension NDArrayOf where Element: NumericElement {
  /// The elements in rising order along the last axis; NaN comes last.
  public func sorted() -> Self { rank == 0 ? self : sorted(axis: -1) }

  /// The elements in rising order along an axis; NaN comes last.
  public func sorted(axis: Int) -> Self {
    let axis = resolved(axis: axis, operation: "sorted")
    var lines = moved(axis: axis, to: rank - 1).copied()
    let length = shape[axis]
    lines.withUnsafeMutableElements { buffer in
      guard length > 1 else { return }
      for start in stride(from: 0, to: buffer.count, by: length) {
        var line = UnsafeMutableBufferPointer(rebasing: buffer[start..<(start + length)])
        line.sort { $0 < $1 || ($1 != $1 && $0 == $0) }
      }
    }
    return lines.moved(axis: rank - 1, to: axis).contiguous()
  }
}
