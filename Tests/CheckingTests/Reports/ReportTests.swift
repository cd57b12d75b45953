import CellWire
import Checking
import Foundation
import FoundationXML
import NotebookModel
import Testing

@Suite("Reports")
struct ReportTests {
  private static let text = "# Ä & <b>\n\n```swift\n//| label: fit\nprint(1)\n```\n\n```output\nloss 0.25\n```\n\n```swift\nlet a = 1\n```\n"

  private func lessons() -> [CheckedLesson] {
    var checked = Checked(Self.text, [
      CellResult(cell: 0, status: .ok, outputs: [.standardOutput("loss 0.26 <&\u{1}\n")]), CellResult(cell: 1, status: .ok),
    ])
    checked.document.path = "a lesson.md"
    let bad = CheckedLesson(path: "broken.md", document: nil, run: nil, findings: [], failure: "cannot read broken.md")
    return [
      CheckedLesson(path: "a lesson.md", document: checked.document, run: checked.run, findings: checked.findings()), bad,
    ]
  }

  private func report(_ kind: ReportKind) -> String {
    String(decoding: kind.report(of: lessons(), version: "1.2"), as: UTF8.self)
  }

  @Test("The kind is the file's ending")
  func kinds() {
    #expect(["a.json", "b/c.xml", "c.SARIF", "d.tap", "e.html"].compactMap(ReportKind.init(path:)) == ReportKind.allCases)
    #expect(ReportKind(path: "a.txt") == nil)
    #expect(ReportKind(path: "json") == nil)
  }

  @Test("JSON: what `run` reports, and the findings")
  func json() throws {
    let parsed = try JSONSerialization.jsonObject(with: Data(report(.json).utf8)) as? [[String: Any]]
    let lessons = try #require(parsed)
    #expect(lessons.map { $0["status"] as? String } == ["failed", "invalid"])
    #expect(lessons[1]["failure"] as? String == "cannot read broken.md")
    let finding = try #require((lessons[0]["findings"] as? [[String: Any]])?.first)
    #expect(finding["kind"] as? String == "output")
    #expect(finding["label"] as? String == "fit")
    #expect(finding["line"] as? Int == 9 && finding["column"] as? Int == 6)
    #expect(finding["recorded"] as? [String] == ["loss 0.25"])
    #expect((lessons[0]["cells"] as? [[String: Any]])?.count == 2)
    let one = ReportKind.json.report(of: [self.lessons()[0]], version: "1")
    #expect(try JSONSerialization.jsonObject(with: Data(one)) is [String: Any])
  }

  @Test("JUnit: a suite for each lesson, a case for each cell, and XML that parses")
  func junit() throws {
    final class Counter: NSObject, XMLParserDelegate {
      var names: [String: Int] = [:]
      var failure = ""
      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
      ) {
        names[name, default: 0] += 1
        if name == "failure" { failure = attributes["message"] ?? "" }
      }
    }
    let counter = Counter()
    let parser = XMLParser(data: Data(report(.xml).utf8))
    parser.delegate = counter
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")\n\(report(.xml))")
    #expect(counter.names == ["testsuites": 1, "testsuite": 2, "testcase": 4, "failure": 1, "error": 1])
    #expect(counter.failure == "the output differs from what is recorded")
  }

  @Test("SARIF: results with places, columns in characters")
  func sarif() throws {
    let parsed = try JSONSerialization.jsonObject(with: Data(report(.sarif).utf8)) as? [String: Any]
    let run = try #require((parsed?["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(parsed?["version"] as? String == "2.1.0")
    #expect(results.count == 1)
    let location = (results[0]["locations"] as? [[String: [String: Any]]])?.first?["physicalLocation"]
    #expect((location?["artifactLocation"] as? [String: String])?["uri"] == "a%20lesson.md")
    #expect((location?["region"] as? [String: Int])?["startLine"] == 9)
    let rules = ((run["tool"] as? [String: [String: Any]])?["driver"]?["rules"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
    #expect(rules?.contains(results[0]["ruleId"] as? String ?? "") == true)
    let invocation = (run["invocations"] as? [[String: Any]])?.first
    #expect(invocation?["executionSuccessful"] as? Bool == false)
  }

  @Test("TAP: as many points as planned, numbered")
  func tap() {
    let lines = report(.tap).split(separator: "\n")
    #expect(lines[0] == "TAP version 14" && lines[1] == "1..4")
    let points = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
    #expect(points.count == 4)
    #expect(points[1] == "not ok 2 - a lesson.md:3 cell 1, `fit`")
    #expect(points[3].hasPrefix("not ok 4"))
    #expect(lines.contains("    - loss 0.25"))
    // A point has one block, however much is wrong.
    let two = ["one", "two"].map { Finding(.link, at: SourcePosition(line: 1), message: $0) }
    let lesson = CheckedLesson(path: "l.md", document: Document(parsing: "# A\n"), run: nil, findings: two)
    let text = String(decoding: ReportKind.tap.report(of: [lesson], version: "1"), as: UTF8.self)
    #expect(text.contains("  ---\n  findings:\n  -\n    message: \"one\"\n"))
    #expect(text.split(separator: "\n").count { $0 == "  ---" } == 1)
  }

  @Test("Annotations stand on one line each")
  func annotations() {
    let lines = gitHubAnnotations(of: lessons()).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("::error file=a lesson.md,line=9,endLine=10,col=6,title="))
    #expect(lines[0].contains("%0A- loss 0.25%0A+ loss 0.26"))
  }

  @Test("The page escapes what is printed and names the command that accepts it")
  func page() {
    let page = report(.html)
    #expect(page.contains("mlnb accept 'a lesson.md' --filter fit"))
    #expect(page.contains("<del>0.25</del>") && page.contains("<ins>0.26 &lt;&amp;␁</ins>"))
    #expect(page.contains("0 of 2 lessons are as said"))
  }

  @Test("The terminal's text: place, difference, command; with colour the words that differ stand out")
  func terminal() throws {
    let lesson = lessons()[0]
    let document = try #require(lesson.document)
    let plain = FindingText(document, colour: false).text(of: lesson.findings[0])
    #expect(
      plain == """
        a lesson.md:9:6: error: the output differs from what is recorded (cell 1, `fit`)
            9 | - loss 0.25
              | + loss 0.26 <&␁
        a lesson.md:9:6: note: `mlnb accept 'a lesson.md' --filter fit` takes what was printed

        """)
    let coloured = FindingText(document, colour: true).text(of: lesson.findings[0])
    #expect(coloured.contains("\u{1B}[31mloss \u{1B}[0m\u{1B}[1;7;31m0.25\u{1B}[0m"))
  }
}
