/// The elements of one array as text: all to one width, as NumPy decides it from the numbers shown
/// (`FloatingFormat`, `IntegerFormat` and `BoolFormat` of its arrayprint module).
enum ElementFormat {
  /// Digits behind the point at most.
  static let precision = 8

  /// The text of each element.
  static func texts<Element: ArrayElement>(_ elements: [Element], isScalar: Bool) -> [String] {
    switch Element.elementKind {
    case .bool: return elements.map { $0.asInt == 0 ? "False" : isScalar ? "True" : " True" }
    case .int64, .uint8:
      let texts = elements.map { String($0.asInt) }
      let width = texts.map(\.utf8.count).max() ?? 0
      return texts.map { padded($0, to: width) }
    case .float32: return texts(of: elements.map(\.asDouble), cutoff: 1e6, isSingle: true)
    case .float64: return texts(of: elements.map(\.asDouble), cutoff: 1e8, isSingle: false)
    }
  }

  private static func texts(of numbers: [Double], cutoff: Double, isSingle: Bool) -> [String] {
    var (greatest, least) = (0.0, Double.infinity)
    for number in numbers where number.isFinite && number != 0 {
      greatest = max(greatest, number.magnitude)
      least = min(least, number.magnitude)
    }
    var usesExponent = false
    if greatest > 0 {
      let ratio = isSingle ? Double(Float(greatest) / Float(least)) : greatest / least
      let small = isSingle ? Double(Float(0.0001)) : 0.0001
      usesExponent = greatest >= cutoff || least < small || ratio > 1000
    }
    return usesExponent ? scientificTexts(numbers, isSingle: isSingle) : positionalTexts(numbers, isSingle: isSingle)
  }

  private static func positionalTexts(_ numbers: [Double], isSingle: Bool) -> [String] {
    var (left, right) = (0, 0)
    let parts = numbers.map { number -> (integer: String, fraction: String) in
      guard number.isFinite else { return ("", "") }
      var digits = shortest(number, isSingle: isSingle)
      if digits.fractionCount > precision { digits.round(toDigits: precision + digits.exponent, of: number) }
      let parts = digits.positional
      left = max(left, parts.integer.utf8.count)
      right = max(right, parts.fraction.utf8.count)
      return parts
    }
    left = roomForSpecial(numbers, left: left, right: right)
    return zip(numbers, parts).map { number, parts in
      guard number.isFinite else { return padded(nonFinite(number), to: left + right + 1) }
      return padded(parts.integer, to: left) + "." + parts.fraction + spaces(right - parts.fraction.utf8.count)
    }
  }

  private static func scientificTexts(_ numbers: [Double], isSingle: Bool) -> [String] {
    var (left, decimals, exponentDigits) = (0, 0, 0)
    var digits = numbers.map { number -> DecimalDigits? in
      guard number.isFinite else { return nil }
      var digits = shortest(number, isSingle: isSingle)
      digits.round(toDigits: precision, of: number)
      left = max(left, digits.isNegative ? 2 : 1)
      decimals = max(decimals, digits.digits.count - 1)
      exponentDigits = max(exponentDigits, exponentText(digits.exponent, digits: 2).utf8.count - 1)
      return digits
    }
    let right = exponentDigits + 2 + decimals
    left = roomForSpecial(numbers, left: left, right: right)
    // Shorter decimals are filled up with the number's own digits: zeros, except for floats and the least doubles,
    // which have few digits to tell them apart.
    for (place, number) in numbers.enumerated() where isSingle || number.magnitude < 1e-290 {
      if let shorter = digits[place], shorter.digits.count - 1 < decimals {
        digits[place] = DecimalDigits(scientificText(number, decimals: decimals))
      }
    }
    return zip(numbers, digits).map { number, digits in
      guard let digits else { return padded(nonFinite(number), to: left + right + 1) }
      let parts = digits.scientific
      let zeros = String(repeating: "0", count: max(0, decimals - parts.fraction.utf8.count))
      return padded(parts.integer, to: left) + "." + parts.fraction + zeros + "e"
        + exponentText(digits.exponent, digits: exponentDigits)
    }
  }

  /// The width left of the point that also holds `nan` and `inf`.
  private static func roomForSpecial(_ numbers: [Double], left: Int, right: Int) -> Int {
    guard numbers.contains(where: { !$0.isFinite }) else { return left }
    let negativeInfinity = numbers.contains { $0 == -.infinity } ? 1 : 0
    return max(left, 3 - (right + 1), 3 + negativeInfinity - (right + 1))
  }

  static func nonFinite(_ number: Double) -> String { number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }

  private static func padded(_ text: String, to width: Int) -> String { spaces(width - text.utf8.count) + text }

  private static func spaces(_ count: Int) -> String { count > 0 ? String(repeating: " ", count: count) : "" }

  private static func shortest(_ number: Double, isSingle: Bool) -> DecimalDigits {
    DecimalDigits(isSingle ? Float(number).description : number.description)
  }
}
