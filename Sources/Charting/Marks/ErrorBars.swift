/// Points with the range in which each may lie.
///
/// ```swift
/// ErrorBars(dose, response, y: deviation, label: "Measured")
/// ```
public struct ErrorBars: Mark {
  var x: ChartData
  var y: ChartData
  var xErrors: ChartData?
  var yErrors: ChartData?
  var color: Color?
  var marker: Marker?
  var capWidth: Double
  var label: String?

  /// - Parameters:
  ///   - x: Where the points lie along the horizontal axis.
  ///   - y: Where they lie along the vertical axis; as many as `x`.
  ///   - xErrors: How far each may lie to the left and right.
  ///   - yErrors: How far each may lie below and above.
  ///   - color: By default the next of the palette.
  ///   - marker: The shape of the points; by default the next in order.
  ///   - capWidth: The width of the lines' ends in points.
  ///   - label: The name in the legend.
  public init(
    _ x: any ChartValues, _ y: any ChartValues, x xErrors: (any ChartValues)? = nil,
    y yErrors: (any ChartValues)? = nil, color: Color? = nil, marker: Marker? = nil, capWidth: Double = 5,
    label: String? = nil
  ) {
    self.x = x.chartData
    self.y = y.chartData
    self.xErrors = xErrors?.chartData
    self.yErrors = yErrors?.chartData
    self.color = color
    self.marker = marker
    self.capWidth = capWidth
    self.label = label
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension ErrorBars: MarkDrawing {
  var kind: String { "error bars" }
  var cycleCount: Int { color == nil ? 1 : 0 }
  var xCategories: [String] { if case .categories(let names) = x { names } else { [] } }

  var problem: String? {
    var lengths = [("x", x.count), ("y", y.count)]
    if let xErrors { lengths.append(("the x errors", xErrors.count)) }
    if let yErrors { lengths.append(("the y errors", yErrors.count)) }
    return lengthProblem("ErrorBars", lengths)
  }

  private func numbers(_ data: ChartData?) -> [Double]? {
    if case .numbers(let values)? = data { values } else { nil }
  }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    let xs = names.x(x)
    let ys = names.y(y)
    for k in xs.indices {
      let dx = numbers(xErrors)?[k] ?? 0
      let dy = numbers(yErrors)?[k] ?? 0
      limits.x.include(xs[k] - dx)
      limits.x.include(xs[k] + dx)
      limits.y.include(ys[k] - dy)
      limits.y.include(ys[k] + dy)
    }
  }

  func draw(on canvas: inout Canvas) {
    let xs = canvas.names.x(x)
    let ys = canvas.names.y(y)
    let color = color ?? canvas.style.color
    let cap = capWidth * 4 / 3 / 2
    var bars = VectorPath()
    var points: [Point] = []
    for k in xs.indices {
      let p = canvas.point(xs[k], ys[k])
      guard p.isFinite else { continue }
      points.append(p)
      if let d = numbers(yErrors)?[k], d.isFinite {
        let top = canvas.y(ys[k] + d)
        let low = canvas.y(ys[k] - d)
        // On a logarithmic axis a bar that reaches zero ends at the frame.
        let bottom = low.isFinite ? low : canvas.frame.bottom
        if top.isFinite {
          bars.append(VectorPath(from: Point(p.x, bottom), to: Point(p.x, top)))
          bars.append(VectorPath(from: Point(p.x - cap, top), to: Point(p.x + cap, top)))
          bars.append(VectorPath(from: Point(p.x - cap, bottom), to: Point(p.x + cap, bottom)))
        }
      }
      if let d = numbers(xErrors)?[k], d.isFinite {
        let low = canvas.x(xs[k] - d)
        let left = low.isFinite ? low : canvas.frame.left
        let right = canvas.x(xs[k] + d)
        if right.isFinite {
          bars.append(VectorPath(from: Point(left, p.y), to: Point(right, p.y)))
          bars.append(VectorPath(from: Point(left, p.y - cap), to: Point(left, p.y + cap)))
          bars.append(VectorPath(from: Point(right, p.y - cap), to: Point(right, p.y + cap)))
        }
      }
    }
    canvas.stroke(bars, Stroke(color: color, width: 1.4))
    canvas.items.append(
      .markers(
        MarkerBatch(
          shape: marker ?? canvas.style.marker, positions: points, sizes: [6.8], colors: [color], strokeWidth: 1.5)))
  }

  func legendKeys(_ style: SeriesStyle) -> [LegendKey] {
    label.map {
      [
        LegendKey(
          label: $0,
          sample: .line(Stroke(color: color ?? style.color, width: 1.4), marker ?? style.marker, color ?? style.color))
      ]
    } ?? []
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    let xs = names.x(x)
    let ys = names.y(y)
    var description = MarkDescription(kind: kind, label: label, columns: [("x", xs), ("y", ys)])
    description.colors = [(color ?? style.color).hex]
    var sentence = counted(xs.count, "point")
    if let a = Wording.range(xs), let b = Wording.range(ys) { sentence += ", x \(a), y \(b)" }
    for (name, errors) in [("x", xErrors), ("y", yErrors)] {
      guard let values = numbers(errors) else { continue }
      description.columns.append(("\(name) errors", values))
      if let range = Wording.range(values) { sentence += ", \(name) uncertain by \(range)" }
    }
    description.sentence = sentence
    return description
  }
}
