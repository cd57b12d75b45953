/// Sizes and inks that every chart shares, in CSS pixels (a point is 4/3 of them).
enum Theme {
  static let tickSize = 12.0
  static let labelSize = 13.0
  static let titleSize = 14.5
  static let figureTitleSize = 16.0
  static let legendSize = 12.0

  static let spine = Stroke(color: .ink.opacity(0.45), width: 1, cap: .square)
  static let tick = Stroke(color: .ink.opacity(0.45), width: 1)
  static let minorTick = Stroke(color: .ink.opacity(0.3), width: 1)
  static let grid = Stroke(color: .ink.opacity(0.11), width: 1)
  static let tickText = Color.ink.opacity(0.72)
  static let labelText = Color.ink.opacity(0.88)
  static let titleText = Color.ink

  static let tickLength = 4.0
  static let minorTickLength = 2.5
  static let tickGap = 4.0
  static let labelGap = 8.0
  static let titleGap = 8.0
  /// Between a legend above the frame and the frame.
  static let legendGap = 6.0
  static let padding = 6.0
  /// The share of the data's range that is left free at each end.
  static let dataMargin = 0.045
}
