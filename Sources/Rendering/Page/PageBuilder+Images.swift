import NotebookModel

extension PageBuilder {
  /// A picture that the lesson names: embedded, or where that cannot be, said so in its place.
  mutating func writeImage(source: String, alternativeText: String, title: String?, at position: SourcePosition) {
    if source.hasPrefix("data:image/") {
      out.raw("<img")
      out.attribute("alt", alternativeText)
      out.attribute("title", optional: title)
      out.attribute("src", source)
      out.raw(">")
      return
    }
    guard !source.hasPrefix("data:") else {
      return writeMissing(
        alternativeText, at: position, severity: .error, link: nil,
        message: "'\(source.prefix(40))' is no image that browsers show (PNG, JPEG, GIF, WebP, AVIF, SVG)")
    }
    guard !Self.isRemote(source) else {
      return writeMissing(
        alternativeText, at: position, severity: .warning, link: source,
        message: "the image '\(source)' is on the network, and a page fetches nothing: keep a copy beside the lesson")
    }
    guard let bytes = options.readFile(Self.path(of: source)) else {
      return writeMissing(
        alternativeText, at: position, severity: .error, link: nil, message: "the image '\(source)' is not there")
    }
    guard let type = imageType(of: bytes) else {
      return writeMissing(
        alternativeText, at: position, severity: .error, link: nil,
        message: "'\(source)' is no image that browsers show (PNG, JPEG, GIF, WebP, AVIF, SVG)")
    }
    writePicture(bytes, type: type, width: nil, description: alternativeText, title: title)
  }

  private mutating func writeMissing(
    _ alternativeText: String, at position: SourcePosition, severity: Diagnostic.Severity, link: String?, message: String
  ) {
    let anchor = report(message, severity: severity, at: position, isAnchored: true)
    out.raw("<span class=\"missing\"")
    out.attribute("id", anchor)
    out.raw(">")
    writeIcon(severity == .error ? .error : .warning)
    if let link, link.lowercased().hasPrefix("http") {
      out.raw("<a")
      out.attribute("href", link)
      out.raw(">")
      out.text(alternativeText.isEmpty ? link : alternativeText)
      out.raw("</a>")
    } else {
      out.text(alternativeText)
    }
    out.raw(" <span>")
    out.text("(\(message))")
    out.raw("</span></span>")
  }

  private static func isRemote(_ source: String) -> Bool {
    if source.hasPrefix("//") { return true }
    let head = source.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return head.contains(":")
  }

  /// The file that a relative URL names: without query and fragment, percent signs decoded.
  static func path(of source: String) -> String {
    var bytes: [UInt8] = []
    let written = Array(source.prefix { $0 != "?" && $0 != "#" }.utf8)
    var index = 0
    while index < written.count {
      if written[index] == UInt8(ascii: "%"), index + 2 < written.count,
        let value = UInt8(String(decoding: written[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        index += 3
      } else {
        bytes.append(written[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
