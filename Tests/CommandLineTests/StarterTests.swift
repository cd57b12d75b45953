import Foundation
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

  @Test(
    "A starter that fails its test, by a wrong value or by a trap, leaves nothing behind",
    arguments: ["0", "fatalError()", "[1][2]"], ["", "func wait() async {}\nawait wait()"])
  func fails(starter: String, before: String) throws {
    let place = try Workplace()
    try place.write(lesson(before: before, starter: starter), to: "lesson.md")
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

  @Test("A starter whose test needs threads that a trial has not is run by itself, and found", arguments: ["1", "0"])
  func needsThreads(starter: String) throws {
    let place = try Workplace()
    let before = "import Dispatch\nfunc wait() async {}\nawait wait()\nfunc far(_ n: Int) -> Int {\n  let done = DispatchSemaphore(value: 0)\n"
      + "  DispatchQueue.global().async { done.signal() }\n  done.wait()\n  return n\n}"
    try place.write(lesson(before: before, starter: "far(\(starter))"), to: "lesson.md")
    let check = try place.mlnb("check", "lesson.md")
    #expect(check.status == (starter == "1" ? 1 : 0), "\(check.errors)")
    #expect(check.errors.contains("passes its test without a solution") == (starter == "1"))
  }

  @Test(
    "A test that does not compile with the starter is failed, and everything after it runs",
    arguments: ["// Your turn.", "func one() -> String { \"\" }", "func one(_ n: Int) -> Int { n }", "let one = 0"])
  func doesNotCompile(starter: String) throws {
    let place = try Workplace()
    let text = lesson(starter: "0").replacing("func one() -> Int { 0 }", with: starter)
    try place.write(text, to: "lesson.md")
    #expect(try place.mlnb("check", "--no-run", "lesson.md").status == 0)
    #expect(try place.mlnb("check", "lesson.md").status == 0)
    #expect(try place.mlnb("run", "lesson.md").status == 0)
  }

  @Test("A run compiles what a check tries, and does not try it: the check after it compiles nothing")
  func sharesModules() throws {
    let place = try Workplace()
    let text = lesson(before: "import Foundation", starter: "0").replacing(
      "tries.append(one())", with: "tries.append(one())\nFileManager.default.createFile(atPath: \"tried-\\(one())\", contents: nil)")
    try place.write(text, to: "lesson.md")
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: place.path(name)) }
    #expect(try place.mlnb("run", "lesson.md").status == 0)
    #expect(exists("tried-1") && !exists("tried-0"))
    let check = try place.mlnb("check", "--no-cache", "--report", "report.json", "lesson.md")
    #expect(check.status == 0, "\(check.errors)")
    #expect(exists("tried-0"))
    let report = try place.read("report.json")
    #expect(report.contains("\"cached\" : true") && !report.contains("\"cached\" : false"))
  }
}

extension String {
  /// How often `part` is in it.
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
