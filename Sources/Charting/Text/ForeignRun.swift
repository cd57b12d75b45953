/// Characters in a row that the bundled font lacks, or that must be joined and turned around as it cannot do; a browser
/// can, if they stay together.
struct ForeignRun {
  private(set) var text = ""
  /// In units of the font's size.
  private(set) var width = 0.0
  private var isJoined = false

  /// Takes a character that belongs into such a row.
  ///
  /// - Parameters:
  ///   - scalar: The character.
  ///   - advance: The width of its glyph in the bundled font, if there is one.
  /// - Returns: Whether it was taken.
  mutating func takes(_ scalar: Unicode.Scalar, advance: Double?) -> Bool {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint {
      // Joiners and selectors change their neighbours; by themselves they are nothing.
      guard !text.isEmpty else { return advance == nil }
      isJoined = scalar.value == 0x200d
      text.unicodeScalars.append(scalar)
      return true
    }
    guard advance == nil || ForeignRun.isRightToLeft(scalar) else { return false }
    if scalar.value < 32 { return true }
    text.unicodeScalars.append(scalar)
    defer { isJoined = false }
    if isJoined || properties.isEmojiModifier || properties.generalCategory == .nonspacingMark { return true }
    width += advance ?? (properties.isEmojiPresentation || scalar.value >= 0x2e80 ? 1 : 0.6)
    return true
  }

  /// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff: true
    default: false
    }
  }
}
