/// Pieces of prose being put together: HTML runs together, everything else stands by itself.
struct ProseBuilder {
  private(set) var pieces: [Prose.Piece] = []
  private var html = ""

  var isEmpty: Bool { pieces.isEmpty && html.isEmpty }

  mutating func html(_ text: String) { html += text }

  /// Begins a new line unless one begins already, as cmark-gfm does between blocks.
  mutating func newLine() {
    if let last = html.utf8.last, last != 0x0A { html += "\n" }
  }

  mutating func add(_ piece: Prose.Piece) {
    flush()
    pieces.append(piece)
  }

  private mutating func flush() {
    guard !html.isEmpty else { return }
    pieces.append(.html(html))
    html = ""
  }

  /// What has been put together; the builder is empty afterwards.
  mutating func take() -> [Prose.Piece] {
    flush()
    defer { pieces = [] }
    return pieces
  }
}
