import NotebookModel
import Testing

@Suite struct ContainerTests {
  private func shape(_ lesson: String) -> String { outline(Document(parsing: lesson).blocks) }

  @Test func kindsTitlesAndAttributes() {
    #expect(
      shape(
        """
        ::: exercise Least *squares* with $x$ {#ex-1 .wide .blue}
        Do it.

        :::: hint
        Think.
        ::::

        ::: solution
        ```swift
        1
        ```
        :::
        :::

        ::: {.aside}
        Text
        :::

        ::: {.note #well} Title
        Text
        :::

        ::::: tip :::::
        a
        :::::
        """) == """
          exercise #ex-1 .wide .blue “Least <em>squares</em> with ⟨$x$⟩”
            <p>Do it.</p>¶
            hint #hint-1
              <p>Think.</p>¶
            solution #solution-1
              cell 0
          division #division-1 .aside
            <p>Text</p>¶
          note #well “Title”
            <p>Text</p>¶
          tip #tip-1
            <p>a</p>¶
          """)
  }

  @Test func insideListsAndQuotes() {
    #expect(
      shape("- a\n  ::: hint\n  b\n  :::\n- c\n") == "<ul>¶<li>a¶⟨hint #hint-1¶  <p>b</p>¶⟩</li>¶<li>c</li>¶</ul>¶")
    #expect(
      shape("- a\n  ::: hint\n  b\n  :::\n\n- c\n")
        == "<ul>¶<li>¶<p>a</p>¶⟨hint #hint-1¶  <p>b</p>¶⟩</li>¶<li>¶<p>c</p>¶</li>¶</ul>¶")
    #expect(shape("> ::: hint\n> b\n> :::\n") == "<blockquote>¶⟨hint #hint-1¶  <p>b</p>¶⟩</blockquote>¶")
    #expect(
      shape("::: note\n- a\n- b\n:::\nafter\n") == "note #note-1\n  <ul>¶<li>a</li>¶<li>b</li>¶</ul>¶\n<p>after</p>¶")
    #expect(shape("text\n::: note\na\n:::\ntext\n") == "<p>text</p>¶\nnote #note-1\n  <p>a</p>¶\n<p>text</p>¶")
  }

  @Test func codeAndCommentsInsideMayHoldColons() {
    #expect(shape("::: note\n```text\n:::\n```\n:::\n") == "note #note-1\n  ⟨code text|:::¶⟩")
    #expect(shape("::: note\n<!--\n:::\n-->\n:::\n") == "note #note-1\n  <!--¶:::¶-->¶")
    #expect(shape("::: note\n<div>\n:::\n") == "note #note-1\n  <div>¶")
    #expect(shape("a :::\n\n    ::: note\n") == "<p>a :::</p>¶⟨code |::: note¶⟩")
  }

  @Test func alerts() {
    #expect(shape("> [!NOTE]\n> a\n> b\n>\n> - c\n") == "note #note-1\n  <p>a¶b</p>¶\n  <ul>¶<li>c</li>¶</ul>¶")
    #expect(shape("> [!tip]  \n> a\n") == "tip #tip-1\n  <p>a</p>¶")
    #expect(shape("> [!WARNING]\n\n> [!CAUTION]\n> x\n") == "warning #warning-1\ncaution #caution-1\n  <p>x</p>¶")
    #expect(shape("> [!IMPORTANT]\n>\n> ```swift\n> 1\n> ```\n") == "important #important-1\n  cell 0")
    #expect(shape("> [!NOTE] a\n") == "<blockquote>¶<p>[!NOTE] a</p>¶</blockquote>¶")
    #expect(shape("> [!THING]\n> a\n") == "<blockquote>¶<p>[!THING]¶a</p>¶</blockquote>¶")
    #expect(shape("- > [!NOTE]\n  > a\n") == "<ul>¶<li>¶⟨note #note-1¶  <p>a</p>¶⟩</li>¶</ul>¶")
  }

  @Test func rangesGoFromColonsToColons() throws {
    let lesson = "a\n\n::: note T\nb\n\n:::\nc\n"
    guard case .container(let container) = Document(parsing: lesson).blocks[1] else {
      Issue.record("no container")
      return
    }
    let utf8 = Array(lesson.utf8)
    #expect(String(decoding: utf8[container.range.bytes], as: UTF8.self) == "::: note T\nb\n\n:::")
    #expect(container.range.lines == 3...6)
    let title = try #require(container.title)
    #expect(String(decoding: utf8[title.range.bytes], as: UTF8.self) == "T")
  }

  @Test func deepNestingStops() {
    let lesson = String(repeating: "::: note\n", count: 70) + String(repeating: ":::\n", count: 70)
    let first = Document(parsing: lesson).diagnostics.first
    #expect(first?.line == 65)
    #expect(first?.message == "containers are nested more than 64 deep here")
  }
}
