/// What the values of a column are.
public enum ColumnType: String, Sendable, CaseIterable {
  /// Floating-point numbers (`Double`); a missing value is NaN.
  case number
  /// Whole numbers (`Int`).
  case integer
  /// `true` and `false`.
  case boolean
  /// Texts.
  case string
}
