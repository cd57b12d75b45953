import NotebookModel

/// The report in the Test Anything Protocol, version 14: a point for each cell.
func tapReport(of lessons: [CheckedLesson]) -> String {
  let points = lessons.flatMap { lesson in lesson.cases.map { (lesson, $0) } }
  var text = "TAP version 14\n1..\(points.count)\n"
  for (index, (lesson, item)) in points.enumerated() {
    let isGood = item.status == .passed || item.status == .skipped
    text += "\(isGood ? "ok" : "not ok") \(index + 1) - \(plain("\(lesson.path):\(item.line) \(item.name)"))"
    text += item.status == .skipped ? " # SKIP not run\n" : "\n"
    let findings = item.findings.map { entries(of: $0, in: lesson) }
    if item.status == .broken {
      text += block(lines(of: [("message", lesson.failure ?? "")], indent: 2))
    } else if findings.count == 1 {
      text += block(lines(of: findings[0], indent: 2))
    } else if findings.count > 1 {
      // A point has one block.
      text += block("  findings:\n" + findings.map { "  -\n" + lines(of: $0, indent: 4) }.joined())
    }
  }
  return text
}

private func entries(of finding: Finding, in lesson: CheckedLesson) -> [(key: String, value: String)] {
  [
    ("message", finding.message), ("severity", finding.isWarning ? "comment" : "fail"), ("kind", finding.kind.rawValue),
    ("at", "\(lesson.path):\(finding.position.line):\(finding.position.column)"), ("difference", finding.plainDifference),
  ]
}

/// What stands behind a `#` or a line break would be a directive.
private func plain(_ text: String) -> String {
  text.replacing("\\", with: "\\\\").replacing("#", with: "\\#").replacing("\n", with: " ")
}

/// A YAML block.
private func block(_ lines: String) -> String { "  ---\n\(lines)  ...\n" }

/// Keys and values as YAML.
private func lines(of entries: [(key: String, value: String)], indent: Int) -> String {
  let margin = String(repeating: " ", count: indent)
  var text = ""
  for (key, value) in entries where !value.isEmpty {
    if value.contains("\n") {
      text += "\(margin)\(key): |2\n"
      var lines = value.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.last?.isEmpty ?? false { lines.removeLast() }
      for line in lines { text += "\(margin)  \(String(line.map { $0.isControl ? "\u{FFFD}" : $0 }))\n" }
    } else {
      text += "\(margin)\(key): \"\(value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"\n"
    }
  }
  return text
}

extension Character {
  fileprivate var isControl: Bool { unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" } }
}
