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
    [0x2b78c5, 0xe0761a, 0x12a48c, 0xc4205f, 0x8062d9, 0x7f7a0c, 0x409bd8, 0xa8553a, 0x7c7c80, 0xc78f12].map {
      Color(rgb: $0)
    })
}
