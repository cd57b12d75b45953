/// What a figure for a phone does otherwise than one for a wide page.
struct NarrowStyle {
  /// How high charts that stand one below the other are, legends above them apart, in CSS pixels; `nil` where the figure's
  /// own height is shared among its rows.
  var chartHeight: Double?
  /// How large texts that marks have placed are against their proper size.
  var textScale = 1.0
  /// Whether charts that stood side by side stand one below the other, so that each needs labels of its own.
  var isUnfolded = false
}
