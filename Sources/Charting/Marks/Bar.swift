/// Bars that stand on the horizontal axis.
///
/// ```swift
/// Bar(["3", "4", "5"], [10, 53, 681], color: .blue, label: "Wines")
/// ```
/// Several bars in one ``Axes`` stand side by side; ``Axes/bars(_:)`` stacks them.
public struct Bar: Mark {
  var drawing: BarDrawing

  /// - Parameters:
  ///   - x: Where the bars stand: numbers or names of categories.
  ///   - heights: How high each is; as many as `x`.
  ///   - color: One colour for all; by default the next of the palette.
  ///   - colors: A colour for each bar instead.
  ///   - width: The share of the space between two places that a bar takes.
  ///   - errors: Half the length of an error line on each bar.
  ///   - showsValues: Whether each bar carries its value.
  ///   - label: The name in the legend.
  public init(
    _ x: any ChartValues, _ heights: any ChartValues, color: Color? = nil, colors: [Color]? = nil,
    width: Double = 0.8, errors: (any ChartValues)? = nil, showsValues: Bool = false, label: String? = nil
  ) {
    drawing = BarDrawing(
      isHorizontal: false, places: x.chartData, lengths: heights.chartData, color: color, colors: colors,
      width: width, errors: errors?.chartData, showsValues: showsValues, label: label)
  }

  public var layer: MarkLayer { MarkLayer(drawing) }
}

/// Bars that lie along the horizontal axis; named categories are listed from the top.
public struct HorizontalBar: Mark {
  var drawing: BarDrawing

  /// - Parameters:
  ///   - y: Where the bars lie: numbers or names of categories.
  ///   - lengths: How long each is; as many as `y`.
  ///   - color: One colour for all; by default the next of the palette.
  ///   - colors: A colour for each bar instead.
  ///   - width: The share of the space between two places that a bar takes.
  ///   - errors: Half the length of an error line on each bar.
  ///   - showsValues: Whether each bar carries its value.
  ///   - label: The name in the legend.
  public init(
    _ y: any ChartValues, _ lengths: any ChartValues, color: Color? = nil, colors: [Color]? = nil,
    width: Double = 0.8, errors: (any ChartValues)? = nil, showsValues: Bool = false, label: String? = nil
  ) {
    drawing = BarDrawing(
      isHorizontal: true, places: y.chartData, lengths: lengths.chartData, color: color, colors: colors,
      width: width, errors: errors?.chartData, showsValues: showsValues, label: label)
  }

  public var layer: MarkLayer { MarkLayer(drawing) }
}

/// How several bars at one place share it.
public enum BarArrangement: Sendable {
  /// Side by side.
  case grouped
  /// Each on top of those before it.
  case stacked
  /// All from the base, the later in front.
  case overlaid
}

/// Bars in either direction, with the place that they have among others.
struct BarDrawing: MarkDrawing {
  var isHorizontal: Bool
  var places: ChartData
  var lengths: ChartData
  var color: Color?
  var colors: [Color]?
  var width: Double
  var errors: ChartData?
  var showsValues: Bool
  var label: String?

  /// Which of how many groups side by side.
  var slot = 0
  var slots = 1
  /// Where each bar begins, when it stands on others.
  var bases: [Double]?

  var kind: String { isHorizontal ? "horizontal bar" : "bar" }
  var cycleCount: Int { color == nil && colors == nil ? 1 : 0 }
  private var names: [String] { if case .categories(let names) = places { names } else { [] } }
  var xCategories: [String] { isHorizontal ? [] : names }
  var yCategories: [String] { isHorizontal ? names : [] }

  var values: [Double] { if case .numbers(let numbers) = lengths { numbers } else { [] } }

  var wishes: AxesWishes {
    var wishes = AxesWishes()
    // Few numbered bars carry their own numbers; many whole ones at least no fractions between.
    if case .numbers(let list) = places {
      let distinct = Set(list.filter(\.isFinite)).sorted()
      let isWhole = distinct.allSatisfy { $0 == $0.rounded() }
      if (1...16).contains(distinct.count) {
        if isHorizontal { wishes.yPlaces = distinct } else { wishes.xPlaces = distinct }
      } else if isWhole {
        if isHorizontal { wishes.wholeY = true } else { wishes.wholeX = true }
      }
    }
    if isHorizontal {
      wishes.yGrid = false
      wishes.invertsY = !names.isEmpty
    } else {
      wishes.xGrid = false
    }
    // Counts of whole numbers are read off at whole numbers.
    if case .numbers(let places) = places, places.count <= 24, places.allSatisfy({ $0 == $0.rounded() }) {
      if isHorizontal { wishes.wholeY = true } else { wishes.wholeX = true }
    }
    return wishes
  }

  var problem: String? {
    var list = [(isHorizontal ? "y" : "x", places.count), (isHorizontal ? "lengths" : "heights", lengths.count)]
    if let colors { list.append(("colors", colors.count)) }
    if let errors { list.append(("errors", errors.count)) }
    if case .categories = lengths { return "\(isHorizontal ? "HorizontalBar" : "Bar"): the lengths are names, not numbers." }
    return lengthProblem(isHorizontal ? "HorizontalBar" : "Bar", list)
  }

  func positions(_ categories: CategoryNames) -> [Double] {
    isHorizontal ? categories.y(places) : categories.x(places)
  }

  /// The smallest distance between two places: what a bar's width is a share of.
  private func spacing(_ positions: [Double]) -> Double {
    let sorted = positions.filter(\.isFinite).sorted()
    let gap = zip(sorted.dropFirst(), sorted).map { $0 - $1 }.filter { $0 > 0 }.min()
    return gap ?? 1
  }

  func extend(_ limits: inout DataLimits, _ categories: CategoryNames) {
    let positions = positions(categories)
    let half = spacing(positions) * width / 2
    var along = isHorizontal ? limits.y : limits.x
    var across = isHorizontal ? limits.x : limits.y
    for position in positions where position.isFinite {
      along.include(position - half)
      along.include(position + half)
    }
    across.includeEdge(0)
    for (k, value) in values.enumerated() {
      let base = bases?[k] ?? 0
      across.include(base + value)
      if case .numbers(let deviations)? = errors, k < deviations.count {
        across.include(base + value + deviations[k])
        across.include(base + value - deviations[k])
      }
    }
    if showsValues && bases == nil {
      // Room for the numbers at the bars' ends; above the axes there is some already.
      let finite = values.filter(\.isFinite)
      let (low, high) = (min(finite.min() ?? 0, 0), max(finite.max() ?? 0, 0))
      let room = (high - low) * (isHorizontal ? 0.08 : 0.05)
      if low < 0 { across.include(low - room) }
      if high > 0 && isHorizontal { across.include(high + room) }
    }
    if isHorizontal { (limits.y, limits.x) = (along, across) } else { (limits.x, limits.y) = (along, across) }
  }

  func draw(on canvas: inout Canvas) {
    let positions = positions(canvas.names)
    let whole = spacing(positions) * width
    let single = whole / Double(slots)
    let valueAxis = isHorizontal ? canvas.x : canvas.y
    let floor = valueAxis.scale == .logarithmic ? valueAxis.lower : 0
    var boxes: [(Rect, Color)] = []
    var numbers: [SceneItem] = []
    for (k, position) in positions.enumerated() where position.isFinite && values[k].isFinite {
      let base = bases?[k] ?? floor
      let from = position - whole / 2 + Double(slot) * single
      let a = isHorizontal ? canvas.point(base, from) : canvas.point(from, base)
      let tip = base == floor && bases == nil ? values[k] : base + values[k]
      let b = isHorizontal ? canvas.point(tip, from + single) : canvas.point(from + single, tip)
      guard a.isFinite, b.isFinite else { continue }
      let box = Rect(left: min(a.x, b.x), top: min(a.y, b.y), right: max(a.x, b.x), bottom: max(a.y, b.y))
      boxes.append((box, colors?[k] ?? color ?? canvas.style.color))
      drawError(at: k, box: box, canvas: &canvas)
      guard showsValues else { continue }
      var own = canvas
      own.overlay = []
      drawValue(at: k, tip: b, box: box, canvas: &own)
      numbers += own.overlay.map(\.withHalo)
    }
    // Numbers that would lie on one another are left to the axis.
    var scene = Scene(width: 0, height: 0)
    scene.items = numbers
    let texts = scene.textBoxes.sorted { $0.box.left < $1.box.left }
    if !zip(texts, texts.dropFirst()).contains(where: { $0.box.intersects($1.box) }) { canvas.overlay += numbers }
    // Bars of one colour are one outline.
    var items: [SceneItem] = []
    var k = 0
    while k < boxes.count {
      var outline = VectorPath()
      let color = boxes[k].1
      while k < boxes.count, boxes[k].1 == color {
        outline.append(VectorPath(boxes[k].0))
        k += 1
      }
      items.append(.path(ScenePath(path: outline, fill: color, stroke: nil)))
    }
    canvas.items.append(.group(SceneGroup(items: items)))
  }

  private func drawError(at k: Int, box: Rect, canvas: inout Canvas) {
    if case .numbers(let deviations)? = errors, deviations[k].isFinite {
      let base = bases?[k] ?? 0
      let low = base + values[k] - deviations[k]
      let high = base + values[k] + deviations[k]
      let a = isHorizontal ? Point(canvas.x(low), box.center.y) : Point(box.center.x, canvas.y(low))
      let b = isHorizontal ? Point(canvas.x(high), box.center.y) : Point(box.center.x, canvas.y(high))
      guard a.isFinite && b.isFinite else { return }
      var path = VectorPath(from: a, to: b)
      let half = min(5, (isHorizontal ? box.height : box.width) * 0.3)
      let cap = isHorizontal ? Point(0, half) : Point(half, 0)
      for end in [a, b] { path.append(VectorPath(from: end - cap, to: end + cap)) }
      // Half of the line lies on the bar: a rim of paper parts them.
      for stroke in [Stroke(color: .paper, width: 3, cap: .square), Stroke(color: .ink, width: 1.4)] {
        canvas.overlay.append(.path(ScenePath(path: path, fill: nil, stroke: stroke)))
      }
    }
  }

  /// A number as it stands at its bar: with six digits, or all of a whole number.
  private static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e9 { return Ticks.typographic(general(value, digits: 9)) }
    return Ticks.short(Double(general(value, digits: 6)) ?? value)
  }

  private func drawValue(at k: Int, tip: Point, box: Rect, canvas: inout Canvas) {
    let text = BarDrawing.number(values[k])
    if bases != nil {
      // In a stack the value stands inside its own part.
      let under = colors?[k] ?? color ?? canvas.style.color
      guard isHorizontal ? box.width > 14 : box.height > 14 else { return }
      canvas.text(
        text, at: box.center, size: Theme.tickSize, color: under.inkOnTop,
        anchor: TextAnchor(.center, .middle), overlay: true)
      return
    }
    let isNegative = values[k] < 0
    if isHorizontal {
      canvas.text(
        text, at: Point(tip.x + (isNegative ? -4 : 4), box.center.y), size: Theme.tickSize,
        color: .ink.opacity(0.8), anchor: TextAnchor(isNegative ? .right : .left, .middle), overlay: true)
    } else {
      canvas.text(
        text, at: Point(box.center.x, tip.y + (isNegative ? 4 : -4)), size: Theme.tickSize,
        color: .ink.opacity(0.8), anchor: TextAnchor(.center, isNegative ? .top : .bottom), overlay: true)
    }
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    guard let label else { return [] }
    return [LegendKey(label: label, sample: .patch(colors?.first ?? color ?? style.color, edge: nil))]
  }

  func described(_ style: SeriesStyle, _ categories: CategoryNames) -> MarkDescription {
    let shown = values
    var description = MarkDescription(
      kind: kind, label: label, columns: [(isHorizontal ? "y" : "x", positions(categories)), ("values", shown)])
    description.colors = colors?.map(\.hex) ?? [(color ?? style.color).hex]
    description.texts = names
    let titles = places.names
    let pairs = zip(titles, shown).filter { $0.1.isFinite }
    var sentence = counted(shown.count, "bar")
    if pairs.count <= 12, !pairs.isEmpty {
      sentence += ": " + pairs.map { "\($0.0) \(Wording.number($0.1))" }.joined(separator: ", ")
    }
    if let high = pairs.max(by: { $0.1 < $1.1 }), let low = pairs.min(by: { $0.1 < $1.1 }), high.1 > low.1 {
      sentence += "; most at \(high.0) (\(Wording.number(high.1))), least at \(low.0) (\(Wording.number(low.1)))"
    }
    description.sentence = sentence
    return description
  }

  /// Gives the bars of one axes their places among each other.
  static func arrange(_ marks: inout [any MarkDrawing], _ arrangement: BarArrangement, _ names: CategoryNames) {
    for direction in [false, true] {
      let indices = marks.indices.filter { (marks[$0] as? BarDrawing)?.isHorizontal == direction && marks[$0].problem == nil }
      guard indices.count > 1 else { continue }
      var positive: [Double: Double] = [:]
      var negative: [Double: Double] = [:]
      for (slot, index) in indices.enumerated() {
        guard var bar = marks[index] as? BarDrawing else { continue }
        switch arrangement {
        case .overlaid: break
        case .grouped:
          bar.slot = slot
          bar.slots = indices.count
        case .stacked:
          bar.bases = zip(bar.positions(names), bar.values).map { position, value in
            let isNegative = value < 0
            let base = (isNegative ? negative : positive)[position] ?? 0
            if isNegative { negative[position] = base + value } else { positive[position] = base + value }
            return base
          }
        }
        marks[index] = bar
      }
    }
  }
}
