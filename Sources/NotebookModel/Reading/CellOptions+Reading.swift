extension CellOptions {
  /// Every key that may stand at the head of a cell.
  package static let keys = [
    "label", "echo", "output", "include", "code-fold", "code-summary", "fig-cap", "fig-alt", "timeout", "cache",
    "depends", "optimize", "test", "starter", "tol", "rtol",
  ]
  /// Those that say something about one cell alone, and so are no defaults.
  static let ownKeys: Set<String> = ["label", "code-summary", "fig-cap", "fig-alt", "test", "starter"]

  /// Applies one option; false if there is none of that name.
  mutating func apply(_ setting: Setting, _ reader: inout SettingReader) -> Bool {
    switch setting.key {
    case "label":
      if let label = reader.string(setting) {
        if CellOptions.isLabel(label) {
          self.label = label
        } else {
          reader.wrongValue(setting, "made of letters, digits, `-`, `_` and `.`, beginning with a letter or digit")
        }
      }
    case "echo": echo = reader.bool(setting) ?? echo
    case "output": output = reader.bool(setting) ?? output
    case "include": include = reader.bool(setting) ?? include
    case "code-fold": codeFold = reader.word(setting, CodeFold.self) ?? codeFold
    case "code-summary": codeSummary = reader.string(setting)
    case "fig-cap": figureCaption = reader.string(setting)
    case "fig-alt": figureAlternativeText = reader.string(setting)
    case "timeout":
      timeout = reader.number(setting, "a number of seconds above 0", above: 0, orEqual: false) ?? timeout
    case "cache": cache = reader.bool(setting) ?? cache
    case "depends": depends = reader.strings(setting) ?? depends
    case "optimize": optimize = reader.bool(setting) ?? optimize
    case "test": test = reader.string(setting)
    case "starter": starter = reader.word(setting, Starter.self) ?? starter
    case "tol":
      tolerance = reader.number(setting, "a number of 0 or more", above: 0, orEqual: true) ?? tolerance
    case "rtol":
      relativeTolerance = reader.number(setting, "a number of 0 or more", above: 0, orEqual: true) ?? relativeTolerance
    default: return false
    }
    return true
  }

  /// Whether `text` can be a label: it becomes an anchor and the name of a file.
  static func isLabel(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || ("0"..."9").contains(first) else {
      return false
    }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_" || $0 == "."
    }
  }
}
