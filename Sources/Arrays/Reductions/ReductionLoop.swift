internal import CVectorMath

enum Reduction {
  case sum, product, minimum, maximum, any, all

  var code: Int32 {
    let code: vector_reduction =
      switch self {
      case .sum: VECTOR_SUM
      case .product: VECTOR_PRODUCT
      case .minimum: VECTOR_REDUCE_MINIMUM
      case .maximum: VECTOR_REDUCE_MAXIMUM
      case .any: VECTOR_ANY
      case .all: VECTOR_ALL
      }
    return Int32(code.rawValue)
  }
}

extension NDArrayOf {
  /// Axes counted from either end as places from the front; traps on a wrong or doubled one.
  func resolved(axes: [Int], operation: String) -> [Int] {
    let places = axes.map { resolved(axis: $0, operation: operation) }
    guard Set(places).count == places.count else { fail("\(operation): the axes \(axes) name one axis twice") }
    return places
  }

  /// The shape that is left when axes are reduced: without them, or with length 1.
  func reducedShape(_ axes: [Int], keepingAxes: Bool) -> [Int] {
    keepingAxes
      ? shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
      : shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
  }

  /// Folds the elements along axes, in the order in which NumPy does, so that sums round the same.
  ///
  /// - Parameters:
  ///   - axes: Places from the front, each once.
  ///   - start: What an empty reduction gives; the first elements are folded into it.
  func reduced<Result: ArrayElement>(
    _ reduction: Reduction, axes: [Int], keepingAxes: Bool, from start: Result
  ) -> NDArrayOf<Result> {
    let result = NDArrayOf<Result>(repeating: start, shape: reducedShape(axes, keepingAxes: keepingAxes))
    if count == 0 { return result }
    var outStrides = [Int](repeating: 0, count: rank)
    let dense = rowMajorStrides(reducedShape(axes, keepingAxes: true))
    for axis in 0..<rank where !axes.contains(axis) { outStrides[axis] = dense[axis] * MemoryLayout<Result>.stride }
    // Memory order: the longest strides outermost, backwards axes turned forwards.
    let size = MemoryLayout<Element>.stride
    var start = offset
    var inStrides = strides
    for axis in 0..<rank where inStrides[axis] < 0 && axes.contains(axis) {
      start += inStrides[axis] * (shape[axis] - 1)
      inStrides[axis] = -inStrides[axis]
    }
    let order = (0..<rank).sorted {
      (abs(inStrides[$0]), -$0) > (abs(inStrides[$1]), -$1)
    }
    let kernel = vector_reduction_kernel(reduction.code, Element.elementKind.rawValue)!
    let from = storage.base + start * size
    let into = result.bytePointer
    forEachRun(
      shape: order.map { shape[$0] }, strides: [order.map { inStrides[$0] * size }, order.map { outStrides[$0] }]
    ) { offsets, steps, count in
      kernel(from + offsets[0], steps[0], into + offsets[1], steps[1], count)
    }
    return result
  }

  var allAxes: [Int] { Array(0..<rank) }
}
