extension Series: CustomStringConvertible {
  /// The series as pandas 3 prints it: labels, values, and a line with name, length where it was cut, and
  /// type. More than 60 rows are cut to the first and last 5.
  public var description: String {
    let isCut = count > 60
    var footer = name.map { "Name: \(escapingLines($0)), " } ?? ""
    if isCut { footer += "Length: \(count), " }
    footer += "dtype: \(typeName)"
    if count == 0 { return "Series([], \(footer))" }

    let shown = isCut ? taking(Array(0..<5) + Array(count - 5..<count)) : self
    let hasNames = shown.index.names.contains { $0 != nil }
    var labels = shown.index.levelTexts(withNames: true)
    var lines = labels.count == 1 ? labels.removeFirst() : adjoined(labels, space: 2)
    let header = lines.removeFirst()
    var values = columnTexts(shown.storage)
    if isCut {
      let columnWidth = width(values[4])
      values.insert(centered(columnWidth > 3 ? "..." : "..", columnWidth), at: 5)
      lines.insert("", at: 5)
    }
    let body = adjoined([lines, values], space: 3).joined(separator: "\n")
    return (hasNames ? header + "\n" : "") + body + "\n" + footer
  }
}
