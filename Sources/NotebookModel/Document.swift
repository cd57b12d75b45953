/// A lesson, read: its front matter, its blocks in order, its cells. It keeps the bytes it was read
/// from.
public struct Document: Equatable, Sendable {
  /// The path as the user gave it; messages and the page use it.
  public var path: String
  /// The lesson, byte for byte.
  public var bytes: [UInt8]
  public var frontMatter: FrontMatter
  /// The front matter's place, if the lesson has one.
  public var frontMatterRange: SourceRange?
  /// Everything after the front matter, in order.
  public var blocks: [Block]
  /// All cells in the order in which they run, those inside containers and inline ones too.
  public var cells: [Cell]
  /// Its links to other files and to places in itself; addresses of the network are not among them.
  public var links: [Link] = []
  /// What is wrong with the lesson; with an error among them nothing is run.
  public var diagnostics: [Diagnostic]

  public init(
    path: String, bytes: [UInt8], frontMatter: FrontMatter = FrontMatter(), frontMatterRange: SourceRange? = nil,
    blocks: [Block] = [], cells: [Cell] = [], diagnostics: [Diagnostic] = []
  ) {
    self.path = path
    self.bytes = bytes
    self.frontMatter = frontMatter
    self.frontMatterRange = frontMatterRange
    self.blocks = blocks
    self.cells = cells
    self.diagnostics = diagnostics
  }

  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A link of a lesson, as Markdown writes it.
public struct Link: Equatable, Sendable {
  /// The address as written, such as `../README.md#data` or `#fit`.
  public var address: String
  public var position: SourcePosition

  public init(address: String, position: SourcePosition) {
    self.address = address
    self.position = position
  }
}

/// One block of a lesson. `.prose` holds whatever Markdown makes (paragraphs, lists, tables, quotes, plain code
/// fences, footnotes); a cell inside a list or quote is a piece of that prose.
public indirect enum Block: Equatable, Sendable {
  case heading(Heading)
  case prose(Prose)
  /// A cell, by its index in `Document.cells`; its recorded outputs belong to it and are no blocks of their own.
  case cell(Int)
  case container(Container)
}

/// A heading: level 1 to 6, an anchor unique in the page, its text with and without markup.
public struct Heading: Equatable, Sendable {
  public var level: Int
  public var anchor: String
  /// The heading's content (inside `<h2>`...`</h2>`).
  public var content: Prose
  public var plainText: String
  public var range: SourceRange

  public init(level: Int, anchor: String, content: Prose, plainText: String, range: SourceRange) {
    self.level = level
    self.anchor = anchor
    self.content = content
    self.plainText = plainText
    self.range = range
  }
}

/// Markdown turned to HTML, with holes where something else has to be put in.
public struct Prose: Equatable, Sendable {
  public enum Piece: Equatable, Sendable {
    /// HTML made from Markdown, escaped where it must be.
    case html(String)
    /// Raw HTML of the lesson's own, as it stands there.
    case rawHTML(String, position: SourcePosition)
    /// A formula in TeX, `$...$` or `$$...$$` (display).
    case math(tex: String, isDisplay: Bool, position: SourcePosition)
    /// A cell inside this prose: an inline expression, or a fence inside a list or quote.
    case cell(Int)
    /// An image; `source` as written (a relative path is embedded by the page).
    case image(source: String, alternativeText: String, title: String?, position: SourcePosition)
    /// A fenced code block that is no cell (language may be empty).
    case code(language: String, text: String)
    /// A container or alert inside a list or quote.
    case container(Container)
  }

  public var pieces: [Piece]
  public var range: SourceRange

  public init(pieces: [Piece], range: SourceRange) {
    self.pieces = pieces
    self.range = range
  }
}

/// `::: kind title` ... `:::`, or a GitHub alert (`> [!NOTE]`).
public struct Container: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case exercise, hint, solution
    case note, tip, important, warning, caution
    /// Plain grouping with a class name of the author's: `::: {.name}`.
    case division
  }

  public var kind: Kind
  /// The title as written after the kind, as prose; nil when the kind's own word is to be used.
  public var title: Prose?
  /// The anchor, given (`{#name}`) or made; unique in the page.
  public var anchor: String
  /// Class names given as `{.name}`.
  public var classes: [String]
  public var blocks: [Block]
  public var range: SourceRange

  public init(
    kind: Kind, title: Prose? = nil, anchor: String, classes: [String] = [], blocks: [Block], range: SourceRange
  ) {
    self.kind = kind
    self.title = title
    self.anchor = anchor
    self.classes = classes
    self.blocks = blocks
    self.range = range
  }
}
