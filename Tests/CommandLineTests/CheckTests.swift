import Foundation
import Testing

@Suite("mlnb check and mlnb accept")
struct CheckTests {
  private static let good = "# A\n\n```swift\n//| label: sum\nprint(40 + 2)\n```\n\n```output\n42\n```\n"
  private static let bad = good.replacingOccurrences(of: "\n42\n", with: "\n41\n")

  @Test("The exit status says whether all is as said, something differs, or nothing could be checked")
  func status() throws {
    let place = try Workplace()
    try place.write(Self.good, to: "good.md")
    try place.write(Self.bad, to: "bad.md")
    try place.write("```swift\n//| lable: x\n```\n", to: "broken.md")
    #expect(try place.mlnb("check", "good.md").status == 0)
    let check = try place.mlnb("check", "bad.md")
    #expect(check.status == 1)
    #expect(check.errors.contains("bad.md:9:1: error: the output differs from what is recorded (cell 1, `sum`)"))
    #expect(check.errors.contains("    9 | - 41\n      | + 42\n"))
    #expect(check.errors.contains("`mlnb accept bad.md --filter sum` takes what was printed"))
    #expect(try place.mlnb("check", "broken.md").status == 2)
    #expect(try place.mlnb("check", "missing.md").status == 2)
    #expect(try place.mlnb("check", "good.md", "bad.md", "broken.md").status == 2)
    #expect(try place.mlnb("check", "--filter", "nothing", "good.md").status == 2)
    #expect(try place.mlnb("check", "--report", "r.txt", "good.md").status == 2)
    #expect(try place.names == ["bad.md", "broken.md", "good.md"])
  }

  @Test("An unchanged lesson does not run again; whatever it can see makes it run")
  func cache() throws {
    let place = try Workplace()
    let lesson = """
      ---
      title: T
      depends: declared.txt
      ---

      ```swift
      import Foundation
      print(try String(contentsOfFile: "read.txt", encoding: .utf8).count, getenv("MLNB_TEST_X") == nil)
      print(FileManager.default.fileExists(atPath: "later.txt"))
      ```

      ```output any
      ```

      """
    func decision(_ environment: [String: String] = [:], _ options: String...) throws -> String {
      let check = try place.end(place.start(["check", "-v"] + options + ["lesson.md"], environment: environment))
      #expect(check.status == 0, "\(check.errors)")
      return check.errors.split(separator: "\n").first { $0.hasPrefix("lesson.md: ") }.map { String($0.dropFirst(11)) } ?? ""
    }
    try place.write(lesson, to: "lesson.md")
    try place.write("12345", to: "read.txt")
    try place.write("x", to: "declared.txt")
    #expect(try decision().hasPrefix("run, because no green check"))
    #expect(try decision().hasPrefix("not run"))
    // Prose, titles and captions are nothing to a cell.
    try place.write(
      lesson.replacingOccurrences(of: "title: T", with: "title: U\nformat:\n  toc: false").replacingOccurrences(
        of: "```swift", with: "Prose.\n\n```swift\n//| echo: false\n//| fig-cap: A caption"), to: "lesson.md")
    #expect(try decision().hasPrefix("not run"))
    try place.write(lesson, to: "lesson.md")
    try place.write("1234567", to: "read.txt")
    #expect(try decision().contains("read.txt changed"))
    #expect(try decision().hasPrefix("not run"))
    // The same content again, written anew.
    try place.write("1234567", to: "read.txt")
    #expect(try decision().hasPrefix("not run"))
    try place.write("y", to: "declared.txt")
    #expect(try decision() == "run, because its declared data changed")
    #expect(try decision(["MLNB_TEST_X": "1"]) == "run, because the variable MLNB_TEST_X changed")
    #expect(try decision(["MLNB_TEST_X": "1"]).hasPrefix("not run"))
    try place.write("", to: "later.txt")
    #expect(try decision(["MLNB_TEST_X": "1"]).contains("later.txt changed"))
    #expect(try decision(["MLNB_TEST_X": "1"], "--timeout", "30") == "run, because the options changed")
    try place.write(lesson.replacingOccurrences(of: "print(try", with: "print( try"), to: "lesson.md")
    #expect(try decision(["MLNB_TEST_X": "1"], "--timeout", "30") == "run, because its cells changed")
    try place.write(lesson.replacingOccurrences(of: "output any", with: "output any when=\"os == linux\""), to: "lesson.md")
    #expect(try decision(["MLNB_TEST_X": "1"], "--timeout", "30").contains("its recorded outputs"))
    #expect(try place.end(place.start(["check", "-v", "--no-cache", "lesson.md"])).errors.contains("running lesson.md:"))
    // What was run all the same is remembered.
    #expect(try decision().hasPrefix("not run"))
  }

  @Test("A lesson that measures durations is green until something else changes; one that asks for the date runs each time")
  func clocks() throws {
    let place = try Workplace()
    func decisions(_ code: String) throws -> [Substring] {
      try place.write("```swift\n\(code)\n```\n\n```output any\n```\n", to: "lesson.md")
      return try (1...2).map { _ in
        let check = try place.mlnb("check", "-v", "lesson.md")
        #expect(check.status == 0, "\(check.errors)")
        return check.errors.split(separator: "\n").first { $0.hasPrefix("lesson.md: ") }?.dropFirst(11) ?? ""
      }
    }
    let measured = try decisions("let id = \"\(UUID())\"\nprint(ContinuousClock().measure { print(id) })")
    #expect(measured[0].hasPrefix("run, because"))
    #expect(measured[1].hasPrefix("not run: ") && measured[1].contains("its timings are those of "), "\(measured)")
    let dated = try decisions("import Foundation\nlet id = \"\(UUID())\"\nprint(Date())")
    #expect(dated[1].hasPrefix("run, because"), "\(dated)")
    #expect(try place.mlnb("check", "-v", "lesson.md").errors.contains("will run again next time: it asks for the date"))
  }

  @Test("What cannot be watched is never remembered, and neither is a lesson that is not green")
  func refusals() throws {
    let place = try Workplace()
    func second(_ code: String, _ options: String = "") throws -> String {
      try place.write("```swift\n\(options)\(code)\n```\n", to: "lesson.md")
      _ = try place.mlnb("check", "lesson.md")
      return try place.mlnb("check", "-v", "lesson.md").errors
    }
    let process = "import Foundation\nlet p = Process()\np.executableURL = URL(fileURLWithPath: \"/bin/true\")\ntry p.run()\np.waitUntilExit()"
    #expect(try second(process).contains("will run again next time: it "))
    #expect(try second("let a = 1", "//| cache: false\n").contains("cache: false"))
    try place.write("1", to: "count.txt")
    let counter = "import Foundation\nlet n = try String(contentsOfFile: \"count.txt\", encoding: .utf8)\ntry (n + \"1\").write(toFile: \"count.txt\", atomically: false, encoding: .utf8)"
    #expect(try second(counter).contains("count.txt changed while it ran"))
    #expect(try place.read("count.txt") == "111")
    try place.write(Self.bad, to: "lesson.md")
    _ = try place.mlnb("check", "lesson.md")
    #expect(try place.mlnb("check", "lesson.md").status == 1)
  }

  @Test("Cells that are to fail are judged together; one that compiles is found, also where only a closer look tells")
  func noRunMistakes() throws {
    let place = try Workplace()
    let cells = ["let a: Int = \"x\"", "let b: String = 3", "let c = 3", "func f() -> Int {}"]
    try place.write(cells.map { "```swift compile-fail\n\($0)\n```\n\n" }.joined(), to: "lesson.md")
    for _ in 1...2 {
      let check = try place.mlnb("check", "--no-run", "lesson.md")
      #expect(check.status == 1)
      let errors = check.errors.split(separator: "\n").filter { $0.contains(": error: ") }
      #expect(errors == ["lesson.md:9:1: error: The cell is marked compile-fail, but it compiles."])
    }
  }

  @Test("Everything that does not compile is said at once, and nothing runs")
  func noRun() throws {
    let place = try Workplace()
    try place.write(
      "```swift\nimport Foundation\nlet a: Int = \"x\"\nFileManager.default.createFile(atPath: \"made\", contents: nil)\n```\n\n```swift\nlet b = a.nothing\n```\n\n"
        + "```swift compile-fail\nlet c = 1\n```\n\n```swift\nlet d = a + 1\nlet a = 2\nfunc f() -> Int { }\n```\n", to: "lesson.md")
    let check = try place.mlnb("check", "--no-run", "lesson.md")
    #expect(check.status == 1)
    let errors = check.errors.split(separator: "\n").filter { $0.contains(": error: ") }.map { $0.prefix { $0 != " " } }
    #expect(errors == ["lesson.md:3:14:", "lesson.md:8:11:", "lesson.md:11:1:", "lesson.md:18:19:"], "\(check.errors)")
    #expect(try place.names == ["lesson.md"])
  }

  @Test("accept writes what was printed, keeps the file's mode and links, and leaves nothing else behind")
  func accept() throws {
    let place = try Workplace()
    try place.write(Self.bad, to: "real.md")
    chmod(place.folder.appendingPathComponent("real.md").path, 0o640)
    try FileManager.default.createSymbolicLink(
      atPath: place.folder.appendingPathComponent("lesson.md").path, withDestinationPath: "real.md")
    let accept = try place.mlnb("accept", "lesson.md")
    #expect(accept.status == 0 && accept.errors == "lesson.md: 1 cell accepted\n")
    #expect(try place.read("real.md") == Self.good)
    #expect(try place.names == ["lesson.md", "real.md"])
    let attributes = try FileManager.default.attributesOfItem(atPath: place.folder.appendingPathComponent("real.md").path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.attributesOfItem(atPath: place.folder.appendingPathComponent("lesson.md").path)[.type] as? FileAttributeType == .typeSymbolicLink)
    #expect(try place.mlnb("accept", "lesson.md").errors == "lesson.md: nothing to accept\n")
  }

  @Test("A lesson that changes while it runs is left alone")
  func changed() throws {
    let place = try Workplace()
    try place.write(
      "```swift\nimport Foundation\nlet old = try String(contentsOfFile: \"lesson.md\", encoding: .utf8)\n"
        + "try (old + \"more\\n\").write(toFile: \"lesson.md\", atomically: true, encoding: .utf8)\nprint(1)\n```\n\n```output\n2\n```\n",
      to: "lesson.md")
    let accept = try place.mlnb("accept", "lesson.md")
    #expect(accept.status != 0)
    #expect(accept.errors.contains("lesson.md has changed since it was read"))
    #expect(try place.read("lesson.md").hasSuffix("```output\n2\n```\nmore\n"))
    #expect(try place.names == ["lesson.md"])
  }

  @Test("accept asks for each cell")
  func interactive() throws {
    let place = try Workplace()
    let cell = "```swift\nprint(N)\n```\n\n```output\n0\n```\n\n"
    let lesson = (1...4).map { cell.replacingOccurrences(of: "N", with: "\($0)") }.joined()
    try place.write(lesson, to: "lesson.md")
    try place.write("n\nwhat\ny\na\n", to: "answers")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "\(package.path)/bin/mlnb accept -i lesson.md < answers 2> /dev/null"]
    shell.currentDirectoryURL = place.folder
    try shell.run()
    shell.waitUntilExit()
    var expected = lesson
    for number in 2...4 {
      expected = expected.replacingOccurrences(of: "print(\(number))\n```\n\n```output\n0", with: "print(\(number))\n```\n\n```output\n\(number)")
    }
    #expect(try place.read("lesson.md") == expected)
    #expect(shell.terminationStatus == 1)
  }

  @Test("Charts are recorded, and one that changes is found")
  func charts() throws {
    let place = try Workplace()
    let lesson = "```swift\n//| label: fig\nimport ML\nlet y = [1.0, 2.0, 3.0]\nFigure { Axes { Line([1, 2, 3], y) } }\n```\n"
    try place.write(lesson, to: "lesson.md")
    #expect(try place.mlnb("check", "--strict", "lesson.md").status == 1)
    #expect(try place.mlnb("accept", "--add", "lesson.md").status == 0)
    #expect(try place.read("lesson.md") == lesson)
    #expect(try place.mlnb("check", "--strict", "lesson.md").status == 0)
    try place.write(lesson.replacingOccurrences(of: "2.0,", with: "2.01,"), to: "lesson.md")
    let check = try place.mlnb("check", "lesson.md")
    #expect(check.status == 1)
    #expect(check.errors.contains("mark 1, y 2 is 2.01 instead of 2"))
    #expect(try place.mlnb("accept", "lesson.md").status == 0)
    #expect(try place.mlnb("check", "lesson.md").status == 0)
  }

  @Test(
    "One point of a long list that moves by 2 % of its axis is found and named; a processor's last digits are not",
    arguments: [
      // What is drawn, which of its values moves, and what the report says.
      (5000, "Scatter(x, y)", 1234, #"mark 1, y 1235 is 0\.\d+ instead of 0\.\d+"#),
      (5000, "Line(Array(0..<5000), y)", 250, #"mark 1, y 251 is 0\.\d+ instead of 0\.\d+"#),
      (40_000, "Scatter(x, y)", 39_999, #"mark 1, one of y 39997 to 40000 moved by about 0\.0[12]"#),
      (4000, "Image(y.reshaped(40, 100))", 7, #"mark 1, values 8 is 0\.\d+ instead of 0\.\d+"#),
      (90_000, "HeatMap(y.reshaped(300, 300))", 5, #"mark 1, one of values 1 to 9 moved by about 0\.0[12]"#),
    ])
  func longLists(count: Int, mark: String, moved: Int, report: String) throws {
    let place = try Workplace()
    func lesson(_ change: String) -> String {
      """
      ```swift
      //| label: cloud
      var random = RandomState(seed: 1)
      let x = random.random(count: \(count))
      var y = random.random(count: \(count))
      \(change)
      Figure { Axes { \(mark) }.limits(y: 0...1) }
      ```

      """
    }
    try place.write(lesson("// As it is."), to: "lesson.md")
    #expect(try place.mlnb("accept", "--add", "lesson.md").status == 0)
    #expect(try Data(place.read("lesson.expected/cloud.json").utf8).count < 60_000)
    #expect(try place.mlnb("check", "--strict", "lesson.md").status == 0)
    try place.write(lesson("y *= 1 + 1e-9\ny[0] *= 1 - 1e-9"), to: "lesson.md")
    let noise = try place.mlnb("check", "--strict", "lesson.md")
    #expect(noise.status == 0, "\(noise.errors)")
    try place.write(lesson("y[\(moved)] += y[\(moved)] > 0.5 ? -0.02 : 0.02"), to: "lesson.md")
    let check = try place.mlnb("check", "--strict", "--report", "page.html", "lesson.md")
    #expect(check.status == 1)
    #expect(check.errors.contains(try Regex(report)), "\(check.errors)")
    #expect(check.errors.contains("`mlnb accept lesson.md --filter cloud` takes the new chart"))
    #expect(try place.read("page.html").contains("<svg"))
  }

  @Test("--repeat says which cells vary, --retries does not hide it, --fail-fast stops, --shard parts")
  func manyRuns() throws {
    let place = try Workplace()
    try place.write("```swift\nprint(1)\n```\n\n```swift\nprint(Int.random(in: 0..<1_000_000_000))\n```\n", to: "lesson.md")
    let check = try place.mlnb("check", "--repeat", "3", "lesson.md")
    #expect(check.status == 1)
    #expect(check.errors.contains("lesson.md:5:1: error: the cell varies in 3 runs"))
    // Green at the second attempt.
    try place.write(
      "```swift\nimport Foundation\nlet isFirst = !FileManager.default.fileExists(atPath: \"been\")\n"
        + "FileManager.default.createFile(atPath: \"been\", contents: nil)\nprint(isFirst)\n```\n\n```output\nfalse\n```\n", to: "flaky.md")
    let retried = try place.mlnb("check", "--no-cache", "--retries", "2", "--report", "r.json", "flaky.md")
    #expect(retried.status == 0)
    #expect(retried.errors.contains("as said only at attempt 2") && retried.errors.contains("1 warning"))
    #expect(try place.read("r.json").contains("\"flaky\""))
    for name in ["a", "b", "c"] { try place.write(Self.bad, to: "\(name).md") }
    let fast = try place.mlnb("check", "--fail-fast", "a.md", "b.md", "c.md")
    #expect(fast.status == 1 && !fast.errors.contains("b.md"))
    let shard = try place.mlnb("check", "--shard", "2/2", "a.md", "b.md", "c.md")
    #expect(shard.errors.contains("b.md:") && !shard.errors.contains("a.md:") && !shard.errors.contains("c.md:"))
    #expect(try place.mlnb("check", "--shard", "3/2", "a.md").status == 2)
    #expect(try place.mlnb("check", "--timings", "a.md").errors.contains("a.md:3  cell 1, `sum`"))
  }

  @Test("In GitHub Actions, differences are annotations")
  func annotations() throws {
    let place = try Workplace()
    try place.write(Self.bad, to: "lesson.md")
    let check = try place.mlnb("check", "-q", "lesson.md", environment: ["GITHUB_ACTIONS": "true"])
    #expect(check.output.hasPrefix("::error file=lesson.md,line=9,endLine=10,col=1,"))
  }

  @Test("A patch of a lesson outside the working folder is applied in its repository, or in its own folder", arguments: [true, false])
  func patchOfALessonElsewhere(isRepository: Bool) throws {
    let place = try Workplace()
    try place.write("```swift\n1 + 1\n```\n\n```output\n3\n```\n", to: "lessons/deep/a.md")
    try place.write("", to: "elsewhere/file")
    func run(_ program: String, _ arguments: String..., at folder: String) throws -> Ending {
      let script = "cd '\(place.path(folder))' && exec \(program) \(arguments.joined(separator: " "))"
      return try place.end(place.start(["-c", script], program: URL(fileURLWithPath: "/bin/sh")))
    }
    if isRepository { #expect(try run("git", "init", "-q", at: "lessons").status == 0) }
    let mlnb = package.appendingPathComponent("bin/mlnb").path
    let check = try run("'\(mlnb)'", "check", "--corrected", "../lessons/deep/a.md", at: "elsewhere")
    let root = isRepository ? "lessons" : "lessons/deep"
    #expect(check.errors.hasSuffix("note: apply the patch in \(place.path(root))\n"))
    try place.write(check.output, to: "patch")
    let applied = try run("git", "apply", "'\(place.path("patch"))'", at: root)
    #expect(applied.status == 0, "\(applied.errors)")
    #expect(try place.read("lessons/deep/a.md").hasSuffix("```output\n2\n```\n"))
  }

  @Test("accept refuses uncommitted changes where it is told to")
  func uncommitted() throws {
    let place = try Workplace()
    try place.write(Self.bad, to: "lesson.md")
    func git(_ arguments: String...) throws {
      let git = Process()
      git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      git.arguments = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"] + arguments
      git.currentDirectoryURL = place.folder
      git.standardOutput = FileHandle.nullDevice
      try git.run()
      git.waitUntilExit()
    }
    try git("init", "-q")
    #expect(try place.mlnb("accept", "--refuse-uncommitted", "lesson.md").status == 2)
    #expect(try place.read("lesson.md") == Self.bad)
    try git("add", ".")
    try git("commit", "-q", "-m", "x")
    #expect(try place.mlnb("accept", "--refuse-uncommitted", "lesson.md").status == 0)
    #expect(try place.read("lesson.md") == Self.good)
  }
}
