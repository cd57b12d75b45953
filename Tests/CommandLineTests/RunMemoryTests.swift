import Foundation
import Testing

/// A lesson is run again if, and only if, something that its cells can see has changed.
@Suite("Results from memory")
struct RunMemoryTests {
  /// Whether the command says that it has run the lesson.
  private func runs(_ place: Workplace, _ arguments: String..., environment: [String: String] = [:]) throws -> Bool {
    let cache = ["XDG_CACHE_HOME": place.folder.appendingPathComponent("cache").path]
    let ending = try place.end(
      place.start(["run", "-v", "-o", "page.html"] + arguments + ["lesson.md"], environment: cache.merging(environment) { $1 }))
    #expect(ending.status == 0, "\(ending.errors)")
    let isRecalled = ending.errors.contains("lesson.md: not run: ")
    #expect(isRecalled != ending.errors.contains("lesson.md: run, because "), "\(ending.errors)")
    return !isRecalled
  }

  private func lesson(_ cells: String..., prose: String = "Words.") -> String {
    "# A\n\n\(prose)\n\n" + cells.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
  }

  @Test("An unchanged lesson is not run, one with other prose is laid out anew, one with another cell is run")
  func cells() throws {
    let place = try Workplace()
    try place.write(lesson("let a = 6", "print(a * 7)\nFigure { Axes { Line([1, 2], [2, 1]) } }"), to: "lesson.md")
    #expect(try runs(place))
    let page = try place.read("page.html")
    #expect(try !runs(place))
    #expect(try place.read("page.html") == page)
    try place.write(
      lesson("let a = 6", "print(a * 7)\nFigure { Axes { Line([1, 2], [2, 1]) } }", prose: "Other *words*.\n\nAnd more."),
      to: "lesson.md")
    #expect(try !runs(place))
    #expect(try place.read("page.html").contains("<em>words</em>"))
    try place.write(lesson("let a = 6", "print(a * 8)"), to: "lesson.md")
    #expect(try runs(place))
    #expect(try place.read("page.html").contains("48"))
    #expect(try !runs(place))
    #expect(try runs(place, "--no-cache"))
    #expect(try runs(place, "--memory", "2G"))
  }

  @Test("A compile error that is shown moves with its cell")
  func lines() throws {
    let place = try Workplace()
    let cell = "```swift compile-fail\nlet n: Int = \"a\"\n```\n"
    try place.write("Words.\n\n" + cell, to: "lesson.md")
    #expect(try runs(place))
    #expect(try !runs(place))
    try place.write("Words.\n\nAnd more.\n\n" + cell, to: "lesson.md")
    #expect(try runs(place))
  }

  @Test("Data that changed, and a variable that changed, are seen")
  func inputs() throws {
    let place = try Workplace()
    try place.write("a,b\n1,2\n", to: "data.csv")
    try place.write(
      lesson(
        "let frame = try DataFrame(csv: \"data.csv\")\nprint(frame)",
        "import Foundation\nprint(ProcessInfo.processInfo.environment[\"MLNB_TEST_WORD\"] ?? \"none\")"), to: "lesson.md")
    #expect(try runs(place))
    #expect(try !runs(place))
    try place.write("a,b\n1,3\n", to: "data.csv")
    #expect(try runs(place))
    #expect(try place.read("page.html").contains("3"))
    #expect(try !runs(place))
    #expect(try runs(place, environment: ["MLNB_TEST_WORD": "heron"]))
    #expect(try place.read("page.html").contains("heron"))
    #expect(try !runs(place, environment: ["MLNB_TEST_WORD": "heron"]))
  }

  @Test(
    "What is another thing each time is run each time",
    arguments: [
      "import Foundation\nprint(Date().timeIntervalSince1970)", "print(Int.random(in: 0..<1_000_000))",
      "import Glibc\nprint(time(nil))", "import Glibc\nvar now = timespec()\ntimespec_get(&now, TIME_UTC)\nprint(now.tv_sec)",
      "import Glibc\nvar now = timespec()\nclock_gettime(CLOCK_REALTIME_COARSE, &now)\nprint(now.tv_nsec)",
      "import Foundation\nprint(UUID())", "import Dispatch\nprint(DispatchWallTime.now())",
      "import Foundation\nlet echo = Process()\necho.executableURL = URL(fileURLWithPath: \"/bin/echo\")\ntry echo.run()\necho.waitUntilExit()",
      "//| cache: false\nprint(1)",
    ])
  func unrepeatable(cell: String) throws {
    let place = try Workplace()
    try place.write(lesson(cell), to: "lesson.md")
    #expect(try runs(place))
    #expect(try runs(place))
  }

  @Test(
    "A duration is a measurement, no input: the remembered one stands, -v says since when, and --no-cache measures again",
    arguments: [
      "print(ContinuousClock().measure { print(1) })", "print(SuspendingClock.now)", "import Glibc\nprint(clock())",
      "import Dispatch\nprint(DispatchTime.now().uptimeNanoseconds)",
      "import Foundation\nprint(ProcessInfo.processInfo.systemUptime)",
      "try await Task.sleep(for: .milliseconds(2))\nprint(ContinuousClock.now)",
    ])
  func durations(cell: String) throws {
    let place = try Workplace()
    try place.write(lesson(cell), to: "lesson.md")
    #expect(try runs(place))
    let page = try place.read("page.html")
    #expect(try !runs(place))
    #expect(try place.read("page.html") == page)
    let cache = ["XDG_CACHE_HOME": place.folder.appendingPathComponent("cache").path]
    let recalled = try place.mlnb("run", "-v", "-o", "page.html", "lesson.md", environment: cache)
    #expect(recalled.errors.contains(#/its timings are those of \d{4}-\d\d-\d\d \d\d:\d\d, --no-cache measures again/#), "\(recalled.errors)")
    #expect(try runs(place, "--no-cache"))
    let newer = try place.read("page.html")
    #expect(newer != page)
    #expect(try !runs(place))
    #expect(try place.read("page.html") == newer)
  }

  @Test("A file that a cell has written has to be there still")
  func effects() throws {
    let place = try Workplace()
    try place.write(lesson("try NDArray([1, 2, 3]).write(npy: \"out.npy\")"), to: "lesson.md")
    #expect(try runs(place))
    #expect(try place.names.contains("out.npy"))
    try FileManager.default.removeItem(at: place.folder.appendingPathComponent("out.npy"))
    #expect(try runs(place))
    #expect(try place.names.contains("out.npy"))
  }

  @Test("A lesson that fails is run again")
  func failure() throws {
    let place = try Workplace()
    let cache = ["XDG_CACHE_HOME": place.folder.appendingPathComponent("cache").path]
    try place.write(lesson("let list = [1]\nprint(list[list.count])"), to: "lesson.md")
    for _ in 1...2 {
      let ending = try place.mlnb("run", "-v", "lesson.md", environment: cache)
      #expect(ending.status == 1)
      #expect(ending.errors.contains("lesson.md: run, because "))
    }
  }
}
