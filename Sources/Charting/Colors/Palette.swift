/// A fixed order of colours for series or categories.
public struct Palette: Sendable, Equatable {
  public var colors: [Color]

  /// A palette of the given colours, taken in turn.
  public init(_ colors: [Color]) {
    self.colors = colors.isEmpty ? [.ink] : colors
  }

  /// The colour of the series or category with this number; the order starts again at its end.
  public subscript(index: Int) -> Color {
    colors[((index % colors.count) + colors.count) % colors.count]
  }

  /// The order that charts use unless told otherwise: told apart by colour-blind readers, at least
  /// 3:1 against both a white and a dark page, neighbours of different lightness.
  public static let standard = Palette(
    [0x2f6fd0, 0xe0761a, 0x0f8f83, 0xc23a86, 0x8a9a1c, 0x7a52c7, 0x2b9fd9, 0xb0473a, 0x7c7c80, 0xc79a12].map {
      Color(rgb: $0)
    })
}
