import NotebookModel

extension PageBuilder {
  /// The lesson's title, what it is about and who wrote it.
  mutating func writeHeader(_ title: PageTitle) {
    let front = document.frontMatter
    out.raw("<header class=\"title\">\n<h1")
    out.attribute("id", optional: title.heading?.anchor)
    out.raw(">")
    if let heading = title.heading {
      write(heading.content)
    } else {
      out.text(title.plainText)
    }
    out.raw("</h1>\n")
    if let description = front.description {
      out.raw("<p class=\"description\">")
      out.text(description)
      out.raw("</p>\n")
    }
    if !front.author.isEmpty {
      out.raw("<p class=\"author\">")
      out.text(front.author.joined(separator: ", "))
      out.raw("</p>\n")
    }
    out.raw("</header>\n")
  }

  /// The template with its holes filled.
  func assemble(
    title: PageTitle, header: HTMLWriter, problems: HTMLWriter, body: HTMLWriter, formulaStyles: [UInt8]
  ) -> String {
    let front = document.frontMatter
    let themeScript = asset("theme.js")
    let pageScript = asset("page.js")
    let parts: [String: (inout HTMLWriter) -> Void] = [
      "language": { $0.text(front.language) },
      "theme": { if let theme = front.format.theme, theme != "auto" { $0.attribute("data-theme", theme) } },
      "policy": { $0.text(policy(scripts: [themeScript, pageScript])) },
      "title": { $0.text(title.plainText) },
      "metadata": { writeMetadata(front, to: &$0) },
      "style": {
        $0.raw(asset("page.css"))
        $0.raw(formulaStyles)
      },
      "theme-script": { $0.raw(themeScript) },
      "skip": { $0.text(words(.skip)) },
      "tools": {
        $0.attribute("aria-label", words(.tools))
        $0.attribute("data-words", optional: words.scriptWords)
      },
      "icons": { writeIcons(to: &$0) },
      "contents": { writeContents(to: &$0) },
      "header": { $0.raw(header) },
      "problems": { $0.raw(problems) },
      "body": { $0.raw(body) },
      "footer": { writeFooter(to: &$0) },
      "page-script": { $0.raw(pageScript) },
    ]
    var out = HTMLWriter(reserving: body.bytes.count + 1 << 18)
    var rest = asset("page.html")[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      out.raw(String(rest[..<open.lowerBound]))
      parts[String(rest[open.upperBound..<close.lowerBound])]?(&out)
      rest = rest[close.upperBound...]
    }
    out.raw(String(rest))
    return out.string
  }

  /// The styles and fonts of this page's formulas, kept from run to run.
  mutating func formulaStyles() -> [UInt8] {
    let formulas = formulas.formulas
    guard !formulas.isEmpty else { return [] }
    let names = formulas.keys.sorted().map(\.hexadecimal).joined()
    return cache.value(for: ContentHash("formula styles", names, renderer.katexFontsFolder)) {
      var use = FormulaUse()
      for html in formulas.values { use.add(html) }
      let styles = FormulaStyles(katexFolder: renderer.katexFolder, fontFolder: renderer.katexFontsFolder)
      return Array(styles.css(for: use).utf8)
    }
  }

  private func asset(_ name: String) -> String {
    String(decoding: Rendering.contents(ofFile: "\(renderer.assetsFolder)/\(name)") ?? [], as: UTF8.self)
  }

  /// What the browser may do for the page: run its own two scripts (a lesson that brings scripts of its own may run
  /// those), and fetch nothing.
  private func policy(scripts: [String]) -> String {
    let allowed =
      hasOwnScript
      ? "'unsafe-inline'"
      : scripts.map { "'sha256-\(String(decoding: base64(sha256(Array($0.utf8))), as: UTF8.self))'" }
        .joined(separator: " ")
    return "default-src 'none'; script-src \(allowed); style-src 'unsafe-inline'; img-src data:; font-src data:; "
      + "media-src data:; base-uri 'none'; form-action 'none'"
  }

  private func writeMetadata(_ front: FrontMatter, to out: inout HTMLWriter) {
    if let description = front.description {
      out.raw("<meta name=\"description\"")
      out.attribute("content", description)
      out.raw(">\n")
    }
    for author in front.author {
      out.raw("<meta name=\"author\"")
      out.attribute("content", author)
      out.raw(">\n")
    }
  }

  /// The symbols in use.
  private func writeIcons(to out: inout HTMLWriter) {
    guard !icons.isEmpty else { return }
    out.raw("<svg class=\"symbols\" aria-hidden=\"true\" width=\"0\" height=\"0\">")
    let sheet = asset("icons.svg")
    for icon in Icon.allCases where icons.contains(icon) {
      guard let start = sheet.firstRange(of: "<symbol id=\"icon-\(icon.rawValue)\"")?.lowerBound,
        let end = sheet[start...].firstRange(of: "</symbol>")?.upperBound
      else { continue }
      out.raw(String(sheet[start..<end]))
    }
    out.raw("</svg>\n")
  }

  private func writeContents(to out: inout HTMLWriter) {
    guard document.frontMatter.format.toc, contents.entries.count > 1 else { return }
    out.raw("<nav class=\"contents\" id=\"contents\"")
    out.attribute("aria-label", words(.contents))
    out.raw("><details><summary>")
    out.text(words(.contents))
    out.raw("</summary>\n")
    out.raw(contents.html())
    out.raw("</details></nav>\n")
  }

  private func writeFooter(to out: inout HTMLWriter) {
    out.raw("<p>")
    let version = run.toolchain.hasPrefix("Swift") ? run.toolchain : "Swift \(run.toolchain)".trimmingSpace()
    out.text(words(.madeFrom, fileName, version))
    out.raw("</p>\n")
    if showsDurations {
      out.raw("<p>")
      out.text(
        words(.runTook, Self.seconds(run.wallSeconds), Self.seconds(run.compileSeconds), Self.seconds(run.runSeconds)))
      out.raw("</p>\n")
    }
  }
}
