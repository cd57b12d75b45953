import NotebookModel

/// The table of contents, collected while headings are written, and the numbers of sections.
struct ContentsList {
  struct Entry {
    var level: Int
    var anchor: String
    var number: String?
    var content: HTMLWriter
  }

  private(set) var entries: [Entry] = []
  private var counters: [Int] = []

  mutating func append(_ entry: Entry) { entries.append(entry) }

  /// The number of the next heading of `level` (2 is `1`, `2`, ...; 3 is `1.1`, ...).
  mutating func nextNumber(level: Int) -> String {
    let depth = max(level - 1, 1)
    while counters.count > depth { counters.removeLast() }
    while counters.count < depth { counters.append(0) }
    counters[depth - 1] += 1
    return counters.map(String.init).joined(separator: ".")
  }

  /// Nested lists of links to all entries.
  func html() -> HTMLWriter {
    var out = HTMLWriter()
    var open: [Int] = []
    for entry in entries {
      while let last = open.last, last > entry.level {
        // A deeper list closes only where a shallower one is open to go on in.
        if open.count == 1 { break }
        out.raw("</li></ol>")
        open.removeLast()
      }
      if let last = open.last, last >= entry.level || open.count == 1 && last > entry.level {
        out.raw("</li>")
      } else {
        out.raw("<ol>")
        open.append(entry.level)
      }
      out.raw("<li><a")
      out.attribute("href", "#\(entry.anchor)")
      out.raw(">")
      if let number = entry.number {
        out.raw("<span class=\"section-number\">")
        out.text(number)
        out.raw("</span> ")
      }
      out.raw(entry.content)
      out.raw("</a>")
    }
    for _ in open { out.raw("</li></ol>") }
    return out
  }
}
