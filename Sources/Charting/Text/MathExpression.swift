/// What lies between dollar signs in a label: a small tree of the shapes that formulas are set in.
indirect enum MathExpression: Equatable {
  /// How a symbol stands to its neighbours; TeX's atom types.
  enum Class: Equatable { case ordinary, binary, relation, opening, closing, punctuation, largeOperator }
  enum Accent: Equatable { case hat, tilde, bar, vector, dot, doubleDot }

  case symbol(Unicode.Scalar, italic: Bool, Class)
  /// An upright word: a function's name, or a text.
  case word(String, isOperator: Bool)
  case row([MathExpression])
  case scripts(base: MathExpression, lower: MathExpression?, upper: MathExpression?)
  case fraction(MathExpression, MathExpression)
  case root(MathExpression, degree: MathExpression?)
  case accent(Accent, MathExpression)
  case fenced(Unicode.Scalar?, MathExpression, Unicode.Scalar?)
  case space(Double)
}

/// Reads the small TeX of labels. What it does not know is shown as it was written.
struct MathParser {
  enum Style { case math, upright, italic }

  private var scalars: [Unicode.Scalar]
  private var position = 0

  /// The formula that `source` (without its dollars) writes.
  static func parse(_ source: some StringProtocol) -> MathExpression {
    var parser = MathParser(scalars: Array(source.unicodeScalars))
    return .row(parser.row(style: .math, until: nil))
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func row(style: Style, until end: Unicode.Scalar?) -> [MathExpression] {
    var items: [MathExpression] = []
    while let scalar = next {
      if scalar == end {
        position += 1
        return items
      }
      if scalar == "\\", peekCommand() == "right" { return items }
      if scalar == "^" || scalar == "_" || scalar == "'" {
        let base = items.popLast() ?? .row([])
        items.append(scripts(of: base, style: style))
      } else if let item = atom(style: style) {
        items.append(item)
      }
    }
    return items
  }

  private mutating func scripts(of base: MathExpression, style: Style) -> MathExpression {
    var lower: MathExpression?
    var upper: [MathExpression] = []
    while let scalar = next, scalar == "^" || scalar == "_" || scalar == "'" {
      position += 1
      if scalar == "'" {
        upper.append(.symbol("′", italic: false, .ordinary))
      } else {
        while next == " " { position += 1 }
        let script = atom(style: style) ?? .row([])
        if scalar == "^" { upper.append(script) } else { lower = script }
      }
    }
    return .scripts(base: base, lower: lower, upper: upper.isEmpty ? nil : .row(upper))
  }

  /// One symbol, group or command; `nil` for what leaves no mark.
  private mutating func atom(style: Style) -> MathExpression? {
    guard let scalar = next else { return nil }
    position += 1
    switch scalar {
    case "{": return .row(row(style: style, until: "}"))
    case "}": return nil
    case " ": return style == .math ? nil : .space(0.32)
    case "~": return .space(0.32)
    case "\\": return command(style: style)
    default: return MathParser.symbol(scalar, style: style)
    }
  }

  private func peekCommand() -> String {
    var end = min(position + 1, scalars.count)
    while end < scalars.count, scalars[end].properties.isAlphabetic, scalars[end].isASCII { end += 1 }
    return string(position + 1, end)
  }

  private func string(_ start: Int, _ end: Int) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[min(start, end)..<end])
    return String(text)
  }

  private mutating func group(style: Style) -> MathExpression {
    while next == " " { position += 1 }
    return atom(style: style) ?? .row([])
  }

  private mutating func command(style: Style) -> MathExpression? {
    let name = string(position, position + peekCommandLength())
    if name.isEmpty {
      guard let scalar = next else { return .word("\\", isOperator: false) }
      position += 1
      switch scalar {
      case ",": return .space(0.167)
      case ":", ">": return .space(0.222)
      case ";": return .space(0.278)
      case "!": return .space(-0.167)
      case " ": return .space(0.32)
      case "|": return .symbol("‖", italic: false, .ordinary)
      default: return .symbol(scalar, italic: false, .ordinary)
      }
    }
    position += name.unicodeScalars.count
    if let accent = MathParser.accents[name] { return .accent(accent, group(style: style)) }
    switch name {
    case "frac", "dfrac", "tfrac":
      let numerator = group(style: style)
      return .fraction(numerator, group(style: style))
    case "sqrt":
      var degree: MathExpression?
      if next == "[" {
        position += 1
        degree = .row(row(style: style, until: "]"))
      }
      return .root(group(style: style), degree: degree)
    case "mathrm", "text", "textrm", "mathbf", "textbf", "operatorname", "mathsf":
      return group(style: .upright)
    case "mathit", "textit": return group(style: .italic)
    case "mathbb": return MathParser.blackboard(group(style: .upright))
    case "left": return fenced(style: style)
    case "right": return nil
    case "quad": return .space(1)
    case "qquad": return .space(2)
    default: break
    }
    if MathParser.functions.contains(name) { return .word(name, isOperator: true) }
    if let (scalar, kind) = MathParser.symbols[name] {
      return .symbol(scalar, italic: MathParser.isLowercaseGreek(scalar) && style != .upright, kind)
    }
    return .word("\\" + name, isOperator: false)
  }

  private func peekCommandLength() -> Int {
    var end = position
    while end < scalars.count, scalars[end].isASCII, scalars[end].properties.isAlphabetic { end += 1 }
    return end - position
  }

  private mutating func fence() -> Unicode.Scalar? {
    guard let scalar = next else { return nil }
    if scalar == "\\" {
      let length = { () -> Int in position += 1; return peekCommandLength() }()
      let name = string(position, position + max(length, 1))
      position += max(length, 1)
      return MathParser.symbols[name]?.0 ?? name.unicodeScalars.first
    }
    position += 1
    return scalar == "." ? nil : scalar
  }

  private mutating func fenced(style: Style) -> MathExpression {
    let opening = fence()
    let body = row(style: style, until: nil)
    guard next == "\\", peekCommand() == "right" else { return .fenced(opening, .row(body), nil) }
    position += 1 + "right".count
    return .fenced(opening, .row(body), fence())
  }
}
