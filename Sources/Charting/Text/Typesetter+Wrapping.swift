extension Typesetter {
  /// Breaks a long text at its spaces (or anywhere, in a word without) into at most `limit` lines, or as many as its
  /// author has begun. A formula stays in one piece.
  static func wrapped(_ text: String, width: Double, size: Double, lines limit: Int = 4) -> String {
    let typesetter = Typesetter(size: size)
    let space = typesetter.run(" ", font: .sans).width
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
    let limit = max(limit, paragraphs.count)
    var lines: [String] = []
    for paragraph in paragraphs {
      lines.append("")
      var used = 0.0
      for word in words(paragraph) {
        let length = typesetter.line(word).width
        if used > 0 {
          if used + space + length > width {
            lines.append("")
            used = 0
          } else {
            lines[lines.count - 1] += " "
            used += space
          }
        }
        if length <= width || word.contains("$") {
          lines[lines.count - 1] += word
          used += length
        } else {
          for character in word {
            let step = typesetter.run(String(character), font: .sans).width
            if used > 0, used + step > width {
              lines.append("")
              used = 0
            }
            lines[lines.count - 1].append(character)
            used += step
          }
        }
        if lines.count > limit { break }
      }
    }
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      let last = lines[limit - 1]
      lines[limit - 1] = (last.contains("$") ? last : String(last.dropLast(2))) + "…"
    }
    return lines.joined(separator: "\n")
  }

  /// What spaces part, those in formulas aside.
  private static func words(_ text: Substring) -> [String] {
    guard text.contains("$") else { return text.split(separator: " ").map(String.init) }
    var words: [String] = []
    var word = ""
    for (index, part) in split(text).enumerated() {
      if index % 2 == 1 {
        word += "$" + part + "$"
        continue
      }
      for character in part {
        if character != " " {
          // What stands for itself here must do so in the line, too.
          word += character == "$" ? "\\$" : String(character)
        } else if !word.isEmpty {
          words.append(word)
          word = ""
        }
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Sets a text within `width`: as it is if it is at most a little wider, else on several lines, and smaller where a
  /// formula is wider still. What it says remains the author's text as it was broken.
  static func fitted(
    _ text: String, width: Double, size: Double, upTo most: Double, lines: Int = 4
  ) -> TypesetText {
    let whole = set(text, size: size, alignment: .center)
    guard whole.width > most else { return whole }
    let broken = wrapped(text, width: width, size: size, lines: lines)
    let set = set(broken, size: size, alignment: .center)
    return set.width > most ? Typesetter.set(broken, size: size * most / set.width, alignment: .center) : set
  }
}
