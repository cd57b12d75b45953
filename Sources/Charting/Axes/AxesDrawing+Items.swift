extension AxesDrawing {
  /// Draws everything around and in `frame`.
  func items(in frame: Rect) -> [SceneItem] {
    let (x, y) = prepared.transforms(frame)
    var items: [SceneItem] = []
    let xTicks = prepared.showsAxes ? AxisTicks.horizontal(prepared, x) : nil
    let yTicks = prepared.showsAxes ? AxisTicks.vertical(prepared, y) : nil
    if let xTicks, let yTicks { items += gridLines(xTicks, yTicks, frame) }
    let (below, over) = markItems(in: frame)
    let overlay = AxesDrawing.withoutNeedlessHalos(over, items + below, frame)
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
      let lift = max(titleLift, multiplierLift(yTicks, height: frame.height) + legendHeight(width: frame.width))
      let top = lift + Theme.titleGap - 0.2 * titleSize
      let middle = titleMiddle(frame, width: set.width)
      items.append(text(set, at: Point(middle, frame.top - top), TextAnchor(.center, .bottom), Theme.titleText))
    }
    if let bar = prepared.colorBar { items += bar.items(beside: frame) }
    if !prepared.problems.isEmpty {
      items += problemItems(frame)
    } else if !prepared.marks.isEmpty, !(below + overlay).contains(where: \.isSeen) {
      let note = Typesetter.set("No data to show", size: Theme.labelSize)
      items.append(text(note, at: frame.center, TextAnchor(.center, .middle), Theme.tickText))
    }
    items += legendItems(frame, lift: multiplierLift(yTicks, height: frame.height), obstacles: below + overlay)
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
    var liesOnLight = false
    for (k, (mark, style)) in zip(prepared.marks, prepared.styles).enumerated() {
      var canvas = Canvas(frame: frame, x: x, y: y, names: prepared.names, style: style, isEmpty: k == 0)
      mark.draw(on: &canvas)
      below += liesOnLight ? canvas.items.map(\.onLightGround) : canvas.items
      overlay += liesOnLight ? canvas.overlay.map(\.onLightGround) : canvas.overlay
      if k < prepared.marks.count - 1, let ground = mark.ground {
        // What recedes on a dark page is as dark there as the page.
        let recedes = canvas.items.contains { if case .group(let group) = $0 { group.isPale } else { false } }
        liesOnLight = ground.luminance > 0.35 && !recedes
      }
    }
    return (below, overlay)
  }

  /// Texts that lie on no marks need nothing around them.
  private static func withoutNeedlessHalos(_ overlay: [SceneItem], _ below: [SceneItem], _ frame: Rect) -> [SceneItem] {
    func isText(_ item: SceneItem) -> Bool { if case .text = item { true } else { false } }
    guard overlay.contains(where: { if case .text(let text) = $0 { text.halo != nil } else { false } }) else { return overlay }
    let map = Coverage(below + overlay.filter { !isText($0) }, frame: frame)
    return overlay.map { item in
      guard case .text(var text) = item, text.halo != nil else { return item }
      let box = text.text.bounds(at: text.origin, anchor: TextAnchor(.left, .baseline), degrees: text.degrees)
      if map.share(box) == 0 { text.halo = nil }
      return .text(text)
    }
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
    let below = frame.bottom + bottomDepth(ticks, width: frame.width)
    if let multiplier = ticks.multiplier {
      let isBeside = multiplierIsBesideLabel(multiplier, width: frame.width)
      let y = isBeside ? below + Theme.labelGap + Theme.labelSize * 0.74 : below
      items.append(
        text(multiplier, at: Point(frame.right, y), TextAnchor(.right, isBeside ? .baseline : .bottom), Theme.tickText))
    }
    if !prepared.xLabel.isEmpty {
      let set = xLabel(along: frame.width)
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
      let set = yLabel(along: frame.height)
      let x = frame.left - leftDepth(ticks) - Theme.labelGap
      items.append(
        text(set, at: Point(x, frame.center.y), TextAnchor(.center, .bottom), Theme.labelText, degrees: 90))
    }
    return items
  }

  /// What could not be drawn is said where it would have been.
  private func problemItems(_ frame: Rect) -> [SceneItem] {
    let lines = prepared.problems.map { Typesetter.wrapped($0, width: frame.width - 40, size: Theme.legendSize) }
    let set = Typesetter.set(lines.joined(separator: "\n"), size: Theme.legendSize, alignment: .center)
    let box = set.bounds(at: frame.center, anchor: TextAnchor(.center, .middle), degrees: 0).grown(by: 10)
    return [
      .path(ScenePath(path: VectorPath(box, radius: 4), fill: .paper, stroke: Stroke(color: .red, width: 1.2))),
      text(set, at: frame.center, TextAnchor(.center, .middle), .ink),
    ]
  }
}
