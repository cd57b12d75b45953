import NotebookModel

extension PageBuilder {
  /// A cell: its code, and joined below it what came of it.
  mutating func writeCell(_ index: Int) {
    guard document.cells.indices.contains(index) else { return }
    let cell = document.cells[index]
    let result = results[index]
    let hasFailed = result.map { !$0.isExpected && $0.status != .notRun } ?? false
    // What is hidden stays so, but a failure is never kept from the reader.
    let isShown = cell.options.include && !cell.isHidden
    guard isShown || hasFailed else { return }

    let outputs = captured { $0.writeOutcome(of: cell, result: result, showsOutput: isShown && cell.options.output) }
    let showsSource = isShown && cell.options.echo
    guard showsSource || !outputs.isEmpty else { return }

    let anchor = anchors[index] ?? "cell-\(index + 1)"
    let name = cell.number.map { words(.cell, "\($0)") } ?? words(.expression)
    out.raw("<section")
    let pictureWidth = isShown && cell.options.output ? Self.pictureWidth(result) : 0
    let isWide = pictureWidth > Self.columnWidth
    out.attribute("class", "cell" + (showsSource ? "" : " no-source") + (isWide ? " wide" : ""))
    if isWide { out.attribute("style", "--width:\(Self.plain(pictureWidth))px") }
    out.attribute("id", anchor)
    out.attribute("aria-label", cell.label.map { "\(name), \($0)" } ?? name)
    out.raw(">\n")
    if let number = cell.number {
      out.raw("<a class=\"cell-number\"")
      out.attribute("href", "#\(anchor)")
      out.attribute("aria-label", words(.linkToCell, "\(number)"))
      out.raw(">\(number)</a>\n")
    }
    if showsSource { writeSource(of: cell, result: result) }
    if !outputs.isEmpty {
      out.raw("<div class=\"output\">\n")
      out.raw(outputs)
      out.raw("</div>\n")
    }
    if showsSource, let note = behaviourNote(cell, result: result) {
      out.raw("<p class=\"remark\">")
      out.text(note)
      out.raw("</p>\n")
    }
    if showsDurations, let result, result.status != .notRun, result.status != .ignored {
      out.raw("<p class=\"duration\">")
      out.text(duration(result))
      out.raw("</p>\n")
    }
    out.raw("</section>\n")
  }

  /// Pictures up to this width are still read well when they are scaled down to the column; wider ones take more room.
  private static let columnWidth = 940.0

  /// How wide the widest picture of a cell is, in CSS pixels.
  private static func pictureWidth(_ result: CellResult?) -> Double {
    (result?.outputs ?? []).reduce(0) { widest, output in
      switch output {
      case .display(let display), .value(let display): isPicture(output) ? max(widest, display.width ?? 0) : widest
      default: widest
      }
    }
  }

  /// The code, folded away where the lesson says so. Of an exercise's cell the learner's copy is shown, and the
  /// solution folded.
  private mutating func writeSource(of cell: Cell, result: CellResult?) {
    if !cell.solutions.isEmpty, !isInSolution {
      writeSourceBox(Self.shownSource(of: cell, remark: words(.yourCode)))
      out.raw("<details class=\"fold\"><summary>")
      out.text(words(.solution))
      out.raw("</summary>")
      writeSourceBox(Self.shownSource(of: cell))
      out.raw("</details>\n")
    } else if cell.options.codeFold == .open {
      writeSourceBox(Self.shownSource(of: cell))
      out.raw("\n")
    } else {
      out.raw(cell.options.codeFold == .show ? "<details class=\"fold\" open>" : "<details class=\"fold\">")
      out.raw("<summary>")
      out.text(cell.options.codeSummary ?? words(.code))
      out.raw("</summary>")
      writeSourceBox(Self.shownSource(of: cell))
      out.raw("</details>\n")
    }
  }

  private mutating func writeSourceBox(_ source: String) {
    out.raw("<div class=\"source\"><pre><code class=\"swift\">")
    writeHighlighted(source)
    out.raw("</code></pre></div>")
  }

  /// The source without its option lines, the marks of solutions and empty lines at its ends; with a remark in each
  /// solution's place if there is one.
  static func shownSource(of cell: Cell, remark: String? = nil) -> String {
    var lines: [Substring] = []
    for (index, line) in cell.source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index < cell.optionLineCount { continue }
      guard let solution = cell.solutions.first(where: { $0.lines.contains(index + 1) }) else {
        lines.append(line)
        continue
      }
      let isFirst = index + 1 == solution.lines.lowerBound
      guard let remark else {
        if !isFirst, index + 1 != solution.lines.upperBound { lines.append(line) }
        continue
      }
      if isFirst { lines.append("\(line.prefix(while: \.isWhitespace))// \(remark)") }
    }
    while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// What the reader should know of a cell that did not simply run.
  private func behaviourNote(_ cell: Cell, result: CellResult?) -> String? {
    switch cell.behaviour {
    case .ignore: return words(.shownOnly)
    case .noRun: return result?.status == .compileError ? nil : words(.compiledOnly)
    case .run, .compileFail, .shouldThrow, .shouldCrash:
      return result == nil || result?.status == .notRun ? words(.cellNotRun) : nil
    }
  }

  /// Swift with its words coloured; kept from run to run, since parsing costs more than all else here.
  mutating func writeHighlighted(_ source: String) {
    let html = cache.value(for: ContentHash("swift", source)) { Self.highlighted(source) }
    out.raw(html)
  }

  private static func highlighted(_ source: String) -> [UInt8] {
    let cell = Cell(
      index: 0, number: nil, role: .block, source: source, lineMap: [],
      range: SourceRange(bytes: 0..<0, lines: 1...1), contentBytes: 0..<0)
    let bytes = Array(source.utf8)
    var out = HTMLWriter(reserving: bytes.count * 2)
    var position = 0
    for span in cell.highlights where span.bytes.lowerBound >= position && span.bytes.upperBound <= bytes.count {
      out.text(bytes: bytes[position..<span.bytes.lowerBound])
      out.raw("<span class=\"\(HighlightClass.name(of: span))\">")
      out.text(bytes: bytes[span.bytes])
      out.raw("</span>")
      position = span.bytes.upperBound
    }
    out.text(bytes: bytes[position...])
    return out.bytes
  }

  /// Run time, and compile time where it was not spared.
  private func duration(_ result: CellResult) -> String {
    let ran = Self.seconds(result.runSeconds)
    return result.isCached ? words(.ran, ran) : words(.compiledAndRan, Self.seconds(result.compileSeconds), ran)
  }

  /// `0.123 s`, `12.3 s`: three digits.
  static func seconds(_ value: Double) -> String {
    let places = value < 10 ? 3 : value < 100 ? 2 : 1
    let scale = places == 3 ? 1000.0 : places == 2 ? 100.0 : 10.0
    let scaled = Int((max(value, 0) * scale).rounded())
    let fraction = String(scaled % Int(scale))
    return "\(scaled / Int(scale)).\(String(repeating: "0", count: places - fraction.count))\(fraction) s"
  }
}
