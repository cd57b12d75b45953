internal import Foundation
import NotebookModel

/// The report as a page of its own: what differs, as a difference of each lesson, with pictures of charts.
struct PageOfFindings {
  private let lessons: [CheckedLesson]

  init(_ lessons: [CheckedLesson]) { self.lessons = lessons }

  var html: String {
    let green = lessons.filter(\.isGreen).count
    var body = "<h1>mlnb check</h1>\n<p class=\"sum \(green == lessons.count ? "good" : "bad")\">"
    body += "\(green) of \(lessons.count) \(lessons.count == 1 ? "lesson is" : "lessons are") as said</p>\n<table>\n"
    body += "<thead><tr><th>Lesson<th>Cells<th>Findings<th>Seconds</thead>\n<tbody>\n"
    for (index, lesson) in lessons.enumerated() {
      let mark = lesson.isGreen ? "<span class=\"good\">✓</span>" : "<span class=\"bad\">✗</span>"
      body +=
        "<tr><td>\(mark) <a href=\"#lesson-\(index)\">\(escapeHTML(lesson.path))</a>"
        + "<td>\(lesson.document.map { "\($0.cells.count)" } ?? "–")<td>\(lesson.findings.count)"
        + "<td>\(lesson.isCached ? "unchanged" : String(format: "%.2f", lesson.seconds))\n"
    }
    body += "</tbody></table>\n"
    for (index, lesson) in lessons.enumerated() { body += section(lesson, index) }
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>mlnb check: \(green) of \(lessons.count) as said</title>
      <style>\(Self.style)</style></head><body>
      <main>
      \(body)</main></body></html>

      """
  }

  private func section(_ lesson: CheckedLesson, _ index: Int) -> String {
    var text = "<section id=\"lesson-\(index)\"><h2>\(escapeHTML(lesson.path))</h2>\n"
    if let failure = lesson.failure { text += "<p class=\"bad\">\(escapeHTML(failure))</p>\n" }
    if lesson.findings.isEmpty, lesson.failure == nil { text += "<p class=\"good\">All is as said.</p>\n" }
    for finding in lesson.findings {
      let cell = finding.cell.flatMap { index in lesson.document.map { FindingText($0, colour: false).name(ofCell: index) } }
      text += "<article class=\"\(finding.isWarning ? "warning" : "error")\"><h3>\(escapeHTML(finding.heading))</h3>\n"
      text += "<p class=\"place\">\(escapeHTML(lesson.path)):\(finding.position.line):\(finding.position.column)"
      text += (cell.map { " · \(escapeHTML($0))" } ?? "") + "</p>\n"
      text += difference(finding)
      if let chart = finding.chart { text += pictures(chart) }
      if finding.difference == nil, !finding.diagnostics.isEmpty, let document = lesson.document {
        text += "<pre>\(escapeHTML(document.formatted(finding.diagnostics)))</pre>\n"
      }
      if let remedy = finding.remedy { text += "<p>\(escapeHTML(remedy))</p>\n" }
      if finding.isAcceptable, let document = lesson.document {
        text += "<p><code>\(escapeHTML(FindingText(document, colour: false).acceptCommand(finding)))</code></p>\n"
      }
      text += "</article>\n"
    }
    return text + "</section>\n"
  }

  private func difference(_ finding: Finding) -> String {
    guard let difference = finding.difference else { return "" }
    var text = "<pre class=\"difference\">"
    func row(_ kind: String, _ number: Int?, _ mark: String, _ content: String) {
      let line = number.flatMap { offset in finding.firstLine.map { String($0 + offset) } } ?? ""
      text += "<span class=\"\(kind)\"><i>\(line)</i>\(mark) \(content)\n</span>"
    }
    func words(_ pieces: [WordDifference.Piece], _ tag: String) -> String {
      pieces.map { $0.isChanged ? "<\(tag)>\(escapeHTML($0.text))</\(tag)>" : escapeHTML($0.text) }.joined()
    }
    for step in difference.steps {
      switch step {
      case .same(let line, _), .elided(let line, _): row("same", line, " ", escapeHTML(difference.recorded[line]))
      case .changed(let recorded, let printed):
        let pair = WordDifference(difference.recorded[recorded], difference.printed[printed])
        row("old", recorded, "-", words(pair.recorded, "del"))
        row("new", nil, "+", words(pair.printed, "ins"))
      case .missing(let line): row("old", line, "-", escapeHTML(difference.recorded[line]))
      case .extra(let line): row("new", nil, "+", escapeHTML(difference.printed[line]))
      }
    }
    return text + "</pre>\n"
  }

  private func pictures(_ chart: ChartDifference) -> String {
    var text = "<ul>" + chart.places.map { "<li>\(escapeHTML($0))</li>" }.joined() + "</ul>\n<div class=\"charts\">"
    for (title, picture) in ChartPictures(chart).all {
      text += "<figure>\(picture)<figcaption>\(title)</figcaption></figure>"
    }
    return text + "</div>\n"
  }

  private static let style = """
    :root{color-scheme:light dark;--good:#1a7f37;--bad:#cf222e;--old:#ffebe9;--new:#dafbe1;--oldword:#ffc1bc;--newword:#aceebb;--line:#8b949e55}
    @media (prefers-color-scheme:dark){:root{--good:#3fb950;--bad:#f85149;--old:#3c1618;--new:#12311b;--oldword:#8e2c2c;--newword:#1f6b34}}
    body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:70rem;margin:2rem auto;padding:0 1rem}
    table{border-collapse:collapse}th,td{text-align:left;padding:.3rem 1rem .3rem 0;border-bottom:1px solid var(--line)}
    .good{color:var(--good)}.bad{color:var(--bad)}article{border-left:3px solid var(--bad);padding-left:1rem;margin:1.5rem 0}
    article.warning{border-color:#bf8700}h3{margin:0}.place{margin:0;opacity:.7}
    pre{overflow-x:auto;font:13px/1.5 ui-monospace,monospace}.difference span{display:block}.difference i{display:inline-block;width:4ch;text-align:right;margin-right:1ch;opacity:.6;font-style:normal;user-select:none}
    .old{background:var(--old)}.new{background:var(--new)}del{background:var(--oldword);text-decoration:none}ins{background:var(--newword);text-decoration:none}
    .charts{display:flex;flex-wrap:wrap;gap:1rem}.charts figure{margin:0;flex:1 1 20rem;background:#fff;color:#222;border:1px solid var(--line)}.charts svg{width:100%;height:auto}figcaption{text-align:center;padding:.3rem}
    """
}
