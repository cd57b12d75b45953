import NotebookModel

extension PageBuilder {
  /// A callout, an exercise, or a hint or solution folded away.
  mutating func write(_ container: Container) {
    let kind = container.kind.rawValue
    switch container.kind {
    case .note, .tip, .important, .warning, .caution:
      open("aside", container, classes: ["callout", kind])
      out.raw("<p class=\"callout-title\">")
      writeIcon(Icon(rawValue: kind) ?? .note)
      writeTitle(container)
      out.raw("</p>\n")
      writeBlocks(container)
      out.raw("</aside>\n")
    case .exercise:
      open("section", container, classes: ["exercise"], labelled: "\(container.anchor)-title")
      out.raw("<p class=\"exercise-title\"")
      out.attribute("id", "\(container.anchor)-title")
      out.raw("><span>")
      out.text(word(container.kind))
      out.raw("</span>")
      if let title = container.title {
        out.raw(" ")
        write(title)
      }
      out.raw("</p>\n")
      writeBlocks(container)
      out.raw("</section>\n")
    case .hint, .solution:
      open("details", container, classes: ["folded", kind])
      out.raw("<summary>")
      writeTitle(container)
      out.raw("</summary>\n<div class=\"folded-content\">\n")
      writeBlocks(container)
      out.raw("</div></details>\n")
    case .division:
      open("div", container, classes: ["division"])
      if let title = container.title {
        out.raw("<p class=\"division-title\">")
        write(title)
        out.raw("</p>\n")
      }
      // Headings in a plain group are sections of the page like any others.
      for block in container.blocks { write(block) }
      out.raw("</div>\n")
    }
  }

  private mutating func open(_ element: String, _ container: Container, classes: [String], labelled: String? = nil) {
    out.raw("<\(element)")
    out.attribute("class", (classes + container.classes).joined(separator: " "))
    out.attribute("id", container.anchor)
    if container.kind != .division, element == "aside" { out.attribute("aria-label", word(container.kind)) }
    out.attribute("aria-labelledby", optional: labelled)
    out.raw(">\n")
  }

  private mutating func writeTitle(_ container: Container) {
    if let title = container.title {
      write(title)
    } else {
      out.text(word(container.kind))
    }
  }

  private mutating func writeBlocks(_ container: Container) {
    let wasInSolution = isInSolution
    isInSolution = wasInSolution || container.kind == .solution
    containerDepth += 1
    for block in container.blocks { write(block) }
    containerDepth -= 1
    isInSolution = wasInSolution
  }

  private func word(_ kind: Container.Kind) -> String {
    let english = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
    return PageWord(rawValue: english).map { words($0) } ?? english
  }
}
