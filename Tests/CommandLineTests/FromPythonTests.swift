import Foundation
import NotebookModel
import Testing

/// docs/from-python.md is a lesson: every row of its tables runs, and gives what its Python gives.
@Suite("From Python")
struct FromPythonTests {
  /// A row's two expressions, and what NumPy or pandas gives, as Reference/from_python.py wrote it down.
  struct Row: Decodable {
    var python: String
    var swift: String
    var gives: String
  }

  static let page = package.appendingPathComponent("docs/from-python.md")

  @Test("Every cell and row runs, prints what is recorded, and gives what Python gives")
  func rows() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let place = try Workplace()
    let run = try place.mlnb("run", "-q", "--report", "report.json", "-o", "page.html", Self.page.path)
    #expect(run.status == 0, "\(run.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(place.read("report.json").utf8)) as? [String: Any]
    let results = try #require(report?["cells"] as? [[String: Any]])
    let cells = Document(parsing: text).cells
    #expect(results.count == cells.count && cells.count >= 200)

    var valueOfLine: [Int: String] = [:]
    for (cell, result) in zip(cells, results) {
      #expect(result["expected"] as? Bool == true, "line \(cell.line): \(result["diagnostics"] ?? "")")
      let value = result["value"] as? String
      valueOfLine[cell.line] = value
      guard let recorded = cell.recorded.first(where: { $0.kind == .output && $0.attributes.isEmpty }) else { continue }
      #expect(
        (result["stdout"] as? String ?? "") + (value.map { $0 + "\n" } ?? "") == recorded.text, "line \(cell.line)")
    }

    let reference = package.appendingPathComponent("Tests/CommandLineTests/Reference/from_python.json")
    var rows = try JSONDecoder().decode([Row].self, from: Data(contentsOf: reference))[...]
    #expect(rows.count >= 180)
    for (number, line) in text.components(separatedBy: "\n").enumerated() {
      guard line.hasPrefix("| `"), let row = rows.first else { continue }
      rows.removeFirst()
      #expect(line == "| `\(row.python)` | `\(row.swift)` | `{swift} \(row.swift)` |", "line \(number + 1)")
      let value = try #require(valueOfLine[number + 1], "line \(number + 1)")
      #expect(common(value) == common(row.gives), "line \(number + 1): \(row.python)")
    }
    #expect(rows.isEmpty, "rows that the page has lost: run Reference/from_python.py")
  }

  /// A text without what Swift and Python write differently: quotes, kinds of bracket, whole doubles outside of arrays.
  private func common(_ text: String) -> String {
    var text = text.replacingOccurrences(of: "\"", with: "")
    text = text.replacingOccurrences(of: "(", with: "[").replacingOccurrences(of: ")", with: "]")
    return text.replacingOccurrences(of: #"(\d)\.0(?=[,\]]|$)"#, with: "$1", options: .regularExpression)
  }
}
