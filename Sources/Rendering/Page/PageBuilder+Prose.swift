import NotebookModel

extension PageBuilder {
  /// A heading with its anchor, and its line in the contents.
  mutating func write(_ heading: Heading) {
    let content = captured { $0.write(heading.content) }
    let isSection = containerDepth == 0
    let format = document.frontMatter.format
    let number = isSection && format.numberSections && heading.level > 1 ? contents.nextNumber(level: heading.level) : nil
    if isSection, heading.level <= max(format.tocDepth, 1) {
      contents.append(
        .init(level: heading.level, anchor: heading.anchor, number: number, content: content.withoutLinks()))
    }
    out.raw("<h\(heading.level)")
    out.attribute("id", heading.anchor)
    out.raw(">")
    if let number {
      out.raw("<span class=\"section-number\">")
      out.text(number)
      out.raw("</span> ")
    }
    out.raw(content)
    out.raw("<a class=\"anchor\"")
    out.attribute("href", "#\(heading.anchor)")
    out.attribute("aria-label", words(.linkToSection, heading.plainText))
    out.raw(">#</a></h\(heading.level)>\n")
  }

  /// Markdown's HTML, with everything that had to be worked out put in.
  mutating func write(_ prose: Prose) {
    let hasTable = prose.pieces.contains { if case .html(let html) = $0 { html.holds("<table") } else { false } }
    guard hasTable else { return writePieces(of: prose) }
    let content = captured { $0.writePieces(of: prose) }
    out.raw(alignedTables(content.bytes))
  }

  private mutating func writePieces(of prose: Prose) {
    for piece in prose.pieces {
      switch piece {
      case .html(let html): writeMarkdown(html)
      case .math(let tex, let isDisplay, let position): writeFormula(tex, isDisplay: isDisplay, at: position)
      case .cell(let index):
        if document.cells.indices.contains(index), document.cells[index].role == .inline {
          writeInlineValue(index)
        } else {
          writeCell(index)
        }
      case .image(let source, let alternativeText, let title, let position):
        writeImage(source: source, alternativeText: alternativeText, title: title, at: position)
      case .code(let language, let text): writeCode(text, language: language)
      case .rawHTML(let html, let position): writeRawHTML(html, at: position)
      case .container(let container): write(container)
      }
    }
  }

  /// HTML that Markdown made: its tables get a box to scroll in and headers that say what they head.
  private mutating func writeMarkdown(_ html: String) {
    let html = html.holds("data-footnote-backref") ? withOwnWords(html) : html
    guard html.holds("<t") || html.holds("</table>") else {
      out.raw(html)
      return
    }
    out.raw(
      html.replacing("<table>", with: "<div class=\"table\"><table>").replacing("</table>", with: "</table></div>")
        .replacing("<th>", with: "<th scope=\"col\">").replacing("<th style", with: "<th scope=\"col\" style"))
  }

  /// The labels of links back from footnotes in the page's language.
  private func withOwnWords(_ html: String) -> String {
    html.replacing(#/aria-label="Back to reference ([0-9-]+)"/#) { match in
      "aria-label=\"\(words(.backToReference, String(match.output.1)).htmlEscaped)\""
    }
  }

  /// A fenced block that is no cell.
  mutating func writeCode(_ text: String, language: String) {
    out.raw("<div class=\"code\"")
    if !language.isEmpty { out.attribute("data-language", language) }
    out.raw("><pre><code>")
    if language.lowercased() == "swift" {
      writeHighlighted(text)
    } else {
      out.text(text)
    }
    out.raw("</code></pre></div>\n")
  }

  /// The value of an expression in prose.
  private mutating func writeInlineValue(_ index: Int) {
    guard let result = results[index] else { return writeInlineProblem(words.small(.notRun), index) }
    guard result.status == .ok else {
      let message = result.diagnostics.first { $0.severity == .error }?.message ?? result.failure?.message
      return writeInlineProblem(result.status == .notRun ? words.small(.notRun) : message ?? result.status.rawValue, index)
    }
    let text = (result.value ?? result.displays.last)?.text(of: "text/plain") ?? result.standardOutput
    out.raw("<span class=\"inline-value\">")
    out.text(terminalText(text).trimmingSpace())
    out.raw("</span>")
  }

  private mutating func writeInlineProblem(_ message: String, _ index: Int) {
    out.raw("<span class=\"inline-error\"")
    out.attribute("id", inlineAnchor(index))
    out.raw(">")
    writeIcon(.error)
    out.raw("<code>")
    out.text(document.cells[index].source.trimmingSpace())
    out.raw("</code> <span>")
    out.text(message)
    out.raw("</span></span>")
  }

  func inlineAnchor(_ index: Int) -> String { "expression-\(index + 1)" }
}

extension String {
  /// The text without white space at its ends.
  func trimmingSpace() -> String {
    var text = self[...].drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension HTMLWriter {
  /// The markup without its links: the contents cannot hold one inside another.
  func withoutLinks() -> HTMLWriter {
    guard string.holds("<a") else { return self }
    var result = HTMLWriter()
    var rest = string[...]
    while let link = firstLink(in: rest) {
      result.raw(String(rest[..<link.lowerBound]))
      rest = rest[link.upperBound...]
    }
    result.raw(String(rest))
    return result
  }

  /// The first opening or closing tag of a link.
  private func firstLink(in text: Substring) -> Range<String.Index>? {
    var index = text.startIndex
    while let less = text[index...].firstIndex(of: "<") {
      let tag = text[less...]
      if tag.hasPrefix("<a ") || tag.hasPrefix("<a>") || tag.hasPrefix("</a>"), let end = tag.firstIndex(of: ">") {
        return less..<text.index(after: end)
      }
      index = text.index(after: less)
    }
    return nil
  }
}
