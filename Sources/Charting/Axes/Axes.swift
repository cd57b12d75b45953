/// One chart: marks over a horizontal and a vertical axis.
///
/// ```swift
/// Axes(x: "Epoch", y: "Loss") {
///   Line(history.loss, label: "Training")
///   Line(history.validationLoss, label: "Validation")
/// }
/// .legend()
/// ```
/// Labels may hold formulas between dollar signs: `"$R^2 = 0.97$"`.
public struct Axes {
  var marks: [any Mark]
  var title: String
  var horizontal = Axis()
  var vertical = Axis()
  var aspect: Double?
  var showsAxes: Bool?
  var grid: GridLines?
  var legendPlacement: LegendPlacement?
  var legendTitle: String?
  var colorBar: ColorBarOptions?
  var barArrangement = BarArrangement.grouped
  var palette = Palette.standard

  /// - Parameters:
  ///   - x: The label of the horizontal axis, with its unit.
  ///   - y: The label of the vertical axis, with its unit.
  ///   - title: What stands over the chart.
  ///   - marks: What the chart shows, the first drawn lowest.
  public init(
    x: String = "", y: String = "", title: String = "", @MarkBuilder _ marks: () throws -> [any Mark]
  ) rethrows {
    self.marks = try marks()
    self.title = title
    horizontal.label = x
    vertical.label = y
  }

  /// Axes of marks that are already a list.
  public init(x: String = "", y: String = "", title: String = "", marks: [any Mark]) {
    self.marks = marks
    self.title = title
    horizontal.label = x
    vertical.label = y
  }
}

/// One axis as the author wants it.
struct Axis {
  var label = ""
  var scale = Scale.linear
  var lower: Double?
  var upper: Double?
  var isInverted = false
  /// Where ticks are wanted, and what stands there.
  var ticks: [Double]?
  var tickLabels: [String]?
}

/// Which directions have grid lines.
public enum GridLines: Sendable {
  case none, horizontal, vertical, both
}

/// Where a legend stands.
public enum LegendPlacement: Sendable, Hashable {
  /// Where it covers least; beside the axes where it would cover much.
  case best
  case upperRight, upperLeft, lowerRight, lowerLeft, right, left, upperCenter, lowerCenter
  /// Beside the axes, on the right.
  case outside
}

/// How a bar of colours beside the axes is labelled.
struct ColorBarOptions {
  var label = ""
}

/// Collects the marks between the braces of ``Axes``; `if`, `for` and lists of marks are welcome.
@resultBuilder
public enum MarkBuilder {
  public static func buildExpression(_ mark: any Mark) -> [any Mark] { [mark] }
  public static func buildExpression(_ marks: [any Mark]) -> [any Mark] { marks }
  public static func buildBlock(_ parts: [any Mark]...) -> [any Mark] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [any Mark]?) -> [any Mark] { part ?? [] }
  public static func buildEither(first: [any Mark]) -> [any Mark] { first }
  public static func buildEither(second: [any Mark]) -> [any Mark] { second }
  public static func buildArray(_ parts: [[any Mark]]) -> [any Mark] { parts.flatMap { $0 } }
}
