/// The anchors of one page, each used once.
struct Anchors {
  private var taken: Set<String> = []
  private var nextSuffix: [String: Int] = [:]

  /// Takes `anchor` as it is; false if it is taken already.
  mutating func take(_ anchor: String) -> Bool { taken.insert(anchor).inserted }

  /// Takes `anchor`, with `-1`, `-2`, ... behind it if it is taken already, as GitHub does.
  mutating func unique(_ anchor: String) -> String {
    if taken.insert(anchor).inserted { return anchor }
    var suffix = nextSuffix[anchor] ?? 1
    while !taken.insert("\(anchor)-\(suffix)").inserted { suffix += 1 }
    nextSuffix[anchor] = suffix + 1
    return "\(anchor)-\(suffix)"
  }

  /// The next of `kind-1`, `kind-2`, ... that is free.
  mutating func numbered(_ kind: String) -> String {
    var number = nextSuffix[kind] ?? 1
    while !taken.insert("\(kind)-\(number)").inserted { number += 1 }
    nextSuffix[kind] = number + 1
    return "\(kind)-\(number)"
  }

  /// The anchor that GitHub gives to a heading: lower case, letters, digits, `-` and `_` kept, blanks turned to `-`.
  static func slug(_ heading: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in heading.lowercased().unicodeScalars {
      let properties = scalar.properties
      switch properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .letterNumber, .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation:
        slug.append(scalar)
      default:
        if scalar == "-" { slug.append(scalar) } else if scalar == " " { slug.append("-") }
      }
    }
    return slug.isEmpty ? "section" : String(slug)
  }
}
