import Rendering
import Testing

@Suite struct TableAlignmentTests {
  func aligned(_ html: String) -> String { String(decoding: alignedTables(Array(html.utf8)), as: UTF8.self) }

  func row(_ cells: String...) -> String { "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>" }

  @Test func aColumnOfNumbersIsMarked() {
    let html = aligned("<table><tr><th>a</th><th>b</th></tr>\(row("x", "1"))\(row("y", "−2.5e-3"))\(row("z", "1,234.5"))\(row("w", "12%"))\(row("v", "nan"))</table>")
    #expect(html.count(of: " class=\"number\"") == 6)
    #expect(html.contains("<th class=\"number\">b</th>"))
    #expect(html.contains("<th>a</th>"))
  }

  @Test(arguments: ["x", "1 s", "2024-01-02", "1.2.", "e5", "٣"])
  func oneOtherWordAndItIsNone(word: String) {
    #expect(!aligned("<table>\(row("1"))\(row(word))</table>").contains("number"))
  }

  @Test func emptyCellsDoNotCount() {
    #expect(aligned("<table>\(row("1"))\(row(""))</table>").count(of: "number") == 2)
    #expect(!aligned("<table>\(row(""))</table>").contains("number"))
  }

  @Test func whatHasAClassOrAnAlignmentKeepsIt() {
    let html = "<table><tr><td class=\"a\">1</td><td style=\"text-align: left\">2</td></tr></table>"
    #expect(aligned(html) == html)
  }

  @Test func textAroundTablesStays() {
    #expect(aligned("<p>1 &lt; 2</p><table>\(row("1"))</table>tail") == "<p>1 &lt; 2</p><table><tr><td class=\"number\">1</td></tr></table>tail")
    #expect(aligned("no table < at all") == "no table < at all")
  }
}
