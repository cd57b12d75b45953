/// A neural network as columns of units, each joined to all of the next.
///
/// ```swift
/// Figure { NetworkDiagram([.init("Input", units: 784), .init("Dense", units: 128, detail: "ReLU"), ...]) }
/// ```
public struct NetworkDiagram: Mark {
  /// One column of units.
  public struct Layer: Sendable, Equatable {
    public var name: String
    public var units: Int
    /// What stands under the name, such as the activation.
    public var detail: String

    public init(_ name: String, units: Int, detail: String = "") {
      self.name = name
      self.units = units
      self.detail = detail
    }
  }

  var layers: [Layer]
  var shownUnits: Int
  var colors: [Color]?

  /// - Parameters:
  ///   - layers: The columns, the input first.
  ///   - shownUnits: How many units of a layer are drawn at most; dots stand for the others.
  ///   - colors: A colour for each layer.
  public init(_ layers: [Layer], shownUnits: Int = 9, colors: [Color]? = nil) {
    self.layers = layers
    self.shownUnits = max(3, min(shownUnits, 40))
    self.colors = colors
  }

  public var layer: MarkLayer { MarkLayer(self) }
}

extension NetworkDiagram: MarkDrawing {
  var kind: String { "neural network diagram" }
  var problem: String? {
    if layers.isEmpty { return "NetworkDiagram: there are no layers." }
    if let empty = layers.first(where: { $0.units < 1 }) {
      return "NetworkDiagram: the layer \(empty.name) has \(empty.units) units; a layer has one at least."
    }
    return nil
  }
  var wishes: AxesWishes { AxesWishes(hidesAxes: true, needsLinear: true, xGrid: false, yGrid: false) }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    for end in [0.0, 1] {
      limits.x.includeEdge(end)
      limits.y.includeEdge(end)
    }
  }

  private func color(_ index: Int) -> Color {
    if let colors, !colors.isEmpty { return colors[index % colors.count] }
    if index == 0 { return Palette.standard[2] }
    return index == layers.count - 1 ? Palette.standard[1] : Palette.standard[0]
  }

  func draw(on canvas: inout Canvas) {
    let frame = canvas.frame
    let footer = 46.0
    let room = frame.height - footer
    let step = layers.count > 1 ? (frame.width - 90) / Double(layers.count - 1) : 0
    let most = layers.map { min($0.units, shownUnits) }.max() ?? 1
    let pitch = min(34, room / Double(most))
    let radius = min(10, pitch * 0.36, max(3, step * 0.16))
    var columns: [[Point]] = []
    var gaps: [Point?] = []
    for (k, layer) in layers.enumerated() {
      let x = layers.count > 1 ? frame.left + 45 + Double(k) * step : frame.center.x
      let isCut = layer.units > shownUnits
      let slots = min(layer.units, shownUnits)
      let top = frame.top + room / 2 - Double(slots - 1) * pitch / 2
      let skipped = isCut ? slots / 2 : -1
      columns.append((0..<slots).filter { $0 != skipped }.map { Point(x, top + Double($0) * pitch) })
      gaps.append(isCut ? Point(x, top + Double(skipped) * pitch) : nil)
    }
    var lines = VectorPath()
    for (left, right) in zip(columns, columns.dropFirst()) {
      for a in left { for b in right { lines.append(VectorPath(from: Point(a.x + radius, a.y), to: Point(b.x - radius, b.y))) } }
    }
    canvas.overlay.append(.path(ScenePath(path: lines, fill: nil, stroke: Stroke(color: .ink.opacity(0.16), width: 0.8))))
    for (k, layer) in layers.enumerated() {
      let shown = color(k)
      canvas.overlay.append(
        .markers(MarkerBatch(shape: .circle, positions: columns[k], sizes: [2 * radius], colors: [shown])))
      if let gap = gaps[k] {
        let dots = [-5.0, 0, 5].map { Point(gap.x, gap.y + $0) }
        canvas.overlay.append(
          .markers(MarkerBatch(shape: .circle, positions: dots, sizes: [2.6], colors: [.ink.opacity(0.6)])))
      }
      let x = columns[k].first?.x ?? gaps[k]?.x ?? frame.center.x
      // Names of neighbours keep out of each other's way.
      let name = step > 0 && Typesetter.set(layer.name, size: 12).width > step - 6
        ? Typesetter.wrapped(layer.name, width: step - 6, size: 12, lines: 2) : layer.name
      let lines = [name, layer.units == 1 ? "1 unit" : "\(layer.units) units", layer.detail].filter { !$0.isEmpty }
      canvas.text(
        lines.joined(separator: "\n"), at: Point(x, frame.bottom - footer + 6), size: layers.count > 8 ? 10 : 12,
        color: .ink.opacity(0.85), anchor: TextAnchor(.center, .top), overlay: true)
    }
  }

  func described(_ style: SeriesStyle, _ names: CategoryNames) -> MarkDescription {
    var description = MarkDescription(kind: kind, columns: [("units", layers.map { Double($0.units) })])
    description.texts = layers.map { $0.detail.isEmpty ? $0.name : "\($0.name) (\($0.detail))" }
    description.colors = layers.indices.map { color($0).hex }
    let list = layers.map { "\($0.name) with \(counted($0.units, "unit"))\($0.detail.isEmpty ? "" : ", \($0.detail)")" }
    description.sentence = counted(layers.count, "layer") + ": " + list.joined(separator: "; ")
    return description
  }
}
