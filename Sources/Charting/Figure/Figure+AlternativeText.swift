extension Figure {
  /// What a reader who does not see the picture is told: the kinds of marks, axes, series, ranges and what
  /// stands out; or what the author wrote instead.
  public var alternativeText: String { alternativeText(FigureLayout(self)) }

  func alternativeText(_ layout: FigureLayout) -> String {
    if let authorsAlternativeText { return authorsAlternativeText }
    var sentences: [String] = []
    if !title.isEmpty { sentences.append(Figure.plain(title) + ".") }
    let drawings = layout.drawings
    if drawings.isEmpty { sentences.append("A figure without axes.") }
    if drawings.count > 1 { sentences.append("\(drawings.count) charts in \(counted(rows, "row")).") }
    for (k, drawing) in drawings.enumerated() {
      if k == 12 && drawings.count > 14 {
        sentences.append("\(drawings.count - k) more of the same kind.")
        break
      }
      if drawings.count > 1 { sentences.append("Chart \(k + 1):") }
      sentences.append(drawing.prepared.description)
    }
    return sentences.joined(separator: " ")
  }

  /// A label as it would be read: without dollars and braces, with characters for commands.
  static func plain(_ label: String) -> String {
    var text = ""
    var rest = label[...]
    while let character = rest.popFirst() {
      switch character {
      case "$", "{", "}": break
      case "\n": text.append(" ")
      case "\\":
        let name = rest.prefix { $0.isLetter }
        rest = rest.dropFirst(name.count)
        if let symbol = MathParser.symbols[String(name)]?.0 {
          text.unicodeScalars.append(symbol)
        } else if !isStyle(name) {
          text += name
        }
      default: text.append(character)
      }
    }
    return text
  }

  /// Commands that change how something looks and are no words.
  private static func isStyle(_ command: Substring) -> Bool {
    ["mathrm", "mathit", "mathbf", "text", "textit", "left", "right", "displaystyle"].contains(command)
  }
}

extension PreparedAxes {
  /// The axes in sentences.
  var description: String {
    var sentences: [String] = []
    let described = zip(marks, styles).map { $0.described($1, names) }
    var kinds: [String] = []
    for mark in described where !kinds.contains(mark.kind) { kinds.append(mark.kind) }
    var first = kinds.isEmpty ? "Empty chart" : kinds.joined(separator: " and ") + " chart"
    if kinds.count == 1, ["image", "diagram", "tree", "network"].contains(where: { kinds[0].contains($0) }) { first = kinds[0] }
    first = first.prefix(1).uppercased() + first.dropFirst()
    if !axes.title.isEmpty { first += " “\(Figure.plain(axes.title))”" }
    sentences.append(first + ".")
    if showsAxes {
      sentences.append(axis("Horizontal axis", xLabel, axes.horizontal, xRange, wishes.xNames ?? names.x))
      sentences.append(axis("vertical axis", yLabel, axes.vertical, yRange, wishes.yNames ?? names.y))
      let last = sentences.removeLast()
      sentences[sentences.count - 1] = String(sentences[sentences.count - 1].dropLast()) + "; " + last
    }
    for mark in described.prefix(12) {
      let label = mark.label.map { "“\(Figure.plain($0))” (\(mark.kind)): " } ?? (described.count > 1 ? "\(mark.kind): " : "")
      let sentence = label + mark.sentence
      if !mark.sentence.isEmpty { sentences.append(sentence.prefix(1).uppercased() + sentence.dropFirst() + ".") }
    }
    if described.count > 12 { sentences.append("And \(described.count - 12) more.") }
    sentences += problems.map { "Not drawn: \($0)" }
    return sentences.joined(separator: " ")
  }

  private func axis(
    _ name: String, _ label: String, _ axis: Axis, _ range: (lower: Double, upper: Double), _ names: [String]
  ) -> String {
    var text = name
    if !label.isEmpty { text += " “\(Figure.plain(label))”" }
    if !names.isEmpty {
      text += names.count <= 12 ? " with " + names.joined(separator: ", ") : " with \(names.count) categories"
    } else {
      text += " from \(Wording.number(range.lower)) to \(Wording.number(range.upper))"
    }
    if axis.scale == .logarithmic { text += ", logarithmic" }
    return text + "."
  }
}
