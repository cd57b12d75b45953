internal import CVectorMath

extension NDArrayOf where Element: NumericElement {
  /// The middle of the elements in order, or the mean of the two in the middle; NaN if one is NaN or there are none.
  public func median() -> Element.Fraction { medians(flattened(), axis: 0, keepingAxes: false).item() }
  /// Medians along an axis.
  public func median(axis: Int, keepingAxes: Bool = false) -> NDArrayOf<Element.Fraction> {
    medians(self, axis: resolved(axis: axis, operation: "median"), keepingAxes: keepingAxes)
  }

  private func medians(_ array: Self, axis: Int, keepingAxes: Bool) -> NDArrayOf<Element.Fraction> {
    let length = array.shape[axis]
    let out = array.reducedShape([axis], keepingAxes: keepingAxes)
    guard length > 0 else { return NDArrayOf<Element.Fraction>(repeating: .nan, shape: out) }
    return array.selecting(axis: axis, place: (length - 1) / 2, shape: out) { low, next in
      length % 2 == 1 ? low : (low + next) / 2
    }
  }

  /// For each line along an axis its element at a place of the sorted order and the next one, combined; NaN if the line
  /// holds one.
  private func selecting(
    axis: Int, place: Int, shape out: [Int], _ combine: (Element.Fraction, Element.Fraction) -> Element.Fraction
  ) -> NDArrayOf<Element.Fraction> {
    let length = shape[axis]
    let lines = NDArray(moved(axis: axis, to: rank - 1)).contiguous()
    let scratch = ArrayStorage(byteCount: length * MemoryLayout<Double>.stride)
    return NDArrayOf<Element.Fraction>(shape: out) { (result: UnsafeMutableBufferPointer<Element.Fraction>) in
      for i in 0..<result.count {
        let line = lines.pointer + i * length
        var next = 0.0
        let found = vector_select(line, length, place, scratch.base, &next)
        let hasNaN = line[vector_extreme_place(ElementKind.float64.rawValue, true, line, length)].isNaN
        result[i] = hasNaN ? .nan : combine(.element(nearest: found), .element(nearest: next))
      }
      withExtendedLifetime((lines, scratch)) {}
    }
  }

  /// The number below which a fraction of the elements lie, between neighbours by linear interpolation.
  ///
  /// Traps unless the fraction is from 0 to 1, or if there are no elements.
  public func quantile(_ fraction: Double) -> Element.Fraction {
    flattened().quantile(fraction, axis: 0).item()
  }

  /// Several quantiles of all elements.
  public func quantile(_ fractions: [Double]) -> NDArrayOf<Element.Fraction> {
    let flat = flattened().sorted()
    return NDArrayOf<Element.Fraction>(fractions.map { flat.quantile($0) }, shape: [fractions.count])
  }

  /// Quantiles along an axis.
  public func quantile(_ fraction: Double, axis: Int, keepingAxes: Bool = false) -> NDArrayOf<Element.Fraction> {
    guard fraction >= 0, fraction <= 1 else { fail("quantile needs a fraction from 0 to 1, and got \(fraction)") }
    let axis = resolved(axis: axis, operation: "quantile")
    let length = shape[axis]
    guard length > 0 else { fail("quantile: an array of shape \(describe(shape: shape)) has no elements") }
    let place = fraction * Double(length - 1)
    let below = Swift.min(Int(place), length - 1)
    let weight = Element.Fraction(place - Double(below))
    return selecting(axis: axis, place: below, shape: reducedShape([axis], keepingAxes: keepingAxes)) { a, b in
      // From the nearer end, so that the interpolation never leaves the interval: as NumPy's.
      weight >= 0.5 ? b - (b - a) * (1 - weight) : a + (b - a) * weight
    }
  }

  /// The number below which so many percent of the elements lie.
  public func percentile(_ percent: Double) -> Element.Fraction { quantile(percent / 100) }
}
