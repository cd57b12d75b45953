import CellWire
import NotebookModel
import Rendering

/// A lesson written as Markdown, with what came of its cells, and its page.
struct LessonPage {
  var document: Document
  var run: LessonRun
  var options = PageOptions()
  var cacheFolder: String?

  /// Every cell succeeds with nothing to show, unless `results` says otherwise.
  init(_ markdown: String, path: String = "lesson.md", results: (inout [CellResult]) -> Void = { _ in }) {
    document = Document(parsing: markdown, path: path)
    var list = document.cells.map { cell in
      CellResult(cell: cell.index, status: cell.behaviour == .ignore ? .ignored : cell.behaviour == .noRun ? .notRun : .ok)
    }
    results(&list)
    run = LessonRun(toolchain: "Swift 6.3.1", results: list)
  }

  /// The lesson's one cell puts out `outputs`.
  init(_ markdown: String, outputs first: CellResult.Output, _ others: CellResult.Output...) {
    self.init(markdown) { $0[0].outputs = [first] + others }
  }

  /// The folder of the page's template in this repository.
  static var assets: String {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(3)
    return path.joined(separator: "/") + "/assets"
  }

  func render() -> PageRenderer.Page {
    PageRenderer(assetsFolder: Self.assets, cacheFolder: cacheFolder).render(document, run: run, options: options)
  }

  /// The whole page.
  var html: String { render().html }

  /// What the page shows: from `<main` to `</main>`.
  var main: String { html.between("<main", "</main>") ?? "" }

  var diagnostics: [Diagnostic] { render().diagnostics }
}

extension String {
  /// What stands between the first `start` and the `end` after it.
  func between(_ start: String, _ end: String) -> String? {
    guard let first = firstRange(of: start), let last = self[first.upperBound...].firstRange(of: end) else { return nil }
    return String(self[first.upperBound..<last.lowerBound])
  }

  func count(of text: String) -> Int { ranges(of: text).count }

  /// The text without tags, entities decoded: what a reader sees.
  var withoutTags: String {
    var text = ""
    var isInTag = false
    for character in self {
      if character == "<" { isInTag = true } else if character == ">", isInTag { isInTag = false } else if !isInTag { text.append(character) }
    }
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      text = text.replacing(entity, with: character)
    }
    return text
  }
}

extension Display {
  static func html(_ markup: String) -> Display {
    var display = Display.text("a value")
    display.add(MIMEType.html, markup)
    return display
  }

  static func svg(_ markup: String, alternativeText: String? = "A chart.", width: Double? = nil) -> Display {
    var display = Display(alternativeText: alternativeText, width: width)
    display.add(MIMEType.svg, markup)
    return display
  }
}
