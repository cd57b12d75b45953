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

  /// The order that charts use unless told otherwise: told apart by colour-blind readers, seen on a white and on a dark
  /// page, neighbours of different lightness.
  public static let standard = Palette([
    .blue, .orange, .teal, .crimson, .purple, .olive, .sky, .brown, .gray, .gold,
  ])
}
