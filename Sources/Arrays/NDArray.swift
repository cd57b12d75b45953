/// An array of numbers of any rank: NumPy's `ndarray` as a Swift value.
///
/// `NDArray` holds doubles. Arrays of the other elements are `FloatArray`, `IntArray`, `ByteArray` and
/// `BoolArray`; all five are `NDArrayOf` with an element.
///
/// ```swift
/// let a: NDArray = [[1, 2], [3, 4]]
/// print(a.T.matmul(a))
/// ```
public typealias NDArray = NDArrayOf<Double>
/// An array of 32-bit floats.
public typealias FloatArray = NDArrayOf<Float>
/// An array of integers.
public typealias IntArray = NDArrayOf<Int>
/// An array of bytes, such as the pixels of an image.
public typealias ByteArray = NDArrayOf<UInt8>
/// An array of truth values: a mask.
public typealias BoolArray = NDArrayOf<Bool>

/// An array of elements of one type, of any rank, stored row by row.
///
/// Arrays are values: assigning one makes a copy as far as anybody can tell, and memory is copied only when
/// one of two arrays that share it is written to. Slices, transposes and reshapes share memory too.
public struct NDArrayOf<Element: ArrayElement>: @unchecked Sendable {
  package var storage: ArrayStorage
  /// Where the first element stands, in elements from the start of the storage.
  package var offset: Int
  /// The length of each axis, outermost first; empty for a single number.
  public package(set) var shape: [Int]
  /// The distance between neighbours along each axis, in elements; 0 repeats one element, negative runs backwards.
  package var strides: [Int]
  /// The number of elements: the product of the shape.
  public package(set) var count: Int

  package init(storage: ArrayStorage, offset: Int, shape: [Int], strides: [Int]) {
    self.storage = storage
    self.offset = offset
    self.shape = shape
    self.strides = strides
    var count = 1
    for length in shape { count *= length }
    self.count = count
  }

  /// An array in row-major order whose elements `fill` writes.
  package init(shape: [Int], filledBy fill: (UnsafeMutableBufferPointer<Element>) throws -> Void) rethrows {
    let count = elementCount(shape, operation: "an array")
    let storage = ArrayStorage(byteCount: count * MemoryLayout<Element>.stride)
    let pointer = storage.base.bindMemory(to: Element.self, capacity: count)
    try fill(UnsafeMutableBufferPointer(start: pointer, count: count))
    self.init(storage: storage, offset: 0, shape: shape, strides: rowMajorStrides(shape))
  }

  /// An array in row-major order with whatever the memory holds.
  package init(uninitialized shape: [Int]) {
    self.init(shape: shape) { _ in }
  }

  /// The number of axes: NumPy's `ndim`.
  public var rank: Int { shape.count }
  /// Whether there are no elements.
  public var isEmpty: Bool { count == 0 }

  /// Whether the elements stand one after the other in row-major order.
  package var isContiguous: Bool {
    if count <= 1 { return true }
    var expected = 1
    var axis = shape.count - 1
    while axis >= 0 {
      if shape[axis] != 1 {
        if strides[axis] != expected { return false }
        expected *= shape[axis]
      }
      axis -= 1
    }
    return true
  }

  /// Whether some element stands for several, as in a broadcast array.
  private var repeatsElements: Bool {
    for axis in 0..<shape.count where strides[axis] == 0 && shape[axis] > 1 { return true }
    return false
  }

  /// The first element's address. Valid while the array is.
  package var pointer: UnsafePointer<Element> {
    UnsafePointer((storage.base + offset * MemoryLayout<Element>.stride).assumingMemoryBound(to: Element.self))
  }

  /// The same array with its elements one after the other in row-major order; copies only if they are not.
  public func contiguous() -> Self {
    isContiguous ? self : copied()
  }

  /// A copy with memory of its own, in row-major order.
  public func copied() -> Self {
    let copy = Self(uninitialized: shape)
    copy.write(self)
    return copy
  }

  /// Makes sure that nobody else sees what is written next.
  package mutating func makeUnique() {
    if storage.isMapped || !isKnownUniquelyReferenced(&storage) || repeatsElements {
      self = copied()
    }
  }

  /// Calls `body` with the elements in row-major order.
  ///
  /// - Parameter body: Must not let the pointer escape.
  public func withUnsafeElements<Result>(_ body: (UnsafeBufferPointer<Element>) throws -> Result) rethrows -> Result {
    let dense = contiguous()
    return try withExtendedLifetime(dense.storage) {
      try body(UnsafeBufferPointer(start: dense.pointer, count: dense.count))
    }
  }

  /// Calls `body` with the elements in row-major order, to be changed.
  ///
  /// - Parameter body: Must not let the pointer escape.
  public mutating func withUnsafeMutableElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    if !isContiguous { self = copied() }
    makeUnique()
    return try body(UnsafeMutableBufferPointer(start: UnsafeMutablePointer(mutating: pointer), count: count))
  }

  /// The elements in row-major order: NumPy's `a.ravel().tolist()`.
  public var elements: [Element] {
    withUnsafeElements { Array($0) }
  }

  /// The one element of an array that has just one.
  ///
  /// Traps if there are more or none.
  public func item() -> Element {
    guard count == 1 else {
      fail("item() needs an array with one element, and this one has shape \(describe(shape: shape))")
    }
    return pointer.pointee
  }
}

/// The distance between neighbours along each axis where elements stand row by row.
package func rowMajorStrides(_ shape: [Int]) -> [Int] {
  var strides = [Int](repeating: 1, count: shape.count)
  var axis = shape.count - 2
  while axis >= 0 {
    strides[axis] = strides[axis + 1] * max(shape[axis + 1], 1)
    axis -= 1
  }
  return strides
}

/// The number of elements of a shape; traps on a negative length or a product beyond memory.
package func elementCount(_ shape: [Int], operation: String) -> Int {
  var count = 1
  for length in shape {
    guard length >= 0 else {
      fail("\(operation) cannot have the negative length \(length) in its shape \(describe(shape: shape))")
    }
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    guard !overflow, product <= 1 << 56 else {
      fail("\(operation) of shape \(describe(shape: shape)) does not fit into memory")
    }
    count = product
  }
  return count
}

extension Array where Element: ArrayElement {
  /// The elements of an array in row-major order.
  public init(_ array: NDArrayOf<Element>) {
    self = array.elements
  }
}
