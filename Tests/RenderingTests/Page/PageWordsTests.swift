import Foundation
import NotebookModel
import Rendering
import Testing

@Suite("A page speaks its lesson's language")
struct PageWordsTests {
  private static let languages = ["de", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "zh"]

  private static let lesson = """
    # Eins

    ## Zwei

    Siehe.[^1]

    ## Drei

    ::: exercise
    ```swift
    // BEGIN SOLUTION
    print(1)
    // END SOLUTION
    ```

    ::: hint
    Denke.
    :::
    :::

    > [!WARNING]
    > Rot.

    ```swift no-run
    2
    ```

    [^1]: Hier.

    """

  private func page(_ frontMatter: String) -> String {
    LessonPage("---\n\(frontMatter)\n---\n\n" + Self.lesson) { $0[0].outputs = [.standardOutput("1\n")] }.html
  }

  @Test("A table holds every word, with as many holes", arguments: languages)
  func tables(language: String) throws {
    let text = try String(contentsOfFile: "\(LessonPage.assets)/words/\(language).txt", encoding: .utf8)
    let pairs = text.split(separator: "\n").map { line in line.components(separatedBy: " = ") }
    #expect(pairs.map(\.count).allSatisfy { $0 == 2 })
    #expect(Set(pairs.map { $0[0] }) == Set(PageWord.allCases.map(\.rawValue)))
    #expect(pairs.count == PageWord.allCases.count)
    for pair in pairs { #expect(PageWord.holes(in: pair[0]) == PageWord.holes(in: pair[1]), "\(pair)") }
  }

  @Test func everythingThatAPageSaysIsInItsLanguage() {
    let page = page("lang: de")
    for words in [
      "<html lang=\"de\">", ">Zur Lektion springen</a>", "<summary>Inhalt</summary>", "<span>Aufgabe</span>",
      "// Hier steht dein Code.", "<summary>Lösung</summary>", "Denkanstoß", "</svg>Warnung", "aria-label=\"Zelle 1\"",
      "aria-label=\"Link zu Zelle 1\"", "aria-label=\"Link zum Abschnitt Zwei\"", "aria-label=\"Ausgabe\"",
      "Übersetzt, aber nicht ausgeführt.", "aria-label=\"Zurück zu Verweis 1\"", "mit mlnb erstellt",
      "&quot;Copy&quot;:&quot;Kopieren&quot;",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    let visible = page.replacing(#/(?s)<style>.*?</style>|<script>.*?</script>| data-words="[^"]*"/#, with: "")
    for word in PageWord.allCases where word.rawValue.count > 4 && !word.rawValue.contains("{") {
      #expect(!visible.contains(">\(word.rawValue)<"), "\(word)")
    }
  }

  @Test func aRegionHasItsLanguagesWords() {
    #expect(page("lang: pt-BR").contains("<span>Exercício</span>"))
    #expect(page("lang: zh-Hans-CN").contains("<span>练习</span>"))
  }

  @Test func otherLanguagesAreEnglishAndAnEnglishPageCarriesNoTable() {
    for language in ["lang: fi", "lang: en-GB", "title: x"] {
      let page = page(language)
      #expect(page.contains("<span>Exercise</span>") && page.contains("<summary>Contents</summary>"))
      #expect(!page.contains("data-words"))
    }
  }

  @Test func aLessonMayUseItsOwnWords() {
    let page = page("lang: fi\nformat:\n  words:\n    Exercise: Tehtävä\n    Copy: Kopioi\n    \"Cell {}\": Solu {}")
    #expect(page.contains("<span>Tehtävä</span>") && page.contains("aria-label=\"Solu 1\""))
    #expect(page.contains("data-words=\"{&quot;Copy&quot;:&quot;Kopioi&quot;}\""))
    #expect(self.page("lang: de\nformat: {words: {Exercise: Übung}}").contains("<span>Übung</span>"))
  }
}
