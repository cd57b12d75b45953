import NotebookModel

extension PageBuilder {
  /// A formula, or what is wrong with it where it should stand.
  mutating func writeFormula(_ tex: String, isDisplay: Bool, at position: SourcePosition) {
    switch formulas.set(tex, isDisplay: isDisplay, cache: &cache) {
    case .success(let html):
      out.raw(html)
    case .failure(let error):
      let place = error.offset.map { self.place(of: $0, in: tex, at: position) } ?? position
      let anchor = report("this formula cannot be set: \(error.message)", at: place, isAnchored: true)
      out.raw(isDisplay ? "<div class=\"formula-error\"" : "<span class=\"formula-error\"")
      out.attribute("id", anchor)
      out.raw(">")
      writeIcon(.error)
      out.raw("<code>")
      out.text(tex)
      out.raw("</code> <span>")
      out.text("(\(error.message))")
      out.raw(isDisplay ? "</span></div>\n" : "</span></span>")
    }
  }

  /// The lesson's place of a byte of a formula whose first dollar sign stands at `position`.
  ///
  /// Each line of the formula is looked for in its line of the lesson, since a list or a quote may stand before it.
  func place(of offset: Int, in tex: String, at position: SourcePosition) -> SourcePosition {
    let before = tex.utf8.prefix(offset)
    let lines = tex.split(separator: "\n", omittingEmptySubsequences: false)
    let index = min(before.count { $0 == 0x0A }, lines.count - 1)
    let column = before.count - (before.lastIndex(of: 0x0A).map { before.distance(from: before.startIndex, to: $0) + 1 } ?? 0)
    // A block formula begins on the line below its dollar signs.
    for first in position.line...position.line + 1 {
      guard let line = lessonLine(first + index) else { break }
      let start = first + index == position.line ? line.startIndex + max(position.column - 1, 0) : line.startIndex
      guard start <= line.endIndex, let found = line[start...].firstRange(of: Array(lines[index].utf8)) else { continue }
      return SourcePosition(line: first + index, column: found.lowerBound - line.startIndex + column + 1)
    }
    return position
  }
}
