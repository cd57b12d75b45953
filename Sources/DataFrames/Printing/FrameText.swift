/// The part of a frame that is shown, and where rows or columns were left out.
struct ShownFrame {
  var frame: DataFrame
  /// How many rows stand above the gap, if there is one.
  var rowGap: Int?
  /// How many columns stand left of the gap, if there is one.
  var columnGap: Int?
  /// Whether a shown column's heading is set off as that of numbers. As in pandas it is the column at the
  /// same position of the whole frame that decides, also where columns were left out.
  var isSetOff: [Bool]

  /// Cuts as pandas does in a notebook: more than 60 rows to the first and last 5, more than 20 columns to
  /// the first and last 10.
  init(_ whole: DataFrame) {
    frame = whole
    isSetOff = whole.columns.map(\.isNumeric)
    if whole.columnCount > 20 {
      columnGap = 10
      let shown = Array(0..<10) + Array(whole.columnCount - 10..<whole.columnCount)
      frame = DataFrame(
        names: shown.map { whole.columnNames[$0] }, columns: shown.map { whole.columns[$0] }, index: whole.index)
    }
    if whole.rowCount > 60 {
      rowGap = 5
      frame = frame.taking(Array(0..<5) + Array(whole.rowCount - 5..<whole.rowCount))
    }
  }

  var isCut: Bool { rowGap != nil || columnGap != nil }
}

extension DataFrame: CustomStringConvertible {
  /// The frame as pandas 3 prints it in a notebook: lines of at most 80 characters, wide frames wrapped,
  /// long ones cut, with the shape where something was left out.
  public var description: String {
    let shown = ShownFrame(self)
    let text = isEmpty ? emptyDescription : FrameText(shown).wrapped(width: 80)
    return shown.isCut ? "\(text)\n\n[\(rowCount) rows x \(columnCount) columns]" : text
  }

  private var emptyDescription: String {
    func listed(_ items: [String]) -> String {
      "[" + items.prefix(100).joined(separator: ", ") + (items.count > 100 ? ", ...]" : "]")
    }
    let labels = columnCount == 0 && rowCount > 0 ? index.slicing(0..<Swift.min(101, rowCount)).texts : []
    return "Empty DataFrame\nColumns: \(listed(columnNames.map(escapingLines)))\nIndex: \(listed(labels))"
  }
}

/// The columns of texts that a frame is printed from.
private struct FrameText {
  /// The labels of the rows, padded, header lines included.
  var labels: [String]
  /// The texts of each column, padded, header lines included.
  var columns: [[String]]

  init(_ shown: ShownFrame) {
    let frame = shown.frame
    let hasNames = frame.index.names.contains { $0 != nil }
    labels = [""] + adjoined(frame.index.levelTexts(withNames: hasNames).map(leftAligned), space: 1)
    columns = frame.columns.enumerated().map { position, storage in
      let name = escapingLines(frame.columnNames[position])
      let header = shown.isSetOff[position] ? " " + name : name
      let texts = rightAligned(columnTexts(storage), minimum: width(header))
      let columnWidth = Swift.max(texts.first.map(width) ?? 0, width(header))
      return ([header] + (hasNames ? [""] : []) + texts).map { padded($0, left: columnWidth) }
    }
    if let gap = shown.columnGap {
      columns.insert([String](repeating: " ...", count: labels.count), at: gap)
    }
    if let gap = shown.rowGap {
      let line = labels.count - frame.rowCount + gap
      let labelWidth = labels.map(width).max() ?? 0
      // pandas measures the cell that stands `gap` lines below the top, header lines included.
      labels.insert(padded(width(labels[gap]) > 3 ? "..." : "..", right: width(labels[gap])), at: line)
      labels = labels.map { padded($0, right: labelWidth) }
      for position in columns.indices {
        let isGap = position == shown.columnGap
        let cell = width(columns[position][gap])
        columns[position].insert(padded(cell > 3 || isGap ? "..." : "..", left: isGap ? 4 : cell), at: line)
      }
    }
  }

  /// The columns side by side, in as many blocks as the width asks for.
  func wrapped(width limit: Int) -> String {
    let widths = columns.map { $0.map(width).max() ?? 0 }
    let room = limit - (labels.map(width).max() ?? 0) - 1
    var ends = [Int]()
    var current = 0
    for (position, columnWidth) in widths.enumerated() {
      current += columnWidth + 1
      let reserve = position == widths.count - 1 ? 1 : 2
      if current + reserve > room && position > 0 {
        ends.append(position)
        current = columnWidth + 1
      }
    }
    ends.append(columns.count)
    var blocks = [String]()
    var start = 0
    for (block, end) in ends.enumerated() {
      var parts = [labels] + columns[start..<end]
      if ends.count > 1 {
        let isLast = block == ends.count - 1
        parts.append((0..<labels.count).map { isLast ? " " : ($0 == 0 ? " \\" : "  ") })
      }
      blocks.append(adjoined(parts, space: 1).joined(separator: "\n"))
      start = end
    }
    return blocks.joined(separator: "\n\n")
  }
}

extension Index {
  /// The texts of each level, its name first if asked for; a level's text is left out where it and those
  /// before it repeat the line above.
  func levelTexts(withNames: Bool) -> [[String]] {
    var levels: [[String]]
    switch labels {
    case .range(let start, let count, let step):
      let texts = (0..<count).map { String(start + $0 * step) }
      let widest = Swift.max(texts.first.map(width) ?? 0, texts.last.map(width) ?? 0)
      levels = [texts.map { padded($0, right: widest) }]
    case .levels(let storages):
      levels = storages.map(labelTexts)
    }
    if levels.count > 1 {
      for row in stride(from: count - 1, to: 0, by: -1) {
        for level in 0..<levels.count - 1 {
          guard levels[level][row] == levels[level][row - 1] else { break }
          levels[level][row] = ""
        }
      }
    }
    return withNames ? zip(names, levels).map { [escapingLines($0 ?? "")] + $1 } : levels
  }
}

/// The texts of labels: aligned to the left, without the space in front that they have in common.
private func labelTexts(_ storage: Storage) -> [String] {
  var texts = rawColumnTexts(storage)
  if storage.type != .string { texts = leftAligned(texts) }
  while !texts.isEmpty, texts.allSatisfy({ $0.first == " " }) { texts = texts.map { String($0.dropFirst()) } }
  return texts
}
