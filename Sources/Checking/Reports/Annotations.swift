import NotebookModel

/// Findings as annotations of GitHub Actions (workflow commands on standard output).
///
/// - Parameter lessons: Their paths are taken as from the repository's folder.
public func gitHubAnnotations(of lessons: [CheckedLesson]) -> String {
  var text = ""
  for lesson in lessons {
    if let failure = lesson.failure { text += "::error file=\(property(lesson.path)),line=1::\(message(failure))\n" }
    for finding in lesson.findings {
      let difference = finding.plainDifference
      text +=
        "::\(finding.isWarning ? "warning" : "error") file=\(property(lesson.path)),line=\(finding.position.line),"
        + "endLine=\(max(finding.lastLine, finding.position.line)),col=\(finding.position.column),"
        + "title=\(property(finding.kind.summary))::"
        + message(finding.message + (difference.isEmpty ? "" : "\n" + difference)) + "\n"
    }
  }
  return text
}

private func message(_ text: String) -> String {
  text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
}

private func property(_ text: String) -> String {
  message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
}
