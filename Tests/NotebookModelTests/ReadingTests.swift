import NotebookModel
import Testing

@Suite struct ReadingTests {
  @Test func readsHeadingsProseCellsAndOutputs() {
    let lesson = """
      ---
      title: Lines
      execute:
        echo: false
      ---
      # A *line*

      Text with $x^2$ and `{swift} 1 + 1` and ![a](b.png "t").

      ```swift should-throw hidden
      //| label: first
      //| timeout: 3
      print(1)
      ```

      ```output tol=1e-6
      1
      ```

      - item

        ```swift
        let x = 2
        ```

      ::: exercise Title $a$ {#ex .wide}
      Do it.

      > [!NOTE]
      > Well.
      :::

      $$
      a = b
      $$

      Foot[^1] <b>x</b>.

      [^1]: Note.
      """
    let document = Document(parsing: lesson)
    dump(document.diagnostics)
    dump(document.blocks)
    dump(document.cells)
    #expect(document.diagnostics.isEmpty)
    #expect(document.cells.count == 3)
  }
}
