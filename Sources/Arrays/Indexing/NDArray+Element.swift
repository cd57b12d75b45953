extension NDArrayOf {
  /// The element at a full index; negative numbers count from the end.
  ///
  /// Traps if a number is out of range, naming index, axis and size, or if there are too few numbers or too many.
  public subscript(_ index: Int) -> Element {
    get { pointer[place(index)] }
    set {
      makeUnique()
      UnsafeMutablePointer(mutating: pointer)[place(index)] = newValue
    }
  }

  /// The element at a full index; negative numbers count from the end.
  public subscript(_ row: Int, _ column: Int) -> Element {
    get { pointer[place(row, column)] }
    set {
      makeUnique()
      UnsafeMutablePointer(mutating: pointer)[place(row, column)] = newValue
    }
  }

  /// The element at a full index; negative numbers count from the end.
  public subscript(_ first: Int, _ second: Int, _ third: Int, _ rest: Int...) -> Element {
    get { pointer[place([first, second, third] + rest)] }
    set {
      makeUnique()
      UnsafeMutablePointer(mutating: pointer)[place([first, second, third] + rest)] = newValue
    }
  }

  /// The element at a full index, one number an axis; negative numbers count from the end.
  public subscript(at index: [Int]) -> Element {
    get { pointer[place(index)] }
    set {
      makeUnique()
      UnsafeMutablePointer(mutating: pointer)[place(index)] = newValue
    }
  }

  private func place(_ index: Int) -> Int {
    guard shape.count == 1 else { refuse([index]) }
    let length = shape[0]
    let i = index < 0 ? index + length : index
    guard i >= 0, i < length else { outOfRange(index, axis: 0, size: length) }
    return i * strides[0]
  }

  private func place(_ row: Int, _ column: Int) -> Int {
    guard shape.count == 2 else { refuse([row, column]) }
    let i = row < 0 ? row + shape[0] : row
    guard i >= 0, i < shape[0] else { outOfRange(row, axis: 0, size: shape[0]) }
    let j = column < 0 ? column + shape[1] : column
    guard j >= 0, j < shape[1] else { outOfRange(column, axis: 1, size: shape[1]) }
    return i * strides[0] + j * strides[1]
  }

  private func place(_ index: [Int]) -> Int {
    guard index.count == shape.count else { refuse(index) }
    var place = 0
    for axis in 0..<index.count {
      let i = index[axis] < 0 ? index[axis] + shape[axis] : index[axis]
      guard i >= 0, i < shape[axis] else { outOfRange(index[axis], axis: axis, size: shape[axis]) }
      place += i * strides[axis]
    }
    return place
  }

  @inline(never)
  private func refuse(_ index: [Int]) -> Never {
    let written = index.map(String.init).joined(separator: ", ")
    if index.count < rank {
      fail(
        "an element of an array of shape \(describe(shape: shape)) needs \(rank) numbers, "
          + "and [\(written)] has \(index.count): for a part of the array write [\(written), ...]"
      )
    }
    fail(
      "too many indices: [\(written)] has \(index.count) for an array of shape "
        + "\(describe(shape: shape)), which has rank \(rank)"
    )
  }
}

/// Traps with index, axis and size.
@inline(never)
func outOfRange(_ index: Int, axis: Int, size: Int) -> Never {
  fail("index \(index) is out of range for axis \(axis) with size \(size)")
}
