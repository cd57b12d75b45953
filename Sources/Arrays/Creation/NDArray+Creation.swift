extension NDArrayOf {
  /// An array of rank 1 with these elements, or of any rank from nested Swift arrays.
  ///
  /// Traps if rows differ in length.
  public init(_ rows: [some NestedElement]) {
    if let elements = rows as? [Element] {
      self.init(elements, shape: [elements.count])
      return
    }
    var elements: [Element] = []
    let shape = flattenRows(rows, into: &elements)
    self.init(elements, shape: shape)
  }

  /// An array of rank 1 with the elements of a sequence, such as a range.
  @_disfavoredOverload
  public init(_ elements: some Sequence<Element>) {
    let elements = Array(elements)
    self.init(elements, shape: [elements.count])
  }

  /// An array of a shape from its elements in row-major order.
  ///
  /// Traps if their number is not the shape's.
  public init(_ elements: [Element], shape: [Int]) {
    guard elements.count == elementCount(shape, operation: "an array") else {
      fail("\(elements.count) elements cannot fill an array of shape \(describe(shape: shape))")
    }
    self.init(shape: shape) { buffer in
      elements.withUnsafeBufferPointer { source in
        if let from = source.baseAddress, let into = buffer.baseAddress { into.update(from: from, count: source.count) }
      }
    }
  }

  /// An array of rank 0: one number.
  public init(_ element: Element) {
    self.init(shape: []) { $0[0] = element }
  }

  /// The same numbers as another type of element.
  ///
  /// Floats become integers by cutting off the fraction; anything but zero becomes true.
  public init<Source: ArrayElement>(_ array: NDArrayOf<Source>) {
    if let same = array as? Self {
      self = same
      return
    }
    self.init(uninitialized: array.shape)
    write(array)
  }

  /// An array of a shape with the same number everywhere: NumPy's `full`.
  public init(repeating element: Element, shape: [Int]) {
    self.init(shape: shape) { $0.update(repeating: element) }
  }

  /// An array of a shape whose elements a closure computes from their index: NumPy's `fromfunction`.
  ///
  /// ```swift
  /// let table = NDArray(shape: [3, 3]) { index in Double(index[0] * index[1]) }
  /// ```
  public init(shape: [Int], _ element: (_ index: [Int]) throws -> Element) rethrows {
    try self.init(shape: shape) { (buffer: UnsafeMutableBufferPointer<Element>) in
      var index = [Int](repeating: 0, count: shape.count)
      for position in 0..<buffer.count {
        buffer[position] = try element(index)
        var axis = shape.count - 1
        while axis >= 0 {
          index[axis] += 1
          if index[axis] < shape[axis] { break }
          index[axis] = 0
          axis -= 1
        }
      }
    }
  }

  /// Zeros.
  public static func zeros(_ shape: Int...) -> Self { zeros(shape: shape) }
  /// Zeros.
  public static func zeros(shape: [Int]) -> Self { Self(repeating: .zeroElement, shape: shape) }
  /// Ones.
  public static func ones(_ shape: Int...) -> Self { ones(shape: shape) }
  /// Ones.
  public static func ones(shape: [Int]) -> Self { Self(repeating: .oneElement, shape: shape) }
  /// The same number everywhere.
  public static func full(_ shape: Int..., value: Element) -> Self { Self(repeating: value, shape: shape) }
  /// The same number everywhere.
  public static func full(shape: [Int], value: Element) -> Self { Self(repeating: value, shape: shape) }
  /// Zeros in the shape of another array.
  public static func zeros<Other: ArrayElement>(like array: NDArrayOf<Other>) -> Self { zeros(shape: array.shape) }
  /// Ones in the shape of another array.
  public static func ones<Other: ArrayElement>(like array: NDArrayOf<Other>) -> Self { ones(shape: array.shape) }

  /// Ones on a diagonal, zeros elsewhere.
  ///
  /// - Parameters:
  ///   - rows: The number of rows.
  ///   - columns: The number of columns; as many as rows by default.
  ///   - diagonal: 0 for the main diagonal, positive above it, negative below.
  public static func eye(_ rows: Int, _ columns: Int? = nil, diagonal: Int = 0) -> Self {
    let columns = columns ?? rows
    return Self(shape: [rows, columns]) { (buffer: UnsafeMutableBufferPointer<Element>) in
      buffer.update(repeating: .zeroElement)
      for row in 0..<rows where row + diagonal >= 0 && row + diagonal < columns {
        buffer[row * columns + row + diagonal] = .oneElement
      }
    }
  }

  /// The identity matrix.
  public static func identity(_ size: Int) -> Self { eye(size) }
}

extension NDArrayOf where Element: NumericElement {
  /// The numbers 0, 1, ..., `count` - 1.
  public static func arange(_ count: Int) -> Self {
    Self(shape: [Swift.max(count, 0)]) { (buffer: UnsafeMutableBufferPointer<Element>) in
      for i in 0..<buffer.count { buffer[i] = .element(nearest: i) }
    }
  }

  /// The numbers from `start` in steps of `step`, without `end`: NumPy's `arange(start, end, step)`.
  ///
  /// Traps if the step is 0.
  public static func arange(from start: Element, to end: Element, by step: Element = 1) -> Self {
    guard step != 0 else { fail("arange(from:to:by:) needs a step that is not 0") }
    let length: Int
    switch Element.elementKind {
    case .float64, .float32:
      let steps = ((end.asDouble - start.asDouble) / step.asDouble).rounded(.up)
      length = steps > 0 ? steps.asInt : 0
    case .int64, .uint8, .bool:
      let (distance, by) = (end.asInt - start.asInt, step.asInt)
      length = Swift.max(0, (distance + by + (by > 0 ? -1 : 1)) / by)
    }
    // As NumPy fills: the second number fixes the step, and so its rounding.
    let difference = (start + step) - start
    return Self(shape: [length]) { (buffer: UnsafeMutableBufferPointer<Element>) in
      for i in 0..<buffer.count { buffer[i] = i == 1 ? start + step : start + Element.element(nearest: i) * difference }
    }
  }
}

extension NDArrayOf where Element: FloatingElement {
  /// `count` numbers at equal distances.
  ///
  /// - Parameters:
  ///   - start: The first number.
  ///   - end: The last number, which is included.
  ///   - count: How many numbers; 50 by default.
  ///   - includingEnd: Whether `end` is the last number (the default) or the first one left out.
  public static func linspace(from start: Element, to end: Element, count: Int = 50, includingEnd: Bool = true) -> Self
  {
    guard count >= 0 else { fail("linspace(from:to:count:) needs a count of at least 0, and got \(count)") }
    let divisions = includingEnd ? count - 1 : count
    let (first, last) = (start.asDouble, end.asDouble)
    let delta = last - first
    let step = delta / Double(divisions)
    return Self(shape: [count]) { (buffer: UnsafeMutableBufferPointer<Element>) in
      for i in 0..<count {
        let number: Double
        if divisions <= 0 {
          number = Double(i) * delta + first
        } else if step == 0 {
          number = Double(i) / Double(divisions) * delta + first
        } else {
          number = Double(i) * step + first
        }
        buffer[i] = Element(number)
      }
      if includingEnd && count > 1 { buffer[count - 1] = end }
    }
  }

  /// `count` powers of `base`, whose exponents are at equal distances.
  public static func logspace(from start: Element, to end: Element, count: Int = 50, base: Element = 10) -> Self {
    base ** linspace(from: start, to: end, count: count)
  }
}

/// Coordinate grids from the coordinates of two axes: NumPy's `meshgrid(x, y)`.
///
/// Both results have a row for each element of `y` and a column for each element of `x`.
public func meshgrid<Element: ArrayElement>(
  _ x: NDArrayOf<Element>, _ y: NDArrayOf<Element>
) -> (x: NDArrayOf<Element>, y: NDArrayOf<Element>) {
  let shape = [y.count, x.count]
  return (
    x.reshaped(1, x.count).broadcast(to: shape).copied(), y.reshaped(y.count, 1).broadcast(to: shape).copied()
  )
}
