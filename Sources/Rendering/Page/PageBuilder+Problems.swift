import NotebookModel

extension PageBuilder {
  /// What went wrong, at the top of the page, each with a link to its place.
  mutating func writeProblems() {
    var failures: [CellResult] = []
    var notRun = 0
    for result in results.compactMap({ $0 }) where !result.isExpected || result.status == .notRun {
      if result.status != .notRun {
        failures.append(result)
      } else if document.cells[result.cell].behaviour != .noRun, document.cells[result.cell].role == .block {
        notRun += 1
      }
    }
    var lessonErrors = document.diagnostics.map { (diagnostic: $0, anchor: String?.none) }
    for (index, diagnostic) in diagnostics.enumerated() { lessonErrors.append((diagnostic, diagnosticAnchors[index])) }
    lessonErrors = lessonErrors.filter { $0.diagnostic.severity == .error }
    lessonErrors.sort { $0.diagnostic.position < $1.diagnostic.position }
    guard !failures.isEmpty || !lessonErrors.isEmpty || run.interruption != nil else { return }

    out.raw("<section class=\"problems\" id=\"problems\" aria-labelledby=\"problems-title\">\n<h2 id=\"problems-title\">")
    writeIcon(.error)
    out.text(summary(failures: failures.count, lessonErrors: lessonErrors.count))
    out.raw("</h2>\n")
    if !failures.isEmpty || !lessonErrors.isEmpty {
      out.raw("<ul>\n")
      for failure in failures { writeProblem(failure) }
      for error in lessonErrors { writeProblem(error.diagnostic, anchor: error.anchor) }
      out.raw("</ul>\n")
    }
    if let interruption = run.interruption {
      out.raw("<p>")
      out.text(words(.endedEarly, interruption))
      out.raw("</p>\n")
    }
    if notRun > 0 {
      out.raw("<p>")
      out.text(notRun == 1 ? words(.oneCellWasNotRun) : words(.cellsWereNotRun, "\(notRun)"))
      out.raw("</p>\n")
    }
    out.raw("</section>\n")
  }

  private func summary(failures: Int, lessonErrors: Int) -> String {
    var parts: [String] = []
    if failures > 0 { parts.append(failures == 1 ? words(.oneCellFailed) : words(.cellsFailed, "\(failures)")) }
    if lessonErrors > 0 {
      parts.append(lessonErrors == 1 ? words(.oneErrorInLesson) : words(.errorsInLesson, "\(lessonErrors)"))
    }
    return parts.isEmpty ? words(.isNotComplete) : parts.joined(separator: ", ")
  }

  private mutating func writeProblem(_ result: CellResult) {
    let cell = document.cells[result.cell]
    let error = result.diagnostics.first { $0.severity == .error }
    let line = error?.line ?? result.failure?.position?.line ?? cell.line
    out.raw("<li><a")
    out.attribute("href", "#\(anchors[result.cell] ?? inlineAnchor(result.cell))")
    out.raw(">")
    out.text(cell.number.map { words(.cell, "\($0)") } ?? words(.expression))
    if let label = cell.label { out.text(", \(label)") }
    out.raw("</a> <span class=\"line\">")
    out.text(words(.line, "\(line)"))
    out.raw("</span> <strong>")
    out.text(title(of: result))
    out.raw(":</strong> <span class=\"what\">")
    out.text(error?.message ?? result.failure?.message ?? (result.status == .ok ? missedExpectation(cell) : ""))
    out.raw("</span></li>\n")
  }

  private mutating func writeProblem(_ diagnostic: Diagnostic, anchor: String?) {
    out.raw("<li>")
    if let anchor {
      out.raw("<a")
      out.attribute("href", "#\(anchor)")
      out.raw(">")
      out.text(words(.line, "\(diagnostic.line)"))
      out.raw("</a>")
    } else {
      out.raw("<span class=\"line\">")
      out.text(words(.line, "\(diagnostic.line)"))
      out.raw("</span>")
    }
    out.raw(" <span class=\"what\">")
    out.text(diagnostic.message)
    out.raw("</span></li>\n")
  }
}
