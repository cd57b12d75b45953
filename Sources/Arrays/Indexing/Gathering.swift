internal import CVectorMath

extension NDArrayOf {
  /// What a plan's lists gather from this view, in a new array.
  func gathered(_ plan: IndexPlan) -> Self {
    let result = Self(uninitialized: plan.gatheredShape)
    walk(plan, other: result) { view, result, count, viewStep, resultStep in
      for i in 0..<count { result[i * resultStep] = view[i * viewStep] }
    }
    return result
  }

  /// Writes `source`, broadcast, to the places that a plan's lists name.
  func scatter(_ source: Self, _ plan: IndexPlan) {
    walk(plan, other: source.broadcast(to: plan.gatheredShape)) { view, source, count, viewStep, sourceStep in
      for i in 0..<count { view[i * viewStep] = source[i * sourceStep] }
    }
  }

  /// The common cases in one loop: a mask over a vector, and integers that pick from a vector or the rows of an array.
  func pickedFast(_ indices: [AxisIndex]) -> Self? {
    guard indices.count == 1, rank > 0 else { return nil }
    let size = MemoryLayout<Element>.stride
    switch indices[0] {
    case .mask(let mask) where mask.shape == shape:
      let (dense, mask) = (contiguous(), mask.contiguous())
      return withExtendedLifetime((dense, mask)) {
        let flags = UnsafeRawPointer(mask.pointer).assumingMemoryBound(to: UInt8.self)
        let result = Self(uninitialized: [vector_count_true(flags, count)])
        vector_compress(size, dense.pointer, flags, count, result.bytePointer)
        return result
      }
    case .integers(let places) where rank == 1 || (strides.last == 1 && places.rank == 1):
      let places = places.contiguous()
      let length = shape[0]
      let rowShape = Array(shape.dropFirst())
      let row = rowShape.reduce(1, *)
      let result = Self(uninitialized: places.shape + rowShape)
      let isFine = places.withUnsafeElements { numbers -> Bool in
        guard let first = numbers.baseAddress else { return true }
        if rank == 1 {
          let list = UnsafeRawPointer(first).assumingMemoryBound(to: Int64.self)
          return vector_gather(size, pointer, strides[0], length, list, numbers.count, result.bytePointer)
        }
        guard Self(storage: storage, offset: offset, shape: rowShape, strides: Array(strides.dropFirst())).isContiguous
        else { return false }
        for i in 0..<numbers.count {
          let place = numbers[i] < 0 ? numbers[i] + length : numbers[i]
          guard place >= 0, place < length else { return false }
          (result.bytePointer + i * row * size).copyMemory(
            from: bytePointer + place * strides[0] * size, byteCount: row * size)
        }
        return true
      }
      return isFine ? result : nil
    default: return nil
    }
  }

  /// Pairs runs of this view with runs of an array in the gathered shape.
  private func walk(
    _ plan: IndexPlan, other: Self,
    body: (_ view: UnsafeMutablePointer<Element>, _ other: UnsafeMutablePointer<Element>, Int, Int, Int) -> Void
  ) {
    if count == 0 || other.count == 0 { return }
    let view = UnsafeMutablePointer(mutating: pointer)
    let target = UnsafeMutablePointer(mutating: other.pointer)
    // Offsets of every listed place in the view, and of its partner.
    let places = plan.lists.first?.places.count ?? 0
    var offsets = [Int](repeating: 0, count: places)
    for (axis, list) in plan.lists {
      let stride = strides[axis]
      list.withUnsafeElements { for i in 0..<places { offsets[i] += $0[i] * stride } }
    }
    let listRank = plan.listShape.count
    let listAxes = plan.listPosition..<(plan.listPosition + listRank)
    let partner = NDArrayOf(
      storage: other.storage, offset: 0, shape: plan.listShape, strides: listAxes.map { other.strides[$0] })
    let partners = partner.offsets()
    let otherAxes = plan.otherAxes
    let otherStrides = (0..<other.rank).filter { !listAxes.contains($0) }.map { other.strides[$0] }
    let rest = otherAxes.map { shape[$0] }
    if rest.isEmpty {
      offsets.withUnsafeBufferPointer { offsets in
        partners.withUnsafeBufferPointer { partners in
          for i in 0..<places { body(view + offsets[i], target + partners[i], 1, 0, 0) }
        }
      }
      return
    }
    let viewStrides = otherAxes.map { strides[$0] }
    for i in 0..<places {
      forEachRun(shape: rest, strides: [viewStrides, otherStrides]) { runOffsets, steps, count in
        body(view + offsets[i] + runOffsets[0], target + partners[i] + runOffsets[1], count, steps[0], steps[1])
      }
    }
  }

  /// The offset of every element in row-major order.
  func offsets() -> [Int] {
    var result = [Int](repeating: 0, count: count)
    var position = 0
    forEachRun(shape: shape, strides: [strides]) { offsets, steps, count in
      for i in 0..<count { result[position + i] = offsets[0] + i * steps[0] }
      position += count
    }
    return result
  }
}

extension NDArrayOf {
  /// The places of the elements that are not zero, one array of indices an axis: NumPy's `nonzero`.
  public func nonzero() -> [IntArray] {
    var flat: [Int] = []
    let mask: BoolArray = (self as? BoolArray) ?? (self .!= .zeroElement)
    mask.withUnsafeElements { for i in 0..<$0.count where $0[i] { flat.append(i) } }
    let strides = rowMajorStrides(shape)
    return (0..<Swift.max(rank, 1)).map { axis in
      rank == 0
        ? IntArray(flat, shape: [flat.count])
        : IntArray(flat.map { $0 / strides[axis] % shape[axis] }, shape: [flat.count])
    }
  }
}
