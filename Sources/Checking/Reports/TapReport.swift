import NotebookModel

/// The report in the Test Anything Protocol, version 14: a point for each cell.
func tapReport(of lessons: [CheckedLesson]) -> String {
  let points = lessons.flatMap { lesson in lesson.cases.map { (lesson, $0) } }
  var text = "TAP version 14\n1..\(points.count)\n"
  for (index, (lesson, item)) in points.enumerated() {
    let isGood = item.status == .passed || item.status == .skipped
    text += "\(isGood ? "ok" : "not ok") \(index + 1) - \(plain("\(lesson.path):\(item.line) \(item.name)"))"
    text += item.status == .skipped ? " # SKIP not run\n" : "\n"
    if item.status == .broken { text += details([("message", lesson.failure ?? "")]) }
    for finding in item.findings {
      text += details([
        ("message", finding.message), ("severity", finding.isWarning ? "comment" : "fail"), ("kind", finding.kind.rawValue),
        ("at", "\(lesson.path):\(finding.position.line):\(finding.position.column)"),
        ("difference", finding.plainDifference),
      ])
    }
  }
  return text
}

/// What stands behind a `#` or a line break would be a directive.
private func plain(_ text: String) -> String {
  text.replacing("\\", with: "\\\\").replacing("#", with: "\\#").replacing("\n", with: " ")
}

/// A YAML block.
private func details(_ entries: [(key: String, value: String)]) -> String {
  var text = "  ---\n"
  for (key, value) in entries where !value.isEmpty {
    if value.contains("\n") {
      text += "  \(key): |2\n"
      var lines = value.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.last?.isEmpty ?? false { lines.removeLast() }
      for line in lines { text += "    \(String(line.map { $0.isControl ? "\u{FFFD}" : $0 }))\n" }
    } else {
      text += "  \(key): \"\(value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"\n"
    }
  }
  return text + "  ...\n"
}

extension Character {
  fileprivate var isControl: Bool { unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" } }
}
