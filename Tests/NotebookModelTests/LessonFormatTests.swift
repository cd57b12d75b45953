import Foundation
import NotebookModel
import Testing

/// docs/lesson-format.md says what is so: each example in it is read.
///
/// An example is a fence of four backticks with the word `markdown`; where a `diagnostics` fence follows it, the
/// example is wrong on purpose and that is what it gives.
@Suite struct LessonFormatTests {
  private struct Example {
    var line: Int
    var lesson: String
    var diagnostics = ""
  }

  private func page() throws -> String {
    try String(contentsOfFile: packageFolder + "/docs/lesson-format.md", encoding: .utf8)
  }

  private func examples() throws -> [Example] {
    var examples: [Example] = []
    for case .prose(let prose) in Document(parsing: try page()).blocks {
      for piece in prose.pieces {
        guard case .code(let language, let text) = piece else { continue }
        if language == "markdown" { examples.append(Example(line: examples.count + 1, lesson: text)) }
        if language == "diagnostics", !examples.isEmpty { examples[examples.count - 1].diagnostics = text }
      }
    }
    return examples
  }

  @Test func everyExampleReadsAsThePageSays() throws {
    let examples = try examples()
    #expect(examples.count >= 20)
    #expect(examples.filter { !$0.diagnostics.isEmpty }.count >= 5)
    for example in examples {
      let document = Document(parsing: example.lesson)
      #expect(document.formattedDiagnostics() == example.diagnostics, "example \(example.line)")
      #expect(document.markdown == document.bytes)
    }
  }

  @Test func thePageItselfHasNoMistake() throws {
    let document = Document(parsing: try page(), path: "docs/lesson-format.md")
    #expect(document.formattedDiagnostics() == "")
    #expect(document.cells.isEmpty)
  }

  @Test func thePageNamesEveryWord() throws {
    let page = try page()
    let words =
      CellOptions.keys + FrontMatter.keys + Cell.Behaviour.allCases.map(\.rawValue).filter { $0 != "run" } + ["hidden"]
      + RecordedOutput.Kind.allCases.map(\.rawValue) + RecordedOutput.flags + Container.Kind.allCases.map(\.rawValue)
      + ["toc", "toc-depth", "number-sections", "durations", "theme", "lesson-timeout", "strict", "filters"]
    for word in words where !page.contains("`\(word)`") { Issue.record("`\(word)` is not explained") }
    for key in RecordedOutput.keys where !page.contains("`\(key)=") { Issue.record("`\(key)=` is not explained") }
  }

  /// Links within the page lead somewhere.
  @Test func linksWithinThePage() throws {
    let page = try page()
    var anchors: Set<String> = []
    for case .heading(let heading) in Document(parsing: page).blocks { anchors.insert(heading.anchor) }
    for match in page.matches(of: #/\]\(#([^)]+)\)/#) where !["fitting-a-line", "fit"].contains(match.output.1) {
      #expect(anchors.contains(String(match.output.1)), "\(match.output.1)")
    }
  }
}
