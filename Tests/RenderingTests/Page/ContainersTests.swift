import NotebookModel
import Rendering
import Testing

@Suite struct ContainersTests {
  @Test(arguments: ["note", "tip", "important", "warning", "caution"])
  func calloutsSayWhatTheyAre(kind: String) throws {
    let main = LessonPage("> [!\(kind.uppercased())]\n> Mind this.\n").main
    let aside = try #require(main.between("<aside class=\"callout \(kind)\"", "</aside>"))
    #expect(aside.contains("href=\"#icon-\(kind)\""))
    #expect(aside.withoutTags.contains(kind.prefix(1).uppercased() + kind.dropFirst()))
    #expect(aside.contains("<p>Mind this.</p>"))
  }

  @Test func aCalloutCanHaveATitleOfItsOwn() throws {
    let main = LessonPage("::: warning Mind the *scale*\nText.\n:::\n").main
    let title = try #require(main.between("<p class=\"callout-title\">", "</p>"))
    #expect(title.contains("Mind the <em>scale</em>"))
    #expect(!title.contains("Warning"))
  }

  @Test func hintsAndSolutionsAreFoldedAway() throws {
    let main = LessonPage("::: exercise A mean\nDo it.\n\n::: hint\nDivide.\n:::\n\n::: solution\n```swift\nmean()\n```\n:::\n:::\n").main
    let exercise = try #require(main.between("<section class=\"exercise\"", "</details>\n</section>"))
    #expect(exercise.withoutTags.contains("Exercise A mean"))
    #expect(exercise.contains("<details class=\"folded hint\""))
    let solution = try #require((exercise + "</details>").between("<details class=\"folded solution\"", "</details>"))
    #expect(solution.contains("<summary>Solution</summary>"))
    #expect(solution.withoutTags.contains("mean()"))
  }

  @Test func aGroupKeepsItsClasses() {
    #expect(LessonPage("::: {.wide #here}\nText.\n:::\n").main.contains("<div class=\"division wide\" id=\"here\">"))
  }

  @Test func aCalloutInAListStaysInIt() throws {
    let item = try #require(LessonPage("- item\n\n  > [!NOTE]\n  > Inside.\n").main.between("<li>", "</li>"))
    #expect(item.contains("<aside class=\"callout note\""))
  }
}
