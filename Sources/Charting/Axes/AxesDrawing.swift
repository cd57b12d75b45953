/// Lays one axes out around a frame and draws it there.
struct AxesDrawing {
  var prepared: PreparedAxes
  /// Whether neighbours that share an axis show its labels already.
  var hidesXLabels = false
  var hidesYLabels = false
  var legendIsOutside = false
  /// How far above the frame the title stands, at least: all titles of a row stand on one line.
  var titleLift = 0.0

  private var title: TypesetText {
    Typesetter.set(prepared.axes.title, size: Theme.titleSize, alignment: .center)
  }

  /// The label of an axis, on several lines where it is longer than the axis.
  private func label(_ text: String, along length: Double) -> TypesetText {
    let set = Typesetter.set(text, size: Theme.labelSize, alignment: .center)
    guard set.width > length * 1.15, !text.contains("$"), !text.contains("\n") else { return set }
    return Typesetter.set(
      AxesDrawing.wrapped(text, width: max(length * 1.1, 80), size: Theme.labelSize), size: Theme.labelSize,
      alignment: .center)
  }

  /// Breaks a long text at its spaces (or anywhere, in a word without) into at most four lines.
  static func wrapped(_ text: String, width: Double, size: Double, lines limit: Int = 4) -> String {
    let typesetter = Typesetter(size: size)
    let space = typesetter.run(" ", font: .sans).width
    var lines: [String] = [""]
    var used = 0.0
    func newLine() {
      lines.append("")
      used = 0
    }
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let length = typesetter.run(word, font: .sans).width
      if used > 0 {
        if used + space + length > width { newLine() } else {
          lines[lines.count - 1] += " "
          used += space
        }
      }
      if length <= width {
        lines[lines.count - 1] += word
        used += length
      } else {
        for character in word {
          let step = typesetter.run(String(character), font: .sans).width
          if used > 0, used + step > width { newLine() }
          lines[lines.count - 1].append(character)
          used += step
        }
      }
      if lines.count > limit { break }
    }
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] = String(lines[limit - 1].dropLast(2)) + "…"
    }
    return lines.joined(separator: "\n")
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
    if !prepared.axes.title.isEmpty {
      insets.top = max(insets.top, titleLift)
      insets.top += wrappedTitle(width).height + Theme.titleGap
    }
    if let bar = prepared.colorBar { insets.right += bar.width(height: height) }
    if legendIsOutside { insets.right = max(insets.right, Legend(prepared).size.width + 14) }
    return insets
  }

  private func wrappedTitle(_ width: Double) -> TypesetText {
    var set = title
    if set.width > width * 1.1, !prepared.axes.title.contains("$"), !prepared.axes.title.contains("\n") {
      set = Typesetter.set(
        AxesDrawing.wrapped(prepared.axes.title, width: max(width * 1.05, 90), size: Theme.titleSize),
        size: Theme.titleSize, alignment: .center)
    }
    // Titles without descenders stand on the same line as those with.
    let lines = set.source.reduce(0) { $0 + ($1 == "\n" ? 1 : 0) }
    set.descent = max(set.descent, Double(lines) * 1.28 * Theme.titleSize + 0.24 * Theme.titleSize)
    return set
  }

  /// What stands between the frame and the title.
  func neededLift(width: Double, height: Double) -> Double {
    guard prepared.showsAxes, !hidesYLabels else { return 0 }
    let frame = Rect(x: 0, y: 0, width: max(width, 20), height: max(height, 20))
    let ticks = AxisTicks.vertical(prepared, prepared.transforms(frame).y)
    return ticks.multiplier == nil ? 0 : Theme.tickSize + 4
  }

  private func bottomDepth(_ ticks: AxisTicks) -> Double {
    guard !hidesXLabels else { return Theme.tickLength }
    var depth = ticks.major.isEmpty ? 0 : Theme.tickLength
    if !ticks.labels.isEmpty { depth += Theme.tickGap + ticks.depth }
    if let multiplier = ticks.multiplier, prepared.xLabel.isEmpty { depth += multiplier.height + 4 }
    return depth
  }

  private func leftDepth(_ ticks: AxisTicks) -> Double {
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

  private func anchor(_ ticks: AxisTicks) -> TextAnchor {
    ticks.degrees == 0 ? TextAnchor(.center, .top) : TextAnchor(.right, .middle)
  }

  // MARK: Drawing

  /// Draws everything around and in `frame`.
  func items(in frame: Rect) -> [SceneItem] {
    let (x, y) = prepared.transforms(frame)
    var items: [SceneItem] = []
    let xTicks = prepared.showsAxes ? AxisTicks.horizontal(prepared, x) : nil
    let yTicks = prepared.showsAxes ? AxisTicks.vertical(prepared, y) : nil
    if let xTicks, let yTicks { items += gridLines(xTicks, yTicks, frame) }
    let (below, overlay) = markItems(in: frame)
    items.append(.group(SceneGroup(items: below, clip: clip(frame))))
    if let xTicks, let yTicks {
      items += spines(frame)
      if !xTicks.major.isEmpty || !yTicks.major.isEmpty { items += tickLines(xTicks, yTicks, frame) }
      if !hidesXLabels { items += xTexts(xTicks, frame) }
      if !hidesYLabels { items += yTexts(yTicks, frame) }
    }
    items += overlay
    if !prepared.axes.title.isEmpty {
      let set = wrappedTitle(frame.width)
      var top = titleLift
      if let yTicks, yTicks.multiplier != nil, !hidesYLabels { top = max(top, Theme.tickSize + 4) }
      top += Theme.titleGap - 0.2 * Theme.titleSize
      items.append(
        text(set, at: Point(frame.center.x, frame.top - top), TextAnchor(.center, .bottom), Theme.titleText))
    }
    if let bar = prepared.colorBar { items += bar.items(beside: frame) }
    if !prepared.problems.isEmpty {
      items += problemItems(frame)
    } else if !prepared.marks.isEmpty, !(below + overlay).contains(where: \.isSeen) {
      let note = Typesetter.set("No data to show", size: Theme.labelSize)
      items.append(text(note, at: frame.center, TextAnchor(.center, .middle), Theme.tickText))
    }
    items += legendItems(frame, obstacles: below + overlay)
    return items
  }

  /// Marks in the middle of the frame's border are drawn whole where the data ends at them.
  private func clip(_ frame: Rect) -> Rect {
    let isCut =
      [prepared.axes.horizontal.lower, prepared.axes.horizontal.upper, prepared.axes.vertical.lower,
        prepared.axes.vertical.upper].contains { $0 != nil }
    return frame.grown(by: isCut || prepared.frameAspect != nil ? 0.5 : 6)
  }

  func markItems(in frame: Rect) -> (below: [SceneItem], overlay: [SceneItem]) {
    let (x, y) = prepared.transforms(frame)
    var below: [SceneItem] = []
    var overlay: [SceneItem] = []
    for (mark, style) in zip(prepared.marks, prepared.styles) {
      var canvas = Canvas(frame: frame, x: x, y: y, names: prepared.names, style: style)
      mark.draw(on: &canvas)
      below += canvas.items
      overlay += canvas.overlay
    }
    return (below, overlay)
  }

  private func text(
    _ set: TypesetText, at point: Point, _ anchor: TextAnchor, _ color: Color, degrees: Double = 0
  ) -> SceneItem {
    .text(
      SceneText(text: set, origin: set.origin(at: point, anchor: anchor, degrees: degrees), degrees: degrees, color: color))
  }

  private func gridLines(_ x: AxisTicks, _ y: AxisTicks, _ frame: Rect) -> [SceneItem] {
    var path = VectorPath()
    if prepared.wishes.xGrid && prepared.names.x.isEmpty {
      for position in x.major { path.append(VectorPath(from: Point(position, frame.top), to: Point(position, frame.bottom))) }
    }
    if prepared.wishes.yGrid && prepared.names.y.isEmpty {
      for position in y.major { path.append(VectorPath(from: Point(frame.left, position), to: Point(frame.right, position))) }
    }
    return path.elements.isEmpty ? [] : [.path(ScenePath(path: path, fill: nil, stroke: Theme.grid))]
  }

  private func spines(_ frame: Rect) -> [SceneItem] {
    let path =
      prepared.wishes.isFramed
      ? VectorPath(frame)
      : VectorPath([Point(frame.left, frame.top), Point(frame.left, frame.bottom), Point(frame.right, frame.bottom)])
    var stroke = Theme.spine
    stroke.join = .miter
    return [.path(ScenePath(path: path, fill: nil, stroke: stroke))]
  }

  private func tickLines(_ x: AxisTicks, _ y: AxisTicks, _ frame: Rect) -> [SceneItem] {
    var major = VectorPath()
    var minor = VectorPath()
    func add(_ path: inout VectorPath, x position: Double, _ length: Double) {
      path.append(VectorPath(from: Point(position, frame.bottom), to: Point(position, frame.bottom + length)))
    }
    func add(_ path: inout VectorPath, y position: Double, _ length: Double) {
      path.append(VectorPath(from: Point(frame.left, position), to: Point(frame.left - length, position)))
    }
    for position in x.major { add(&major, x: position, Theme.tickLength) }
    for position in y.major { add(&major, y: position, Theme.tickLength) }
    for position in x.minor { add(&minor, x: position, Theme.minorTickLength) }
    for position in y.minor { add(&minor, y: position, Theme.minorTickLength) }
    var items = [SceneItem.path(ScenePath(path: major, fill: nil, stroke: Theme.tick))]
    if !minor.elements.isEmpty { items.append(.path(ScenePath(path: minor, fill: nil, stroke: Theme.minorTick))) }
    return items
  }

  private func xTexts(_ ticks: AxisTicks, _ frame: Rect) -> [SceneItem] {
    let top = frame.bottom + (ticks.major.isEmpty ? 0 : Theme.tickLength) + Theme.tickGap
    var items = ticks.labels.map { label in
      let nudge = ticks.degrees == 0 ? 0 : Theme.tickSize * 0.35
      return text(
        label.text, at: Point(label.position + (ticks.degrees == 0 ? 0 : 3), top + nudge), anchor(ticks), Theme.tickText, degrees: ticks.degrees)
    }
    let below = frame.bottom + bottomDepth(ticks)
    if let multiplier = ticks.multiplier {
      let y = prepared.xLabel.isEmpty ? below : below + Theme.labelGap + Theme.labelSize * 0.74
      items.append(
        text(multiplier, at: Point(frame.right, y), TextAnchor(.right, prepared.xLabel.isEmpty ? .bottom : .baseline), Theme.tickText))
    }
    if !prepared.xLabel.isEmpty {
      let set = label(prepared.xLabel, along: frame.width)
      items.append(text(set, at: Point(frame.center.x, below + Theme.labelGap), TextAnchor(.center, .top), Theme.labelText))
    }
    return items
  }

  private func yTexts(_ ticks: AxisTicks, _ frame: Rect) -> [SceneItem] {
    let right = frame.left - (ticks.major.isEmpty ? 0 : Theme.tickLength) - Theme.tickGap
    var items = ticks.labels.map { label in
      text(label.text, at: Point(right, label.position), TextAnchor(.right, .middle), Theme.tickText)
    }
    if let multiplier = ticks.multiplier {
      items.append(text(multiplier, at: Point(frame.left, frame.top - 6), TextAnchor(.left, .bottom), Theme.tickText))
    }
    if !prepared.yLabel.isEmpty {
      let set = label(prepared.yLabel, along: frame.height)
      let x = frame.left - leftDepth(ticks) - Theme.labelGap
      items.append(
        text(set, at: Point(x, frame.center.y), TextAnchor(.center, .bottom), Theme.labelText, degrees: 90))
    }
    return items
  }

  /// What could not be drawn is said where it would have been.
  private func problemItems(_ frame: Rect) -> [SceneItem] {
    let lines = prepared.problems.map { AxesDrawing.wrapped($0, width: frame.width - 40, size: Theme.legendSize) }
    let set = Typesetter.set(lines.joined(separator: "\n"), size: Theme.legendSize, alignment: .center)
    let box = set.bounds(at: frame.center, anchor: TextAnchor(.center, .middle), degrees: 0).grown(by: 10)
    return [
      .path(ScenePath(path: VectorPath(box, radius: 4), fill: .paper, stroke: Stroke(color: .red, width: 1.2))),
      text(set, at: frame.center, TextAnchor(.center, .middle), .ink),
    ]
  }

  // MARK: Legend

  private func legendItems(_ frame: Rect, obstacles: [SceneItem]) -> [SceneItem] {
    guard let wanted = prepared.axes.legendPlacement, !prepared.keys.isEmpty else { return [] }
    let legend = Legend(prepared)
    if legendIsOutside {
      return legend.items(at: Point(frame.right + 14, frame.top))
    }
    return legend.items(at: legend.place(wanted, in: frame, obstacles: obstacles).corner)
  }

  /// Whether the legend should stand beside the axes, which then are narrower.
  func wantsLegendOutside(width: Double, height: Double) -> Bool {
    guard let wanted = prepared.axes.legendPlacement, !prepared.keys.isEmpty else { return false }
    if wanted == .outside { return true }
    guard wanted == .best else { return false }
    let frame = Rect(x: 0, y: 0, width: width, height: height)
    let legend = Legend(prepared)
    if legend.size.width > width * 0.7 || legend.size.height > height * 0.9 { return width > 260 }
    let (below, overlay) = markItems(in: frame)
    return legend.place(.best, in: frame, obstacles: below + overlay).covered > 0.03 && width > legend.size.width * 2.2
  }
}
