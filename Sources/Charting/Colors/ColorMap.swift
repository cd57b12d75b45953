/// Colours for numbers: from a value between 0 and 1 to a colour.
///
/// Names are matplotlib's. Qualitative maps (`tab10`, `Set1`, ...) hold separate colours for categories; the
/// others run evenly.
public struct ColorMap: Sendable, Equatable {
  public let name: String
  /// The colours between which the map mixes, or its separate colours.
  public let colors: [Color]
  /// Whether the colours stand for categories and are not mixed.
  public let isQualitative: Bool

  /// A map that runs evenly through the given colours, or a qualitative one.
  public init(name: String = "custom", _ colors: [Color], isQualitative: Bool = false) {
    self.name = name
    self.colors = colors.isEmpty ? [.ink] : colors
    self.isQualitative = isQualitative
  }

  /// The map with this name, as matplotlib spells it; `nil` if there is none. `_r` at the end reverses.
  public init?(named name: String) {
    if name.hasSuffix("_r"), let map = ColorMap(named: String(name.dropLast(2))) {
      self = map.reversed
    } else if let digits = ColorMapTables.uniform[name] ?? ColorMapTables.brewer[name] {
      self.init(name: name, ColorMap.parsed(digits))
    } else if let digits = ColorMapTables.qualitative[name] {
      self.init(name: name, ColorMap.parsed(digits), isQualitative: true)
    } else if name == "gray" {
      self.init(name: name, [Color(gray: 0), Color(gray: 1)])
    } else {
      return nil
    }
  }

  /// Every name that ``init(named:)`` knows, without the reversed ones, in the order of the alphabet.
  public static let names: [String] =
    (Array(ColorMapTables.uniform.keys) + Array(ColorMapTables.brewer.keys) + Array(ColorMapTables.qualitative.keys)
    + ["gray"]).sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }

  /// The map from its other end.
  public var reversed: ColorMap {
    let other = name.hasSuffix("_r") ? String(name.dropLast(2)) : name + "_r"
    return ColorMap(name: other, colors.reversed(), isQualitative: isQualitative)
  }

  /// The colour at `fraction` of the way, from 0 to 1; what lies outside takes the end's colour.
  public func callAsFunction(_ fraction: Double) -> Color {
    let t = fraction.isNaN ? 0 : min(max(fraction, 0), 1)
    if isQualitative { return colors[min(Int(t * Double(colors.count)), colors.count - 1)] }
    let position = t * Double(colors.count - 1)
    let k = min(Int(position), max(colors.count - 2, 0))
    guard k + 1 < colors.count else { return colors[k] }
    return colors[k].mixed(with: colors[k + 1], by: position - Double(k))
  }

  /// The colour of category `index` of `count`: the map's own order, or even steps along it.
  public func color(category index: Int, of count: Int) -> Color {
    if isQualitative { return colors[((index % colors.count) + colors.count) % colors.count] }
    return self(count < 2 ? 0 : Double(index) / Double(count - 1))
  }

  /// 256 colours as bytes: red, green, blue by turns.
  var table: [UInt8] {
    (0..<256).flatMap { self(Double($0) / 255).bytes }
  }

  private static func parsed(_ digits: String) -> [Color] {
    let values = digits.compactMap { $0.hexDigitValue.map(UInt32.init) }
    return stride(from: 0, to: values.count - 5, by: 6).map { k in
      Color(rgb: values[k..<k + 6].reduce(0) { $0 << 4 | $1 })
    }
  }

  private static func known(_ name: String) -> ColorMap { ColorMap(named: name) ?? ColorMap([.ink]) }

  public static let viridis = known("viridis")
  public static let plasma = known("plasma")
  public static let inferno = known("inferno")
  public static let magma = known("magma")
  public static let cividis = known("cividis")
  public static let turbo = known("turbo")
  public static let twilight = known("twilight")
  public static let coolwarm = known("coolwarm")
  public static let gray = known("gray")
  public static let tab10 = known("tab10")
  public static let tab20 = known("tab20")
  public static let set1 = known("Set1")
  public static let set2 = known("Set2")
  public static let set3 = known("Set3")
  public static let dark2 = known("Dark2")
  public static let paired = known("Paired")
  public static let accent = known("Accent")
  public static let blues = known("Blues")
  public static let greens = known("Greens")
  public static let greys = known("Greys")
  public static let oranges = known("Oranges")
  public static let purples = known("Purples")
  public static let reds = known("Reds")
  public static let buGn = known("BuGn")
  public static let buPu = known("BuPu")
  public static let gnBu = known("GnBu")
  public static let orRd = known("OrRd")
  public static let puBu = known("PuBu")
  public static let puBuGn = known("PuBuGn")
  public static let puRd = known("PuRd")
  public static let rdPu = known("RdPu")
  public static let ylGn = known("YlGn")
  public static let ylGnBu = known("YlGnBu")
  public static let ylOrBr = known("YlOrBr")
  public static let ylOrRd = known("YlOrRd")
  public static let brBG = known("BrBG")
  public static let piYG = known("PiYG")
  public static let prGn = known("PRGn")
  public static let puOr = known("PuOr")
  public static let rdBu = known("RdBu")
  public static let rdGy = known("RdGy")
  public static let rdYlBu = known("RdYlBu")
  public static let rdYlGn = known("RdYlGn")
  public static let spectral = known("Spectral")
}

/// Which values a mark's colours stand for: what a colour bar shows.
struct ColorScale {
  var map: ColorMap
  var lower: Double
  var upper: Double
  /// Names of categories, each with a colour of its own.
  var categories: [String]?
  /// The edges of bands, where the colours change in steps.
  var levels: [Double]?
  var opacity = 1.0
  /// Whether most of the picture is so pale that a dark page shows it softer.
  var isPale = false
  var scale = Scale.linear

  /// A colour as the scale's opacity shows it on white.
  func paler(_ color: Color) -> Color { opacity < 1 ? Color.white.mixed(with: color, by: opacity) : color }

  /// The colour of a value.
  func color(_ value: Double) -> Color {
    if let categories { return map.color(category: whole(value, in: 0...100_000), of: categories.count) }
    if scale == .logarithmic {
      let (a, b) = (decimalLogarithm(lower), decimalLogarithm(upper))
      return map(b > a ? (decimalLogarithm(value) - a) / (b - a) : 0.5)
    }
    return map(upper > lower ? (value / 2 - lower / 2) / (upper / 2 - lower / 2) : 0.5)
  }
}
