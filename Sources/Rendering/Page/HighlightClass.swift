import CellSyntax

/// The short class names that the style sheet colours Swift by.
enum HighlightClass {
  static func name(of span: HighlightSpan) -> String {
    switch span.kind {
    case .keyword: "k"
    case .type: "t"
    case .attribute: "a"
    case .string: "s"
    case .number: "n"
    case .comment: "c"
    case .documentation: "c d"
    case .directive: "p"
    case .editorPlaceholder: "e"
    case .regex: "r"
    case .call: "f"
    case .argumentLabel: "l"
    case .interpolation: "i"
    }
  }
}
