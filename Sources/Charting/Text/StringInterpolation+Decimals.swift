extension DefaultStringInterpolation {
  /// Writes a number with a fixed number of digits after the point: `"R² = \(r2, decimals: 2)"`.
  ///
  /// Halves are rounded as the binary value says (`0.125` to two decimals is `0.12`), as in C and Python.
  public mutating func appendInterpolation(_ value: Double, decimals: Int) {
    appendLiteral(fixed(value, decimals: max(0, decimals)))
  }

  /// Writes a number with a fixed number of digits after the point.
  public mutating func appendInterpolation(_ value: Float, decimals: Int) {
    appendLiteral(fixed(Double(value), decimals: max(0, decimals)))
  }
}
