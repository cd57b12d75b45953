/// How the elements of one array are written: all to one width, as NumPy decides it from the numbers shown.
enum ElementFormat {
  case integer(width: Int)
  case boolean(padded: Bool)
  case positional(left: Int, right: Int)
  case scientific(decimals: Int, left: Int, right: Int, exponentDigits: Int)

  /// NumPy's choice for these elements (`FloatingFormat`, `IntegerFormat`, `BoolFormat` of its arrayprint module).
  init<Element: ArrayElement>(_ elements: [Element], isScalar: Bool) {
    switch Element.elementKind {
    case .bool: self = .boolean(padded: !isScalar)
    case .int64, .uint8: self = .integer(width: elements.map { String($0.asInt).utf8.count }.max() ?? 0)
    case .float32: self.init(numbers: elements.map(\.asDouble), cutoff: 1e6, isSingle: true)
    case .float64: self.init(numbers: elements.map(\.asDouble), cutoff: 1e8, isSingle: false)
    }
  }

  static let precision = 8

  private init(numbers: [Double], cutoff: Double, isSingle: Bool) {
    let finite = numbers.filter(\.isFinite)
    let magnitudes = finite.lazy.filter { $0 != 0 }.map(\.magnitude)
    var usesExponent = false
    if let greatest = magnitudes.max(), let least = magnitudes.min() {
      let ratio = isSingle ? Double(Float(greatest) / Float(least)) : greatest / least
      let small = isSingle ? Double(Float(0.0001)) : 0.0001
      usesExponent = greatest >= cutoff || least < small || ratio > 1000
    }
    var (left, right, decimals, exponentDigits) = (0, 0, 0, -1)
    if finite.isEmpty {
    } else if usesExponent {
      for number in finite {
        let parts = Self.scientificParts(number, isSingle: isSingle)
        left = max(left, parts.integer.utf8.count)
        decimals = max(decimals, parts.fraction.utf8.count)
        exponentDigits = max(exponentDigits, parts.exponent.utf8.count - 1)
      }
      right = exponentDigits + 2 + decimals
    } else {
      for number in finite {
        let parts = Self.positionalParts(number, isSingle: isSingle)
        left = max(left, parts.integer.utf8.count)
        right = max(right, parts.fraction.utf8.count)
      }
    }
    if finite.count != numbers.count {
      let negativeInfinity = numbers.contains { $0 == -.infinity } ? 1 : 0
      left = max(left, 3 - (right + 1), 3 + negativeInfinity - (right + 1))
    }
    self = usesExponent
      ? .scientific(decimals: decimals, left: left, right: right, exponentDigits: exponentDigits)
      : .positional(left: left, right: right)
  }

  /// One element as text.
  func text<Element: ArrayElement>(_ element: Element) -> String {
    switch self {
    case .integer(let width): return padded(String(element.asInt), to: width)
    case .boolean(let isPadded): return element.asInt == 0 ? "False" : isPadded ? " True" : "True"
    case .positional(let left, let right):
      let number = element.asDouble
      guard number.isFinite else { return padded(Self.nonFinite(number), to: left + right + 1) }
      let parts = Self.positionalParts(number, isSingle: Element.elementKind == .float32)
      let spaces = String(repeating: " ", count: max(0, right - parts.fraction.utf8.count))
      return padded(parts.integer, to: left) + "." + parts.fraction + spaces
    case .scientific(let decimals, let left, let right, let exponentDigits):
      let number = element.asDouble
      guard number.isFinite else { return padded(Self.nonFinite(number), to: left + right + 1) }
      let text = scientificText(number, decimals: decimals)
      let split = text.firstIndex(of: "e") ?? text.endIndex
      var mantissa = String(text[..<split])
      if decimals == 0 { mantissa += "." }
      let point = mantissa.utf8.count - 1 - decimals
      let power = Int(text[split...].dropFirst()) ?? 0
      return String(repeating: " ", count: max(0, left - point)) + mantissa + "e"
        + exponentText(power, digits: exponentDigits)
    }
  }

  static func nonFinite(_ number: Double) -> String { number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }

  private func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }

  private static func shortest(_ number: Double, isSingle: Bool) -> DecimalDigits {
    DecimalDigits(isSingle ? Float(number).description : number.description)
  }

  /// Integer part and fraction with at most eight digits and no zeros at the end.
  static func positionalParts(_ number: Double, isSingle: Bool) -> (integer: String, fraction: String) {
    let digits = shortest(number, isSingle: isSingle)
    if digits.fractionCount <= precision { return digits.positional }
    let text = fixedText(number, decimals: precision)
    let point = text.firstIndex(of: ".") ?? text.endIndex
    return (String(text[..<point]), trimmingZeros(text[point...].dropFirst()))
  }

  static func scientificParts(
    _ number: Double, isSingle: Bool
  ) -> (integer: String, fraction: String, exponent: String) {
    let digits = shortest(number, isSingle: isSingle)
    if digits.digits.count - 1 <= precision { return digits.scientific }
    let text = scientificText(number, decimals: precision)
    let point = text.firstIndex(of: ".") ?? text.endIndex
    let split = text.firstIndex(of: "e") ?? text.endIndex
    let power = Int(text[split...].dropFirst()) ?? 0
    return (
      String(text[..<point]), trimmingZeros(text[point..<split].dropFirst()), exponentText(power, digits: 2)
    )
  }
}
