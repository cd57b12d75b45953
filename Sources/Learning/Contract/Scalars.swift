internal import CSystem

extension Double {
  /// The natural logarithm.
  package var logarithm: Double { log(self) }
  /// e to this power.
  package var exponential: Double { exp(self) }
}

extension Double {
  /// The cosine of this angle in radians.
  package var cosine: Double { cos(self) }
  /// The sine of this angle in radians.
  package var sine: Double { sin(self) }
}
