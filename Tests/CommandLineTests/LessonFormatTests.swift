import Foundation
import NotebookModel
import Testing

/// Every example of docs/lesson-format.md is a lesson that runs, and prints what it says.
@Suite("The examples of the lesson format run")
struct LessonFormatTests {
  static let examples: [String] = {
    let page = (try? String(contentsOf: package.appendingPathComponent("docs/lesson-format.md"), encoding: .utf8)) ?? ""
    var examples: [(lesson: String, isWrong: Bool)] = []
    for case .prose(let prose) in Document(parsing: page).blocks {
      for case .code(let language, let text) in prose.pieces {
        if language == "markdown" { examples.append((text, false)) }
        if language == "diagnostics", !examples.isEmpty { examples[examples.count - 1].isWrong = true }
      }
    }
    return examples.filter { !$0.isWrong }.map(\.lesson)
  }()

  @Test("There are examples")
  func some() { #expect(Self.examples.count >= 15) }

  @Test("Each runs", arguments: examples.indices)
  func runs(index: Int) throws {
    let lesson = Self.examples[index]
    let place = try Workplace()
    try place.write(lesson, to: "lesson.md")
    let run = try place.mlnb("run", "-q", "lesson.md")
    #expect(run.status == 0, "\(lesson)\n\(run.errors)")
    let check = try place.mlnb("check", "-q", "lesson.md")
    #expect(check.status == 0, "\(lesson)\n\(check.errors)")
  }
}
