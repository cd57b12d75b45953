import NotebookModel

/// One page in the making: what is known of the lesson, and what has been written so far.
struct PageBuilder {
  let renderer: PageRenderer
  let document: Document
  let run: LessonRun
  let options: PageOptions
  /// The result of each cell, by its index in the document.
  let results: [CellResult?]
  /// The anchor of each block cell, by its index in the document.
  let anchors: [Int: String]
  let showsDurations: Bool
  /// What the page says of its own.
  let words: PageWords

  var out = HTMLWriter(reserving: 1 << 16)
  var diagnostics: [Diagnostic] = []
  /// The anchors of places in the page that diagnostics are about, by their index in `diagnostics`.
  var diagnosticAnchors: [Int: String] = [:]
  var cache: RenderCache
  var formulas: FormulaSetter
  var contents = ContentsList()
  var icons: Set<Icon> = []
  /// Numbers drawings and tables of values, so that their ids stay apart.
  var displayCount = 0
  /// How deep in containers the block being written is; headings in them are not sections of the page.
  var containerDepth = 0
  /// Whether the block being written is part of a solution that is folded away.
  var isInSolution = false
  /// Whether raw HTML of the lesson holds a script that is to run.
  var hasOwnScript = false

  init(renderer: PageRenderer, document: Document, run: LessonRun, options: PageOptions) {
    self.renderer = renderer
    self.document = document
    self.run = run
    self.options = options
    var results = [CellResult?](repeating: nil, count: document.cells.count)
    for result in run.results where results.indices.contains(result.cell) { results[result.cell] = result }
    self.results = results
    anchors = Self.cellAnchors(document)
    words = PageWords(
      language: document.frontMatter.language, own: document.frontMatter.format.words, folder: renderer.assetsFolder)
    showsDurations = options.showsDurations ?? document.frontMatter.format.durations
    cache = RenderCache(folder: renderer.cacheFolder, lesson: document.path)
    formulas = FormulaSetter(katexFolder: renderer.katexFolder, cacheFolder: renderer.cacheFolder)
  }

  /// Writes everything and puts it into the template.
  mutating func page() -> PageRenderer.Page {
    let title = PageTitle(document)
    for block in title.remainingBlocks { write(block) }
    let body = takeOutput()
    writeHeader(title)
    let header = takeOutput()
    writeProblems()
    let problems = takeOutput()
    let styles = formulaStyles()
    let html = assemble(title: title, header: header, problems: problems, body: body, formulaStyles: styles)
    cache.save()
    return PageRenderer.Page(html: html, diagnostics: diagnostics.sorted { $0.position < $1.position })
  }

  /// What has been written since the last time.
  private mutating func takeOutput() -> HTMLWriter {
    defer { out = HTMLWriter(reserving: 1 << 12) }
    return out
  }

  /// What `body` writes, apart from the page.
  mutating func captured(_ body: (inout PageBuilder) -> Void) -> HTMLWriter {
    let before = out
    out = HTMLWriter()
    body(&self)
    defer { out = before }
    return out
  }

  mutating func write(_ block: Block) {
    switch block {
    case .heading(let heading): write(heading)
    case .prose(let prose): write(prose)
    case .cell(let index): writeCell(index)
    case .container(let container): write(container)
    }
  }

  /// Notes what is wrong at a place of the lesson and, with an anchor, of the page.
  mutating func report(
    _ message: String, severity: Diagnostic.Severity = .error, at position: SourcePosition, notes: [Diagnostic] = [],
    isAnchored: Bool = false
  ) -> String {
    let anchor = "problem-\(diagnostics.count + 1)"
    if isAnchored { diagnosticAnchors[diagnostics.count] = anchor }
    diagnostics.append(
      Diagnostic(severity: severity, line: position.line, column: position.column, message: message, notes: notes))
    return anchor
  }

  /// `name`.md of the lesson, which does not depend on where the command was called.
  var fileName: String {
    document.path.split(separator: "/").last.map(String.init) ?? document.path
  }

  /// Labels, or `cell-N`, kept apart from the anchors of headings and containers.
  private static func cellAnchors(_ document: Document) -> [Int: String] {
    var taken: Set<String> = ["content", "contents", "problems"]
    func collect(_ blocks: [Block]) {
      for block in blocks {
        switch block {
        case .heading(let heading): taken.insert(heading.anchor)
        case .container(let container):
          taken.insert(container.anchor)
          collect(container.blocks)
        case .prose, .cell: continue
        }
      }
    }
    collect(document.blocks)
    var anchors: [Int: String] = [:]
    for cell in document.cells where cell.role == .block {
      var anchor = cell.label ?? "cell-\(cell.number ?? cell.index + 1)"
      while !taken.insert(anchor).inserted { anchor = "cell-\(anchor)" }
      anchors[cell.index] = anchor
    }
    return anchors
  }
}
