import Foundation
import Testing

@Suite("mlnb run")
struct RunTests {
  @Test("A lesson becomes a page beside it, and nothing else is left there")
  func page() throws {
    let place = try Workplace()
    try place.write("# Hello\n\n```swift\nprint(6 * 7)\n```\n", to: "lesson.md")
    let run = try place.mlnb("run", "lesson.md")
    #expect(run.status == 0)
    #expect(run.output == "lesson.html\n")
    #expect(try place.names == ["lesson.html", "lesson.md"])
    let page = try place.read("lesson.html")
    #expect(page.contains("42"))
    #expect(page.contains("<html lang=\"en\""))
  }

  @Test("Two runs give the same bytes, from an empty cache and from a full one, from here and from elsewhere")
  func sameBytes() throws {
    let place = try Workplace()
    try place.write(
      "# A\n\n$x^2$\n\n```swift\nlet s: Set = [\"a\", \"b\", \"c\", \"d\"]\nprint(s)\nSet(1...9)\n```\n\n```swift\nFigure { Axes { Line([1, 2, 3], [3, 1, 2]) } }\n```\n",
      to: "sub/lesson.md")
    let cache = ["XDG_CACHE_HOME": place.folder.appendingPathComponent("cache").path]
    #expect(try place.mlnb("run", "-o", "one.html", "sub/lesson.md", environment: cache).status == 0)
    #expect(try place.mlnb("run", "-o", "two.html", "sub/lesson.md", environment: cache).status == 0)
    #expect(try place.mlnb("run", "--no-cache", "-o", "four.html", "sub/lesson.md", environment: cache).status == 0)
    #expect(try place.mlnb("run", "-q", "-o", "three.html", "sub/lesson.md").status == 0)
    let one = try place.read("one.html")
    #expect(one.utf8.count > 1000)
    #expect(try place.read("two.html") == one)
    #expect(try place.read("three.html") == one)
    #expect(try place.read("four.html") == one)
  }

  @Test("Cells run in the lesson's folder, wherever the command is")
  func folder() throws {
    let place = try Workplace()
    try place.write("a,b\n1,2\n", to: "sub/data.csv")
    try place.write(
      "```swift\nimport Foundation\ntry String(contentsOfFile: \"data.csv\", encoding: .utf8).count\n```\n", to: "sub/lesson.md")
    let run = try place.mlnb("run", "--output-dir", "site/pages", "sub/lesson.md")
    #expect(run.status == 0)
    #expect(run.output == "site/pages/lesson.html\n")
    #expect(try place.read("site/pages/lesson.html").contains(">8"))
  }

  @Test("A failure is printed as the compiler prints it, and stands in the page")
  func failure() throws {
    let place = try Workplace()
    try place.write("# A\n\n```swift\nlet a = 1\nprint(a + b)\n```\n\n```swift\nprint(\"later\")\n```\n", to: "lesson.md")
    let run = try place.mlnb("run", "lesson.md")
    #expect(run.status == 1)
    #expect(
      run.errors == """
        lesson.md:5:11: error: cannot find 'b' in scope
           5 | print(a + b)
             |           ^
        \(run.errors.split(separator: "\n").last ?? "")

        """)
    #expect(run.errors.contains("lesson.md: 2 cells, 1 failed, 1 not run"))
    #expect(try place.read("lesson.html").contains("cannot find &#39;b&#39; in scope") || place.read("lesson.html").contains("cannot find 'b' in scope"))
  }

  @Test("The runtime has the version of the command, and its rooms can be imported")
  func runtime() throws {
    let place = try Workplace()
    try place.write(
      "```swift\nprint(Runtime.version)\nfor room in Runtime.rooms { print(room.name, room.version) }\n```\n", to: "rooms.md")
    #expect(try place.mlnb("run", "--report", "rooms.json", "rooms.md").status == 0)
    let report = try place.read("rooms.json")
    let version = try place.mlnb("--version").output.trimmingCharacters(in: .whitespacesAndNewlines)
    let rooms = ["Arrays", "DataFrames", "Learning", "Charting", "CellWire"]
    #expect(report.contains(([version] + rooms.map { "\($0) \(version)" }).joined(separator: "\\n")))
    try place.write("```swift\n\(rooms.map { "import \($0)\n" }.joined())```\n", to: "imports.md")
    #expect(try place.mlnb("run", "imports.md").status == 0)
  }

  @Test("The report says what came of each cell")
  func report() throws {
    let place = try Workplace()
    try place.write(
      "```swift\n//| label: first\nprint(1)\ndisplay(\"x\")\n2\n```\n\n```swift should-throw\nstruct E: Error {}\nthrow E()\n```\n\n```swift ignore\nx\n```\n",
      to: "lesson.md")
    #expect(try place.mlnb("run", "--report", "report.json", "lesson.md").status == 0)
    let parsed = try JSONSerialization.jsonObject(with: Data(place.read("report.json").utf8)) as? [String: Any]
    let report = try #require(parsed)
    #expect(report["path"] as? String == "lesson.md")
    #expect(report["status"] as? String == "ok")
    #expect((report["toolchain"] as? String)?.isEmpty == false)
    let cells = try #require(report["cells"] as? [[String: Any]])
    #expect(cells.map { $0["status"] as? String } == ["ok", "error", "ignored"])
    #expect(cells.map { $0["expected"] as? Bool } == [true, true, true])
    #expect(cells[0]["label"] as? String == "first")
    #expect(cells[0]["stdout"] as? String == "1\n")
    #expect(cells[0]["value"] as? String == "2")
    #expect(cells.map { $0["line"] as? Int } == [1, 8, 13])
    for key in ["index", "stderr", "displays", "diagnostics", "compileSeconds", "runSeconds", "cached"] {
      #expect(cells.allSatisfy { $0[key] != nil }, "\(key)")
    }
  }

  @Test("Several lessons at once")
  func several() throws {
    let place = try Workplace()
    for index in 1...4 { try place.write("# L\(index)\n\n```swift\nprint(\"lesson \\(\(index) * 11)\")\n```\n", to: "l\(index).md") }
    let run = try place.mlnb("run", "-q", "--jobs", "2", "--output-dir", "out", "--report", "r.json", "l1.md", "l2.md", "l3.md", "l4.md")
    #expect(run.status == 0)
    #expect(run.output == "" && run.errors == "")
    for index in 1...4 { #expect(try place.read("out/l\(index).html").contains("lesson \(index * 11)")) }
    let lessons = try JSONSerialization.jsonObject(with: Data(place.read("r.json").utf8))
    #expect(((lessons as? [Any]) ?? (lessons as? [String: Any])?["lessons"] as? [Any])?.count == 4)
  }

  @Test("Ctrl-C and the lesson's time end compiling, too")
  func endCompiling() throws {
    let place = try Workplace()
    // Takes the compiler many seconds.
    let functions = (0..<6000).map {
      "func f\($0)<T: Collection>(_ t: T) -> [String: [[Int]]] where T.Element == Int { [\"\($0)\": t.map { x in (0..<x).map { y in y * \($0) + x } }] }"
    }
    try place.write(
      "```swift\nprint(\"first\")\n```\n\n```swift\nlet stamp = \(Int.random(in: 1...1_000_000_000))\n\(functions.joined(separator: "\n"))\n```\n",
      to: "lesson.md")
    let started = try place.start(["run", "lesson.md"])
    Thread.sleep(forTimeInterval: 2)
    kill(started.process.processIdentifier, SIGINT)
    let run = try place.end(started)
    #expect(run.status == 130)
    #expect(run.errors.contains("lesson.md: The run was interrupted.\n") && !run.errors.contains("error:"))
    #expect(try place.read("lesson.html").contains("The run was interrupted."))
    let timed = try place.mlnb("run", "--lesson-timeout", "0.5", "lesson.md")
    #expect(timed.status == 1)
    #expect(timed.errors.contains("lesson.md: The lesson's time is up.\n") && !timed.errors.contains("error:"))
  }

  @Test("Ctrl-C stops the cell, writes the page so far and leaves no process behind")
  func interrupt() throws {
    let place = try Workplace()
    let mark = "4\(Int.random(in: 100_000...999_999))"
    try place.write(
      "```swift\nprint(\"first\")\n```\n\n```swift\nimport Foundation\nlet p = Process()\np.executableURL = URL(fileURLWithPath: \"/bin/sleep\")\np.arguments = [\"\(mark)\"]\ntry p.run()\nprint(\"begun\")\nwhile true {}\n```\n",
      to: "lesson.md")
    let started = try place.start(["run", "lesson.md"])
    Thread.sleep(forTimeInterval: 3)
    kill(started.process.processIdentifier, SIGINT)
    let run = try place.end(started)
    #expect(run.status == 130)
    let page = try place.read("lesson.html")
    #expect(page.contains("first") && page.contains("begun"))
    let left = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.filter {
      let line = FileManager.default.contents(atPath: "/proc/\($0)/cmdline") ?? Data()
      return String(decoding: line, as: UTF8.self).contains("sleep\0\(mark)")
    }
    #expect(left.isEmpty)
  }
}
