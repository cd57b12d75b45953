/// How an axis maps values to places.
public enum Scale: String, Hashable, Sendable {
  /// Equal steps of the value are equal steps on the page.
  case linear
  /// Equal ratios of the value are equal steps on the page; values up to zero have no place.
  case logarithmic
}

/// One axis's way from values to CSS pixels.
struct AxisTransform: Equatable, Sendable {
  var scale: Scale
  /// The values at the ends of the axis, `lower < upper`.
  var lower: Double
  var upper: Double
  /// The pixels at which they lie.
  var start: Double
  var end: Double

  private let origin: Double
  private let factor: Double

  init(scale: Scale, lower: Double, upper: Double, start: Double, end: Double) {
    self.scale = scale
    self.lower = lower
    self.upper = upper
    self.start = start
    self.end = end
    switch scale {
    case .linear:
      origin = lower
      // Halved so that the widest ranges of a Double do not overflow.
      factor = (end - start) / 2 / (upper / 2 - lower / 2)
    case .logarithmic:
      origin = decimalLogarithm(lower)
      factor = (end - start) / (decimalLogarithm(upper) - decimalLogarithm(lower))
    }
  }

  /// The pixel of a value; not finite where the value has no place.
  @inline(__always)
  func callAsFunction(_ value: Double) -> Double {
    switch scale {
    case .linear:
      let near = (value - origin) * factor
      return start + (near.isFinite ? near : (value / 2 - origin / 2) / (upper / 2 - lower / 2) * (end - start))
    case .logarithmic: return value > 0 ? start + (decimalLogarithm(value) - origin) * factor : .nan
    }
  }

  /// What a linear axis does to a value that is not too large: `start + (value - origin) * factor`.
  var linear: (start: Double, factor: Double, origin: Double)? { scale == .linear ? (start, factor, origin) : nil }

  /// The value at a pixel.
  func inverse(_ pixel: Double) -> Double {
    let t = (pixel - start) / (end - start)
    switch scale {
    case .linear: return lower * (1 - t) + upper * t
    case .logarithmic:
      return power(10, origin + t * (decimalLogarithm(upper) - origin))
    }
  }

  /// The same axis between other pixels.
  func moved(start: Double, end: Double) -> AxisTransform {
    AxisTransform(scale: scale, lower: lower, upper: upper, start: start, end: end)
  }
}
