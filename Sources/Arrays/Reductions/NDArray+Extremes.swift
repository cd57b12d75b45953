extension NDArrayOf where Element: NumericElement {
  /// The least element; NaN if one is NaN.
  ///
  /// Traps if there are no elements.
  public func min() -> Element { extremes(.minimum, allAxes, false, "min").item() }
  /// The least elements along one axis.
  public func min(axis: Int, keepingAxes: Bool = false) -> Self {
    extremes(.minimum, resolved(axes: [axis], operation: "min"), keepingAxes, "min")
  }
  /// The greatest element; NaN if one is NaN.
  ///
  /// Traps if there are no elements.
  public func max() -> Element { extremes(.maximum, allAxes, false, "max").item() }
  /// The greatest elements along one axis.
  public func max(axis: Int, keepingAxes: Bool = false) -> Self {
    extremes(.maximum, resolved(axes: [axis], operation: "max"), keepingAxes, "max")
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
}
