import Checking
import NotebookModel
import Testing

/// What holds of `accept` whatever a lesson says and prints, over lessons put together from their parts.
@Suite("accept, over generated lessons")
struct AcceptancePropertyTests {
  private static let printed = [
    "plain", "", "\n\n", "a\n\nb", "```\nfence\n````", "~~~", "trailing   ", "   leading", "\ttab", "...", "a\n...\nb", "[..]",
    "x [..] y", "cr\r\nlf\r", "\u{0}nul\u{1b}[31m", "\u{feff}bom \u{2028}", "</div>", "> quote\n- list\n# head", "nan inf -0.0 1e-320",
    "2024-01-02 1.2.3 0xff 1,234,567 5px", "[1.5, nan]\n[2, 3]", "é e\u{301}", "---\n:::", "\\d+ $x^2$ (a|b) /c/ {2}", "0 1\n2 3",
  ]
  private static let recorded = [
    nil, "", "old", "...", "a\n...\nb", "[..]", "...\nold\n...", "x [..]", "1.0 2.0", ".*", "[0-9]+", "a", "(", "plain\nplain", "N N",
  ]
  private static let attributes = ["", "", "unordered", "tol=0.1", "rtol=1e-6", "regex", "tol=0.1 unordered", "regex unordered", "any"]
  private static let heads = [
    "", "---\ncheck:\n  filters:\n    '[0-9]+': N\n    'N\\.N': F\n---\n\n", "---\ncheck:\n  tol: 0.01\n---\n\n",
    "---\ncheck:\n  filters:\n    'a': aa\n---\n\n", "---\ncheck:\n  filters:\n    'old\\n?': ''\n    'b': '...'\n---\n\n",
  ]
  private static let wraps: [(first: String, rest: String)] = [
    ("", ""), ("- ", "  "), ("1. - ", "     "), ("> ", "> "), ("> - ", ">   "), ("-\t", "\t"),
  ]

  /// The part of the lesson before the block's text, and the part behind it.
  private func parts(_ recorded: String?, _ attributes: String, fence: String = "```") -> (String, String) {
    guard recorded != nil else { return ("```swift\nprint()\n```\n", "") }
    return ("```swift\nprint()\n```\n\n\(fence)output \(attributes)\n", "\(fence)\n")
  }

  private func wrapped(_ text: String, _ wrap: (first: String, rest: String)) -> String {
    var isFirst = true
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
      defer { isFirst = false }
      return (isFirst ? wrap.first : line.isEmpty && wrap.rest.allSatisfy(\.isWhitespace) ? "" : wrap.rest) + line + "\n"
    }.joined()
  }

  @Test("What was accepted agrees, a second time changes nothing, and prose keeps its bytes", arguments: ["\n", "\r\n"])
  func settles(lineBreak: String) {
    var count = 0
    for (number, printed) in Self.printed.enumerated() {
      for (place, recorded) in Self.recorded.enumerated() {
        for (kind, attributes) in Self.attributes.enumerated() {
          // Every pair of parts meets, not every combination.
          let head = Self.heads[(number + place + kind) % Self.heads.count]
          let wrap = Self.wraps[(number * 3 + place + kind * 2) % Self.wraps.count]
          let (before, after) = parts(recorded, attributes)
          let body = before + (recorded.map { $0.isEmpty ? "" : $0 + "\n" } ?? "") + after
          let (start, end) = ("Prose  \n\n", "\nThe end.\t")
          let text = (head + start + wrapped(body, wrap) + end).replacing("\n", with: lineBreak)
          let checked = Checked(text, prints: printed + "\n")
          guard !checked.document.hasErrors, checked.document.cells.count == 1 else { continue }
          count += 1
          let once = checked.accepted(add: true)
          let again = Checked(once, prints: printed + "\n")
          #expect(again.findings(strict: true).allSatisfy { $0.kind == .unrecorded && printed.allSatisfy(\.isWhitespace) }, "\(once)")
          #expect(Array(again.accepted(add: true).utf8) == Array(once.utf8), "\(once)")
          let bytes = Array(once.utf8)
          #expect(bytes.starts(with: (head + start).replacing("\n", with: lineBreak).utf8), "\(once)")
          #expect(bytes.suffix(end.utf8.count + lineBreak.utf8.count - 1).elementsEqual(end.replacing("\n", with: lineBreak).utf8), "\(once)")
        }
      }
    }
    #expect(count > 2000)
  }
}
