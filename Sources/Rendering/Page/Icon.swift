/// A symbol of `icons.svg`; only those in use go into a page.
enum Icon: String, CaseIterable {
  case error, warning, note, tip, important, caution, expected
}

extension PageBuilder {
  /// A symbol beside words that say the same.
  mutating func writeIcon(_ icon: Icon) {
    icons.insert(icon)
    out.raw("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#icon-\(icon.rawValue)\"/></svg>")
  }
}
