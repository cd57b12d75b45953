extension MathParser {
  static let accents: [String: MathExpression.Accent] = [
    "hat": .hat, "widehat": .hat, "tilde": .tilde, "widetilde": .tilde, "bar": .bar, "overline": .bar,
    "vec": .vector, "dot": .dot, "ddot": .doubleDot,
  ]

  static let functions: Set<String> = [
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "log", "ln", "lg", "exp",
    "max", "min", "sup", "inf", "lim", "arg", "det", "dim", "ker", "deg", "gcd", "Pr", "argmax", "argmin",
  ]

  /// The character and the spacing that a command stands for.
  static let symbols: [String: (Unicode.Scalar, MathExpression.Class)] = {
    var table: [String: (Unicode.Scalar, MathExpression.Class)] = [:]
    func add(_ kind: MathExpression.Class, _ list: String) {
      for entry in list.split(separator: " ") {
        let parts = entry.split(separator: ":")
        if parts.count == 2, let scalar = parts[1].unicodeScalars.first { table[String(parts[0])] = (scalar, kind) }
      }
    }
    add(
      .ordinary,
      """
      alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ \
      lambda:λ mu:μ nu:ν xi:ξ omicron:ο pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:φ \
      varphi:φ chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ \
      Omega:Ω infty:∞ partial:∂ nabla:∇ hbar:ℏ ell:ℓ Re:ℜ Im:ℑ aleph:ℵ emptyset:∅ forall:∀ exists:∃ neg:¬ \
      degree:° prime:′ ldots:… dots:… cdots:⋯ vdots:⋮ angstrom:Å AA:Å angle:∠ triangle:△ square:□ star:⋆ \
      dagger:† backslash:∖ top:⊤ bot:⊥
      """)
    add(
      .binary,
      """
      times:× cdot:⋅ pm:± mp:∓ div:÷ ast:∗ circ:∘ bullet:∙ oplus:⊕ otimes:⊗ odot:⊙ cup:∪ cap:∩ wedge:∧ vee:∨ \
      setminus:∖
      """)
    add(
      .relation,
      """
      le:≤ leq:≤ ge:≥ geq:≥ ne:≠ neq:≠ approx:≈ sim:∼ simeq:≃ cong:≅ equiv:≡ propto:∝ ll:≪ gg:≫ in:∈ notin:∉ \
      ni:∋ subset:⊂ subseteq:⊆ supset:⊃ supseteq:⊇ to:→ rightarrow:→ leftarrow:← leftrightarrow:↔ Rightarrow:⇒ \
      Leftarrow:⇐ Leftrightarrow:⇔ mapsto:↦ uparrow:↑ downarrow:↓ mid:∣ parallel:∥ perp:⊥ lt:< gt:>
      """)
    add(.largeOperator, "sum:∑ prod:∏ int:∫ iint:∬ oint:∮ bigcup:⋃ bigcap:⋂")
    add(.opening, "langle:⟨ lfloor:⌊ lceil:⌈ lbrace:{ lbrack:[")
    add(.closing, "rangle:⟩ rfloor:⌋ rceil:⌉ rbrace:} rbrack:]")
    return table
  }()

  static func isLowercaseGreek(_ scalar: Unicode.Scalar) -> Bool {
    (0x3b1...0x3c9).contains(scalar.value) || [0x3d1, 0x3d6, 0x3f1].contains(scalar.value)
  }

  /// A character of a formula by itself.
  static func symbol(_ scalar: Unicode.Scalar, style: Style) -> MathExpression {
    if style != .math {
      return .symbol(scalar == "-" && style == .math ? "−" : scalar, italic: style == .italic, .ordinary)
    }
    switch scalar {
    case "-", "−": return .symbol("−", italic: false, .binary)
    case "*": return .symbol("∗", italic: false, .binary)
    case "+", "±", "×", "·", "÷": return .symbol(scalar, italic: false, .binary)
    case "=", "<", ">", "≤", "≥", "≈", "≠", "∼", "∈", "→", ":": return .symbol(scalar, italic: false, .relation)
    case "(", "[": return .symbol(scalar, italic: false, .opening)
    case ")", "]": return .symbol(scalar, italic: false, .closing)
    case ",", ";": return .symbol(scalar, italic: false, .punctuation)
    case "∑", "∏", "∫": return .symbol(scalar, italic: false, .largeOperator)
    default:
      let isLetter = scalar.properties.isAlphabetic && !(0x391...0x3a9).contains(scalar.value)
      return .symbol(scalar, italic: isLetter, .ordinary)
    }
  }

  /// Capital letters with a double stroke, as sets of numbers are named.
  static func blackboard(_ expression: MathExpression) -> MathExpression {
    let exceptions: [Unicode.Scalar: Unicode.Scalar] = [
      "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
    ]
    switch expression {
    case .symbol(let scalar, _, let kind): return .symbol(exceptions[scalar] ?? scalar, italic: false, kind)
    case .row(let items): return .row(items.map(blackboard))
    default: return expression
    }
  }
}
