/// Something that axes show: points, a line, bars, an image.
///
/// Marks are values; put them into ``Axes`` one below the other, the first drawn lowest.
public protocol Mark {
  /// What the axes draw for this mark.
  var layer: MarkLayer { get }
}

/// A mark in the form that axes work with.
public struct MarkLayer {
  var drawing: any MarkDrawing

  init(_ drawing: any MarkDrawing) { self.drawing = drawing }
}

/// What every mark can do for the axes that hold it.
protocol MarkDrawing {
  /// The mark's kind in a word: `scatter`, `line`.
  var kind: String { get }
  /// The name in the legend.
  var label: String? { get }
  /// Why the mark cannot be drawn, in one sentence.
  var problem: String? { get }
  /// How many of the palette's colours the mark takes because the author chose none.
  var cycleCount: Int { get }
  /// What the mark would have of its axes, where the author does not say.
  var wishes: AxesWishes { get }
  /// The names of categories along each direction, in order.
  var xCategories: [String] { get }
  var yCategories: [String] { get }

  /// Adds what the mark reaches.
  func extend(_ limits: inout DataLimits, _ names: CategoryNames)
  /// Draws, the data already having their places.
  func draw(on canvas: inout Canvas)
  /// The samples that stand in the legend.
  func legendKeys(_ style: SeriesStyle) -> [LegendKey]
  /// The scale of colours to show beside the axes.
  var colorScale: ColorScale? { get }
  /// What marks that are drawn later lie on, where this one fills the frame with a colour of its own.
  var ground: Color? { get }
  /// The mark as a phone shows it: what has a size of its own made to fit, and texts smaller by `textScale`.
  func narrowed(textScale: Double) -> any MarkDrawing
  /// The mark in numbers and words.
  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription
}

extension MarkDrawing {
  var problem: String? { nil }
  var label: String? { nil }
  var cycleCount: Int { 0 }
  var wishes: AxesWishes { AxesWishes() }
  var xCategories: [String] { [] }
  var yCategories: [String] { [] }
  var colorScale: ColorScale? { nil }
  var ground: Color? { nil }
  func legendKeys(_ style: SeriesStyle) -> [LegendKey] { [] }
  func narrowed(textScale: Double) -> any MarkDrawing { self }
}

/// What a mark asks of its axes.
struct AxesWishes {
  /// Height of a unit of y over width of a unit of x.
  var aspect: Double?
  var invertsY = false
  var hidesAxes = false
  /// Whether places are counted, so that only a linear axis makes sense.
  var needsLinear = false
  /// A frame on all four sides, as around an image.
  var isFramed = false
  var xGrid = true
  var yGrid = true
  /// Whether whole numbers are the only places where ticks make sense.
  var wholeX = false
  var wholeY = false
  /// The places where ticks make sense, if there are few.
  var xPlaces: [Double]?
  var yPlaces: [Double]?
  /// Names for whole numbers on the axes, from 0.
  var xNames: [String]?
  var yNames: [String]?
  var xLabel: String?
  var yLabel: String?
  /// The size at which a drawing's own texts have their proper size, in CSS pixels.
  var naturalSize: (width: Double, height: Double)?
}

/// The colours, markers and dashes that a series takes because of its place in the order.
struct SeriesStyle {
  var index: Int
  var palette: Palette
  var color: Color { palette[index] }
  var marker: Marker { Marker.cycle[index % Marker.cycle.count] }
  var line: LineStyle { LineStyle.cycle[index % LineStyle.cycle.count] }
}

/// The places of named categories along each direction.
struct CategoryNames {
  private(set) var x: [String] = []
  private(set) var y: [String] = []
  private var xIndex: [String: Int] = [:]
  private var yIndex: [String: Int] = [:]

  mutating func add(x names: [String]) {
    for name in names where xIndex[name] == nil {
      xIndex[name] = x.count
      x.append(name)
    }
  }

  mutating func add(y names: [String]) {
    for name in names where yIndex[name] == nil {
      yIndex[name] = y.count
      y.append(name)
    }
  }

  /// Numbers stay numbers; names become their place in the order, from 0.
  func x(_ data: ChartData) -> [Double] {
    switch data {
    case .numbers(let values): values
    case .categories(let names): names.map { Double(xIndex[$0] ?? 0) }
    }
  }

  func y(_ data: ChartData) -> [Double] {
    switch data {
    case .numbers(let values): values
    case .categories(let names): names.map { Double(yIndex[$0] ?? 0) }
    }
  }
}

/// Where a mark draws: a frame on the page, the ways from values to it, and what is drawn so far.
struct Canvas {
  var frame: Rect
  var x: AxisTransform
  var y: AxisTransform
  var names: CategoryNames
  var style: SeriesStyle
  /// Whether nothing has been drawn into the frame yet.
  var isEmpty = true
  /// Clipped to the frame.
  var items: [SceneItem] = []
  /// Over everything, not clipped.
  var overlay: [SceneItem] = []

  func point(_ a: Double, _ b: Double) -> Point { Point(x(a), y(b)) }

  mutating func fill(_ path: VectorPath, _ color: Color, edge: Stroke? = nil, isFuller: Bool = false) {
    items.append(.path(ScenePath(path: path, fill: color, stroke: edge, isFuller: isFuller)))
  }

  mutating func stroke(_ path: VectorPath, _ stroke: Stroke) {
    items.append(.path(ScenePath(path: path, fill: nil, stroke: stroke)))
  }

  mutating func text(
    _ text: String, at point: Point, size: Double, color: Color, anchor: TextAnchor, degrees: Double = 0,
    overlay isOverlay: Bool = false
  ) {
    let set = Typesetter.set(text, size: size, alignment: anchor.horizontal)
    let item = SceneItem.text(
      SceneText(
        text: set, origin: set.origin(at: point, anchor: anchor, degrees: degrees), degrees: degrees, color: color))
    if isOverlay { overlay.append(item) } else { items.append(item) }
  }
}

/// A sample in the legend with its text.
struct LegendKey {
  enum Sample {
    case line(Stroke, Marker?, Color)
    case marker(Marker, Color, edge: Stroke?, size: Double)
    case patch(Color, edge: Stroke?, isFuller: Bool = false)
  }

  var label: String
  var sample: Sample
}

/// The sentence for coordinates of different lengths, or `nil` where all agree.
func lengthProblem(_ mark: String, _ lengths: [(name: String, count: Int)]) -> String? {
  guard let first = lengths.first, let other = lengths.first(where: { $0.count != first.count }) else { return nil }
  return "\(mark): \(first.name) has \(counted(first.count, "value")) but \(other.name) has \(counted(other.count, "value"))."
}

/// A number with its noun: `1 value`, `2 values`.
func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
