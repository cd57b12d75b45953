import NotebookModel
import Testing

/// Each mistake is one message: where, what, and the way out.
@Suite struct DiagnosticTests {
  /// The messages without the lines of the lesson between them.
  private func short(_ lesson: String) -> [String] {
    Document(parsing: lesson).diagnostics.map { diagnostic in
      "\(diagnostic.line):\(diagnostic.column) \(diagnostic.severity.rawValue): \(diagnostic.message)"
        + diagnostic.notes.map { " | \($0.message)" }.joined()
    }
  }

  @Test func unclosedFence() {
    #expect(
      messages("# T\n\n> ````swift\n> let x = 1\n\ntext\n") == """
        lesson.md:3:3: error: this code block is never closed
           3 | > ````swift
             |   ^~~~
        lesson.md:3:3: note: close it with ```` on a line of its own, indented like this one

        """)
    #expect(short("```text\na\n").count == 1)
    #expect(
      short("```swift\na\n```\n```output\nb\n").map { $0.prefix(50) } == [
        "4:1 error: this `output` block is never closed | c"
      ])
    #expect(
      short("- ```swift\n  a\n```\ntext\n```\n").map { $0.prefix(40) } == ["1:3 error: this code block is never clos"])
  }

  @Test func containers() {
    #expect(
      short("::: note\na\n") == [
        "1:1 error: this `::: note` is never closed | close it with `:::` on a line of its own"
      ])
    #expect(
      short("a\n\n:::\n") == [
        "3:1 error: this `:::` closes nothing | a container opens with its kind, such as `::: note`"
      ])
    #expect(short("::: excercise\na\n:::\n") == ["1:5 error: unknown container `excercise` | did you mean `exercise`?"])
    #expect(
      short("::: note {#a b=c}\n:::\n") == [
        "1:14 error: unknown attribute `b` | write `{#name}` for an anchor and `{.name}` for a class"
      ])
    #expect(short("::: note {#a\n:::\n") == ["1:10 error: these attributes are never closed | close them with `}`"])
    #expect(
      short("::: note {#a}\n:::\n::: tip {#a}\n:::\n") == [
        "3:10 error: the label `a` is used twice | line 1 has it first; every label must be its own"
      ])
    #expect(
      short("::: whatever\na\n:::\n").first?.hasPrefix(
        "1:5 error: unknown container `whatever` | known are `exercise`, `hint`") == true)
  }

  @Test func fenceWords() {
    #expect(
      short("```swift no_run\n1\n```\n") == ["1:10 error: unknown word `no_run` after `swift` | did you mean `no-run`?"]
    )
    #expect(
      short("```swift shouldthrow\n1\n```\n") == [
        "1:10 error: unknown word `shouldthrow` after `swift` | did you mean `should-throw`?"
      ])
    #expect(
      short("```swift echo=false\n1\n```\n") == [
        "1:10 error: `echo` is an option | write `//| echo: false` on the first line of the cell"
      ])
    #expect(short("```swift ignore no-run\n1\n```\n") == ["1:17 error: a cell cannot be `ignore` and `no-run` at once"])
    #expect(
      short("```swift,ignore\n1\n```\n").first?.hasPrefix("1:4 error: `swift,ignore` is not how a cell begins") == true)
    #expect(short("```{swift echo}\n1\n```\n").first?.hasPrefix("1:4 error: `{swift` is not how a cell begins") == true)
    #expect(
      short("```swft\n1\n```\n") == [
        "1:4 warning: `swft` is not `swift`, so this block is shown and not run | did you mean `swift`?"
      ])
    #expect(
      short("```Swift\n1\n```\n") == [
        "1:4 warning: `Swift` is not `swift`, so this block is shown and not run | did you mean `swift`?"
      ])
    #expect(short("```sh\n1\n```\n\n```swig\n1\n```").isEmpty)
  }

  @Test func options() {
    #expect(
      messages("- ```swift\n  //| ech: false\n  1\n  ```\n") == """
        lesson.md:2:7: error: unknown option `ech`
           2 |   //| ech: false
             |       ^~~
        lesson.md:2:7: note: did you mean `echo`?

        """)
    #expect(
      short("```swift\n//| echo: yes\n```\n") == [
        "2:11 error: `echo` must be `true` or `false`, not `yes` | did you mean `true`?"
      ])
    #expect(
      short("```swift\n//| timeout: 5s\n```\n") == [
        "2:14 error: `timeout` must be a number of seconds above 0, not `5s` | did you mean `5`?"
      ])
    #expect(
      short("```swift\n//| timeout: -1\n```\n") == [
        "2:14 error: `timeout` must be a number of seconds above 0, not `-1`"
      ])
    #expect(
      short("```swift\n//| code-fold: shown\n```\n") == [
        "2:16 error: `code-fold` must be one of `false`, `true` and `show`, not `shown` | did you mean `show`?"
      ])
    #expect(
      short("```swift\n//| label: a b\n```\n").first?.hasPrefix("2:12 error: `label` must be made of letters") == true)
    #expect(short("```swift\n//| label: [a\n```\n").first?.hasPrefix("2:") == true)
    #expect(
      short("```swift\n//| label: a\n//| label: b\n```\n").first?.hasPrefix("3:5 error: `label` is given twice") == true
    )
    #expect(short("```swift\n//| label\n```\n").count == 1)
    #expect(short("```swift\n//| quite: new\n```\n").first?.hasPrefix("2:5 error: unknown option `quite`") == true)
    #expect(
      short("```swift\n//| label: a\n```\n\n```swift\n//| label: a\n```\n")
        == ["6:12 error: the label `a` is used twice | line 1 has it first; every label must be its own"])
  }

  @Test func recordedOutputs() {
    #expect(short("```output\n1\n```\n").first?.hasPrefix("1:4 error: this `output` block follows no cell") == true)
    #expect(short("```swift\n1\n```\n\ntext\n\n```error\n1\n```\n").count == 1)
    #expect(
      short("```swift\n1\n```\n```output tl=1\n```\n") == ["4:11 error: unknown attribute `tl` | did you mean `tol`?"])
    #expect(
      short("```swift\n1\n```\n```output tol=x\n```\n") == ["4:15 error: `tol` must be a number of 0 or more, not `x`"])
    #expect(
      short("```swift\n1\n```\n```output regexp\n```\n") == [
        "4:11 error: unknown attribute `regexp` | did you mean `regex`?"
      ])
    #expect(short("```swift\n1\n```\n```output tol\n```\n") == ["4:11 error: `tol` needs a value | write `tol=...`"])
    #expect(short("```swift\n1\n```\n```output any=1\n```\n") == ["4:11 error: `any` takes no value | write `any`"])
    #expect(
      short("```swift\n1\n```\n```output when=\"moon\"\n```\n").first?.hasPrefix(
        "4:17 error: `moon` is not a condition") == true)
    #expect(
      short("```swift\n1\n```\n```output\n```\n```output\n```\n") == [
        "6:4 error: this cell has two `output` blocks | join them, or say with `when=\"...\"` where each applies"
      ])
    #expect(
      short("```swift\n1\n```\n```outpt\n```\n") == [
        "4:4 warning: `outpt` says nothing about what the cell above prints | did you mean `output`?"
      ])
  }

  @Test func inlineAndSolutions() {
    #expect(
      short("a `{swift}` b\n") == ["1:3 error: this inline expression is empty | write the expression after `{swift}`"])
    #expect(
      short("```swift\n// BEGIN SOLUTION\n1\n```\n").first?.hasPrefix("2:1 error: this solution never ends") == true)
    #expect(
      short("```swift\n1\n  // END SOLUTION\n```\n").first?.hasPrefix("3:3 error: a solution ends that never began")
        == true)
  }

  @Test func aFenceThatWasForgotten() {
    #expect(
      short("```swift\nlet a = 1\n\nText.\n\n```swift\nlet b = 2\n```\n") == [
        "1:1 error: this code block is never closed | line 6 opens another one inside it: close this one with ``` "
          + "before, or make its fences longer"
      ])
    #expect(short("```swift\nlet a = 1\n```output\n1\n```\n").count == 1)
    #expect(short("```swift\nlet a = 1\n``` {swift}\n1\n```\n").count == 1)
    #expect(short("````swift\nlet a = \"\"\"\n```swift\n\"\"\"\n````\n").isEmpty)
    #expect(short("```text\n```swift\n```\n").isEmpty)
    #expect(short("```swift\n/// ```swift\nlet a = 1\n```\n").isEmpty)
  }

  @Test func whatWouldSaySilentlyNothing() {
    #expect(
      short("```swift\nlet a = 1\n  //| label: a\n```\n") == [
        "3:3 warning: this option stands after other lines and says nothing | move it to the head of the cell"
      ])
    #expect(
      short("> [!NOTES]\n> a\n") == [
        "1:5 warning: `[!NOTES]` is no callout, so this is a quote | did you mean `[!NOTE]`?"
      ])
    #expect(short("> [!X]\n> a\n\n> [!ABSTRACT]\n> a\n").isEmpty)
    #expect(
      short("a[^x] b\n") == [
        "1:2 warning: there is no note `[^x]` | write it anywhere in the lesson: `[^x]: ...`"
      ])
    #expect(short("a\\[^x] and `[^x]` and [^ x]\n").isEmpty)
    #expect(
      short("a\n\n[^x]: `{swift} 1`\n") == [
        "3:1 warning: nothing refers to the note `[^x]`, so it is not in the page"
      ])
    #expect(short("a[^X]\n\n[^x]: b\n\n```text\n[^y]: c\n```\n").isEmpty)
    #expect(
      short("b [a](javascript:x)\n").map { $0.prefix(60) } == [
        "1:3 warning: this link would run a script or leave the page:"
      ])
    #expect(short("b <javascript:x>\n").map { $0.prefix(11) } == ["1:3 warning"])
  }

  @Test func testsOfExercises() {
    let exercise = "::: exercise {#squares}\n:::\n\n"
    #expect(short(exercise + "```swift hidden\n//| test: squares\n1\n```\n").isEmpty)
    #expect(
      short(exercise + "```swift hidden\n//| test: square\n1\n```\n") == [
        "5:11 error: there is no exercise `square` | did you mean `squares`?"
      ])
    #expect(
      short("```swift hidden\n//| test: a\n1\n```\n") == [
        "2:11 error: there is no exercise `a` | name it with `::: exercise {#a}`"
      ])
  }

  @Test func frontMatter() {
    #expect(
      short("---\nswift: >= 6.2\n---\n").map { $0.suffix(66) } == [
        "expected line break | a value with such signs needs quotes: `swift: '>= 6.2'`".suffix(66)
      ])
    #expect(
      short("---\nswift: six\n---\n") == [
        "2:8 error: `swift` must be a version or a bound of one, such as `\">= 6.2\"`, not `six`"
      ])
    #expect(
      short("---\nlang: english_\n---\n") == [
        "2:7 error: `lang` must be a language code such as `en` or `pt-BR`, not `english_`"
      ])
    #expect(
      short("---\nformat:\n  theme: drak\n---\n") == [
        "3:10 error: `theme` must be one of `auto`, `light` and `dark`, not `drak` | did you mean `dark`?"
      ])
    #expect(
      short("---\npackages:\n  OpenBlas: \"1\"\n  Cairo: new\n  NumPy: \"2\"\n---\n") == [
        "3:3 error: unknown package `OpenBlas` | did you mean `OpenBLAS`?",
        "4:10 error: `Cairo` must be a version or a bound of one, such as `\">= 0.3.20\"`, not `new`",
        "5:3 error: unknown package `NumPy` | known are `ML`, `Arrays`, `DataFrames`, `Learning`, `Charting`, `OpenBLAS`, "
          + "`Cairo`, `FreeType` and `zlib`",
      ])
    #expect(short("---\ntitel: x\n---\n") == ["2:1 error: unknown key `titel` | did you mean `title`?"])
    #expect(
      short("---\nexecute:\n  ech: false\n---\n") == [
        "3:3 error: unknown key of `execute` `ech` | did you mean `echo`?"
      ])
    #expect(
      short("---\nexecute:\n  label: a\n---\n").first?.hasPrefix("3:3 error: `label` is said of one cell") == true)
    #expect(
      short("---\norder: first\n---\n") == ["2:8 error: `order` must be a whole number of 0 or more, not `first`"])
    #expect(
      short("---\ntitle: a\nformat: [x\n---\n") == [
        "3:9 error: broken YAML: while parsing a flow sequence: did not find expected ',' or ']'"
      ])
    #expect(short("---\ntitle: \"a\n---\n").count == 1)
    #expect(short("---\ntitle: a\ntitle: b\n---\n") == ["3:1 error: `title` is given twice"])
    #expect(
      short("---\ntitle: a\n\ntext\n") == [
        "1:1 error: the front matter is never closed | close it with `---` on a line of its own"
      ])
    #expect(
      short("---\nrun: maked\n---\n") == [
        "2:6 error: `run` must be one of `all` and `marked`, not `maked` | did you mean `marked`?"
      ])
    #expect(short("---\ncheck:\n  filters:\n    '[': x\n---\n") == ["4:5 error: `[` is not a regular expression"])
    #expect(short("---\n\ntext\n").isEmpty)
    #expect(short("---\n---\n").isEmpty)
  }

  @Test func aPlaceIsMarkedUnderWhatIsSeen() {
    let source = Array("\t日本 x\u{301} = y\n".utf8)
    let diagnostic = Diagnostic(line: 1, column: 13, message: "no `=`", highlights: [9..<14])
    #expect(
      diagnostic.formatted(path: "a.md", source: source)
        == "a.md:1:13: error: no `=`\n   1 | \t日本 x\u{301} = y\n     | \t     ~ ^\n".replacing("~ ^", with: "~~^"))
    let long = Array((String(repeating: "a", count: 500) + "b" + String(repeating: "c", count: 500)).utf8)
    let printed = Diagnostic(line: 1, column: 501, message: "b").formatted(path: "a.md", source: long)
    let lines = printed.split(separator: "\n")
    #expect(lines[1].count < 180)
    #expect(Array(lines[1])[lines[2].count - 1] == "b")
    #expect(
      Diagnostic(line: 7, column: 1, message: "beyond").formatted(path: "a.md", source: [])
        == "a.md:7:1: error: beyond\n")
  }

  @Test func coloursForATerminal() {
    let text = Diagnostic(line: 1, column: 1, message: "no").formatted(
      path: "a.md", source: Array("x".utf8), colour: true)
    #expect(text.contains("\u{1B}[1;31merror: \u{1B}[0m"))
    #expect(text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == "a.md:1:1: error: no\n   1 | x\n     | ^\n")
  }

  @Test func nearestWords() {
    #expect(nearestWord(to: "lable", among: ["label", "echo"]) == "label")
    #expect(nearestWord(to: "figcap", among: ["fig-cap", "fig-alt"]) == "fig-cap")
    #expect(nearestWord(to: "zzz", among: ["label", "echo"]) == nil)
    #expect(editDistance("ab", "ba") == 1)
    #expect(editDistance("kitten", "sitting") == 3)
    #expect(editDistance("", "abc") == 3)
  }
}
