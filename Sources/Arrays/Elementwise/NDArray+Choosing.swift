extension NDArrayOf {
  /// Elements of one array where a mask is true and of another where it is false: NumPy's `where`. Shapes broadcast.
  ///
  /// ```swift
  /// NDArray(where: x .> 0, then: x, else: 0)
  /// ```
  public init(where mask: BoolArray, then chosen: Self, else other: Self) {
    let inner = broadcastShape(chosen.shape, other.shape, operation: "NDArray(where:then:else:)")
    let shape = broadcastShape(mask.shape, inner, operation: "NDArray(where:then:else:)")
    self.init(uninitialized: shape)
    let size = MemoryLayout<Element>.stride
    let strides = [
      broadcastByteStrides(mask.strides, shape: mask.shape, to: shape, size: 1),
      broadcastByteStrides(chosen.strides, shape: chosen.shape, to: shape, size: size),
      broadcastByteStrides(other.strides, shape: other.shape, to: shape, size: size), byteStrides,
    ]
    let (m, a, b, out) = (mask.bytePointer, chosen.bytePointer, other.bytePointer, bytePointer)
    forEachRun(shape: shape, strides: strides) { offsets, steps, count in
      selectRun(
        m + offsets[0], steps[0], a + offsets[1], steps[1], b + offsets[2], steps[2], out + offsets[3], steps[3], count,
        size)
    }
  }

  /// Elements of an array where a mask is true, a number elsewhere.
  public init(where mask: BoolArray, then chosen: Self, else other: Element) {
    self.init(where: mask, then: chosen, else: Self(other))
  }

  /// A number where a mask is true, elements of an array elsewhere.
  public init(where mask: BoolArray, then chosen: Element, else other: Self) {
    self.init(where: mask, then: Self(chosen), else: other)
  }

  /// One number where a mask is true, another elsewhere.
  public init(where mask: BoolArray, then chosen: Element, else other: Element) {
    self.init(where: mask, then: Self(chosen), else: Self(other))
  }

  /// Every element through a closure.
  public func map<Result: ArrayElement>(_ transform: (Element) throws -> Result) rethrows -> NDArrayOf<Result> {
    try withUnsafeElements { source in
      try NDArrayOf<Result>(shape: shape) { (target: UnsafeMutableBufferPointer<Result>) in
        for i in 0..<source.count { target[i] = try transform(source[i]) }
      }
    }
  }
}

/// Copies an element of `a` or of `b`, as the mask says, for a run of places.
private func selectRun(
  _ mask: UnsafeRawPointer, _ maskStep: Int, _ a: UnsafeRawPointer, _ aStep: Int, _ b: UnsafeRawPointer, _ bStep: Int,
  _ out: UnsafeMutableRawPointer, _ outStep: Int, _ count: Int, _ size: Int
) {
  func run<Word>(_: Word.Type) {
    for i in 0..<count {
      let chosen = mask.load(fromByteOffset: i * maskStep, as: UInt8.self) != 0
      let x = a.load(fromByteOffset: i * aStep, as: Word.self)
      let y = b.load(fromByteOffset: i * bStep, as: Word.self)
      out.storeBytes(of: chosen ? x : y, toByteOffset: i * outStep, as: Word.self)
    }
  }
  switch size {
  case 8: run(UInt64.self)
  case 4: run(UInt32.self)
  default: run(UInt8.self)
  }
}

extension NDArrayOf where Element: NumericElement {
  /// Each element held between two numbers; NaN stays.
  public func clipped(from lowest: Element, to highest: Element) -> Self {
    combined(.maximum, scalar: lowest).combined(.minimum, scalar: highest)
  }
  /// Each element held within a range; NaN stays.
  public func clipped(to range: ClosedRange<Element>) -> Self {
    clipped(from: range.lowerBound, to: range.upperBound)
  }
  /// Each element at least a number; NaN stays.
  public func clipped(from lowest: Element) -> Self { combined(.maximum, scalar: lowest) }
  /// Each element at most a number; NaN stays.
  public func clipped(to highest: Element) -> Self { combined(.minimum, scalar: highest) }
}

extension NDArrayOf where Element: FloatingElement {
  /// Each element rounded to a number of decimals, halves to even: NumPy's `round`.
  ///
  /// Negative decimals round to tens, hundreds, ...
  public func rounded(decimals: Int = 0) -> Self {
    if decimals == 0 { return mapped(.rint) }
    let scale = Self.powerOfTen(Swift.abs(decimals))
    return decimals > 0 ? (self * scale).mapped(.rint) / scale : (self / scale).mapped(.rint) * scale
  }

  private static func powerOfTen(_ exponent: Int) -> Element {
    var result: Element = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}

/// Each element rounded to a number of decimals, halves to even.
public func round<Element: FloatingElement>(_ x: NDArrayOf<Element>, decimals: Int = 0) -> NDArrayOf<Element> {
  x.rounded(decimals: decimals)
}
