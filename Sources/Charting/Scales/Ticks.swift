/// The marks along an axis.
package struct Ticks: Equatable {
  package struct Tick: Equatable {
    package var value: Double
    /// The label, in the small TeX of labels; empty for a tick without one.
    package var label: String
  }

  package var major: [Tick] = []
  package var minor: [Double] = []
  /// What stands at the axis end and applies to every label: a power of ten, an offset.
  package var multiplier: String?

  /// The minus of typography, as wide as a plus.
  static func typographic(_ number: String) -> String {
    String(number.map { $0 == "-" ? "−" : $0 })
  }
}

extension Ticks {
  /// Ticks for a linear axis, about `count` of them; at whole numbers alone, if wanted.
  package static func linear(from lower: Double, to upper: Double, count: Double, areWhole: Bool = false) -> Ticks {
    let values = ExtendedWilkinson.ticks(from: lower, to: upper, count: count, areWhole: areWhole)
    return labelled(values, lower: lower, upper: upper)
  }

  /// Labels with as many decimals as the values need, and a common power of ten or offset where the
  /// plain numbers would be long.
  static func labelled(_ values: [Double], lower: Double, upper: Double) -> Ticks {
    guard let largest = values.map({ abs($0) }).max(), largest > 0 else {
      return Ticks(major: values.map { Tick(value: $0, label: "0") })
    }
    let step = zip(values.dropFirst(), values).map { abs($0 - $1) }.filter { $0 > 0 }.min() ?? largest
    let exponent = whole(decimalLogarithm(largest) + 1e-12, in: -400...400)
    let stepExponent = whole(decimalLogarithm(step) + 1e-12, in: -400...400)

    // Digits before those that change are written once, at the axis end.
    if exponent - stepExponent >= 5, values.count > 1, let first = values.first {
      let coarse = power(10, Double(stepExponent + 2))
      let offset = (first / coarse).rounded(.down) * coarse
      if offset != 0, offset.isFinite {
        var ticks = labelled(values.map { $0 - offset }, lower: lower - offset, upper: upper - offset)
        for k in values.indices { ticks.major[k].value = values[k] }
        let sign = offset < 0 ? "−" : "+"
        ticks.multiplier = [ticks.multiplier, "\(sign)\(short(abs(offset)))"].compactMap { $0 }.joined(separator: " ")
        return ticks
      }
    }
    var shift = 0
    if exponent >= 6 || exponent < -3 { shift = exponent }
    let scaled = values.map { scaledDown($0, by: shift) }
    var decimals = max(0, -(stepExponent - shift))
    while decimals < max(0, -(stepExponent - shift)) + 3,
      zip(scaled, scaled.dropFirst()).contains(where: { isRounded($0, decimals) || isRounded($1, decimals) })
    {
      decimals += 1
    }
    decimals = min(decimals, 16)
    var ticks = Ticks(
      major: zip(values, scaled).map { value, small in
        var text = fixed(small, decimals: decimals)
        if text.hasPrefix("-"), !text.contains(where: { "123456789".contains($0) }) { text.removeFirst() }
        return Tick(value: value, label: typographic(text))
      })
    if shift != 0 { ticks.multiplier = "$\\times 10^{\(typographic(String(shift)))}$" }
    return ticks
  }

  private static func scaledDown(_ value: Double, by exponent: Int) -> Double {
    if exponent == 0 { return value }
    // In two steps: 10^308 and beyond is not a Double.
    let half = exponent / 2
    return value / power(10, Double(half)) / power(10, Double(exponent - half))
  }

  private static func isRounded(_ value: Double, _ decimals: Int) -> Bool {
    let scale = power(10, Double(decimals))
    return abs(value * scale - (value * scale).rounded()) > 1e-4
  }

  /// A number as short as its digits allow.
  static func short(_ value: Double) -> String {
    let text = general(value, digits: 12)
    guard let e = text.firstIndex(of: "e") else { return typographic(text) }
    let mantissa = String(text[..<e])
    let exponent = Int(text[text.index(after: e)...].filter { $0 != "+" }) ?? 0
    let powerOfTen = "10^{\(typographic(String(exponent)))}"
    return mantissa == "1" ? "$\(powerOfTen)$" : "$\(typographic(mantissa)) \\times \(powerOfTen)$"
  }
}

extension Ticks {
  /// Ticks at powers of ten, with smaller ones between; over less than two decades, round numbers.
  package static func logarithmic(from lower: Double, to upper: Double, count: Double) -> Ticks {
    let low = decimalLogarithm(lower)
    let high = decimalLogarithm(upper)
    let first = Int((low - 1e-9).rounded(.up))
    let last = Int((high + 1e-9).rounded(.down))
    let decades = last - first + 1
    if decades < 2 { return withinADecade(from: lower, to: upper, count: count) }
    let least = Double(decades) / max(count, 2)
    let stride = [1, 2, 3, 4, 5, 10, 20, 25, 50, 100].first { Double($0) >= least } ?? 200
    let anchor = first + ((stride - first % stride) % stride)
    let exponents = Swift.stride(from: stride == 1 ? first : anchor, through: last, by: stride)
    var ticks = Ticks()
    ticks.major = exponents.map { exponent in
      Tick(value: power(10, Double(exponent)), label: "$10^{\(typographic(String(exponent)))}$")
    }
    if stride == 1 && decades <= 12 {
      for exponent in (first - 1)...last {
        for digit in 2...9 {
          let value = Double(digit) * power(10, Double(exponent))
          if value >= lower && value <= upper { ticks.minor.append(value) }
        }
      }
    } else {
      let all: [Double] = (first...last).map { power(10, Double($0)) }
      let labelled = Set(ticks.major.map(\.value))
      ticks.minor = all.filter { !labelled.contains($0) }
    }
    return ticks
  }

  private static func withinADecade(from lower: Double, to upper: Double, count: Double) -> Ticks {
    for digits in [[1.0, 2, 5], [1, 2, 3, 5, 7], [1, 2, 3, 4, 5, 6, 7, 8, 9]] {
      let first = Int(decimalLogarithm(lower).rounded(.down))
      let last = Int(decimalLogarithm(upper).rounded(.up))
      var values: [Double] = []
      for exponent in first...max(first, last) {
        for digit in digits {
          let value = digit * power(10, Double(exponent))
          if value >= lower * (1 - 1e-12) && value <= upper * (1 + 1e-12) { values.append(value) }
        }
      }
      if values.count >= 3 {
        let isModest = values[values.count - 1] < 1e6 && values[0] >= 1e-3
        return Ticks(
          major: values.map { value in
            Tick(value: value, label: isModest ? typographic(general(value, digits: 6)) : short(value))
          })
      }
    }
    return linear(from: lower, to: upper, count: count)
  }
}
