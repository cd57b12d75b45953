/// A text whose glyphs have their places: what a backend draws and what layout measures.
///
/// The origin is the left end of the first baseline; `y` grows downwards; lengths are CSS pixels.
struct TypesetText: Sendable {
  enum Piece: Sendable {
    case glyph(Font.Glyph, x: Double, y: Double, size: Double)
    case path(VectorPath)
    /// Characters that the bundled font lacks or cannot join; a viewer sets them in a font of its own, centred in the
    /// width that is kept for them.
    case fallback(String, x: Double, y: Double, size: Double, width: Double)
  }

  var pieces: [Piece] = []
  var width = 0.0
  /// How far the text reaches above the first baseline and below it.
  var ascent = 0.0
  var descent = 0.0
  /// What the text says, in the author's own characters.
  var source = ""

  var height: Double { ascent + descent }
  var isEmpty: Bool { pieces.isEmpty }

  /// Adds `other` with its origin at `(x, y)` and grows the extents.
  mutating func place(_ other: TypesetText, x: Double, y: Double) {
    if pieces.isEmpty && x == 0 && y == 0 {
      (pieces, width) = (other.pieces, max(width, other.width))
      (ascent, descent) = (max(ascent, other.ascent), max(descent, other.descent))
      return
    }
    for piece in other.pieces {
      switch piece {
      case .glyph(let glyph, let px, let py, let size):
        pieces.append(.glyph(glyph, x: px + x, y: py + y, size: size))
      case .path(let path):
        pieces.append(.path(path.mapped { $0 + Point(x, y) }))
      case .fallback(let text, let px, let py, let size, let width):
        pieces.append(.fallback(text, x: px + x, y: py + y, size: size, width: width))
      }
    }
    width = max(width, x + other.width)
    ascent = max(ascent, other.ascent - y)
    descent = max(descent, other.descent + y)
  }
}

extension TypesetText {
  /// The same text, smaller or larger.
  func scaled(by scale: Double) -> TypesetText {
    guard scale != 1 else { return self }
    var result = self
    (result.width, result.ascent, result.descent) = (width * scale, ascent * scale, descent * scale)
    result.pieces = pieces.map { piece in
      switch piece {
      case .glyph(let glyph, let x, let y, let size):
        .glyph(glyph, x: x * scale, y: y * scale, size: size * scale)
      case .path(let path): .path(path.mapped { $0 * scale })
      case .fallback(let text, let x, let y, let size, let width):
        .fallback(text, x: x * scale, y: y * scale, size: size * scale, width: width * scale)
      }
    }
    return result
  }
}

/// Where a text's reference point lies in its box.
struct TextAnchor: Equatable, Sendable {
  enum Horizontal: Sendable { case left, center, right }
  enum Vertical: Sendable { case top, middle, baseline, bottom }

  var horizontal: Horizontal
  var vertical: Vertical

  init(_ horizontal: Horizontal, _ vertical: Vertical) {
    self.horizontal = horizontal
    self.vertical = vertical
  }
}

extension TypesetText {
  /// Where the text's origin goes for its anchor to be at `point`, turned by `degrees` anticlockwise.
  func origin(at point: Point, anchor: TextAnchor, degrees: Double) -> Point {
    let dx =
      switch anchor.horizontal {
      case .left: 0.0
      case .center: -width / 2
      case .right: -width
      }
    let dy =
      switch anchor.vertical {
      case .top: ascent
      case .middle: (ascent - descent) / 2
      case .baseline: 0.0
      case .bottom: -descent
      }
    if degrees == 0 { return Point(point.x + dx, point.y + dy) }
    let (c, s) = TypesetText.turn(degrees)
    return Point(point.x + dx * c + dy * s, point.y - dx * s + dy * c)
  }

  /// The box around the turned text, as it lies on the page.
  func bounds(at point: Point, anchor: TextAnchor, degrees: Double) -> Rect {
    let o = origin(at: point, anchor: anchor, degrees: degrees)
    let (c, s) = TypesetText.turn(degrees)
    let corners = [(0, -ascent), (width, -ascent), (0, descent), (width, descent)].map { x, y in
      Point(o.x + x * c + y * s, o.y - x * s + y * c)
    }
    return Rect(
      left: corners.map(\.x).min() ?? 0, top: corners.map(\.y).min() ?? 0,
      right: corners.map(\.x).max() ?? 0, bottom: corners.map(\.y).max() ?? 0)
  }

  /// Cosine and sine, exact at the quarter turns.
  static func turn(_ degrees: Double) -> (cosine: Double, sine: Double) {
    switch degrees {
    case 0: (1, 0)
    case 90: (0, 1)
    case -90: (0, -1)
    default: (Charting.cosine(degrees * .pi / 180), Charting.sine(degrees * .pi / 180))
    }
  }
}
