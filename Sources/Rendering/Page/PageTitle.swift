import NotebookModel

/// What a page is called: the front matter's title, or else the lesson's first heading, so that the page has one
/// `h1` and says nothing twice.
struct PageTitle {
  /// The title without markup.
  var plainText: String
  /// The heading that the title is taken from, with its markup; nil if the front matter has the title.
  var heading: Heading?
  /// The lesson's blocks without that heading.
  var remainingBlocks: ArraySlice<Block>

  init(_ document: Document) {
    remainingBlocks = document.blocks[...]
    let given = document.frontMatter.title
    if case .heading(let first)? = document.blocks.first, first.level == 1, given == nil || given == first.plainText {
      heading = first
      plainText = first.plainText
      remainingBlocks = remainingBlocks.dropFirst()
    } else {
      let name = document.path.split(separator: "/").last.map(String.init) ?? document.path
      plainText = given ?? (name.hasSuffix(".md") ? String(name.dropLast(3)) : name)
    }
  }
}
