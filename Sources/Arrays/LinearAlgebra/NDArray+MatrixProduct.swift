internal import COpenBLAS

extension NDArrayOf where Element: NumericElement {
  /// The matrix product, as NumPy's `@`.
  ///
  /// Two matrices multiply as in a textbook. A vector on the left is a row and on the right a column, and that
  /// axis is gone from the result. Arrays of higher rank are stacks of matrices, whose leading axes broadcast.
  ///
  /// Traps with both shapes if the inner lengths differ.
  public func matmul(_ other: Self) -> Self {
    guard rank > 0, other.rank > 0 else {
      fail("matmul: shapes \(describe(shape: shape)) and \(describe(shape: other.shape)) need at least one axis each")
    }
    let a = rank == 1 ? expanded(axis: 0) : self
    let b = other.rank == 1 ? other.expanded(axis: 1) : other
    let (m, k, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1], b.shape[b.rank - 1])
    guard b.shape[b.rank - 2] == k else {
      fail(
        "matmul: shapes \(describe(shape: shape)) and \(describe(shape: other.shape)) do not fit: "
          + "\(k) columns meet \(b.shape[b.rank - 2]) rows"
      )
    }
    let (aStack, bStack) = (Array(a.shape.dropLast(2)), Array(b.shape.dropLast(2)))
    let stack = broadcastShape(aStack, bStack, operation: "matmul")
    let result = Self(uninitialized: stack + [m, n])
    let products = elementCount(stack, operation: "matmul")
    if products == 1 || (m == 0 || n == 0) {
      if m > 0 && n > 0 { multiply(a, b, into: result, m, k, n) }
    } else {
      let aOffsets = Self(storage: a.storage, offset: 0, shape: aStack, strides: Array(a.strides.dropLast(2)))
        .broadcast(to: stack).offsets()
      let bOffsets = Self(storage: b.storage, offset: 0, shape: bStack, strides: Array(b.strides.dropLast(2)))
        .broadcast(to: stack).offsets()
      for i in 0..<products {
        let left = Self(
          storage: a.storage, offset: a.offset + aOffsets[i], shape: [m, k], strides: Array(a.strides.suffix(2)))
        let right = Self(
          storage: b.storage, offset: b.offset + bOffsets[i], shape: [k, n], strides: Array(b.strides.suffix(2)))
        let target = Self(storage: result.storage, offset: i * m * n, shape: [m, n], strides: [n, 1])
        multiply(left, right, into: target, m, k, n)
      }
    }
    var shape = result.shape
    if other.rank == 1 { shape.removeLast() }
    if rank == 1 { shape.remove(at: shape.count - (other.rank == 1 ? 1 : 2)) }
    return Self(storage: result.storage, offset: 0, shape: shape, strides: rowMajorStrides(shape))
  }

  /// The dot product as NumPy's `dot`: of two vectors a sum of products, of matrices the matrix product.
  ///
  /// An array of rank 0 multiplies every element. With a right side of rank 3 or more, its last axis but one is summed.
  public func dot(_ other: Self) -> Self {
    if rank == 0 || other.rank == 0 { return self * other }
    if other.rank <= 2 { return matmul(other) }
    // dot(a, b)[i, j, k, m] = sum(a[i, j, :] * b[k, :, m])
    let k = shape[rank - 1]
    guard other.shape[other.rank - 2] == k else {
      fail("dot: shapes \(describe(shape: shape)) and \(describe(shape: other.shape)) do not fit")
    }
    let columns = other.moved(axis: -2, to: 0)
    let product = reshaped(-1, k).matmul(columns.reshaped(k, -1))
    return product.reshaped(to: shape.dropLast() + columns.shape.dropFirst())
  }

  /// Every product of an element of this array and one of another: a table with a row for each of these.
  public func outer(_ other: Self) -> Self {
    flattened().expanded(axis: 1) * other.flattened().expanded(axis: 0)
  }

  /// `result = a b` for single matrices with any strides.
  private func multiply(_ a: Self, _ b: Self, into result: Self, _ m: Int, _ k: Int, _ n: Int) {
    let out = UnsafeMutablePointer(mutating: result.pointer)
    if k == 0 {
      out.update(repeating: .zeroElement, count: m * n)
      return
    }
    switch Element.elementKind {
    case .float64: multiplyDoubles(a.blasOperand(), b.blasOperand(), result.bytePointer, m, k, n)
    case .float32: multiplyFloats(a.blasOperand(), b.blasOperand(), result.bytePointer, m, k, n)
    case .int64: multiplyIntegers(a, b, as: Int.self, result.bytePointer, m, k, n)
    case .uint8, .bool: multiplyIntegers(a, b, as: UInt8.self, result.bytePointer, m, k, n)
    }
  }

  private func multiplyIntegers<Integer: FixedWidthInteger>(
    _ a: Self, _ b: Self, as: Integer.Type, _ out: UnsafeMutableRawPointer, _ m: Int, _ k: Int, _ n: Int
  ) {
    let (left, right) = (a.contiguous(), b.contiguous())
    integerProduct(
      left.bytePointer.assumingMemoryBound(to: Integer.self), right.bytePointer.assumingMemoryBound(to: Integer.self),
      out.assumingMemoryBound(to: Integer.self), m, k, n)
    withExtendedLifetime((left, right)) {}
  }

  /// The matrix with one of its strides 1, as BLAS wants it; copied if neither is.
  fileprivate func blasOperand() -> BlasOperand {
    let (rows, columns) = (shape[0], shape[1])
    if (strides[1] == 1 || columns == 1) && (strides[0] >= columns || rows == 1) {
      return BlasOperand(
        storage: storage, start: bytePointer, transposed: false, stride: rows == 1 ? Swift.max(columns, 1) : strides[0])
    }
    if (strides[0] == 1 || rows == 1) && (strides[1] >= rows || columns == 1) {
      return BlasOperand(
        storage: storage, start: bytePointer, transposed: true, stride: columns == 1 ? Swift.max(rows, 1) : strides[1])
    }
    let copy = copied()
    return BlasOperand(storage: copy.storage, start: copy.bytePointer, transposed: false, stride: Swift.max(columns, 1))
  }
}

/// A matrix in memory the way BLAS describes it.
private struct BlasOperand {
  let storage: ArrayStorage
  let start: UnsafeMutableRawPointer
  let transposed: Bool
  let stride: Int

  var transposition: CBLAS_TRANSPOSE { transposed ? CblasTrans : CblasNoTrans }

  func isTranspose(of other: BlasOperand) -> Bool {
    start == other.start && transposed != other.transposed && stride == other.stride
  }
}

private func multiplyDoubles(
  _ a: BlasOperand, _ b: BlasOperand, _ out: UnsafeMutableRawPointer, _ m: Int, _ k: Int, _ n: Int
) {
  let x = a.start.assumingMemoryBound(to: Double.self)
  let y = b.start.assumingMemoryBound(to: Double.self)
  let result = out.assumingMemoryBound(to: Double.self)
  withExtendedLifetime((a.storage, b.storage)) {
    if m == n && a.isTranspose(of: b) {
      // A matrix times its own transpose: half the work, and the result is symmetric to the last bit.
      cblas_dsyrk(
        CblasRowMajor, CblasUpper, a.transposition, Int32(n), Int32(k), 1, x, Int32(a.stride), 0, result, Int32(n))
      for i in 0..<n { for j in 0..<i { result[i * n + j] = result[j * n + i] } }
    } else if m == 1 && n == 1 {
      result[0] = cblas_ddot(Int32(k), x, Int32(a.transposed ? a.stride : 1), y, Int32(b.transposed ? 1 : b.stride))
    } else if n == 1 {
      cblas_dgemv(
        CblasRowMajor, a.transposition, Int32(a.transposed ? k : m), Int32(a.transposed ? m : k), 1, x, Int32(a.stride),
        y, Int32(b.transposed ? 1 : b.stride), 0, result, 1)
    } else if m == 1 {
      cblas_dgemv(
        CblasRowMajor, b.transposed ? CblasNoTrans : CblasTrans, Int32(b.transposed ? n : k),
        Int32(b.transposed ? k : n), 1, y, Int32(b.stride), x, Int32(a.transposed ? a.stride : 1), 0, result, 1)
    } else {
      cblas_dgemm(
        CblasRowMajor, a.transposition, b.transposition, Int32(m), Int32(n), Int32(k), 1, x, Int32(a.stride), y,
        Int32(b.stride), 0, result, Int32(n))
    }
  }
}

private func multiplyFloats(
  _ a: BlasOperand, _ b: BlasOperand, _ out: UnsafeMutableRawPointer, _ m: Int, _ k: Int, _ n: Int
) {
  let x = a.start.assumingMemoryBound(to: Float.self)
  let y = b.start.assumingMemoryBound(to: Float.self)
  let result = out.assumingMemoryBound(to: Float.self)
  withExtendedLifetime((a.storage, b.storage)) {
    if m == n && a.isTranspose(of: b) {
      cblas_ssyrk(
        CblasRowMajor, CblasUpper, a.transposition, Int32(n), Int32(k), 1, x, Int32(a.stride), 0, result, Int32(n))
      for i in 0..<n { for j in 0..<i { result[i * n + j] = result[j * n + i] } }
    } else if m == 1 && n == 1 {
      result[0] = cblas_sdot(Int32(k), x, Int32(a.transposed ? a.stride : 1), y, Int32(b.transposed ? 1 : b.stride))
    } else if n == 1 {
      cblas_sgemv(
        CblasRowMajor, a.transposition, Int32(a.transposed ? k : m), Int32(a.transposed ? m : k), 1, x, Int32(a.stride),
        y, Int32(b.transposed ? 1 : b.stride), 0, result, 1)
    } else if m == 1 {
      cblas_sgemv(
        CblasRowMajor, b.transposed ? CblasNoTrans : CblasTrans, Int32(b.transposed ? n : k),
        Int32(b.transposed ? k : n), 1, y, Int32(b.stride), x, Int32(a.transposed ? a.stride : 1), 0, result, 1)
    } else {
      cblas_sgemm(
        CblasRowMajor, a.transposition, b.transposition, Int32(m), Int32(n), Int32(k), 1, x, Int32(a.stride), y,
        Int32(b.stride), 0, result, Int32(n))
    }
  }
}

/// The product of row-major matrices of integers, which wrap around.
@inline(__always)
private func integerProduct<Integer: FixedWidthInteger>(
  _ a: UnsafePointer<Integer>, _ b: UnsafePointer<Integer>, _ out: UnsafeMutablePointer<Integer>, _ m: Int, _ k: Int,
  _ n: Int
) {
  for i in 0..<m {
    let row = out + i * n
    row.update(repeating: 0, count: n)
    for l in 0..<k {
      let factor = a[i * k + l]
      let other = b + l * n
      for j in 0..<n { row[j] &+= factor &* other[j] }
    }
  }
}
