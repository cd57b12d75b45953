extension NDArrayOf {
  /// The elements in another shape, sharing memory where the layout allows. One length may be -1: it is worked out.
  ///
  /// Traps if the new shape has another number of elements.
  public func reshaped(_ shape: Int...) -> Self { reshaped(to: shape) }

  /// The elements in another shape, sharing memory where the layout allows. One length may be -1: it is worked out.
  ///
  /// Traps if the new shape has another number of elements.
  public func reshaped(to newShape: [Int]) -> Self {
    var target = newShape
    if let unknown = target.firstIndex(of: -1) {
      var known = 1
      for (axis, length) in target.enumerated() where axis != unknown { known *= length }
      target[unknown] = known == 0 ? 0 : count / known
    }
    guard !target.contains(where: { $0 < 0 }), elementCount(target, operation: "reshaped") == count else {
      fail("reshaped: an array of shape \(describe(shape: shape)) cannot take the shape \(describe(shape: newShape))")
    }
    if isContiguous {
      return Self(storage: storage, offset: offset, shape: target, strides: rowMajorStrides(target))
    }
    if let strides = stridesOfView(as: target) {
      return Self(storage: storage, offset: offset, shape: target, strides: strides)
    }
    let copy = copied()
    return Self(storage: copy.storage, offset: 0, shape: target, strides: rowMajorStrides(target))
  }

  /// Strides that show this array's memory in another shape, or nil if no strides do.
  private func stridesOfView(as target: [Int]) -> [Int]? {
    let old = zip(shape, strides).filter { $0.0 != 1 }
    var result = [Int](repeating: 0, count: target.count)
    var i = 0
    var j = 0
    while i < old.count && j < target.count {
      var (have, want) = (old[i].0, target[j])
      var (iEnd, jEnd) = (i + 1, j + 1)
      while have != want {
        if have < want {
          guard iEnd < old.count else { return nil }
          have *= old[iEnd].0
          iEnd += 1
        } else {
          guard jEnd < target.count else { return nil }
          want *= target[jEnd]
          jEnd += 1
        }
      }
      for k in i..<(iEnd - 1) where old[k].1 != old[k + 1].1 * old[k + 1].0 { return nil }
      result[jEnd - 1] = old[iEnd - 1].1
      for k in stride(from: jEnd - 2, through: j, by: -1) { result[k] = result[k + 1] * target[k + 1] }
      i = iEnd
      j = jEnd
    }
    while j < target.count {
      result[j] = 1
      j += 1
    }
    return result
  }

  /// All elements along one axis, in row-major order; shares memory where the layout allows.
  public func flattened() -> Self { reshaped(to: [count]) }

  /// The transpose: the axes in reverse order. Shares memory.
  public var T: Self {
    Self(storage: storage, offset: offset, shape: shape.reversed(), strides: strides.reversed())
  }

  /// The axes in another order: `axes[i]` is the axis that becomes axis `i`. Shares memory.
  ///
  /// Traps if `axes` does not name every axis once.
  public func transposed(_ axes: Int...) -> Self {
    if axes.isEmpty { return T }
    let order = axes.map { resolved(axis: $0, operation: "transposed") }
    guard Set(order).count == rank, order.count == rank else {
      fail("transposed: the axes \(axes) do not name each axis of shape \(describe(shape: shape)) once")
    }
    return Self(storage: storage, offset: offset, shape: order.map { shape[$0] }, strides: order.map { strides[$0] })
  }

  /// Two axes exchanged. Shares memory.
  public func swapped(axes first: Int, _ second: Int) -> Self {
    var order = Array(0..<rank)
    order.swapAt(
      resolved(axis: first, operation: "swapped(axes:)"), resolved(axis: second, operation: "swapped(axes:)"))
    return Self(storage: storage, offset: offset, shape: order.map { shape[$0] }, strides: order.map { strides[$0] })
  }

  /// One axis moved to another place. Shares memory.
  public func moved(axis: Int, to place: Int) -> Self {
    let from = resolved(axis: axis, operation: "moved(axis:to:)")
    let to = resolved(axis: place, operation: "moved(axis:to:)")
    var order = Array(0..<rank)
    order.remove(at: from)
    order.insert(from, at: to)
    return Self(storage: storage, offset: offset, shape: order.map { shape[$0] }, strides: order.map { strides[$0] })
  }

  /// Without its axes of length 1. Shares memory.
  public func squeezed() -> Self {
    let kept = (0..<rank).filter { shape[$0] != 1 }
    return Self(storage: storage, offset: offset, shape: kept.map { shape[$0] }, strides: kept.map { strides[$0] })
  }

  /// Without one axis of length 1. Shares memory.
  ///
  /// Traps if the axis is longer.
  public func squeezed(axis: Int) -> Self {
    let axis = resolved(axis: axis, operation: "squeezed(axis:)")
    guard shape[axis] == 1 else {
      fail("squeezed(axis:): axis \(axis) of shape \(describe(shape: shape)) has length \(shape[axis]), not 1")
    }
    var result = self
    result.shape.remove(at: axis)
    result.strides.remove(at: axis)
    return result
  }

  /// With a new axis of length 1 at a place: NumPy's `expand_dims`. Shares memory.
  public func expanded(axis: Int) -> Self {
    let place = axis < 0 ? axis + rank + 1 : axis
    guard place >= 0, place <= rank else {
      fail("expanded(axis:): axis \(axis) is out of range for shape \(describe(shape: shape))")
    }
    var result = self
    result.shape.insert(1, at: place)
    result.strides.insert(0, at: place)
    return result
  }

  /// The array repeated along axes of length 1 to fill a shape, without copying.
  ///
  /// Traps if it does not broadcast to the shape.
  public func broadcast(to target: [Int]) -> Self {
    guard broadcastShape(shape, target, operation: "broadcast(to:)") == target else {
      fail("broadcast(to:): shape \(describe(shape: shape)) does not broadcast to \(describe(shape: target))")
    }
    let strides = broadcastByteStrides(self.strides, shape: shape, to: target, size: 1)
    return Self(storage: storage, offset: offset, shape: target, strides: strides)
  }

  /// An axis counted from either end, as a place from the front; traps if there is no such axis.
  func resolved(axis: Int, operation: @autoclosure () -> String) -> Int {
    let place = axis < 0 ? axis + rank : axis
    guard place >= 0, place < rank else {
      fail(
        "\(operation()): axis \(axis) is out of range for an array of rank \(rank) with shape \(describe(shape: shape))"
      )
    }
    return place
  }
}
