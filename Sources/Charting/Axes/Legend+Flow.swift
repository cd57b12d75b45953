extension Legend {
  /// The entries in columns, on as many lines as they need.
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

  /// The legend's entries in as many columns as the width holds, the title on a line of its own.
  func flowed(width: Double) -> Flow {
    var flow = Flow()
    flow.sampleWidth = rows.map { Legend.sampleWidth($0.key) }.max() ?? Legend.sampleWidth
    let before = flow.sampleWidth + Legend.gap
    let texts = rows.map { row in
      row.text.width + before > width ? Legend.text(row.key.label, width: max(width - before, 60)) : row.text
    }
    var y = 0.0
    if let title {
      flow.entries.append((nil, title, Point(0, 0)))
      y = title.height + Legend.rowGap
    }
    // As many columns as there is room for, and no more than the lines then need.
    var count = 1
    for wanted in stride(from: texts.count, through: 2, by: -1) {
      let widths = Flow.columnWidths(texts, count: wanted)
      if widths.reduce(0, +) + Double(wanted) * before + Double(wanted - 1) * Flow.columnGap <= width {
        let lines = (texts.count + wanted - 1) / wanted
        count = (texts.count + lines - 1) / lines
        break
      }
    }
    let widths = Flow.columnWidths(texts, count: count)
    for first in stride(from: 0, to: texts.count, by: count) {
      var x = 0.0
      var lineHeight = 0.0
      for k in first..<min(first + count, texts.count) {
        flow.entries.append((rows[k], texts[k], Point(x, y)))
        x += before + widths[k - first] + Flow.columnGap
        lineHeight = max(lineHeight, texts[k].height)
      }
      y += lineHeight + Legend.rowGap
    }
    flow.height = max(y - Legend.rowGap, 0)
    return flow
  }
}

extension Legend.Flow {
  fileprivate static let columnGap = 2 * Legend.gap

  /// The widths of columns that are filled line by line.
  fileprivate static func columnWidths(_ texts: [TypesetText], count: Int) -> [Double] {
    (0..<count).map { column in stride(from: column, to: texts.count, by: count).reduce(0) { max($0, texts[$1].width) } }
  }
}
