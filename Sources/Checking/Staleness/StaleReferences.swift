internal import Foundation
import NotebookModel

/// Links, anchors, images and labels of a lesson that lead nowhere.
///
/// Addresses of the network are not looked at: a check gives the same answer with the network and without.
public struct StaleReferences {
  private let document: Document
  private let folder: LessonFolder
  private let anchors: Set<String>

  public init(_ document: Document, folder: LessonFolder) {
    self.document = document
    self.folder = folder
    anchors = document.anchors
  }

  public func findings() -> [Finding] {
    let inHTML = document.rawHTMLReferences
    var findings = document.links.compactMap { link($0.address, at: $0.position) }
    findings += inHTML.links.compactMap { link($0.address, at: $0.position) }
    findings += (document.images + inHTML.images).compactMap { image($0.address, at: $0.position) }
    findings += document.undefinedReferences
    return findings.sorted { $0.position < $1.position }
  }

  // MARK: Links

  private func link(_ address: String, at position: SourcePosition) -> Finding? {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = Self.decoded(String(parts[0].prefix { $0 != "?" }))
    let fragment = parts.count > 1 ? Self.decoded(String(parts[1])) : ""
    if path.isEmpty {
      if fragment.isEmpty || fragment == "top" || anchors.contains(fragment) { return nil }
      return Finding(
        .label, at: position, message: "there is no `#\(fragment)` in this lesson",
        remedy: Self.proposal(nearestWord(to: fragment, among: anchors.sorted()).map { "#\($0)" }))
    }
    // Where a site has its root is not for the lesson to know.
    if path.hasPrefix("/") { return nil }
    if !folder.exists(path) {
      // The page of another lesson is made from it.
      if let lesson = Self.lesson(ofPage: path), folder.exists(lesson) { return missing(fragment, in: lesson, address, position) }
      return Finding(
        .link, at: position, message: "the link leads to `\(path)`, which is not there",
        remedy: Self.proposal(nearestWord(to: path, among: folder.neighbours(of: path))))
    }
    return path.hasSuffix(".md") ? missing(fragment, in: path, address, position) : nil
  }

  /// The finding where another lesson has no place of that name.
  private func missing(_ fragment: String, in lesson: String, _ address: String, _ position: SourcePosition) -> Finding? {
    guard !fragment.isEmpty, let bytes = folder.content(lesson) else { return nil }
    let anchors = Document(parsing: bytes, path: lesson).anchors
    if anchors.contains(fragment) { return nil }
    return Finding(
      .link, at: position, message: "there is no `#\(fragment)` in \(lesson)",
      remedy: Self.proposal(nearestWord(to: fragment, among: anchors.sorted()).map { "\(lesson)#\($0)" }))
  }

  private static func lesson(ofPage path: String) -> String? {
    path.hasSuffix(".html") ? String(path.dropLast(5)) + ".md" : nil
  }

  private static func proposal(_ text: String?) -> String? { text.map { "did you mean `\($0)`?" } }

  private static func decoded(_ address: String) -> String { address.removingPercentEncoding ?? address }

  // MARK: Images

  private func image(_ address: String, at position: SourcePosition) -> Finding? {
    let path = Self.decoded(String(address.prefix { $0 != "?" && $0 != "#" }))
    let hasScheme = address.firstIndex(of: ":").map { !address[..<$0].contains("/") } ?? false
    if path.isEmpty || hasScheme || address.hasPrefix("//") || path.hasPrefix("/") || folder.exists(path) { return nil }
    return Finding(
      .image, at: position, message: "the image `\(path)` is not there",
      remedy: Self.proposal(nearestWord(to: path, among: folder.neighbours(of: path))))
  }
}

extension Document {
  /// Every place of the page that a link can lead to.
  public var anchors: Set<String> {
    var anchors = Set(cells.map(\.anchor).filter { !$0.isEmpty })
    visitProse { piece in
      switch piece {
      case .html(let html), .rawHTML(let html, _):
        for found in attributes(["id", "name"], in: html) { anchors.insert(found.value) }
      default: break
      }
    } container: {
      anchors.insert($0.anchor)
    } heading: {
      anchors.insert($0.anchor)
    }
    return anchors
  }

  fileprivate var images: [Link] {
    var images: [Link] = []
    visitProse { piece in
      if case .image(let source, _, _, let position) = piece { images.append(Link(address: source, position: position)) }
    }
    return images
  }

  /// What raw HTML of the lesson refers to.
  fileprivate var rawHTMLReferences: (links: [Link], images: [Link]) {
    var result: (links: [Link], images: [Link]) = ([], [])
    visitProse { piece in
      guard case .rawHTML(let html, let position) = piece else { return }
      for found in attributes(["href", "src"], in: html) {
        let address = found.value.replacing("&amp;", with: "&")
        let scheme = address.firstIndex(of: ":").map { !address[..<$0].contains("/") } ?? false
        if scheme || address.hasPrefix("//") { continue }
        let link = Link(address: address, position: SourcePosition(line: position.line + found.line))
        if found.name == "src" { result.images.append(link) } else { result.links.append(link) }
      }
    }
    return result
  }

  /// `[text][label]` without `[label]: address`: it stays text.
  fileprivate var undefinedReferences: [Finding] {
    var findings: [Finding] = []
    let lines = LineTable(bytes)
    visitProse { piece, range in
      guard case .html(let html) = piece, html.contains("][") else { return }
      let text = html.replacing(#/<code.*?</code>/#.dotMatchesNewlines(), with: "")
      for match in text.matches(of: #/(^|[^\w\])])\[[^\[\]]+\]\[([^\[\]<>]+)\]/#) {
        let label = String(match.output.2)
        let mark = "][\(label)]"
        let start = bytes[range.bytes].firstRange(of: Array(mark.utf8))?.lowerBound ?? range.bytes.lowerBound
        findings.append(
          Finding(
            .label, at: lines.position(at: start + 1), message: "the reference `[\(label)]` is not defined",
            remedy: "write `[\(label)]: address` anywhere in the lesson"))
      }
    }
    return findings
  }

  private func visitProse(
    _ visit: (Prose.Piece) -> Void, container: (Container) -> Void = { _ in }, heading: (Heading) -> Void = { _ in }
  ) {
    visitProse({ piece, _ in visit(piece) }, container: container, heading: heading)
  }

  /// Visits every piece of prose, also those inside containers and headings.
  private func visitProse(
    _ visit: (Prose.Piece, SourceRange) -> Void, container: (Container) -> Void = { _ in },
    heading: (Heading) -> Void = { _ in }
  ) {
    func walk(_ prose: Prose) {
      for piece in prose.pieces {
        if case .container(let inner) = piece { walk(inner) } else { visit(piece, prose.range) }
      }
    }
    func walk(_ inner: Container) {
      container(inner)
      if let title = inner.title { walk(title) }
      walk(inner.blocks)
    }
    func walk(_ blocks: [Block]) {
      for block in blocks {
        switch block {
        case .heading(let found):
          heading(found)
          walk(found.content)
        case .prose(let prose): walk(prose)
        case .container(let inner): walk(inner)
        case .cell: break
        }
      }
    }
    walk(blocks)
  }
}
