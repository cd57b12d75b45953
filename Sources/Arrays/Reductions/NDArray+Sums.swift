internal import CVectorMath

extension NDArrayOf {
  /// The sum of all elements; of a mask, how many are true. Pairwise, as NumPy adds.
  public func sum() -> Element.Total { sums(allAxes, keepingAxes: false).item() }
  /// Sums along one axis.
  public func sum(axis: Int, keepingAxes: Bool = false) -> NDArrayOf<Element.Total> {
    sums(resolved(axes: [axis], operation: "sum"), keepingAxes: keepingAxes)
  }
  /// Sums along several axes.
  public func sum(axes: [Int], keepingAxes: Bool = false) -> NDArrayOf<Element.Total> {
    sums(resolved(axes: axes, operation: "sum"), keepingAxes: keepingAxes)
  }

  /// The product of all elements.
  public func product() -> Element.Total {
    reduced(.product, axes: allAxes, keepingAxes: false, from: Element.Total.oneElement).item()
  }
  /// Products along one axis.
  public func product(axis: Int, keepingAxes: Bool = false) -> NDArrayOf<Element.Total> {
    reduced(
      .product, axes: resolved(axes: [axis], operation: "product"), keepingAxes: keepingAxes,
      from: Element.Total.oneElement)
  }

  /// Whether some element is true (not zero).
  public func any() -> Bool { reduced(.any, axes: allAxes, keepingAxes: false, from: false).item() }
  /// Whether some element along an axis is true.
  public func any(axis: Int, keepingAxes: Bool = false) -> BoolArray {
    reduced(.any, axes: resolved(axes: [axis], operation: "any"), keepingAxes: keepingAxes, from: false)
  }
  /// Whether all elements are true (not zero).
  public func all() -> Bool { reduced(.all, axes: allAxes, keepingAxes: false, from: true).item() }
  /// Whether all elements along an axis are true.
  public func all(axis: Int, keepingAxes: Bool = false) -> BoolArray {
    reduced(.all, axes: resolved(axes: [axis], operation: "all"), keepingAxes: keepingAxes, from: true)
  }

  func sums(_ axes: [Int], keepingAxes: Bool) -> NDArrayOf<Element.Total> {
    // -0 is what adding starts from: a sum of negative zeros stays one.
    let start: Element.Total = count == 0 ? .zeroElement : .element(nearest: -0.0)
    return reduced(.sum, axes: axes, keepingAxes: keepingAxes, from: start)
  }

  /// The arithmetic mean of all elements; NaN if there are none.
  public func mean() -> Element.Fraction { means(allAxes, keepingAxes: false).item() }
  /// Means along one axis.
  public func mean(axis: Int, keepingAxes: Bool = false) -> NDArrayOf<Element.Fraction> {
    means(resolved(axes: [axis], operation: "mean"), keepingAxes: keepingAxes)
  }
  /// Means along several axes.
  public func mean(axes: [Int], keepingAxes: Bool = false) -> NDArrayOf<Element.Fraction> {
    means(resolved(axes: axes, operation: "mean"), keepingAxes: keepingAxes)
  }

  private func means(_ axes: [Int], keepingAxes: Bool) -> NDArrayOf<Element.Fraction> {
    let divisor = Element.Fraction.element(nearest: axes.reduce(1) { $0 * shape[$1] })
    return NDArrayOf<Element.Fraction>(sums(axes, keepingAxes: keepingAxes)) / divisor
  }

  /// The variance of all elements: the mean squared distance from the mean.
  ///
  /// - Parameter degreesOfFreedom: What is taken from the count in the divisor: 0 (the default) for a whole
  ///   population, 1 for a sample. NumPy's `ddof`.
  public func variance(degreesOfFreedom: Int = 0) -> Element.Fraction {
    variances(allAxes, degreesOfFreedom, keepingAxes: false).item()
  }
  /// Variances along one axis.
  public func variance(axis: Int, degreesOfFreedom: Int = 0, keepingAxes: Bool = false) -> NDArrayOf<Element.Fraction> {
    variances(resolved(axes: [axis], operation: "variance"), degreesOfFreedom, keepingAxes: keepingAxes)
  }
  /// The standard deviation of all elements: the square root of the variance.
  public func standardDeviation(degreesOfFreedom: Int = 0) -> Element.Fraction {
    variance(degreesOfFreedom: degreesOfFreedom).squareRoot()
  }
  /// Standard deviations along one axis.
  public func standardDeviation(
    axis: Int, degreesOfFreedom: Int = 0, keepingAxes: Bool = false
  ) -> NDArrayOf<Element.Fraction> {
    variance(axis: axis, degreesOfFreedom: degreesOfFreedom, keepingAxes: keepingAxes).mapped(.sqrt)
  }

  private func variances(_ axes: [Int], _ degreesOfFreedom: Int, keepingAxes: Bool) -> NDArrayOf<Element.Fraction> {
    let numbers = NDArrayOf<Element.Fraction>(self)
    let means = numbers.mean(axes: axes, keepingAxes: true)
    let count = axes.reduce(1) { $0 * shape[$1] }
    return numbers.squaredDistances(from: means, axes: axes, keepingAxes: keepingAxes)
      / Element.Fraction.element(nearest: Swift.max(count - degreesOfFreedom, 0))
  }
}

extension NDArrayOf where Element: FloatingElement {
  /// Sums of squared distances from means, in the order in which NumPy adds them, without the distances in memory.
  fileprivate func squaredDistances(from means: Self, axes: [Int], keepingAxes: Bool) -> Self {
    let result = Self(repeating: count == 0 ? 0 : -0.0, shape: reducedShape(axes, keepingAxes: keepingAxes))
    if count == 0 { return result }
    var outStrides = [Int](repeating: 0, count: rank)
    let dense = rowMajorStrides(means.shape)
    for axis in 0..<rank where !axes.contains(axis) { outStrides[axis] = dense[axis] }
    // The distances would stand in the order of this array's memory, without gaps.
    let order = (0..<rank).sorted { (abs(strides[$0]), -$0) > (abs(strides[$1]), -$1) }
    let source = Self(
      storage: storage, offset: offset, shape: order.map { shape[$0] }, strides: order.map { strides[$0] }
    ).contiguous()
    let (from, mean, out) = (source.pointer, means.pointer, UnsafeMutablePointer(mutating: result.pointer))
    forEachRun(shape: source.shape, strides: [source.strides, order.map { outStrides[$0] }]) { offsets, steps, count in
      let (a, m, o) = (from + offsets[0], mean + offsets[1], out + offsets[1])
      switch Element.elementKind {
      case .float64:
        let (a, m) = (
          UnsafeRawPointer(a).assumingMemoryBound(to: Double.self),
          UnsafeRawPointer(m).assumingMemoryBound(to: Double.self)
        )
        let o = UnsafeMutableRawPointer(o).assumingMemoryBound(to: Double.self)
        if steps[1] == 0 {
          o.pointee += vector_squared_distances_f64(a, steps[0], count, m.pointee)
        } else {
          vector_add_squares_f64(a, steps[0], m, steps[1], o, steps[1], count)
        }
      default:
        let (a, m) = (
          UnsafeRawPointer(a).assumingMemoryBound(to: Float.self),
          UnsafeRawPointer(m).assumingMemoryBound(to: Float.self)
        )
        let o = UnsafeMutableRawPointer(o).assumingMemoryBound(to: Float.self)
        if steps[1] == 0 {
          o.pointee += vector_squared_distances_f32(a, steps[0], count, m.pointee)
        } else {
          vector_add_squares_f32(a, steps[0], m, steps[1], o, steps[1], count)
        }
      }
    }
    withExtendedLifetime((source, means)) {}
    return result
  }
}
