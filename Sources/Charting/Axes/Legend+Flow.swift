extension Legend {
  /// The entries side by side, on as many lines as they need.
  struct Flow {
    /// One for all, so that the texts of one line stand under those of another.
    fileprivate var sampleWidth = Legend.sampleWidth
    fileprivate var entries: [(row: (key: LegendKey, text: TypesetText)?, text: TypesetText, at: Point)] = []
    var height = 0.0

    /// Draws the entries with their upper left corner at `corner`.
    func items(at corner: Point) -> [SceneItem] {
      var items: [SceneItem] = []
      for entry in entries {
        var left = corner.x + entry.at.x
        let top = corner.y + entry.at.y
        if let row = entry.row {
          let middle = top + Theme.legendSize * 0.38
          let width = sampleWidth
          items += Legend.sample(row.key.sample, Rect(x: left, y: middle - 5.5, width: width, height: 11))
          left += width + Legend.gap
        }
        items.append(
          .text(
            SceneText(
              text: entry.text, origin: Point(left, top + entry.text.ascent), degrees: 0,
              color: .ink.opacity(entry.row == nil ? 0.9 : 0.85))))
      }
      return items
    }
  }

  /// Single markers need less room than lines.
  fileprivate static func sampleWidth(_ key: LegendKey) -> Double {
    if case .marker = key.sample { return 12 }
    return sampleWidth
  }

  /// The legend's entries as they fill lines of the given width, the title first.
  func flowed(width: Double) -> Flow {
    var flow = Flow()
    flow.sampleWidth = rows.map { Legend.sampleWidth($0.key) }.max() ?? Legend.sampleWidth
    let before = flow.sampleWidth + Legend.gap
    var (x, y) = (0.0, 0.0)
    var lineHeight = 0.0
    func add(_ row: (key: LegendKey, text: TypesetText)?, _ text: TypesetText) {
      let needed = text.width + (row == nil ? 0 : before)
      if x > 0, x + needed > width {
        y += lineHeight + Legend.rowGap
        (x, lineHeight) = (0, 0)
      }
      flow.entries.append((row, text, Point(x, y)))
      lineHeight = max(lineHeight, text.height)
      x += needed + 2 * Legend.gap
    }
    if let title { add(nil, title) }
    for row in rows {
      let isWider = row.text.width + before > width
      add(row, isWider ? Legend.text(row.key.label, width: max(width - before, 60)) : row.text)
    }
    flow.height = y + lineHeight
    return flow
  }
}
