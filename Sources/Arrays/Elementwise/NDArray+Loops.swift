internal import CVectorMath

extension NDArrayOf {
  var bytePointer: UnsafeMutableRawPointer { storage.base + offset * MemoryLayout<Element>.stride }

  var byteStrides: [Int] { strides.map { $0 * MemoryLayout<Element>.stride } }

  /// Writes every element of `source`, broadcast to this array's shape, into this array's memory.
  ///
  /// The caller has made the memory unique, and the source does not overlap it.
  package func write<Source: ArrayElement>(_ source: NDArrayOf<Source>) {
    let kernel = vector_cast_kernel(Source.elementKind.rawValue, Element.elementKind.rawValue)!
    let from = source.bytePointer
    let into = bytePointer
    if isContiguous && source.shape == shape && source.isContiguous {
      kernel(from, MemoryLayout<Source>.stride, into, MemoryLayout<Element>.stride, count)
      return
    }
    if transposes(source) { return }
    let sourceStrides = broadcastByteStrides(
      source.strides, shape: source.shape, to: shape, size: MemoryLayout<Source>.stride)
    forEachRun(shape: shape, strides: [sourceStrides, byteStrides]) { offsets, steps, count in
      kernel(from + offsets[0], steps[0], into + offsets[1], steps[1], count)
    }
  }

  /// Copies a matrix from column-major to row-major order tile by tile, if that is what writing the source takes.
  private func transposes<Source: ArrayElement>(_ source: NDArrayOf<Source>) -> Bool {
    guard rank == 2, Source.elementKind == Element.elementKind, source.shape == shape, source.strides[0] == 1,
      strides[1] == 1, shape[0] > 1, shape[1] > 1
    else { return false }
    vector_transpose(
      MemoryLayout<Element>.stride, source.bytePointer, source.strides[1], bytePointer, strides[0], shape[0], shape[1])
    return true
  }

  /// One function applied to every element.
  func mapped<Result: ArrayElement>(_ operation: UnaryOperation, to: Result.Type = Result.self) -> NDArrayOf<Result> {
    let result = NDArrayOf<Result>(uninitialized: shape)
    apply(operation, into: result)
    return result
  }

  func apply<Result: ArrayElement>(_ operation: UnaryOperation, into result: NDArrayOf<Result>) {
    let kernel = vector_unary_kernel(operation.code, Element.elementKind.rawValue)!
    let from = bytePointer
    let into = result.bytePointer
    if isContiguous && result.isContiguous {
      kernel(from, MemoryLayout<Element>.stride, into, MemoryLayout<Result>.stride, count)
      return
    }
    forEachRun(shape: shape, strides: [byteStrides, result.byteStrides]) { offsets, steps, count in
      kernel(from + offsets[0], steps[0], into + offsets[1], steps[1], count)
    }
  }

  /// Two arrays combined element by element, broadcast to a common shape.
  func combined<Result: ArrayElement>(
    _ operation: BinaryOperation, _ other: Self, to: Result.Type = Result.self
  ) -> NDArrayOf<Result> {
    let target = broadcastShape(shape, other.shape, operation: operation.rawValue)
    let result = NDArrayOf<Result>(uninitialized: target)
    combine(operation, other, into: result)
    return result
  }

  /// Whether nobody else holds the memory, so that a result of the same shape may take it over.
  ///
  /// A temporary such as `a * 2` in `a * 2 + b` is given away by its maker, and its memory is used again.
  mutating func isSpare() -> Bool {
    isContiguous && count >= 512 && !storage.isMapped && isKnownUniquelyReferenced(&storage)
  }

  /// Two arrays combined element by element, in the memory of one of them if it is a temporary.
  static func combining(_ operation: BinaryOperation, _ left: consuming Self, _ right: consuming Self) -> Self {
    if left.shape == right.shape {
      if left.isSpare() {
        left.combine(operation, right, into: left)
        return left
      }
      if right.isSpare() {
        left.combine(operation, right, into: right)
        return right
      }
    }
    return left.combined(operation, right)
  }

  /// An array combined with one number, in the array's memory if it is a temporary.
  static func combining(
    _ operation: BinaryOperation, _ array: consuming Self, scalar: Element, scalarFirst: Bool = false
  ) -> Self {
    if array.isSpare() {
      array.combine(operation, scalar: scalar, scalarFirst: scalarFirst, into: array)
      return array
    }
    return array.combined(operation, scalar: scalar, scalarFirst: scalarFirst)
  }

  /// One function applied to every element, in the array's memory if it is a temporary.
  static func mapping(_ operation: UnaryOperation, _ array: consuming Self) -> Self {
    if array.isSpare() {
      array.apply(operation, into: array)
      return array
    }
    return array.mapped(operation)
  }

  /// The array combined with one number.
  func combined<Result: ArrayElement>(
    _ operation: BinaryOperation, scalar: Element, scalarFirst: Bool = false, to: Result.Type = Result.self
  ) -> NDArrayOf<Result> {
    let result = NDArrayOf<Result>(uninitialized: shape)
    combine(operation, scalar: scalar, scalarFirst: scalarFirst, into: result)
    return result
  }

  func combine<Result: ArrayElement>(
    _ operation: BinaryOperation, scalar: Element, scalarFirst: Bool = false, into result: NDArrayOf<Result>
  ) {
    let kernel = vector_binary_kernel(operation.code, Element.elementKind.rawValue)!
    withUnsafePointer(to: scalar) { scalar in
      let from = bytePointer
      let into = result.bytePointer
      let run = { (a: UnsafeRawPointer, step: Int, out: UnsafeMutableRawPointer, outStep: Int, count: Int) in
        if scalarFirst {
          kernel(scalar, 0, a, step, out, outStep, count)
        } else {
          kernel(a, step, scalar, 0, out, outStep, count)
        }
      }
      if isContiguous && result.isContiguous {
        run(from, MemoryLayout<Element>.stride, into, MemoryLayout<Result>.stride, count)
        return
      }
      forEachRun(shape: shape, strides: [byteStrides, result.byteStrides]) { offsets, steps, count in
        run(from + offsets[0], steps[0], into + offsets[1], steps[1], count)
      }
    }
  }

  func combine<Result: ArrayElement>(_ operation: BinaryOperation, _ other: Self, into result: NDArrayOf<Result>) {
    let kernel = vector_binary_kernel(operation.code, Element.elementKind.rawValue)!
    let size = MemoryLayout<Element>.stride
    let a = bytePointer
    let b = other.bytePointer
    let into = result.bytePointer
    if shape == other.shape && isContiguous && other.isContiguous && result.isContiguous {
      kernel(a, size, b, size, into, MemoryLayout<Result>.stride, count)
      return
    }
    let strides = [
      broadcastByteStrides(self.strides, shape: shape, to: result.shape, size: size),
      broadcastByteStrides(other.strides, shape: other.shape, to: result.shape, size: size),
      result.byteStrides,
    ]
    forEachRun(shape: result.shape, strides: strides) { offsets, steps, count in
      kernel(a + offsets[0], steps[0], b + offsets[1], steps[1], into + offsets[2], steps[2], count)
    }
  }

  /// `self = self op other` in this array's own memory.
  mutating func combineInPlace(_ operation: BinaryOperation, _ other: Self) {
    let target = broadcastShape(shape, other.shape, operation: operation.rawValue + "=")
    guard target == shape else {
      fail(
        "\(operation.rawValue)=: an array of shape \(describe(shape: shape)) "
          + "cannot take shape \(describe(shape: other.shape))"
      )
    }
    // An array that overlaps this one keeps the storage shared, so that what follows copies.
    makeUnique()
    combine(operation, other, into: self)
  }

  mutating func combineInPlace(_ operation: BinaryOperation, scalar: Element) {
    makeUnique()
    combine(operation, scalar: scalar, into: self)
  }
}
