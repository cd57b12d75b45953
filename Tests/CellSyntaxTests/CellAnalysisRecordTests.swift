import CellSyntax
import Foundation
import Testing

/// What is remembered of a cell is what parsing it finds.
@Suite struct CellAnalysisRecordTests {
  private static let cells: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Lessons")
    let lessons = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".md") } ?? []
    let own = [
      "", "// nothing", "let x = x + 1", "struct A { private var b = 1 }\nextension A: Hashable, Codable {}",
      "guard let a = Int(\"1\"), a > 0 else { fatalError() }", "infix operator +++\nfunc +++ (a: Int, b: Int) -> Int { a + b }",
      "let (α, `class`) = (1, \"ü\")\nprint(#line, α)", "let broken = (", "import Foundation\nlet v = try await f()\nv",
    ]
    return own
      + lessons.flatMap { lesson -> [String] in
        let text = (try? String(contentsOf: folder.appendingPathComponent(lesson), encoding: .utf8)) ?? ""
        return text.components(separatedBy: "```swift").dropFirst().compactMap {
          $0.components(separatedBy: "\n```").first.map { String($0.drop { $0 != "\n" }.dropFirst()) }
        }
      }
  }()

  @Test func everyCellOfTheLessonsComesBackAsItWas() {
    #expect(Self.cells.count > 200)
    for cell in Self.cells {
      let analysis = analyze(cell: cell)
      #expect(CellAnalysis(record: analysis.record) == analysis, "\(cell)")
    }
  }

  @Test func aRecordThatIsCutOrLongerIsNone() {
    let record = analyze(cell: "func area(of radius: Double) -> Double { .pi * radius * radius }\narea(of: 2)").record
    for count in 0..<record.count { #expect(CellAnalysis(record: record.prefix(count)) == nil) }
    #expect(CellAnalysis(record: record + [0]) == nil)
  }

  @Test func bytesThatMeanNothingAreNoRecord() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      if let analysis = CellAnalysis(record: bytes) { #expect(CellAnalysis(record: analysis.record) == analysis) }
    }
  }
}
