/// A mark in space. All such marks of one axes share a box: what is nearer is drawn over what is farther.
protocol SpaceMark: MarkDrawing {
  var azimuth: Double { get }
  var elevation: Double { get }
  var names: (x: String, y: String, z: String) { get }
  /// What the mark reaches along the three axes.
  var reach: [[Double]] { get }
  /// The marks that share the box, this one among them; empty for one that another draws.
  var company: [(mark: any SpaceMark, style: SeriesStyle)]? { get set }
  func elements(_ style: SeriesStyle) -> [SpaceElement]
}

/// A point or a face in space.
struct SpaceElement {
  enum Shape {
    case point(Marker, diameter: Double?)
    case face
  }

  var shape: Shape
  /// The point, or the face's corners.
  var places: [(x: Double, y: Double, z: Double)]
  var color: Color
}

extension SpaceMark {
  var wishes: AxesWishes { AxesWishes(aspect: 1, hidesAxes: true, needsLinear: true, xGrid: false, yGrid: false) }

  func extend(_ limits: inout DataLimits, _ names: CategoryNames) {
    // The picture has coordinates of its own, a square around the turned box.
    for end in [-1.0, 1.0] {
      limits.x.includeEdge(end)
      limits.y.includeEdge(end)
    }
  }

  func draw(on canvas: inout Canvas) {
    let company = company ?? [(self, canvas.style)]
    guard !company.isEmpty else { return }
    let ranges = (0..<3).map { axis -> (Double, Double) in
      var extent = DataLimits.Extent()
      for member in company { extent.include(member.mark.reach[axis]) }
      return extent.axisRange(scale: .linear, wanted: (nil, nil), margin: 0.03)
    }
    let labels = [names.x, names.y, names.z]
    let space = Space(azimuth: azimuth, elevation: elevation, ranges: ranges, labels: labels, frame: canvas.frame)
    canvas.items += space.box()
    canvas.overlay += space.axes(labels)
    let items = SpaceDrawing.items(company.flatMap { $0.mark.elements($0.style) }, in: space, frame: canvas.frame)
    canvas.overlay.append(.group(SceneGroup(items: items, clip: canvas.frame.grown(by: 6), mayBeRasterized: true)))
  }
}

/// The marks in space of one axes, from the farthest to the nearest.
enum SpaceDrawing {
  /// Lets the first mark in space draw all of them.
  static func arrange(_ marks: inout [any MarkDrawing], _ styles: [SeriesStyle]) {
    let members = marks.indices.filter { marks[$0] is any SpaceMark }
    guard members.count > 1 else { return }
    let company = members.compactMap { k in (marks[k] as? any SpaceMark).map { (mark: $0, style: styles[k]) } }
    for (rank, k) in members.enumerated() {
      guard var mark = marks[k] as? any SpaceMark else { continue }
      mark.company = rank == 0 ? company : []
      marks[k] = mark
    }
  }

  static func items(_ elements: [SpaceElement], in space: Space, frame: Rect) -> [SceneItem] {
    var order: [(places: [Point], depth: Double, index: Int)] = []
    order.reserveCapacity(elements.count)
    for (k, element) in elements.enumerated() {
      guard element.places.allSatisfy({ $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }) else { continue }
      let projected = element.places.map { space.project(space.unit($0.x, $0.y, $0.z)) }
      let depth = projected.reduce(0) { $0 + $1.depth } / Double(projected.count)
      order.append((projected.map(\.0), depth, k))
    }
    order.sort { $0.depth < $1.depth }
    let (far, near) = (order.first?.depth ?? 0, order.last?.depth ?? 1)
    let isSmall = min(frame.width, frame.height) < 220
    let usual = elements.count > 500 ? 2.6 : (isSmall ? 3 : 4.6)
    var items: [SceneItem] = []
    var batch: MarkerBatch?
    func flush() {
      if let batch { items.append(.markers(batch)) }
      batch = nil
    }
    for entry in order {
      let element = elements[entry.index]
      switch element.shape {
      case .point(let marker, let wanted):
        // What is far is paler.
        let share = near > far ? (entry.depth - far) / (near - far) : 1
        let color = element.color.opacity(((0.5 + 0.45 * share) * 20).rounded() / 20)
        let diameter = (wanted ?? usual) * 4 / 3
        if batch?.shape != marker || batch?.sizes[0] != diameter { flush() }
        if batch == nil { batch = MarkerBatch(shape: marker, positions: [], sizes: [diameter], colors: []) }
        batch?.positions.append(entry.places[0])
        batch?.colors.append(color)
      case .face:
        flush()
        // A thin edge of the same colour hides the seams between faces.
        items.append(
          .path(
            ScenePath(
              path: VectorPath(entry.places, closed: true), fill: element.color,
              stroke: element.color.alpha < 1 ? nil : Stroke(color: element.color, width: 0.6))))
      }
    }
    flush()
    return items
  }
}
