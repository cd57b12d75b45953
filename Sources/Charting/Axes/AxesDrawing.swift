/// Lays one axes out around a frame and draws it there.
struct AxesDrawing {
  var prepared: PreparedAxes
  /// Whether neighbours that share an axis show its labels already.
  var hidesXLabels = false
  var hidesYLabels = false
  var legendSide = LegendSide.inside
  /// How far texts of the marks stand above the frame, where the legend is above it, too.
  var marksLift = 0.0
  /// How far above the frame the title stands, at least: all titles of a row stand on one line.
  var titleLift = 0.0

  private var title: TypesetText {
    Typesetter.set(prepared.axes.title, size: Theme.titleSize, alignment: .center)
  }

  /// The label of an axis, on several lines where it is longer than the axis.
  func label(_ text: String, along length: Double) -> TypesetText {
    let set = Typesetter.set(text, size: Theme.labelSize, alignment: .center)
    guard set.width > length * 1.15, !text.contains("$"), !text.contains("\n") else { return set }
    return Typesetter.set(
      Typesetter.wrapped(text, width: max(length * 1.1, 80), size: Theme.labelSize), size: Theme.labelSize,
      alignment: .center)
  }

  /// What the ticks, labels, title, legend and colour bar need beyond a frame of this size.
  func insets(width: Double, height: Double) -> Insets {
    let frame = Rect(x: 0, y: 0, width: max(width, 20), height: max(height, 20))
    var insets = Insets()
    if prepared.showsAxes {
      let (x, y) = prepared.transforms(frame)
      let xTicks = AxisTicks.horizontal(prepared, x)
      let yTicks = AxisTicks.vertical(prepared, y)
      insets.bottom += bottomDepth(xTicks)
      insets.left += leftDepth(yTicks)
      if !hidesXLabels {
        for label in xTicks.labels { reach(label, xTicks, frame, &insets) }
        if !prepared.xLabel.isEmpty { insets.bottom += label(prepared.xLabel, along: width).height + Theme.labelGap }
      }
      if !hidesYLabels {
        for label in yTicks.labels {
          insets.top = max(insets.top, label.text.height / 2 - label.position)
        }
        if !prepared.yLabel.isEmpty { insets.left += label(prepared.yLabel, along: height).height + Theme.labelGap }
        if let multiplier = yTicks.multiplier { insets.top = max(insets.top, multiplier.height + 6) }
      }
    }
    insets.top = max(insets.top, marksLift) + legendHeight(width: width)
    if !prepared.axes.title.isEmpty {
      insets.top = max(insets.top, titleLift)
      let title = wrappedTitle(width)
      insets.top += title.height + Theme.titleGap
      // A title may reach beyond its frame into the gap, but not over its neighbours; a frame does not vanish for it.
      let overhang = min((title.width - frame.width) / 2 - 9, 0.3 * frame.width)
      insets.left = max(insets.left, overhang)
      insets.right = max(insets.right, overhang)
    }
    if let bar = prepared.colorBar { insets.right += bar.width(height: height) }
    if legendSide == .right { insets.right = max(insets.right, Legend(prepared).size.width + 14) }
    return insets
  }

  /// How far the title reaches beyond either side of a frame.
  func titleOverhang(width: Double) -> Double {
    prepared.axes.title.isEmpty ? 0 : max(0, (wrappedTitle(width).width - width) / 2)
  }

  func wrappedTitle(_ width: Double) -> TypesetText {
    var set = title
    if set.width > width * 1.1, !prepared.axes.title.contains("$"), !prepared.axes.title.contains("\n") {
      set = Typesetter.set(
        Typesetter.wrapped(prepared.axes.title, width: max(width * 1.05, 90), size: Theme.titleSize),
        size: Theme.titleSize, alignment: .center)
    }
    // Titles without descenders stand on the same line as those with.
    let lines = set.source.reduce(0) { $0 + ($1 == "\n" ? 1 : 0) }
    set.descent = max(set.descent, Double(lines) * 1.28 * Theme.titleSize + 0.24 * Theme.titleSize)
    return set
  }

  /// What stands between the frame and the title.
  func neededLift(width: Double, height: Double) -> Double {
    let frame = Rect(x: 0, y: 0, width: max(width, 20), height: max(height, 20))
    let ticks = prepared.showsAxes ? AxisTicks.vertical(prepared, prepared.transforms(frame).y) : nil
    return multiplierLift(ticks) + legendHeight(width: width)
  }

  /// How far the multiplier at the vertical axis's end reaches above the frame.
  func multiplierLift(_ yTicks: AxisTicks?) -> Double {
    max(yTicks?.multiplier == nil || hidesYLabels ? 0 : Theme.tickSize + 4, marksLift)
  }

  func bottomDepth(_ ticks: AxisTicks) -> Double {
    guard !hidesXLabels else { return Theme.tickLength }
    var depth = ticks.major.isEmpty ? 0 : Theme.tickLength
    if !ticks.labels.isEmpty { depth += Theme.tickGap + ticks.depth }
    if let multiplier = ticks.multiplier, prepared.xLabel.isEmpty { depth += multiplier.height + 4 }
    return depth
  }

  func leftDepth(_ ticks: AxisTicks) -> Double {
    guard !hidesYLabels else { return Theme.tickLength }
    var depth = ticks.major.isEmpty ? 0 : Theme.tickLength
    if !ticks.labels.isEmpty { depth += Theme.tickGap + ticks.depth }
    return depth
  }

  /// Labels below the axis may stick out on its sides.
  private func reach(_ label: AxisTicks.Label, _ ticks: AxisTicks, _ frame: Rect, _ insets: inout Insets) {
    let box = label.text.bounds(at: Point(label.position, 0), anchor: anchor(ticks), degrees: ticks.degrees)
    insets.left = max(insets.left, frame.left - box.left)
    insets.right = max(insets.right, box.right - frame.right)
  }

  func anchor(_ ticks: AxisTicks) -> TextAnchor {
    ticks.degrees == 0 ? TextAnchor(.center, .top) : TextAnchor(.right, .middle)
  }
}
