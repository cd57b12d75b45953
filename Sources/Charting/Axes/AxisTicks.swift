/// An axis's ticks with their labels set, chosen so that labels do not touch.
struct AxisTicks {
  struct Label {
    var position: Double
    var text: TypesetText
  }

  var major: [Double] = []
  var minor: [Double] = []
  var labels: [Label] = []
  var multiplier: TypesetText?
  /// How far labels are turned, anticlockwise.
  var degrees = 0.0
  var plain = Ticks()

  /// The extent of the labels away from the axis.
  var depth: Double {
    labels.map { label in
      let box = label.text.bounds(at: Point(0, 0), anchor: TextAnchor(.left, .baseline), degrees: degrees)
      return isHorizontal ? box.height : box.width
    }.max() ?? 0
  }
  var isHorizontal = true

  /// Ticks along a horizontal axis of the given length.
  static func horizontal(_ prepared: PreparedAxes, _ transform: AxisTransform) -> AxisTicks {
    make(
      prepared.axes.horizontal, transform, names: prepared.wishes.xNames ?? prepared.names.x,
      whole: prepared.wishes.wholeX, places: prepared.wishes.xPlaces, isHorizontal: true
    ).shortened(to: prepared.labelRoom.turned)
  }

  /// Ticks along a vertical axis of the given length.
  static func vertical(_ prepared: PreparedAxes, _ transform: AxisTransform) -> AxisTicks {
    if let alike = countedAsAcross(prepared, transform) { return alike }
    return make(
      prepared.axes.vertical, transform, names: prepared.wishes.yNames ?? prepared.names.y,
      whole: prepared.wishes.wholeY, places: prepared.wishes.yPlaces, isHorizontal: false
    ).shortened(to: prepared.labelRoom.beside)
  }

  /// Where a unit is as long upwards as sideways, both axes are counted in one step, if that suits the upright one.
  private static func countedAsAcross(_ prepared: PreparedAxes, _ transform: AxisTransform) -> AxisTicks? {
    guard prepared.hasEqualUnits, let aspect = prepared.frameAspect else { return nil }
    let across = AxisTransform(
      scale: .linear, lower: prepared.xRange.lower, upper: prepared.xRange.upper, start: 0,
      end: abs(transform.end - transform.start) / aspect)
    let values = horizontal(prepared, across).plain.major.map(\.value)
    guard values.count > 1, let lowest = values.first else { return nil }
    let step = values[1] - lowest
    let (lower, upper) = (transform.lower / step - 1e-9, transform.upper / step + 1e-9)
    guard upper - lower < 50, abs(lower) < 1e9, abs(upper) < 1e9 else { return nil }
    let multiples = stride(from: lower.rounded(.up), through: upper, by: 1).map { $0 * step }
    guard multiples.count > 2 || multiples.count > 1 && values.count == 2 else { return nil }
    let ticks = Ticks.labelled(multiples, lower: transform.lower, upper: transform.upper)
    let result = AxisTicks(ticks, transform, isHorizontal: false)
    return result.collides(gap: 4) ? nil : result
  }

  private static func make(
    _ axis: Axis, _ transform: AxisTransform, names: [String], whole: Bool, places: [Double]?, isHorizontal: Bool
  ) -> AxisTicks {
    let length = abs(transform.end - transform.start)
    if let wanted = axis.ticks ?? (transform.scale == .linear && axis.tickLabels == nil ? places : nil) {
      var ticks = Ticks.labelled(wanted, lower: transform.lower, upper: transform.upper)
      if let labels = axis.tickLabels {
        for k in ticks.major.indices { ticks.major[k].label = k < labels.count ? labels[k] : "" }
        ticks.multiplier = nil
      }
      return AxisTicks(ticks, transform, isHorizontal: isHorizontal).thinned(length)
    }
    if !names.isEmpty || axis.tickLabels != nil {
      return categories(axis.tickLabels ?? names, transform, length, isHorizontal: isHorizontal)
    }
    // Short axes take their ticks a little closer, and powers of ten are short labels.
    let spacing =
      switch (transform.scale, isHorizontal) {
      case (.linear, true): min(max(length * 0.22, 56), 80)
      case (.linear, false): min(max(length * 0.23, 42), 60)
      case (.logarithmic, true): 46.0
      case (.logarithmic, false): 34.0
      }
    var count = max(2, length / spacing + 1)
    while true {
      let ticks =
        transform.scale == .linear
        ? Ticks.linear(from: transform.lower, to: transform.upper, count: count, areWhole: whole)
        : Ticks.logarithmic(from: transform.lower, to: transform.upper, count: count)
      let result = AxisTicks(ticks, transform, isHorizontal: isHorizontal)
      if count <= 2 || !result.collides(gap: isHorizontal ? 9 : 4) { return count <= 2 ? result.thinned(length) : result }
      count = max(2, count - 1)
    }
  }

  private init(_ ticks: Ticks, _ transform: AxisTransform, isHorizontal: Bool) {
    self.isHorizontal = isHorizontal
    plain = ticks
    let ends = (min(transform.start, transform.end) - 0.5, max(transform.start, transform.end) + 0.5)
    for tick in ticks.major {
      let position = transform(tick.value)
      guard position.isFinite, position >= ends.0, position <= ends.1 else { continue }
      major.append(position)
      let text = Typesetter.set(AxisTicks.shortened(tick.label), size: Theme.tickSize, alignment: isHorizontal ? .center : .right)
      if !text.isEmpty { labels.append(Label(position: position, text: text)) }
    }
    minor = ticks.minor.map { transform($0) }.filter { $0.isFinite && $0 >= ends.0 && $0 <= ends.1 }
    multiplier = ticks.multiplier.map { Typesetter.set($0, size: Theme.tickSize) }
  }

  /// Names longer than the chart can carry end in an ellipsis.
  static func shortened(_ label: String, limit: Int = 36) -> String {
    label.count <= limit || label.contains("$") ? label : String(label.prefix(limit - 1)) + "…"
  }

  /// Labels that are longer than the room break, where their neighbours leave them the height, or end in an ellipsis.
  private func shortened(to room: Double) -> AxisTicks {
    guard !isHorizontal || degrees != 0, labels.contains(where: { $0.text.width > room }) else { return self }
    var result = self
    let steps = zip(labels, labels.dropFirst()).map { abs($1.position - $0.position) }
    let lines = isHorizontal ? 1 : whole((steps.min() ?? 60) / (Theme.tickSize * 1.4), in: 1...3)
    for (k, label) in labels.enumerated() where label.text.width > room {
      let broken = Typesetter.wrapped(label.text.source, width: room, size: Theme.tickSize, lines: lines)
      let text = Typesetter.set(broken, size: Theme.tickSize, alignment: .right)
      result.labels[k].text = text.scaled(by: min(1, room * 1.1 / text.width))
    }
    return result
  }

  private func collides(gap: Double) -> Bool {
    let extents = labels.map { label -> (Double, Double) in
      let half = (isHorizontal ? label.text.width : label.text.height) / 2
      return (label.position - half, label.position + half)
    }.sorted { $0.0 < $1.0 }
    return zip(extents, extents.dropFirst()).contains { $1.0 - $0.1 < gap }
  }

  /// Leaves every other label out until none touch.
  private func thinned(_ length: Double) -> AxisTicks {
    var result = self
    var stride = 1
    while result.collides(gap: isHorizontal ? 7 : 4) && stride < labels.count {
      stride *= 2
      result.labels = labels.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    }
    return result
  }

  private static func categories(
    _ names: [String], _ transform: AxisTransform, _ length: Double, isHorizontal: Bool
  ) -> AxisTicks {
    // Nobody reads more labels than there are lines of text along the axis.
    let room = max(1, Int(length / (Theme.tickSize * 1.2)))
    let stride = max(1, (names.count + room - 1) / room)
    var ticks = Ticks()
    ticks.major = Swift.stride(from: 0, to: names.count, by: stride).map { k in
      Ticks.Tick(value: Double(k), label: names[k])
    }
    var result = AxisTicks(ticks, transform, isHorizontal: isHorizontal)
    if isHorizontal && result.collides(gap: 8) {
      let wrapped = result.wrapped(within: length / Double(max(names.count, 1)) - 8)
      if let wrapped { return wrapped }
      let widest = result.labels.map(\.text.width).max() ?? 0
      result.degrees = widest > 60 || stride > 1 ? 45 : 35
      let step = result.labels.count > 1 ? abs(result.labels[1].position - result.labels[0].position) : length
      if step < Theme.tickSize * 1.5 { result.degrees = 90 }
    } else if !isHorizontal {
      return result.thinned(length)
    }
    return result
  }

  /// Labels of several words on several lines, if that lets them stand side by side.
  private func wrapped(within width: Double) -> AxisTicks? {
    var result = self
    for (k, label) in labels.enumerated() {
      let words = label.text.source.split(separator: " ")
      guard label.text.width > width else { continue }
      guard words.count > 1, !label.text.source.contains("$") else { return nil }
      var lines: [String] = []
      for word in words {
        let longer = (lines.last.map { $0 + " " } ?? "") + word
        if !lines.isEmpty, Typesetter.set(longer, size: Theme.tickSize).width <= width {
          lines[lines.count - 1] = longer
        } else {
          lines.append(String(word))
        }
      }
      let text = Typesetter.set(lines.joined(separator: "\n"), size: Theme.tickSize, alignment: .center)
      guard lines.count <= 3, text.width <= width else { return nil }
      result.labels[k].text = text
    }
    return result
  }
}
