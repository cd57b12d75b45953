import Foundation
import NotebookModel

/// A document's prose as HTML, with every hole shown as `⟨what⟩`.
func html(_ pieces: [Prose.Piece]) -> String {
  pieces.map { piece in
    switch piece {
    case .html(let html): html
    case .rawHTML(let html, _): html
    case .math(let tex, let isDisplay, _): isDisplay ? "⟨$$\(tex)$$⟩" : "⟨$\(tex)$⟩"
    case .cell(let index): "⟨cell \(index)⟩"
    case .image(let source, let text, let title, _): "⟨image \(source) \(text)\(title.map { " “\($0)”" } ?? "")⟩"
    case .code(let language, let text): "⟨code \(language)|\(text)⟩"
    case .container(let container): "⟨\(outline([.container(container)]))⟩"
    }
  }.joined()
}

/// What a document is made of, one block a line, those of containers indented.
func outline(_ blocks: [Block], indentation: String = "") -> String {
  blocks.map { block in
    switch block {
    case .heading(let heading):
      "\(indentation)h\(heading.level) #\(heading.anchor) \(html(heading.content.pieces))"
    case .prose(let prose): indentation + html(prose.pieces).replacingOccurrences(of: "\n", with: "¶")
    case .cell(let index): "\(indentation)cell \(index)"
    case .container(let container):
      "\(indentation)\(container.kind.rawValue) #\(container.anchor)"
        + container.classes.map { " .\($0)" }.joined()
        + (container.title.map { " “\(html($0.pieces))”" } ?? "")
        + container.blocks.map { "\n" + outline([$0], indentation: indentation + "  ") }.joined()
    }
  }.joined(separator: "\n")
}

/// A document's messages as the command prints them.
func messages(_ lesson: String) -> String { Document(parsing: lesson).formattedDiagnostics() }

/// A document's prose, all of it, as HTML.
func html(_ lesson: String) -> String {
  Document(parsing: lesson).blocks.map { block in
    if case .prose(let prose) = block { html(prose.pieces) } else { "" }
  }.joined()
}

/// The package's own folder.
let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// Every Markdown file that this machine keeps under the package, its checkouts, the system's documentation and the
/// Swift toolchain.
let markdownFiles: [String] = {
  var folders = [packageFolder, "/usr/share", "/usr/lib"]
  for folder in (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":") {
    let compiler = URL(fileURLWithPath: "\(folder)/swiftc").resolvingSymlinksInPath()
    if FileManager.default.fileExists(atPath: compiler.path) {
      folders.append(compiler.deletingLastPathComponent().deletingLastPathComponent().path + "/share")
      break
    }
  }
  var files: Set<String> = []
  for folder in folders {
    guard let enumerator = FileManager.default.enumerator(atPath: folder) else { continue }
    for case let name as String in enumerator where name.hasSuffix(".md") || name.hasSuffix(".markdown") {
      files.insert("\(folder)/\(name)")
    }
  }
  return files.sorted()
}()

/// Numbers that are the same in every run (SplitMix64).
struct FixedRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
