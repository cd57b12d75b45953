import DataFrames
import Foundation
import Testing

@Suite("A frame is a table in a page")
struct HTMLTests {
  /// The texts between two marks, one for each time they stand there.
  private func parts(_ text: String, from start: String, to end: String) -> [String] {
    text.components(separatedBy: start).dropFirst().compactMap { $0.components(separatedBy: end).first }
  }

  private func rows(_ html: String) -> [String] { parts(html, from: "<tr", to: "</tr>") }

  @Test("a small frame, to the letter")
  func small() {
    let frame = DataFrame(["name": ["Ada", "Alan"], "born": [1815, 1912], "height": [1.625, nil]])
    #expect(
      frame.html == """
        <div class="frame" role="region" aria-label="Table of 2 rows and 3 columns" tabindex="0">
        <table>
        <thead>
        <tr><td></td><th scope="col">name</th><th class="number" scope="col">born</th>\
        <th class="number" scope="col">height</th></tr>
        </thead>
        <tbody>
        <tr><th scope="row">0</th><td>Ada</td><td class="number">1815</td><td class="number">1.625</td></tr>
        <tr><th scope="row">1</th><td>Alan</td><td class="number">1912</td><td class="number">NaN</td></tr>
        </tbody>
        </table>
        </div>

        """)
  }

  @Test("it is cut as in print: at 60 rows and at 20 columns")
  func cut() {
    for (rowCount, columnCount) in [(60, 20), (61, 20), (60, 21), (1000, 200), (1, 1)] {
      let frame = LargeFramesTests.frame(rows: rowCount, columns: columnCount)
      let html = frame.html
      let (cutRows, cutColumns) = (rowCount > 60, columnCount > 20)
      let head = parts(html, from: "<thead>", to: "</thead>")[0]
      let body = parts(html, from: "<tbody>", to: "</tbody>")[0]
      #expect(head.components(separatedBy: "<th").count - 1 == (cutColumns ? 21 : columnCount))
      #expect(rows(body).count == (cutRows ? 11 : rowCount))
      #expect(parts(body, from: "<th scope=\"row\">", to: "</th>").count == (cutRows ? 10 : rowCount))
      #expect(html.contains("<tr class=\"gap\">") == cutRows)
      #expect(html.contains("<td class=\"gap\">") == cutColumns)
      #expect(
        html.contains("<p class=\"shape\">\(rowCount) rows × \(columnCount) columns</p>") == (cutRows || cutColumns))
      // The same rows as in print.
      if cutRows {
        let labels = parts(body, from: "<th scope=\"row\">", to: "</th>")
        #expect(labels == ["0", "1", "2", "3", "4"] + (rowCount - 5..<rowCount).map(String.init))
      }
    }
  }

  @Test("cells hold the texts that print holds")
  func texts() throws {
    let wine = try Reference.wine().head(10)
    let body = parts(wine.html, from: "<tbody>", to: "</tbody>")[0]
    for (row, html) in rows(body).enumerated() {
      let cells = parts(html, from: "<td class=\"number\">", to: "</td>")
      #expect(cells.count == 12)
      #expect(cells[10] == "\(try wine["alcohol"].doubles[row])")
    }
  }

  @Test("names and values are text, whatever stands in them")
  func escaping() {
    let frame = DataFrame(["<b>&\"'": ["<script>alert(1)</script>", "a & b"]])
    #expect(!frame.html.contains("<script>") && !frame.html.contains("<b>"))
    #expect(frame.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && frame.html.contains("a &amp; b"))
  }

  @Test("labels with names, several levels, no rows")
  func labels() throws {
    let wine = try Reference.wine()
    let means = try wine.grouped(by: "quality")[["alcohol"]].mean().html
    #expect(means.contains("<tr><th scope=\"col\">quality</th><th class=\"number\" scope=\"col\">alcohol</th></tr>"))
    #expect(means.contains("<tr><th scope=\"row\">3</th><td class=\"number\">9.955000</td></tr>"))
    let empty = DataFrame(["a": [Double]()]).html
    #expect(empty.contains("<p class=\"shape\">0 rows × 1 column</p>"))
  }

  @Test("the page's style keeps the heading in sight and numbers to the right")
  func style() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let assets = try FileManager.default.contentsOfDirectory(
      at: package.appendingPathComponent("assets"), includingPropertiesForKeys: nil)
    let style = try assets.filter { $0.pathExtension == "css" }
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    let rules = style.split(separator: "}").map { $0.split(separator: "{").map(String.init) }.filter { $0.count >= 2 }
    func holds(_ selector: String, _ declaration: String) -> Bool {
      rules.contains { $0[$0.count - 2].contains(selector) && $0[$0.count - 1].contains(declaration) }
    }
    #expect(holds(".frame thead", "position: sticky"))
    #expect(holds(".number", "text-align: right"))
    #expect(holds(".number", "tabular-nums") || holds("table", "tabular-nums") || holds(".frame", "tabular-nums"))
  }
}
