internal import CVectorMath

extension NDArrayOf where Element: NumericElement {
  /// The least element; NaN if one is NaN.
  ///
  /// Traps if there are no elements.
  public func min() -> Element { extremes(.minimum, allAxes, false, "min").item() }
  /// The least elements along one axis.
  public func min(axis: Int, keepingAxes: Bool = false) -> Self {
    extremes(.minimum, resolved(axes: [axis], operation: "min"), keepingAxes, "min")
  }
  /// The least elements along several axes.
  public func min(axes: [Int], keepingAxes: Bool = false) -> Self {
    extremes(.minimum, resolved(axes: axes, operation: "min"), keepingAxes, "min")
  }
  /// The greatest element; NaN if one is NaN.
  ///
  /// Traps if there are no elements.
  public func max() -> Element { extremes(.maximum, allAxes, false, "max").item() }
  /// The greatest elements along one axis.
  public func max(axis: Int, keepingAxes: Bool = false) -> Self {
    extremes(.maximum, resolved(axes: [axis], operation: "max"), keepingAxes, "max")
  }
  /// The greatest elements along several axes.
  public func max(axes: [Int], keepingAxes: Bool = false) -> Self {
    extremes(.maximum, resolved(axes: axes, operation: "max"), keepingAxes, "max")
  }

  private func extremes(_ reduction: Reduction, _ axes: [Int], _ keepingAxes: Bool, _ name: String) -> Self {
    guard axes.allSatisfy({ shape[$0] > 0 }) else {
      fail("\(name): an array of shape \(describe(shape: shape)) has no elements to choose from")
    }
    let least = reduction == .minimum
    let bound: Element =
      switch Element.elementKind {
      case .float64, .float32: .element(nearest: least ? Double.infinity : -Double.infinity)
      case .int64: .element(nearest: least ? Int.max : Int.min)
      case .uint8, .bool: .element(nearest: least ? 255 : 0)
      }
    return reduced(reduction, axes: axes, keepingAxes: keepingAxes, from: bound)
  }

  /// The place of the least element in row-major order: the first one, or the first NaN.
  ///
  /// Traps if there are no elements.
  public func argmin() -> Int { place(greatest: false, "argmin") }
  /// The place of the greatest element in row-major order: the first one, or the first NaN.
  ///
  /// Traps if there are no elements.
  public func argmax() -> Int { place(greatest: true, "argmax") }
  /// The places of the least elements along an axis.
  public func argmin(axis: Int, keepingAxes: Bool = false) -> IntArray {
    places(axis, keepingAxes, "argmin") { $0.argmin() }
  }
  /// The places of the greatest elements along an axis.
  public func argmax(axis: Int, keepingAxes: Bool = false) -> IntArray {
    places(axis, keepingAxes, "argmax") { $0.argmax() }
  }

  private func place(greatest: Bool, _ name: String) -> Int {
    guard count > 0 else { fail("\(name): an array of shape \(describe(shape: shape)) has no elements to choose from") }
    return withUnsafeElements {
      vector_extreme_place(Element.elementKind.rawValue, greatest, $0.baseAddress!, $0.count)
    }
  }

  private func places(_ axis: Int, _ keepingAxes: Bool, _ name: String, _ find: (Self) -> Int) -> IntArray {
    let axis = resolved(axis: axis, operation: name)
    guard shape[axis] > 0 else {
      fail("\(name): an array of shape \(describe(shape: shape)) has no elements to choose from")
    }
    let lines = moved(axis: axis, to: rank - 1).contiguous()
    let length = shape[axis]
    return IntArray(shape: reducedShape([axis], keepingAxes: keepingAxes)) { (out: UnsafeMutableBufferPointer<Int>) in
      for i in 0..<out.count {
        out[i] = find(Self(storage: lines.storage, offset: lines.offset + i * length, shape: [length], strides: [1]))
      }
    }
  }
}
