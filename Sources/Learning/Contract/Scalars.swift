internal import Glibc

extension Double {
  /// The natural logarithm.
  package var logarithm: Double { log(self) }
  /// e to this power.
  package var exponential: Double { exp(self) }
}
