extension Figure {
  /// The column of a page on a phone, in inches.
  private static let narrowWidth = 3.44

  /// The widest diagrams, in CSS pixels, that can still be read when they are as narrow as a phone: alone, where the
  /// reader could scroll instead, and beside others.
  private static let largestShrunk = (alone: 440.0, beside: 800.0)

  /// The figure for a narrow page: its charts one below the other, small pictures in fewer columns, texts as large as
  /// ever; `nil` where the figure is narrow already, or is a diagram that needs its width.
  func narrowed(_ layout: FigureLayout) -> FigureLayout? {
    let prepared = cells.map { PreparedAxes($0, narrowTexts: 1) }
    let largest = prepared.count > 1 ? Figure.largestShrunk.beside : Figure.largestShrunk.alone
    guard format != .png, layout.scene.width > Figure.narrowWidth * 96 + 4, !prepared.isEmpty,
      prepared.allSatisfy({ $0.wishes.naturalSize.map { $0.width <= largest } ?? true })
    else { return nil }
    if format == .svg, layout.scene.markCount > Figure.markLimit { return nil }
    let arePictures = prepared.allSatisfy { $0.isPicture(in: columns) }
    // Where titles name rows or columns, those must stay what they are.
    let titled = prepared.count { !$0.axes.title.isEmpty }
    let isTable = arePictures && rows > 1 && titled > 0 && titled < prepared.count
    if isTable && columns > 5 { return nil }
    // Drawings of lines and letters cannot be read much smaller than they were made.
    let areImages = prepared.allSatisfy { $0.marks.allSatisfy { $0 is Image } }
    let least = areImages ? 0 : 0.72 * layout.scene.width / 96 / Double(columns)
    var counts = isTable ? [columns] : [1]
    if !isTable, columns > 1, arePictures {
      counts = Figure.narrowColumns(columns).filter { $0 == 1 || Figure.narrowWidth / Double($0) >= least }
    }
    // Texts that stand side by side may find no room; then in fewer columns, or smaller where marks have placed them.
    let hasPlacedTexts = prepared.contains { $0.marks.contains { $0 is Text || $0 is Arrow } }
    var smallTitles: FigureLayout?
    for textScale in hasPlacedTexts ? [1, 0.86, 0.75] : [1] {
      // The smallest texts may come as near to each other as letters do.
      let distance = hasPlacedTexts && textScale > 0.8 ? 5.0 : -4
      let clashes = layout.scene.textClashes(within: distance)
      for count in counts {
        let narrow = narrowed(layout, columns: count, arePictures: arePictures, textScale: textScale)
        guard narrow.scene.textClashes(within: distance) <= clashes else { continue }
        // Nor need their titles become much smaller, where fewer columns will do.
        if narrow.drawings.allSatisfy({ $0.scales.title >= 0.8 }) { return narrow }
        smallTitles = smallTitles ?? narrow
      }
      if smallTitles != nil { break }
    }
    return smallTitles
  }

  /// How far from the left the root of a tree stands that fills the figure and cannot be read at the width of a phone,
  /// from 0 to 1; `nil` where nothing has to scroll.
  func treeRoot(_ layout: FigureLayout) -> Double? {
    guard cells.count == 1, narrow == nil, layout.scene.width > Figure.largestShrunk.alone else { return nil }
    for mark in layout.drawings[0].prepared.marks {
      if let x = (mark as? TreeDrawing)?.rootX(in: layout.frames[0]) { return x / layout.scene.width }
    }
    return nil
  }

  private func narrowed(
    _ layout: FigureLayout, columns count: Int, arePictures: Bool, textScale: Double
  ) -> FigureLayout {
    let whole = (width: layout.scene.width / 96, height: layout.scene.height / 96)
    let cell = (width: whole.width / Double(columns), height: whole.height / Double(max(rows, 1)))
    var figure = self
    figure.columnWidths = nil
    figure.columns = count
    figure.narrow = NarrowStyle(textScale: textScale, isUnfolded: count == 1 && columns > 1)
    let width = Figure.narrowWidth / Double(count)
    if arePictures && count > 1 {
      // What the pictures do not need is left away.
      let height = max(width * cell.height / cell.width * 1.2, 2 * width + 0.5)
      figure.size = (Figure.narrowWidth, min(height * Double(figure.rows) + (title.isEmpty ? 0 : 0.4), 200))
      return FigureLayout(figure)
    }
    if columns > 1 { figure.giveOwnLabels(columns: columns, rows: rows) }
    // A little higher for its width, so that the frame keeps its room beside the texts.
    let height = min(max(width * cell.height / cell.width * 1.2, min(cell.height, 2.3)), 3.4)
    figure.narrow?.chartHeight = height * 96
    figure.size = (Figure.narrowWidth, min(height * Double(figure.rows), 200))
    return FigureLayout(figure)
  }

  /// Gives axes that are to stand alone the labels that they shared with the first of their row and the last of their
  /// column.
  private mutating func giveOwnLabels(columns: Int, rows: Int) {
    for k in cells.indices {
      let last = (rows - 1) * columns + k % columns
      if sharesY, cells[k].vertical.label.isEmpty { cells[k].vertical.label = cells[k - k % columns].vertical.label }
      if sharesX, cells[k].horizontal.label.isEmpty, last < cells.count {
        cells[k].horizontal.label = cells[last].horizontal.label
      }
    }
  }

  /// Fewer columns, the best first: as many as still can be seen, in rows that stay full if they may.
  private static func narrowColumns(_ columns: Int) -> [Int] {
    let fewer = [5, 4, 3, 2, 1].filter { $0 <= columns }
    let full = fewer.filter { $0 >= (columns > 4 ? 3 : 2) && columns % $0 == 0 && $0 < columns }
    return (columns <= 3 ? [] : full) + fewer.filter { columns <= 3 || !full.contains($0) }
  }
}

extension PreparedAxes {
  /// Whether the axes hold an image, or a drawing without axes that keeps its shape, and so may stand beside others.
  fileprivate func isPicture(in columns: Int) -> Bool {
    if !marks.isEmpty && marks.allSatisfy({ $0 is Image }) { return true }
    return !showsAxes && frameAspect != nil && (columns > 3 || !marks.contains { $0 is any SpaceMark })
  }
}

extension Scene {
  /// How many shapes and markers the scene holds.
  var markCount: Int {
    func count(_ items: [SceneItem]) -> Int {
      items.reduce(0) { sum, item in
        switch item {
        case .markers(let batch): sum + batch.positions.count
        case .group(let group): sum + count(group.items)
        default: sum + 1
        }
      }
    }
    return count(items)
  }
}
