internal import CVectorMath

extension NDArrayOf {
  /// The elements in rising order along the last axis; NaN comes last.
  public func sorted() -> Self { rank == 0 ? self : sorted(axis: -1) }

  /// The elements in rising order along an axis; NaN comes last.
  public func sorted(axis: Int) -> Self {
    let axis = resolved(axis: axis, operation: "sorted")
    let lines = moved(axis: axis, to: rank - 1).contiguous()
    let length = shape[axis]
    let result = Self(uninitialized: lines.shape)
    if !isEmpty {
      let size = MemoryLayout<Element>.stride
      let scratch = ArrayStorage(byteCount: length * size)
      withExtendedLifetime((lines, scratch)) {
        for start in stride(from: 0, to: count * size, by: length * size) {
          vector_sort(
            Element.elementKind.rawValue, lines.bytePointer + start, result.bytePointer + start, length, scratch.base)
        }
      }
    }
    return result.moved(axis: rank - 1, to: axis).contiguous()
  }

  /// The places of the elements in rising order along the last axis; equal elements keep their order, NaN comes last.
  public func argsort() -> IntArray { argsort(axis: -1) }

  /// The places of the elements in rising order along an axis; equal elements keep their order, NaN comes last.
  public func argsort(axis: Int) -> IntArray {
    if rank == 0 { return IntArray(0) }
    let axis = resolved(axis: axis, operation: "argsort")
    let lines = moved(axis: axis, to: rank - 1).contiguous()
    let length = shape[axis]
    let order = IntArray(shape: lines.shape) { (order: UnsafeMutableBufferPointer<Int>) in
      guard length > 0, let out = order.baseAddress else { return }
      let scratch = ArrayStorage(byteCount: 2 * vector_sort_scratch(length))
      let half = scratch.base + vector_sort_scratch(length)
      withExtendedLifetime((scratch, lines.storage)) {
        for start in stride(from: 0, to: order.count, by: length) {
          vector_argsort(
            Element.elementKind.rawValue, lines.pointer + start, length,
            UnsafeMutableRawPointer(out + start).assumingMemoryBound(to: Int64.self), scratch.base, half)
        }
      }
    }
    return order.moved(axis: rank - 1, to: axis).contiguous()
  }

  /// The distinct elements in rising order; NaN counts once.
  public func unique() -> Self { distinct(counting: false).values }

  /// The distinct elements in rising order, and how often each occurs: NumPy's `unique(return_counts=True)`.
  public func uniqueWithCounts() -> (values: Self, counts: IntArray) { distinct(counting: true) }

  private func distinct(counting: Bool) -> (values: Self, counts: IntArray) {
    let sorted = flattened().sorted()
    let values = Self(uninitialized: [count])
    let counts = IntArray(uninitialized: [counting ? count : 0])
    let number = withExtendedLifetime(sorted) {
      vector_distinct(
        Element.elementKind.rawValue, sorted.pointer, count, values.bytePointer,
        counting ? counts.bytePointer.assumingMemoryBound(to: Int64.self) : nil)
    }
    // A result much smaller than its memory gets memory of its own size.
    let keeps = number > count / 2
    let kept = values.piece(axis: 0, from: 0, to: number)
    let keptCounts = counting ? counts.piece(axis: 0, from: 0, to: number) : counts
    return keeps ? (kept, keptCounts) : (kept.copied(), keptCounts.copied())
  }

  /// The distinct elements in rising order, where each first occurs, and which of them every element is.
  public func uniqueWithPlaces() -> (values: Self, firstPlaces: IntArray, inverse: IntArray) {
    let flat = flattened().contiguous()
    let order = flat.argsort().elements
    var inverse = [Int](repeating: 0, count: count)
    var distinct: [Element] = []
    var first: [Int] = []
    flat.withUnsafeElements { elements in
      for place in order {
        let element = elements[place]
        if let last = distinct.last, last == element || (last != last && element != element) {
        } else {
          distinct.append(element)
          first.append(place)
        }
        inverse[place] = distinct.count - 1
      }
    }
    return (
      Self(distinct, shape: [distinct.count]), IntArray(first, shape: [first.count]), IntArray(inverse, shape: shape)
    )
  }
}

extension NDArrayOf where Element: NumericElement {
  /// Where numbers would stand in this sorted vector: before equal ones, or after them.
  ///
  /// Traps unless this is a vector.
  public func searchSorted(_ numbers: Self, after: Bool = false) -> IntArray {
    guard rank == 1 else { fail("searchSorted needs a vector, and this array has shape \(describe(shape: shape))") }
    return withUnsafeElements { sorted in
      numbers.map { number in
        var (low, high) = (0, sorted.count)
        while low < high {
          let middle = (low + high) / 2
          let goesRight = after ? !(number < sorted[middle]) : sorted[middle] < number
          if goesRight { low = middle + 1 } else { high = middle }
        }
        return low
      }
    }
  }
}
