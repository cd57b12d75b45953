/// Axes whose marks know their order, colours and limits: ready to be laid out.
struct PreparedAxes {
  var axes: Axes
  var marks: [any MarkDrawing] = []
  var styles: [SeriesStyle] = []
  var problems: [String] = []
  var names = CategoryNames()
  var wishes = AxesWishes()
  var xRange: (lower: Double, upper: Double) = (0, 1)
  var yRange: (lower: Double, upper: Double) = (0, 1)
  var colorScale: ColorScale?
  var keys: [LegendKey] = []
  /// How long tick labels may be: those beside the vertical axis, and those that are turned.
  var labelRoom = (beside: 260.0, turned: 260.0)

  /// - Parameters:
  ///   - axes: What the author has written.
  ///   - narrowTexts: For a phone, how large the marks' texts are against their proper size; `nil` for wide pages.
  init(_ axes: Axes, narrowTexts: Double? = nil) {
    self.axes = axes
    var next = 0
    for drawing in axes.marks.map(\.layer.drawing) {
      let mark = narrowTexts.map { drawing.narrowed(textScale: $0) } ?? drawing
      if let problem = mark.problem {
        problems.append(problem)
        continue
      }
      names.add(x: mark.xCategories)
      names.add(y: mark.yCategories)
      styles.append(SeriesStyle(index: next, palette: axes.palette))
      marks.append(mark)
      next += mark.cycleCount
    }
    SpaceDrawing.arrange(&marks, styles)
    Histogram.arrange(&marks)
    BarDrawing.arrange(&marks, axes.barArrangement, names)
    if axes.palette.colors.isEmpty { self.axes.palette = .standard }
    gatherWishes()
    colorScale = marks.lazy.compactMap(\.colorScale).first
    keys = zip(marks, styles).flatMap { $0.legendKeys($1) }.filter { !$0.label.isEmpty }
    let limits = dataLimits()
    setRanges(limits)
  }

  /// What the marks reach, for this axes alone.
  func dataLimits() -> DataLimits {
    var limits = DataLimits()
    limits.x.needsPositive = axes.horizontal.scale == .logarithmic
    limits.y.needsPositive = axes.vertical.scale == .logarithmic
    for mark in marks { mark.extend(&limits, names) }
    return limits
  }

  /// Chooses the axes' ends for the given limits, which may be shared with other axes.
  mutating func setRanges(_ limits: DataLimits) {
    func range(_ extent: DataLimits.Extent, _ axis: Axis, _ names: [String]) -> (Double, Double) {
      var extent = extent
      if !names.isEmpty {
        // Half a place to either side of the first and last name.
        extent.include(-0.5)
        extent.include(Double(names.count) - 0.5)
      }
      return extent.axisRange(
        scale: axis.scale, wanted: (axis.lower, axis.upper), margin: names.isEmpty ? Theme.dataMargin : 0)
    }
    xRange = range(limits.x, axes.horizontal, names.x)
    yRange = range(limits.y, axes.vertical, names.y)
  }

  private mutating func gatherWishes() {
    for mark in marks {
      let wish = mark.wishes
      wishes.aspect = wishes.aspect ?? wish.aspect
      wishes.invertsY = wishes.invertsY || wish.invertsY
      wishes.hidesAxes = wishes.hidesAxes || wish.hidesAxes
      wishes.needsLinear = wishes.needsLinear || wish.needsLinear
      wishes.isFramed = wishes.isFramed || wish.isFramed
      wishes.xGrid = wishes.xGrid && wish.xGrid
      wishes.yGrid = wishes.yGrid && wish.yGrid
      wishes.wholeX = wishes.wholeX || wish.wholeX
      wishes.wholeY = wishes.wholeY || wish.wholeY
      wishes.xPlaces = PreparedAxes.union(wishes.xPlaces, wish.xPlaces)
      wishes.yPlaces = PreparedAxes.union(wishes.yPlaces, wish.yPlaces)
      wishes.xNames = wishes.xNames ?? wish.xNames
      wishes.yNames = wishes.yNames ?? wish.yNames
      wishes.xLabel = wishes.xLabel ?? wish.xLabel
      wishes.yLabel = wishes.yLabel ?? wish.yLabel
      wishes.naturalSize = wishes.naturalSize ?? wish.naturalSize
    }
    if wishes.needsLinear { (axes.horizontal.scale, axes.vertical.scale) = (.linear, .linear) }
    switch axes.grid {
    case nil: break
    case .none?: (wishes.xGrid, wishes.yGrid) = (false, false)
    case .horizontal?: (wishes.xGrid, wishes.yGrid) = (false, true)
    case .vertical?: (wishes.xGrid, wishes.yGrid) = (true, false)
    case .both?: (wishes.xGrid, wishes.yGrid) = (true, true)
    }
  }

  /// The places of either, in order.
  private static func union(_ a: [Double]?, _ b: [Double]?) -> [Double]? {
    guard let a, let b, a != b else { return a ?? b }
    let all = Set(a).union(b).sorted()
    return all.count <= 60 ? all : nil
  }

  /// Axes of which nothing could be drawn would count what is not there.
  var showsAxes: Bool { marks.isEmpty && !problems.isEmpty ? false : axes.showsAxes ?? !wishes.hidesAxes }
  var xLabel: String { axes.horizontal.label.isEmpty ? wishes.xLabel ?? "" : axes.horizontal.label }
  var yLabel: String { axes.vertical.label.isEmpty ? wishes.yLabel ?? "" : axes.vertical.label }

  /// Height over width of the frame, where it is fixed.
  var frameAspect: Double? {
    guard let aspect = axes.aspect ?? wishes.aspect else { return nil }
    guard axes.horizontal.scale == .linear, axes.vertical.scale == .linear else { return nil }
    let ratio = (yRange.upper - yRange.lower) / (xRange.upper - xRange.lower) * aspect
    return ratio.isFinite && ratio > 0 ? min(max(ratio, 0.01), 100) : nil
  }

  /// Whether a unit of either axis is equally long and neither has ticks or names of its own.
  var hasEqualUnits: Bool {
    func isPlain(_ axis: Axis) -> Bool { axis.ticks == nil && axis.tickLabels == nil && axis.scale == .linear }
    return (axes.aspect ?? wishes.aspect) == 1 && isPlain(axes.horizontal) && isPlain(axes.vertical)
      && wishes.xPlaces == nil && wishes.yPlaces == nil && wishes.xNames == nil && wishes.yNames == nil
      && names.x.isEmpty && names.y.isEmpty
  }

  /// Whether numbers beside the axes would say what those beside others in its row say: both hold images, whose rows are
  /// counted alike.
  func repeatsRows(of other: PreparedAxes) -> Bool {
    func areImages(_ axes: PreparedAxes) -> Bool { !axes.marks.isEmpty && axes.marks.allSatisfy { $0 is Image } }
    return areImages(self) && areImages(other) && showsAxes == other.showsAxes && yRange == other.yRange
      && (yLabel.isEmpty || yLabel == other.yLabel) && axes.vertical.isInverted == other.axes.vertical.isInverted
      && wishes.invertsY == other.wishes.invertsY && axes.vertical.ticks == other.axes.vertical.ticks
      && axes.vertical.tickLabels == other.axes.vertical.tickLabels
  }

  func transforms(_ frame: Rect) -> (x: AxisTransform, y: AxisTransform) {
    let flipX = axes.horizontal.isInverted
    let flipY = axes.vertical.isInverted != wishes.invertsY
    return (
      AxisTransform(
        scale: axes.horizontal.scale, lower: xRange.lower, upper: xRange.upper,
        start: flipX ? frame.right : frame.left, end: flipX ? frame.left : frame.right),
      AxisTransform(
        scale: axes.vertical.scale, lower: yRange.lower, upper: yRange.upper,
        start: flipY ? frame.top : frame.bottom, end: flipY ? frame.bottom : frame.top)
    )
  }
}
