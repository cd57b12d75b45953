import NotebookModel
import Testing

/// A lesson's recorded outputs are rewritten, and nothing else.
@Suite struct TextEditTests {
  private func replaced(_ lesson: String, _ texts: String...) -> String {
    let document = Document(parsing: lesson)
    let recorded = document.cells.flatMap(\.recorded)
    let edits = zip(recorded, texts).map { document.edit(replacing: $0, with: $1) }
    return String(decoding: TextEdit.apply(edits.reversed(), to: document.bytes), as: UTF8.self)
  }

  @Test func oneBlockAlone() {
    let lesson = "a\t \n```swift\n1\n```\n\n```output tol=1\n1\n2\n```  \nb"
    #expect(replaced(lesson, "3\n") == "a\t \n```swift\n1\n```\n\n```output tol=1\n3\n```  \nb")
    #expect(replaced(lesson, "") == "a\t \n```swift\n1\n```\n\n```output tol=1\n```  \nb")
    #expect(replaced(lesson, "3") == "a\t \n```swift\n1\n```\n\n```output tol=1\n3\n```  \nb")
    #expect(replaced("```swift\n1\n```\n```output\n```\n", "a\n\nb\n") == "```swift\n1\n```\n```output\na\n\nb\n```\n")
    #expect(
      replaced("```swift\n1\n```\n```output\na\n```\n```stderr\nb\n```\n", "c\n", "d\n")
        == "```swift\n1\n```\n```output\nc\n```\n```stderr\nd\n```\n")
  }

  @Test func theTextItHasGivesTheSameBytes() {
    for lesson in [
      "```swift\n1\n```\n```output\na\n\n  b\n```\n", "> ```swift\n> 1\n> ```\n> ```output\n> a\n>\n> b\n> ```\n",
      "- ```swift\r\n  1\r\n  ```\r\n\r\n  ~~~~output\r\n  a\r\n\r\n  b\r\n  ~~~~\r\n",
    ] {
      let document = Document(parsing: lesson)
      let recorded = document.cells[0].recorded[0]
      let edit = document.edit(replacing: recorded, with: recorded.text)
      #expect(TextEdit.apply([edit], to: document.bytes) == document.bytes)
    }
  }

  @Test func listsQuotesAndLineEndings() {
    #expect(
      replaced("- ```swift\n  1\n  ```\n  ```output\n  a\n  ```\n", "b\n\nc\n")
        == "- ```swift\n  1\n  ```\n  ```output\n  b\n\n  c\n  ```\n")
    #expect(
      replaced("> ```swift\n> 1\n> ```\n> ```output\n> a\n> ```\n", "b\n\nc\n")
        == "> ```swift\n> 1\n> ```\n> ```output\n> b\n>\n> c\n> ```\n")
    #expect(
      replaced("```swift\r\n1\r\n```\r\n```output\r\na\r\n```\r\n", "b\nc\n")
        == "```swift\r\n1\r\n```\r\n```output\r\nb\r\nc\r\n```\r\n")
  }

  @Test func aFenceInTheOutputMakesTheFencesLonger() {
    let result = replaced("```swift\n1\n```\n```output tol=1\na\n```\nb\n", "x\n````\ny\n")
    #expect(result == "```swift\n1\n```\n`````output tol=1\nx\n````\ny\n`````\nb\n")
    #expect(Document(parsing: result).cells[0].recorded.map(\.text) == ["x\n````\ny\n"])
  }

  @Test func addingABlock() {
    func added(_ lesson: String, _ text: String, _ attributes: String = "") -> String {
      let document = Document(parsing: lesson)
      let edit = document.edit(adding: .output, text: text, to: document.cells[0], attributes: attributes)
      return String(decoding: TextEdit.apply([edit], to: document.bytes), as: UTF8.self)
    }
    #expect(added("```swift\n1\n```\n\nb\n", "1\n") == "```swift\n1\n```\n\n```output\n1\n```\n\nb\n")
    #expect(added("```swift\n1\n```", "1\n", "tol=1") == "```swift\n1\n```\n\n```output tol=1\n1\n```")
    #expect(
      added("- ```swift\n  1\n  ```\n- b\n", "1\n2\n")
        == "- ```swift\n  1\n  ```\n\n  ```output\n  1\n  2\n  ```\n- b\n")
    #expect(
      added("> ```swift\r\n> 1\r\n> ```\r\n", "1\n")
        == "> ```swift\r\n> 1\r\n> ```\r\n>\r\n> ```output\r\n> 1\r\n> ```\r\n")
    let lesson = added("```swift\n1\n```\n```stderr\na\n```\n", "1\n")
    #expect(lesson == "```swift\n1\n```\n```stderr\na\n```\n\n```output\n1\n```\n")
    #expect(Document(parsing: lesson).cells[0].recorded.map(\.kind) == [.stderr, .output])
  }
}
