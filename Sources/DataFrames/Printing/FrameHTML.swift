extension DataFrame {
  /// The frame as a table for a page, with the same cut as in print.
  ///
  /// Column names are headings of columns (`scope="col"`), labels headings of rows (`scope="row"`). The
  /// classes are `frame` for the whole, `number` for right-aligned numbers, `gap` for what was left out,
  /// `shape` for the line that tells the size of the whole.
  public var html: String {
    let shown = ShownFrame(self)
    let frame = shown.frame
    let hasNames = frame.index.names.contains { $0 != nil }
    var text = "<div class=\"frame\" role=\"region\" aria-label=\"Table of \(counted(rowCount, "row")) and "
    text += "\(counted(columnCount, "column"))\" tabindex=\"0\">\n<table>\n<thead>\n<tr>"
    for level in 0..<frame.index.levelCount {
      let name = hasNames ? frame.index.names[level] ?? "" : ""
      text += name.isEmpty ? "<td></td>" : "<th scope=\"col\">\(escapedForHTML(name))</th>"
    }
    for position in frame.columns.indices {
      if position == shown.columnGap { text += "<th class=\"gap\" scope=\"col\">…</th>" }
      let kind = frame.columns[position].isNumeric ? " class=\"number\"" : ""
      text += "<th\(kind) scope=\"col\">\(escapedForHTML(frame.columnNames[position]))</th>"
    }
    text += "</tr>\n</thead>\n<tbody>\n"
    let levels = frame.index.levelTexts(withNames: false)
    let columns = frame.columns.map(rawColumnTexts)
    for row in 0..<frame.rowCount {
      if row == shown.rowGap {
        let width = levels.count + columns.count + (shown.columnGap == nil ? 0 : 1)
        text += "<tr class=\"gap\"><td colspan=\"\(width)\">⋮</td></tr>\n"
      }
      text += "<tr>"
      for level in levels { text += "<th scope=\"row\">\(escapedForHTML(trimmed(level[row])))</th>" }
      for (position, column) in columns.enumerated() {
        if position == shown.columnGap { text += "<td class=\"gap\">…</td>" }
        let kind = frame.columns[position].isNumeric ? " class=\"number\"" : ""
        text += "<td\(kind)>\(escapedForHTML(trimmed(column[row])))</td>"
      }
      text += "</tr>\n"
    }
    text += "</tbody>\n</table>\n"
    if shown.isCut || isEmpty {
      text += "<p class=\"shape\">\(counted(rowCount, "row")) × \(counted(columnCount, "column"))</p>\n"
    }
    return text + "</div>\n"
  }
}

private func trimmed(_ text: String) -> String {
  var part = Substring(text)
  while part.first == " " { part = part.dropFirst() }
  while part.last == " " { part = part.dropLast() }
  return String(part)
}

/// A text with the characters that HTML gives a sense written as entities.
func escapedForHTML(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}
