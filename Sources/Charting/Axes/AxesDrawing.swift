/// Lays one axes out around a frame and draws it there.
struct AxesDrawing {
  /// The distance of texts that stand side by side.
  static let letter = 9.0

  var prepared: PreparedAxes
  /// Whether neighbours that share an axis show its labels already.
  var hidesXLabels = false
  var hidesYLabels = false
  var legendSide = LegendSide.inside
  /// How far texts of the marks stand above the frame, where the legend is above it, too.
  var marksLift = 0.0
  /// How far above the frame the title stands, at least: all titles of a row stand on one line.
  var titleLift = 0.0
  /// The width of the axes' column of the figure.
  var columnWidth = 600.0
  /// The same with the columns beside it, where no title stands.
  var titleRoom = 600.0
  /// Whether the figure becomes as high as its legends need.
  var growsForLegends = false
  /// How far a text may reach into the gap between two columns, so that two of them keep their distance.
  var shareOfGap = 5.5
  /// Whether the next axes of the row have no title, so that a long one may run on over them.
  var titleRunsOn = false
  /// The size of the title's letters, where it has the room.
  var titleSize = Theme.titleSize
  /// How large titles and labels are, so that neighbours keep their distance.
  var scales = TextScales()

  /// The label below the axes, on several lines where it is longer than they are.
  func xLabel(along length: Double) -> TypesetText {
    let set = Typesetter.fitted(
      prepared.xLabel, width: max(length * 1.1, 80), size: Theme.labelSize, upTo: max(length * 1.15, 80))
    return set.scaled(by: scales.xLabel)
  }

  /// The label beside the axes.
  func yLabel(along length: Double) -> TypesetText {
    // It reaches hardly into the line of the titles.
    let least = min(80, length + 12)
    let set = Typesetter.fitted(
      prepared.yLabel, width: max(length * 1.1, least), size: Theme.labelSize, upTo: max(length * 1.15, least),
      lines: AxesDrawing.linesBeside(length))
    return set.scaled(by: scales.yLabel)
  }

  /// How many lines a turned label may have: beside low axes, many would leave them no width.
  static func linesBeside(_ height: Double) -> Int { whole(height / 60, in: 2...4) }

  /// What the ticks, labels, title, legend and colour bar need beyond a frame of this size.
  func insets(width: Double, height: Double) -> Insets {
    let frame = Rect(x: 0, y: 0, width: max(width, 20), height: max(height, 20))
    var insets = Insets()
    var overhang = 0.0
    if prepared.showsAxes {
      let (x, y) = prepared.transforms(frame)
      let xTicks = AxisTicks.horizontal(prepared, x)
      let yTicks = AxisTicks.vertical(prepared, y)
      insets.bottom += bottomDepth(xTicks, width: width)
      insets.left += leftDepth(yTicks)
      if !hidesXLabels {
        for label in xTicks.labels { reach(label, xTicks, frame, &insets) }
        if !prepared.xLabel.isEmpty {
          let label = xLabel(along: width)
          insets.bottom += label.height + Theme.labelGap
          overhang = max(overhang, (label.width - frame.width) / 2 - shareOfGap)
        }
      }
      if !hidesYLabels {
        for label in yTicks.labels {
          insets.top = max(insets.top, label.text.height / 2 - label.position)
        }
        if !prepared.yLabel.isEmpty {
          let label = yLabel(along: height)
          insets.left += label.height + Theme.labelGap
          let beyond = (label.width - frame.height) / 2 - 3
          (insets.top, insets.bottom) = (max(insets.top, beyond), max(insets.bottom, beyond))
        }
        if let multiplier = yTicks.multiplier {
          insets.top = max(insets.top, multiplier.height + 6)
          insets.right = max(insets.right, multiplier.width - frame.width - shareOfGap)
        }
      }
    }
    let bar = prepared.colorBar
    insets.top = max(insets.top, marksLift, bar?.multiplierHeight(height: height) ?? 0) + legendHeight(width: width)
    if !prepared.axes.title.isEmpty {
      insets.top = max(insets.top, titleLift)
      let title = wrappedTitle(width)
      insets.top += title.height + Theme.titleGap
      // A title may reach beyond its frame into the gap, but not over its neighbours; a frame does not vanish for it.
      if !titleRunsOn { overhang = max(overhang, min((title.width - frame.width) / 2 - shareOfGap, 0.3 * frame.width)) }
    }
    insets.left = max(insets.left, overhang)
    let besides = (bar?.width(height: height) ?? 0) + (legendSide == .right ? legendBeside(height: height).size.width + 14 : 0)
    insets.right = max(insets.right, overhang) + besides
    return insets
  }

  /// Where the title's middle lies: over that of the frame, or so that a long one that runs on begins with the frame.
  func titleMiddle(_ frame: Rect, width: Double) -> Double {
    titleRunsOn ? max(frame.center.x, frame.left + width / 2) : frame.center.x
  }

  /// How far the title reaches beyond either side of a frame.
  func titleOverhang(width: Double) -> Double {
    prepared.axes.title.isEmpty || titleRunsOn ? 0 : max(0, (wrappedTitle(width).width - width) / 2)
  }

  func wrappedTitle(_ width: Double) -> TypesetText {
    // A title that is a little too wide for its column becomes smaller and not a line longer.
    let least = min(90, max(20, titleRoom - AxesDrawing.letter) * 1.25)
    var set = Typesetter.fitted(
      prepared.axes.title, width: max(width * 1.05, least), size: titleSize, upTo: max(width * 1.1, least))
    set = set.scaled(by: scales.title)
    // Titles without descenders stand on the same line as those with.
    let lines = set.source.reduce(0) { $0 + ($1 == "\n" ? 1 : 0) }
    let size = titleSize * scales.title
    set.descent = max(set.descent, Double(lines) * 1.28 * size + 0.24 * size)
    return set
  }

  /// What stands between the frame and the title.
  func neededLift(width: Double, height: Double) -> Double {
    let frame = Rect(x: 0, y: 0, width: max(width, 20), height: max(height, 20))
    let ticks = prepared.showsAxes ? AxisTicks.vertical(prepared, prepared.transforms(frame).y) : nil
    return multiplierLift(ticks, height: frame.height) + legendHeight(width: width)
  }

  /// How far the multiplier at the vertical axis's end reaches above the frame.
  func multiplierLift(_ yTicks: AxisTicks?, height: Double) -> Double {
    let own = yTicks?.multiplier == nil || hidesYLabels ? 0 : Theme.tickSize + 4
    return max(own, prepared.colorBar?.multiplierHeight(height: height) ?? 0, marksLift)
  }

  /// Whether the multiplier at the horizontal axis's end stands beside the axis's label.
  func multiplierIsBesideLabel(_ multiplier: TypesetText, width: Double) -> Bool {
    !prepared.xLabel.isEmpty
      && xLabel(along: width).width / 2 + AxesDrawing.letter + multiplier.width <= width / 2
  }

  func bottomDepth(_ ticks: AxisTicks, width: Double) -> Double {
    guard !hidesXLabels else { return Theme.tickLength }
    var depth = ticks.major.isEmpty ? 0 : Theme.tickLength
    if !ticks.labels.isEmpty { depth += Theme.tickGap + ticks.depth }
    if let multiplier = ticks.multiplier, !multiplierIsBesideLabel(multiplier, width: width) { depth += multiplier.height + 4 }
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
