/// What of KaTeX's style sheet and fonts some formulas make use of.
struct FormulaUse {
  /// The class names in their HTML.
  private(set) var classes: Set<String> = []
  /// The characters that they show, those of the basic plane.
  private(set) var characters: Set<UInt16> = []

  /// Stands among the class names for text that is bold and italic at once, which no single class says.
  static let boldItalicText = "textbf textit"

  var isEmpty: Bool { classes.isEmpty }

  /// Takes in one formula's HTML.
  ///
  /// Complexity: linear in its length.
  mutating func add(_ html: [UInt8]) {
    let key = Array("class=\"".utf8)
    var names: Set<ArraySlice<UInt8>> = []
    var index = html.startIndex
    var isShown = false
    while index < html.count {
      guard html[index] == UInt8(ascii: "<") else {
        let end = html[index...].firstIndex(of: UInt8(ascii: "<")) ?? html.count
        if isShown { addText(html[index..<end]) }
        index = end
        continue
      }
      let end = html[index...].firstIndex(of: UInt8(ascii: ">")) ?? html.count
      let tag = html[index..<end]
      index = min(end + 1, html.count)
      guard let found = tag.firstRange(of: key) else { continue }
      let list = tag[found.upperBound...].prefix { $0 != UInt8(ascii: "\"") }.split(separator: UInt8(ascii: " "))
      names.formUnion(list)
      if list.count > 1 {
        let words = Set(list.map { String(decoding: $0, as: UTF8.self) })
        if words.isSuperset(of: ["textbf", "textit"]) { classes.insert(Self.boldItalicText) }
      }
      // What comes before is the formula for those who hear it.
      if list.first?.elementsEqual("katex-html".utf8) == true { isShown = true }
    }
    for name in names { classes.insert(String(decoding: name, as: UTF8.self)) }
  }

  private mutating func addText(_ text: ArraySlice<UInt8>) {
    guard text.contains(UInt8(ascii: "&")) else {
      for unit in String(decoding: text, as: UTF8.self).utf16 { characters.insert(unit) }
      return
    }
    // The entities that KaTeX writes.
    var string = String(decoding: text, as: UTF8.self)
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")] {
      string = string.replacing(entity, with: character)
    }
    for unit in string.utf16 { characters.insert(unit) }
  }
}
