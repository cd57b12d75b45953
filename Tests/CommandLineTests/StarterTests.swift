import Testing

@Suite("The learner's copies of exercises")
struct StarterTests {
  /// An exercise whose starter gives `starter`, whose solution gives 1, and whose test changes what the lesson knows.
  private func lesson(before: String = "", starter: String) -> String {
    """
    ```swift
    var tries: [Int] = []
    \(before)
    ```

    ::: exercise One {#one}
    Give one.
    :::

    ```swift
    //| label: start
    //| starter: fails-test
    func one() -> Int { \(starter) }
    ```

    ```swift
    func one() -> Int { 1 }
    ```

    ```swift hidden
    //| test: one
    tries.append(one())
    precondition(one() == 1, "one: it is not one")
    ```

    ```swift
    print(tries)
    ```

    ```output
    [1]
    ```

    """
  }

  @Test("A starter that fails its test, by a wrong value or by a trap, leaves nothing behind", arguments: ["0", "fatalError()", "[1][2]"])
  func fails(starter: String) throws {
    let place = try Workplace()
    try place.write(lesson(starter: starter), to: "lesson.md")
    let check = try place.mlnb("check", "-v", "lesson.md")
    #expect(check.status == 0, "\(check.errors)")
    // One run tells everything: no cell runs twice.
    #expect(check.errors.count(of: "running lesson.md:1\n") == 1)
    #expect(try place.mlnb("check", "lesson.md").errors.contains("unchanged"))
  }

  @Test(
    "A starter that passes its test is found, also where concurrency forbids to undo what a test has done",
    arguments: ["", "func wait() async {}\nawait wait()"])
  func passes(before: String) throws {
    let place = try Workplace()
    try place.write(lesson(before: before, starter: "1"), to: "lesson.md")
    let check = try place.mlnb("check", "lesson.md")
    #expect(check.status == 1)
    #expect(check.errors.contains("error: the starter passes its test without a solution"))
    #expect(!check.errors.contains("differs"))
  }

  @Test("A test that does not compile with the starter is failed, and everything after it runs")
  func doesNotCompile() throws {
    let place = try Workplace()
    let text = lesson(starter: "0").replacing("func one() -> Int { 0 }", with: "// Your turn.")
    try place.write(text, to: "lesson.md")
    #expect(try place.mlnb("check", "lesson.md").status == 0)
  }
}

extension String {
  /// How often `part` is in it.
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
