/// Frames for every axes of a figure, found from what their texts need.
struct FigureLayout {
  var scene: Scene
  var frames: [Rect]
  var drawings: [AxesDrawing]

  private static let gapY = 16.0

  init(_ figure: Figure) {
    let inch = 96.0
    var drawings = FigureLayout.drawings(figure)
    let (rows, columns) = (max(figure.rows, 1), figure.columns)
    let defaults = FigureLayout.defaultSize(figure, drawings)
    let width = (figure.size?.width ?? defaults.width) * inch
    var height = (figure.size?.height ?? defaults.height) * inch
    let title = FigureLayout.title(figure, width)
    let titleHeight = title.isEmpty ? 0 : title.height + 10
    let shares = FigureLayout.shares(figure.columnWidths, columns)
    let gapX = FigureLayout.gap(drawings, columnWidth: width * (shares.min() ?? 1))
    for k in drawings.indices {
      drawings[k].columnWidth = width * shares[k % columns]
      drawings[k].prepared.labelRoom = (0.42 * width * shares[k % columns], max(120, 0.55 * height / Double(rows)))
      let hasNeighbour = [k - 1, k + 1].contains { other in
        drawings.indices.contains(other) && other / columns == k / columns && !drawings[other].prepared.axes.title.isEmpty
      }
      let hasFreeNeighbour = k % columns < columns - 1 && k + 1 < drawings.count && drawings[k + 1].prepared.axes.title.isEmpty
      drawings[k].titleRunsOn = hasFreeNeighbour && drawings[k].prepared.frameAspect != nil
        && shares.allSatisfy { $0 == shares[0] }
      drawings[k].titleRoom = width * shares[k % columns] * (hasNeighbour ? 1 : 2)
      drawings[k].growsForLegends = figure.narrow != nil
      drawings[k].shareOfGap = (gapX - AxesDrawing.letter) / 2
      // Over small pictures, titles are as large as the pictures let them.
      drawings[k].titleSize = Theme.titleSize * min(max(width * shares[k % columns] / 105, 0.76), 1)
    }

    var innerWidth = (0..<columns).map { width * shares[$0] - 60 }
    var innerHeight = [Double](repeating: (height - titleHeight) / Double(rows) - 50, count: rows)
    var columnInsets = [Insets](repeating: Insets(), count: columns)
    var rowInsets = [Insets](repeating: Insets(), count: rows)
    // Pictures one below the other are each as wide as its own texts let it be.
    var ownInsets = [Insets?](repeating: nil, count: drawings.count)
    func roomAcross(_ k: Int) -> Double {
      ownInsets[k].map { max(20, width - 2 * Theme.padding - $0.left - $0.right) } ?? innerWidth[k % columns]
    }
    for pass in 0..<12 {
      // Ticks depend on the room, and the room on their labels: from the fourth round on, all that came out must fit.
      let (columnsBefore, rowsBefore, ownBefore) = (columnInsets, rowInsets, ownInsets)
      if pass < 4 {
        columnInsets = [Insets](repeating: Insets(), count: columns)
        rowInsets = [Insets](repeating: Insets(), count: rows)
      }
      let lifts = pass == 2 ? FigureLayout.titleLifts(drawings, columns, innerWidth, innerHeight) : []
      for (k, drawing) in drawings.enumerated() {
        let (row, column) = (k / columns, k % columns)
        let box = FigureLayout.fitted(drawing, roomAcross(k), innerHeight[row])
        if pass == 1 {
          drawings[k].legendSide = drawing.wantedLegendSide(width: box.width, height: box.height)
          if drawings[k].legendSide == .above {
            drawings[k].marksLift = drawing.textsAbove(width: box.width, height: box.height)
          }
        }
        if pass == 2 { drawings[k].titleLift = lifts[row] }
        var insets = drawings[k].insets(width: box.width, height: box.height)
        // At the figure's sides there is no gap for titles.
        if columns > 1 {
          let overhang = min(drawings[k].titleOverhang(width: box.width) - Theme.padding + 1, 0.6 * box.width)
          if column == 0 { insets.left = max(insets.left, overhang) }
          if column == columns - 1 { insets.right = max(insets.right, overhang) }
        }
        if figure.narrow?.chartHeight != nil, drawing.prepared.frameAspect != nil {
          ownInsets[k] = pass < 4 ? insets : ownInsets[k]?.union(insets) ?? insets
        } else {
          columnInsets[column] = columnInsets[column].union(insets)
        }
        rowInsets[row] = rowInsets[row].union(insets)
      }
      // A label that sticks out moves with the frame: what is left of that is soon less than anyone sees.
      let moves = zip(columnInsets, columnsBefore).map { $0.distance(to: $1) }
        + zip(rowInsets, rowsBefore).map { $0.distance(to: $1) }
        + zip(ownInsets, ownBefore).map { ($0 ?? Insets()).distance(to: $1 ?? Insets()) }
      if pass >= 3, moves.allSatisfy({ $0 < 0.02 }) { break }
      let free = width - 2 * Theme.padding - Double(columns - 1) * gapX
        - columnInsets.reduce(0) { $0 + $1.left + $1.right }
      innerWidth = shares.map { max(20, free * $0) }
      let freeHeight = height - 2 * Theme.padding - titleHeight - Double(rows - 1) * FigureLayout.gapY
        - rowInsets.reduce(0) { $0 + $1.top + $1.bottom }
      innerHeight = [Double](repeating: max(20, freeHeight / Double(rows)), count: rows)
      if let chartHeight = figure.narrow?.chartHeight {
        // Charts one below the other are as high as each needs, and the figure as high as they are.
        for (row, drawing) in drawings.enumerated() {
          let insets = rowInsets[row].top + rowInsets[row].bottom - drawing.legendHeight(width: roomAcross(row))
          innerHeight[row] = FigureLayout.narrowHeight(drawing, roomAcross(row), usual: max(80, chartHeight - insets))
        }
        height = .infinity
      }
      // A row of images is as high as the highest of them.
      for row in 0..<rows where figure.narrow?.chartHeight == nil {
        let members = drawings.indices.filter { $0 / columns == row }
        let heights = members.map { k in
          FigureLayout.usedHeight(drawings[k], innerWidth[k % columns], innerHeight[row])
        }
        let keepShape = members.allSatisfy { k in
          let prepared = drawings[k].prepared
          return prepared.frameAspect != nil || rows > 1 && prepared.wishes.naturalSize != nil
        }
        if keepShape, let highest = heights.max() {
          innerHeight[row] = highest
        }
      }
    }
    // Columns of narrow images move together.
    for column in 0..<columns where figure.narrow?.chartHeight == nil {
      let members = drawings.indices.filter { $0 % columns == column }
      let widths = members.map { FigureLayout.fitted(drawings[$0], innerWidth[column], innerHeight[$0 / columns]).width }
      if members.allSatisfy({ drawings[$0].prepared.frameAspect != nil }), let widest = widths.max() {
        innerWidth[column] = widest
      }
    }
    let usedWidth = ownInsets.contains { $0 != nil } ? width : 2 * Theme.padding + Double(columns - 1) * gapX
      + columnInsets.reduce(0) { $0 + $1.left + $1.right } + innerWidth.reduce(0, +)
    let usedHeight = 2 * Theme.padding + Double(rows - 1) * FigureLayout.gapY + titleHeight
      + rowInsets.reduce(0) { $0 + $1.top + $1.bottom } + innerHeight.reduce(0, +)
    height = min(height, usedHeight)
    if figure.size == nil || drawings.isEmpty || height == .infinity { height = max(min(height, usedHeight), 40) }

    var scene = Scene(width: (min(width, max(usedWidth, title.width + 20)) * 4).rounded(.up) / 4, height: (height * 4).rounded(.up) / 4)
    let shift = max(0, (scene.width - usedWidth) / 2)
    var frames: [Rect] = []
    for (k, drawing) in drawings.enumerated() {
      let (row, column) = (k / columns, k % columns)
      var x = Theme.padding + shift
      for c in 0..<column { x += columnInsets[c].left + innerWidth[c] + columnInsets[c].right + gapX }
      x += ownInsets[k]?.left ?? columnInsets[column].left
      var y = Theme.padding + titleHeight
      for r in 0..<row { y += rowInsets[r].top + innerHeight[r] + rowInsets[r].bottom + FigureLayout.gapY }
      y += rowInsets[row].top
      let box = FigureLayout.fitted(drawing, roomAcross(k), innerHeight[row])
      let left = (x + (roomAcross(k) - box.width) / 2).rounded() + 0.5
      // Frames below titles begin at one height, so that the titles of a row stand on one line.
      let isTitled = columns > 1
        && drawings.indices.contains { $0 / columns == row && !drawings[$0].prepared.axes.title.isEmpty }
      let top = (y + (isTitled ? 0 : (innerHeight[row] - box.height) / 2)).rounded() + 0.5
      frames.append(Rect(x: left, y: top, width: box.width.rounded(), height: box.height.rounded()))
    }
    if !title.isEmpty {
      let at = Point(scene.width / 2, Theme.padding + 2)
      let origin = title.origin(at: at, anchor: TextAnchor(.center, .top), degrees: 0)
      scene.items.append(.text(SceneText(text: title, origin: origin, degrees: 0, color: Theme.titleText)))
    }
    let scales = FigureLayout.textScales(drawings, frames, columns: columns, width: scene.width, height: scene.height)
    for k in drawings.indices { drawings[k].scales = scales }
    for (drawing, frame) in zip(drawings, frames) { scene.items += drawing.items(in: frame) }
    if drawings.isEmpty {
      let note = Typesetter.set("A figure without axes", size: Theme.labelSize)
      let origin = note.origin(at: Point(scene.width / 2, scene.height / 2), anchor: TextAnchor(.center, .middle), degrees: 0)
      scene.items.append(.text(SceneText(text: note, origin: origin, degrees: 0, color: Theme.tickText)))
    }
    self.scene = scene
    self.frames = frames
    self.drawings = drawings
  }

  private static func title(_ figure: Figure, _ width: Double) -> TypesetText {
    guard !figure.title.isEmpty else { return TypesetText() }
    return Typesetter.fitted(figure.title, width: width - 30, size: Theme.figureTitleSize, upTo: width - 20)
  }

  /// How far the titles of each row stand above their frames.
  private static func titleLifts(
    _ drawings: [AxesDrawing], _ columns: Int, _ widths: [Double], _ heights: [Double]
  ) -> [Double] {
    var lifts = [Double](repeating: 0, count: heights.count)
    for (k, drawing) in drawings.enumerated() where !drawing.prepared.axes.title.isEmpty && columns > 1 {
      let row = k / columns
      lifts[row] = max(lifts[row], drawing.neededLift(width: widths[k % columns], height: heights[row]))
    }
    return lifts
  }

  private static func shares(_ wanted: [Double]?, _ columns: Int) -> [Double] {
    guard let wanted, wanted.count == columns, wanted.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      return [Double](repeating: 1 / Double(columns), count: columns)
    }
    let sum = wanted.reduce(0, +)
    return wanted.map { $0 / sum }
  }

  /// The frame of a drawing within the room it has.
  private static func fitted(_ drawing: AxesDrawing, _ width: Double, _ height: Double) -> (width: Double, height: Double) {
    let (w, h) = (max(width, 10), max(height, 10))
    guard let aspect = drawing.prepared.frameAspect else { return (w, h) }
    return w * aspect <= h ? (w, w * aspect) : (h / aspect, h)
  }

  /// How much of its room a drawing needs: a diagram that is shrunk to its width needs less height.
  private static func usedHeight(_ drawing: AxesDrawing, _ width: Double, _ height: Double) -> Double {
    guard drawing.prepared.frameAspect == nil, let natural = drawing.prepared.wishes.naturalSize else {
      return fitted(drawing, width, height).height
    }
    return min(max(height, 10), width * natural.height / natural.width)
  }

  private static func defaultSize(_ figure: Figure, _ drawings: [AxesDrawing]) -> (width: Double, height: Double) {
    let rows = Double(max(figure.rows, 1))
    let areImages = !drawings.isEmpty && drawings.allSatisfy { $0.prepared.frameAspect != nil }
    if drawings.count == 1, let natural = drawings[0].prepared.wishes.naturalSize {
      // The texts at their proper size, between a small figure and the largest that viewers draw.
      let titles = drawings[0].insets(width: natural.width, height: natural.height)
      let width = (natural.width + titles.left + titles.right + 2 * Theme.padding + 2) / 96
      let height = (natural.height + titles.top + titles.bottom + 2 * Theme.padding + 2) / 96
      return (min(max(width, 3), 200), min(max(height, 1), 200))
    }
    switch figure.columns {
    case 1: return (6.4, rows == 1 ? 4 : (areImages ? 2.2 : 2.7) * rows)
    case 2: return (9, (areImages ? 4.2 : 3.3) * rows)
    default: return (9.6, (areImages ? 4 : 3) * rows)
    }
  }

  private static func drawings(_ figure: Figure) -> [AxesDrawing] {
    var prepared = figure.cells.map { PreparedAxes($0, narrowTexts: figure.narrow?.textScale) }
    if figure.sharesX || figure.sharesY {
      let limits = prepared.map { $0.dataLimits() }
      var common = DataLimits()
      for limit in limits {
        common.x = common.x.union(limit.x)
        common.y = common.y.union(limit.y)
      }
      for k in prepared.indices {
        prepared[k].setRanges(
          DataLimits(x: figure.sharesX ? common.x : limits[k].x, y: figure.sharesY ? common.y : limits[k].y))
      }
    }
    let isUnfolded = figure.narrow?.isUnfolded ?? false
    return prepared.enumerated().map { k, axes in
      let first = prepared[k - k % figure.columns]
      return AxesDrawing(
        prepared: axes, hidesXLabels: figure.sharesX && !isUnfolded && k + figure.columns < prepared.count,
        hidesYLabels: k % figure.columns != 0
          && (figure.sharesY && !isUnfolded || figure.narrow != nil && axes.repeatsRows(of: first)))
    }
  }
}

extension DataLimits.Extent {
  /// What either of two reaches.
  func union(_ other: DataLimits.Extent) -> DataLimits.Extent {
    var result = self
    result.lower = min(lower, other.lower)
    result.upper = max(upper, other.upper)
    result.smallestPositive = min(smallestPositive, other.smallestPositive)
    result.edges += other.edges
    return result
  }
}
