import CellWire
import NotebookModel
import Rendering

/// A lesson put together by hand, block by block, with the results of its cells.
struct LessonFixture {
  var path = "lesson.md"
  var frontMatter = FrontMatter()
  var blocks: [Block] = []
  var cells: [Cell] = []
  var results: [CellResult] = []
  var text = ""

  static let noRange = SourceRange(bytes: 0..<0, lines: 1...1)

  static func prose(_ pieces: Prose.Piece...) -> Prose { Prose(pieces: pieces, range: noRange) }

  mutating func paragraph(_ html: String) { blocks.append(.prose(Self.prose(.html("<p>\(html)</p>\n")))) }

  mutating func heading(_ level: Int, _ text: String, anchor: String) {
    blocks.append(
      .heading(
        Heading(level: level, anchor: anchor, content: Self.prose(.html(text)), plainText: text, range: Self.noRange)))
  }

  mutating func formula(_ tex: String, isDisplay: Bool = true, line: Int = 1, column: Int = 1) {
    blocks.append(
      .prose(Self.prose(.math(tex: tex, isDisplay: isDisplay, position: SourcePosition(line: line, column: column)))))
  }

  /// Adds a cell whose code is appended to the lesson's text, and returns its index.
  @discardableResult
  mutating func cell(
    _ source: String, behaviour: Cell.Behaviour = .run, isHidden: Bool = false, optionLines: Int = 0,
    role: Cell.Role = .block, isBlock: Bool = true, recorded: [RecordedOutput] = [],
    options: (inout CellOptions) -> Void = { _ in }
  ) -> Int {
    var settings = CellOptions()
    options(&settings)
    let firstLine = text.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    let source = source.hasSuffix("\n") ? source : source + "\n"
    let lineCount = source.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    text += "```swift\n\(source)```\n"
    let index = cells.count
    let number = role == .block ? cells.filter { $0.role == .block }.count + 1 : nil
    cells.append(
      Cell(
        index: index, number: number, role: role, behaviour: behaviour, isHidden: isHidden, options: settings,
        source: source, lineMap: (0..<lineCount).map { .init(line: firstLine + $0, skippedBytes: 0) },
        range: SourceRange(bytes: 0..<0, lines: firstLine - 1...firstLine + lineCount), contentBytes: 0..<0,
        recorded: recorded, optionLineCount: optionLines))
    results.append(CellResult(cell: index, status: .ok))
    if role == .block, isBlock { blocks.append(.cell(index)) }
    return index
  }

  /// Adds a cell with what it put out.
  @discardableResult
  mutating func cell(_ source: String, outputs first: CellResult.Output, _ others: CellResult.Output...) -> Int {
    let index = cell(source)
    let outputs = [first] + others
    results[index].outputs = outputs
    return index
  }

  var document: Document {
    Document(path: path, bytes: Array(text.utf8), frontMatter: frontMatter, blocks: blocks, cells: cells)
  }

  var run: LessonRun { LessonRun(toolchain: "Swift 6.3.1", results: results) }

  /// The folder of the page's template in this repository.
  static var assets: String {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(3)
    return path.joined(separator: "/") + "/assets"
  }

  func page(_ options: PageOptions = PageOptions(), cacheFolder: String? = nil) -> PageRenderer.Page {
    PageRenderer(assetsFolder: Self.assets, cacheFolder: cacheFolder).render(document, run: run, options: options)
  }
}
