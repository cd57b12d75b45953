/// Heights over a plane, as a surface in space.
///
/// ```swift
/// Axes {
///   Surface3D(x: places, y: places, heights, opacity: 0.4)
///   Scatter3D(x, y, z)
/// }
/// ```
/// Light falls on it from the upper left, so that slopes are seen; what is level has the colour of the colour bar. Shares
/// its box with every other mark in space of the same axes.
public struct Surface3D: Mark {
  var x: [Double]
  var y: [Double]
  var grid: GridData
  var color: Color?
  var colorMap: ColorMap
  var opacity: Double
  var azimuth: Double
  var elevation: Double
  var names: (x: String, y: String, z: String)
  var label: String?
  var company: [(mark: any SpaceMark, style: SeriesStyle)]?

  /// - Parameters:
  ///   - x: The columns' places; counted from 0 by default.
  ///   - y: The rows' places; counted from 0 by default.
  ///   - heights: A height for each place, row by row.
  ///   - color: One colour for all; by default colour follows height.
  ///   - colorMap: Colours for heights.
  ///   - opacity: From 0 to 1; below 1, what is behind is seen.
  ///   - azimuth: The direction of the eye around the third axis, in degrees, as in matplotlib.
  ///   - elevation: How high the eye stands, in degrees.
  ///   - axes: The axes' labels.
  ///   - label: The name in the legend.
  public init(
    x: (any ChartValues)? = nil, y: (any ChartValues)? = nil, _ heights: any ChartGrid, color: Color? = nil,
    colorMap: ColorMap = .viridis, opacity: Double = 1, azimuth: Double = -60, elevation: Double = 30,
    axes: (String, String, String) = ("", "", ""), label: String? = nil
  ) {
    func numbers(_ values: (any ChartValues)?, _ count: Int) -> [Double] {
      guard let values else { return (0..<count).map(Double.init) }
      if case .numbers(let list) = values.chartData { return list }
      return []
    }
    grid = heights.chartGrid
    self.x = numbers(x, grid.columns)
    self.y = numbers(y, grid.rows)
    self.color = color
    self.colorMap = colorMap
    self.opacity = min(max(opacity, 0), 1)
    self.azimuth = azimuth
    self.elevation = elevation
    names = axes
    self.label = label
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension Surface3D: SpaceMark {
  var kind: String { "3-D surface" }
  var reach: [[Double]] { [x, y, grid.values] }

  var problem: String? {
    if grid.channels != 1 { return "Surface3D: \(grid.channels) channels; a surface has one height in each place." }
    if grid.rows < 2 || grid.columns < 2 {
      return "Surface3D: a surface needs two rows and two columns (shape \(grid.rows) × \(grid.columns))."
    }
    if x.count != grid.columns {
      return "Surface3D: x has \(counted(x.count, "value")) but each row of the heights has \(counted(grid.columns, "value"))."
    }
    if y.count != grid.rows {
      return "Surface3D: y has \(counted(y.count, "value")) but the heights have \(counted(grid.rows, "row"))."
    }
    return grid.problem("Surface3D")
  }

  var colorScale: ColorScale? {
    guard color == nil else { return nil }
    let finite = grid.values.filter(\.isFinite)
    return ColorScale(map: colorMap, lower: finite.min() ?? 0, upper: finite.max() ?? 1, opacity: opacity)
  }

  func elements(_ style: SeriesStyle) -> [SpaceElement] {
    let scale = colorScale
    let light = SurfaceLight(azimuth: azimuth, reach: reach)
    var faces: [SpaceElement] = []
    faces.reserveCapacity((grid.rows - 1) * (grid.columns - 1))
    for row in 0..<grid.rows - 1 {
      for column in 0..<grid.columns - 1 {
        let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        let places = corners.map { (x: x[$0.1], y: y[$0.0], z: grid[$0.0, $0.1]) }
        let height = places.reduce(0) { $0 + $1.z / 4 }
        let own = color ?? (height.isFinite ? scale?.color(height) : nil) ?? .gray
        faces.append(SpaceElement(shape: .face, places: places, color: light.shaded(own, places).opacity(opacity)))
      }
    }
    return faces
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    label.map { [LegendKey(label: $0, sample: .patch((color ?? colorMap(0.5)).opacity(opacity), edge: nil))] } ?? []
  }

  func described(_ style: SeriesStyle, _ categories: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind, label: label, columns: [("x", x), ("y", y), ("values", grid.values)])
    description.colors = [color?.hex ?? colorMap.name]
    var sentence = "\(grid.rows) × \(grid.columns) heights in space"
    for (name, title, data) in [("x", names.x, x), ("y", names.y, y), ("height", names.z, grid.values)] {
      if let range = Wording.range(data) { sentence += ", \(title.isEmpty ? name : "“\(title)”") \(range)" }
    }
    if let highest = grid.values.indices.filter({ grid.values[$0].isFinite }).max(by: { grid.values[$0] < grid.values[$1] }) {
      sentence += "; highest at \(Wording.number(x[highest % grid.columns])), \(Wording.number(y[highest / grid.columns]))"
    }
    description.sentence = sentence
    return description
  }
}
