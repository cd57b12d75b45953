import Foundation
import Testing

/// A wrong "unchanged" is the worst of mistakes: whatever a lesson can see makes it run when it has changed.
@Suite("A lesson counts as unchanged only where nothing has changed that it can see")
struct UnchangedTests {
  private func lesson(_ code: String) -> String { "```swift\nimport Foundation\n\(code)\n```\n\n```output any\n```\n" }

  private func decision(_ place: Workplace, _ path: String = "lesson.md") throws -> String {
    let check = try place.mlnb("check", "-v", path)
    return check.errors.split(separator: "\n").first { $0.hasPrefix("\(path): ") }.map { String($0.dropFirst(path.count + 2)) } ?? ""
  }

  @Test("A block that has been moved to another cell is held against that one")
  func movedBlock() throws {
    let place = try Workplace()
    let (one, two, block) = ("```swift\nprint(1)\n```\n\n", "```swift\nprint(2)\n```\n\n", "```output\n1\n```\n\n")
    try place.write(one + block + two, to: "lesson.md")
    #expect(try place.mlnb("check", "lesson.md").status == 0)
    try place.write(one + two + block, to: "lesson.md")
    #expect(try place.mlnb("check", "lesson.md").status == 1)
  }

  @Test("The report of an unchanged lesson names the lines at which its cells stand now")
  func movedCells() throws {
    let place = try Workplace()
    let text = "```swift compile-fail\nlet a: Int = \"\"\n```\n\nProse.\n\n```swift\nprint(1)\n```\n"
    try place.write(text, to: "lesson.md")
    #expect(try place.mlnb("check", "lesson.md").status == 0)
    try place.write("# Title\n\n" + text.replacing("Prose.", with: "More\nprose."), to: "lesson.md")
    let check = try place.mlnb("check", "--report", "r.json", "lesson.md")
    #expect(check.errors.contains("unchanged"))
    let report = try place.read("r.json")
    for line in ["\"line\" : 3,", "\"line\" : 4,", "\"line\" : 10,"] { #expect(report.contains(line), "\(report)") }
  }

  @Test("A link that leads elsewhere, also to nothing, is another one; so is a folder on the way to the lesson")
  func links() throws {
    let place = try Workplace()
    let path = place.path("link")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "first")
    try place.write(lesson("print(try FileManager.default.destinationOfSymbolicLink(atPath: \"link\"))"), to: "lesson.md")
    #expect(try decision(place).hasPrefix("run, "))
    #expect(try decision(place).hasPrefix("not run"))
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "second")
    #expect(try decision(place).contains("link changed"))

    for folder in ["p", "q"] {
      try FileManager.default.createDirectory(atPath: place.path(folder), withIntermediateDirectories: true)
      try place.write(lesson("print(try String(contentsOfFile: \"data.txt\", encoding: .utf8))"), to: "\(folder)/lesson.md")
      try place.write(folder, to: "\(folder)/data.txt")
    }
    try FileManager.default.createSymbolicLink(atPath: place.path("now"), withDestinationPath: "p")
    #expect(try decision(place, "now/lesson.md").hasPrefix("run, "))
    #expect(try decision(place, "now/lesson.md").hasPrefix("not run"))
    try FileManager.default.removeItem(atPath: place.path("now"))
    try FileManager.default.createSymbolicLink(atPath: place.path("now"), withDestinationPath: "q")
    #expect(try decision(place, "now/lesson.md") == "run, because its place changed")
  }

  @Test("A folder's entries count with their kinds")
  func folders() throws {
    let place = try Workplace()
    try FileManager.default.createDirectory(atPath: place.path("sub"), withIntermediateDirectories: true)
    try place.write("1", to: "sub/x")
    try place.write(lesson("let folder = opendir(\"sub\")!\nprint(readdir(folder) != nil)"), to: "lesson.md")
    #expect(try decision(place).hasPrefix("run, "))
    #expect(try decision(place).hasPrefix("not run"))
    try FileManager.default.removeItem(atPath: place.path("sub/x"))
    try FileManager.default.createDirectory(atPath: place.path("sub/x"), withIntermediateDirectories: true)
    #expect(try decision(place).contains("sub changed"))
  }

  @Test(
    "What gives something else each time runs each time, whatever way leads there",
    arguments: [
      ("FileHandle(forReadingAtPath: \"/tmp/../dev/urandom\")!.readData(ofLength: 1)", "it draws the system's random numbers"),
      ("fopen(\"/tmp/../proc/uptime\", \"r\")", "it reads /tmp/../proc/uptime"),
      ("getpid()", "it asks for the number of its process"),
      ("ProcessInfo.processInfo.processIdentifier", "the cell of line 1 speaks of `processIdentifier`"),
      ("socket(AF_INET, 1, 0)", "it asks the network"),
      ("{ var loads = [0.0]; return getloadavg(&loads, 1) }()", "it asks how busy the machine is"),
    ])
  func unrepeatable(code: String, reason: String) throws {
    let place = try Workplace()
    try place.write(lesson("let seen = \(code)\nprint(\"\\(seen)\".isEmpty)"), to: "lesson.md")
    #expect(try place.mlnb("check", "-v", "lesson.md").errors.contains("will run again next time: \(reason)"))
  }

  @Test("What a cell's thread reads while the next cell is still to come counts as well")
  func threads() throws {
    let place = try Workplace()
    try place.write("1", to: "data.txt")
    // The second cell is compiled by itself, for it declares the name again; the thread reads meanwhile.
    try place.write(
      """
      ```swift
      import Foundation
      nonisolated(unsafe) var seen = ""
      let id = "\(UUID())"
      Thread.detachNewThread {
        usleep(20_000)
        seen = (try? String(contentsOfFile: "data.txt", encoding: .utf8)) ?? ""
      }
      ```

      ```swift
      let id = 2
      usleep(200_000)
      print(seen == "1")
      ```

      ```output
      true
      ```

      """, to: "lesson.md")
    #expect(try place.mlnb("check", "lesson.md").status == 0)
    try place.write("2", to: "data.txt")
    #expect(try place.mlnb("check", "lesson.md").status == 1)
  }

  @Test("Limits of the process are seen; a path is followed to its end")
  func surroundings() throws {
    let place = try Workplace()
    try place.write(lesson("var limit = rlimit()\nprint(getrlimit(__rlimit_resource_t(7), &limit), limit.rlim_cur)"), to: "lesson.md")
    #expect(try decision(place).hasPrefix("run, "))
    #expect(try decision(place).hasPrefix("not run"))
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(7), &limit)
    let command = "ulimit -n \(min(limit.rlim_cur - 1, 500)); exec \"$0\" check -v lesson.md"
    let shell = URL(fileURLWithPath: "/bin/sh")
    let limited = try place.end(place.start(["-c", command, package.appendingPathComponent("bin/mlnb").path], program: shell))
    #expect(limited.errors.contains("run, because the machine changed"))
    try place.write(lesson("print(String(cString: realpath(\".\", nil)!).isEmpty)"), to: "lesson.md")
    #expect(try place.mlnb("check", "lesson.md").status == 0)
  }
}
