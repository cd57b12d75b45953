extension Figure {
  /// The column of a page on a phone, in inches.
  private static let narrowWidth = 3.44

  /// The widest diagrams, in CSS pixels, that can still be read when they are as narrow as a phone: alone, where the
  /// reader could scroll instead, and beside others.
  private static let largestShrunk = (alone: 560.0, beside: 800.0)

  /// The figure for a narrow page: its charts one below the other, small pictures in fewer columns, texts as large as
  /// ever; `nil` where the figure is narrow already, or is a diagram that needs its width.
  func narrowed(_ layout: FigureLayout) -> FigureLayout? {
    let prepared = layout.drawings.map(\.prepared)
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
    // Texts that stand side by side may find no room; then in fewer columns.
    let clashes = layout.scene.textClashes
    // Nor need their titles become much smaller, where fewer will do.
    var smallTitles: FigureLayout?
    for count in isTable ? [columns] : (columns > 1 && arePictures ? Figure.narrowColumns(columns) : [1]) {
      let narrow = narrowed(layout, columns: count, arePictures: arePictures)
      guard narrow.scene.textClashes <= clashes else { continue }
      if narrow.drawings.allSatisfy({ $0.scales.title >= 0.8 }) { return narrow }
      smallTitles = smallTitles ?? narrow
    }
    return smallTitles
  }

  private func narrowed(_ layout: FigureLayout, columns count: Int, arePictures: Bool) -> FigureLayout {
    let whole = (width: layout.scene.width / 96, height: layout.scene.height / 96)
    let cell = (width: whole.width / Double(columns), height: whole.height / Double(max(rows, 1)))
    var figure = self
    figure.columnWidths = nil
    figure.columns = count
    let width = Figure.narrowWidth / Double(count)
    // A little higher for its width, so that the frame keeps its room beside the texts.
    var height = width * cell.height / cell.width * 1.2
    if !arePictures { height = min(max(height, min(cell.height, 2.3)), 3.4) }
    figure.size = (Figure.narrowWidth, min(height * Double(figure.rows) + (title.isEmpty ? 0 : 0.4), 200))
    let narrow = FigureLayout(figure, growsForLegends: true)
    let legends = narrow.legendHeight
    guard legends > 0, let size = figure.size else { return narrow }
    figure.size = (size.width, min(size.height + legends / 96, 200))
    return FigureLayout(figure, growsForLegends: true)
  }

  /// Fewer columns, the best first: as many as still can be seen, in rows that stay full if they may.
  private static func narrowColumns(_ columns: Int) -> [Int] {
    let fewer = [5, 4, 3, 2, 1].filter { $0 <= columns }
    let full = fewer.filter { $0 >= (columns > 4 ? 3 : 2) && columns % $0 == 0 && $0 < columns }
    return (columns <= 3 ? [] : full) + fewer.filter { columns <= 3 || !full.contains($0) }
  }
}

extension FigureLayout {
  /// The height of all legends above their frames.
  fileprivate var legendHeight: Double {
    zip(drawings, frames).reduce(0) { $0 + $1.0.legendHeight(width: $1.1.width) }
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
