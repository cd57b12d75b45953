extension NDArrayOf {
  /// The array cut into equal parts along an axis, sharing memory.
  ///
  /// Traps if the axis does not divide evenly.
  public func split(into parts: Int, axis: Int = 0) -> [Self] {
    let axis = resolved(axis: axis, operation: "split")
    guard parts > 0, shape[axis] % parts == 0 else {
      fail("split: axis \(axis) of shape \(describe(shape: shape)) does not divide into \(parts) equal parts")
    }
    let length = shape[axis] / parts
    return split(at: (1..<Swift.max(parts, 1)).map { $0 * length }, axis: axis)
  }

  /// The array cut before each of these places along an axis, sharing memory.
  public func split(at places: [Int], axis: Int = 0) -> [Self] {
    let axis = resolved(axis: axis, operation: "split")
    let bounds =
      [0] + places.map { Swift.min(Swift.max($0 < 0 ? $0 + shape[axis] : $0, 0), shape[axis]) } + [shape[axis]]
    return (1..<bounds.count).map { piece(axis: axis, from: bounds[$0 - 1], to: Swift.max(bounds[$0 - 1], bounds[$0])) }
  }

  func piece(axis: Int, from start: Int, to end: Int) -> Self {
    var shape = shape
    shape[axis] = end - start
    return Self(
      storage: storage, offset: offset + (end > start ? start * strides[axis] : 0), shape: shape, strides: strides)
  }

  /// Every element so many times in a row, along an axis.
  public func repeated(_ times: Int, axis: Int) -> Self {
    guard times >= 0 else { fail("repeated: \(times) is not a number of times") }
    let axis = resolved(axis: axis, operation: "repeated")
    var target = shape
    target.insert(times, at: axis + 1)
    let spread = expanded(axis: axis + 1).broadcast(to: target)
    target.remove(at: axis + 1)
    target[axis] *= times
    return spread.reshaped(to: target)
  }

  /// Every element so many times in a row, along one axis.
  public func repeated(_ times: Int) -> Self { flattened().repeated(times, axis: 0) }

  /// The whole array so many times along each axis: NumPy's `tile`.
  public func tiled(_ times: Int...) -> Self {
    var result = self
    while result.rank < times.count { result = result.expanded(axis: 0) }
    let missing = result.rank - times.count
    for (position, count) in times.enumerated() {
      guard count >= 0 else { fail("tiled: \(count) is not a number of times") }
      let axis = position + missing
      if count == 0 {
        result = result.piece(axis: axis, from: 0, to: 0)
      } else if count > 1 {
        result = join([Self](repeating: result, count: count), axis: axis, operation: "tiled")
      }
    }
    return result
  }

  /// The elements along an axis in reverse, sharing memory.
  public func flipped(axis: Int) -> Self {
    let axis = resolved(axis: axis, operation: "flipped")
    var result = self
    if shape[axis] > 0 { result.offset += (shape[axis] - 1) * strides[axis] }
    result.strides[axis] = -strides[axis]
    return result
  }

  /// The elements along every axis in reverse, sharing memory.
  public func flipped() -> Self { (0..<rank).reduce(self) { $0.flipped(axis: $1) } }

  /// The elements moved along an axis; what leaves at one end comes in at the other.
  public func rolled(_ places: Int, axis: Int) -> Self {
    let axis = resolved(axis: axis, operation: "rolled")
    let length = shape[axis]
    if length == 0 { return self }
    let cut = ((length - places % length) % length)
    return join(
      [piece(axis: axis, from: cut, to: length), piece(axis: axis, from: 0, to: cut)], axis: axis, operation: "rolled")
  }

  /// The elements moved along, in row-major order; what leaves at one end comes in at the other.
  public func rolled(_ places: Int) -> Self { flattened().rolled(places, axis: 0).reshaped(to: shape) }

  /// The array with a frame of one number around it.
  ///
  /// - Parameters:
  ///   - width: How many places on every side.
  ///   - value: What fills them; zero by default.
  public func padded(_ width: Int, value: Element = .zeroElement) -> Self {
    padded([(Int, Int)](repeating: (width, width), count: rank), value: value)
  }

  /// The array with a frame of one number around it, so many places before and after along each axis.
  ///
  /// Traps unless there is one pair for each axis, of numbers that are not negative.
  public func padded(_ widths: [(before: Int, after: Int)], value: Element = .zeroElement) -> Self {
    guard widths.count == rank, widths.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) else {
      fail("padded: \(widths.count) widths do not fit an array of shape \(describe(shape: shape))")
    }
    let outer = (0..<rank).map { shape[$0] + widths[$0].before + widths[$0].after }
    let result = Self(repeating: value, shape: outer)
    let start = (0..<rank).reduce(0) { $0 + widths[$1].before * result.strides[$1] }
    Self(storage: result.storage, offset: start, shape: shape, strides: result.strides).write(self)
    return result
  }

  /// The parts of the array at places along an axis, in their order.
  ///
  /// Traps if a place is out of range.
  public func taking(_ places: IntArray, axis: Int) -> Self {
    let axis = resolved(axis: axis, operation: "taking")
    return part([AxisIndex](repeating: .slice(from: nil, to: nil, by: 1), count: axis) + [.integers(places)])
  }

  /// The elements at places in row-major order.
  public func taking(_ places: IntArray) -> Self { flattened().taking(places, axis: 0) }

  /// The elements of each row, in turn, as arrays that share memory: what a loop over NumPy's array sees.
  public var rows: [Self] {
    guard rank > 0 else { fail("rows needs an array with at least one axis") }
    return (0..<shape[0]).map { part([.integer($0)]) }
  }
}
