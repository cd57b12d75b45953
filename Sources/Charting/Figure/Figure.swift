/// A picture of one or more ``Axes`` in rows and columns.
///
/// ```swift
/// Figure(columns: 2, size: (12, 4)) {
///   Axes(x: "X", y: "Y") { Scatter(x, y) }
///   Axes(x: "Epoch", y: "Loss") { Line(loss) }
/// }
/// ```
/// Margins follow from the texts, so that nothing is cut or overlaps. In a page, axes and texts take the
/// page's ink; `svg`, `png(scale:)`, `pdf` and `save(to:)` give the picture in other ways.
public struct Figure {
  var cells: [Axes]
  var columns: Int
  var size: (width: Double, height: Double)?
  var title: String
  var sharesX: Bool
  var sharesY: Bool
  var columnWidths: [Double]?
  var format: FigureFormat
  var authorsAlternativeText: String?
  /// How the figure is laid out for a phone; `nil` for wide pages.
  var narrow: NarrowStyle?

  /// What stands under the figure in a page.
  public var caption: String?

  /// - Parameters:
  ///   - columns: How many axes stand side by side.
  ///   - size: Width and height in inches, 96 CSS pixels each. By default 6.4 by 4 for one axes; where all axes
  ///     keep an aspect, the height follows from it, with a given size too. Lengths that are not above 0 give the default.
  ///   - title: What stands over all axes.
  ///   - sharedX: Whether all axes have the same horizontal limits, labelled in the last row.
  ///   - sharedY: Whether all axes have the same vertical limits, labelled in the first column.
  ///   - columnWidths: Shares of the width, one a column; equal by default.
  ///   - format: How the figure is shown in a page.
  ///   - alternativeText: What a reader who does not see the picture is told; made from the chart by default.
  ///   - caption: What stands under the figure in a page.
  ///   - content: The axes, row by row. Marks without axes get axes of their own.
  public init(
    columns: Int = 1, size: (Double, Double)? = nil, title: String = "", sharedX: Bool = false,
    sharedY: Bool = false, columnWidths: [Double]? = nil, format: FigureFormat = .automatic,
    alternativeText: String? = nil, caption: String? = nil, @FigureBuilder _ content: () throws -> [Axes]
  ) rethrows {
    self.init(
      columns: columns, size: size, title: title, sharedX: sharedX, sharedY: sharedY, columnWidths: columnWidths,
      format: format, alternativeText: alternativeText, caption: caption, axes: try content())
  }

  /// A figure of axes that are already a list.
  public init(
    columns: Int = 1, size: (Double, Double)? = nil, title: String = "", sharedX: Bool = false,
    sharedY: Bool = false, columnWidths: [Double]? = nil, format: FigureFormat = .automatic,
    alternativeText: String? = nil, caption: String? = nil, axes: [Axes]
  ) {
    cells = axes
    self.columns = max(1, min(columns, max(axes.count, 1)))
    self.size = size.flatMap { $0.0 > 0 && $0.1 > 0 ? (Figure.sensible($0.0), Figure.sensible($0.1)) : nil }
    self.title = title
    sharesX = sharedX
    sharesY = sharedY
    self.columnWidths = columnWidths
    self.format = format
    authorsAlternativeText = alternativeText
    self.caption = caption
  }

  /// Between a stamp and a wall.
  private static func sensible(_ inches: Double) -> Double {
    inches.isFinite ? min(max(inches, 0.5), 200) : 4
  }

  var rows: Int { (cells.count + columns - 1) / columns }

  /// Why marks of this figure could not be drawn, a sentence each; empty when all is well.
  public var problems: [String] { cells.flatMap { PreparedAxes($0).problems } }
}

/// How a figure is shown in a page.
public enum FigureFormat: Sendable {
  /// SVG; marks too many to be shapes (above about 1,500) become pixels inside it, at twice the size.
  case automatic
  /// SVG with every mark a shape, however many.
  case svg
  /// Pixels alone, at twice the size.
  case png
}

/// Collects the axes between the braces of ``Figure``.
@resultBuilder
public enum FigureBuilder {
  /// Axes as they stand, or marks that share axes of their own.
  public enum Part {
    case axes([Axes])
    case marks([any Mark])
  }

  public static func buildExpression(_ axes: Axes) -> [Part] { [.axes([axes])] }
  public static func buildExpression(_ axes: [Axes]) -> [Part] { [.axes(axes)] }
  public static func buildExpression(_ mark: any Mark) -> [Part] { [.marks([mark])] }
  public static func buildExpression(_ marks: [any Mark]) -> [Part] { [.marks(marks)] }
  public static func buildBlock(_ parts: [Part]...) -> [Part] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Part]?) -> [Part] { part ?? [] }
  public static func buildEither(first: [Part]) -> [Part] { first }
  public static func buildEither(second: [Part]) -> [Part] { second }
  public static func buildArray(_ parts: [[Part]]) -> [Part] { parts.flatMap { $0 } }

  public static func buildFinalResult(_ parts: [Part]) -> [Axes] {
    var result: [Axes] = []
    var loose: [any Mark] = []
    func flush() {
      guard !loose.isEmpty else { return }
      let labelled = loose.count > 1 ? loose.filter { $0.layer.drawing.label != nil }.count : 0
      let axes = Axes(marks: loose)
      result.append(labelled > 1 ? axes.legend() : axes)
      loose = []
    }
    for part in parts {
      switch part {
      case .axes(let axes):
        flush()
        result += axes
      case .marks(let marks): loose += marks
      }
    }
    flush()
    return result
  }
}

extension Axes {
  /// These axes as a figure of their own.
  public func figure(size: (Double, Double)? = nil, caption: String? = nil) -> Figure {
    Figure(size: size, caption: caption, axes: [self])
  }
}
