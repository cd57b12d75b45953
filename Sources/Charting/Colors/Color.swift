/// A colour in sRGB with an opacity, or the ink of the page.
///
/// The named colours are tuned: light enough for a dark page, dark enough for a white one. The first ten are those that
/// series take by themselves, in their order; `lightGray` recedes on either page. Give numbers or a hexadecimal text for
/// an exact colour.
public struct Color: Hashable, Sendable {
  /// Red, green and blue from 0 to 1, gamma-encoded as in sRGB.
  public var red: Double
  public var green: Double
  public var blue: Double

  /// From 0 (nothing to be seen) to 1 (opaque).
  public var alpha: Double

  /// What decides the colour: its numbers, or the page.
  enum Role: Hashable, Sendable { case fixed, ink, paper, faint }
  var role: Role

  /// Whether the colour is the page's ink: dark on a light page, light on a dark one.
  public var isInk: Bool { role == .ink }

  /// A colour from its sRGB components, each from 0 to 1.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.init(red, green, blue, alpha: alpha, role: .fixed)
  }

  /// A colour from hexadecimal digits, with or without `#`: `"#1f77b4"`, `"abc"`, `"1f77b480"`.
  ///
  /// Returns `nil` where the text is not 3, 4, 6 or 8 hexadecimal digits.
  public init?(hex: String) {
    let digits = (hex.hasPrefix("#") ? hex.dropFirst() : hex[...]).map(\.hexDigitValue)
    guard [3, 4, 6, 8].contains(digits.count), !digits.contains(nil) else { return nil }
    let short = digits.count < 5
    let bytes: [Double] = stride(from: 0, to: digits.count, by: short ? 1 : 2).map { (k: Int) -> Double in
      let high = digits[k] ?? 0
      let low = digits[short ? k : k + 1] ?? 0
      return Double(high * 16 + low) / 255
    }
    self.init(red: bytes[0], green: bytes[1], blue: bytes[2], alpha: bytes.count == 4 ? bytes[3] : 1)
  }

  /// A grey, from 0 (black) to 1 (white).
  public init(gray: Double, alpha: Double = 1) {
    self.init(red: gray, green: gray, blue: gray, alpha: alpha)
  }

  private init(_ red: Double, _ green: Double, _ blue: Double, alpha: Double, role: Role) {
    func clamped(_ value: Double) -> Double { value.isNaN ? 0 : min(max(value, 0), 1) }
    self.red = clamped(red)
    self.green = clamped(green)
    self.blue = clamped(blue)
    self.alpha = clamped(alpha)
    self.role = role
  }

  /// From 24 bits, red first.
  package init(rgb: UInt32) {
    self.init(
      red: Double(rgb >> 16 & 255) / 255, green: Double(rgb >> 8 & 255) / 255, blue: Double(rgb & 255) / 255)
  }

  /// The same colour with another opacity.
  public func opacity(_ alpha: Double) -> Color {
    Color(red, green, blue, alpha: alpha, role: role)
  }

  /// The colour between this one (0) and `other` (1), mixed in sRGB.
  public func mixed(with other: Color, by fraction: Double) -> Color {
    let t = min(max(fraction, 0), 1)
    return Color(
      red: red + (other.red - red) * t, green: green + (other.green - green) * t,
      blue: blue + (other.blue - blue) * t, alpha: alpha + (other.alpha - alpha) * t)
  }

  /// The relative luminance, from 0 (black) to 1 (white), as WCAG 2 defines it.
  public var luminance: Double {
    func linear(_ c: Double) -> Double { c <= 0.04045 ? c / 12.92 : power((c + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Near black, white or black: the first that has a contrast of 4.5:1 to this colour.
  var inkOnTop: Color {
    let dark = Color(gray: 0.1)
    let light = luminance + 0.05
    return light >= 4.5 * (dark.luminance + 0.05) ? dark : (1.05 >= 4.5 * light ? .white : Color(gray: 0))
  }

  /// The colour's hexadecimal form, `#rrggbb`, without its opacity; `ink` for the page's ink.
  public var hex: String {
    if isInk { return "ink" }
    let digits = Array("0123456789abcdef")
    return bytes.reduce(into: "#") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  /// Red, green and blue as bytes.
  var bytes: [UInt8] {
    [red, green, blue].map { UInt8(($0 * 255).rounded()) }
  }
}

extension Color {
  /// The ink of the page: near black on a light page, near white on a dark one.
  public static let ink = Color(0.13, 0.13, 0.15, alpha: 1, role: .ink)
  /// The page's ink, like `ink`: a black line stays to be seen on a dark page.
  public static let black = ink
  /// The page behind the chart.
  static let paper = Color(1, 1, 1, alpha: 1, role: .paper)
  public static let white = Color(rgb: 0xffffff)

  // In the order in which series take them (``Palette/standard``).
  public static let blue = Color(rgb: 0x2b78c5)
  public static let orange = Color(rgb: 0xe0761a)
  public static let teal = Color(rgb: 0x12a48c)
  public static let crimson = Color(rgb: 0xc4205f)
  public static let purple = Color(rgb: 0x8062d9)
  public static let olive = Color(rgb: 0x7f7a0c)
  public static let sky = Color(rgb: 0x409bd8)
  public static let brown = Color(rgb: 0xa8553a)
  public static let gray = Color(rgb: 0x7c7c80)
  public static let gold = Color(rgb: 0xc78f12)

  // Further ones, for authors to choose.
  public static let red = Color(rgb: 0xd6353f)
  public static let green = Color(rgb: 0x1f9147)
  public static let cyan = Color(rgb: 0x1c9fc4)
  public static let magenta = Color(rgb: 0xcb4aa4)
  public static let pink = Color(rgb: 0xdc6b9e)
  public static let yellow = Color(rgb: 0xc29a00)
  public static let indigo = Color(rgb: 0x5f63d0)
  public static let navy = Color(rgb: 0x3d5fa8)
  public static let darkGray = Color(rgb: 0x626266)
  /// A grey for what stands behind the matter: pale on a light page, dim on a dark one.
  public static let lightGray = Color(180.0 / 255, 180.0 / 255, 184.0 / 255, alpha: 1, role: .faint)
  /// Nothing to be seen.
  public static let clear = Color(red: 1, green: 1, blue: 1, alpha: 0)
}
