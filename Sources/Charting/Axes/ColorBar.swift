/// A bar of colours beside the axes, as tall as they are, that says which values the colours stand for.
struct ColorBar {
  var scale: ColorScale
  var label: String

  private static let gap = 14.0
  private static let thickness = 13.0

  private func ticks(height: Double, top: Double) -> AxisTicks {
    var axis = Axes(marks: [])
    var (lower, upper) = (scale.lower, scale.upper)
    if let levels = scale.levels {
      (lower, upper) = (levels[0], levels[levels.count - 1])
      axis.vertical.ticks = levels
      if !hasEvenLevels {
        // Bands of every height are as tall, since some of a logarithm's would not be seen; ticks stand at their edges.
        (lower, upper) = (0, Double(levels.count - 1))
        axis.vertical.ticks = levels.indices.map(Double.init)
        axis.vertical.tickLabels = levels.map { Ticks.typographic(general($0, digits: 4)) }
      }
    }
    let transform = AxisTransform(
      scale: scale.scale, lower: lower, upper: upper > lower ? upper : lower + 1, start: top + height, end: top)
    return AxisTicks.vertical(PreparedAxes(axis), transform)
  }

  /// Whether the levels lie at equal distances, as a linear axis has its ticks.
  private var hasEvenLevels: Bool {
    guard let levels = scale.levels, levels.count > 2 else { return true }
    let step = (levels[levels.count - 1] - levels[0]) / Double(levels.count - 1)
    return levels.indices.allSatisfy { abs(levels[$0] - levels[0] - Double($0) * step) <= 1e-6 * step }
  }

  private func categoryLabels(height: Double, top: Double) -> [AxisTicks.Label] {
    guard let names = scale.categories else { return [] }
    let step = height / Double(names.count)
    let skip = max(1, Int((Theme.tickSize * 1.3 / step).rounded(.up)))
    return names.enumerated().filter { $0.offset % skip == 0 }.map { k, name in
      AxisTicks.Label(
        position: top + height - (Double(k) + 0.5) * step,
        text: Typesetter.set(AxisTicks.shortened(name), size: Theme.tickSize))
    }
  }

  /// How much room the bar needs to the right of axes of this height.
  func width(height: Double) -> Double {
    let texts: [AxisTicks.Label]
    if scale.categories != nil {
      texts = categoryLabels(height: height, top: 0)
    } else {
      texts = ticks(height: height, top: 0).labels
    }
    let labels = texts.map(\.text.width).max() ?? 0
    let title = label.isEmpty ? 0 : title(height: height).height + Theme.labelGap
    let beside = ColorBar.thickness + Theme.tickLength + Theme.tickGap + labels + title
    return ColorBar.gap + max(beside, multiplier(height: height)?.width ?? 0)
  }

  /// The label, never longer than the bar: the multiplier stands over it.
  private func title(height: Double) -> TypesetText {
    Typesetter.fitted(label, width: height, size: Theme.labelSize, upTo: height, lines: AxesDrawing.linesBeside(height))
  }

  private func multiplier(height: Double) -> TypesetText? {
    scale.categories == nil ? ticks(height: height, top: 0).multiplier : nil
  }

  /// How far the multiplier reaches above axes of this height.
  func multiplierHeight(height: Double) -> Double {
    multiplier(height: height).map { $0.height + 6 } ?? 0
  }

  func items(beside frame: Rect) -> [SceneItem] {
    let box = Rect(x: frame.right + ColorBar.gap, y: frame.top, width: ColorBar.thickness, height: frame.height)
    var items = colors(box)
    var edge = Theme.spine
    edge.join = .miter
    items.append(.path(ScenePath(path: VectorPath(box), fill: nil, stroke: edge)))
    let right = box.right + Theme.tickLength + Theme.tickGap
    var labels: [AxisTicks.Label]
    if scale.categories != nil {
      labels = categoryLabels(height: frame.height, top: frame.top)
    } else {
      let ticks = ticks(height: frame.height, top: frame.top)
      labels = ticks.labels
      var lines = VectorPath()
      for position in ticks.major {
        lines.append(VectorPath(from: Point(box.right, position), to: Point(box.right + Theme.tickLength, position)))
      }
      items.append(.path(ScenePath(path: lines, fill: nil, stroke: Theme.tick)))
      if let multiplier = ticks.multiplier {
        let anchor = TextAnchor(.left, .bottom)
        items.append(
          .text(
            SceneText(
              text: multiplier, origin: multiplier.origin(at: Point(box.left, box.top - 6), anchor: anchor, degrees: 0),
              degrees: 0, color: Theme.tickText)))
      }
    }
    for label in labels {
      let origin = label.text.origin(at: Point(right, label.position), anchor: TextAnchor(.left, .middle), degrees: 0)
      items.append(.text(SceneText(text: label.text, origin: origin, degrees: 0, color: Theme.tickText)))
    }
    if !label.isEmpty {
      let set = title(height: frame.height)
      let x = right + (labels.map(\.text.width).max() ?? 0) + Theme.labelGap
      let origin = set.origin(at: Point(x, frame.center.y), anchor: TextAnchor(.center, .top), degrees: 90)
      items.append(.text(SceneText(text: set, origin: origin, degrees: 90, color: Theme.labelText)))
    }
    return items
  }

  private func colors(_ box: Rect) -> [SceneItem] {
    var items: [SceneItem] = []
    let steps = scale.categories?.count ?? scale.levels.map { $0.count - 1 }
    if let steps, steps > 0 {
      let height = box.height / Double(steps)
      for k in 0..<steps {
        let color: Color
        if scale.categories != nil {
          color = scale.color(Double(k))
        } else if let levels = scale.levels {
          color = scale.paler(scale.color((levels[k] + levels[k + 1]) / 2))
        } else {
          color = .gray
        }
        // Each reaches a little under the next, so that no seam shows.
        let overlap = k == steps - 1 ? 0 : 0.6
        let part = Rect(
          x: box.x, y: box.bottom - Double(k + 1) * height - overlap, width: box.width, height: height + overlap)
        items.append(.path(ScenePath(path: VectorPath(part), fill: color, stroke: nil)))
      }
      items = [.group(SceneGroup(items: items, opacity: scale.levels == nil ? scale.opacity : 1, isPale: scale.isPale))]
    } else {
      let table = scale.map.table
      var pixels = PixelImage(width: 1, height: 256)
      for k in 0..<256 {
        for c in 0..<3 { pixels.bytes[4 * k + c] = table[3 * (255 - k) + c] }
        pixels.bytes[4 * k + 3] = UInt8((255 * scale.opacity).rounded())
      }
      items.append(.image(SceneImage(pixels: pixels, frame: box, smooth: true)))
    }
    return items
  }
}

extension PreparedAxes {
  /// The bar that the author asked for, if a mark has colours that stand for values.
  var colorBar: ColorBar? {
    guard let options = axes.colorBar, let colorScale else { return nil }
    return ColorBar(scale: colorScale, label: options.label)
  }
}
