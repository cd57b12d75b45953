extension Typesetter {
  /// Breaks a long text at its spaces (or anywhere, in a word without) into at most four lines.
  static func wrapped(_ text: String, width: Double, size: Double, lines limit: Int = 4) -> String {
    let typesetter = Typesetter(size: size)
    let space = typesetter.run(" ", font: .sans).width
    var lines: [String] = [""]
    var used = 0.0
    func newLine() {
      lines.append("")
      used = 0
    }
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let length = typesetter.run(word, font: .sans).width
      if used > 0 {
        if used + space + length > width { newLine() } else {
          lines[lines.count - 1] += " "
          used += space
        }
      }
      if length <= width {
        lines[lines.count - 1] += word
        used += length
      } else {
        for character in word {
          let step = typesetter.run(String(character), font: .sans).width
          if used > 0, used + step > width { newLine() }
          lines[lines.count - 1].append(character)
          used += step
        }
      }
      if lines.count > limit { break }
    }
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] = String(lines[limit - 1].dropLast(2)) + "…"
    }
    return lines.joined(separator: "\n")
  }
}
